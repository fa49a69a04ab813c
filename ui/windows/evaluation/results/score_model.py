"""The score table of a subject as it is printed, as a table model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evalapp.report import SubjectReport
from exports.wording import mark_sign
from ui.windows.evaluation.results.words import (
    Explanation,
    criterion_title,
    explain_mark,
    explain_mean,
    explain_title,
)
from ui.windows.speaker import Speaker

Index = QModelIndex | QPersistentModelIndex

TITLE, MEAN = 0, 1


class ScoreModel(QAbstractTableModel):
    """A row a scored criterion: title, mean, n where the printed table has it, the unnamed columns.

    Attributes:
        subject: whose table it is; ``None`` before the first.
        first_mark: the first unnamed column.
    """

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker
        self.subject: SubjectReport | None = None
        self.first_mark = 2
        speaker.changed.connect(self._retranslated)

    def show_subject(self, subject: SubjectReport) -> None:
        """Take the results of another subject, or other ones of the same."""
        self.beginResetModel()
        self.subject = subject
        self.first_mark = 2 if subject.even else 3
        self.endResetModel()

    def explanation(self, index: Index) -> Explanation | None:
        """How what stands in a cell came about."""
        if self.subject is None or not index.isValid():
            return None
        result, column = self.subject.results[index.row()], index.column()
        if column >= self.first_mark:
            return explain_mark(self.subject, result, column - self.first_mark, self._speaker)
        if column == TITLE:
            return explain_title(self.subject, result, self._speaker)
        return explain_mean(self.subject, result, self._speaker)

    def _text(self, row: int, column: int) -> str:
        subject = self.subject
        if subject is None:
            return ""
        result = subject.results[row]
        if column >= self.first_mark:
            return mark_sign(result.marks[column - self.first_mark])
        if column == TITLE:
            return criterion_title(subject, result, self._speaker)
        return subject.printed_mean(result) if column == MEAN else f"{result.tally.n}/{subject.expected}"

    def _retranslated(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many rows as there are; none below an entry."""
        return 0 if parent.isValid() or self.subject is None else len(self.subject.results)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as there are; none below an entry."""
        if parent.isValid() or self.subject is None:
            return 0
        return self.first_mark + len(self.subject.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                found = self.explanation(index)
                return found.text if found else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, already said; all unnamed columns have the same."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        say = self._speaker.say
        if section >= self.first_mark:
            return say("Scores of the members")
        return (say("Criteria"), say("Mean"), "n")[section]
