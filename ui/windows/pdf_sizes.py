"""How large the pages of a document are: of thousands, the first at once and the others little by little."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPdf import QPdfDocument

_AT_ONCE = 60
"""Pages; reading the size of one takes about 0.15 ms."""


class PageSizes(QObject):
    """The sizes of all pages in points; those not read yet are taken for as large as the last one read.

    Args:
        document: whose pages.
        needed: so many of the first pages are read at once.

    Attributes:
        sizes: (width, height), one a page.

    Signals:
        changed: some page is of another size than it was taken for.
    """

    changed = Signal()

    def __init__(self, document: QPdfDocument, needed: int, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._read = 0
        self.sizes: list[tuple[float, float]] = [(0.0, 0.0)] * document.pageCount()
        self._soon = QTimer(self)
        self._soon.timeout.connect(self._read_on)
        self._read_some(max(needed, _AT_ONCE))
        if self._read < len(self.sizes):
            self._soon.start(0)

    def _read_on(self) -> None:
        if self._read_some(_AT_ONCE):
            self.changed.emit()
        if self._read == len(self.sizes):
            self._soon.stop()

    def _read_some(self, count: int) -> bool:
        """Read the next pages; whether one of them is of another size than it was taken for."""
        last = min(self._read + count, len(self.sizes))
        other = False
        for page in range(self._read, last):
            size = self._document.pagePointSize(page)
            found = size.width(), size.height()
            if self.sizes[page] != found:
                other = True
                self.sizes[page:] = [found] * (len(self.sizes) - page)
        self._read = last
        return other
