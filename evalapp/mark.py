"""What a score cell holds: points, or one of three states that are not points. 0 is a score."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from evalapp.errors import EvalError
from evalapp.rubric import Scale


class NoPoints(StrEnum):
    """A cell without points: 未記入, 評価不能, 辞退・欠席 (DESIGN section 6)."""

    BLANK = "blank"
    CANNOT_JUDGE = "cannot_judge"
    RECUSED = "recused"


Mark = int | NoPoints

CANNOT_JUDGE_WORDS = frozenset({"評価不能", "na", "n/a", "cannot judge", "cannot_judge"})
_WHOLE_NUMBER = re.compile(r"([0-9０-９]{1,4})(?:[.．][0０])?")


def normalised(text: str) -> str:
    """``text`` as people mean it: full-width signs as ASCII, no space around, letters small."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def parse_mark(value: object, scale: Scale) -> Mark:
    """Read what stands in a score cell of a form, a table or a JSON file.

    Understood: nothing (blank), an integer, a whole number typed as text or as ``3.0``, in full width or
    with spaces around it, and the words for cannot judge (評価不能, NA).

    Args:
        value: the cell as its reader gives it; ``None`` is an empty cell.
        scale: the steps allowed in this cell.

    Returns:
        Points of the scale, ``NoPoints.BLANK`` or ``NoPoints.CANNOT_JUDGE``.

    Raises:
        EvalError: ``points-not-understood`` for anything that is no whole number (a truth value, a date,
            a fraction, a word); ``points-not-on-scale`` for a number that is no step of ``scale``.
    """
    if value is None:
        return NoPoints.BLANK
    if isinstance(value, str):
        return _parse_text(value, scale)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise EvalError("points-not-understood", found=str(value), allowed=_allowed(scale))
    return _on_scale(value, scale)


def _parse_text(text: str, scale: Scale) -> Mark:
    word = normalised(text)
    if not word:
        return NoPoints.BLANK
    if word in CANNOT_JUDGE_WORDS:
        return NoPoints.CANNOT_JUDGE
    # the text itself, for the normalised form of ² is 2 and that of 1½ is 11⁄2
    number = _WHOLE_NUMBER.fullmatch(text.strip())
    if number is None:
        raise EvalError("points-not-understood", found=text.strip()[:40], allowed=_allowed(scale))
    return _on_scale(int(number[1]), scale)


def _on_scale(points: int, scale: Scale) -> int:
    if points not in scale.points:
        raise EvalError("points-not-on-scale", found=str(points)[:40], allowed=_allowed(scale))
    return points


def _allowed(scale: Scale) -> str:
    return ", ".join(str(points) for points in scale.points)
