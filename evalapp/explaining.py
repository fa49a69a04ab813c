"""How a printed mean came about, in parts that a sentence names: (1+3+2+3) 9 ÷ 4 = 2.25 → 2.3."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from evalapp.mark import NoPoints
from evalapp.report import CriterionResult, MissingReason, SubjectReport

_DIGITS = 4
"""After the point, where a division does not come to an end before."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A division as it is written out.

    Attributes:
        text: its digits, cut and never rounded: ``"2.25"``, ``"2.3333"``.
        ends: nothing was cut.
    """

    text: str
    ends: bool


@dataclass(frozen=True, slots=True)
class MeanExplained:
    """One mean of the printed table.

    Attributes:
        points: those that were added, in the order of the columns.
        counted: each number of points with how many gave it, highest first: for committees too large to
            write every term out.
        total: their sum; ``n``: how many they are; ``quotient``: the one by the other, ``None`` without any.
        printed: the mean as printed.
        decimals: its digits after the point.
        rounded: ``printed`` is not the quotient itself.
        expected: how many members were to judge.
        blank: columns left empty; ``cannot_judge``: marked 評価不能.
        missing: members without a counted sheet.
        recused: members who do not judge: by set-up, by declaration, or in this cell.
    """

    points: tuple[int, ...]
    counted: tuple[tuple[int, int], ...]
    total: int
    n: int
    quotient: Quotient | None
    printed: str
    decimals: int
    rounded: bool
    expected: int
    blank: int
    cannot_judge: int
    missing: int
    recused: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whose sheets a subject's table counts, as numbers of members: it names nobody.

    Attributes:
        members: the whole committee.
        counted: sheets with a column.
        not_received: nothing has arrived.
        drafts: not finished, and so not counted.
        unconfirmed: in an Excel form that nobody has confirmed yet.
        recused: do not judge the subject.
        blank: cells left empty in the counted sheets; ``cannot_judge``: marked 評価不能.
    """

    members: int
    counted: int
    not_received: int
    drafts: int
    unconfirmed: int
    recused: int
    blank: int
    cannot_judge: int

    @property
    def complete(self) -> bool:
        """Every member who is to judge has answered everything; 評価不能 is an answer."""
        return not (self.not_received or self.drafts or self.unconfirmed or self.blank)


def long_division(total: int, count: int) -> Quotient:
    """``total / count`` in decimal digits as far as they go, at most four after the point.

    Args:
        total: 0 or more.
        count: 1 or more.
    """
    if total < 0 or count < 1:
        raise ValueError(f"no division of {total} by {count}")
    whole, rest = divmod(total, count)
    digits = ""
    while rest and len(digits) < _DIGITS:
        digit, rest = divmod(rest * 10, count)
        digits += str(digit)
    return Quotient(f"{whole}.{digits}" if digits else str(whole), not rest)


def explained(subject: SubjectReport, result: CriterionResult) -> MeanExplained:
    """How the mean of ``result``, a row of the table of ``subject``, came about."""
    points = tuple(mark for mark in result.marks if not isinstance(mark, NoPoints))
    tally = result.tally
    quotient = long_division(tally.total, tally.n) if tally.n else None
    decimals = subject.rubric.decimals
    return MeanExplained(
        points,
        tuple(sorted(Counter(points).items(), reverse=True)),
        tally.total,
        tally.n,
        quotient,
        subject.printed_mean(result),
        decimals,
        quotient is not None and not (quotient.ends and len(quotient.text.partition(".")[2]) <= decimals),
        subject.expected,
        tally.blank,
        tally.cannot_judge,
        len(subject.missing),
        tally.recused,
    )


def attendance(subject: SubjectReport) -> Attendance:
    """Whose sheets the table of ``subject`` counts."""
    reasons = Counter(missing.reason for missing in subject.missing)
    marks = Counter(mark for result in subject.results for mark in result.marks if isinstance(mark, NoPoints))
    return Attendance(
        subject.expected + len(subject.recusals),
        len(subject.columns),
        reasons[MissingReason.NOT_RECEIVED],
        reasons[MissingReason.DRAFT],
        reasons[MissingReason.UNCONFIRMED],
        len(subject.recusals),
        marks[NoPoints.BLANK],
        marks[NoPoints.CANNOT_JUDGE],
    )
