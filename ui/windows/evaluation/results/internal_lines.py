"""The rows of the internal view: cells with their spread, named scores, tendencies."""

from __future__ import annotations

from fractions import Fraction

from evalapp.internal_view import Cell, InternalView, Leaning
from evalapp.mark import NoPoints
from evalapp.model import Member
from evalapp.report import MissingReason, Report
from exports.wording import mark_state
from ui.result_words import (
    LEANINGS,
    deviation_text,
    distance_text,
    median_text,
    range_text,
    share_text,
    tendency_text,
)
from ui.windows.ballot.subject_model import recusal_word
from ui.windows.evaluation.results.listing_model import Bar, Item, Line
from ui.windows.evaluation.results.words import criterion_title
from ui.windows.speaker import Speaker

_LAST = Fraction(-1)
"""Sorts below every measure: there is none."""

CELL_WIDTHS = {2: 3.5, 3: 4.6, 4: 3.9, 5: 3.6, 6: 4.4, 7: 4.2, 8: 4.4}
CELL_WEIGHTS = {0: 1.0, 1: 0.9}


def cell_heads(speaker: Speaker) -> tuple[str, ...]:
    """The heads over ``cell_lines``."""
    say = speaker.say
    return (
        say("Subject"),
        say("Criterion"),
        say("Mean"),
        "n",
        say("Median"),
        say("Range"),
        say("Standard deviation"),
        say("Agreement"),
        say("Mean gap"),
    )


def cell_lines(view: InternalView, speaker: Speaker) -> list[Line]:
    """A row a cell of subjects × criteria, the largest disagreement first."""
    return [_cell_line(cell, speaker) for cell in view.cells]


def _cell_line(cell: Cell, speaker: Speaker) -> Line:
    subject, spread = cell.subject, cell.spread
    title = criterion_title(subject, cell.result, speaker)
    gap = "　" if speaker.japanese else "  "
    name = f"{subject.subject.id}{gap}{subject.subject.title}"
    mean, range_ = cell.result.tally.mean, (spread.high or 0) - (spread.low or 0)
    return Line(
        (
            Item(name, subject.subject.id),
            Item(title, subject.rubric.number(cell.result.criterion.id)),
            Item(subject.printed_mean(cell.result), _LAST if mean is None else mean, figure=True, bold=True),
            Item(f"{spread.n}/{subject.expected}", spread.n, figure=True),
            Item(median_text(spread), _or_last(spread.median), figure=True),
            Item(range_text(spread), range_ if spread.n else -1, figure=True),
            Item(deviation_text(spread), _or_last(spread.variance), figure=True),
            Item(share_text(spread.agreement), _or_last(spread.agreement), figure=True),
            Item(distance_text(spread), _or_last(spread.disagreement), figure=True),
        ),
        (subject.subject.id, cell.result.criterion.id),
    )


def name_heads(speaker: Speaker) -> tuple[str, ...]:
    """The heads over ``name_lines``."""
    say = speaker.say
    return say("Member"), say("Points"), ""


def name_lines(cell: Cell, report: Report, speaker: Speaker) -> list[Line]:
    """Who gave which points in one cell, in the committee's order; who gave none has the reason there."""
    subject, maximum = cell.subject, cell.subject.maximum
    marks = {column.member.id: mark for column, mark in zip(subject.columns, cell.result.marks, strict=True)}
    mean = cell.result.tally.mean
    at = None if mean is None else float(mean / maximum)
    lines = []
    for place, member in enumerate(report.members):
        mark = marks.get(member.id)
        name = Item(member.name, place, tip=member.affiliation)
        if mark is None or isinstance(mark, NoPoints):
            why = mark_state(mark, speaker.language) if mark else _why_none(cell, member, speaker)
            lines.append(Line((name, Item("－", -1, figure=True), Item(why, -1, ink="muted")), member.id))
            continue
        bar = Item("", mark, bar=Bar(0.0, mark / maximum, at))
        lines.append(Line((name, Item(str(mark), mark, figure=True, bold=True), bar), member.id))
    return lines


def tendency_heads(speaker: Speaker, view: InternalView) -> tuple[str, ...]:
    """The heads over ``tendency_lines``."""
    say = speaker.say
    unit = say("Deviation (points)") if view.width else say("Deviation (share of the scale)")
    return say("Member"), unit, "", "n"


def tendency_lines(view: InternalView, speaker: Speaker) -> list[Line]:
    """Every member's mean deviation from the others on the same cells."""
    shares = [abs(one.share) for one in view.tendencies if one.share is not None]
    furthest = max((*shares, Fraction(1, 4)))
    lines = []
    for place, one in enumerate(view.tendencies):
        words = speaker.language.gettext(LEANINGS[one.leaning]) if one.leaning else ""
        end = 0.5 if one.share is None else 0.5 + float(one.share / furthest) / 2
        strong = one.leaning in {Leaning.STRICT, Leaning.LENIENT}
        lines.append(
            Line(
                (
                    Item(one.member.name, place, tip=words),
                    Item(tendency_text(one, view), _or_last(one.share), figure=True, bold=strong, tip=words),
                    Item(words, _or_last(one.share), bar=Bar(0.5, end)),
                    Item(str(one.cells), one.cells, figure=True),
                ),
                one.member.id,
            )
        )
    return lines


def _or_last(value: Fraction | None) -> Fraction:
    return _LAST if value is None else value


def _why_none(cell: Cell, member: Member, speaker: Speaker) -> str:
    say = speaker.say
    for recusal in cell.subject.recusals:
        if recusal.member_id == member.id:
            return recusal_word(recusal.kind, speaker)
    words = {
        MissingReason.NOT_RECEIVED: say("Not received"),
        MissingReason.DRAFT: say("Draft, not counted"),
        MissingReason.UNCONFIRMED: say("Excel form not confirmed"),
    }
    return next((words[one.reason] for one in cell.subject.missing if one.member.id == member.id), "")
