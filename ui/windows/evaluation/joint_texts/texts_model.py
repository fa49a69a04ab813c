"""Which joint texts there are, subject by subject, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt

from evalapp.language import N_
from evalapp.model import Evaluation, Subject
from evalapp.texts import Gap, Place, Texts, flattened, judged_criteria, judged_whole
from ui.windows.kit import Kit
from ui.windows.row_cells import INK_ROLE, SIGN_ROLE, Index
from ui.windows.row_models import TwoLevels
from ui.windows.signs import Sign

PLACE_ROLE = Qt.ItemDataRole.UserRole + 20
"""The ``Place`` of a detail; of a subject that of its first text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a subject.

    Attributes:
        title: in the language spoken.
        missing: how many of its texts a final edition lacks.
        written: how many there are.
    """

    place: Place
    title: str
    missing: int
    written: int


def gap_place(gap: Gap) -> Place:
    """The unit that a missing text belongs to."""
    if gap.what in {"recommendations", "response"}:
        return ("subject", gap.subject_id, "recommendations")
    if gap.what == "finding-response":
        return ("subject", gap.subject_id, "reviews")
    if gap.criterion_id:
        return ("subject", gap.subject_id, "criterion", gap.criterion_id)
    return ("subject", gap.subject_id, "consensus")


class TextsModel(TwoLevels):
    """A row a subject, below it a row a text."""

    heads = (N_("Text"), N_("State"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._subjects: tuple[Subject, ...] = ()
        self._rows: list[list[Row]] = []

    def count(self) -> int:
        """The subjects."""
        return len(self._subjects)

    def count_below(self, row: int) -> int:
        """The texts of one."""
        return len(self._rows[row])

    def show_texts(self, evaluation: Evaluation, texts: Texts, gaps: Iterable[Gap]) -> None:
        """Take other texts; while they are the same in number, rows stay chosen and open."""
        missing = Counter(map(gap_place, gaps))
        rows = [
            list(_rows(subject, evaluation, texts, missing, self._kit)) for subject in evaluation.subjects
        ]
        same = evaluation.subjects == self._subjects and list(map(len, rows)) == list(map(len, self._rows))
        if not same:
            self.beginResetModel()
        self._subjects, self._rows = evaluation.subjects, rows
        if not same:
            self.endResetModel()
            return
        last = self.columnCount() - 1
        for row, below in enumerate(rows):
            above = self.index(row, 0)
            self.dataChanged.emit(above, self.index(row, last))
            self.dataChanged.emit(self.index(0, 0, above), self.index(len(below) - 1, last, above))

    def subject(self, index: Index) -> Subject:
        """The subject that a row belongs to."""
        return self._subjects[self.place(index)[0]]

    def row_of(self, subject: Subject) -> QModelIndex:
        """The row of a subject; no index if it is there no more."""
        rows = (row for row, one in enumerate(self._subjects) if one.id == subject.id)
        return next((self.index(row, 0) for row in rows), QModelIndex())

    def find(self, place: Place) -> QModelIndex:
        """The row of a text; no index if there is none."""
        for row, below in enumerate(self._rows):
            for detail, one in enumerate(below):
                if one.place == place:
                    return self.index(detail, 0, self.index(row, 0))
        return QModelIndex()

    def next_missing(self, after: Place | None) -> Place | None:
        """The next text that is missing, from the beginning again at the end."""
        rows = [row for below in self._rows for row in below]
        start = next((number for number, row in enumerate(rows) if row.place == after), -1) + 1
        return next((row.place for row in rows[start:] + rows[:start] if row.missing), None)

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, the state's sign, and the place."""
        if not index.isValid():
            return None
        number, detail = self.place(index)
        below = self._rows[number]
        row = below[0 if detail is None else detail]
        missing = row.missing if detail is not None else sum(one.missing for one in below)
        written = row.written if detail is not None else sum(one.written for one in below)
        if role == PLACE_ROLE:
            return row.place
        if index.column() == 0:
            subject = self._subjects[number]
            title = row.title if detail is not None else f"{subject.id}　{subject.title}"
            return title if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _state(row, missing, written, self._kit, whole=detail is None)
        if role == SIGN_ROLE and (missing or written):
            return (Sign.WARN, "warn") if missing else (Sign.DONE, "good")
        return "muted" if role == INK_ROLE and not missing else None


def _state(row: Row, missing: int, written: int, kit: Kit, *, whole: bool) -> str:
    say = kit.speaker.say
    if missing:
        return say("lacks {count}", count=missing) if whole or missing > 1 else say("missing")
    if whole or not written:
        return ""
    return str(written) if row.place[2] in {"recommendations", "reviews"} else say("written")


def _rows(
    subject: Subject, evaluation: Evaluation, texts: Texts, missing: Counter[Place], kit: Kit
) -> Iterable[Row]:
    say, own, rubric = kit.speaker.say, texts.of(subject.id), evaluation.rubric_of(subject)
    units = flattened(texts)
    titles: dict[Place, str] = {}
    if judged_whole(rubric, own):
        titles["subject", subject.id, "consensus"] = say("Joint judgement")
    for criterion in judged_criteria(rubric, own):
        titles["subject", subject.id, "criterion", criterion.id] = criterion.title
    titles["subject", subject.id, "recommendations"] = say("Recommendations and responses")
    titles["subject", subject.id, "reviews"] = say("Remarks of the reviewing body and responses")
    for place, title in titles.items():
        value = units.get(place)
        written = len(value) if isinstance(value, tuple) else int(bool(value))
        yield Row(place, title, missing[place], written)
