"""Days as Japanese official documents write them, and as people type them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

_ERAS = (
    (date(2019, 5, 1), "令和", "r"),
    (date(1989, 1, 8), "平成", "h"),
    (date(1926, 12, 25), "昭和", "s"),
)
_WRITTEN = re.compile(
    r"(?P<era>令和|平成|昭和|[rhs])?(?P<year>[0-9]{1,4}|元)(?:年|[-/.])(?P<month>[0-9]{1,2})(?:月|[-/.])"
    r"(?P<day>[0-9]{1,2})日?"
)
JAPAN = timezone(timedelta(hours=9))
"""The time of Japan, which has no summer time."""


def japanese_day(moment: datetime) -> date:
    """The day in Japan at a moment given with its time zone."""
    return moment.astimezone(JAPAN).date()


def era_date(day: date) -> str:
    """A date in the Japanese era: ``date(2022, 12, 23)`` gives 令和4年12月23日, a first year 元年.

    Days before 1926-12-25, the first of 昭和, are written with the Western year: 1900年1月1日.
    """
    for first, name, _letter in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def parse_day(text: str) -> date:
    """The day that ``text`` names: 2022-12-23, 2022/1/5, 2022年1月5日, 令和4年12月23日 or R4.12.23.

    Full-width signs and spaces are understood. Without an era the year has four digits.

    Raises:
        ValueError: it names no day, or a day outside its era.
    """
    found = _WRITTEN.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold())
    if found is None:
        raise ValueError(f"no day: {text[:40]!r}")
    year = 1 if found["year"] == "元" else int(found["year"])
    if found["era"] is None:
        if len(found["year"]) != 4:
            raise ValueError(f"no year: {text[:40]!r}")
        return date(year, int(found["month"]), int(found["day"]))
    first = next(first for first, name, letter in _ERAS if found["era"] in (name, letter))
    day = date(first.year + year - 1, int(found["month"]), int(found["day"]))
    if year < 1 or first != next((start for start, *_ in _ERAS if day >= start), None):
        raise ValueError(f"outside its era: {text[:40]!r}")
    return day
