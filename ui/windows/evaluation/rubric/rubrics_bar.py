"""The rubrics of a set-up: one chosen, others added, exchanged, taken out."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from evalapp.rubric import Rubric
from evalapp.rubric_data import shipped_rubric, shipped_rubric_ids
from ui.windows.buttons import RING, Button
from ui.windows.controls import ComboBox
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.menus import literal


class RubricsBar(QWidget):
    """A choice and three acts.

    Signals:
        chosen: the place of another rubric.
        added, exchanged: the id of a shipped rubric: one more, or in place of the chosen one.
        copied: one more like the chosen one.
        removed: the chosen one is not wanted.
    """

    chosen = Signal(int)
    added = Signal(str)
    exchanged = Signal(str)
    copied = Signal()
    removed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._titles: dict[str, str] = {}
        self._removable = True
        self.choice = ComboBox(kit.theme)
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_button, self.exchange_button = Button(kit.theme), Button(kit.theme)
        self.remove_button = Button(kit.theme, quiet=True)
        self.add_menu, self.exchange_menu = QMenu(self), QMenu(self)
        self.add_button.setMenu(self.add_menu)
        self.exchange_button.setMenu(self.exchange_menu)
        self.add_menu.aboutToShow.connect(self._fill_add)
        self.exchange_menu.aboutToShow.connect(self._fill_exchange)
        self._flow = Flow(self.choice, self.add_button, self.exchange_button, self.remove_button, outdent=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, 0, 0)
        column.addLayout(self._flow)
        self.choice.activated.connect(self.chosen)
        self.remove_button.clicked.connect(self.removed)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def show_rubrics(self, rubrics: tuple[Rubric, ...], place: int, *, removable: bool, may: bool) -> None:
        """Show the rubrics and which is chosen.

        Args:
            rubrics: of the set-up.
            place: of the chosen one.
            removable: no subject is judged by it, and it is not the only one.
            may: they can be changed.
        """
        titles = [rubric.title for rubric in rubrics]
        if [self.choice.itemText(number) for number in range(self.choice.count())] != titles:
            self.choice.clear()
            self.choice.addItems(titles)
        self.choice.setCurrentIndex(place)
        self._removable = removable
        self.add_button.setEnabled(may)
        self.exchange_button.setEnabled(may)
        self.remove_button.setEnabled(may and removable)
        self.retranslate()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.choice.setAccessibleName(say("Rubric"))
        self.add_button.setText(say("Add a rubric") + " ▾")
        self.exchange_button.setText(say("Exchange it for") + " ▾")
        self.remove_button.setText(say("Take it out"))
        self.remove_button.setToolTip("" if self._removable else say("Subjects are judged by this rubric."))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._flow.setSpacing(round(em * 0.5))
        self.choice.setMinimumContentsLength(18)
        self.choice.setMinimumWidth(round(em * 19))

    def _fill_add(self) -> None:
        self._fill(self.add_menu, self.added)
        self.add_menu.addSeparator()
        copy = self.add_menu.addAction(self._kit.speaker.say("A copy of the one shown"))
        copy.triggered.connect(lambda _checked: self.copied.emit())

    def _fill_exchange(self) -> None:
        self._fill(self.exchange_menu, self.exchanged)

    def _fill(self, menu: QMenu, signal: SignalInstance) -> None:
        menu.clear()
        for id_ in shipped_rubric_ids():
            if id_ not in self._titles:
                self._titles[id_] = shipped_rubric(id_).title
            action = menu.addAction(literal(self._titles[id_]))
            action.triggered.connect(lambda _checked=False, id_=id_: signal.emit(id_))
