"""What was handed in when: every revision with its code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from evalapp.store.ballot_file import HandInNote
from ui.windows.ballot.subject_model import Index
from ui.windows.kit import Kit


def shown_moment(at: datetime, kit: Kit) -> str:
    """A moment by the computer's clock: 令和8年11月20日 14:03."""
    local = at.astimezone(kit.now().tzinfo)
    return f"{kit.speaker.language.date(local.date())} {local:%H:%M}"


def revision_text(revision: int, kit: Kit, *, draft: bool) -> str:
    """A revision by its number: 第2版, 第1版(途中)."""
    if draft:
        return kit.speaker.say("No. {revision} (draft)", revision=revision)
    return kit.speaker.say("No. {revision}", revision=revision)


class HandInsModel(QAbstractTableModel):
    """The revisions, the newest first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._notes: tuple[HandInNote, ...] = ()
        kit.speaker.changed.connect(self._retranslated)

    def show_notes(self, notes: Sequence[HandInNote]) -> None:
        """Take other revisions, given with the newest last."""
        newest_first = tuple(reversed(notes))
        if newest_first != self._notes:
            self.beginResetModel()
            self._notes = newest_first
            self.endResetModel()

    def _retranslated(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)
        if self._notes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._notes) - 1, 3))

    def _texts(self, note: HandInNote) -> tuple[str, str, str, str]:
        state = self._kit.speaker.say("draft") if note.draft else self._kit.speaker.say("complete")
        number = revision_text(note.revision, self._kit, draft=False)
        return number, shown_moment(note.at, self._kit), state, note.code

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._notes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts(self._notes[index.row()])[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        say = self._kit.speaker.say
        return (say("Revision"), say("Made at"), say("State"), say("Verification code"))[section]


class HandInsTable(QTableView):
    """The table; as high as its rows, up to some."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.hand_ins = HandInsModel(kit)
        self.setModel(self.hand_ins)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setStretchLastSection(True)
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)

    def fit(self) -> None:
        """Take the height of the rows; call it when they or the text size have changed."""
        em = self._kit.theme.em
        self.verticalHeader().setMinimumSectionSize(round(em * 1.9))
        self.verticalHeader().setDefaultSectionSize(round(em * 1.9))
        self.horizontalHeader().setFixedHeight(round(em * 2))
        rows = min(self.hand_ins.rowCount(), 8)
        self.setFixedHeight(round(em * 2) + rows * round(em * 1.9) + 2)
