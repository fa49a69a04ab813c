"""What is said once when a ballot has been opened: where it lives now, and who else has it open."""

from __future__ import annotations

from pathlib import Path

from evalapp.places import Place
from ui.windows.banner import Banners, Message, Weight
from ui.windows.kit import Kit
from ui.windows.opened import Opened, OpenedKind

_READ_ONLY = "read-only"


def say_opened(kit: Kit, banners: Banners, opened: Opened) -> None:
    """Show the banners that an opened ballot needs."""
    say, path = kit.speaker.say, opened.path
    folder = (lambda: say("Show in folder"), lambda: kit.desktop.show_file(path))
    if opened.kind is OpenedKind.TAKEN_IN:
        banners.show_message(
            "taken-in",
            Message(
                Weight.NOTICE,
                lambda: " ".join(
                    (
                        why_taken_in(kit, opened.place),
                        say("Your answers are kept in a copy of it: {file}", file=path),
                    )
                ),
                (folder,),
            ),
        )
    elif opened.kind is OpenedKind.CONTINUED:
        banners.show_message(
            "continued",
            Message(
                Weight.NOTICE,
                lambda: say("You go on where you left off. Your answers are kept here: {file}", file=path),
                (folder,),
            ),
        )
    if opened.locked_elsewhere:
        banners.show_message(
            _READ_ONLY,
            Message(
                Weight.ALARM,
                lambda: say(
                    "This ballot is open in another window, so it can only be read here."
                    " Once the other window is closed, it can be edited here."
                ),
            ),
        )


def say_editable(kit: Kit, banners: Banners) -> None:
    """The other window has closed."""
    banners.put_away(_READ_ONLY)
    banners.show_message(
        "editable",
        Message(
            Weight.NOTICE,
            lambda: kit.speaker.say("The other window is closed. The ballot can be edited here now."),
        ),
    )


def say_overtaken(kit: Kit, banners: Banners) -> None:
    """Another program has written into the file."""
    say = kit.speaker.say
    banners.show_message(
        "overtaken",
        Message(
            Weight.NOTICE,
            lambda: say("Another program has written answers into this ballot. They are shown now."),
        ),
    )


def say_same(kit: Kit, banners: Banners, asked: Path) -> None:
    """The user opened another copy of the ballot, which holds nothing that is not here."""
    say = kit.speaker.say
    banners.show_message(
        "same",
        Message(
            Weight.NOTICE,
            lambda: say(
                "{file} is this ballot too and holds nothing that is not here. Go on in this window.",
                file=asked,
            ),
        ),
    )


def why_taken_in(kit: Kit, place: Place) -> str:
    """Why a ballot is not worked on where it was opened."""
    say = kit.speaker.say
    return {
        Place.DURABLE: "",
        Place.TEMPORARY: say("It was opened from a temporary folder, which is emptied sooner or later."),
        Place.MAIL: say("It was opened from the mail program, which does not keep changes."),
        Place.ARCHIVE: say("It was opened from inside a ZIP file, which does not keep changes."),
        Place.READ_ONLY: say("It was opened from a place that cannot be written to."),
        Place.REMOVABLE: say("It was opened from a removable drive, which may be unplugged."),
        Place.NETWORK: say("It was opened from a network folder, where saving is not dependable."),
        Place.SYNCED: say(
            "It was opened from a synchronised folder, which may replace it by another version."
        ),
    }[place]
