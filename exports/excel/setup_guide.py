"""The sheet 記入要領 of a set-up workbook, and the explanation of each of its columns."""

from __future__ import annotations

from collections.abc import Callable

from evalapp.language import Language
from evalapp.rubric_data import shipped_rubric_ids
from exports.excel.book import Book
from exports.excel.setup_tables import TABLES
from exports.excel.table_guide import columns_guide
from exports.excel.table_sheets import Column, Kind, TableSheet
from exports.wording import labelled


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
        ("evaluation", "two_person_rule"): _(
            "Whether an Excel form is confirmed by another person than the one who took it in. Empty: yes."
        ),
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
    _ = book.language.gettext
    notes = (
        _("1. Fill in the sheets after this one. This sheet is not read."),
        _("2. Heads with * are required. Leave rows and cells that you do not need empty."),
        _("3. For a shipped rubric leave the sheets for rubrics, steps and criteria empty."),
        _("4. Do not rename sheets or heads, and add no columns: anything unknown is refused by name."),
        _("5. Enter values, not formulas. A choice can be picked from the list in its cell."),
    )
    title = _("How to fill in the set-up of an evaluation")
    columns_guide(book, title, notes, TABLES, lambda table, column: explanation(table, column, book.language))
