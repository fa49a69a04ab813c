"""The interface and document languages: gettext catalogues, English in the code."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date

import resources
from evalapp.dates import era_date

LANGUAGES = ("ja", "en")

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def N_(text: str) -> str:  # noqa: N802 - the name that translators' tools look for
    """Mark a text for the catalogue where it stands; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One of ``LANGUAGES`` with its catalogue.

    Use it as ``_ = language.gettext`` and then ``_("Criterion")``, so that the sentences can be extracted.
    """

    code: str
    catalogue: gettext.NullTranslations

    def gettext(self, english: str) -> str:
        """The sentence in this language; English itself where the catalogue has none."""
        return self.catalogue.gettext(english)

    def date(self, day: date) -> str:
        """A date as official documents write it: 令和4年12月23日, or 23 December 2022."""
        return era_date(day) if self.code == "ja" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def load_language(code: str) -> Language:
    """The language for ``code``, one of ``LANGUAGES``."""
    if code not in LANGUAGES:
        raise ValueError(f"no language {code!r}")
    folder = resources.path("translations")
    return Language(code, gettext.translation("evalapp", folder, languages=[code], fallback=code == "en"))
