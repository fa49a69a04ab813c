"""How documents are made: for whom, how far, in which order and language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evalapp.language import LANGUAGES
from exports.outline.blocks import Edition
from ui.windows.controls import ComboBox, RadioButton
from ui.windows.evaluation.column_orders import ORDERS, order_words
from ui.windows.evaluation.publishing.making import Options
from ui.windows.flow import Flow
from ui.windows.kit import Kit

_EDITIONS = (Edition.DRAFT, Edition.FINAL)


class OptionsBar(QWidget):
    """The controls of ``Options``.

    Attributes:
        anonymous, named: for publication, or for the secretariat only.
        order, edition, language: the choices.

    Signals:
        changed: the user has chosen something else (``Options``).
    """

    changed = Signal(object)

    def __init__(self, kit: Kit, options: Options) -> None:
        super().__init__()
        self._kit = kit
        self._options = options
        self.anonymous, self.named = RadioButton(kit.theme), RadioButton(kit.theme)
        self._editions = QButtonGroup(self)
        for button in (self.anonymous, self.named):
            self._editions.addButton(button)
        self.edition, self.order, self.language = (ComboBox(kit.theme) for _choice in range(3))
        self._labels = {choice: QLabel() for choice in (self.edition, self.order, self.language)}
        self._rows: list[QHBoxLayout] = []
        self._flow = Flow(self._group(self.anonymous, self.named))
        for choice, label in self._labels.items():
            choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            label.setBuddy(choice)
            self._flow.addWidget(self._group(label, choice))
            choice.activated.connect(self._choose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._flow)
        self._editions.buttonClicked.connect(self._choose)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.anonymous.setText(say("For publication (no names)"))
        self.named.setText(say("Internal (with names)"))
        self._fill(self.edition, [say("Draft"), say("Final edition")], _EDITIONS.index(self._options.edition))
        orders = [order_words(order, self._kit) for order in ORDERS]
        self._fill(self.order, orders, ORDERS.index(self._options.order))
        languages = {"ja": say("Japanese"), "en": say("English")}
        self._fill(
            self.language,
            [languages[code] for code in LANGUAGES],
            LANGUAGES.index(self._options.language),
        )
        for choice, word in (
            (self.edition, say("Report")),
            (self.order, say("Columns")),
            (self.language, say("Language of documents")),
        ):
            self._labels[choice].setText(word)
            choice.setAccessibleName(word)
        self.edition.setToolTip(say("A draft marks what is missing; a final edition has nothing missing."))
        (self.named if self._options.named else self.anonymous).setChecked(True)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._flow.setSpacing(round(em * 0.9))
        for row in self._rows:
            row.setSpacing(round(em * 0.4))

    def _group(self, *widgets: QWidget) -> QWidget:
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            row.addWidget(widget)
        self._rows.append(row)
        return group

    def _fill(self, choice: ComboBox, words: list[str], present: int) -> None:
        with QSignalBlocker(choice):
            choice.clear()
            choice.addItems(words)
            choice.setCurrentIndex(present)

    def _choose(self) -> None:
        options = replace(
            self._options,
            named=self.named.isChecked(),
            edition=_EDITIONS[self.edition.currentIndex()],
            order=ORDERS[self.order.currentIndex()],
            language=LANGUAGES[self.language.currentIndex()],
        )
        if options != self._options:
            self._options = options
            self.changed.emit(options)
