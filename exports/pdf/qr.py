"""QR codes (ISO/IEC 18004), error correction level M, as one vector path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from exports.pdf.ink import Ink

QUIET = 4
"""Light modules that must surround the symbol on every side."""

_MM = 72 / 25.4
_LEAST_SYMBOL = 16 * _MM
_LEAST_MODULE = 0.42 * _MM
"""A finer module is lost on a copier and on a scan of 150 dots an inch."""

_MASKS = 8
_FINDER = b"\1\0\1\1\1\0\1"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code ready to be drawn.

    Attributes:
        modules: along one edge of the symbol, without the quiet zone.
        path: the dark modules as rectangles, neighbours in a row merged; a module is one unit, the origin the
            quiet zone's upper left corner, y downwards.
    """

    modules: int
    path: str

    @property
    def module(self) -> float:
        """The edge of a module in points."""
        return max(_LEAST_SYMBOL / self.modules, _LEAST_MODULE)

    @property
    def size(self) -> float:
        """The edge of the printed code in points, its quiet zone included."""
        return (self.modules + 2 * QUIET) * self.module

    def draw(self, ink: Ink, x: float, top: float) -> None:
        """Draw it with the quiet zone's upper left corner at ``x``, ``top``; nothing else may stand there."""
        ink.shape(self.path, x, top, self.module)


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode:
    """The smallest code that holds ``text``, in UTF-8 where it is more than capitals and digits.

    ``text`` has at most 400 bytes in UTF-8.
    """
    code: Any = QRCode(None, QRErrorCorrectLevel.M)  # reportlab's encoder is half typed
    code.addData(text)
    code.version = code.calculate_version()
    best = min(range(_MASKS), key=lambda mask: _disturbance(_masked(code, mask)))
    rows = _masked(code, best)
    return QrCode(len(rows), " ".join(_runs(rows)))


def _masked(code: Any, mask: int) -> list[list[bool]]:  # noqa: ANN401
    code.makeImpl(False, mask)  # noqa: FBT003 - the format information is written too
    modules: list[list[bool]] = code.modules
    return modules


def _disturbance(rows: list[list[bool]]) -> int:
    """How much there is in the symbol that misleads a reader: long runs, shapes like a finder's, imbalance.

    The standard's own count in Python would take more time than the whole page.
    """
    size = len(rows)
    found = b"\2".join(map(bytes, [*rows, *zip(*rows, strict=True)]))
    runs = found.count(bytes(5)) + found.count(b"\1" * 5)
    finders = found.count(_FINDER + bytes(4)) + found.count(bytes(4) + _FINDER)
    imbalance = abs(found.count(1) - size * size) * 20 // (size * size)
    return 3 * runs + 40 * finders + 10 * imbalance


def _runs(rows: list[list[bool]]) -> list[str]:
    found = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append(f"{x} {y} {length} 1 re")
            x += length
    return found
