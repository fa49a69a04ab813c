"""How much air a page is set with: a sheet that just misses its last page gives up some, never type size."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.pdf.ink import Style

_LEADING, _PADDING = 0.06, 0.45
"""The parts of the line distance, and of the space around things, that may be given up."""


@dataclass(frozen=True, slots=True)
class Air:
    """``given_up`` is the share of what may be given up: 0 is as designed, 1 as tight as it gets."""

    given_up: float = 0.0

    def style(self, style: Style) -> Style:
        """``style`` with its lines closer together."""
        return replace(style, leading=style.leading * (1 - _LEADING * self.given_up))

    def pad(self, points: float) -> float:
        """Space around something."""
        return points * (1 - _PADDING * self.given_up)


TIGHTEST = Air(1.0)
"""All is given up that may be."""
