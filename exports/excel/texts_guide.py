"""The sheet 記入要領 of a texts workbook, and the explanation of each of its columns."""

from __future__ import annotations

from collections.abc import Callable

from evalapp.language import Language
from evalapp.model import Evaluation
from exports.excel.book import Book
from exports.excel.table_guide import columns_guide, guide_row
from exports.excel.table_sheets import GUIDE_NAMES, Column, Kind, TableSheet
from exports.excel.texts_tables import TABLES
from exports.wording import labelled


def explanation(table: TableSheet, column: Column, language: Language) -> str:
    """What to enter in a column; at most 255 characters."""
    _ = language.gettext
    texts = _report(_) | _rows(_)
    text = texts.get((table.key, column.key)) or texts["", column.key]
    if column.kind in (Kind.CHOICE, Kind.ORDER):
        words = " / ".join(column.word(value, language) for value in column.words)
        text = f"{text} {labelled(_('Choices'), words, language)}"
    return text


def _report(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("report", "title"): _("The title on the report's cover. Empty: the title of the evaluation."),
        ("report", "part"): _("The heading over everything. Empty: the standard one."),
        ("report", "lead"): _(
            "The note below that heading. Empty: the standard one."
            " {committee} stands for the committee's name."
        ),
        ("report", "committee"): _("What the committee is called in headings. Empty: the standard name."),
        ("report", "reviewing_body"): _(
            "What the body whose remarks are printed is called. Empty: the standard name."
        ),
        ("report", "chapters"): _(
            "The chapters to print, one a line, in printed order; one that is not named is not printed."
        ),
        ("report", "sections"): _(
            "The sections of each subject, one a line, in printed order;"
            " one that is not named is not printed."
        ),
        ("report", "opinions"): _("The order in which the members' comments are listed."),
        ("report", "based_on"): _("Do not change: by this the app knows what you changed."),
        ("report", "evaluation"): _("Do not change: by this the app knows whose texts these are."),
        ("heading", "key"): _("Which heading of the report. Do not change."),
        ("heading", "shipped"): _("What the report prints if you write nothing beside it."),
        ("heading", "text"): _(
            "Your own words for this report. Empty: the standard heading. {committee}, {body} and {round} are"
            " replaced by the names and the number."
        ),
    }


def _rows(_: Callable[[str], str]) -> dict[tuple[str, str], str]:
    return {
        ("judgement", "subject_title"): _("For reading only."),
        ("judgement", "criterion"): _("Empty: the judgement of the subject as a whole."),
        ("judgement", "criterion_title"): _("For reading only."),
        ("judgement", "text"): _("The committee's joint judgement. Empty: not written yet."),
        ("recommendation", "text"): _("One recommendation a row, in printed order."),
        ("finding", "title"): _(
            "In which review it was said, for example “Interim evaluation (2020)”. A row with this heading"
            " and no remark prints an empty box."
        ),
        ("finding", "theme"): _("The theme printed above the remark; may be empty."),
        ("finding", "text"): _("One remark a row, in printed order."),
        ("meeting", "date"): _("The day of the meeting, for example 2027-01-22."),
        ("meeting", "title"): _("The name of the meeting, for example “First meeting”."),
        ("meeting", "agenda"): _("What was discussed."),
        ("", "subject"): _("The ID of the subject; the IDs are listed at the end of this guide."),
        ("", "response"): _("What the ministry will do about it."),
        ("", "response_2"): _("Its answer in the second round of follow-up; usually empty."),
        ("", "response_3"): _("Its answer in the third round of follow-up; usually empty."),
    }


def write_guide(book: Book, evaluation: Evaluation) -> str:
    """Write how to edit the workbook, all columns, and the ids of subjects and criteria.

    Gives the cells that list the subjects' ids: ``'記入要領'!$B$40:$B$42``.
    """
    language = book.language
    _ = language.gettext
    notes = (
        _("1. Write in the white cells of the sheets after this one. This sheet is not read."),
        _("2. Grey cells are for reading: do not change them."),
        _(
            "3. One row is one text, in printed order. To add a text, use the next free row or insert a row;"
            " to remove a recommendation, remark or meeting, delete its row."
        ),
        _("4. A joint judgement or heading is removed by emptying its cell; keep its row."),
        _("5. Line breaks (Alt+Enter) are kept. A cell holds up to 32,000 characters. Enter no formulas."),
        _(
            "6. Several people may edit copies at the same time: of each copy only the changes are taken in."
            " Where two changed the same text, the app shows both and keeps the earlier one."
        ),
        _("7. Do not rename sheets or heads. Sheets that you do not need may be deleted: nothing is lost."),
    )
    title = _("How to edit the joint texts of the report")
    sheet, row = columns_guide(
        book, title, notes, TABLES, lambda table, column: explanation(table, column, language)
    )
    row += 1
    guide_row(book, sheet, row, (_("Subjects"), _("ID"), "", _("Title")), head=True)
    first = row + 2
    for subject in evaluation.subjects:
        row += 1
        guide_row(book, sheet, row, ("", subject.id, "", subject.title))
    cells = f"'{GUIDE_NAMES[0 if language.code == 'ja' else 1]}'!$B${first}:$B${row + 1}"
    row += 2
    guide_row(book, sheet, row, (_("Criteria"), _("ID"), "", _("Title")), head=True)
    for rubric in evaluation.rubrics:
        for place, criterion in enumerate(rubric.criteria):
            row += 1
            name = rubric.title if place == 0 else ""
            guide_row(book, sheet, row, (name, criterion.id, "", criterion.title))
    return cells
