"""The Excel score form (Excel評価票): one member's score sheets for who cannot install the app."""

from __future__ import annotations

from datetime import datetime

from evalapp.ballot import Ballot
from evalapp.form import FORM_VERSION, ID_NAMES
from evalapp.language import Language
from exports.excel.book import Book
from exports.excel.form_guide import guide_name, write_form_guide
from exports.excel.form_sheet import write_form_sheet
from exports.excel.sheet_names import sheet_names


def form_book(ballot: Ballot, rubrics_key: str, language: Language, made_at: datetime) -> bytes:
    """The form of one member: a guide, and a sheet for each subject to judge.

    The same values give the same bytes. No name of a person is in the file's properties.

    Args:
        ballot: ``id`` is the form's id; ``recipient`` is not used.
        rubrics_key: what ``evalapp.form.rubrics_key`` gives for the rubrics asked.
        language: of everything but the evaluation's own texts.
        made_at: the file property.
    """
    book = Book(language, f"{language.gettext('Score form (Excel)')}　{ballot.info.title}", made_at)
    title = guide_name(language)
    guide = book.sheet(title, head=f"{ballot.info.title}　{ballot.member.name}")
    asked = ballot.asked
    numbered = [(number, one) for number, one in enumerate(ballot.subjects, 1) if one.id in asked]
    prefix = language.gettext("Score sheet") + ("" if language.code == "ja" else " ")
    names = sheet_names((prefix + subject.id for _number, subject in numbered), [title])
    places = [
        write_form_sheet(book, ballot, subject, asked[subject.id][1], number, name)
        for (number, subject), name in zip(numbered, names, strict=True)
    ]
    values = (ballot.id, str(FORM_VERSION), ballot.info.id, ballot.member.id, rubrics_key)
    write_form_guide(book, guide, ballot, places, dict(zip(ID_NAMES, values, strict=True)))
    return book.bytes()
