"""The subjects of a report with what is seen of their results at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from evalapp.report import SubjectReport
from ui.windows.evaluation.results.words import attendance_sentences, criterion_title
from ui.windows.row_models import PlainRows
from ui.windows.speaker import Speaker

Index = QModelIndex | QPersistentModelIndex

SUBJECT = Qt.ItemDataRole.UserRole
"""The role that gives a ``SubjectLine``."""


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject of the list.

    Attributes:
        name: its id and title.
        overall: what the last scored criterion came to (総合評価 in the shipped rubrics): ``総合評価 2.6``.
        count: ``n=4/5``: sheets counted of those expected.
        missing: how many sheets are expected and not counted.
    """

    name: str
    overall: str
    count: str
    missing: int


def subject_line(subject: SubjectReport, speaker: Speaker) -> SubjectLine:
    """What the list shows of a subject."""
    last = subject.results[-1] if subject.results else None
    overall = f"{last.criterion.title} {subject.printed_mean(last)}" if last else speaker.say("Comments only")
    gap = "　" if speaker.japanese else "  "
    return SubjectLine(
        f"{subject.subject.id}{gap}{subject.subject.title}",
        overall,
        f"n={len(subject.columns)}/{subject.expected}",
        len(subject.missing),
    )


class SubjectsModel(PlainRows):
    """The subjects of a report, or those whose id or title has the words looked for."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker
        self._all: tuple[SubjectReport, ...] = ()
        self._words = ""
        self.subjects: tuple[SubjectReport, ...] = ()
        speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The subjects shown."""
        return len(self.subjects)

    def show_subjects(self, subjects: Sequence[SubjectReport]) -> None:
        """Take the subjects of another report."""
        self._all = tuple(subjects)
        self.look_for(self._words)

    def look_for(self, words: str) -> None:
        """Show only subjects with all these words in id or title."""
        self._words = words
        wanted = words.casefold().split()
        self.beginResetModel()
        self.subjects = tuple(
            one
            for one in self._all
            if all(word in f"{one.subject.id} {one.subject.title}".casefold() for word in wanted)
        )
        self.endResetModel()

    def row_of(self, subject_id: str) -> int | None:
        """Where a subject stands now, if it is shown."""
        ids = [one.subject.id for one in self.subjects]
        return ids.index(subject_id) if subject_id in ids else None

    def _spoken(self, subject: SubjectReport) -> str:
        last = subject.results[-1] if subject.results else None
        mean = (
            [f"{criterion_title(subject, last, self._speaker)} {subject.printed_mean(last)}"] if last else []
        )
        name = subject_line(subject, self._speaker).name
        return "\n".join([name, *mean, *attendance_sentences(subject, self._speaker)])

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        subject = self.subjects[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return subject_line(subject, self._speaker).name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(subject)
            case _ if role == SUBJECT:
                return subject_line(subject, self._speaker)
        return None
