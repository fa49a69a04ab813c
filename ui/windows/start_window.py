"""The first window: open a ballot, go on with one of the last, try the sample."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

import resources
from evalapp.errors import EvalError
from evalapp.known_ballots import KnownBallot
from ui.windows.banner import Banners, Message, Weight
from ui.windows.buttons import RING, Button
from ui.windows.dropping import dropped_files, take_drop
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.preferences import Preferences
from ui.windows.recents import RecentDelegate, RecentModel
from ui.windows.scroll_bar import use_scroll_bars

_FAULT_NAMES = ("fault 1", "fault 2", "fault 3")


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


class DropCard(QWidget):
    """The card around the button that opens; lit while files hover over the window."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lit = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.update)

    def light(self, *, lit: bool) -> None:
        """Show whether what hovers can be dropped."""
        self._lit = lit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self._kit.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent" if self._lit else "edge"), 2 if self._lit else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self._lit else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("hover" if self._lit else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.em * 0.5, theme.em * 0.5)


class StartWindow(QWidget):
    """What the app shows when no ballot is named. It opens nothing itself.

    Signals:
        files_chosen: ``list[Path]`` to open: chosen, dropped or from the list.
        forgotten: a ``Path`` to be taken out of the list.
        sample_wanted: to try the sample; ``True``: a new one.
    """

    files_chosen = Signal(list)
    forgotten = Signal(object)
    sample_wanted = Signal(bool)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setAcceptDrops(True)
        self._icon = QLabel()
        self._name = QLabel()
        self._purpose = Paragraph(kit.theme, ink="muted")
        self.banners = Banners(kit)
        self._card = DropCard(kit)
        self.open_button = Button(kit.theme, primary=True)
        self._drop_hint = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._recent_head = QLabel()
        self.model = RecentModel(kit)
        self.recent = RecentList(kit, self.model)
        self._recent_head.setBuddy(self.recent)
        self._empty = Paragraph(kit.theme, ink="muted")
        self.sample_button = Button(kit.theme)
        self.anew_button = Button(kit.theme)

        self._line = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
        self.preferences = Preferences(kit)
        self._lay_out()
        self.show_recent((), sample=False)
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.open_button.clicked.connect(self._choose)
        self.recent.chosen.connect(lambda row: self.files_chosen.emit([self.model.path(row)]))
        self.recent.forgotten.connect(lambda row: self.forgotten.emit(self.model.path(row)))
        self.sample_button.clicked.connect(lambda: self.sample_wanted.emit(False))  # noqa: FBT003 - a signal
        self.anew_button.clicked.connect(lambda: self.sample_wanted.emit(True))  # noqa: FBT003
        QShortcut(QKeySequence.StandardKey.Open, self, self._choose)
        if not self.restoreGeometry(kit.settings.state("start-window")):
            room = self.screen().availableSize() * 0.92
            self.resize(QSize(round(kit.theme.em * 50), round(kit.theme.em * 40)).boundedTo(room))

    def show_recent(self, rows: Sequence[KnownBallot], *, sample: bool) -> None:
        """Show the ballots opened before; ``sample``: one was made, so that a new one can be asked for."""
        row = self.recent.currentIndex().row()
        self.model.show(rows)
        self._recent_head.setVisible(bool(rows))
        self.recent.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.anew_button.setVisible(sample)
        self.recent.updateGeometry()
        if rows:
            self.recent.setCurrentIndex(self.model.index(max(0, min(row, len(rows) - 1))))

    def mark_missing(self, paths: Collection[Path]) -> None:
        """Say of these entries that their files are not found."""
        self.model.mark_missing(paths)

    @property
    def has_faults(self) -> bool:
        """Whether something is said that the user has not taken away."""
        return any(name in self.banners for name in _FAULT_NAMES)

    def show_fault(self, fault: EvalError) -> None:
        """Say in place why something could not be opened; of many faults the last ones stay."""
        speaker = self._kit.speaker
        name = next((one for one in _FAULT_NAMES if one not in self.banners), _FAULT_NAMES[-1])
        close = (lambda: speaker.say("Close"), lambda: self.banners.put_away(name))
        self.banners.show_message(name, Message(Weight.ALARM, lambda: speaker.phrase(fault), (close,)))

    def clear_faults(self) -> None:
        """Take away what was said."""
        for name in _FAULT_NAMES:
            self.banners.put_away(name)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.setWindowTitle(say("Ballots of research evaluations – evalapp"))
        self._name.setText(say("Ballots of research evaluations"))
        self._purpose.setText(
            say("Score what you were asked to judge, on this computer alone, and hand in one sealed file.")
        )
        self.open_button.setText(say("Open a ballot…"))
        self._drop_hint.setText(say("or drop the file (.ballot) anywhere on this window"))
        self._recent_head.setText(say("Recent ballots"))
        self.recent.setAccessibleName(say("Recent ballots"))
        self.recent.setAccessibleDescription(
            say("Enter opens the ballot. Delete takes it out of this list; the file stays.")
        )
        self._empty.setText(
            say("Open the ballot (.ballot) that the secretariat sent you, and begin to score.")
            + "\n"
            + say("If you have none yet, try the app with the sample; nothing of it is sent anywhere.")
        )
        self.sample_button.setText(say("Try the sample"))
        self.anew_button.setText(say("Start the sample anew"))

    def relayout(self) -> None:
        """Take fonts and distances from the text size."""
        theme = self._kit.theme
        em = theme.em
        size = round(em * 2.6)
        self._icon.setPixmap(QIcon(str(resources.path("icons", "evalapp-256.png"))).pixmap(size, size))
        self._name.setFont(theme.font(1.45, bold=True))
        self._recent_head.setFont(theme.font(bold=True))
        palette = self.recent.palette()
        palette.setColor(palette.ColorRole.Base, theme.colour("ground"))
        self.recent.setPalette(palette)
        palette = self._line.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.colour("line"))
        self._line.setPalette(palette)
        self._column.setContentsMargins(*(round(em * one) for one in (2.2, 1.8, 2.2, 1.2)))
        self._column.setSpacing(round(em * 0.9))
        self._content.setMaximumWidth(round(em * 64))
        self._head.setSpacing(round(em * 0.9))
        self._samples.setSpacing(round(em * 0.4))
        self._card_column.setContentsMargins(*(round(em * one) for one in (2, 1.5, 2, 1.3)))
        self._card_column.setSpacing(round(em * 0.5))
        self.recent.doItemsLayout()
        self.recent.updateGeometry()

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.addWidget(self._name)
        titles.addWidget(self._purpose)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(titles, 1)
        self._card_column = QVBoxLayout(self._card)
        self._card_column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._card_column.addWidget(self._drop_hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self._samples = Flow(self.sample_button, self.anew_button, outdent=RING)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.addLayout(self._head)
        self._column.addWidget(self._card)
        self._column.addWidget(self._recent_head)
        self._column.addWidget(self.recent, 1)
        self._column.addWidget(self._empty)
        self._column.addLayout(self._samples)
        self._column.addStretch()
        self._column.addWidget(self._line)
        self._column.addWidget(self.preferences)
        scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(scroll, self._kit.theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banners)
        whole.addWidget(scroll, 1)

    def _choose(self) -> None:
        say = self._kit.speaker.say
        folder = Path(self._kit.settings.text("open-folder") or Path.home())
        kinds = f"{say('Ballots')} (*.ballot);;{say('All files')} (*)"
        if paths := self._kit.dialogs.open_files(self, say("Open a ballot"), folder, kinds):
            self._kit.settings.set_text("open-folder", str(paths[0].parent))
            self.files_chosen.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Anything may come; what is no file is refused with a sentence when it is dropped."""
        self._card.light(lit=event.mimeData().hasUrls())
        take_drop(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """What hovered has gone."""
        self._card.light(lit=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files are opened."""
        self._card.light(lit=False)
        if not take_drop(event):
            return
        if paths := dropped_files(event):
            self.files_chosen.emit(paths)
        else:
            self.show_fault(EvalError("drop-no-file"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window remembers its place."""
        self._kit.settings.set_state("start-window", self.saveGeometry())
        super().closeEvent(event)
