"""Where the work is: on the disk, or why not. What every window that saves by itself shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evalapp.errors import EvalError

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance


class Saving(StrEnum):
    """Where the work is."""

    SAVED = "saved"
    TYPING = "typing"
    UNKEPT = "unkept"
    FAILED = "failed"
    READ_ONLY = "read-only"


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the window shows beside the work.

    Attributes:
        at: when the last edit was brought to the disk in this sitting.
        fault: why the newest edits are not on the disk.
    """

    saving: Saving
    at: datetime | None = None
    fault: EvalError | None = None


class Saves(Protocol):
    """Something that saves by itself and says where it is."""

    @property
    def state(self) -> SaveState:
        """Where the work is."""

    @property
    def state_changed(self) -> SignalInstance:
        """``Signal()``: ``state`` is another one."""

    @property
    def path(self) -> Path:
        """The file worked on."""
