"""Joint texts as data: read from the tables of a texts file, and written as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

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
    Value,
    judged_criteria,
    judged_whole,
)
from evalapp.texts_kept import KeptTexts

RESPONSES = ("response", *(f"response_{number}" for number in range(2, MAX_ROUNDS + 1)))
"""The keys of the answers to a recommendation or finding, round by round."""

_TOP = "top level"
_LINES = ("title", "part", "committee", "reviewing_body")
_Kind = TypeVar("_Kind", bound=StrEnum)
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class GivenTexts:
    """What a texts file says.

    Attributes:
        based_on: the digest of the texts it was made from; empty in a file written by hand.
        units: as ``flattened`` gives them, but with the empty ones that the file names: those are cleared.
        evaluation: the id of the evaluation it was written from; empty in a file written by hand.
    """

    based_on: str
    units: Mapping[Place, Value]
    evaluation: str = ""


def parse_texts(
    tables: Mapping[str, object], evaluation: Evaluation, heading_keys: Iterable[str]
) -> GivenTexts:
    """Read a texts file (shape in ``docs/texts.md``). What it does not name, it says nothing about.

    Only in a TOML file that the app wrote, a heading, recommendations, reviews or meetings that are not there
    were removed: TOML has no other way to say that a list is empty. A workbook's tables say it themselves.

    Args:
        tables: ``evaluation``, ``based_on``, ``report``, ``headings``, ``meeting`` and ``subject``, as TOML
            gives them; a workbook's are ``Located``.
        evaluation: whose subjects and criteria may be named.
        heading_keys: the headings that may be given other words.

    Raises:
        EvalError: ``texts-other-evaluation``, or a ``setup-…`` or ``text-…`` code with ``document="texts"``
            that names the place at fault.
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


def refuse_other(id_: str, evaluation: Evaluation) -> None:
    """Refuse texts of another evaluation.

    Args:
        id_: of the evaluation that a file was written from; empty if it does not say.
        evaluation: whose texts are to be changed.

    Raises:
        EvalError: ``texts-other-evaluation``.
    """
    if id_ not in ("", evaluation.info.id):
        raise EvalError("texts-other-evaluation", title=evaluation.info.title)


def _parsed(
    tables: Mapping[str, object], evaluation: Evaluation, heading_keys: tuple[str, ...]
) -> GivenTexts:
    fields = Fields(tables, _TOP)
    units: dict[Place, Value] = {}
    origin = fields.text("evaluation", "")
    refuse_other(origin, evaluation)
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
    return GivenTexts(based_on, units, origin)


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


def _ordered(report: Fields, key: str, kinds: type[_Kind]) -> tuple[_Kind, ...]:
    """One or more words of ``kinds`` in the order given, each once."""
    order = report.choices(key, kinds)
    refuse_twins(f"{report.where}, {key}", order)
    if not order:
        raise EvalError("setup-missing", where=report.where, key=key)
    return order


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


def texts_tables(kept: KeptTexts, evaluation: Evaluation) -> dict[str, object]:
    """The texts as the tables of a texts file, with an empty place for every joint judgement not written yet.

    ``parse_texts`` of the result names every unit of ``flattened(kept.texts)``.
    """
    texts = kept.texts
    report = {key: getattr(texts, key) for key in ("title", "part", "lead", "committee", "reviewing_body")}
    lists = {"chapters": [*map(str, texts.chapters)], "sections": [*map(str, texts.sections)]}
    meetings = [
        {"title": one.title, **({"date": one.held_on} if one.held_on else {}), "agenda": one.agenda}
        for one in texts.meetings
    ]
    return {
        "evaluation": evaluation.info.id,
        "based_on": kept.digest,
        "report": {**report, **lists, "opinions": texts.opinions.value},
        "headings": dict(texts.headings),
        "meeting": meetings,
        "subject": [
            subject_table(subject, texts.of(subject.id), evaluation) for subject in evaluation.subjects
        ],
    }


def subject_table(subject: Subject, own: SubjectTexts, evaluation: Evaluation) -> dict[str, object]:
    """The texts of one subject as such a table: what ``parse_texts`` reads under ``subject``."""
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
