"""The view for the committee's meeting: full screen, one subject at a time. It gets slides, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from evalapp.report import Report
from exports.slides import Slide, slides
from ui.windows.evaluation.meeting.keys import meeting_keys
from ui.windows.evaluation.meeting.look import DARK, LIGHT, Look
from ui.windows.evaluation.meeting.pages import Page, Words, pages_of
from ui.windows.evaluation.meeting.painting import paint_foot, paint_page
from ui.windows.evaluation.meeting.panels import paint_jump, paint_keys
from ui.windows.kit import Kit

_POINTER_STAYS = 2_000
"""Milliseconds without a movement."""

_NEXT = {
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}
_PREVIOUS = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}


class Over(Enum):
    """What covers the page."""

    NOTHING = "nothing"
    BLANK = "blank"
    JUMP = "jump"
    KEYS = "keys"


def open_meeting(kit: Kit, report: Report, window: QWidget, subject_id: str = "") -> MeetingWindow:
    """Open the view, on another screen than the window's if there is one; an open one comes to the front.

    Args:
        kit: the window's.
        report: its columns in the order that the room may see.
        window: which it belongs to.
        subject_id: where it begins, or goes to.
    """

    def made() -> Sequence[Slide]:
        return slides(report, kit.speaker.language)

    shown = made()
    for already in window.findChildren(MeetingWindow):
        # one that was closed is deleted a little later
        if already.isVisible():
            already.show_slides(shown, subject_id)
            already.make_anew = made
            already.setWindowState(already.windowState() & ~Qt.WindowState.WindowMinimized)
            already.raise_()
            already.activateWindow()
            return already
    ids = [slide.subject_id for slide in shown]
    meeting = MeetingWindow(kit, shown, ids.index(subject_id) if subject_id in ids else 0)
    meeting.make_anew = made
    meeting.setParent(window, Qt.WindowType.Window)
    meeting.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
    if others:
        meeting.setScreen(others[0])
        meeting.setGeometry(others[0].geometry())
    meeting.showFullScreen()
    return meeting


class MeetingWindow(QWidget):
    """Shows the pages of the slides.

    Args:
        kit: for the language and what is remembered; the looks are the view's own.
        shown: the slides.
        first: which one it begins with, from 0.

    Attributes:
        over: what covers the page now.
        make_anew: makes the slides in the language spoken by then; without it they stay as they are.
    """

    def __init__(self, kit: Kit, shown: Sequence[Slide], first: int = 0) -> None:
        super().__init__()
        self._kit = kit
        self._slides = tuple(shown)
        self._pages: dict[int, tuple[Page, ...]] = {}
        self._slide, self._page = first, 0
        self._dark = kit.settings.flag("meeting/dark", default=False)
        self._typed = ""
        self._aim = 0
        self.over = Over.NOTHING
        self.make_anew: Callable[[], Sequence[Slide]] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._hiding = QTimer(self, singleShot=True, interval=_POINTER_STAYS)
        self._hiding.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._hiding.start()
        kit.speaker.changed.connect(self.retranslate)
        self.resize(1024, 768)
        self.retranslate()

    @property
    def place(self) -> tuple[int, int]:
        """The slide and its page that are shown, from 0."""
        return self._slide, self._page

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self._dark

    def pages(self, slide: int) -> tuple[Page, ...]:
        """The pages of a slide in the present size."""
        if slide not in self._pages:
            say = self._kit.speaker.say
            words = Words(say(" (continued)"), "　" if self._kit.speaker.japanese else "   ")
            self._pages[slide] = pages_of(self._slides[slide], self._look, words)
        return self._pages[slide]

    def retranslate(self) -> None:
        """Say all texts."""
        self.setWindowTitle(self._kit.speaker.say("View for the meeting"))
        self.show_slides(self.make_anew() if self.make_anew else self._slides)

    def show_slides(self, shown: Sequence[Slide], subject_id: str = "") -> None:
        """Show what stands by now; the subject and its page stay, unless another subject is named."""
        before = self._slides[self._slide].subject_id if self._slides else ""
        ids = [slide.subject_id for slide in shown]
        wanted = subject_id if subject_id in ids else before
        self._slides = tuple(shown)
        self._pages.clear()
        self._slide = ids.index(wanted) if wanted in ids else 0
        stays = wanted == before and self._slides
        self._page = min(self._page, len(self.pages(self._slide)) - 1) if stays else 0
        self._tell()

    def show_next(self) -> None:
        """The next page, of the next subject after the last; the end stays."""
        if not self._slides:
            return
        if self._page + 1 < len(self.pages(self._slide)):
            self._go(self._slide, self._page + 1)
        elif self._slide + 1 < len(self._slides):
            self._go(self._slide + 1, 0)

    def show_previous(self) -> None:
        """The page before, of the subject before."""
        if self._page:
            self._go(self._slide, self._page - 1)
        elif self._slide:
            self._go(self._slide - 1, len(self.pages(self._slide - 1)) - 1)

    def toggle_full_screen(self) -> None:
        """Between the whole screen and a window."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def move_on(self) -> None:
        """To the next screen, where there are several."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            target = screens[(screens.index(self.screen()) + 1) % len(screens)]
            whole = self.isFullScreen()
            self.showNormal()
            self.setScreen(target)
            self.setGeometry(target.geometry())
            if whole:
                self.showFullScreen()

    @property
    def _look(self) -> Look:
        return Look(QSizeF(self.size()), DARK if self._dark else LIGHT)

    def _go(self, slide: int, page: int) -> None:
        self._slide, self._page = slide, page
        self._tell()

    def _tell(self) -> None:
        """Say the page to those who cannot see it, and paint it."""
        if self._slides:
            slide = self._slides[self._slide]
            parts = [f"{slide.subject_id} {slide.title}"]
            page = self.pages(self._slide)[min(self._page, len(self.pages(self._slide)) - 1)]
            if page.table:
                parts += [f"{one.row.title} {one.row.mean}" for one in page.table.rows]
            parts += ["".join(text.lines.texts) for text in page.texts]
            self.setAccessibleName(parts[0])
            self.setAccessibleDescription("\n".join(parts[1:]))
        self.update()

    def _cover(self, over: Over) -> None:
        self.over = over
        self.update()

    def _toggle_dark(self) -> None:
        self._dark = not self._dark
        self._kit.settings.set_flag("meeting/dark", value=self._dark)
        self.update()

    def _jump_key(self, key: Qt.Key, text: str) -> None:
        """A key while the list of subjects is open."""
        last = len(self._slides) - 1
        if text.isascii() and text.isdigit():
            self._typed = (self._typed + text)[-3:]
            number = int(self._typed)
            self._aim = number - 1 if 1 <= number <= last + 1 else -1
        elif key is Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._aim = int(self._typed) - 1 if self._typed else self._slide
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._typed = ""
            self._aim = min(max(self._aim + (1 if key is Qt.Key.Key_Down else -1), 0), last)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._aim >= 0:
            self._cover(Over.NOTHING)
            self._go(self._aim, 0)
        self.update()

    def _begin_jump(self, typed: str = "") -> None:
        self._typed, self._aim = "", self._slide
        self._cover(Over.JUMP)
        if typed:
            self._jump_key(Qt.Key.Key_unknown, typed)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every act has its key; what covers the page takes the first one."""
        key, text = Qt.Key(event.key()), event.text()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        if self.over is not Over.NOTHING and key is Qt.Key.Key_Escape:
            self._cover(Over.NOTHING)
        elif self.over is Over.JUMP:
            self._jump_key(key, text)
        elif self.over is not Over.NOTHING:
            self._cover(Over.NOTHING)
        elif key in _NEXT:
            self.show_next()
        elif key in _PREVIOUS:
            self.show_previous()
        elif text.isascii() and text.isdigit() and self._slides:
            self._begin_jump(text)
        elif act := self._acts().get(key):
            act()
        else:
            super().keyPressEvent(event)

    def _acts(self) -> dict[Qt.Key, Callable[[], object]]:
        last = max(len(self._slides) - 1, 0)
        return {
            Qt.Key.Key_Home: lambda: self._go(0, 0),
            Qt.Key.Key_End: lambda: self._go(last, 0),
            Qt.Key.Key_G: self._begin_jump,
            Qt.Key.Key_B: lambda: self._cover(Over.BLANK),
            Qt.Key.Key_Period: lambda: self._cover(Over.BLANK),
            Qt.Key.Key_D: self._toggle_dark,
            Qt.Key.Key_F: self.toggle_full_screen,
            Qt.Key.Key_F11: self.toggle_full_screen,
            Qt.Key.Key_S: self.move_on,
            Qt.Key.Key_H: lambda: self._cover(Over.KEYS),
            Qt.Key.Key_F1: lambda: self._cover(Over.KEYS),
            Qt.Key.Key_Question: lambda: self._cover(Over.KEYS),
            Qt.Key.Key_Escape: self.close,
        }

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On, or back; what covers the page goes away first."""
        if self.over is not Over.NOTHING:
            self._cover(Over.NOTHING)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.show_next()
        elif event.button() is Qt.MouseButton.RightButton:
            self.show_previous()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer shows while it moves."""
        super().mouseMoveEvent(event)
        self.unsetCursor()
        self._hiding.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing: a hand on the table turns no page."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Put the pointer away again when the view comes to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._hiding.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the pages anew; the subject stays."""
        super().resizeEvent(event)
        self._pages.clear()
        if self._slides:
            self._page = min(self._page, len(self.pages(self._slide)) - 1)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, or what covers it."""
        look, say = self._look, self._kit.speaker.say
        painter = QPainter(self)
        if self.over is Over.BLANK:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.end()
            return
        if not self._slides:
            painter.fillRect(self.rect(), look.colour("ground"))
            painter.end()
            return
        slide, pages = self._slides[self._slide], self.pages(self._slide)
        heads = (say("Criteria"), say("Mean"), say("Scores of the members"))
        paint_page(painter, pages[self._page], look, heads)
        gap = "　" if self._kit.speaker.japanese else "   "
        right = f"{self._slide + 1} / {len(self._slides)}"
        if len(pages) > 1:
            right += gap + say("page {page} of {pages}", page=self._page + 1, pages=len(pages))
        # whoever comes here for the first time sees no button
        opening = self._slide == self._page == 0
        left = say("F1: keys   Esc: leave") if opening else slide.evaluation
        paint_foot(painter, look, left, right)
        if self.over is Over.JUMP:
            head = say("Go to subject: {number}", number=self._typed or "–")
            titles = [f"{one.subject_id}　{one.title}" for one in self._slides]
            paint_jump(painter, look, head, titles, self._aim)
        elif self.over is Over.KEYS:
            paint_keys(painter, look, say("Keys"), meeting_keys(self._kit))
        painter.end()
