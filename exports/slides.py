"""What is projected in the committee's meeting: figures and comments as they will be published, and no more.

The types have no place for a member, a code or a statistic that is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalapp.language import Language
from evalapp.report import CriterionResult, Report, SubjectReport
from exports.outline.blocks import Heading, Opinions
from exports.outline.subjects import subject_blocks
from exports.outline.words import Words
from exports.wording import evaluation_kind, mark_sign, marks_legend, nobody_judges, numbered


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the score table.

    Attributes:
        title: of the criterion, with its number.
        mean: as printed.
        share: the exact mean as a share of ``Slide.maximum``, from 0 to 1; ``None`` without points.
        count: ``n=4/5``; empty where the table prints none.
        signs: what stands in the unnamed columns.
    """

    title: str
    mean: str
    share: Fraction | None
    count: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A member's comment; ``bulleted``: it gets a bullet, for its writer put none."""

    text: str
    bulleted: bool


@dataclass(frozen=True, slots=True)
class Remarks:
    """A list of comments, never empty.

    Attributes:
        section: the heading of the section that it stands in.
        kind: its own heading.
    """

    section: str
    kind: str
    items: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """All that is shown of one subject. Every text is ready to be shown.

    Attributes:
        evaluation: its title.
        subject_id: by which people speak of the subject.
        kind: interim evaluation, final evaluation …
        rows: the score table; empty for a rubric without scores.
        maximum: of the largest scale, 1 or more: the end of the chart's axis.
        legend: what explains the signs in the table.
        note: said in place of results where nobody judges.
        remarks: in printed order.
    """

    evaluation: str
    subject_id: str
    title: str
    kind: str
    rows: tuple[Row, ...]
    maximum: int
    legend: tuple[str, ...]
    note: str
    remarks: tuple[Remarks, ...]


def slides(report: Report, language: Language) -> tuple[Slide, ...]:
    """A slide a subject, in the report's order.

    Args:
        report: its columns in the order in which they are to be seen. The caller does not give them as
            listed unless the secretariat has chosen so: readers could link columns across subjects.
        language: of the words that are not the evaluation's own.
    """
    return tuple(_slide(subject, report, language) for subject in report.subjects)


def _slide(subject: SubjectReport, report: Report, language: Language) -> Slide:
    return Slide(
        report.info.title,
        subject.subject.id,
        subject.subject.title,
        evaluation_kind(subject.subject.evaluation_kind, language),
        tuple(_row(subject, result, language) for result in subject.results),
        subject.maximum,
        tuple(marks_legend(subject, language)),
        nobody_judges(subject, language),
        printed_remarks(subject, report, language),
    )


def _row(subject: SubjectReport, result: CriterionResult, language: Language) -> Row:
    mean = result.tally.mean
    return Row(
        numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language),
        subject.printed_mean(result),
        None if mean is None else mean / subject.maximum,
        "" if subject.even else f"n={result.tally.n}/{subject.expected}",
        tuple(mark_sign(mark) for mark in result.marks),
    )


def printed_remarks(subject: SubjectReport, report: Report, language: Language) -> tuple[Remarks, ...]:
    """The members' comments on ``subject`` as the report without names lists them."""
    return tuple(_remarks(subject, report, language))


def _remarks(subject: SubjectReport, report: Report, language: Language) -> Iterator[Remarks]:
    words, section = Words(language.code, report.texts), ""
    for block in subject_blocks(subject, report, language, words, named=False):
        if isinstance(block, Heading):
            section = block.text
        elif isinstance(block, Opinions) and block.items:
            items = tuple(Remark(item.text, item.bulleted) for item in block.items)
            yield Remarks(section, block.heading, items)
