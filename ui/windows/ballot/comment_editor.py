"""The field in which a comment is written: plain text, growing with it, made for Japanese input."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocumentFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from evalapp.errors import EvalError
from evalapp.text import check_text, cleaned, utf16_units
from ui.windows.kit import Kit
from ui.windows.scroll_bar import use_scroll_bars

_LEADING = 165
"""Height of a line in percent of its font's."""

_UNDOING = tuple(map(QKeySequence, ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y")))


class CommentEditor(QTextEdit):
    """A text editor; without ``own_undo`` undoing is left to the window.

    Rich text would only cost and a plain text edit knows no line height: so this is a rich one that takes
    plain text only.

    Args:
        limit: of the text in UTF-16 units.
        lines: the least and the most lines shown; what is longer scrolls.
        own_undo: it undoes what was typed into it since ``put``.

    Signals:
        typed: the user has changed the text; a composition not yet committed is no change.
        parting: what comes now and what came are undone apart (before and after a paste, a cut, a drop).
        pasted: so many signs were taken out of a text put in.
        refused: an ``EvalError``; nothing was put in.
        entered, left: the keyboard has come or gone.
        composed: a composition has ended.
        next_wanted: to the next open field.
    """

    typed = Signal()
    parting = Signal()
    pasted = Signal(int)
    refused = Signal(EvalError)
    entered = Signal()
    left = Signal()
    composed = Signal()
    next_wanted = Signal()

    def __init__(
        self, kit: Kit, limit: int, lines: tuple[int, int] = (3, 14), *, own_undo: bool = False
    ) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self._limit = limit
        self._lines = lines
        self._own_undo = own_undo
        self._last = ""
        self.composing = False
        self.setUndoRedoEnabled(own_undo)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(Qt.InputMethodHint.ImhMultiLine)
        # the frame paints the ground; to ask for Qt's own viewport would load all its classes (10 ms)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.document().contentsChanged.connect(self._look_for_change)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.relayout()
        kit.theme.changed.connect(self.relayout)

    @property
    def text(self) -> str:
        """What is written, without a composition under way."""
        # toPlainText would turn no-break spaces into spaces
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def sign_before(self) -> str:
        """The sign left of the caret; a line break is U+2029, and where there is none it is empty."""
        at = self.textCursor().position()
        return self.document().characterAt(at - 1) if at else ""

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = self._kit.theme.em
        self.setFont(self._kit.theme.font())
        self.document().setDocumentMargin(em * 0.5)
        self.setViewportMargins(round(em * 0.1), round(em * 0.3), round(em * 0.1), 0)
        self._grow()

    def put(self, text: str) -> None:
        """Show another text, the caret at its end."""
        self._last = text
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._last = self.text

    def change_to(self, text: str) -> None:
        """Show another text by changing only what differs; the caret stays, or stands behind the change."""
        shown = self.text
        start = _common(shown, text)
        end = _common(shown[start:][::-1], text[start:][::-1])
        cursor = self.textCursor()
        change = QTextCursor(self.document())
        change.setPosition(utf16_units(shown[:start]))
        change.setPosition(utf16_units(shown[: len(shown) - end]), QTextCursor.MoveMode.KeepAnchor)
        self._last = text
        change.insertText(text[start : len(text) - end])
        if change.position() < cursor.position() or self.hasFocus():
            self.setTextCursor(change)
        self._last = self.text

    def _look_for_change(self) -> None:
        # Qt says this for each sign of a composition too
        text = self.text
        if text != self._last:
            self._last = text
            self.typed.emit()

    def _grow(self) -> None:
        line = self._kit.theme.em * _LEADING / 100
        least, most = (count * line + self._kit.theme.em for count in self._lines)
        margins = self.viewportMargins()
        wanted = self.document().size().height()
        # one more: half a pixel hidden would bring a scroll bar, and that another height
        height = ceil(min(max(wanted, least), most)) + 1 + margins.top() + margins.bottom()
        if height != self.height():
            self.setFixedHeight(height)

    def _apart(self, act: Callable[[], object]) -> None:
        self.parting.emit()
        act()
        self.parting.emit()

    # Qt's

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window, or keep them from it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undoes(event):
            event.setAccepted(self._own_undo)
            return self._own_undo
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on; undo and redo are the window's; all else is text."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if _undoes(event) and not self._own_undo:
            event.ignore()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self._apart(self.cut)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep in mind whether an input method is composing; in read-only text it may not."""
        if self.isReadOnly():
            # Qt would insert it where text can be selected by keys
            event.ignore()
            return
        was = self.composing
        # before the text changes: who saves it must know that the rest is still being composed
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self.composing:
            self.composed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text can be pasted, files cannot."""
        files = any(url.isLocalFile() for url in source.urls())
        return not files and (source.hasText() or source.hasHtml())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text only is copied."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert cleaned text, or refuse what would be too long or cannot be kept."""
        given = source.text() or QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        clean = cleaned(given)
        cursor = self.textCursor()
        units = self.document().toRawText().encode("utf-16-le", "surrogatepass")
        kept = units[: cursor.selectionStart() * 2] + units[cursor.selectionEnd() * 2 :]
        try:
            whole = kept.decode("utf-16-le", "surrogatepass") + clean.text
            check_text(whole, self.accessibleName(), self._limit)
        except EvalError as refusal:
            self.refused.emit(refusal)
            return
        self._apart(lambda: cursor.insertText(clean.text))
        self.ensureCursorVisible()
        self.pasted.emit(clean.removed)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is a step of its own for undo."""
        self._apart(lambda: super(CommentEditor, self).dropEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu without its undo, which is the window's."""
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():
            if action.objectName() in {"edit-undo", "edit-redo"} and not self._own_undo:
                menu.removeAction(action)
        if menu.actions() and menu.actions()[0].isSeparator():
            menu.removeAction(menu.actions()[0])
        self._apart(lambda: menu.exec(event.globalPos()))
        menu.deleteLater()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text only while one writes in it; else the sheet scrolls."""
        # where one does not write, or nothing is hidden, the wheel is the sheet's
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and self.hasFocus() and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has come."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has gone, so that the text is saved."""
        super().focusOutEvent(event)
        self.left.emit()


def _undoes(event: QKeyEvent) -> bool:
    standard = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return any(map(event.matches, standard)) or QKeySequence(event.keyCombination()) in _UNDOING


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
