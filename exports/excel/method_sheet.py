"""The sheet 算出方法: how the figures are made and which state of the evaluation they show."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.language import Language
from evalapp.report import Report
from evalapp.rubric import EvaluationKind, Rubric, Scale
from evalapp.scoring import half_up
from exports.excel import styles
from exports.excel.book import HIGHEST, Book, fitted
from exports.excel.comments_sheet import TEXT_WIDTH
from exports.wording import evaluation_kind, moment, numbered


def write_method(book: Book, report: Report, *, named: bool) -> None:
    """Write the method, the scales used and the provenance."""
    _ = book.language.gettext
    sheet = book.sheet(_("Method"), head=report.info.title)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 74)
    row = 0
    sections = [
        (_("How the figures are made"), _method(report, book.language)),
        (_("Steps of the scale"), _scales(report, book.language)),
        (_("What was compiled"), _provenance(report, book.language, named=named)),
        (_("What this workbook holds"), _contents(book.language)),
    ]
    for title, pairs in sections:
        facts = list(pairs)
        if not facts:
            continue
        book.text(sheet, row, 0, title, styles.HEADING)
        row += 1
        for label, value in facts:
            book.text(sheet, row, 0, label, styles.LABEL)
            book.text(sheet, row, 1, value, styles.TEXT)
            sheet.set_row_pixels(row, fitted([(label, 26), (value, 74)]))
            row += 1
        row += 1
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, row - 1, 1)


def _method(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    _ = language.gettext
    places = sorted({subject.rubric.decimals for subject in report.subjects if subject.results}) or [1]
    yield (
        _("Mean of the scores"),
        _(
            "The sum of the points divided by the number of members who gave points. It is calculated"
            " exactly, as a fraction, and rounded once, half up, to {places} decimal place(s)."
        ).replace("{places}", " / ".join(map(str, places))),
    )
    example = half_up(9, 4, places[0])
    yield _("Example"), _("1, 3, 2, 3 → 9 ÷ 4 = 2.25 → {mean}").replace("{mean}", example)
    yield (
        _("Members (n)"),
        _(
            "4/5 means: five members are to judge the subject, four gave points for the criterion. The"
            " mean is divided by the first number."
        ),
    )
    yield _("0 points"), _("0 is a score and enters the mean.")
    yield _("Blank cell"), _("No score was entered. It does not enter the mean.")
    yield _("Cannot judge"), _("The member declared that they cannot judge. It does not enter the mean.")
    yield (
        _("Recused or absent"),
        _("A member who does not judge the subject has no column and is not counted in n."),
    )
    yield "－", _("Nobody gave points: there is no mean.")
    yield (
        _("Formulas"),
        _(
            "The means are live formulas over the scores beside them. They give the same figures when"
            " they are recalculated; changed scores change the means and the chart."
        ),
    )
    if _has_cut_row(report):
        yield (
            _("Long comments"),
            _(
                "A row of a sheet cannot be high enough to show or print a very long comment whole. The cell"
                " holds all of it: select the cell to read it, or use the PDF."
            ),
        )


def _contents(language: Language) -> Iterator[tuple[str, str]]:
    """The sheets, and the names by which formulas find their cells."""
    _ = language.gettext
    yield (
        _("Summary"),
        _("A row for each criterion of each subject. Its figures are formulas over the subjects' sheets."),
    )
    yield (
        _("The subjects' sheets"),
        _("A sheet for each subject, named by its ID: the table as published, and a chart of the means."),
    )
    yield _("Data"), _("A row for each score cell, to sort, filter and count.")
    yield _("Comments"), _("A row for each comment.")
    yield (
        _("Defined names"),
        _(
            "table_, means_ and points_ followed by a subject's ID are its table, its means and its scores."
            " summary, marks and comments are the tables of those sheets; with the key of a column, as in"
            " marks_points, they are that column. Signs that a name cannot hold are written _."
        ),
    )
    yield (
        _("Cell styles"),
        _("Changing a style of this name changes all its cells: {style}").replace(
            "{style}", _("Evaluation") + " …"
        ),
    )


def _has_cut_row(report: Report) -> bool:
    return any(
        fitted([(comment.text, TEXT_WIDTH)]) == HIGHEST
        for subject in report.subjects
        for column in subject.columns
        for comment in column.comments
    )


def _scales(report: Report, language: Language) -> Iterator[tuple[str, str]]:
    """The steps of every rubric in use, criteria with equal steps together."""
    seen: set[tuple[str, EvaluationKind]] = set()
    for subject in report.subjects:
        kind = subject.subject.evaluation_kind
        if subject.rubric.scored and (subject.rubric.id, kind) not in seen:
            seen.add((subject.rubric.id, kind))
            yield from _rubric_scales(subject.rubric, kind, language)


def _rubric_scales(rubric: Rubric, kind: EvaluationKind, language: Language) -> Iterator[tuple[str, str]]:
    groups: dict[Scale, list[str]] = {}
    for criterion in rubric.scored:
        title = numbered(rubric.number(criterion.id), criterion.title, language)
        groups.setdefault(criterion.scale_for(kind), []).append(title)
    separator = "：" if language.code == "ja" else ": "
    for scale, titles in groups.items():
        steps = "\n".join(
            f"{step.points}{separator}{step.label}" if step.label else str(step.points)
            for step in scale.steps
        )
        heads = "\n".join(titles) if len(groups) > 1 else ""
        label = "\n".join(filter(None, (rubric.title, evaluation_kind(kind, language))))
        yield label, f"{heads}\n\n{steps}" if heads else steps


def _provenance(report: Report, language: Language, *, named: bool) -> Iterator[tuple[str, str]]:
    _ = language.gettext
    yield _("Compiled"), moment(report.compiled_at, language)
    edition = _("With the members' names: for the secretariat only") if named else _("Without names")
    yield _("Edition"), edition
    yield _("State of the record"), report.record_head
    yield _("Version of the app"), report.version
