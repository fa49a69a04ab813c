"""The Excel score form (Excel評価票) as values: what its cells are called, and what they say.

A form is one member's set of score sheets in a workbook, for who cannot install the app. It is not signed:
what it says counts only after a person has confirmed it with the member. How a form is written and read back
is in ``exports.excel``; here a form is its ids and its named cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from evalapp import canonical
from evalapp.answers import read_recusal
from evalapp.asking import NOTHING_SINCE, Since, judged_then
from evalapp.ballot import asked, blank_sheet, gaps, ordered_comments
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints, parse_mark
from evalapp.model import Evaluation, ScoreSheet, Subject
from evalapp.rubric import CommentKind, Rubric
from evalapp.rubric_document import rubric_digest
from evalapp.submission import FORM_FORMAT, Payload
from evalapp.table import Formula
from evalapp.text import check_text

FORM_LIMIT = 8 * 2**20
"""Largest form in bytes; one with every comment full is about a tenth of it."""

FORM_VERSION = 1
ID_NAMES = ("evalapp_form", "evalapp_version", "evalapp_evaluation", "evalapp_member", "evalapp_rubrics")
"""The named cells with the ids: form id, format version, evaluation id, member id, ``rubrics_key``."""

_Meaning = TypeVar("_Meaning")
_BLANK: Mark = NoPoints.BLANK


@dataclass(frozen=True, slots=True)
class FormCell:
    """A named cell as its reader gives it.

    Attributes:
        value: ``None``, text, a number, a truth value, a date or time, or :class:`Formula`.
        place: where its user finds it, for example ``評価票A!D12``.
    """

    value: object
    place: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was read: every defined name of ours that leads to one cell, with that cell.

    A name whose cell was deleted is missing; nothing is understood yet.
    """

    cells: Mapping[str, FormCell]

    def id(self, name: str) -> str:
        """The text of one of ``ID_NAMES``; empty where it is missing."""
        cell = self.cells.get(name)
        return "" if cell is None else _text(cell.value).strip()


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """A form as issued.

    Attributes:
        newest: false once another was issued to the same member.
        since: what is asked otherwise today.
    """

    id: str
    member_id: str
    serial: int
    newest: bool
    since: Since = NOTHING_SINCE


def mark_name(subject: int, criterion: int) -> str:
    """The name of a score cell; both numbers count from 1, in the set-up's and the rubric's order."""
    return f"evalapp_s{subject}_c{criterion}"


def comment_name(subject: int, criterion: int | None, kind: CommentKind) -> str:
    """The name of a comment cell; ``criterion`` is ``None`` for a comment on the whole subject."""
    place = f"evalapp_s{subject}" if criterion is None else mark_name(subject, criterion)
    return f"{place}_{kind.value}"


def recusal_name(subject: int) -> str:
    """The name of the cell in which a member declares not to judge the subject."""
    return f"evalapp_s{subject}_recusal"


def comment_places(rubric: Rubric) -> Iterator[tuple[int | None, CommentKind]]:
    """The comment cells of one sheet in printed order: criterion number (``None``: the subject) and kind."""
    for number, criterion in enumerate(rubric.criteria, 1):
        for kind in criterion.comments:
            yield number, kind
    for kind in rubric.comments:
        yield None, kind


def rubrics_key(rubrics: Iterable[Rubric]) -> str:
    """What binds a form to the wording of what it asks: SHA-256 over the digests of its rubrics, in hex."""
    digests = {rubric.id: rubric_digest(rubric) for rubric in rubrics}
    return canonical.digest(canonical.encode(digests))


