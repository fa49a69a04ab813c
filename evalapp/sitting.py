"""A member at work in an open ballot: what is shown, what is on the disk, what can be undone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from evalapp.ballot import Ballot, Gap, gaps
from evalapp.editing import (
    CommentEdit,
    Edit,
    History,
    MarkEdit,
    RecusalEdit,
    comment_text,
    made,
    rebased,
)
from evalapp.errors import EvalError
from evalapp.mark import Mark
from evalapp.model import RecusalKind, ScoreSheet
from evalapp.progress import Progress, progress
from evalapp.recusing import check_reason, declared, taken_back
from evalapp.rubric import CommentKind, Rubric
from evalapp.store.ballot_file import BallotFile
from evalapp.text import check_text


class Sitting:
    """Every edit is one committed transaction; one that the disk refuses is kept and tried again.

    Attributes:
        file: the open ballot; another one after ``move_to``.
        sheets: of the judged subjects by their ids, as shown: with the edits that are not on the disk yet.
        waiting: edits shown but not on the disk, oldest first.
        fault: why they are not.
        stale: another program has written into the file, and that could not be read yet.
    """

    def __init__(self, file: BallotFile) -> None:
        self.file = file
        self.sheets = {sheet.subject_id: sheet for sheet in file.sheets()}
        self.waiting: list[Edit] = []
        self.fault: EvalError | None = None
        self.stale = False
        self._history = History()

    @property
    def path(self) -> Path:
        """Where the ballot lies."""
        return self.file.path

    @property
    def ballot(self) -> Ballot:
        """What is asked."""
        return self.file.ballot

    @property
    def undoable(self) -> Edit | None:
        """What ``undo`` would take back."""
        return self._history.done[-1] if self._history.done else None

    @property
    def redoable(self) -> Edit | None:
        """What ``redo`` would make again."""
        return self._history.undone[-1] if self._history.undone else None

    def rubric(self, subject_id: str) -> Rubric:
        """By which a judged subject is judged."""
        return self.ballot.asked[subject_id][1]

    def progress(self, subject_id: str) -> Progress:
        """How far the sheet of a judged subject is."""
        return progress(self.sheets[subject_id], *self.ballot.asked[subject_id])

    def gaps(self) -> tuple[Gap, ...]:
        """What is still open, in order."""
        return gaps(self.ballot.asked, self.sheets.values())

    def set_mark(self, subject_id: str, criterion_id: str, mark: Mark, *, joins: bool = False) -> bool:
        """Put a mark, valid for its scale, into a cell.

        Args:
            subject_id: of a judged subject that is not recused.
            criterion_id: of a scored criterion.
            mark: what the cell is to hold.
            joins: undone together with the edit before it, if that was in the same cell.

        Returns:
            Whether the cell held something else.
        """
        before = self.sheets[subject_id].marks[criterion_id]
        return self._edit(MarkEdit(subject_id, criterion_id, before, mark), joins=joins)

    def set_comment(
        self, subject_id: str, criterion_id: str | None, kind: CommentKind, text: str, *, joins: bool = False
    ) -> bool:
        """Put a text into a comment; one of spaces only is no text.

        Raises:
            EvalError: ``text-too-long`` or ``text-control-character``; nothing has changed then.

        Returns:
            Whether the comment held something else.
        """
        text = check_text(text, self.ballot.asked[subject_id][0].title) if text.strip() else ""
        before = comment_text(self.sheets[subject_id], criterion_id, kind)
        return self._edit(CommentEdit(subject_id, criterion_id, kind, before, text), joins=joins)

    def declare(self, subject_id: str, kind: RecusalKind, reason: str) -> bool:
        """Declare that the member does not judge a subject; its answers are set aside, not lost.

        Raises:
            EvalError: ``text-too-long`` or ``text-control-character`` in the reason.
        """
        before = self.sheets[subject_id]
        reason = check_reason(reason, self.ballot.asked[subject_id][0].title)
        after = declared(before, self.rubric(subject_id), kind, reason)
        return self._edit(RecusalEdit(subject_id, before, after), joins=False)

    def take_back(self, subject_id: str) -> bool:
        """Take a declared recusal back; the answers set aside stand again.

        Raises:
            EvalError: the file cannot be read; nothing has changed then.
        """
        before = self.sheets[subject_id]
        after = taken_back(before, self._set_aside(subject_id))
        return self._edit(RecusalEdit(subject_id, before, after), joins=False)

    def undo(self) -> Edit | None:
        """Take the newest edit back and return it; ``None`` if its cell holds something else by now."""
        return self._step(self._history.undo)

    def redo(self) -> Edit | None:
        """Make the edit last undone again and return it; ``None`` as for ``undo``."""
        return self._step(self._history.redo)

    def save(self) -> None:
        """Bring what waits to the disk; ``fault`` says why if that fails again."""
        if not self.waiting:
            return
        try:
            try:
                self._write(self.waiting, self.file)
            except EvalError as overtaken:
                if overtaken.code != "edit-overtaken":
                    raise
                self.reload()
                self._write(self.waiting, self.file)
        except EvalError as fault:
            self.fault = fault
        else:
            self.waiting = []
            self.fault = None

    def refresh(self) -> set[str]:
        """``reload`` if another program has written into the file since the last time that succeeded."""
        if self.file.written_elsewhere():
            self.stale = True
        return self.reload() if self.stale else set()

    def reload(self) -> set[str]:
        """Take over what another program wrote into the file.

        Edits that wait stay, on top of it: what a member has just entered is never taken away, but where the
        file now says that the subject is not judged.

        Returns:
            The subjects whose sheets are others now. If there are any, nothing before can be undone.
        """
        sheets = {sheet.subject_id: sheet for sheet in self.file.sheets()}
        waiting: list[Edit] = []
        for edit in self.waiting:
            if again := rebased(edit, sheets[edit.subject_id]):
                sheets[edit.subject_id] = made(sheets[edit.subject_id], self.rubric(edit.subject_id), again)
                waiting.append(again)
        others = {id_ for id_, sheet in sheets.items() if sheet != self.sheets[id_]}
        self.waiting = waiting
        self.stale = False
        if others:
            self.sheets = sheets
            self._history.clear()
        return others

    def copy_to(self, path: Path) -> None:
        """Write a copy to ``path``, which must not exist: all answers, also those that wait, and hand-ins.

        Raises:
            EvalError: what the file system refuses; then there is no copy.
        """
        self._copied(path).close()

    def move_to(self, path: Path) -> None:
        """Go on in a copy as ``copy_to`` writes it.

        Raises:
            EvalError: as ``copy_to``; the sitting stays where it was.
        """
        old, self.file = self.file, self._copied(path)
        self.waiting = []
        self.fault = None
        self.stale = False
        old.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def _step(self, step: Callable[[Callable[[Edit], None]], Edit]) -> Edit | None:
        try:
            return step(self._make)
        except EvalError:
            # overtaken: no step before it can be taken back either
            self._history.clear()
            return None

    def _edit(self, edit: Edit, *, joins: bool) -> bool:
        if edit.before == edit.after:
            return False
        self._make(edit)
        self._history.add(edit, joins=joins)
        return True

    def _make(self, edit: Edit) -> None:
        sheet = made(self.sheets[edit.subject_id], self.rubric(edit.subject_id), edit)
        self.sheets[edit.subject_id] = sheet
        self.waiting.append(edit)
        self.save()

    def _set_aside(self, subject_id: str) -> ScoreSheet | None:
        """What a recusal that stands has set aside; the file does not know of one that waits."""
        for edit in reversed(self.waiting):
            if isinstance(edit, RecusalEdit) and edit.subject_id == subject_id and not edit.before.recusal:
                return edit.before
        return self.file.set_aside().get(subject_id)

    def _copied(self, path: Path) -> BallotFile:
        self.file.copy_to(path)
        try:
            copy = BallotFile(path)
            try:
                self._write(self.waiting, copy)
            except BaseException:
                copy.close()
                raise
        except BaseException:
            # half of the answers would look like all of them
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        return copy

    def _write(self, edits: list[Edit], file: BallotFile) -> None:
        if not edits:
            return

        def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
            by_id = {sheet.subject_id: sheet for sheet in sheets}
            before_recusals = []
            for edit in edits:
                sheet = by_id[edit.subject_id]
                if isinstance(edit, RecusalEdit) and edit.after.recusal and not sheet.recusal:
                    # the file sets aside what it holds: that must be what was answered last
                    before_recusals.append(sheet)
                by_id[edit.subject_id] = made(sheet, self.rubric(edit.subject_id), edit)
            return [*before_recusals, *(by_id[id_] for id_ in {edit.subject_id: None for edit in edits})]

        file.edit(change, only={edit.subject_id for edit in edits})
