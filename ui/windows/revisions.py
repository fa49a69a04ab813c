"""How windows name a revision and the moment it was made."""

from __future__ import annotations

from datetime import datetime

from ui.windows.kit import Kit


def shown_moment(at: datetime, kit: Kit) -> str:
    """A moment by the computer's clock: 令和8年11月20日 14:03."""
    local = at.astimezone(kit.now().tzinfo)
    return f"{kit.speaker.language.date(local.date())} {local:%H:%M}"


def revision_text(revision: int, kit: Kit, *, draft: bool) -> str:
    """A revision by its number: 第2版, 第1版(途中)."""
    if draft:
        return kit.speaker.say("No. {revision} (draft)", revision=revision)
    return kit.speaker.say("No. {revision}", revision=revision)
