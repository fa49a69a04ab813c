"""What the parts and columns of a set-up are called: as in its workbook."""

from __future__ import annotations

from evalapp.language import N_, Language
from evalapp.setup_draft import COLUMNS, Draft, Part
from evalapp.setup_edits import choice_words
from evalapp.setup_problems import Problem
from exports.excel import setup_tables
from exports.excel.table_sheets import TableSheet
from ui.windows.speaker import Speaker

SHEETS: dict[Part, TableSheet] = {
    Part.HEAD: setup_tables.EVALUATION,
    Part.SUBJECTS: setup_tables.SUBJECT,
    Part.MEMBERS: setup_tables.MEMBER,
    Part.RECUSALS: setup_tables.RECUSAL,
}
PARTS = {
    Part.HEAD: N_("Basics"),
    Part.SUBJECTS: N_("Subjects"),
    Part.MEMBERS: N_("Members"),
    Part.RECUSALS: N_("Recusals"),
    Part.RUBRICS: N_("Criteria"),
    Part.MATERIALS: N_("Materials"),
}
"""The tabs of the page."""


def column_title(part: Part, column: str, language: Language) -> str:
    """A column as its users read it."""
    sheet = SHEETS[part]
    found = next(one for one in sheet.columns if one.key == column)
    return found.head(language).removesuffix(" *")


def required(part: Part, column: str) -> bool:
    """Whether a cell of this column has to be filled."""
    return next(one.required for one in SHEETS[part].columns if one.key == column)


def choices_of(draft: Draft, part: Part, column: str, language: Language) -> dict[str, str]:
    """The values of a column that takes choices, each with its word; none for a column of text."""
    words = choice_words(draft, part, column) or {}
    return {value: known[0 if language.code == "ja" else 1] for value, known in words.items()}


def shown(draft: Draft, part: Part, column: str, text: str, language: Language) -> str:
    """A cell's text as read: a choice by its word, anything else as typed."""
    return choices_of(draft, part, column, language).get(text, text)


def default_of(draft: Draft, part: Part, column: str, language: Language) -> str:
    """What a cell means that is left empty, in words; empty if nothing."""
    kind = draft.head.cells[COLUMNS[Part.HEAD].index("kind")]
    value = {
        (Part.SUBJECTS, "kind"): "project",
        (Part.SUBJECTS, "evaluation_kind"): kind,
        (Part.SUBJECTS, "rubric"): draft.rubrics[0].id if draft.rubrics else "",
        (Part.MEMBERS, "role"): "member",
    }.get((part, column), "")
    return shown(draft, part, column, value, language) if value else ""


def problem_words(problem: Problem, speaker: Speaker) -> str:
    """What is wrong, in a sentence."""
    say = speaker.say
    if problem.key is None and problem.error.code == "setup-missing":
        if problem.part is Part.SUBJECTS:
            return say("There are no subjects yet. Enter at least one.")
        return say("There are no members yet. Enter at least one.")
    return speaker.phrase(problem.error)
