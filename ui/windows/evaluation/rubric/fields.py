"""Fields that are read while they are typed: what cannot be kept is said below and kept out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from ui.windows.card import Note, Tone
from ui.windows.evaluation.setup.head_form import HeadField
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.text_box import TextBox, TextFrame
from ui.windows.theme import Theme

_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PassageBox(TextBox):
    """Paragraphs whose undoing is the page's: one history for the whole set-up."""

    def put(self, text: str) -> None:
        """Show another text from its beginning on."""
        super().put(text)
        self.setUndoRedoEnabled(False)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undoing to the window."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDOING):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text only while one writes in it; else the page scrolls."""
        if self.hasFocus() and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()


class Reading:
    """A text as typed beside the value kept: a field is filled only when the value becomes another one.

    Args:
        read: understands a text, or raises ``EvalError``.
        show: puts a text into the field.
        text: what stands in the field.
    """

    def __init__(
        self, read: Callable[[str], object], show: Callable[[str], None], text: Callable[[], str]
    ) -> None:
        self._read = read
        self._show = show
        self._text = text
        self._of: object = None
        self._kept = ""

    def keep(self, text: str, of: object) -> bool:
        """Show the value kept of ``of``; returns whether the field was filled anew."""
        if of == self._of and (text == self._kept or self._means(text)):
            self._kept = text
            return False
        self._of, self._kept = of, text
        self._show(text)
        return True

    def _means(self, text: str) -> bool:
        """Whether what is typed is just another way to write ``text``."""
        try:
            return str(self._read(self._text())) == text
        except EvalError:
            return False


class _Entry(QWidget):
    """A name, what one types into, and what is wrong with it.

    Args:
        kit: the window's.
        read: understands what is typed, or raises ``EvalError``.
        field: has the keyboard.
        shown: the field with what is drawn around it.

    Signals:
        typed: the value of what is typed.
    """

    typed = Signal(object)

    def __init__(self, kit: Kit, read: Callable[[str], object], field: QWidget, shown: QWidget) -> None:
        super().__init__()
        self._kit = kit
        self._read = read
        self._named = field
        self._fault: EvalError | None = None
        self.name = Paragraph(kit.theme, bold=True, scale=0.95)
        self.note = Note(kit.theme, Tone.ALARM)
        self._reading = Reading(read, self._fill, self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.name, shown, self.note):
            column.addWidget(widget)
        kit.speaker.changed.connect(self._say)
        kit.theme.changed.connect(self.relayout)

    def show_value(self, text: str, of: object) -> None:
        """Show the value kept of ``of``."""
        if self._reading.keep(text, of):
            self._fault = None
            self._say()

    def rename(self, name: str) -> None:
        """What the text is for."""
        self.name.setText(name)
        self._named.setAccessibleName(name)

    def relayout(self) -> None:
        """Take the height from the text size."""
        raise NotImplementedError

    def _fill(self, text: str) -> None:
        raise NotImplementedError

    def _text(self) -> str:
        raise NotImplementedError

    def _take(self, text: str) -> None:
        self._fault = None
        try:
            value = self._read(text)
        except EvalError as fault:
            self._fault = fault
        else:
            self.typed.emit(value)
        self._say()

    def _say(self) -> None:
        self.note.say(self._kit.speaker.phrase(self._fault.of("draft")) if self._fault else "")


class LineEntry(_Entry):
    """An entry of one line."""

    def __init__(self, kit: Kit, read: Callable[[str], object]) -> None:
        field = HeadField(kit.theme)
        super().__init__(kit, read, field, field)
        self.field = field
        field.textEdited.connect(self._take)
        self.relayout()

    def relayout(self) -> None:
        """Take the height from the text size."""
        air(self.field, self._kit.theme)

    def _fill(self, text: str) -> None:
        self.field.setText(text)

    def _text(self) -> str:
        return self.field.text()


class PassageEntry(_Entry):
    """An entry of some lines."""

    def __init__(self, kit: Kit, read: Callable[[str], str], lines: float = 6) -> None:
        box = PassageBox(kit.theme)
        frame = TextFrame(kit.theme, box)
        super().__init__(kit, read, box, frame)
        self._lines = lines
        self._filling = False
        self._last = ""
        self.box = box
        self._frame = frame
        box.textChanged.connect(self._take_changed)
        self.relayout()

    def relayout(self) -> None:
        """Take the height from the text size."""
        self._frame.setFixedHeight(round(self._kit.theme.em * self._lines * 1.5))

    def _fill(self, text: str) -> None:
        self._filling = True
        self.box.put(text)
        self._last = self.box.text
        self._filling = False

    def _text(self) -> str:
        return self.box.text

    def _take_changed(self) -> None:
        # a composition under way and the height of lines change the document too
        if not self._filling and self.box.text != self._last:
            self._last = self.box.text
            self._take(self._last)


def air(field: QLineEdit, theme: Theme) -> None:
    """Room around what is written, in every size of text."""
    side = round(theme.em * 0.3)
    field.setTextMargins(side, 0, side, 0)
    field.setMinimumHeight(round(theme.em * 1.8))


def heading(theme: Theme) -> Paragraph:
    """The name of a group of fields."""
    name = Paragraph(theme, bold=True, scale=0.95)
    name.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return name
