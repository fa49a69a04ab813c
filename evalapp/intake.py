"""Intake (受付): what arrived is examined and planned here; nothing is written.

The order of submissions never matters: the same files in any order, in one call or in several, lead to the
same answers. The newest is the highest signed revision, never the newest clock. Only where two contents claim
to be one revision a person has to decide: what is in stays in, what is not stays out, until the next one.
Excel forms have no revision: which of them counts is always a person's decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from evalapp import canonical, sealing
from evalapp.asking import Since
from evalapp.ballot import Gap, asked, gaps
from evalapp.carrying import sheets_now
from evalapp.errors import EvalError
from evalapp.form import Form, form_payload
from evalapp.known import UNTOUCHED, Current, Known, MemberState
from evalapp.mark import Mark, NoPoints
from evalapp.model import Evaluation, ScoreSheet
from evalapp.report import SourceKind
from evalapp.rubric import Rubric
from evalapp.submission import FORMAT, Payload, check_payload, decode_payload, encode_payload

CONFIRM_SHARE = 10
"""An intake that replaces more than one in this many of an evaluation's scores needs a confirmation."""


_FIRST = frozenset(("recusal", "reason"))


class Status(StrEnum):
    """What a plan says of one file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACES = "replaces"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is what it claims to be: opened, verified, fitting the evaluation."""

    file: str
    kind: SourceKind
    original: bytes
    sha256: str
    payload: Payload
    message: bytes
    digest: str
    code: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken in, and why."""

    file: str
    reason: EvalError


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that a replacement changes.

    Attributes:
        criterion_id: ``None`` for the whole subject.
        field: ``points``, ``recusal``, ``reason`` (of the recusal), ``state`` (draft or final) or a kind of
            comment.
        old: as kept so far; points as a number, ``None`` where nothing stood.
        new: as it would be.
    """

    subject_id: str
    criterion_id: str | None
    field: str
    old: int | str | None
    new: int | str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a plan.

    Attributes:
        reason: why it is refused, else ``None``.
        arrival: what would be taken in; ``None`` if the file could not be understood.
        differences: the cells a replacement changes (also given where a person has to decide).
        open_cells: what would still be blank.
        basis: the submissions that stood when this was planned, by subject id.
        state: of the member when this was planned; asked for forms only.
        drops_form: a form of this member that waits to be confirmed would wait no more.
    """

    file: str
    status: Status
    reason: EvalError | None = None
    arrival: Arrival | None = None
    differences: tuple[Difference, ...] = ()
    open_cells: tuple[Gap, ...] = ()
    basis: Mapping[str, int] | None = None
    state: MemberState = UNTOUCHED
    drops_form: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an intake would do: one entry a file, in the order given."""

    entries: tuple[Entry, ...]
    replaced_scores: int
    all_scores: int

    @property
    def to_apply(self) -> tuple[Entry, ...]:
        """The entries that change something."""
        return tuple(entry for entry in self.entries if entry.status in {Status.NEW, Status.REPLACES})

    @property
    def needs_confirmation(self) -> bool:
        """Whether more than a tenth of all scores would be replaced."""
        return self.replaced_scores * CONFIRM_SHARE > self.all_scores

    def count(self, status: Status) -> int:
        """How many files have this status; the four counts add up to the files given."""
        return sum(entry.status is status for entry in self.entries)


def examine(file: str, data: bytes, known: Known) -> Arrival:
    """Open one submission and verify it.

    Args:
        file: its name, for messages.
        data: its content.
        known: the evaluation it should belong to.

    Raises:
        EvalError: the reason for refusing it, as in ``docs/files.md``.
    """
    signed = sealing.open_sealed(data, known.identity)
    payload = decode_payload(signed.payload)
    if payload.format != FORMAT:
        # what is typed in is never signed: a ballot that signs such a message was made to get round the rules
        raise EvalError("not-a-submission")
    if payload.evaluation != known.evaluation.info.id:
        raise EvalError("submission-other-evaluation")
    ballot = known.issued.get(payload.ballot)
    if ballot is None:
        raise EvalError("submission-unknown-ballot")
    if not sealing.verified(signed, ballot.public_key):
        raise EvalError("submission-forged")
    if payload.member != ballot.member_id:
        raise EvalError("submission-wrong-member")
    arrived = arrival(file, SourceKind.SEALED, data, payload, signed.payload)
    if not ballot.newest and all(held.digest != arrived.digest for held in known.held):
        raise EvalError("submission-superseded-ballot")
    check_payload(payload, known.evaluation, ballot.since)
    return arrived


