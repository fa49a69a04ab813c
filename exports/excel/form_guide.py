"""The first sheet of an Excel score form: whose it is, how to fill it in and send it back, what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalapp.ballot import Ballot
from evalapp.language import Language
from evalapp.model import Role
from exports.excel.book import LINE, ROW, Book, Worksheet, fitted, lines
from exports.excel.form_formulas import Words, count
from exports.excel.form_sheet import STATE_ROW, Place
from exports.excel.sheet_names import quoted
from exports.wording import evaluation_kind

_WIDTHS = (17, 44, 9, 9, 9, 13)
_LAST = len(_WIDTHS) - 1
_GRID: dict[str, object] = {"border": 1, "border_color": "#808080"}
_HEAD = _GRID | {"bold": True, "bg_color": "#E7E6E6", "text_wrap": True}
_LINK: dict[str, object] = {"font_color": "#0563C1", "underline": 1, "text_wrap": True}
_SMALL: dict[str, object] = {"font_size": 7, "font_color": "#7F7F7F"}


def guide_name(language: Language) -> str:
    """The name of the guide's sheet."""
    return language.gettext("How to fill in")


def write_form_guide(
    book: Book, sheet: Worksheet, ballot: Ballot, places: Sequence[Place], ids: Mapping[str, str]
) -> None:
    """Write the guide to its empty ``sheet``; ``ids`` go to cells with their names."""
    for column, size in enumerate(_WIDTHS):
        sheet.set_column(column, column, size)
    guide = _Guide(book, sheet)
    guide.head(ballot)
    guide.steps(ballot, places)
    guide.overview(places)
    guide.ids(ids)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, guide.row - 1, _LAST)


