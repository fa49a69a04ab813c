"""The first window: open a ballot or an evaluation, make a new one, go on with the last, try the samples."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

import resources
from evalapp.errors import EvalError
from evalapp.known_files import KnownFile
from ui.windows.banner import Banners, Message, Weight
from ui.windows.buttons import RING, Button
from ui.windows.dropping import dropped_files, paint_drop_place, take_drop
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.preferences import Preferences
from ui.windows.recents import RecentList, RecentModel
from ui.windows.scroll_bar import use_scroll_bars

_FAULT_NAMES = ("fault 1", "fault 2", "fault 3")


class DropCard(QWidget):
    """The card around the buttons that open; lit while files hover over the window."""

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_drop_place(painter, QRectF(self.rect()), self._kit.theme, lit=self._lit)


class StartWindow(QWidget):
    """What the app shows when no file is named. It opens and makes nothing itself.

    Signals:
        files_chosen: ``list[Path]`` to open: chosen, dropped or from the list.
        forgotten: a ``Path`` to be taken out of the list.
        new_wanted: to make a new evaluation.
        sample_wanted: to try the member's sample; ``True``: a new one.
        office_sample_wanted: to try the secretariat's sample; ``True``: a new one.
    """

    files_chosen = Signal(list)
    forgotten = Signal(object)
    new_wanted = Signal()
    sample_wanted = Signal(bool)
    office_sample_wanted = Signal(bool)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setAcceptDrops(True)
        self._icon = QLabel()
        self._name = QLabel()
        self._purpose = Paragraph(kit.theme, ink="muted")
        self.banners = Banners(kit)
        self._card = DropCard(kit)
        self._member_head = QLabel()
        self.open_button = Button(kit.theme, primary=True)
        self.sample_button, self.anew_button = (Button(kit.theme, quiet=True) for _ in range(2))
        self._office_head = QLabel()
        self.open_office_button = Button(kit.theme, primary=True)
        self.new_button = Button(kit.theme)
        self.office_sample_button, self.office_anew_button = (Button(kit.theme, quiet=True) for _ in range(2))
        self._drop_hint = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._recent_head = QLabel()
        self.model = RecentModel(kit)
        self.recent = RecentList(kit, self.model)
        self._recent_head.setBuddy(self.recent)
        self._empty = Paragraph(kit.theme, ink="muted")

        self._line = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
        self.preferences = Preferences(kit)
        self._lay_out()
        self.show_recent((), sample=False, office_sample=False)
        self.retranslate()
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.open_button.clicked.connect(lambda _checked: self._choose("ballot"))
        self.open_office_button.clicked.connect(lambda _checked: self._choose("evaluation"))
        self.new_button.clicked.connect(lambda _checked: self.new_wanted.emit())
        self.recent.chosen.connect(lambda row: self.files_chosen.emit([self.model.path(row)]))
        self.recent.forgotten.connect(lambda row: self.forgotten.emit(self.model.path(row)))
        for button, signal, anew in (
            (self.sample_button, self.sample_wanted, False),
            (self.anew_button, self.sample_wanted, True),
            (self.office_sample_button, self.office_sample_wanted, False),
            (self.office_anew_button, self.office_sample_wanted, True),
        ):
            button.clicked.connect(lambda _checked, signal=signal, anew=anew: signal.emit(anew))
        QShortcut(QKeySequence.StandardKey.Open, self, self._choose)
        QShortcut(QKeySequence.StandardKey.New, self, self.new_wanted.emit)
        if not self.restoreGeometry(kit.settings.state("start-window")):
            room = self.screen().availableSize() * 0.92
            self.resize(QSize(round(kit.theme.em * 50), round(kit.theme.em * 40)).boundedTo(room))

    def show_recent(self, rows: Sequence[KnownFile], *, sample: bool, office_sample: bool) -> None:
        """Show the files opened before.

        Args:
            rows: the newest first.
            sample: the member's sample was made, so that a new one can be asked for.
            office_sample: the same of the secretariat's.
        """
        row = self.recent.currentIndex().row()
        self.model.show(rows)
        self._recent_head.setVisible(bool(rows))
        self.recent.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.anew_button.setVisible(sample)
        self.office_anew_button.setVisible(office_sample)
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
        self.setWindowTitle(say("Research evaluations – evalapp"))
        self._name.setText(say("Research evaluations"))
        self._purpose.setText(
            say(
                "Score and hand in as a member, set up and compile as the secretariat;"
                " all on this computer, without a network."
            )
        )
        self._member_head.setText(say("For committee members"))
        self.open_button.setText(say("Open a ballot…"))
        self.sample_button.setText(say("Try the sample"))
        self.anew_button.setText(say("Start the sample anew"))
        self._office_head.setText(say("For the secretariat"))
        self.open_office_button.setText(say("Open an evaluation…"))
        self.new_button.setText(say("Make a new evaluation…"))
        self.office_sample_button.setText(say("Try the sample"))
        self.office_sample_button.setAccessibleName(say("Try the sample evaluation"))
        self.office_anew_button.setText(say("Start the sample anew"))
        self.office_anew_button.setAccessibleName(say("Start the sample evaluation anew"))
        self._drop_hint.setText(
            say("Files (.ballot, .evaluation) can also be dropped anywhere on this window.")
        )
        self._recent_head.setText(say("Recent files"))
        self.recent.setAccessibleName(say("Recent files"))
        self.recent.setAccessibleDescription(
            say("Enter opens the file. Delete takes it out of this list; the file stays.")
        )
        self._empty.setText(
            say("Open the ballot (.ballot) that the secretariat sent you, and begin to score.")
            + "\n"
            + say("If you have none yet, try the app with the sample; nothing of it is sent anywhere.")
        )

    def relayout(self) -> None:
        """Take fonts and distances from the text size."""
        theme = self._kit.theme
        em = theme.em
        size = round(em * 2.6)
        self._icon.setPixmap(QIcon(str(resources.path("icons", "evalapp-256.png"))).pixmap(size, size))
        self._name.setFont(theme.font(1.45, bold=True))
        for head in (self._recent_head, self._member_head, self._office_head):
            head.setFont(theme.font(bold=True))
        palette = self.recent.palette()
        palette.setColor(palette.ColorRole.Base, theme.colour("ground"))
        self.recent.setPalette(palette)
        for line in (self._line, self._divider):
            palette = line.palette()
            palette.setColor(palette.ColorRole.WindowText, theme.colour("line"))
            line.setPalette(palette)
        self._column.setContentsMargins(*(round(em * one) for one in (2.2, 1.8, 2.2, 1.2)))
        self._column.setSpacing(round(em * 0.9))
        self._content.setMaximumWidth(round(em * 64))
        self._head.setSpacing(round(em * 0.9))
        self._card_column.setContentsMargins(*(round(em * one) for one in (2, 1.4, 2, 1.2)))
        self._card_column.setSpacing(round(em * 0.9))
        self._halves.setSpacing(round(em * 1.6))
        for column in (self._member, self._office):
            column.setSpacing(round(em * 0.35))
        for links in self._links:
            # their words stand below the heads
            links.set_outdent(round(em * 0.7))
        self._turn_card()
        self.recent.doItemsLayout()
        self.recent.updateGeometry()

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.addWidget(self._name)
        titles.addWidget(self._purpose)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(titles, 1)
        self._links: list[Flow] = []
        self._member = self._half(
            self._member_head, (self.open_button,), (self.sample_button, self.anew_button)
        )
        self._office = self._half(
            self._office_head,
            (self.open_office_button, self.new_button),
            (self.office_sample_button, self.office_anew_button),
        )
        self._divider = QFrame(frameShape=QFrame.Shape.VLine, frameShadow=QFrame.Shadow.Plain)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addLayout(self._member, 1)
        self._halves.addWidget(self._divider)
        self._halves.addLayout(self._office, 1)
        self._card_column = QVBoxLayout(self._card)
        self._card_column.addLayout(self._halves)
        self._card_column.addWidget(self._drop_hint)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.addLayout(self._head)
        self._column.addWidget(self._card)
        self._column.addWidget(self._recent_head)
        self._column.addWidget(self.recent, 1)
        self._column.addWidget(self._empty)
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

    def _half(self, head: QLabel, acts: tuple[Button, ...], samples: tuple[Button, ...]) -> QVBoxLayout:
        """One side of the card: for whom, what to do, and the sample to try."""
        column = QVBoxLayout()
        column.addWidget(head)
        column.addLayout(Flow(*acts, outdent=RING))
        self._links.append(Flow(*samples))
        column.addLayout(self._links[-1])
        column.addStretch()
        return column

    def _turn_card(self) -> None:
        """Both sides beside each other where there is room, else one below the other."""
        wide = self.width() > self._kit.theme.em * 46
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
        self._divider.setFrameShape(QFrame.Shape.VLine if wide else QFrame.Shape.HLine)

    def _choose(self, kind: str = "") -> None:
        """Ask for files.

        Args:
            kind: ``ballot`` or ``evaluation``; empty: either.
        """
        say = self._kit.speaker.say
        folder = Path(self._kit.settings.text("open-folder") or Path.home())
        title, filters = {
            "ballot": (say("Open a ballot"), [f"{say('Ballots')} (*.ballot)"]),
            "evaluation": (say("Open an evaluation"), [f"{say('Evaluations')} (*.evaluation)"]),
        }.get(kind, (say("Open"), [f"{say('Evaluations and ballots')} (*.evaluation *.ballot)"]))
        kinds = ";;".join([*filters, f"{say('All files')} (*)"])
        if paths := self._kit.dialogs.open_files(self, title, folder, kinds):
            self._kit.settings.set_text("open-folder", str(paths[0].parent))
            self.files_chosen.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the card where it has no room."""
        super().resizeEvent(event)
        self._turn_card()

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
