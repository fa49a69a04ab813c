"""Where a member was in a ballot: found again days later, also after the process was killed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ui.windows.kit import Kit


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a ballot.

    Attributes:
        page: of the window, by its number.
        subject_id: the subject shown; empty for the first one.
        sheet: what ``SheetView.place`` gave: JSON of its own.
        side: the tab of the side panel; -1 where it is closed.
    """

    page: int = 0
    subject_id: str = ""
    sheet: str = ""
    side: int = 0


def remembered_spot(kit: Kit, ballot_id: str) -> Spot:
    """The spot kept for a ballot; the beginning if there is none or it cannot be read."""
    try:
        found = json.loads(kit.settings.text(_key(ballot_id)))
    except ValueError:
        return Spot()
    if not isinstance(found, dict):
        return Spot()
    # settings may come from another version, or from anybody
    beginning = asdict(Spot())
    return Spot(
        **{
            name: found[name] if type(found.get(name)) is type(usual) else usual
            for name, usual in beginning.items()
        }
    )


def remember_spot(kit: Kit, ballot_id: str, spot: Spot) -> None:
    """Keep a spot."""
    kit.settings.set_text(_key(ballot_id), json.dumps(asdict(spot)))


def _key(ballot_id: str) -> str:
    return f"ballots/{ballot_id}/spot"
