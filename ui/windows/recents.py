"""The list of files opened before, as the start window shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evalapp.data_folder import data_folder
from evalapp.known_files import KnownBallot, KnownFile
from ui.windows.kit import Kit
from ui.windows.ring import paint_ring
from ui.windows.row_cells import Index
from ui.windows.row_models import PlainRows
from ui.windows.samples import MEMBERS, OFFICE
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.speaker import Speaker

WHERE_ROLE = Qt.ItemDataRole.UserRole
WHEN_ROLE = Qt.ItemDataRole.UserRole + 1
MISSING_ROLE = Qt.ItemDataRole.UserRole + 2


class RecentModel(PlainRows):
    """One row a ballot or evaluation, newest first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: tuple[KnownFile, ...] = ()
        self._missing: Collection[Path] = frozenset()
        kit.speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The files."""
        return len(self._rows)

    def show(self, rows: Sequence[KnownFile]) -> None:
        """Show these rows; each counts as there until ``mark_missing``."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._missing = frozenset()
        self.endResetModel()

    def mark_missing(self, paths: Collection[Path]) -> None:
        """Say of these files that they are not found."""
        self._missing = paths
        self.retranslate()

    def path(self, index: Index) -> Path:
        """The file of a row."""
        return self._rows[index.row()].path

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, already said."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        found: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = row.title
            case Qt.ItemDataRole.ToolTipRole:
                found = str(row.path)
            case Qt.ItemDataRole.AccessibleTextRole:
                found = ", ".join((row.title, self._where(row), self._when(row)))
            case _ if role == WHERE_ROLE:
                found = self._where(row)
            case _ if role == WHEN_ROLE:
                found = self._when(row)
            case _ if role == MISSING_ROLE:
                found = row.path in self._missing
        return found

    def _where(self, row: KnownFile) -> str:
        place = short_place(row.path, self._kit.speaker)
        if isinstance(row, KnownBallot):
            return f"{row.member} ・ {place}"
        counts = self._kit.speaker.say(
            "Secretariat: {subjects} subjects, {members} members", subjects=row.subjects, members=row.members
        )
        return f"{counts} ・ {place}"

    def _when(self, row: KnownFile) -> str:
        if row.path in self._missing:
            return self._kit.speaker.say("Not found")
        return moment(row.opened_at, self._kit.now(), self._kit.speaker)


class RecentDelegate(QStyledItemDelegate):
    """Two lines: what it is; whose it is, where it lies and when it was last open."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines with air around them."""
        return QSize(round(self._kit.theme.em * 16), self.row_height)

    @property
    def row_height(self) -> int:
        """In device-independent pixels."""
        return round(self._kit.theme.em * 3.4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        theme = self._kit.theme
        em = theme.em
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        frame = QRectF(option.rect).adjusted(em * 0.15, em * 0.1, -em * 0.15, -em * 0.1)
        chosen = bool(state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_Active)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(frame, em * 0.3, em * 0.3)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, frame, theme, em * 0.3)
        self._write(painter, frame.adjusted(em * 0.7, em * 0.3, -em * 0.7, -em * 0.3), index)
        painter.restore()

    def _write(self, painter: QPainter, inside: QRectF, index: Index) -> None:
        theme = self._kit.theme
        missing = bool(index.data(MISSING_ROLE))
        small, strong = theme.font(0.88), theme.font(bold=not missing)
        half = inside.height() / 2
        top = QRectF(inside.left(), inside.top(), inside.width(), half)
        bottom = top.translated(0, half)
        ahead = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        behind = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

        when = str(index.data(WHEN_ROLE))
        width = QFontMetricsF(small).horizontalAdvance(when)
        painter.setFont(small)
        painter.setPen(theme.colour("fault" if missing else "muted"))
        painter.drawText(top, behind, when)

        top.setRight(top.right() - width - theme.em)
        painter.setFont(strong)
        painter.setPen(theme.colour("muted" if missing else "ink"))
        title = QFontMetricsF(strong).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(top.width())
        )
        painter.drawText(top, ahead, title)

        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        where = QFontMetricsF(small).elidedText(
            str(index.data(WHERE_ROLE)), Qt.TextElideMode.ElideMiddle, int(bottom.width())
        )
        painter.drawText(bottom, ahead, where)


class RecentList(QListView):
    """The list with its keys: Enter opens, Delete takes an entry out of the list."""

    chosen = Signal(QModelIndex)
    forgotten = Signal(QModelIndex)

    def __init__(self, kit: Kit, model: RecentModel) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self.setModel(model)
        self._delegate = RecentDelegate(kit)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # one click: a list of things to open is a list of links
        self.clicked.connect(self.chosen)

    def sizeHint(self) -> QSize:
        """Room for a few rows; more is taken if there is any."""
        row = self._delegate.row_height
        return QSize(super().sizeHint().width(), row * max(1, min(self.model().rowCount(), 3)))

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(0, self._delegate.row_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete act on the row that has the keyboard."""
        row = self.currentIndex()
        if row.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(row)
        elif row.isValid() and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.forgotten.emit(row)
        else:
            super().keyPressEvent(event)


def short_place(path: Path, speaker: Speaker) -> str:
    """The folder of a file as people recognise it: the app's own by name, the user's without its head."""
    folder = path.parent
    own = data_folder()
    if any(folder.is_relative_to(own / name) for name in (MEMBERS, OFFICE)):
        return speaker.say("Sample")
    if folder.is_relative_to(own):
        return speaker.say("The app's own folder")
    home = Path.home()
    if folder != home and folder.is_relative_to(home):
        return str(folder.relative_to(home))
    return str(folder)


def moment(at: datetime, now: datetime, speaker: Speaker) -> str:
    """A moment as near as it is: the time today and yesterday, the day before that.

    Args:
        at: with a time zone; shown in that of ``now``.
        now: with a time zone.
        speaker: of the language.
    """
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return speaker.say("Today {time}", time=f"{local:%H:%M}")
    if local.date() == now.date() - timedelta(days=1):
        return speaker.say("Yesterday {time}", time=f"{local:%H:%M}")
    return f"{local:%Y/%m/%d}" if speaker.japanese else f"{local:%Y-%m-%d}"


def exact_moment(at: datetime, now: datetime, speaker: Speaker) -> str:
    """``moment`` with the time always."""
    local = at.astimezone(now.tzinfo)
    near = local.date() in {now.date(), now.date() - timedelta(days=1)}
    return moment(at, now, speaker) + ("" if near else f" {local:%H:%M}")
