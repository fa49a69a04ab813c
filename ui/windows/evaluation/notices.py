"""The banners of the secretariat's window: where the file lies, who else has it, what is due."""

from __future__ import annotations

from evalapp.language import N_
from evalapp.places import Place
from ui.windows.banner import Banners, Message, Weight
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName, Turn
from ui.windows.opened import Opened

_READ_ONLY, _DUE, _FAULT = "read-only", "due", "fault"


class Notices:
    """Says in banners what a person at the secretariat has to know before going on.

    Args:
        office: the open evaluation.
        banners: of the window.
        opened: how the file was opened.
        turn_to: shows a page.
    """

    def __init__(self, office: Office, banners: Banners, opened: Opened, turn_to: Turn) -> None:
        self._office = office
        self._banners = banners
        self._turn_to = turn_to
        self._fault = ""
        self._put_off = False
        self._say_place(opened)
        if opened.locked_elsewhere:
            self._say_read_only()
        office.state_changed.connect(self._show_fault)
        office.changed.connect(self._show_due)
        self._show_fault()
        self._show_due()

    def say_editable(self) -> None:
        """The other window has closed the file."""
        self._banners.put_away(_READ_ONLY)
        say = self._office.kit.speaker.say
        self._banners.show_message(
            "editable",
            Message(
                Weight.NOTICE,
                lambda: say("The other window is closed. The evaluation can be worked on here now."),
            ),
        )

    def _say_place(self, opened: Opened) -> None:
        say, kit = self._office.kit.speaker.say, self._office.kit
        risk = {
            Place.DURABLE: "",
            Place.TEMPORARY: N_(
                "This evaluation lies in a temporary folder, which is emptied sooner or later."
            ),
            Place.MAIL: N_("This evaluation was opened from the mail program, which does not keep changes."),
            Place.ARCHIVE: N_(
                "This evaluation was opened from inside a ZIP file, which does not keep changes."
            ),
            Place.READ_ONLY: N_("This evaluation lies in a place that cannot be written to."),
            Place.REMOVABLE: N_("This evaluation lies on a removable drive, which may be unplugged."),
            Place.NETWORK: N_("This evaluation lies in a network folder, where saving is not dependable."),
            Place.SYNCED: N_(
                "This evaluation lies in a synchronised folder, which may replace it by another version."
            ),
        }[opened.place]
        if risk:
            self._banners.show_message(
                "place",
                Message(
                    Weight.NOTICE,
                    lambda: say(risk) + " " + say("Move it to a folder of this computer."),
                    ((lambda: say("Show in folder"), lambda: kit.desktop.show_file(opened.path)),),
                ),
            )

    def _say_read_only(self) -> None:
        say = self._office.kit.speaker.say
        self._banners.show_message(
            _READ_ONLY,
            Message(
                Weight.ALARM,
                lambda: say(
                    "This evaluation is open in another window, so it can only be read here."
                    " Once the other window is closed, it can be worked on here."
                ),
            ),
        )

    def _show_fault(self) -> None:
        fault = self._office.state.fault
        shown = repr(fault) if fault else ""
        if shown == self._fault:
            return
        self._fault = shown
        if fault is None:
            self._banners.put_away(_FAULT)
            return
        phrase = self._office.kit.speaker.phrase
        self._banners.show_message(_FAULT, Message(Weight.ALARM, lambda: phrase(fault)))

    def _show_due(self) -> None:
        """The deadline has passed, and nobody has closed the evaluation."""
        office, say = self._office, self._office.kit.speaker.say
        deadline = office.evaluation.info.deadline
        due = deadline is not None and deadline < office.kit.now().date() and not office.closed
        if not due or office.read_only:
            self._banners.put_away(_DUE)
        elif not self._put_off:
            self._put_off = True
            self._banners.show_message(
                _DUE,
                Message(
                    Weight.NOTICE,
                    lambda: say("The deadline has passed. Close the evaluation when everything has come in."),
                    ((lambda: say("To closing"), lambda: self._turn_to(PageName.CLOSING)),),
                ),
            )
