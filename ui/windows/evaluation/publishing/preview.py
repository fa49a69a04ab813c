"""One document as it will be passed on, or why it is not there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.texts import Gap
from exports.documents import Kind
from exports.excel.preview import SheetPreview, WorkbookPreview
from ui.windows.busy import busy
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.publishing.making import Made
from ui.windows.evaluation.publishing.workbook_view import WorkbookView
from ui.windows.kit import Kit
from ui.windows.pdf_reader import PdfReader
from ui.windows.rows import Rows
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.text_box import TextBox

_TEXT_SHOWN = 40_000
"""Bytes of a plain text that are shown."""

_PATIENCE = 250
"""Milliseconds before it is said that something is being made."""


class Preview(QStackedWidget):
    """Shows a document's bytes, each kind in its own way.

    Attributes:
        reader, workbook, text: the ways.
        gaps: what a final edition lacks.

    Signals:
        gap_chosen: the user wants to write a missing text (``Gap``).
        help_wanted: the user wants to go where the fault (``EvalError``) can be mended.
    """

    gap_chosen = Signal(object)
    help_wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Kind, Made] | None = None
        self._fault: EvalError | None = None
        self._missing: tuple[Gap, ...] = ()
        self._places: dict[Kind, str] = {}
        self.reader = PdfReader(kit)
        self.workbook = WorkbookView(kit)
        self.text = _PlainText(kit)
        self._refusal = _Refusal(kit)
        self.gaps = self._refusal.gaps
        self._waiting = _Waiting(kit)
        for page in (self.reader, self.workbook, self.text, self._refusal, self._waiting):
            self.addWidget(page)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self.setCurrentWidget(self._waiting))
        self.gaps.activated.connect(self._choose_gap)
        self._refusal.button.clicked.connect(lambda _checked: self.help_wanted.emit(self._fault))
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def shown(self) -> tuple[Kind, Made] | None:
        """The document in sight."""
        return self._shown

    @property
    def fault(self) -> EvalError | None:
        """What is said in the document's place."""
        return self._fault

    def show_document(self, kind: Kind, name: str, made: Made) -> None:
        """Show a document, at the place where it was left.

        Args:
            kind: in which way.
            name: of the file.
            made: the document; of a Word file the PDF of the same content.
        """
        self._patience.stop()
        self._fault = None
        same = self._shown and self._shown[1] is made
        if not same:
            self.keep_place()
        self._shown = (kind, made)
        with busy():
            match made.shown:
                case WorkbookPreview() if not same:
                    self.workbook.show_book(made.shown)
                case SheetPreview() if not same:
                    self.workbook.show_single(made.shown)
                case None if kind is Kind.JSON and not same:
                    self.text.show_text(made.data)
                case None if not same:
                    self.reader.show_pdf(name, made.data, self._places.get(_page_kind(kind), ""))
        self._turn_to(kind)

    def show_waiting(self) -> None:
        """Say, if it lasts, that the document is being made."""
        self._fault = None
        self._waiting.tell(0, 0)
        if self.currentWidget() is self._refusal:
            self.setCurrentWidget(self._waiting)
        elif self.currentWidget() is not self._waiting and not self._patience.isActive():
            self._patience.start()

    def tell(self, done: int, pages: int) -> None:
        """Say how much of it is made."""
        self._waiting.tell(done, pages)

    def show_fault(self, fault: EvalError, words: list[str], gaps: tuple[Gap, ...]) -> None:
        """Say why there is no document.

        Args:
            fault: what is amiss.
            words: what is missing, one a line.
            gaps: the same as values.
        """
        self._patience.stop()
        self.keep_place()
        self._shown = None
        self._fault, self._missing = fault, gaps
        self._refusal.say(fault, words)
        self.setCurrentWidget(self._refusal)

    def keep_place(self) -> None:
        """Remember where the reader is in a PDF."""
        if self._shown and self._shown[1].shown is None and self._shown[0] is not Kind.JSON:
            self._places[_page_kind(self._shown[0])] = self.reader.state()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        if self._fault:
            self._refusal.say(self._fault)

    def _turn_to(self, kind: Kind) -> None:
        if self._shown and self._shown[1].shown:
            self.setCurrentWidget(self.workbook)
        elif kind is Kind.JSON:
            self.setCurrentWidget(self.text)
        else:
            self.setCurrentWidget(self.reader)

    def _choose_gap(self, index: QModelIndex) -> None:
        self.gap_chosen.emit(self._missing[index.row()])

    # Qt's

    def minimumSizeHint(self) -> QSize:
        """The pages share the room; none widens the window."""
        em = self._kit.theme.em
        return QSize(round(em * 18), round(em * 12))


