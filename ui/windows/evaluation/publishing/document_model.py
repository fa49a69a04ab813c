"""The documents as the list shows them: what each is called, how it stands, and whether it is ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from exports.documents import Documents, Kind
from exports.outline.blocks import Edition
from ui.windows.evaluation.publishing.words import kind_words
from ui.windows.kit import Kit
from ui.windows.row_models import PlainRows
from ui.windows.signs import Sign

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole

_FOR_PUBLICATION = tuple(kind for kind in Kind if kind not in (Kind.SHEETS, Kind.BLANK))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list.

    Attributes:
        kind: ``None`` for a heading.
        title: in the language spoken.
        state: how it stands; may be empty.
        sign: beside the state, so that it is not told by colour alone.
        ink: the name of the state's colour.
        leads: the state leads to what is missing.
    """

    kind: Kind | None
    title: str
    state: str = ""
    sign: Sign | None = None
    ink: str = "muted"
    leads: bool = False


class DocumentModel(PlainRows):
    """The documents under their headings.

    Signals:
        ticked: other documents are to be saved together.
    """

    ticked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._entries: tuple[Entry, ...] = ()
        self._ticks: set[Kind] = set(_FOR_PUBLICATION)

    def count(self) -> int:
        """The documents and their headings."""
        return len(self._entries)

    @property
    def ticks(self) -> tuple[Kind, ...]:
        """The documents to be saved together, in the order of the list."""
        return tuple(kind for kind in Kind if kind in self._ticks)

    def show_documents(self, documents: Documents | None, *, named: bool) -> None:
        """Say how every document stands.

        Args:
            documents: those that can be made now, if any.
            named: the edition asked for.
        """
        entries = tuple(_entries(documents, self._kit, named=named))
        if [one.kind for one in entries] == [one.kind for one in self._entries]:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, kind: Kind) -> int:
        """Where a document stands."""
        return next(row for row, entry in enumerate(self._entries) if entry.kind is kind)

    def entry(self, row: int) -> Entry:
        """What stands in a row."""
        return self._entries[row]

    # Qt's

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._entries[index.row()].kind is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, the tick, and the entry that the delegate draws."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{entry.title}  {entry.state}".strip()
        if role == Qt.ItemDataRole.CheckStateRole and entry.kind:
            return Qt.CheckState.Checked if entry.kind in self._ticks else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and entry.leads:
            return self._kit.speaker.say("Go to the first missing text")
        return entry if role == ENTRY else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a document or take the tick away."""
        kind = self._entries[index.row()].kind if index.isValid() else None
        if role != Qt.ItemDataRole.CheckStateRole or kind is None:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._ticks.add if on else self._ticks.discard)(kind)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


def _entries(documents: Documents | None, kit: Kit, *, named: bool) -> Iterator[Entry]:
    say = kit.speaker.say
    if named:
        yield Entry(None, say("Internal: with the members' names"))
        yield from _rows(tuple(Kind), documents, kit)
        return
    yield Entry(None, say("For publication"))
    yield from _rows(_FOR_PUBLICATION, documents, kit)
    yield Entry(None, say("Not to be published"))
    yield from _rows((Kind.SHEETS, Kind.BLANK), documents, kit)


def _rows(kinds: Sequence[Kind], documents: Documents | None, kit: Kit) -> Iterator[Entry]:
    say = kit.speaker.say
    for kind in kinds:
        title = kind_words(kind, kit)
        missing = len(documents.missing([kind])) if documents else 0
        if missing and documents and documents.edition is Edition.FINAL:
            words = say("lacks {count}", count=missing)
            yield Entry(kind, title, words, Sign.WARN, "fault", leads=True)
        elif missing:
            yield Entry(kind, title, say("lacks {count}", count=missing), Sign.WARN, "warn", leads=True)
        elif kind is Kind.BLANK:
            yield Entry(kind, title, say("names"), Sign.LOCK)
        elif kind is Kind.SHEETS and not (documents and documents.named):
            yield Entry(kind, title, say("take care"), Sign.WARN, "warn")
        else:
            yield Entry(kind, title)
