"""The interface and document languages: gettext catalogues, English in the code."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date

import resources

LANGUAGES = ("ja", "en")

_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))
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


def era_date(day: date) -> str:
    """A date in the Japanese era: ``date(2022, 12, 23)`` gives 令和4年12月23日, a first year 元年.

    Days before 1926-12-25, the first of 昭和, are written with the Western year: 1900年1月1日.
    """
    for first, name in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
