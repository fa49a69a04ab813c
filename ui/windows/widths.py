"""Widths: how the columns of a list divide theirs, and none."""

from __future__ import annotations

from collections.abc import Mapping

NO_LIMIT = (1 << 24) - 1
"""As a widget's greatest width or height: it has none (Qt's own number)."""


def divided(
    needed: Mapping[int, float], shares: Mapping[int, float], room: float, least: float
) -> dict[int, float]:
    """The widths of columns, in pixels.

    Columns with a share take what the others leave: none gets more than it needs while another lacks
    something, and what is left over then is divided by the shares. Where all is too narrow, the widest
    columns give way first; only a list in which no column could be read any more is wider than ``room``.

    Args:
        needed: what each column needs to be shown whole.
        shares: of the columns that take what is left; at least one.
        room: what there is.
        least: what a column with a share keeps, if it needs that much; others keep two thirds of it.
    """
    lows = {column: min(needed[column], least) for column in shares}
    kept = {column: width for column, width in needed.items() if column not in shares}
    left = room - sum(kept.values())
    if left < sum(lows.values()):
        return _narrowed({**kept, **lows}, room, least * 2 / 3)
    spare = left - sum(needed[column] for column in shares)
    if spare >= 0:
        whole = sum(shares.values())
        return {column: width + spare * shares.get(column, 0) / whole for column, width in needed.items()}

    def filled(level: float) -> dict[int, float]:
        return {
            column: min(max(level * share, lows[column]), needed[column]) for column, share in shares.items()
        }

    # what is filled grows straight from one of these levels to the next
    levels = {width / share for column, share in shares.items() for width in (lows[column], needed[column])}
    low, taken = 0.0, sum(lows.values())
    for level in sorted(levels):
        now = sum(filled(level).values())
        if now >= left:
            low += (level - low) * (left - taken) / (now - taken or 1)
            break
        low, taken = level, now
    return {**kept, **filled(low)}


def _narrowed(widths: Mapping[int, float], room: float, least: float) -> dict[int, float]:
    """The widest are cut to one width, so that all fit; none below ``least``."""
    rest, taken = sorted(widths.values()), 0.0
    cap = least
    for place, width in enumerate(rest):
        cap = (room - taken) / (len(rest) - place)
        if width > cap:
            break
        taken += width
    cap = max(cap, least)
    return {column: min(width, cap) for column, width in widths.items()}