def examine_form(file: str, data: bytes, form: Form, known: Known, at: datetime, app: str) -> Arrival:
    """Understand one Excel form.

    Args:
        file: its name, for messages.
        data: its content.
        form: what was read from it.
        known: the evaluation it should belong to.
        at: now, UTC.
        app: the app's version.

    Raises:
        EvalError: the reason for refusing it: ``form-superseded``, ``form-draft-behind-complete``, or as
            ``form_payload``.
    """
    form_id = form.id("evalapp_form")
    forms = known.forms
    last = forms.last.get(form_id)
    revision = forms.revisions.get(form_id, 0) + 1
    try:
        payload = form_payload(form, known.evaluation, forms.issued, revision, at, app)
    except EvalError:
        # a form that is in is known again even where its wording is too old to be read once more
        if last and known.holds(canonical.digest(data), canonical.digest(encode_payload(last))):
            return _form_arrival(file, data, last)
        raise
    # it was read without the subjects that its member does not judge any more
    check_payload(payload, known.evaluation, Since(forms.issued[form_id].since.missing))
    if last is not None and sheets_now(last, known.evaluation) == payload.sheets:
        payload = last
    elif not forms.issued[form_id].newest:
        raise EvalError("form-superseded")
    elif payload.draft and any(not one.draft for one in forms.waiting_of(payload.member).values()):
        # half a form must not push a whole one aside unseen
        raise EvalError("form-draft-behind-complete")
    return _form_arrival(file, data, payload)


def _form_arrival(file: str, data: bytes, payload: Payload) -> Arrival:
    item = arrival(file, SourceKind.FORM, data, payload, encode_payload(payload))
    return replace(item, code=form_code(payload))


def form_code(payload: Payload) -> str:
    """The verification code of a form's answers: the same whenever and however often they are taken in."""
    content = replace(payload, revision=1, handed_in_at=datetime(1970, 1, 1, tzinfo=UTC), app="")
    return canonical.verification_code(encode_payload(content))


def arrival(file: str, kind: SourceKind, original: bytes, payload: Payload, message: bytes) -> Arrival:
    """An arrival with its digests and code filled in; ``message`` is the payload's canonical bytes."""
    return Arrival(
        file,
        kind,
        original,
        canonical.digest(original),
        payload,
        message,
        canonical.digest(message),
        canonical.verification_code(message),
    )


def plan(arrived: Sequence[Arrival | Refusal], known: Known) -> Plan:
    """Decide for every file whether it is new, unchanged, a replacement or refused."""
    newest: dict[str, int] = {}
    for item in arrived:
        if isinstance(item, Arrival) and item.payload.ballot:
            newest[item.payload.ballot] = max(newest.get(item.payload.ballot, 0), item.payload.revision)
    rivals = _rivals(arrived)
    seen: set[str] = {held.digest for held in known.held}
    sealed = {
        item.payload.member
        for item in arrived
        if isinstance(item, Arrival)
        and item.kind is SourceKind.SEALED
        and not (item.payload.draft or item.digest in seen)
    }
    entries: list[Entry] = []
    for item in arrived:
        if isinstance(item, Refusal):
            entries.append(Entry(item.file, Status.REFUSED, item.reason))
            continue
        if item.kind is SourceKind.FORM and item.payload.member in sealed and item.digest not in seen:
            entries.append(Entry(item.file, Status.REFUSED, EvalError("form-beside-submission"), item))
            continue
        entry = _entry(item, known, seen, newest, rivals)
        if entry.status in {Status.NEW, Status.REPLACES}:
            seen.add(item.digest)
        entries.append(entry)
    replaced = sum(_replaced_scores(entry, known) for entry in entries if entry.status is Status.REPLACES)
    return Plan(tuple(entries), replaced, all_scores(known.evaluation))


def _replaced_scores(entry: Entry, known: Known) -> int:
    """How many counted scores of the answers that stand would be changed or no longer counted."""
    if entry.arrival is None or entry.arrival.kind is SourceKind.FORM:
        return 0  # what a form says is not counted before it is confirmed
    payload = entry.arrival.payload
    replaced = 0
    for sheet in sheets_now(payload, known.evaluation):
        current = known.current.get((payload.member, sheet.subject_id))
        if current is None or current.draft:
            continue
        replaced += sum(
            payload.draft or sheet.marks.get(criterion_id) != mark
            for criterion_id, mark in current.sheet.marks.items()
            if not isinstance(mark, NoPoints)
        )
    return replaced


def _rivals(arrived: Iterable[Arrival | Refusal]) -> dict[tuple[str, int], set[str]]:
    """The different contents that claim to be one revision of one ballot."""
    contents: dict[tuple[str, int], set[str]] = {}
    for item in arrived:
        if isinstance(item, Arrival) and item.payload.ballot:
            contents.setdefault((item.payload.ballot, item.payload.revision), set()).add(item.digest)
    return contents


