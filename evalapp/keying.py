"""Scores typed key by key: one digit is enough on a scale of 0 to 3, on 1 to 10 a second one may follow."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.errors import EvalError
from evalapp.mark import normalised, parse_mark
from evalapp.rubric import Scale

_DIGITS = frozenset("0123456789０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a key did.

    Attributes:
        points: the score that now stands, or ``None`` while the digits so far are none yet.
        digits: what was typed of a number that may go on; empty when no further digit fits.
    """

    points: int | None
    digits: str


def keyed(digits: str, key: str, scale: Scale) -> Keyed:
    """Take one key.

    Args:
        digits: those typed just before in this cell (``Keyed.digits``), else empty.
        key: one digit, half or full width.
        scale: the steps allowed.

    Raises:
        EvalError: ``points-not-understood`` or ``points-not-on-scale``: no step begins with it.
    """
    # only these: the normalised form of ² is a 2 too
    sign = normalised(key) if key in _DIGITS else ""
    numbers = {str(points) for points in scale.points}
    for typed in (digits + sign, sign):
        if sign and any(number.startswith(typed) for number in numbers):
            goes_on = any(number != typed and number.startswith(typed) for number in numbers)
            return Keyed(int(typed) if typed in numbers else None, typed if goes_on else "")
    parse_mark(key, scale)
    raise EvalError("points-not-understood", found=key, allowed=", ".join(map(str, scale.points)))
