"""The pages of a PDF to scroll through, with marks on what was searched and text to copy.

Not Qt's own view: that one gives no place on a page to come back to, finds no Japanese word across the end
of a line, lets no text be copied, and opens web addresses that a document names.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfSelection
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.windows.pdf_file import linked_page
from ui.windows.pdf_images import PdfImages, bounded
from ui.windows.pdf_layout import Fit, Layout, Place, Sheet, lay_out, next_zoom, within_zooms
from ui.windows.pdf_search import PdfSearch
from ui.windows.pdf_sizes import PageSizes
from ui.windows.ring import paint_ring
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.theme import LIGHT, Theme

# paper is white in every look, so what is marked on it has one set of colours
_PAPER = QColor("#ffffff")
_MARKED = QColor("#ffe45c")
_SELECTED = QColor("#b9d4f7")
_BY_PAGE = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PdfView(QAbstractScrollArea):
    """Shows a document; empty without one.

    Signals:
        page_changed: the reader is at another page (from 0).
        zoom_changed: the enlargement or the fit is another one.
        place_changed: the reader has moved or enlarged; comes often.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    place_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        use_scroll_bars(self, theme, sideways=True)
        self._theme = theme
        self._document: QPdfDocument | None = None
        self._images: PdfImages | None = None
        self._search: PdfSearch | None = None
        self._sizes: list[tuple[float, float]] = []
        self._layout = Layout((), 0, 0)
        self._place = Place()
        self._page = 0
        self._laying_out = False
        self._pressed: tuple[int, QPointF] | None = None
        self._selection: tuple[int, QPdfSelection] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a bar that comes and goes would change the width that pages are fitted to
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self._lay_out)

    @property
    def page(self) -> int:
        """The page the reader is at, from 0."""
        return self._page

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return self._place

    @property
    def fit(self) -> Fit:
        """What decides the size of the pages."""
        return self._place.fit

    @property
    def zoom(self) -> float:
        """The enlargement of the page the reader is at; 1.0 is the size on paper."""
        # another, longer document may be shown that is not laid out yet
        if self._page >= len(self._layout.sheets):
            return 1.0
        return self._layout.sheets[self._page].scale / self._dots_per_point

    @property
    def settled(self) -> bool:
        """Whether all pages in view are drawn as they should be."""
        return self._images is None or all(self._images.has(*page) for page in self._in_view())

    @property
    def selected_text(self) -> str:
        """The text marked with the mouse."""
        return self._selection[1].text() if self._selection else ""

    def show_document(self, document: QPdfDocument | None, search: PdfSearch | None, place: Place) -> None:
        """Show a document from ``place`` on, marking the hits of ``search``; ``None`` shows nothing."""
        if self._images and self._search:
            self._images.drawn.disconnect(self.viewport().update)
            self._search.changed.disconnect(self.viewport().update)
            self._images.close()
        self._document, self._search = document, search
        self._images = PdfImages(document, self) if document else None
        self._sizes = []
        self._selection = None
        if document and self._images and search:
            self._images.drawn.connect(self.viewport().update)
            search.changed.connect(self.viewport().update)
            self._page_sizes = PageSizes(document, place.page + 1, self._images)
            self._page_sizes.changed.connect(self._lay_out)
            self._sizes = self._page_sizes.sizes
        self._place = replace(place, page=min(place.page, max(len(self._sizes) - 1, 0)))
        self._page = self._place.page
        self._lay_out()
        self.page_changed.emit(self._page)

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Bring a page (from 0; nearest there is) to the top, or its part ``y`` of its height."""
        if self._sizes:
            page = min(max(page, 0), len(self._sizes) - 1)
            self._move(replace(self._place, page=page, y=y))
            self._at_page(page)

    def restore(self, place: Place) -> None:
        """Come back to a place in the document shown."""
        if self._sizes:
            self._place = replace(place, page=min(place.page, len(self._sizes) - 1))
            self._lay_out()
            self._at_page(self._place.page)
            self.zoom_changed.emit()
            self.place_changed.emit()

    def show_area(self, page: int, area: QRectF) -> None:
        """Scroll as little as needed until ``area`` (points) of a page is seen, with some room around it."""
        sheet = self._layout.sheets[page]
        rect = _on_sheet(sheet, area)
        room = self.viewport().height() / 4
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        if not bar.value() + room / 2 <= rect.top() <= rect.bottom() <= bar.value() + 3 * room:
            bar.setValue(round(rect.top() - room))
        if not side.value() <= rect.left() <= rect.right() <= side.value() + self.viewport().width():
            side.setValue(round(rect.center().x() - self.viewport().width() / 2))
        self._at_page(page)

    def use_fit(self, fit: Fit) -> None:
        """Fit pages to the view, or keep their size from now on."""
        self._resize_pages(fit, within_zooms(self.zoom), QPointF(self.viewport().width() / 2, 0))

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Enlarge; what lies under ``at`` (in the view) stays there."""
        middle = QPointF(self.viewport().width() / 2, 0)
        self._resize_pages(Fit.ZOOM, within_zooms(zoom), at or middle)

    def zoom_by(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self.zoom_to(next_zoom(self.zoom, step))

    @property
    def _dots_per_point(self) -> float:
        return self.logicalDpiX() / 72

    @property
    def _margin(self) -> int:
        return round(self._theme.em * 0.6)

    def _at_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _move(self, place: Place) -> None:
        self._place = place
        self._scroll(place, QPointF(self.viewport().width() / 2, 0))
        self.place_changed.emit()

    def _resize_pages(self, fit: Fit, zoom: float, at: QPointF) -> None:
        if not self._sizes:
            return
        under = self._place_under(at)
        page = self._page
        self._place = replace(self._place, fit=fit, zoom=zoom)
        self._lay_out(keep=False)
        self._scroll(under, at)
        self._place = self._place_under(QPointF(self.viewport().width() / 2, 0))
        self._at_page(page)
        self.zoom_changed.emit()
        self.place_changed.emit()

    def _place_under(self, at: QPointF) -> Place:
        x, y = self.horizontalScrollBar().value() + at.x(), self.verticalScrollBar().value() + at.y()
        page = self._layout.at(y)
        sheet = self._layout.sheets[page]
        return replace(
            self._place, page=page, x=(x - sheet.left) / sheet.width, y=(y - sheet.top) / sheet.height
        )

    def _scroll(self, place: Place, at: QPointF) -> None:
        sheet = self._layout.sheets[place.page]
        # the top of a page is shown with the margin above it
        gap = self._margin if place.y == 0 else 0
        self._laying_out = True
        self.verticalScrollBar().setValue(round(sheet.top + place.y * sheet.height - gap - at.y()))
        self.horizontalScrollBar().setValue(round(sheet.left + place.x * sheet.width - at.x()))
        self._laying_out = False
        self.viewport().update()

    def _lay_out(self, *, keep: bool = True) -> None:
        view = self.viewport().width(), self.viewport().height()
        before = self.zoom
        self._laying_out = True  # the bars move: that is not the reader's doing
        self._layout = lay_out(
            self._sizes, view, self._margin, self._dots_per_point, self._place.fit, self._place.zoom
        )
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._layout.height, view[1]),
            (self.horizontalScrollBar(), self._layout.width, view[0]),
        ):
            bar.setRange(0, max(round(whole - seen), 0))
            bar.setPageStep(max(round(seen - self._theme.em * 2), 1))
            bar.setSingleStep(round(self._theme.em * 2))
        self._laying_out = False
        if keep and self._sizes:
            self._scroll(self._place, QPointF(self.viewport().width() / 2, 0))
            if self.zoom != before:
                self.zoom_changed.emit()
        self.viewport().update()

    def _page_in_view(self) -> int:
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum():
            return len(self._sizes) - 1
        return self._layout.at(bar.value() + self.viewport().height() * 0.4)

    def _in_view(self) -> list[tuple[int, QSize]]:
        """The pages that are seen, and the sizes of their images in device pixels."""
        seen = self._layout.seen(self.verticalScrollBar().value(), self.viewport().height())
        return [(page, self._image_size(page)) for page in seen]

    def _image_size(self, page: int) -> QSize:
        ratio, sheet = self.devicePixelRatioF(), self._layout.sheets[page]
        return bounded(QSize(round(sheet.width * ratio), round(sheet.height * ratio)))

    def _select(self, at: QPointF) -> None:
        if self._pressed and self._document:
            page, start = self._pressed
            sheet = self._layout.sheets[page]
            selection = self._document.getSelection(page, start, self._on_page(sheet, at))
            # where no text lies, the library selects nothing: what was selected before stays
            if selection.isValid():
                self._selection = page, selection
                self.viewport().update()

    def _on_page(self, sheet: Sheet, at: QPointF) -> QPointF:
        content = at + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QPointF((content.x() - sheet.left) / sheet.scale, (content.y() - sheet.top) / sheet.scale)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        sheet = self._layout.sheets[page]
        rect = QRectF(sheet.left, sheet.top, sheet.width, sheet.height)
        painter.fillRect(rect, _PAPER)
        image = self._images.image(page) if self._images else None
        if image and not image.isNull():
            painter.drawImage(rect, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        search = self._search
        hits = search.on_page(page) if search else []
        for hit in hits:
            for area in search.areas(hit) if search else ():
                painter.fillRect(_on_sheet(sheet, area.boundingRect()), _MARKED)
        if self._selection and self._selection[0] == page:
            for area in self._selection[1].bounds():
                painter.fillRect(_on_sheet(sheet, area.boundingRect()), _SELECTED)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if search and search.current in hits and search.current:
            painter.setPen(QPen(QColor(LIGHT.focus), 2))
            for area in search.areas(search.current):
                painter.drawRect(_on_sheet(sheet, area.boundingRect()).adjusted(-2, -2, 2, 2))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRect(rect)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in view; what is not drawn yet is asked for."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("ground"))
        if self._images and self._layout.sheets:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.save()
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            seen = self._in_view()
            for page, _size in seen:
                self._paint_page(painter, page)
            painter.restore()
            beside = (seen[-1][0] + 1, seen[0][0] - 1)
            ahead = [(page, self._image_size(page)) for page in beside if 0 <= page < len(self._sizes)]
            self._images.want([*seen, *ahead])
        if self.hasFocus():
            paint_ring(painter, QRectF(self.viewport().rect()), self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew around the same place."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The reader has moved."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        if not self._laying_out and self._layout.sheets:
            self._place = self._place_under(QPointF(self.viewport().width() / 2, 0))
            self._at_page(self._page_in_view())
            self.place_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or enlarge around the pointer with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * 1.2 ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End, Space and Copy; Qt scrolls with the rest."""
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.selected_text:
                QGuiApplication.clipboard().setText(self.selected_text)
        elif self.fit is Fit.PAGE and event.key() in _BY_PAGE:
            self.go_to(self._page + _BY_PAGE[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sizes) - 1)
        elif event.key() == Qt.Key.Key_Space:
            down = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() * (1 if down else -1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark text."""
        if event.button() is Qt.MouseButton.LeftButton and self._layout.sheets:
            page = self._layout.at(event.position().y() + self.verticalScrollBar().value())
            self._pressed = page, self._on_page(self._layout.sheets[page], event.position())
            self._selection = None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark text."""
        self._select(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End marking, or follow a link to another page of the document."""
        self._select(event.position())
        if self._pressed and self._document and not self.selected_text:
            target = linked_page(self._document, *self._pressed)
            if target is not None:
                self.go_to(target)
        self._pressed = None


def _on_sheet(sheet: Sheet, area: QRectF) -> QRectF:
    """``area`` (points) in pixels of the scrolled content."""
    return QRectF(
        sheet.left + area.left() * sheet.scale,
        sheet.top + area.top() * sheet.scale,
        area.width() * sheet.scale,
        area.height() * sheet.scale,
    )