def _entry(
    item: Arrival,
    known: Known,
    seen: set[str],
    newest: Mapping[str, int],
    rivals: Mapping[tuple[str, int], set[str]],
) -> Entry:
    payload = item.payload
    if item.digest in seen:
        return Entry(item.file, Status.UNCHANGED, None, item)
    stands = known.current if item.kind is not SourceKind.FORM else {**known.current, **known.forms.waiting}
    differences = payload_differences(payload, known.evaluation, stands)
    if payload.ballot:
        held = [one for one in known.held if one.ballot_id == payload.ballot]
        highest = max([newest[payload.ballot], *(one.revision for one in held)])
        if payload.revision < highest:
            reason = EvalError("submission-outdated", revision=payload.revision, newer=highest)
            return Entry(item.file, Status.REFUSED, reason, item)
        if (
            len(rivals[payload.ballot, payload.revision] | {o.digest for o in held if o.revision == highest})
            > 1
        ):
            reason = (
                EvalError("form-two-contents")
                if item.kind is SourceKind.FORM
                else EvalError("submission-same-revision", revision=payload.revision)
            )
            return Entry(item.file, Status.REFUSED, reason, item, differences)
    basis = {
        sheet.subject_id: stands[payload.member, sheet.subject_id].submission
        for sheet in payload.sheets
        if (payload.member, sheet.subject_id) in stands
    }
    status = Status.REPLACES if basis else Status.NEW
    questions = asked(known.evaluation.subjects, known.evaluation.rubrics)
    open_cells = gaps(questions, sheets_now(payload, known.evaluation))
    state = known.forms.states.get(payload.member, UNTOUCHED)
    drops = _drops_form(item, known)
    return Entry(item.file, status, None, item, differences, open_cells, basis, state, drops)


def _drops_form(item: Arrival, known: Known) -> bool:
    """Whether a waiting form of the member would fall out: final answers would stand for all its sheets."""
    waits = known.forms.waiting_of(item.payload.member)
    if item.kind is SourceKind.FORM:
        return False
    answered = {sheet.subject_id for sheet in item.payload.sheets}
    return not item.payload.draft and bool(waits) and waits.keys() <= answered


def payload_differences(
    payload: Payload, evaluation: Evaluation, stands: Mapping[tuple[str, str], Current]
) -> tuple[Difference, ...]:
    """The cells in which a payload differs from what stands, by member id and subject id."""
    questions = asked(evaluation.subjects, evaluation.rubrics)
    found: list[Difference] = []
    for sheet in sheets_now(payload, evaluation):
        current = stands.get((payload.member, sheet.subject_id))
        if current is None:
            continue
        if current.draft != payload.draft:
            states = ("draft", "final") if current.draft else ("final", "draft")
            found.append(Difference(sheet.subject_id, None, "state", *states))
        found += ordered_differences(current.sheet, sheet, questions[sheet.subject_id][1])
    return tuple(found)


def ordered_differences(old: ScoreSheet, new: ScoreSheet, rubric: Rubric) -> list[Difference]:
    """``sheet_differences`` in a sheet's order: what is about the whole subject last, but a recusal first."""
    order = {criterion.id: place for place, criterion in enumerate(rubric.criteria)}
    return sorted(
        sheet_differences(old, new),
        key=lambda one: -1 if one.field in _FIRST else order.get(one.criterion_id or "", len(order)),
    )


def sheet_differences(old: ScoreSheet, new: ScoreSheet) -> list[Difference]:
    """The cells in which two sheets of one subject differ."""
    subject = new.subject_id
    found = []
    if old.recusal != new.recusal:
        found.append(Difference(subject, None, "recusal", old.recusal, new.recusal))
    if old.recusal_reason != new.recusal_reason:
        reasons = old.recusal_reason or None, new.recusal_reason or None
        found.append(Difference(subject, None, "reason", *reasons))
    for criterion_id, mark in new.marks.items():
        before = old.marks.get(criterion_id, NoPoints.BLANK)
        if before != mark:
            found.append(Difference(subject, criterion_id, "points", _shown(before), _shown(mark)))
    old_texts = {(comment.criterion_id, comment.kind): comment.text for comment in old.comments}
    new_texts = {(comment.criterion_id, comment.kind): comment.text for comment in new.comments}
    return found + [
        Difference(subject, place[0], place[1].value, old_texts.get(place), new_texts.get(place))
        for place in dict.fromkeys([*old_texts, *new_texts])
        if old_texts.get(place) != new_texts.get(place)
    ]


def all_scores(evaluation: Evaluation) -> int:
    """How many scores an evaluation has when everybody has answered everything."""
    return sum(
        len(evaluation.rubric_of(subject).scored)
        for subject in evaluation.subjects
        for member in evaluation.members
        if not evaluation.recusal(member.id, subject.id)
    )


def _shown(mark: Mark) -> int | str | None:
    if mark is NoPoints.BLANK:
        return None
    return mark.value if isinstance(mark, NoPoints) else mark
