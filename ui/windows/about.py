"""Which app this is."""

from __future__ import annotations

from evalapp import __version__
from evalapp.data_folder import data_folder
from ui.windows.kit import Kit


def about(kit: Kit) -> tuple[str, str]:
    """A headline and what stands below it."""
    say = kit.speaker.say
    return (
        say("evalapp {version}", version=__version__),
        say(
            "Score, seal and hand in research evaluations, without a network."
            " What the app keeps for itself lies in {folder}.",
            folder=data_folder(),
        ),
    )
