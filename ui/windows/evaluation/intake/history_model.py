"""The intakes so far as a tree: an intake, and below it its files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from evalapp.store.intakes import IntakeNote, TakenIn
from ui.windows.evaluation.intake.words import kind_word, member_name
from ui.windows.evaluation.office import Office
from ui.windows.revisions import revision_text, shown_moment
from ui.windows.rows import CODE_ROLE, INK_ROLE, SIGN_ROLE, Index
from ui.windows.signs import Sign

_COLUMNS = 5
_TOP = 0
"""The inner id of an intake; that of a file is its intake's row + 1."""


class HistoryModel(QAbstractItemModel):
    """Intakes, the newest first."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.notes: tuple[IntakeNote, ...] = ()

    def show_notes(self, notes: Sequence[IntakeNote]) -> None:
        """Take other intakes."""
        self.beginResetModel()
        self.notes = tuple(notes)
        self.endResetModel()

    def note_at(self, index: Index) -> IntakeNote | None:
        """The intake of a row, or of the intake that a file's row belongs to."""
        if not index.isValid():
            return None
        row = index.internalId() - 1 if index.internalId() else index.row()
        return self.notes[row]

    def _texts(self, note: IntakeNote) -> tuple[str, ...]:
        kit, say = self._office.kit, self._office.kit.speaker.say
        state = say("stands")
        if note.undone_at:
            state = say(
                "undone {when} by {actor}", when=shown_moment(note.undone_at, kit), actor=note.undone_by
            )
        if note.reason:
            state += "　" + say("Reason: {reason}", reason=note.reason)
        return (
            say("Intake {number}", number=note.number),
            shown_moment(note.at, kit),
            note.actor,
            say("{count} files", count=len(note.files)),
            state,
        )

    def _file_texts(self, file: TakenIn) -> tuple[str, ...]:
        kit = self._office.kit
        return (
            file.file_name,
            member_name(self._office.evaluation, file.member_id),
            kind_word(file.kind, kit.speaker),
            revision_text(file.revision, kit, draft=file.draft),
            file.code,
        )

    # Qt's

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The place of a row below an intake, or of an intake."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index | None = None) -> QModelIndex | QObject | None:  # type: ignore[override]
        """The intake that a file belongs to."""
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Intakes, or an intake's files."""
        if not parent.isValid():
            return len(self.notes)
        if parent.internalId() != _TOP or parent.column():
            return 0
        return len(self.notes[parent.row()].files)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The same for intakes and files."""
        return _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and what they are drawn with."""
        note = self.note_at(index)
        if note is None:
            return None
        top, column = index.internalId() == _TOP, index.column()
        found: object = None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            texts = self._texts(note) if top else self._file_texts(note.files[index.row()])
            found = texts[column]
        elif role == SIGN_ROLE and top and column == 4:
            found = (Sign.CLOSE, "muted") if note.undone_at else (Sign.DONE, "good")
        elif role == INK_ROLE:
            found = "muted" if note.undone_at else "ink"
        elif role == CODE_ROLE:
            found = not top and column == 4
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, already said."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        say = self._office.kit.speaker.say
        heads = (say("Intake"), say("When"), say("By whom"), say("Files"), say("State"))
        return heads[section]
