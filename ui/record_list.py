"""The record as it is read through: lines in words, found by text, act, person and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from evalapp.folding import fold
from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.record import RecordLine
from ui.record_words import act_words, details_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in words.

    Attributes:
        at: as in the line, UTC.
        act: what was done.
        what: to what.
        folded: all of it as it is compared with what is looked for.
    """

    line: RecordLine
    at: datetime
    act: str
    what: str
    folded: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is empty narrows nothing down.

    Attributes:
        text: words that all stand in the line.
        act: the code of an act.
        since, until: days, both included.
    """

    text: str = ""
    act: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is looked for."""
        return self != Asked()


def entries(lines: Iterable[RecordLine], evaluation: Evaluation, language: Language) -> tuple[Entry, ...]:
    """The lines in words, in their order."""
    found = []
    for line in lines:
        act, what = act_words(line.act, language), details_words(line, evaluation, language)
        hidden = "|".join(str(value) for value in line.details.values())
        # a sign that folding leaves: words are not found across two facts
        folded = fold(f"{act}|{line.actor}|{what}|{hidden}|{line.hash}")
        found.append(Entry(line, datetime.fromisoformat(line.at), act, what, folded))
    return tuple(found)


def matching(found: Sequence[Entry], asked: Asked, zone: tzinfo | None) -> list[int]:
    """The places of the entries that are looked for; days are days in ``zone``."""
    words = [word for word in map(fold, asked.text.split()) if word]
    places = []
    for place, entry in enumerate(found):
        if asked.act and entry.line.act != asked.act:
            continue
        if asked.actor and entry.line.actor != asked.actor:
            continue
        if asked.since or asked.until:
            day = entry.at.astimezone(zone).date()
            if (asked.since and day < asked.since) or (asked.until and day > asked.until):
                continue
        if all(word in entry.folded for word in words):
            places.append(place)
    return places
