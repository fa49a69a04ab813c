"""All answers of a member side by side, as table models: criteria below each other, subjects beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from evalapp.ballot import Ballot
from evalapp.mark import Mark, NoPoints
from evalapp.model import RecusalKind, Subject
from evalapp.rubric import CommentKind, Criterion, Rubric
from ui.windows.ballot.subject_model import Index, recusal_word, subject_name
from ui.windows.ballot.work import Work
from ui.windows.speaker import Speaker

CELL = Qt.ItemDataRole.UserRole
"""The role that gives an ``AnswerCell``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: a criterion, a kind of comment on the whole subject, or (neither) the count."""

    criterion: Criterion | None = None
    kind: CommentKind | None = None

    @property
    def counts(self) -> bool:
        """Whether the row counts what is filled in."""
        return self.criterion is None and self.kind is None


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """What a cell of the matrix shows.

    Attributes:
        mark: of a scored criterion.
        height: of points, from 0.0 (the lowest step of the scale) to 1.0 (the highest).
        label: of the step, may be empty.
        written: comments written in the cell's place (in the row that counts: marks), of ``asked``.
        recusal: the member does not judge the subject; then there is nothing else.
    """

    mark: Mark | None = None
    height: float = 0.0
    label: str = ""
    written: int = 0
    asked: int = 0
    recusal: RecusalKind | None = None
    counts: bool = False


def rubric_groups(ballot: Ballot) -> list[tuple[Rubric, tuple[Subject, ...]]]:
    """The rubrics that are judged by, with all their subjects, in the order in which they first appear."""
    by_id = {rubric.id: rubric for rubric in ballot.rubrics}
    used = dict.fromkeys(subject.rubric_id for subject in ballot.subjects)
    return [
        (by_id[id_], tuple(subject for subject in ballot.subjects if subject.rubric_id == id_))
        for id_ in used
    ]


class OverviewModel(QAbstractTableModel):
    """The answers to one rubric. No mean is formed: over criteria it would say nothing."""

    def __init__(self, speaker: Speaker, work: Work, rubric: Rubric, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self._speaker = speaker
        self._work = work
        self.rubric = rubric
        self.subjects = tuple(subjects)
        self.lines = (
            *(Line(criterion) for criterion in rubric.criteria),
            *(Line(kind=kind) for kind in rubric.comments),
            *([Line()] if rubric.scored else []),
        )
        self._recused = {recusal.subject_id: recusal.kind for recusal in work.sitting.ballot.recusals}
        self._columns = {subject.id: column for column, subject in enumerate(self.subjects)}
        work.sheet_changed.connect(self._sheet_changed)
        speaker.changed.connect(self._retranslated)

    def place(self, index: Index) -> tuple[str, str | None, CommentKind | None]:
        """Where a cell leads to: subject, criterion or ``None``, kind of comment or ``None``."""
        line = self.lines[index.row()]
        kind = line.kind
        if line.criterion and not line.criterion.scored and line.criterion.comments:
            kind = line.criterion.comments[0]
        criterion_id = line.criterion.id if line.criterion else None
        return self.subjects[index.column()].id, criterion_id, kind

    def cell(self, row: int, column: int) -> AnswerCell:
        """What a cell shows."""
        line, subject = self.lines[row], self.subjects[column]
        if subject.id in self._recused:
            return AnswerCell(recusal=self._recused[subject.id])
        sheet = self._work.sitting.sheets[subject.id]
        if sheet.recusal:
            return AnswerCell(recusal=sheet.recusal)
        if line.counts:
            progress = self._work.sitting.progress(subject.id)
            return AnswerCell(written=progress.marked, asked=progress.scored, counts=True)
        criterion_id = line.criterion.id if line.criterion else None
        kinds = (line.kind,) if line.kind else line.criterion.comments if line.criterion else ()
        written = sum(one.criterion_id == criterion_id and one.kind in kinds for one in sheet.comments)
        if line.criterion is None or not line.criterion.scored:
            return AnswerCell(written=written, asked=len(kinds))
        mark = sheet.marks[line.criterion.id]
        if isinstance(mark, NoPoints):
            return AnswerCell(mark, written=written, asked=len(kinds))
        scale = line.criterion.scale_for(subject.evaluation_kind)
        label = next(step.label for step in scale.steps if step.points == mark)
        height = (mark - scale.minimum) / (scale.maximum - scale.minimum)
        return AnswerCell(mark, height, label, written, len(kinds))

    def line_name(self, line: Line) -> str:
        """The head of a row."""
        from exports.wording import comment_kind

        if line.criterion:
            return f"{self.rubric.number(line.criterion.id)}　{line.criterion.title}"
        if line.kind:
            return comment_kind(line.kind, self._speaker.language)
        return self._speaker.say("Criteria scored")

    def _sheet_changed(self, subject_id: str) -> None:
        if (column := self._columns.get(subject_id)) is not None:
            self.dataChanged.emit(self.index(0, column), self.index(len(self.lines) - 1, column))

    def _retranslated(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.subjects) - 1)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.subjects) - 1))

    def _text(self, cell: AnswerCell) -> str:
        """A cell in words."""
        from exports.wording import mark_state

        if cell.recusal is not None:
            return recusal_word(cell.recusal, self._speaker)
        if cell.counts:
            return f"{cell.written}/{cell.asked}"
        parts = []
        if isinstance(cell.mark, NoPoints):
            parts.append(mark_state(cell.mark, self._speaker.language))
        elif cell.mark is not None:
            parts.append(f"{cell.mark} {cell.label}".strip())
        if cell.asked:
            parts.append(self._comments(cell))
        return ("、" if self._speaker.japanese else ", ").join(parts)

    def _comments(self, cell: AnswerCell) -> str:
        say = self._speaker.say
        if cell.asked > 1:
            return say("Comments {written}/{asked}", written=cell.written, asked=cell.asked)
        return say("With a comment") if cell.written else say("No comment")

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        return 0 if parent.isValid() else len(self.subjects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(cell)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                subject = subject_name(self.subjects[index.column()])
                return "\n".join([subject, self.line_name(self.lines[index.row()]), self._text(cell)])
            case _ if role == CELL:
                return cell
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, already said."""
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.line_name(self.lines[section])
        return subject_name(self.subjects[section])
