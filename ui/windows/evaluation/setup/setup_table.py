"""What the tables of the set-up have in common: they show the draft that is at work."""

from __future__ import annotations

from ui.windows.evaluation.grid.table import GridTable
from ui.windows.evaluation.setup_work import SetupWork


class SetupTable(GridTable):
    """A part of the draft. It is read anew whenever that, the language or who may write changes.

    A table reads it for the first time at the end of its own constructor.
    """

    def __init__(self, work: SetupWork) -> None:
        super().__init__()
        self._work = work
        self._speaker = work.office.kit.speaker
        work.changed.connect(self._follow)
        work.office.state_changed.connect(self._follow_state)
        self._speaker.changed.connect(self._follow)

    def _follow(self) -> None:
        self._read()
        self.changed.emit()

    def _follow_state(self) -> None:
        if self.editable == self._work.office.read_only:
            self._follow()

    def _read(self) -> None:
        """Take everything from the draft once: cells are asked for again and again."""
        self.editable = not self._work.office.read_only
