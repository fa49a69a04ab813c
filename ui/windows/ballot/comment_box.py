"""One comment: its name, its field, how long it is, and when what is typed gets saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.text import COMMENT_LIMIT, utf16_units
from ui.windows.ballot.choice import EDGE
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.editor_frame import EditorFrame
from ui.windows.card import Note, Tone
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

SAVE_AFTER = 400
"""Milliseconds after the last key in which a text is saved."""

SAVE_EVERY = 2_000
"""Milliseconds in which it is saved while one types on; and the pause after which an undo step ends."""

_ENDS = frozenset("。．！？!?\u2029\u2028")
"""After these a new undo step begins."""

_LINE_END = "\n"

_NEAR = 0.9
"""From this part of the limit on, the limit is shown."""


class _Count(Paragraph):
    """As wide as its text, so that it ends where the field ends."""

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class NoteTyping(Protocol):
    """Is told whether there is text that is not saved yet."""

    def __call__(self, *, typing: bool) -> None:
        """Say whether there is any."""


class CommentBox(QWidget):
    """Writes through ``keep`` while one types; never resets a text that is being typed.

    Args:
        keep: puts the text into the sheet; the second value says that it goes on what was kept just before.
            It raises ``EvalError`` for a text that cannot be kept.

    Signals:
        entered: the keyboard has come here.
        next_wanted: to the next open field.
        caret_moved: the caret is elsewhere, or the field has another height.
    """

    entered = Signal()
    next_wanted = Signal()
    caret_moved = Signal()

    def __init__(self, kit: Kit, keep: Callable[[str, bool], None], note_typing: NoteTyping) -> None:
        super().__init__()
        self._kit = kit
        self._keep = keep
        self._note_typing = note_typing
        self._kept = ""
        self._dirty = False
        self._saving = False
        self._joins = False
        self.fault: EvalError | None = None
        self._removed = 0
        self._name = Paragraph(kit.theme, bold=True)
        self._count = _Count(kit.theme, ink="muted", scale=0.9)
        self.editor = CommentEditor(kit, COMMENT_LIMIT)
        self.note = Note(kit.theme, Tone.PLAIN)
        self._head = QHBoxLayout()
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(EditorFrame(kit, self.editor))
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, 0, EDGE, 0)
        below.addWidget(self.note)
        self._column.addLayout(below)
        self._soon = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._latest = QTimer(self, singleShot=True, interval=SAVE_EVERY)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_EVERY)
        for timer in (self._soon, self._latest):
            timer.timeout.connect(self._save)
        self._pause.timeout.connect(self._end_step)
        self.editor.typed.connect(self._take_typed)
        self.editor.parting.connect(self._part)
        self.editor.pasted.connect(self._say_removed)
        self.editor.refused.connect(self._say_refused)
        self.editor.entered.connect(self._enter)
        self.editor.left.connect(self._save)
        self.editor.composed.connect(self._show_kept)
        self.editor.next_wanted.connect(self.next_wanted)
        self.editor.cursorPositionChanged.connect(self.caret_moved)
        self.editor.document().documentLayout().documentSizeChanged.connect(self.caret_moved)
        self.relayout()
        kit.theme.changed.connect(self.relayout)
        kit.speaker.changed.connect(self.retranslate)

    @property
    def text(self) -> str:
        """What is shown; with a ``fault`` it is not what is kept."""
        return self.editor.text

    def rename(self, name: str, where: str) -> None:
        """The kind of comment it takes, and on what, for those who cannot see where it stands."""
        self._name.setText(name)
        self.editor.setAccessibleName(f"{name} ({where})")
        self.retranslate()

    def retranslate(self) -> None:
        """Say how long the text is, and again what is wrong with it."""
        self._show_count()
        if self.fault:
            self._say_refused(self.fault)
        elif self._removed:
            self._say_removed(self._removed)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.15))
        self._head.setContentsMargins(EDGE, 0, EDGE, 0)

    def load(self, kept: str, unkept: str | None = None) -> None:
        """Show the comment of another sheet; ``unkept`` is what was typed into it and could not be kept."""
        self._stop()
        self._dirty = False
        self._joins = False
        self._kept = kept
        self._forget_notes()
        self.editor.put(kept if unkept is None else unkept)
        if unkept is not None:
            self._dirty = True
            self._save()
        self._show_count()

    def show_text(self, kept: str) -> None:
        """The sheet holds this text now: by an undo, or by another program."""
        changed = kept != self._kept
        self._kept = kept
        if changed and not self._saving:
            self._joins = False
            self._show_kept()

    def flush(self) -> None:
        """Save what is typed now; a composition under way is ended first and belongs to it."""
        if self.editor.composing and self.editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._save()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the text can only be read and copied."""
        self.editor.setReadOnly(read_only)
        if read_only:
            self.editor.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.update()

    def _show_kept(self) -> None:
        # what is being typed or composed is never taken from under the fingers
        if not (self._dirty or self.editor.composing) and self.editor.text != self._kept and self._differs():
            self.editor.change_to(self._kept)
            self._forget_notes()
            self._show_count()

    def _differs(self) -> bool:
        """Whether more than spaces differs: a text of spaces only is kept as none."""
        return bool(self._kept) or bool(self.editor.text.strip())

    def _take_typed(self) -> None:
        if not self._dirty:
            self._dirty = True
            self._latest.start()
            self._note_typing(typing=True)
        if not self.fault:
            self._forget_notes()
        self._show_count()
        self._soon.start()
        self._pause.start()
        if self.fault or utf16_units(self.text) > COMMENT_LIMIT:
            self._save()
        elif self.editor.sign_before in _ENDS:
            self._part()

    def _save(self) -> None:
        self._stop()
        # a sheet that is not judged takes nothing; what could not be kept before waits in its field
        if not self._dirty or self._saving or not self.isEnabled():
            return
        before = self._kept
        self._saving = True
        try:
            self._keep(self.text, self._joins)
        except EvalError as fault:
            self.fault = fault
            self._say_refused(fault)
            self._note_typing(typing=False)
            return
        finally:
            self._saving = False
        self._dirty = False
        if self.fault:
            self._forget_notes()
        self._joins = self._joins or self._kept != before
        self._note_typing(typing=False)

    def _stop(self) -> None:
        self._soon.stop()
        self._latest.stop()

    def _end_step(self) -> None:
        self._joins = False

    def _part(self) -> None:
        self._save()
        self._joins = False

    def _enter(self) -> None:
        self._joins = False
        self.entered.emit()

    def _forget_notes(self) -> None:
        self.fault = None
        self._removed = 0
        self.note.clear()
        self.editor.setAccessibleDescription("")

    def _say_refused(self, refusal: EvalError) -> None:
        self._removed = 0
        sentence = self._kit.speaker.phrase(refusal)
        self.note.say_aloud(sentence, Tone.ALARM)
        self.editor.setAccessibleDescription(sentence)

    def _say_removed(self, removed: int) -> None:
        self._removed = removed
        if removed:
            sentence = self._kit.speaker.say(
                "Signs that cannot be seen were taken out of the inserted text: {count}.", count=removed
            )
            self.note.say_aloud(sentence, Tone.PLAIN)

    def _show_count(self) -> None:
        text, say = self.text, self._kit.speaker.say
        units = utf16_units(text)
        if units > COMMENT_LIMIT * _NEAR:
            count = say("Characters: {count} / {limit}", count=f"{units:,}", limit=f"{COMMENT_LIMIT:,}")
        else:
            # line breaks are no characters to who counts them
            count = say("Characters: {count}", count=f"{len(text) - text.count(_LINE_END):,}")
        self._count.setText(count)
        self._count.set_ink("fault" if units > COMMENT_LIMIT else "muted")
