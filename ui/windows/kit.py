"""What every window is given: language, looks, memory, and the seams to the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ui.windows.desktop import Desktop
from ui.windows.dialogs import Dialogs
from ui.windows.settings import Settings
from ui.windows.speaker import Speaker
from ui.windows.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    """The surroundings of a window, passed to its constructor and from there to its parts.

    Attributes:
        now: the clock, with a time zone: the computer's.
    """

    speaker: Speaker
    theme: Theme
    settings: Settings
    dialogs: Dialogs
    desktop: Desktop
    now: Callable[[], datetime]