def form_payload(
    form: Form,
    evaluation: Evaluation,
    issued: Mapping[str, IssuedForm],
    revision: int,
    at: datetime,
    app: str,
) -> Payload:
    """The answers of a form as a payload, which is never signed.

    A form with open cells is a draft (途中), as a ballot handed in incomplete is. Left out are subjects that
    its member was not asked to judge when it was issued, and those that the member does not judge any more.

    Args:
        form: as read.
        evaluation: the one it should belong to.
        issued: the forms issued, by id.
        revision: the number that its content is to have.
        at: now, UTC.
        app: the app's version.

    Raises:
        EvalError: ``not-a-form``, ``form-other-evaluation``, ``form-unknown``, ``submission-newer``,
            ``submission-wrong-member``, ``form-other-rubric`` for older wording of what it asks;
            ``form-cell`` (place, cause, more) for the first cell that cannot be understood,
            ``form-cell-missing`` (name) for one that was deleted.
    """
    one = _identified(form, evaluation, issued)
    member_id = one.member_id
    reader = _Reader(form)
    sheets = tuple(
        reader.sheet(number, subject, evaluation.rubric_of(subject))
        for number, subject in enumerate(evaluation.subjects, 1)
        if subject.id not in one.since.missing and not evaluation.recusal(member_id, subject.id)
    )
    if reader.faults:
        place, cause = reader.faults[0]
        raise EvalError("form-cell", place=place, cause=cause, more=len(reader.faults) - 1)
    questions = asked(evaluation.subjects, evaluation.rubrics)
    rubrics = (questions[sheet.subject_id][1] for sheet in sheets)
    return Payload(
        evaluation=evaluation.info.id,
        ballot=form.id("evalapp_form"),
        member=member_id,
        revision=revision,
        draft=bool(gaps(questions, sheets)),
        handed_in_at=at,
        rubrics={rubric.id: rubric_digest(rubric) for rubric in rubrics},
        app=app,
        sheets=sheets,
        format=FORM_FORMAT,
    )


def _identified(form: Form, evaluation: Evaluation, issued: Mapping[str, IssuedForm]) -> IssuedForm:
    """Which of the forms issued it is."""
    version = form.id("evalapp_version")
    if version != str(FORM_VERSION):
        # never made a number: the text may have any length
        newer = version.isascii() and version.isdecimal() and version.strip("0")
        raise EvalError("submission-newer" if newer else "not-a-form")
    if form.id("evalapp_evaluation") != evaluation.info.id:
        raise EvalError("form-other-evaluation")
    one = issued.get(form.id("evalapp_form"))
    if one is None:
        raise EvalError("form-unknown")
    if form.id("evalapp_member") != one.member_id:
        raise EvalError("submission-wrong-member")
    then = judged_then(evaluation, one.member_id, one.since)
    own = {subject.rubric_id for subject in evaluation.subjects if subject.id in then}
    keys = {
        rubrics_key(rubric for rubric in evaluation.rubrics if rubric.id in own),
        # earlier versions bound a form to all rubrics
        rubrics_key(evaluation.rubrics),
    }
    if form.id("evalapp_rubrics") not in keys:
        raise EvalError("form-other-rubric")
    return one


class _Reader:
    """Understands cell after cell and remembers what it could not understand, by place."""

    def __init__(self, form: Form) -> None:
        self._cells = form.cells
        self.faults: list[tuple[str, EvalError]] = []

    def sheet(self, number: int, subject: Subject, rubric: Rubric) -> ScoreSheet:
        """The answers to one subject."""
        marks: dict[str, Mark] = {}
        for place, criterion in enumerate(rubric.criteria, 1):
            if criterion.scale is not None:
                read = partial(parse_mark, scale=criterion.scale)
                marks[criterion.id] = self._read(mark_name(number, place), subject, read, _BLANK)
        texts: dict[tuple[str | None, CommentKind], str] = {}
        for place_or_none, kind in comment_places(rubric):
            name = comment_name(number, place_or_none, kind)
            criterion_id = None if place_or_none is None else rubric.criteria[place_or_none - 1].id
            texts[criterion_id, kind] = self._read(name, subject, partial(_comment, subject=subject), "")
        comments = ordered_comments(texts, rubric)
        name = recusal_name(number)
        recusal = self._read(name, subject, lambda value: read_recusal(_text(value)), None)
        if recusal is None:
            return ScoreSheet(subject.id, marks, comments)
        if comments or any(mark is not NoPoints.BLANK for mark in marks.values()):
            self.faults.append((self._cells[name].place, EvalError("form-recusal-contradicted")))
        return ScoreSheet(subject.id, blank_sheet(subject, rubric).marks, (), recusal)

    def _read(
        self, name: str, subject: Subject, read: Callable[[object], _Meaning], instead: _Meaning
    ) -> _Meaning:
        """What the cell says; ``instead`` where it cannot be understood."""
        cell = self._cells.get(name)
        if cell is None:
            raise EvalError("form-cell-missing", subject=subject.title, name=name)
        try:
            if isinstance(cell.value, Formula):
                raise EvalError("form-formula")
            return read(cell.value)
        except EvalError as error:
            self.faults.append((cell.place, error))
            return instead


def _comment(value: object, subject: Subject) -> str:
    return check_text(_text(value), subject.title)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
