"""What is still open, as a list that leads to each place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evalapp.model import Subject
from evalapp.progress import uncommented
from evalapp.rubric import CommentKind, Rubric
from ui.windows.ballot.subject_model import Index, subject_name
from ui.windows.ballot.words import comment_name, criterion_name
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit
from ui.windows.lines import broken
from ui.windows.ring import paint_ring
from ui.windows.row_models import PlainRows
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.speaker import Speaker

OPEN = Qt.ItemDataRole.UserRole
"""The role that gives an ``OpenPlace``."""
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is open.

    Attributes:
        criterion: as lists name it, or the comment that cannot be kept; empty where a comment on the whole
            subject is open.
        needed: it keeps the answers from being complete; else it is a hint only.
        unkept: what is typed there cannot be kept; it keeps the answers from being handed in at all.
    """

    subject: Subject
    criterion_id: str | None
    kind: CommentKind | None
    criterion: str
    needed: bool
    unkept: bool = False


def open_places(work: Work, speaker: Speaker) -> list[OpenPlace]:
    """What cannot be kept, what is open in order, and behind it the subjects without any comment."""
    sitting = work.sitting
    asked = sitting.ballot.asked
    found = []
    for place in work.unkept:
        subject_id, criterion_id, kind = place
        name = comment_name(sitting.ballot, *place, speaker)
        found.append(OpenPlace(asked[subject_id][0], criterion_id, kind, name, needed=False, unkept=True))
    for gap in sitting.gaps():
        subject, rubric = asked[gap.subject_id]
        if gap.criterion_id is None:
            found.append(OpenPlace(subject, *_first_comment(rubric), "", needed=True))
        else:
            name = criterion_name(sitting.ballot, subject.id, gap.criterion_id)
            found.append(OpenPlace(subject, gap.criterion_id, None, name, needed=True))
    for subject_id in uncommented(asked, sitting.sheets.values()):
        subject, rubric = asked[subject_id]
        found.append(OpenPlace(subject, *_first_comment(rubric), "", needed=False))
    return found


def _first_comment(rubric: Rubric) -> tuple[str | None, CommentKind | None]:
    for criterion in rubric.criteria:
        if criterion.comments:
            return criterion.id, criterion.comments[0]
    return None, rubric.comments[0] if rubric.comments else None


class GapsModel(PlainRows):
    """The open places of a ballot."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker
        self.places: list[OpenPlace] = []
        speaker.changed.connect(self.retranslate)

    def count(self) -> int:
        """The open places."""
        return len(self.places)

    def show_places(self, places: list[OpenPlace]) -> None:
        """Take other places."""
        if places != self.places:
            self.beginResetModel()
            self.places = places
            self.endResetModel()

    def texts(self, place: OpenPlace) -> tuple[str, str, str]:
        """The subject, what is open in it, and how that is called."""
        say = self._speaker.say
        state = say("Blank") if place.needed else say("optional")
        if place.unkept:
            state = say("unsaved")
        return subject_name(place.subject), place.criterion or say("No comment"), state

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the values that the delegate draws."""
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == OPEN:
            return place
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " – ".join(self.texts(place))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self.texts(place))
        return None


class GapDelegate(QStyledItemDelegate):
    """Paints an open place in one line; in a narrow list the subject stands above."""

    def __init__(self, kit: Kit, model: GapsModel, parent: QListView) -> None:
        super().__init__(parent)
        self._kit = kit
        self._model = model
        self._view = parent

    @property
    def narrow(self) -> bool:
        """Whether a place takes two lines."""
        return self._view.viewport().width() < self._kit.theme.em * 34

    # Qt's

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The size it asks for at the present text size."""
        return QSize(0, round(self._kit.theme.em * (3.3 if self.narrow else 2.1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item in the colours of the theme."""
        theme, em = self._kit.theme, self._kit.theme.em
        place: OpenPlace = index.data(OPEN)
        subject, what, state = self._model.texts(place)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        inner = rect.adjusted(em * 0.6, em * 0.3, -em * 0.6, -em * 0.3)
        font = theme.font()
        width = QFontMetricsF(font).horizontalAdvance(state)
        right = inner.adjusted(inner.width() - width, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(theme.colour("fault" if place.unkept else "warn" if place.needed else "muted"))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, state)
        room = inner.width() - width - em
        first, second = (room, room) if self.narrow else (room * 0.48, room * 0.52 - em)
        names = broken(subject, font, first, 1), broken(what, font, second, 1)
        pitch = names[0].pitch
        top = inner.y() if self.narrow else inner.center().y() - pitch / 2
        below = QPointF(inner.x(), top + pitch * 0.95)
        beside = QPointF(inner.x() + first + em, top)
        names[0].draw(painter, QPointF(inner.x(), top), font, theme.colour("muted"))
        names[1].draw(painter, below if self.narrow else beside, font, theme.colour("ink"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0.5, 0.5, -0.5, -1.5), theme)
        painter.restore()


class GapList(QListView):
    """The list; as high as it needs to be, up to some rows.

    Signals:
        cell_chosen: where to go (click, Enter): subject id, criterion id or ``None``, ``CommentKind`` or
            ``None``.
    """

    cell_chosen = Signal(str, object, object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self.gaps = GapsModel(kit.speaker)
        self.setModel(self.gaps)
        self.setItemDelegate(GapDelegate(kit, self.gaps, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)

    def fit(self) -> None:
        """Take the height that the rows need; call it when places, width or text size have changed."""
        rows = min(len(self.gaps.places), _SHOWN)
        height = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.setFixedHeight(rows * height)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        place: OpenPlace = index.data(OPEN)
        self.cell_chosen.emit(place.subject.id, place.criterion_id, place.kind)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        self.fit()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: digits are scores elsewhere, and lead nowhere here."""
