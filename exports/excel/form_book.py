"""The Excel score form (Excel評価票): one member's score sheets for who cannot install the app."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

from evalapp.ballot import Ballot
from evalapp.form import FORM_VERSION, ID_NAMES
from evalapp.language import Language
from evalapp.text import utf16_units
from exports.excel.book import Book
from exports.excel.form_guide import guide_name, write_form_guide
from exports.excel.form_sheet import write_form_sheet

_NAME_LIMIT = 31
_GUIDE = "xl/worksheets/sheet1.xml"
_ROW = re.compile(rb'(<row [^>]*?) customHeight="1">')


def form_book(ballot: Ballot, rubrics_key: str, language: Language, made_at: datetime) -> bytes:
    """The form of one member: a guide, and a sheet for each subject to judge.

    The same values give the same bytes. No name of a person is in the file's properties.

    Args:
        ballot: ``id`` is the form's id; ``recipient`` is not used.
        rubrics_key: what ``evalapp.form.rubrics_key`` gives for the evaluation.
        language: of everything but the evaluation's own texts.
        made_at: the file property.
    """
    book = Book(language, f"{language.gettext('Score form (Excel)')}　{ballot.info.title}", made_at)
    guide = book.sheet(guide_name(language), head=f"{ballot.info.title}　{ballot.member.name}")
    asked = ballot.asked
    numbered = [(number, one) for number, one in enumerate(ballot.subjects, 1) if one.id in asked]
    names = _sheet_names(((number, one.id) for number, one in numbered), language)
    places = [
        write_form_sheet(book, ballot, subject, asked[subject.id][1], number, names[number])
        for number, subject in numbered
    ]
    values = (ballot.id, str(FORM_VERSION), ballot.info.id, ballot.member.id, rubrics_key)
    write_form_guide(book, guide, ballot, places, dict(zip(ID_NAMES, values, strict=True)))
    return _with_growing_rows(book.bytes())


def _with_growing_rows(data: bytes) -> bytes:
    """``data`` with rows that a spreadsheet fits to their text again when a member writes in them.

    XlsxWriter marks every row with a height as set by hand; without a height LibreOffice shows one line.
    The guide's merged rows keep the mark: no spreadsheet fits those.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet") and info.filename != _GUIDE:
                part = _ROW.sub(rb"\1>", part)
            new.writestr(info, part)
    return file.getvalue()


def _sheet_names(subjects: Iterable[tuple[int, str]], language: Language) -> dict[int, str]:
    """A name for each subject's number, made from its id; ids differ in more than case and width."""
    prefix = language.gettext("Score sheet") + ("" if language.code == "ja" else " ")
    names = {}
    for number, id_ in subjects:
        name = f"{prefix}{id_}"
        if utf16_units(name) > _NAME_LIMIT:
            # no id holds the sign ~, so that a cut name is nobody else's
            tail = f"~{number}"
            while utf16_units(name + tail) > _NAME_LIMIT:
                name = name[:-1]
            name += tail
        names[number] = name
    return names
