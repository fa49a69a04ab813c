"""Words searched in an open PDF, page after page without holding up the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPolygonF
from PySide6.QtPdf import QPdfDocument

from evalapp.folding import Folded, folded
from evalapp.text_search import found


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of what was searched; ``start`` and ``length`` count as the PDF library counts signs."""

    page: int
    start: int
    length: int


class PdfSearch(QObject):
    """The hits of one search, and which of them the reader is at.

    Signals:
        changed: other hits, another current one, or the search has come to its end.
    """

    changed = Signal()

    def __init__(self, document: QPdfDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._texts: list[Folded] = []
        self._query = ""
        self._hits: list[Hit] = []
        self._current: int | None = None
        self._page = 0
        self._first_page = 0
        self._areas: dict[Hit, list[QPolygonF]] = {}
        # one page at each turn: some milliseconds, and the window goes on
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_page)

    @property
    def query(self) -> str:
        """What is searched."""
        return self._query

    @property
    def complete(self) -> bool:
        """Whether all pages have been searched."""
        return not self._timer.isActive()

    @property
    def count(self) -> int:
        """The hits so far."""
        return len(self._hits)

    @property
    def number(self) -> int:
        """Which hit the reader is at, from 1; 0 for none."""
        return 0 if self._current is None else self._current + 1

    @property
    def current(self) -> Hit | None:
        """The hit the reader is at."""
        return None if self._current is None else self._hits[self._current]

    def look_for(self, query: str, page: int) -> None:
        """Search anew; the first hit on ``page`` or after it becomes the current one, else the very first."""
        self._query = query
        self._hits = []
        self._areas = {}
        self._current = None
        self._page = 0
        self._first_page = page
        if query.strip():
            self._timer.start(0)
        else:
            self._timer.stop()
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) hit, round the ends."""
        if self._hits:
            at = (-1 if by > 0 else 0) if self._current is None else self._current
            self._current = (at + by) % len(self._hits)
            self.changed.emit()

    def on_page(self, page: int) -> list[Hit]:
        """The hits of one page."""
        return [hit for hit in self._hits if hit.page == page]

    def areas(self, hit: Hit) -> list[QPolygonF]:
        """What a hit covers on its page, in points from the upper left; one area for each line."""
        if hit not in self._areas:
            self._areas[hit] = self._document.getSelectionAtIndex(hit.page, hit.start, hit.length).bounds()
        return self._areas[hit]

    def stop(self) -> None:
        """Search no more, before the document goes."""
        self._timer.stop()

    def _search_page(self) -> None:
        page = self._page
        if page == len(self._texts):
            self._texts.append(folded(self._document.getAllText(page).text()))
        text = self._texts[page]
        for start, end in found(text, self._query):
            # the library counts UTF-16 units
            before = _units(text.original[:start])
            self._hits.append(Hit(page, before, _units(text.original[start:end])))
        self._page += 1
        if self._page == self._document.pageCount():
            self._timer.stop()
        if self._current is None and self._hits:
            if self._hits[-1].page >= self._first_page:
                self._current = next(i for i, hit in enumerate(self._hits) if hit.page >= self._first_page)
            elif self.complete:
                self._current = 0
        self.changed.emit()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
