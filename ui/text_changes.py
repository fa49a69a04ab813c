"""What a texts file would change, in words: as lines for a terminal, and single texts for a window."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice, zip_longest

from evalapp.differing import Pair, gaps, matches, text_differences
from evalapp.language import N_, Language
from evalapp.model import Evaluation
from evalapp.texts import Meeting, Place, Recommendation, Review, Value
from evalapp.texts_data import RESPONSES
from evalapp.texts_plan import TextChange, TextsPlan, TextStatus
from exports.excel.table_sheets import Column, TableSheet
from exports.excel.texts_tables import FINDING, MEETING, RECOMMENDATION, REPORT
from ui.cli.tables import columns

STATUS_WORDS = {
    TextStatus.NEW: N_("new"),
    TextStatus.CHANGED: N_("changed"),
    TextStatus.REMOVED: N_("removed"),
    TextStatus.CONFLICT: N_("changed by both"),
}
PLACE_WORDS = {
    "report": N_("report"),
    "heading": N_("heading"),
    "meetings": N_("meetings"),
    "consensus": N_("joint judgement"),
    "recommendations": N_("recommendations"),
    "reviews": N_("remarks of the reviewing body"),
}

_WIDTH = 70
"""Columns of a line of text with its dots; a full-width sign takes two."""

_BEFORE = 24
"""Columns of what stands before a difference."""

_MOST = 6
"""Differences shown of one text or list."""

_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"))
"""Kinds of signs that are named where they make the difference: a reader might not see them."""

_TABLES = {"recommendations": RECOMMENDATION, "reviews": FINDING, "meetings": MEETING}
_MAIN = {RECOMMENDATION.key: "text", FINDING.key: "text", MEETING.key: "title"}
"""The column that says what a whole row is."""

_Row = tuple[tuple[str, str], ...]
"""The filled cells of one recommendation, remark or meeting, by the keys of their columns."""


def plan_lines(plan: TextsPlan, evaluation: Evaluation, language: Language) -> Iterator[str]:
    """Every change of a plan, with the first few differences of each."""
    for change in plan.changes:
        status = language.gettext(STATUS_WORDS[change.status])
        yield f"{status}: {place_words(change.place, evaluation, language)}"
        differences = list(islice(_differences(change, language), _MOST + 1))
        for lines in differences[:_MOST]:
            yield from (f"    {line}" for line in lines)
        if len(differences) > _MOST:
            yield "    …"


def place_words(place: Place, evaluation: Evaluation, language: Language) -> str:
    """Which text it is: ``A / 費用対効果 / 総合評価``."""
    _ = language.gettext
    if place[0] == "report":
        return f"{_(PLACE_WORDS['report'])} / {_column(REPORT, place[1]).head(language)}"
    if place[0] != "subject":
        return " / ".join([_(PLACE_WORDS[place[0]]), *place[1:]])
    if place[2] != "criterion":
        return f"{place[1]} / {_(PLACE_WORDS[place[2]])}"
    subject = next(one for one in evaluation.subjects if one.id == place[1])
    title = evaluation.rubric_of(subject).criterion(place[3]).title
    return f"{place[1]} / {title} / {_(PLACE_WORDS['consensus'])}"


def value_words(place: Place, value: Value | None, language: Language) -> str:
    """A text as people read it; a list with numbers and the names of its columns, item by item."""
    table = _TABLES.get(place[-1])
    if table is not None:
        return "\n\n".join(
            f"{number}. " + "\n".join(_labelled(table, row, language))
            for number, row in enumerate(_rows(value), 1)
        )
    if place[0] == "report":
        return _words(value, _column(REPORT, place[1]), language)
    return str(value or "")


def _labelled(table: TableSheet, row: _Row, language: Language) -> Iterator[str]:
    for key, text in row:
        head = _column(table, key).head(language).removesuffix(" *")
        yield text if key == _MAIN[table.key] else f"[{head}] {text}"


def _differences(change: TextChange, language: Language) -> Iterator[list[str]]:
    """The lines of each difference."""
    table = _TABLES.get(change.place[-1])
    if table is not None:
        yield from _table_differences(table, _rows(change.old), _rows(change.new), language)
    elif change.place[0] == "report":
        column = _column(REPORT, change.place[1])
        yield from _text_differences(
            _words(change.old, column, language), _words(change.new, column, language)
        )
    else:
        yield from _text_differences(str(change.old or ""), str(change.new or ""))


def _words(value: Value | None, column: Column, language: Language) -> str:
    values = value if isinstance(value, tuple) else (value or "",)
    return ", ".join(column.word(str(one), language) for one in values)


def _text_differences(old: str, new: str) -> Iterator[list[str]]:
    for gone, come in text_differences(old, new):
        sides = (("-", old, gone), ("+", new, come))
        yield [f"{sign} {_excerpt(text, place)}" for sign, text, place in sides if text]


def _excerpt(text: str, difference: range) -> str:
    """``difference`` of ``text`` with what stands around it, as one line."""
    start, room = difference.start, _BEFORE
    while start and (room := room - _columns(text[start - 1])) >= 0:
        start -= 1
    shown, room = ("…", _WIDTH - 2) if start else ("", _WIDTH)
    for place in range(start, len(text)):
        sign = _plain(text[place], named=place in difference)
        room -= _columns(sign)
        if room < (2 if place + 1 < len(text) else 0):
            return f"{shown}…"
        shown += sign
    return shown


def _columns(sign: str) -> int:
    # a combining sign takes no column, but a text may hold thousands of them
    return max(1, columns(sign))


def _plain(sign: str, *, named: bool) -> str:
    if sign == "\n":
        return "¶"
    unseen = sign not in " \N{IDEOGRAPHIC SPACE}" and unicodedata.category(sign) in _UNSEEN
    return f"[U+{ord(sign):04X}]" if named and unseen else sign


def _rows(value: Value | None) -> list[_Row]:
    items = value if isinstance(value, tuple) else ()
    return [tuple((key, text) for key, text in row.items() if text) for one in items for row in _cells(one)]


def _cells(one: object) -> Iterator[dict[str, str]]:
    match one:
        case Recommendation():
            yield {"text": one.text, **_answers(one.responses)}
        case Review(findings=()):
            yield {"title": one.title}
        case Review():
            for finding in one.findings:
                yield {
                    "title": one.title,
                    "theme": finding.theme,
                    "text": finding.text,
                    **_answers(finding.responses),
                }
        case Meeting():
            day = one.held_on.isoformat() if one.held_on else ""
            yield {"date": day, "title": one.title, "agenda": one.agenda}


def _answers(responses: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(RESPONSES, responses, strict=False))


def _table_differences(
    table: TableSheet, old: list[_Row], new: list[_Row], language: Language
) -> Iterator[list[str]]:
    for gone, come in _changed_rows(old, new):
        number = gone if come is None else come
        before, after = (
            {} if place is None else dict(rows[place]) for rows, place in ((old, gone), (new, come))
        )
        if gone is None or come is None:
            before, after = (_as_one(side, _MAIN[table.key]) for side in (before, after))
        for column in table.columns:
            label = f"{(number or 0) + 1}. {column.head(language).removesuffix(' *')}"
            for lines in _text_differences(before.get(column.key, ""), after.get(column.key, "")):
                yield [*([label] if label else []), *(f"  {line}" for line in lines)]
                label = ""


def _as_one(cells: Mapping[str, str], key: str) -> dict[str, str]:
    """A row that comes or goes is shown as one text."""
    return {key: " / ".join(cells.values())}


def _changed_rows(old: list[_Row], new: list[_Row]) -> Iterator[tuple[int | None, int | None]]:
    """The places of rows that differ, each beside the row that it became; ``None`` where there is none.

    Rows of the same name belong together, others in between as they follow each other.
    """
    for gone, come in gaps(matches(old, new), len(old), len(new)):
        names = [_name(old[place]) for place in gone], [_name(new[place]) for place in come]
        last: Pair = (-1, -1)
        for stayed in [*matches(*names), (len(gone), len(come))]:
            yield from zip_longest(gone[last[0] + 1 : stayed[0]], come[last[1] + 1 : stayed[1]])
            if stayed[0] < len(gone):
                yield gone[stayed[0]], come[stayed[1]]
            last = stayed


def _name(row: _Row) -> tuple[str, ...]:
    return tuple(text for key, text in row if key in {"title", "theme", "text"})


def _column(table: TableSheet, key: str) -> Column:
    return next(column for column in table.columns if column.key == key)
