"""How measures, tendencies and differences are said, in the terminal and in the windows."""

from __future__ import annotations

from fractions import Fraction

from evalapp.comparing import Change, Match, Way
from evalapp.internal_view import InternalView, Leaning, Spread, Tendency, root, rounded
from evalapp.language import N_, Language
from evalapp.scoring import NO_MEAN
from exports.plain.internal import DEVIATION_DIGITS

NOT_FOR_PUBLICATION = N_("For the secretariat only – not for publication")

WAYS = {
    Way.UP: N_("risen"),
    Way.DOWN: N_("fallen"),
    Way.SAME: N_("the same"),
    Way.OTHER_SCALE: N_("another scale: not to be compared"),
    Way.NONE: N_("no mean to compare"),
}
ARROWS = {Way.UP: "↑", Way.DOWN: "↓", Way.SAME: "=", Way.OTHER_SCALE: "", Way.NONE: ""}

LEANINGS = {
    Leaning.STRICT: N_("gives fewer points"),
    Leaning.NEAR: N_("about like the others"),
    Leaning.LENIENT: N_("gives more points"),
}


def share_text(share: Fraction | None) -> str:
    """A share in whole per cent: ``67%``."""
    return NO_MEAN if share is None else f"{rounded(share * 100, 0)}%"


def median_text(spread: Spread) -> str:
    """The median, with its half where it has one: ``2``, ``2.5``."""
    if spread.median is None:
        return NO_MEAN
    return rounded(spread.median, 0 if spread.median.denominator == 1 else 1)


def range_text(spread: Spread) -> str:
    """The fewest and the most points: ``1–3``, ``2``."""
    if spread.low is None or spread.high is None:
        return NO_MEAN
    return str(spread.low) if spread.low == spread.high else f"{spread.low}–{spread.high}"


def deviation_text(spread: Spread) -> str:
    """The standard deviation: ``0.82``."""
    return NO_MEAN if spread.variance is None else root(spread.variance, DEVIATION_DIGITS)


def distance_text(spread: Spread) -> str:
    """How many points two members lie apart on the average: ``0.67``."""
    return NO_MEAN if spread.distance is None else rounded(spread.distance, DEVIATION_DIGITS)


def tendency_text(tendency: Tendency, view: InternalView) -> str:
    """The mean deviation with its sign: in points (``-0.25``), or in per cent of the scale (``+8%``)."""
    if tendency.share is None:
        return NO_MEAN
    value = tendency.share * view.width if view.width else tendency.share * 100
    digits = rounded(abs(value), DEVIATION_DIGITS if view.width else 0)
    sign = "" if not digits.strip("0.") else "+" if value > 0 else "-"
    return f"{sign}{digits}" if view.width else f"{sign}{digits}%"


def change_text(change: Change, language: Language) -> str:
    """The difference in an arrow, a figure and a word: ``↑ +0.3 risen``."""
    word = language.gettext(WAYS[change.way])
    if change.steps is None:
        return word
    figure = "" if change.way is Way.SAME else f"{change.difference} "
    return f"{ARROWS[change.way]} {figure}{word}"


def match_note(match: Match, before: str, language: Language) -> str:
    """What is to be looked at where only an id is the same; empty where a title is."""
    if match is not Match.ID:
        return ""
    return language.gettext("Matched by its id alone; before it was called “{title}”.").format(title=before)
