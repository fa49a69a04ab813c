"""The member's edits as the window makes them: each is saved at once, and everybody who shows it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from evalapp.editing import Edit
from evalapp.errors import EvalError
from evalapp.mark import Mark
from evalapp.model import RecusalKind, ScoreSheet
from evalapp.rubric import CommentKind, Rubric
from evalapp.sitting import Sitting
from ui.windows.saving import SaveState, Saving

_LOOK_EVERY = 1_000
"""How often the file is looked at, in milliseconds: whether it is still there and who else writes into it."""

CommentPlace = tuple[str, str | None, CommentKind]
"""A comment: subject, criterion (``None``: the whole subject) and kind."""

_WAIT_SECONDS = 0.04
"""For another program that holds the file: what could not be written then waits, and is tried again."""


def comment_places(subject_id: str, rubric: Rubric) -> Iterator[CommentPlace]:
    """All comments that a sheet asks for, in its order."""
    for criterion in rubric.criteria:
        yield from ((subject_id, criterion.id, kind) for kind in criterion.comments)
    yield from ((subject_id, None, kind) for kind in rubric.comments)


class Work(QObject):
    """One sitting, with signals.

    Signals:
        sheet_changed: the answers of a subject, by its id, are others: edited, undone, or written elsewhere.
        state_changed: ``state`` is another one.
        history_changed: what can be undone or redone.
        overtaken: another program has written into the file; the sheets shown are the new ones.
        handed_in: a submission has been made of the answers.
        flushing: whoever holds typed text that is not saved yet does it now.
    """

    sheet_changed = Signal(str)
    state_changed = Signal()
    history_changed = Signal()
    overtaken = Signal()
    handed_in = Signal()
    flushing = Signal()

    def __init__(self, sitting: Sitting, now: Callable[[], datetime], *, read_only: bool = False) -> None:
        super().__init__()
        self.sitting = sitting
        self._now = now
        self._read_only = read_only
        self._typing = False
        self._unkept: set[CommentPlace] = set()
        self._saved_at: datetime | None = None
        self._gone: EvalError | None = None
        sitting.file.wait_at_most(_WAIT_SECONDS)
        self._watch = QTimer(self, interval=_LOOK_EVERY)
        self._watch.timeout.connect(self.look)
        self._watch.start()

    @property
    def path(self) -> Path:
        """The file worked on."""
        return self.sitting.file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited: the file is open in another window."""
        return self._read_only

    @property
    def state(self) -> SaveState:
        """Where the answers are."""
        fault = self._gone or self.sitting.fault
        if fault:
            return SaveState(Saving.FAILED, self._saved_at, fault)
        if self._read_only:
            return SaveState(Saving.READ_ONLY)
        if self.unkept:
            return SaveState(Saving.UNKEPT, self._saved_at)
        return SaveState(Saving.TYPING if self._typing else Saving.SAVED, self._saved_at)

    @property
    def unkept(self) -> tuple[CommentPlace, ...]:
        """The comments whose text as typed cannot be kept, in order, of subjects that are not recused."""
        asked, sheets = self.sitting.ballot.asked, self.sitting.sheets
        return tuple(
            place
            for subject_id, (_subject, rubric) in asked.items()
            if self._unkept and sheets[subject_id].recusal is None
            for place in comment_places(subject_id, rubric)
            if place in self._unkept
        )

    def set_mark(self, subject_id: str, criterion_id: str, mark: Mark, *, joins: bool = False) -> None:
        """See ``Sitting.set_mark``."""
        with self._editing(subject_id):
            self.sitting.set_mark(subject_id, criterion_id, mark, joins=joins)

    def set_comment(
        self, subject_id: str, criterion_id: str | None, kind: CommentKind, text: str, *, joins: bool = False
    ) -> None:
        """See ``Sitting.set_comment``.

        Raises:
            EvalError: the text cannot be kept.
        """
        place = subject_id, criterion_id, kind
        try:
            with self._editing(subject_id):
                self.sitting.set_comment(subject_id, criterion_id, kind, text, joins=joins)
        except EvalError:
            self._note_unkept(self._unkept | {place})
            raise
        self._note_unkept(self._unkept - {place})
        self.note_typing(typing=False)

    def declare(self, subject_id: str, kind: RecusalKind, reason: str) -> None:
        """See ``Sitting.declare``.

        Raises:
            EvalError: the reason cannot be kept.
        """
        self.flush()
        with self._editing(subject_id):
            self.sitting.declare(subject_id, kind, reason)

    def take_back(self, subject_id: str) -> None:
        """See ``Sitting.take_back``; where the file cannot be read now, ``state`` says so."""
        with self._editing(subject_id):
            try:
                self.sitting.take_back(subject_id)
            except EvalError as fault:
                self._note_gone(fault)

    def undo(self) -> Edit | None:
        """Take the newest edit back; the edit, or ``None`` if there is none."""
        self.flush()
        return self._step(self.sitting.undoable, self.sitting.undo)

    def redo(self) -> Edit | None:
        """Make the edit last undone again; the edit, or ``None`` if there is none."""
        self.flush()
        return self._step(self.sitting.redoable, self.sitting.redo)

    def note_typing(self, *, typing: bool) -> None:
        """An editor says whether it holds text that is not saved yet."""
        if typing != self._typing:
            self._typing = typing
            self.state_changed.emit()

    def flush(self) -> None:
        """Have all typed text saved now."""
        self.flushing.emit()

    def save_again(self) -> None:
        """Try once more to save what the disk refused."""
        self.flush()
        self._save_waiting()
        self.look()
        self.state_changed.emit()

    def move_to(self, path: Path) -> None:
        """Go on in a copy at another place, with everything that waits.

        Raises:
            EvalError: what the file system refuses; the work goes on where it was.
        """
        self.flush()
        self.sitting.move_to(path)
        self.sitting.file.wait_at_most(_WAIT_SECONDS)
        self._gone = None
        self._saved_at = self._now()
        self.state_changed.emit()

    def allow_editing(self) -> None:
        """The other window has closed the file: read it anew and edit from now on."""
        self._read_only = False
        # whoever wrote last may hold the file a moment longer: then the next look reads it
        self.sitting.stale = True
        self._refresh()
        self.state_changed.emit()

    def look(self) -> None:
        """Look whether the file is still where it was, and whether another program has written into it.

        What the disk has refused is tried again: space may have been made meanwhile.
        """
        self._refresh()
        if self.sitting.waiting and self._gone is None:
            self._save_waiting()

    def close(self) -> None:
        """Save what was typed and close the file."""
        self._watch.stop()
        self.flush()
        self.sitting.close()

    @contextmanager
    def _editing(self, subject_id: str) -> Iterator[None]:
        if self._read_only:
            raise RuntimeError("edited while read-only")
        self._refresh()
        before = dict(self.sitting.sheets)
        yield
        if self.sitting.sheets[subject_id] != before.pop(subject_id):
            self._edited(subject_id)
        self._tell(self._others(before))

    def _step(self, edit: Edit | None, step: Callable[[], Edit | None]) -> Edit | None:
        if edit is None or self._read_only:
            return None
        self._refresh()
        if edit is not self.sitting.undoable and edit is not self.sitting.redoable:
            return None
        before = dict(self.sitting.sheets)
        made = step()
        self._edited(edit.subject_id)
        before.pop(edit.subject_id)
        self._tell(self._others(before))
        return made

    def _edited(self, subject_id: str) -> None:
        if self.sitting.fault is None:
            self._saved_at = self._now()
        self.sheet_changed.emit(subject_id)
        self.history_changed.emit()
        self.state_changed.emit()

    def _save_waiting(self) -> None:
        fault, before = self.sitting.fault, dict(self.sitting.sheets)
        self.sitting.save()
        self._tell(self._others(before))
        if self.sitting.fault is None and fault:
            self._saved_at = self._now()
        if repr(self.sitting.fault) != repr(fault):
            self.state_changed.emit()

    def _refresh(self) -> None:
        """Take over what another program wrote. A file that cannot be read now keeps nobody from entering."""
        if not self.sitting.file.in_place():
            self._note_gone(EvalError("file-moved", file=str(self.sitting.file.path)))
            return
        try:
            others = self.sitting.refresh()
        except EvalError as fault:
            self._note_gone(fault)
        else:
            self._note_gone(None)
            self._tell(others)

    def _note_unkept(self, unkept: set[CommentPlace]) -> None:
        if unkept != self._unkept:
            self._unkept = unkept
            self.state_changed.emit()

    def _note_gone(self, fault: EvalError | None) -> None:
        # said once, not every second anew
        if repr(fault) != repr(self._gone):
            self._gone = fault
            self.state_changed.emit()

    def _others(self, before: dict[str, ScoreSheet]) -> set[str]:
        """The subjects whose sheets are others than ``before``."""
        return {id_ for id_, sheet in before.items() if self.sitting.sheets[id_] != sheet}

    def _tell(self, subject_ids: set[str]) -> None:
        for subject_id in subject_ids:
            self.sheet_changed.emit(subject_id)
        if subject_ids:
            self.history_changed.emit()
            self.overtaken.emit()