class _Guide:
    """Writes the guide downwards."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        self.row = 0

    def head(self, ballot: Ballot) -> None:
        """Title, evaluation, member, deadline and contact."""
        language, info, member = self._book.language, ballot.info, ballot.member
        _ = language.gettext
        self._text(0, _("Score form (Excel)"), bold=True, font_size=18)
        self._next(40)
        kinds = {subject.evaluation_kind for subject in ballot.judged} or {info.kind}
        kind = evaluation_kind(kinds.pop(), language) if len(kinds) == 1 else ""
        chair = f"{_('chair')}　" if member.role is Role.CHAIR else ""
        facts = [
            (_("Evaluation title"), info.title),
            (_("Organisation"), info.organisation),
            (_("Kind of evaluation"), kind),
            (_("Committee member"), f"{member.name}　{chair}{member.affiliation}".rstrip("　")),
            (_("Deadline"), language.date(info.deadline) if info.deadline else ""),
            (_("Contact"), info.contact),
        ]
        for label, value in facts:
            if value:
                self._text(0, label, **_HEAD)
                strong = label in {_("Deadline"), _("Committee member")}
                self._across(1, value, **_GRID, bold=strong, font_size=11)
        self._next(12)

    def steps(self, ballot: Ballot, places: Sequence[Place]) -> None:
        """What to do, step by step."""
        language = self._book.language
        _ = language.gettext
        texts = [
            _(
                "There is one sheet for each subject that you judge (tabs at the bottom of the window)."
                " Fill in only the coloured cells with thick borders; all others are protected."
            ),
            _(
                "Score: choose from the list of the cell, or type the number. What to look at and what each"
                " step means stands beside it. 0 is a score. If you cannot judge, choose “{word}”."
            ).replace("{word}", Words.of(language).cannot_judge),
            _(
                "Comments: optional. Alt+Enter begins a new line (on a Mac Option+Return). The row grows with"
                " the text; if not all of it is visible, drag the lower edge of the row's number."
            ),
            _(
                "If you do not judge a subject (conflict of interest, absence), choose the reason at the end"
                " of its sheet and leave its scores and comments empty."
            ),
            _(
                "When you paste from elsewhere, paste values only. Formulas and dates are not accepted as"
                " answers. Please do not delete rows or sheets."
            ),
            _("Check in the table below that every subject is “{word}”.").replace(
                "{word}", Words.of(language).complete
            ),
            self._sending(ballot),
        ]
        if not places:
            texts = [_("There is no subject for you to judge. Nothing needs to be sent back.")]
        self._section(_("What to do"))
        for number, text in enumerate(texts, 1):
            self._text(0, str(number), **_GRID, align="center", bold=True)
            self._across(1, text, **_GRID)
        self._next(12)

    def _sending(self, ballot: Ballot) -> str:
        language = self._book.language
        _ = language.gettext
        text = _(
            "Save as an Excel workbook (.xlsx) without a password and send it to the contact above, in the"
            " way they ask for. It is not encrypted: scores are confidential until they are published."
            " You may rename the file. The secretariat confirms the content with you before it counts."
        )
        if ballot.info.deadline is None:
            return text
        return f"{text}{'' if language.code == 'ja' else ' '}" + _("Deadline: {date}.").replace(
            "{date}", language.date(ballot.info.deadline)
        )

    def overview(self, places: Sequence[Place]) -> None:
        """What is filled in, subject by subject, as live formulas."""
        if not places:
            return
        _ = self._book.language.gettext
        words = Words.of(self._book.language)
        self._section(_("What is filled in"))
        heads = (_("Sheet"), _("Subject"), words.scores, words.comments, words.total, _("State"))
        for column, head in enumerate(heads):
            self._text(column, head, **_HEAD, align="center")
        self._next(max(lines(head, 8) for head in heads) * LINE + 6)
        for place in places:
            centred = _GRID | {"align": "center"}
            link = self._book.format(None, **_GRID, **_LINK)
            self._sheet.write_url(self.row, 0, f"internal:{place.cell('A1')}", link, place.sheet)
            self._text(1, place.subject.title, **_GRID, text_wrap=True, align="left", indent=1)
            states = place.cell(place.states)
            done = count(states, words.done)
            scores = f'={done}&"/{place.scored}"' if place.scored else '="－"'
            self._formula(2, scores, f"0/{place.scored}" if place.scored else "－", centred)
            self._formula(3, f"={count(states, words.written)}", 0, centred)
            total = f"={place.cell(place.total)}" if place.scored else '="－"'
            self._formula(4, total, 0 if place.scored else "－", centred)
            self._formula(5, f"={place.cell(f'$B${STATE_ROW + 1}')}", words.begin, centred | {"bold": True})
            cells = [(place.sheet, _WIDTHS[0]), (place.subject.title, _WIDTHS[1])]
            self._next(max(fitted(cells), ROW + 4))
        note = _("The sum of the points is a check figure only: it is not used in the evaluation.")
        self._text(0, note, font_size=9)
        self._next(ROW)

    def ids(self, ids: Mapping[str, str]) -> None:
        """The named cells by which the form is known again."""
        language = self._book.language
        _ = language.gettext
        self._next(12)
        self._text(0, _("For the secretariat (please leave as it is)"), **_SMALL)
        self._next(14)
        for name, value in ids.items():
            self._text(0, name.removeprefix("evalapp_"), **_SMALL)
            self._text(1, value, **_SMALL, num_format="@")
            self._book.define(name, f"{quoted(guide_name(language))}!$B${self.row + 1}")
            self._next(14)

    def _section(self, title: str) -> None:
        self._text(0, title, bold=True, font_size=12)
        self._next(ROW + 4)

    def _across(self, column: int, text: str, **properties: object) -> None:
        """A row of text from ``column`` to the last one, as high as it needs to be."""
        properties |= {"text_wrap": True, "align": "left", "indent": 1}
        self._sheet.merge_range(self.row, column, self.row, _LAST, "", self._book.format(None, **properties))
        self._text(column, text, **properties)
        size = int(str(properties.get("font_size", 10)))
        self._next(max(fitted([(text, (sum(_WIDTHS[column:]) - 2) * 10 / size)]), ROW))

    def _text(self, column: int, text: str, **properties: object) -> None:
        self._book.text(self._sheet, self.row, column, text, None, **properties)

    def _formula(self, column: int, formula: str, value: str | int, properties: dict[str, object]) -> None:
        self._sheet.write_formula(self.row, column, formula, self._book.format(None, **properties), value)

    def _next(self, height: int) -> None:
        self._sheet.set_row_pixels(self.row, height)
        self.row += 1
