"""Where the pages of a document lie below each other, and how a reader's place among them is kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
"""Steps of enlargement; 1.0 is the size on paper."""

_A4 = (595.0, 842.0)
_LARGEST = 14_400.0  # points; the largest page of the PDF standard


class Fit(StrEnum):
    """What decides the size of a page on the screen."""

    WIDTH = "width"
    PAGE = "page"
    ZOOM = "zoom"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is, independent of the size of the window.

    Attributes:
        page: from 0.
        x: part of the page's width that lies at the middle of the view.
        y: part of the page's height that lies at the upper edge of the view; below 0 in the gap above.
        fit: what decides the size.
        zoom: the enlargement if ``fit`` is ``ZOOM``.
    """

    page: int = 0
    x: float = 0.5
    y: float = 0.0
    fit: Fit = Fit.WIDTH
    zoom: float = 1.0

    def __str__(self) -> str:
        return f"{self.page} {self.x:.4f} {self.y:.4f} {self.fit} {self.zoom:.4f}"


def read_place(text: str) -> Place:
    """What ``str(place)`` wrote; the beginning of the document for anything else."""
    try:
        page, x, y, fit, zoom = text.split(" ")
        numbers = float(x), float(y), float(zoom)
        if not all(map(math.isfinite, numbers)):
            return Place()
        return Place(max(0, int(page)), numbers[0], numbers[1], Fit(fit), within_zooms(numbers[2]))
    except ValueError:
        return Place()


def within_zooms(zoom: float) -> float:
    """The nearest enlargement that is offered."""
    return min(max(zoom, ZOOMS[0]), ZOOMS[-1])


def next_zoom(zoom: float, step: int) -> float:
    """The next larger (``step`` 1) or smaller (-1) step after any enlargement."""
    # a fitted page may stand a hair beside a step: that is the step itself
    if step > 0:
        return next((z for z in ZOOMS if z > zoom * 1.01), ZOOMS[-1])
    return next((z for z in reversed(ZOOMS) if z < zoom * 0.99), ZOOMS[0])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid out, in pixels of the scrolled content; ``scale`` is pixels per point."""

    left: int
    top: int
    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages laid out, and the size of the whole."""

    sheets: tuple[Sheet, ...]
    width: int
    height: int

    def at(self, y: float) -> int:
        """The page at height ``y``; in a gap the one below it."""
        low, high = 0, len(self.sheets) - 1
        while low < high:
            middle = (low + high) // 2
            if self.sheets[middle].top + self.sheets[middle].height <= y:
                low = middle + 1
            else:
                high = middle
        return low

    def seen(self, top: float, height: float) -> range:
        """The pages of which something lies between ``top`` and ``top + height``."""
        return range(self.at(top), self.at(top + height) + 1)


def lay_out(
    sizes: Sequence[tuple[float, float]],
    view: tuple[int, int],
    margin: int,
    dots_per_point: float,
    fit: Fit,
    zoom: float,
) -> Layout:
    """Lay pages below each other, each in the middle of the widest.

    Args:
        sizes: of the pages in points; absurd ones count as A4.
        view: width and height of the window in pixels.
        margin: around and between pages, pixels.
        dots_per_point: pixels per point at enlargement 1.
        fit: each page to the view's width or whole into the view, or ``zoom`` times its size.
        zoom: enlargement for ``Fit.ZOOM``.
    """
    room = max(view[0] - 2 * margin, 20.0), max(view[1] - 2 * margin, 20.0)
    scaled = []
    for size in sizes:
        width, height = size if all(1 <= side <= _LARGEST for side in size) else _A4
        scale = zoom * dots_per_point
        if fit is not Fit.ZOOM:
            scale = room[0] / width if fit is Fit.WIDTH else min(room[0] / width, room[1] / height)
        # whole pixels: a page drawn between them is blurred
        scaled.append((max(round(width * scale), 1), max(round(height * scale), 1), scale))
    whole = max(view[0], max((width for width, _height, _scale in scaled), default=0) + 2 * margin)
    sheets: list[Sheet] = []
    top = margin
    for width, height, scale in scaled:
        sheets.append(Sheet((whole - width) // 2, top, width, height, scale))
        top += height + margin
    return Layout(tuple(sheets), whole, top)
