"""Joint texts as data: read from the tables of a texts file, written as such, stored as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.fields import Fields, Located, refuse_twins
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

RESPONSES = ("response", *(f"response_{number}" for number in range(2, MAX_ROUNDS + 1)))
"""The keys of the answers to a recommendation or finding, round by round."""

_TOP = "top level"
_LINES = ("title", "part", "committee", "reviewing_body")
_Choice = TypeVar("_Choice", bound=StrEnum)
_Read = TypeVar("_Read")


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

    Only in a TOML file that the app wrote, a heading, recommendations, reviews or meetings that are not there
    were removed: TOML has no other way to say that a list is empty. A workbook's tables say it themselves.

    Args:
        tables: ``based_on``, ``report``, ``headings``, ``meeting`` and ``subject``, as TOML gives them; a
            workbook's are ``Located``.
        evaluation: whose subjects and criteria may be named.
        heading_keys: the headings that may be given other words.

    Raises:
        EvalError: a ``setup-…`` or ``text-…`` code with ``document="texts"`` that names the place at fault.
    """
    with texts_faults():
        return _parsed(tables, evaluation, tuple(heading_keys))


@contextmanager
def texts_faults() -> Iterator[None]:
    """What a set-up's readers refuse here is said of a texts file."""
    try:
        yield
    except EvalError as error:
        if error.code.startswith(("setup-", "text-")):
            raise error.of("texts") from error
        raise


def _parsed(
    tables: Mapping[str, object], evaluation: Evaluation, heading_keys: tuple[str, ...]
) -> GivenTexts:
    fields = Fields(tables, _TOP)
    units: dict[Place, Value] = {}
    based_on = fields.text("based_on", "")
    whole = bool(based_on) and not isinstance(tables, Located)
    if fields.names("report"):
        report = Fields(fields.table("report"), "report")
        units |= _report_units(report)
        report.finish()
    if fields.names("headings") or whole:
        headings = Fields(fields.table("headings"), "headings")
        named = [key for key in heading_keys if headings.names(key) or whole]
        units |= {("heading", key): headings.text(key, "") for key in named}
        headings.finish()
    if fields.names("meeting") or whole:
        units["meetings",] = _read_all(fields, "meeting", _meeting)
    units |= _subjects_units(fields, evaluation, whole=whole)
    fields.finish()
    return GivenTexts(based_on, units)


def _subjects_units(whole_file: Fields, evaluation: Evaluation, *, whole: bool) -> dict[Place, Value]:
    units: dict[Place, Value] = {}
    subjects = {subject.id: subject for subject in evaluation.subjects}
    seen: list[str] = []
    for number, table in enumerate(whole_file.tables("subject"), 1):
        fields = Fields(table, f"subject {number}")
        subject = _known(fields, subjects)
        seen.append(subject.id)
        units |= _subject_units(fields, subject, evaluation, whole=whole)
        fields.finish()
    refuse_twins("subject", seen)
    return units


def _report_units(report: Fields) -> dict[Place, Value]:
    units: dict[Place, Value] = {("report", key): report.text(key, "") for key in _LINES if report.names(key)}
    if report.names("lead"):
        units["report", "lead"] = report.paragraphs("lead")
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
        units["subject", subject.id, "consensus"] = fields.paragraphs("consensus")
    known = {criterion.id: criterion for criterion in evaluation.rubric_of(subject).criteria}
    if fields.names("criteria"):
        criteria = Fields(fields.table("criteria"), f"{fields.where}, criteria")
        for id_ in known:
            if criteria.names(id_):
                units["subject", subject.id, "criterion", id_] = criteria.paragraphs(id_)
        criteria.finish()
    if fields.names("recommendation") or whole:
        found = _read_all(fields, "recommendation", _recommendation)
        units["subject", subject.id, "recommendations"] = found
    if fields.names("review") or whole:
        units["subject", subject.id, "reviews"] = _reviews(fields)
    return units


def _read_all(fields: Fields, key: str, read: Callable[[Fields], _Read]) -> tuple[_Read, ...]:
    found = []
    for number, table in enumerate(fields.tables(key), 1):
        one = Fields(table, f"{key} {number}" if fields.where == _TOP else f"{fields.where}, {key} {number}")
        found.append(read(one))
        one.finish()
    return tuple(found)


def _recommendation(fields: Fields) -> Recommendation:
    return Recommendation(_needed(fields, "text"), _responses(fields))


def _review(fields: Fields) -> Review:
    return Review(fields.text("title"), _read_all(fields, "finding", _finding))


def _reviews(fields: Fields) -> tuple[Review, ...]:
    reviews = _read_all(fields, "review", _review)
    refuse_twins(f"{fields.where}, review", [review.title for review in reviews])
    return reviews


def _finding(fields: Fields) -> Finding:
    return Finding(_needed(fields, "text"), fields.text("theme", ""), _responses(fields))


def _meeting(fields: Fields) -> Meeting:
    return Meeting(fields.text("title"), fields.date("date"), fields.paragraphs("agenda"))


def _needed(fields: Fields, key: str) -> str:
    if text := fields.paragraphs(key):
        return text
    raise EvalError("setup-missing", where=fields.where, key=key)


def _responses(fields: Fields) -> tuple[str, ...]:
    """The rounds of responses; none is left out before one that is given."""
    texts = [fields.paragraphs(key) for key in RESPONSES]
    while texts and not texts[-1]:
        del texts[-1]
    if "" in texts:
        raise EvalError("setup-missing", where=fields.where, key=RESPONSES[texts.index("")])
    return tuple(texts)


def _known(fields: Fields, subjects: Mapping[str, Subject]) -> Subject:
    found = fields.id()
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
    return dict(zip(RESPONSES, responses or ("",), strict=False))


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
