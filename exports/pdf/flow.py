"""A text that flows over pages. Points; ``y`` counts from the page's top edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exports.pdf.air import Air
from exports.pdf.document import Bookmark, PdfDocument
from exports.pdf.ink import PAGE_HEIGHT, PAGE_WIDTH, Ink, Style
from exports.typesetting.lines import Line

LEFT = 62.0
RIGHT = PAGE_WIDTH - 62.0
WIDTH = RIGHT - LEFT
TOP = 58.0
BOTTOM = PAGE_HEIGHT - 58.0

Footer = Callable[[Ink, int, int], None]
"""Draws the foot of one page: the page, its number, how many there are."""


class Flow:
    """Pages in the making. They enter the document when it is finished, and only then have numbers.

    Attributes:
        air: how tightly things are set; what draws on the flow asks it.
        y: where the next thing begins.
        ink: the page it is drawn on.
    """

    def __init__(self, document: PdfDocument, air: Air | None = None) -> None:
        self.air = air or Air()
        self._document = document
        self._pages: list[tuple[Ink, list[Bookmark]]] = []
        self.ink = document.ink()
        self.y = TOP
        self._bookmarks: list[Bookmark] = []

    @property
    def room(self) -> float:
        """The height that is left on this page."""
        return BOTTOM - self.y

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages) + 1

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y <= TOP

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._pages.append((self.ink, self._bookmarks))
        self.ink = self._document.ink()
        self._bookmarks = []
        self.y = TOP

    def need(self, height: float) -> None:
        """Turn the page if ``height`` does not fit on it; more than a page is the caller's to split."""
        if height > self.room and not self.fresh:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave air, except at the top of a page."""
        if not self.fresh:
            self.y += height

    def bookmark(self, title: str, level: int, name: str = "") -> None:
        """Let the outline lead here, and links that know the ``name``."""
        self._bookmarks.append(Bookmark(title, level, max(self.y - 8, 0), name))

    def lines(self, lines: Sequence[Line], style: Style, x: float = LEFT) -> None:
        """Running text; no single line of a longer text is left alone at the foot or the head of a page."""
        count = len(lines)
        for index, line in enumerate(lines):
            left = count - index
            starts = index == 0 and count > 1
            together = 2 if starts or left == 2 else 1
            if count == 3 and index == 0:
                together = 3
            self.need(together * style.leading)
            self.ink.justified(line, style, x, self.y)
            self.y += style.leading

    def put_first(self, front: Flow) -> None:
        """Put the pages of ``front`` before those of this flow; nothing more can be drawn on them."""
        self._pages = [*front._pages, (front.ink, front._bookmarks), *self._pages]

    def finish(self, footer: Footer) -> None:
        """Number the pages and hand them to the document."""
        self._pages.append((self.ink, self._bookmarks))
        for number, (ink, bookmarks) in enumerate(self._pages, 1):
            footer(ink, number, len(self._pages))
            self._document.add(ink, bookmarks)
