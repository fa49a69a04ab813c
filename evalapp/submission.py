"""What travels back: the payload of a submission, its exact bytes and its validation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from evalapp import canonical
from evalapp.asking import NOTHING_SINCE, Since
from evalapp.ballot import Ballot, gaps
from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Evaluation, ScoreSheet, Subject
from evalapp.recusing import REASON_LIMIT
from evalapp.rubric import Rubric
from evalapp.rubric_document import rubric_digest
from evalapp.text import check_text
from evalapp.wordings import wording

FIRST_VERSION = 1
"""Sheets without the reason of a recusal: still written where there is none, so that nothing else changes."""
VERSION = 2
"""The newest version that is understood."""
FORMAT = "evalapp-submission"
TYPED_FORMAT = "evalapp-typed-answers"
FORM_FORMAT = "evalapp-form-answers"
_FORMATS = frozenset((FORMAT, TYPED_FORMAT, FORM_FORMAT))
MAX_REVISION = 1_000_000
FIRST_YEAR = 1970
"""Where the clock of a computer with an empty battery stands."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The signed message (documented in ``docs/files.md``).

    Attributes:
        format: ``FORMAT``, or, never signed, ``TYPED_FORMAT`` for what the secretariat typed in and
            ``FORM_FORMAT`` for what an Excel form said.
        version: the format's version, as ``version_for`` its sheets; a higher one is refused.
        evaluation: id of the evaluation.
        ballot: id of the ballot or form; empty for typed answers.
        member: id of the member.
        revision: 1 for the first hand-in of this ballot (typed answers, form), then counting up.
        draft: handed in incomplete (途中); not counted in results.
        handed_in_at: with a time zone; of a hand-in that of the member's computer.
        rubrics: digest of each rubric judged by, by its id.
        app: the version of the app that wrote it.
        sheets: the judged subjects, in the evaluation's order.
    """

    evaluation: str
    ballot: str
    member: str
    revision: int
    draft: bool
    handed_in_at: datetime
    rubrics: Mapping[str, str]
    app: str
    sheets: tuple[ScoreSheet, ...]
    format: str = FORMAT
    version: int = FIRST_VERSION


@dataclass(frozen=True, slots=True)
class _Envelope:
    format: str
    version: int


def version_for(sheets: Iterable[ScoreSheet]) -> int:
    """The lowest version that can hold ``sheets``.

    The same answers so keep their bytes and code whatever app writes them, and an app that knows only the
    first version reads all it can.
    """
    return VERSION if any(sheet.recusal_reason for sheet in sheets) else FIRST_VERSION


def ballot_payload(
    ballot: Ballot,
    sheets: tuple[ScoreSheet, ...],
    *,
    revision: int,
    draft: bool,
    handed_in_at: datetime,
    app: str,
) -> Payload:
    """The payload of a hand-in of ``ballot``."""
    used = {subject.rubric_id for subject in ballot.judged}
    return Payload(
        evaluation=ballot.info.id,
        ballot=ballot.id,
        member=ballot.member.id,
        revision=revision,
        draft=draft,
        handed_in_at=handed_in_at,
        rubrics={rubric.id: rubric_digest(rubric) for rubric in ballot.rubrics if rubric.id in used},
        app=app,
        sheets=sheets,
        version=version_for(sheets),
    )


def encode_payload(payload: Payload) -> bytes:
    """The canonical bytes that are signed and from which the verification code is derived.

    Raises:
        ValueError: the payload is of the first version and gives a reason, which that cannot hold.
    """
    if payload.version > FIRST_VERSION:
        return canonical.encode(payload)
    if version_for(payload.sheets) > FIRST_VERSION:
        raise ValueError("the first version has no reasons")
    plain = msgspec.to_builtins(payload)
    for sheet in plain["sheets"]:
        del sheet["recusal_reason"]
    return canonical.encode(plain)


def decode_payload(data: bytes) -> Payload:
    """Read a payload; only canonical bytes of a known version pass.

    Raises:
        EvalError: ``submission-newer`` for a later format version, ``submission-damaged`` for anything else.
    """
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if envelope.format in _FORMATS and envelope.version > VERSION:
            raise EvalError("submission-newer")
        payload = msgspec.json.decode(data, type=Payload)
        # doubled keys, unknown keys and other spellings of the same value all end here
        canonical_bytes = encode_payload(payload)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise EvalError("submission-damaged") from error
    known = payload.format in _FORMATS and FIRST_VERSION <= payload.version <= VERSION
    if canonical_bytes != data or not known:
        raise EvalError("submission-damaged")
    return payload


def check_payload(payload: Payload, evaluation: Evaluation, since: Since = NOTHING_SINCE) -> None:
    """Hold a payload against the evaluation it claims to answer, as that was when it was asked.

    Args:
        payload: as signed or typed.
        evaluation: as it stands.
        since: what has changed since the payload's ballot was issued.

    Raises:
        EvalError: ``submission-other-evaluation``, ``submission-other-rubric``, or
            ``submission-not-fitting`` with a cause.
    """
    if payload.evaluation != evaluation.info.id:
        raise EvalError("submission-other-evaluation")
    worded = {id_: wording(evaluation, id_, digest) for id_, digest in payload.rubrics.items()}
    if None in worded.values():
        raise EvalError("submission-other-rubric")
    ids = [sheet.subject_id for sheet in payload.sheets]
    expected = {
        subject.id: subject
        for subject in evaluation.subjects
        if subject.id not in since.missing
        and (subject.id in since.recused or not evaluation.recusal(payload.member, subject.id))
        and (payload.format != TYPED_FORMAT or subject.id in ids)
    }
    if ids != list(expected):
        raise EvalError("submission-not-fitting", subject=", ".join(sorted({*ids} ^ {*expected})))
    questions: dict[str, tuple[Subject, Rubric]] = {}
    for sheet in payload.sheets:
        subject = expected[sheet.subject_id]
        rubric = worded.get(subject.rubric_id)
        if rubric is None:
            raise EvalError("submission-other-rubric")
        check_sheet(sheet, subject, rubric)
        questions[subject.id] = subject, rubric
    if payload.format != TYPED_FORMAT and not payload.draft and gaps(questions, payload.sheets):
        raise EvalError("submission-not-fitting", subject=", ".join(ids))
    # a revision that no counter reaches, or a day that no calendar of the documents can print
    if not 1 <= payload.revision <= MAX_REVISION or payload.handed_in_at.year < FIRST_YEAR:
        raise EvalError("submission-not-fitting", subject=", ".join(ids))


def check_sheet(sheet: ScoreSheet, subject: Subject, rubric: Rubric) -> None:
    """Hold one sheet against its rubric.

    Raises:
        EvalError: ``submission-not-fitting`` names the subject.
    """
    fitting = sorted(sheet.marks) == sorted(criterion.id for criterion in rubric.scored)
    for criterion in rubric.scored if fitting else ():
        mark = sheet.marks[criterion.id]
        on_scale = (
            criterion.scale is not None and not isinstance(mark, NoPoints) and mark in criterion.scale.points
        )
        fitting &= on_scale or mark in {NoPoints.BLANK, NoPoints.CANNOT_JUDGE}
    known = {criterion.id for criterion in rubric.criteria}
    keys = [(comment.criterion_id, comment.kind) for comment in sheet.comments]
    fitting &= len(keys) == len(set(keys)) and all(id_ is None or id_ in known for id_, _ in keys)
    fitting &= all(comment.text.strip() for comment in sheet.comments)
    fitting &= sheet.recusal is not None or not sheet.recusal_reason
    if sheet.recusal:
        fitting &= not sheet.comments and all(isinstance(mark, NoPoints) for mark in sheet.marks.values())
    if not fitting:
        raise EvalError("submission-not-fitting", subject=subject.id)
    for comment in sheet.comments:
        check_text(comment.text, subject.title)
    check_text(sheet.recusal_reason, subject.title, REASON_LIMIT)
