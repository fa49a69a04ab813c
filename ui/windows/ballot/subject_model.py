"""The subjects of a ballot as a list model."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from evalapp.model import RecusalKind, Subject
from evalapp.progress import Progress, Stage
from ui.windows.ballot.work import Work
from ui.windows.row_models import PlainRows
from ui.windows.speaker import Speaker

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
"""The role that gives a ``SubjectEntry``."""


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """One subject of the list.

    Attributes:
        progress: of its sheet; ``None`` if the secretariat has set up that the member does not judge it.
        recusal: declared, or set up by the secretariat.
        unkept: a comment of it is typed as it cannot be kept.
    """

    subject: Subject
    progress: Progress | None
    recusal: RecusalKind | None
    unkept: bool = False


def subject_name(subject: Subject) -> str:
    """A subject as lists name it: with its id, by which the member can speak of it."""
    return f"{subject.id}　{subject.title}"


def recusal_word(recusal: RecusalKind, speaker: Speaker) -> str:
    """辞退 or 欠席."""
    return {RecusalKind.CONFLICT: speaker.say("Recused"), RecusalKind.ABSENT: speaker.say("Absent")}[recusal]


def scores_text(marked: int, scored: int, speaker: Speaker) -> str:
    """How many criteria have a mark: 評点 5/7; empty where none takes points."""
    return speaker.say("Scores {marked}/{scored}", marked=marked, scored=scored) if scored else ""


def comments_text(written: int, asked: int, speaker: Speaker) -> str:
    """How many comments are written: 意見 2/3; empty where none is asked for."""
    return speaker.say("Comments {written}/{asked}", written=written, asked=asked) if asked else ""


def stage_text(entry: SubjectEntry, speaker: Speaker) -> str:
    """未着手, 記入中, 記入済み, 辞退, 欠席, or that a comment is not saved."""
    say = speaker.say
    if entry.recusal is not None:
        return recusal_word(entry.recusal, speaker)
    if entry.progress is None:
        raise ValueError("neither judged nor recused")
    if entry.unkept:
        return say("Unsaved")
    return {
        Stage.EMPTY: say("Not begun"),
        Stage.BEGUN: say("In progress"),
        Stage.COMPLETE: say("Filled in"),
    }[entry.progress.stage]


class SubjectModel(PlainRows):
    """All subjects in the evaluation's order, also those that the member does not judge."""

    def __init__(self, speaker: Speaker, work: Work) -> None:
        super().__init__()
        self._speaker = speaker
        self._work = work
        self._subjects = work.sitting.ballot.subjects
        self._judged = frozenset(subject.id for subject in work.sitting.ballot.judged)
        self._recused = {recusal.subject_id: recusal.kind for recusal in work.sitting.ballot.recusals}
        self._rows = {subject.id: row for row, subject in enumerate(self._subjects)}
        self._unkept = self._unkept_now()
        work.sheet_changed.connect(self._sheet_changed)
        work.state_changed.connect(self._state_changed)
        speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The subjects."""
        return len(self._subjects)

    def row_of(self, subject_id: str) -> int:
        """Where a subject stands.

        Raises:
            KeyError: the ballot has no such subject.
        """
        return self._rows[subject_id]

    def entry(self, row: int) -> SubjectEntry:
        """What a row shows."""
        subject = self._subjects[row]
        if subject.id not in self._judged:
            return SubjectEntry(subject, None, self._recused[subject.id])
        progress = self._work.sitting.progress(subject.id)
        return SubjectEntry(subject, progress, progress.recusal, subject.id in self._unkept)

    def _sheet_changed(self, subject_id: str) -> None:
        index = self.index(self._rows[subject_id])
        self.dataChanged.emit(index, index)

    def _unkept_now(self) -> frozenset[str]:
        return frozenset(subject_id for subject_id, _criterion_id, _kind in self._work.unkept)

    def _state_changed(self) -> None:
        unkept = self._unkept_now()
        if unkept != self._unkept:
            before, self._unkept = self._unkept, unkept
            for subject_id in before ^ unkept:
                self._sheet_changed(subject_id)

    def _spoken(self, entry: SubjectEntry) -> str:
        parts = [subject_name(entry.subject)]
        if entry.progress is not None and entry.recusal is None:
            progress = entry.progress
            parts.append(scores_text(progress.marked, progress.scored, self._speaker))
            parts.append(comments_text(progress.commented, progress.commentable, self._speaker))
        parts.append(stage_text(entry, self._speaker))
        return ("、" if self._speaker.japanese else ", ").join(part for part in parts if part)

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        entry = self.entry(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return subject_name(entry.subject)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry)
            case _ if role == ENTRY:
                return entry
        return None
