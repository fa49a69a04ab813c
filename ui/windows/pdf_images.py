"""Pages drawn as images beside the interface, the ones in view first; a bounded number is kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

MOST_PIXELS = 16_000_000
"""Of one image. Beyond that a page is drawn smaller and enlarged."""
_MOST_BYTES = 160 * 2**20


class PdfImages(QObject):
    """The images of one document's pages; owns the document from now on.

    Signals:
        drawn: another page is ready (its number).
    """

    drawn = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._keep)
        # children go in the order they came: the renderer waits for its thread, which reads the document
        document.setParent(self)
        self._kept: OrderedDict[int, tuple[QSize, QImage]] = OrderedDict()
        self._wanted: list[tuple[int, QSize]] = []
        self._drawing = False

    def image(self, page: int) -> QImage | None:
        """The newest image of a page, perhaps of another size; ``None`` before the first."""
        return self._kept[page][1] if page in self._kept else None

    def want(self, pages: Sequence[tuple[int, QSize]]) -> None:
        """Draw these pages in these ``bounded`` sizes, the first first; earlier wishes are dropped."""
        self._wanted = list(pages)
        for page, _size in reversed(self._wanted):
            if page in self._kept:
                self._kept.move_to_end(page)
        self._draw_next()

    def has(self, page: int, size: QSize) -> bool:
        """Whether a page is drawn in this size."""
        return page in self._kept and self._kept[page][0] == size

    def close(self) -> None:
        """Stop drawing; the document goes too."""
        self._wanted = []
        self.deleteLater()

    def _draw_next(self) -> None:
        # one at a time: what was scrolled past in the meantime is never drawn
        if self._drawing:
            return
        for page, size in self._wanted:
            if not self.has(page, size):
                self._drawing = True
                self._renderer.requestPage(page, size)
                return

    def _keep(
        self, page: int, size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, _id: int
    ) -> None:
        # a page that cannot be drawn comes as an empty image: it is kept too, or it would be asked for again
        self._drawing = False
        self._kept[page] = size, image
        self._kept.move_to_end(page)
        wanted = {page for page, _size in self._wanted}
        while sum(kept.sizeInBytes() for _size, kept in self._kept.values()) > _MOST_BYTES:
            oldest = next((page for page in self._kept if page not in wanted), None)
            if oldest is None:
                break
            del self._kept[oldest]
        self.drawn.emit(page)
        self._draw_next()


def bounded(size: QSize) -> QSize:
    """``size``, or one of the same shape that holds ``MOST_PIXELS``."""
    width, height = max(size.width(), 1), max(size.height(), 1)
    shrink = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    return QSize(max(int(width * shrink), 1), max(int(height * shrink), 1))
