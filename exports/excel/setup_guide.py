"""The sheet 記入要領 of a set-up workbook, and the explanation of each of its columns."""

from __future__ import annotations

from collections.abc import Callable

from evalapp.language import Language
from evalapp.rubric_data import shipped_rubric_ids
from exports.excel.book import ROW, Book, fitted
from exports.excel.setup_tables import GUIDE_NAMES, TABLES, Column, Kind, TableSheet
from exports.wording import labelled

_GRID: dict[str, object] = {"border": 1, "border_color": "#A6A6A6", "valign": "top", "text_wrap": True}
_WIDTHS = (16, 26, 10, 76)


def explanation(table: TableSheet, column: Column, language: Language) -> str:
    """What to enter in a column, with an example; at most 255 characters."""
    _ = language.gettext
    texts = _evaluation(_) | _people(_) | _rubrics(_)
    text = texts.get((table.key, column.key)) or texts["", column.key]
    if column.key == "rubric" and table.key in ("evaluation", "subject"):
        text = text.replace("{rubrics}", ", ".join(shipped_rubric_ids()))
    if column.kind in (Kind.CHOICE, Kind.CHOICES):
        words = " / ".join(column.word(value, language) for value in column.words)
        choices = labelled(_("Choices"), words, language)
        text = f"{text} {choices}"
    return text


def _evaluation(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("evaluation", "title"): _("The name printed on every document."),
        ("evaluation", "organisation"): _("The body that evaluates."),
        ("evaluation", "kind"): _("Empty: interim evaluation."),
        ("evaluation", "date"): _("The day printed on documents, for example 2027-01-22."),
        ("evaluation", "deadline"): _("The last day to hand in, for example 2027-01-08."),
        ("evaluation", "contact"): _("Whom members ask: a telephone number, a mail address or a sentence."),
        ("evaluation", "rubric"): _(
            "The rubric of all subjects that name none: a shipped one ({rubrics}) or one of your own."
            " Empty: meti-project."
        ),
        ("subject", "id"): _("Short and unique: letters, digits, - or _. For example A."),
        ("subject", "title"): _("The name of the project or programme."),
        ("subject", "kind"): _("Empty: a project."),
        ("subject", "rubric"): _("Empty: the rubric of the sheet for the evaluation. Shipped: {rubrics}."),
        ("subject", "evaluation_kind"): _("Empty: the kind of the whole evaluation."),
        ("subject", "materials"): _(
            "File names of materials for members, separated by ; or line breaks. For example plan.pdf."
        ),
    }


def _people(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("member", "id"): _("Short and unique: letters, digits, - or _. For example m1."),
        ("member", "name"): _("The full name as printed on score sheets."),
        ("member", "role"): _("At most one chair. Empty: member."),
        ("member", "affiliation"): _("University or company and position."),
        ("member", "kana"): _("How the name is read, in kana. For your own lists; it is not printed."),
        ("member", "email"): _("For your own lists; the app sends no mail."),
        ("recusal", "member"): _("The ID of the member who does not judge the subject."),
        ("recusal", "subject"): _("The ID of the subject."),
        ("recusal", "kind"): _("Internal, never published. Empty: conflict of interest."),
        ("recusal", "reason"): _("Internal, never published."),
    }


def _rubrics(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("rubric", "id"): _("Short and unique; only needed for a rubric of your own."),
        ("rubric", "title"): _("The name of the rubric."),
        ("rubric", "decimals"): _("Digits after the point of a printed mean, 0 to 3. Empty: 1."),
        ("rubric", "comments"): _(
            "Comments asked for on a whole subject, separated by semicolons. Empty: all; “None”: none."
        ),
        ("step", "criterion"): _("The ID of a criterion with steps of its own. Empty: all criteria."),
        ("step", "evaluation_kind"): _(
            "Only for labels that differ by the kind of evaluation. Empty: every kind."
        ),
        ("step", "points"): _("A whole number from 0 to 1000; one row a step, best first."),
        ("step", "label"): _("What these points mean, for example “appropriate”."),
        ("criterion", "id"): _("Short and unique in its rubric. For example c1."),
        ("criterion", "title"): _("The heading to judge, without its number."),
        ("criterion", "scored"): _("Yes for a criterion with points, No for comments only. Empty: Yes."),
        ("criterion", "guidance"): _("What members should look at."),
        ("criterion", "comments"): _(
            "Comments asked for on this criterion itself, separated by semicolons. Empty: none."
        ),
        ("", "rubric"): _("The ID of a rubric of your own."),
    }


def write_guide(book: Book) -> None:
    """Write how to fill the workbook in, and a list of all columns."""
    language = book.language
    _ = language.gettext
    sheet = book.sheet(GUIDE_NAMES[0 if language.code == "ja" else 1])
    for index, size in enumerate(_WIDTHS):
        sheet.set_column(index, index, size)
    book.text(sheet, 0, 0, _("How to fill in the set-up of an evaluation"), bold=True, font_size=14)
    sheet.set_row_pixels(0, 34)
    notes = [
        _("1. Fill in the sheets after this one. This sheet is not read."),
        _("2. Heads with * are required. Leave rows and cells that you do not need empty."),
        _("3. For a shipped rubric leave the sheets for rubrics, steps and criteria empty."),
        _("4. Do not rename sheets or heads, and add no columns: anything unknown is refused by name."),
        _("5. Enter values, not formulas. A choice can be picked from the list in its cell."),
    ]
    for row, note in enumerate(notes, 1):
        book.text(sheet, row, 0, note)
        sheet.set_row_pixels(row, ROW)
    row = len(notes) + 2
    for index, head in enumerate((_("Sheet"), _("Column"), _("Required"), _("Explanation"))):
        book.text(sheet, row, index, head, **_GRID, bold=True, bg_color="#D9D9D9")
    for table in TABLES:
        for position, column in enumerate(table.columns):
            row += 1
            text = explanation(table, column, language)
            name = table.name(language) if position == 0 else ""
            cells = (name, column.head(language).removesuffix(" *"), "*" if column.required else "", text)
            for index, cell in enumerate(cells):
                book.text(sheet, row, index, cell, **_GRID)
            sheet.set_row_pixels(row, fitted([(cells[1], _WIDTHS[1]), (text, _WIDTHS[3])]))
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(len(notes) + 2)
