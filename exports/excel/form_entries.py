"""What the cells to fill in ask for and refuse: lists, hints and alerts of an Excel score form."""

from __future__ import annotations

from evalapp.language import Language
from evalapp.rubric import Scale
from evalapp.text import COMMENT_LIMIT, utf16_units
from exports.excel.book import Worksheet, clean, width
from exports.excel.sheet_names import cut
from exports.excel.sheet_xml import column_letters

TITLE_LIMIT, MESSAGE_LIMIT, LIST_LIMIT = 32, 255, 255
"""UTF-16 units that Excel allows in a hint's title, in its text and in a list's words with their commas."""

_LINE = 74
"""Half-width characters of steps that stand in one line beside a score."""

_MOST_STEPS = 20


def cannot_judge(language: Language) -> str:
    """The word that a score cell takes instead of points."""
    return language.gettext("cannot judge")


def steps_text(scale: Scale, language: Language) -> str:
    """The steps of a scale with their labels, in one line where they fit."""
    _ = language.gettext
    colon, gap = ("：", "　　") if language.code == "ja" else (": ", "    ")
    points = scale.points
    if not any(step.label for step in scale.steps) or len(points) > _MOST_STEPS:
        shown = (
            _("whole numbers from {low} to {high}")
            .replace("{low}", str(scale.minimum))
            .replace("{high}", str(scale.maximum))
        )
        words = [_allowed(scale, language) if len(points) <= _MOST_STEPS else shown]
    else:
        words = []
    words += [f"{step.points}{colon}{step.label}" for step in scale.steps if step.label]
    line = gap.join(words)
    return line if width(line) <= _LINE else "\n".join(words)


def ask_mark(
    sheet: Worksheet, row: int, column: int, title: str, guidance: str, scale: Scale, language: Language
) -> None:
    """Give a score cell its list, its hint and an alert that stops points off the scale.

    A scale with too many steps for a list takes whole numbers between its ends; reading checks the rest.
    """
    _ = language.gettext
    word = cannot_judge(language)
    words = [*map(str, scale.points), word]
    hint = f"{steps_text(scale, language)}\n{guidance}".strip()
    options: dict[str, object] = {
        "input_title": shortened(title, TITLE_LIMIT),
        "input_message": shortened(hint, MESSAGE_LIMIT),
        "error_title": shortened(_("This is no step of the scale"), TITLE_LIMIT),
        "error_message": shortened(
            _("Choose from the list, or type one of {allowed}; “{word}” if you cannot judge.")
            .replace("{allowed}", _allowed(scale, language))
            .replace("{word}", word),
            MESSAGE_LIMIT,
        ),
        "error_type": "stop",
    }
    if utf16_units(",".join(words)) <= LIST_LIMIT:
        options |= {"validate": "list", "source": words}
    else:
        cell = f"{column_letters(column + 1)}{row + 1}"
        # a text passes: full-width digits and the word are understood when the form is read
        fits = f"AND({cell}>={scale.minimum},{cell}<={scale.maximum},{cell}=INT({cell}))"
        options |= {"validate": "custom", "value": f"=IF(ISNUMBER({cell}),{fits},TRUE)"}
    sheet.data_validation(row, column, row, column, options)


def ask_comment(sheet: Worksheet, row: int, column: int, title: str, language: Language) -> None:
    """Give a comment cell its hint and an alert that stops a text that could not be kept."""
    _ = language.gettext
    sheet.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "length",
            "criteria": "<=",
            "value": COMMENT_LIMIT,
            "input_title": shortened(title, TITLE_LIMIT),
            "input_message": shortened(
                _("Optional. Alt+Enter begins a new line (on a Mac Option+Return)."), MESSAGE_LIMIT
            ),
            "error_title": shortened(_("The comment is too long"), TITLE_LIMIT),
            "error_message": shortened(
                _("At most {limit} characters can be kept. Shorten it.").replace(
                    "{limit}", f"{COMMENT_LIMIT:,}"
                ),
                MESSAGE_LIMIT,
            ),
            "error_type": "stop",
        },
    )


def ask_recusal(sheet: Worksheet, row: int, column: int, language: Language) -> None:
    """Give the cell of a recusal its list and hint."""
    _ = language.gettext
    sheet.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "list",
            "source": recusal_words(language),
            "input_title": shortened(_("Recused or absent"), TITLE_LIMIT),
            "input_message": shortened(
                _(
                    "Choose only if you do not judge this subject. Scores and comments must then be empty."
                    " Delete the word to judge after all."
                ),
                MESSAGE_LIMIT,
            ),
            "error_title": shortened(_("Recused or absent"), TITLE_LIMIT),
            "error_message": shortened(_("Choose from the list, or leave the cell empty."), MESSAGE_LIMIT),
            "error_type": "stop",
        },
    )


def recusal_words(language: Language) -> list[str]:
    """What the cell of a recusal takes; ``evalapp.answers.read_recusal`` understands each."""
    return ["辞退(利害関係)", "欠席"] if language.code == "ja" else ["conflict", "absent"]


def shortened(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` UTF-16 units, with … where something is missing."""
    text = clean(text)
    return text if utf16_units(text) <= limit else cut(text, limit - 1).rstrip() + "…"


def _allowed(scale: Scale, language: Language) -> str:
    if len(scale.points) > _MOST_STEPS:
        return (
            f"{scale.minimum}～{scale.maximum}"
            if language.code == "ja"
            else (f"{scale.minimum} to {scale.maximum}")
        )
    return ("、" if language.code == "ja" else ", ").join(map(str, scale.points))
