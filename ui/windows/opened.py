"""What a window is told of how its file was opened, and what the app expects of such a window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from evalapp.places import Place


class OpenedKind(StrEnum):
    """How the file worked on relates to the file asked for."""

    IN_PLACE = "in-place"
    TAKEN_IN = "taken-in"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class Opened:
    """A ballot or evaluation that was opened.

    Attributes:
        path: the file that is worked on, resolved.
        asked: what the user opened; it may lie in a fragile place.
        place: of ``asked``.
        kind: IN_PLACE: ``path`` is ``asked`` itself; TAKEN_IN: it was copied into the app's own folder just
            now; CONTINUED: the work on this ballot goes on in ``path``, where it was begun earlier.
        locked_elsewhere: another process works on ``path``: this window must not write.
    """

    path: Path
    asked: Path
    place: Place
    kind: OpenedKind
    locked_elsewhere: bool = False


class OpenWindow(Protocol):
    """What the app needs of the window of a file, which is a ``QWidget``.

    A ballot's window has two things more: ``moved``, a ``Signal()`` that the sitting goes on in another file,
    and ``say_same(asked: Path)``, for a copy that holds nothing that is not in the window, now raised. An
    evaluation's has ``new_wanted``, a ``Signal()`` that a new evaluation is to be made.
    """

    @property
    def files_dropped(self) -> SignalInstance:
        """``Signal(list)``: paths (``list[Path]``) the user dropped on the window or chose to open."""

    @property
    def start_wanted(self) -> SignalInstance:
        """``Signal()``: the user wants the start window."""

    def save_now(self) -> None:
        """Write at once what is typed and not yet kept: the app may be about to stop. Never asks anything.

        Raises:
            EvalError: it cannot be written.
        """

    def allow_editing(self) -> None:
        """The other process has closed the file: from now on this window writes."""
