"""The board as a table model: a row a member, a column a subject, in the order that was asked for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evalapp.board_view import Arrangement, View, arranged
from evalapp.model import Subject
from evalapp.watching import Board, BoardRow, Cell
from ui.watch_words import reason_words, state_words
from ui.windows.evaluation.board.tiles import Face
from ui.windows.kit import Kit

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class BoardModel(QAbstractTableModel):
    """What is shown of a board, and in which order.

    Attributes:
        view: what was asked for last.
        faces: what there is to see of each cell, row by row.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._board: Board | None = None
        self._shown = Arrangement((), ())
        self.view = View()
        self.faces: list[list[Face]] = []
        kit.speaker.changed.connect(self._tell)

    @property
    def board(self) -> Board | None:
        """The whole board; ``None`` before the first."""
        return self._board

    def show(self, board: Board, view: View) -> None:
        """Show a board in this way; where only cells have changed, the places stay."""
        shown = arranged(board, view)
        same = self._board is not None and shown == self._shown and _names(board) == _names(self._board)
        if not same:
            self.beginResetModel()
        self._board, self._shown, self.view = board, shown, view
        made: dict[int, Face] = {}
        self.faces = [
            [self._face(board.rows[row].cells[column], made) for column in shown.columns]
            for row in shown.rows
        ]
        if same:
            self._tell()
        else:
            self.endResetModel()

    def row(self, number: int) -> BoardRow:
        """The member of a row."""
        assert self._board is not None  # noqa: S101 - there is no row without
        return self._board.rows[self._shown.rows[number]]

    def subject(self, number: int) -> Subject:
        """The subject of a column."""
        assert self._board is not None  # noqa: S101 - there is no column without
        return self._board.subjects[self._shown.columns[number]]

    def cell(self, row: int, column: int) -> Cell:
        """What is known of a cell."""
        return self.row(row).cells[self._shown.columns[column]]

    def subject_owed(self, number: int) -> int:
        """How many members have still to answer for the subject of a column."""
        return self._board.subject_owed[self._shown.columns[number]] if self._board else 0

    def place(self, index: Index) -> tuple[str, str]:
        """Member id and subject id of a cell."""
        return self.row(index.row()).member.id, self.subject(index.column()).id

    def index_of(self, member_id: str, subject_id: str) -> QModelIndex:
        """The cell of a member and a subject; an invalid index if it is not shown."""
        rows = [r for r in range(self.rowCount()) if self.row(r).member.id == member_id]
        columns = [c for c in range(self.columnCount()) if self.subject(c).id == subject_id]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def _face(self, cell: Cell, made: dict[int, Face]) -> Face:
        """What there is to see of a cell; many cells of a board are one and the same value."""
        if id(cell) not in made:
            due = self._board is not None and self._board.due
            made[id(cell)] = Face(cell.state, cell.owed and due, not self.view.wants(cell))
        return made[id(cell)]

    def _tell(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last.row())
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())

    def _described(self, index: Index) -> str:
        """A cell in words: whose, about what, how it stands and why."""
        row, subject = self.row(index.row()), self.subject(index.column())
        cell = self.cell(index.row(), index.column())
        language = self._kit.speaker.language
        lines = [row.member.name, f"{subject.id}　{subject.title}", state_words(cell.state, language)]
        return "\n".join([*lines, *reason_words(cell, language)])

    # Qt's

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One a member shown."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One a subject shown."""
        return 0 if parent.isValid() else len(self._shown.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The state in a word or two; all of it for the pointer and for screen readers."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return state_words(self.cell(index.row(), index.column()).state, self._kit.speaker.language)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._described(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of members and the ids of subjects; for the pointer more."""
        upright = orientation is Qt.Orientation.Horizontal
        if not 0 <= section < (self.columnCount() if upright else self.rowCount()):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.subject(section).id if upright else self.row(section).member.name
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            owed = self.subject_owed(section) if upright else self.row(section).owed
            return "\n".join(
                [self._head(section, upright=upright), self._kit.speaker.say("Open: {count}", count=owed)]
            )
        return None

    def _head(self, section: int, *, upright: bool) -> str:
        if upright:
            subject = self.subject(section)
            return f"{subject.id}　{subject.title}"
        member = self.row(section).member
        return "　".join(filter(None, (member.name, member.affiliation)))


def _names(board: Board) -> tuple[object, ...]:
    return board.subjects, tuple(row.member for row in board.rows)
