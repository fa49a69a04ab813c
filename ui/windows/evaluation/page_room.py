"""The room of a page: what is too high for it, in large letters on a small screen, scrolls as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.least_height import least_height
from ui.windows.scroll_bar import use_scroll_bars

_LINES = 12
"""The room is never lower than so many heights of a line."""


class PageRoom(QScrollArea):
    """Gives the page that is shown the room there is, or the height that it needs if that is more.

    Args:
        kit: the window's.
        pages: one of which is shown.
    """

    def __init__(self, kit: Kit, pages: QStackedWidget) -> None:
        super().__init__()
        self._kit = kit
        self._pages = pages
        self._fitting = False
        use_scroll_bars(self, kit.theme)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(pages)
        pages.installEventFilter(self)
        pages.currentChanged.connect(self._begin)
        kit.theme.changed.connect(self.fit)
        Following(self, self.reveal)

    def fit(self) -> None:
        """Give the page its size."""
        page = self._pages.currentWidget()
        if page is None or self._fitting:
            return
        self._fitting = True
        whole, scrolls = self.maximumViewportSize(), self._scrolls
        # nothing is resized that has its size already: every change asks for another look
        if not scrolls:
            self._pages.resize(whole)
        needed = self._needed(page)
        if scrolls != (needed > whole.height()):
            scrolls = not scrolls
            policy = Qt.ScrollBarPolicy
            # left to Qt it might never end: what fits without the bar may not fit with it
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
            )
        if scrolls:
            self._pages.resize(self.viewport().width(), self._pages.height())
            self._pages.resize(self.viewport().width(), max(self._needed(page), whole.height()))
        else:
            self._pages.resize(whole)
        self.verticalScrollBar().setSingleStep(round(self._kit.theme.em * 2))
        self._fitting = False

    def reveal(self, widget: QWidget) -> None:
        """Bring the beginning of a widget into sight, moving as little as possible."""
        em, bar = self._kit.theme.em, self.verticalScrollBar()
        top = widget.mapTo(self._pages, QPoint(0, 0)).y()
        bottom = top + min(widget.height(), round(em * 7)) + round(em)
        if top - em < bar.value():
            bar.setValue(round(top - em))
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    def _begin(self) -> None:
        self.verticalScrollBar().setValue(0)
        self.fit()

    @property
    def _scrolls(self) -> bool:
        return self.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOn

    def _needed(self, page: QWidget) -> int:
        if layout := page.layout():
            # parts beside each other have their widths only then
            layout.activate()
        return least_height(page, self._pages.width(), self._kit.theme.em)

    # Qt's

    def minimumSizeHint(self) -> QSize:
        """As wide as the pages need it: they never scroll sideways."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._pages.minimumSizeHint().width() + bar, round(self._kit.theme.em * _LINES))

    def sizeHint(self) -> QSize:
        """The least; it takes all that there is."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is other room."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part of the page needs another height."""
        if watched is self._pages and event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)