def _page_kind(kind: Kind) -> Kind:
    """The document whose pages are shown: of a Word file those of the PDF."""
    return Kind.REPORT if kind is Kind.WORD else kind


class _PlainText(TextBox):
    """A text to be read, its beginning if it is long."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        use_scroll_bars(self, kit.theme, sideways=True)
        self.setReadOnly(True)
        self.setLineWrapMode(TextBox.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_text(self, data: bytes) -> None:
        """Show the beginning of a text."""
        text = data[:_TEXT_SHOWN].decode("utf-8", "ignore")
        self.put(text if len(data) <= _TEXT_SHOWN else f"{text.rpartition(chr(10))[0]}\n……")

    def relayout(self) -> None:
        """Letters of one width."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._theme.font(0.9).pointSizeF())
        font.setFamilies([font.family(), *self._theme.font().families()])
        self.setFont(font)
        self.document().setDocumentMargin(self._theme.em * 0.7)


class _Waiting(QWidget):
    """That a document is being made, and how far it is."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.note = Note(kit.theme, Tone.PLAIN)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.note)
        self._column.addWidget(self._bar)
        self._column.addStretch(1)
        kit.speaker.changed.connect(self._retranslate)
        kit.theme.changed.connect(self._relayout)
        self._relayout()

    def tell(self, done: int, pages: int) -> None:
        """Say how far it is; 0 of 0 is not known."""
        say = self._kit.speaker.say
        self._bar.setRange(0, pages)
        self._bar.setValue(done)
        words = say("Score sheet {done} of {pages} is being made …", done=done, pages=pages)
        self.note.say(words if pages else say("The document is being made …"))
        self._bar.setAccessibleName(self.note.label.text())

    def _retranslate(self) -> None:
        self.tell(self._bar.value(), self._bar.maximum())

    def _relayout(self) -> None:
        gap = round(self._kit.theme.em * 1.5)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap // 2)
        self._bar.setFixedHeight(round(self._kit.theme.em * 0.5))


class _Refusal(QWidget):
    """Why there is no document, with what is missing."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.note = Note(kit.theme, Tone.ALARM)
        self.button = Button(kit.theme)
        self.note.add(self.button)
        self._lines = QStandardItemModel(0, 1)
        self.gaps = Rows(kit, {0: 1.0})
        self.gaps.setModel(self._lines)
        self.gaps.heads.hide()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.note)
        self._column.addWidget(self.gaps, 1)
        self._column.addStretch()
        kit.theme.changed.connect(self._relayout)
        self._relayout()

    def say(self, fault: EvalError, lines: list[str] | None = None) -> None:
        """Say the sentence, and other lines if given."""
        if lines is not None:
            self._lines.clear()
            for line in lines:
                self._lines.appendRow(QStandardItem(line))
            self.gaps.setVisible(bool(lines))
            self.gaps.fit()
        say = self._kit.speaker.say
        sentence = self._kit.speaker.phrase(fault)
        if fault.code == "edition-incomplete":
            sentence = say(
                "The final edition cannot be made yet: {count} texts are missing. Choose one to write it.",
                count=self._lines.rowCount(),
            )
        if fault.code == "record-faults":
            sentence = say(
                "The evaluation does not agree with its own record, so no document is made. The page Record"
                " says what does not agree."
            )
        self.note.say(sentence)
        self.gaps.setAccessibleName(say("Texts that are missing"))
        labels = {"record-faults": say("Look at the record"), "edition-unconfirmed": say("Go to the intake")}
        self.button.setText(labels.get(fault.code, ""))
        self.button.setVisible(fault.code in labels)

    def _relayout(self) -> None:
        gap = round(self._kit.theme.em)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap)
