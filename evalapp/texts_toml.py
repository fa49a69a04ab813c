"""A texts file as TOML that a person can edit: every table in its long form, every subject with its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from evalapp.errors import EvalError
from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.setup import check_toml, read_setup_toml
from evalapp.texts_data import texts_faults, texts_tables
from evalapp.texts_kept import KeptTexts

TEXTS_TOML_LIMIT = 2 * 2**20
"""Largest texts file in bytes if it is TOML, which takes long to read."""


def read_texts_toml(data: bytes) -> dict[str, object]:
    """The tables of a texts file in TOML.

    Raises:
        EvalError: ``setup-not-toml`` or ``setup-not-utf8`` with ``document="texts"``.
    """
    with texts_faults():
        return read_setup_toml(data)


def texts_toml(kept: KeptTexts, evaluation: Evaluation, language: Language) -> bytes:
    """The texts as a texts file; the same texts give the same bytes.

    Raises:
        EvalError: ``texts-too-large-for-toml`` where the file could not be read back.
    """
    text = _toml(kept, evaluation, language)
    data = text.encode()
    try:
        check_toml(text)
    except ValueError as error:
        raise EvalError("texts-too-large-for-toml") from error
    if len(data) > TEXTS_TOML_LIMIT:
        raise EvalError("texts-too-large-for-toml")
    return data


def _toml(kept: KeptTexts, evaluation: Evaluation, language: Language) -> str:
    _ = language.gettext
    tables: dict[str, Any] = texts_tables(kept, evaluation)
    titles = {subject.id: subject.title for subject in evaluation.subjects}
    notes = (
        _("The joint texts of the report. Line breaks are kept; an empty text is not written yet."),
        _("Leave evaluation and based_on as they are: by them the app knows what you changed."),
    )
    origin = {key: tables[key] for key in ("evaluation", "based_on")}
    pieces = ["".join(f"# {note}\n" for note in notes) + _flat(origin)]
    pieces += [_table("report", tables["report"]), _table("headings", tables["headings"])]
    pieces += [_table("meeting", one, many=True) for one in tables["meeting"]]
    for subject in tables["subject"]:
        pieces.append(f"# {subject['id']}: {titles[subject['id']]}\n" + _subject(subject))
    return "\n".join(pieces)


def _subject(subject: Mapping[str, Any]) -> str:
    return "\n".join(_subject_pieces(subject))


def _subject_pieces(subject: Mapping[str, Any]) -> Iterator[str]:
    nested = ("criteria", "recommendation", "review")
    yield _table("subject", {key: value for key, value in subject.items() if key not in nested}, many=True)
    if "criteria" in subject:
        yield _table("subject.criteria", subject["criteria"])
    for one in subject["recommendation"]:
        yield _table("subject.recommendation", one, many=True)
    for review in subject["review"]:
        yield _table("subject.review", {"title": review["title"]}, many=True)
        for finding in review["finding"]:
            yield _table("subject.review.finding", finding, many=True)


def _table(name: str, values: Mapping[str, Any], *, many: bool = False) -> str:
    return f"{'[[' if many else '['}{name}{']]' if many else ']'}\n{_flat(values)}"


def _flat(values: Mapping[str, Any]) -> str:
    return tomli_w.dumps(values, multiline_strings=True)
