"""What the rail says below the pages' names: how the evaluation stands, without turning to the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from evalapp.errors import EvalError
from evalapp.store.watching import Watching
from evalapp.watching import Board, CellState, board
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.rail import Rail


class RailNotes(QObject):
    """Keeps the notes right; what they need is read after the page has shown itself."""

    def __init__(self, office: Office, rail: Rail) -> None:
        super().__init__(rail)
        self._office = office
        self._rail = rail
        self._watching = Watching(office.file)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_notes)
        office.changed.connect(self._soon.start)
        office.kit.speaker.changed.connect(self._soon.start)
        self._soon.start()

    def show_notes(self) -> None:
        """Read how everything stands, and say it."""
        office = self._office
        if not office.is_open:
            return
        try:
            found = board(office.evaluation, self._watching.facts(), office.now())
        except EvalError:
            return  # the page that is shown says it
        say, rail = office.kit.speaker.say, self._rail
        members = len(found.rows)
        issued = sum(row.issued is not None for row in found.rows)
        rail.note(PageName.ISSUE, f"{issued} / {members}" if members and issued < members else "")
        done = members - sum(bool(row.owed) for row in found.rows)
        rail.note(PageName.WATCH, say("{done} of {all} complete", done=done, all=members) if issued else "")
        looks = _members_to_look_at(found)
        rail.note(PageName.INTAKE, say("{count} to confirm", count=looks) if looks else "")
        rail.note(PageName.CLOSING, say("Closed") if office.closed else "")


def _members_to_look_at(found: Board) -> int:
    return sum(row.counts[CellState.NEEDS_LOOK] > 0 for row in found.rows)
