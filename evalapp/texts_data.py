"""Joint texts as data: read from the tables of a texts file, written as such, stored as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.fields import Fields, refuse_twins
from evalapp.model import Evaluation, Subject
from evalapp.texts import (
    MAX_ROUNDS,
    Chapter,
    Finding,
    Meeting,
    OpinionOrder,
    Place,
    Recommendation,
    Review,
    Section,
    SubjectTexts,
    Texts,
    Value,
    judged_criteria,
    judged_whole,
)

_RESPONSES = ("response", *(f"response_{number}" for number in range(2, MAX_ROUNDS + 1)))
_LINES = ("title", "part", "committee", "reviewing_body")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class GivenTexts:
    """What a texts file says.

    Attributes:
        based_on: the digest of the texts it was made from; empty in a file written by hand.
        units: as ``flattened`` gives them, but with the empty ones that the file names: those are cleared.
    """

    based_on: str
    units: Mapping[Place, Value]


def parse_texts(
    tables: Mapping[str, object], evaluation: Evaluation, heading_keys: Iterable[str]
) -> GivenTexts:
    """Read a texts file (shape in ``docs/texts.md``). What it does not name, it says nothing about.

    Only in a file that the app wrote, a subject without recommendations or reviews has none.

    Args:
        tables: ``based_on``, ``report``, ``headings``, ``meeting`` and ``subject``, as TOML gives them.
        evaluation: whose subjects and criteria may be named.
        heading_keys: the headings that may be given other words.

    Raises:
        EvalError: a ``setup-…`` code with ``document="texts"`` that names the place and the key at fault.
    """
    try:
        return _parsed(tables, evaluation, tuple(heading_keys))
    except EvalError as error:
        if error.code.startswith("setup-"):
            raise EvalError(error.code, **error.params, document="texts") from error
        raise


def _parsed(
    tables: Mapping[str, object], evaluation: Evaluation, heading_keys: tuple[str, ...]
) -> GivenTexts:
    whole = Fields(tables, "texts")
    units: dict[Place, Value] = {}
    based_on = whole.text("based_on", "")
    if "report" in tables:
        report = Fields(whole.table("report"), "report")
        units |= _report_units(report)
        report.finish()
    if "headings" in tables:
        headings = Fields(whole.table("headings"), "headings")
        units |= {("heading", key): headings.text(key, "") for key in heading_keys if headings.names(key)}
        headings.finish()
    if "meeting" in tables:
        meetings = whole.tables("meeting")
        units["meetings",] = tuple(_meeting(table, f"meeting {n}") for n, table in enumerate(meetings, 1))
    subjects = {subject.id: subject for subject in evaluation.subjects}
    seen: list[str] = []
    for number, table in enumerate(whole.tables("subject"), 1):
        fields = Fields(table, f"subject {number}")
        subject = _known(fields, "id", subjects)
        seen.append(subject.id)
        units |= _subject_units(fields, subject, evaluation, whole=bool(based_on))
        fields.finish()
    whole.finish()
    refuse_twins("subject", seen)
    return GivenTexts(based_on, units)


def _report_units(report: Fields) -> dict[Place, Value]:
    units: dict[Place, Value] = {("report", key): report.text(key, "") for key in _LINES if report.names(key)}
    if report.names("lead"):
        units["report", "lead"] = report.prose("lead")
    for key, kinds in (("chapters", Chapter), ("sections", Section)):
        if report.names(key):
            units["report", key] = _ordered(report, key, kinds)
    if report.names("opinions"):
        units["report", "opinions"] = report.choice("opinions", OpinionOrder).value
    return units


def _ordered(fields: Fields, key: str, kinds: type[_Choice]) -> tuple[_Choice, ...]:
    """Words of ``kinds`` in the order given, each once."""
    found = fields.texts(key)
    refuse_twins(f"{fields.where}, {key}", found)
    known = {kind.value: kind for kind in kinds}
    for word in found:
        if word not in known:
            raise EvalError(
                "setup-not-a-choice", where=fields.where, key=key, found=word[:60], allowed=[*known]
            )
    if not found:
        raise EvalError("setup-missing", where=fields.where, key=key)
    return tuple(known[word] for word in found)


def _subject_units(
    fields: Fields, subject: Subject, evaluation: Evaluation, *, whole: bool
) -> dict[Place, Value]:
    units: dict[Place, Value] = {}
    if fields.names("consensus"):
        units["subject", subject.id, "consensus"] = fields.prose("consensus")
    known = {criterion.id: criterion for criterion in evaluation.rubric_of(subject).criteria}
    if fields.names("criteria"):
        criteria = Fields(fields.table("criteria"), f"{fields.where}, criteria")
        for id_ in known:
            if criteria.names(id_):
                units["subject", subject.id, "criterion", id_] = criteria.prose(id_)
        criteria.finish()
    for key, read in (("recommendation", _recommendation), ("review", _review)):
        if fields.names(key) or whole:
            units["subject", subject.id, f"{key}s"] = _read_all(fields, key, read)
    return units


def _read_all(fields: Fields, key: str, read: Callable[[Fields], object]) -> tuple[object, ...]:
    found = []
    for number, table in enumerate(fields.tables(key), 1):
        one = Fields(table, f"{fields.where}, {key} {number}")
        found.append(read(one))
        one.finish()
    return tuple(found)


def _recommendation(fields: Fields) -> Recommendation:
    return Recommendation(_needed(fields, "text"), _responses(fields))


def _review(fields: Fields) -> Review:
    findings = _read_all(fields, "finding", _finding)
    return Review(fields.text("title"), tuple(one for one in findings if isinstance(one, Finding)))


def _finding(fields: Fields) -> Finding:
    return Finding(_needed(fields, "text"), fields.text("theme", ""), _responses(fields))


def _meeting(table: object, where: str) -> Meeting:
    fields = Fields(table, where)
    meeting = Meeting(fields.text("title"), fields.date("date"), fields.prose("agenda"))
    fields.finish()
    return meeting


def _needed(fields: Fields, key: str) -> str:
    if text := fields.prose(key):
        return text
    raise EvalError("setup-missing", where=fields.where, key=key)


def _responses(fields: Fields) -> tuple[str, ...]:
    return tuple(text for key in _RESPONSES if (text := fields.prose(key)))


def _known(fields: Fields, key: str, subjects: Mapping[str, Subject]) -> Subject:
    found = fields.id(key)
    if found not in subjects:
        raise EvalError(
            "setup-unknown-reference",
            where=fields.where,
            key="subject",
            found=found[:60],
            known=[*subjects],
        )
    return subjects[found]


def texts_tables(texts: Texts, evaluation: Evaluation) -> dict[str, object]:
    """``texts`` as the tables of a texts file, with an empty place for every joint judgement not written yet.

    ``parse_texts`` of the result names every unit of ``flattened(texts)``.
    """
    report = {key: getattr(texts, key) for key in ("title", "part", "lead", "committee", "reviewing_body")}
    lists = {"chapters": [*map(str, texts.chapters)], "sections": [*map(str, texts.sections)]}
    meetings = [
        {"title": one.title, **({"date": one.held_on} if one.held_on else {}), "agenda": one.agenda}
        for one in texts.meetings
    ]
    return {
        "based_on": texts_digest(texts),
        "report": {**report, **lists, "opinions": texts.opinions.value},
        "headings": dict(texts.headings),
        "meeting": meetings,
        "subject": [
            _subject_table(subject, texts.of(subject.id), evaluation) for subject in evaluation.subjects
        ],
    }


def _subject_table(subject: Subject, own: SubjectTexts, evaluation: Evaluation) -> dict[str, object]:
    rubric = evaluation.rubric_of(subject)
    table: dict[str, object] = {"id": subject.id}
    if judged_whole(rubric, own):
        table["consensus"] = own.consensus
    if criteria := judged_criteria(rubric, own):
        table["criteria"] = {one.id: own.criteria.get(one.id, "") for one in criteria}
    table["recommendation"] = [{"text": one.text, **_answered(one.responses)} for one in own.recommendations]
    table["review"] = [
        {
            "title": review.title,
            "finding": [
                {"theme": one.theme, "text": one.text, **_answered(one.responses)} for one in review.findings
            ],
        }
        for review in own.reviews
    ]
    return table


def _answered(responses: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(_RESPONSES, responses or ("",), strict=False))


def texts_document(texts: Texts) -> bytes:
    """The texts as canonical JSON: what is stored."""
    return canonical.encode(texts)


def texts_digest(texts: Texts) -> str:
    """SHA-256 of ``texts_document``, in hex."""
    return canonical.digest(texts_document(texts))


def read_texts_document(document: bytes) -> Texts:
    """The texts of ``texts_document``.

    Raises:
        ValueError: it is no such document.
    """
    try:
        return msgspec.json.decode(document, type=Texts)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("no texts document") from error
