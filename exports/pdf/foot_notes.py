"""The small print at the end of a document."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.flow import LEFT, RIGHT, Flow
from exports.pdf.wording import SMALL


def foot_notes(flow: Flow, notes: Sequence[str]) -> None:
    """Write each note on a line below a rule; they stand together on one page."""
    flow.space(18)
    flow.need(len(notes) * SMALL.leading + 6)
    flow.ink.rule(LEFT, flow.y, RIGHT, flow.y, 0.35)
    flow.y += 4
    for note in notes:
        flow.ink.text(note, SMALL, LEFT, flow.y)
        flow.y += SMALL.leading
