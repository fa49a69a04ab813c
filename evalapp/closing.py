"""Closing (締切): the answers as they were kept then, and what was corrected since (正誤表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import msgspec

from evalapp import canonical
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, Evaluation, RecusalKind, ScoreSheet, Subject
from evalapp.record import Act, RecordLine
from evalapp.rubric import Rubric
from evalapp.scoring import Tally, tally

Place = tuple[str, str]
"""Member id and subject id."""

Value = int | str
"""What stands in a cell: points, ``cannot_judge``, a text, or a kind of recusal; a blank cell has none."""

_Cell = tuple[str | None, str]
"""Criterion id (``None``: the whole subject) and field, as in ``intake.Difference``."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """One sheet that counts, as a closing keeps it.

    Attributes:
        code: the verification code of what it came with; empty for a recusal that was set up.
        marks: by criterion id; empty for a recusal.
        recusal: set up, or declared by the member.
    """

    member_id: str
    subject_id: str
    code: str
    marks: Mapping[str, Mark]
    comments: tuple[Comment, ...] = ()
    recusal: RecusalKind | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell that is another one than when the evaluation was first closed.

    Attributes:
        criterion_id: ``None`` for the whole subject.
        field: ``points``, ``recusal`` or a kind of comment.
        member_id: whose it is. Internal.
        old: ``None`` where nothing stood, be it a blank cell or no sheet at all.
        new: as it stands now.
        before: the counts of the criterion when it was closed; ``None`` for what is no score.
        after: its counts now.
        at: when it was changed, UTC.
        actor: by whom. Internal.
        reason: as recorded with the change, or with the reopening during which it was made.
    """

    subject_id: str
    criterion_id: str | None
    field: str
    member_id: str
    old: Value | None
    new: Value | None
    before: Tally | None
    after: Tally | None
    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionList:
    """All corrections of an evaluation, at one moment.

    Attributes:
        evaluation: as set up now.
        corrections: in the order of subjects, criteria and members.
        closed_at: when it was first closed, UTC.
        as_of: the moment of the record's last line, UTC.
        record_head: the hash of that line.
    """

    evaluation: Evaluation
    corrections: tuple[Correction, ...]
    closed_at: datetime
    as_of: datetime
    record_head: str


@dataclass(frozen=True, slots=True)
class Step:
    """A sheet that came to stand since the closing and stands unless later ones do; ``None``: a draft.

    Attributes:
        line: tells of it.
        said: as it came.
        sheet: as it says today, where the wording was revised since.
    """

    line: RecordLine
    said: KeptSheet | None
    sheet: KeptSheet | None


@dataclass(frozen=True, slots=True)
class Moment:
    """What counted after a line of the record; ``None``: nothing. Kinds of recusals are not told apart."""

    line: RecordLine
    sheet: KeptSheet | None


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to one sheet since the closing, oldest first; the first moment is the closing's."""

    steps: tuple[Step, ...] = ()
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Document:
    version: int
    sheets: tuple[KeptSheet, ...]


def kept_sheet(member_id: str, sheet: ScoreSheet, code: str) -> KeptSheet:
    """A sheet that counts as it is kept."""
    marks = {} if sheet.recusal else sheet.marks
    return KeptSheet(member_id, sheet.subject_id, code, marks, sheet.comments, sheet.recusal)


def closing_document(sheets: Iterable[KeptSheet]) -> str:
    """What a closing keeps, as canonical JSON."""
    return canonical.encode(_Document(1, tuple(sheets))).decode()


def read_closing_document(text: str) -> tuple[KeptSheet, ...]:
    """The sheets that a closing kept.

    Raises:
        ValueError: it was changed in the file.
    """
    try:
        return msgspec.json.decode(text, type=_Document).sheets
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError("a closing's document cannot be read") from error


def changed_places(original: Iterable[KeptSheet], now: Iterable[KeptSheet]) -> tuple[Place, ...]:
    """The sheets in which anything is other than when it was closed."""
    before, after = _by_place(original), _by_place(now)
    return tuple(
        place
        for place in dict.fromkeys([*before, *after])
        if _cells(before.get(place)) != _cells(after.get(place))
    )


def corrections(
    evaluation: Evaluation,
    original: Sequence[KeptSheet],
    now: Sequence[KeptSheet],
    happened: Mapping[Place, Since],
    record: Sequence[RecordLine],
) -> tuple[Correction, ...]:
    """Every cell that differs now, in the order of subjects, criteria and members.

    Args:
        evaluation: as set up now.
        original: what counted at the first closing.
        now: what counts now.
        happened: since the first closing, to each of ``changed_places``.
        record: the whole record.

    Raises:
        LookupError: the record has no line that could have changed what has changed.
    """
    before, after = _by_place(original), _by_place(now)
    counts = _counts(original), _counts(now)
    since = _since_closing(record)
    members = {one.id: number for number, one in enumerate(evaluation.members)}
    found: list[tuple[tuple[int, int, int, int], Correction]] = []
    for place in changed_places(original, now):
        member_id, subject_id = place
        number, subject = _subject(evaluation, subject_id)
        old, new = _cells(before.get(place)), _cells(after.get(place))
        for cell in dict.fromkeys([*old, *new]):
            if old.get(cell) == new.get(cell):
                continue
            line = _made_by(cell, new.get(cell), happened[place], since)
            criterion_id, field = cell
            scored = (subject_id, criterion_id) if field == "points" else None
            correction = Correction(
                subject_id,
                criterion_id,
                field,
                member_id,
                old.get(cell),
                new.get(cell),
                tally(counts[0].get(scored, ())) if scored else None,
                tally(counts[1].get(scored, ())) if scored else None,
                datetime.fromisoformat(line.at),
                line.actor,
                _reason(line, since),
            )
            order = number, *_order(cell, subject, evaluation), members.get(member_id, len(members))
            found.append((order, correction))
    return tuple(one for _order_, one in sorted(found, key=lambda pair: pair[0]))


def _by_place(sheets: Iterable[KeptSheet]) -> dict[Place, KeptSheet]:
    return {(one.member_id, one.subject_id): one for one in sheets}


def _cells(sheet: KeptSheet | None) -> dict[_Cell, Value]:
    """What stands on a sheet; nothing for one that does not count, and for its blank cells."""
    if sheet is None:
        return {}
    if sheet.recusal:
        return {(None, "recusal"): sheet.recusal.value}
    marks = {(id_, "points"): mark for id_, mark in sheet.marks.items() if mark is not NoPoints.BLANK}
    texts = {(one.criterion_id, one.kind.value): one.text for one in sheet.comments}
    return {**{cell: _value(mark) for cell, mark in marks.items()}, **texts}


def _value(mark: Mark) -> Value:
    return mark.value if isinstance(mark, NoPoints) else mark


def _counts(sheets: Iterable[KeptSheet]) -> dict[tuple[str, str | None], list[Mark]]:
    found: dict[tuple[str, str | None], list[Mark]] = {}
    for sheet in sheets:
        for criterion_id, mark in sheet.marks.items():
            found.setdefault((sheet.subject_id, criterion_id), []).append(mark)
    return found


def _since_closing(record: Sequence[RecordLine]) -> Sequence[RecordLine]:
    first = next(line.number for line in record if line.act == Act.CLOSED)
    return [line for line in record if line.number > first]


def _made_by(cell: _Cell, value: Value | None, happened: Since, since: Sequence[RecordLine]) -> RecordLine:
    """The line that made the cell what it is.

    That of the first in the last run of sheets that say the same; without any the last that changed it; for
    another kind of a recusal the last that set recusals up.
    """
    made: RecordLine | None = None
    for step in reversed(happened.steps if value is not None else ()):
        if {_cells(step.said).get(cell), _cells(step.sheet).get(cell)} != {value}:
            break
        made = step.line
    if made:
        return made
    for after, before in pairwise(reversed(happened.moments)):
        if _cells(before.sheet).get(cell) != _cells(after.sheet).get(cell):
            return after.line
    return [line for line in since if "recusal:" in str(line.details.get("changed", ""))][-1]


def _reason(line: RecordLine, since: Sequence[RecordLine]) -> str:
    own = str(line.details.get("reason", ""))
    reopenings = [one for one in since if one.act == Act.REOPENED and one.number < line.number]
    return own or (str(reopenings[-1].details.get("reason", "")) if reopenings else "")


def _subject(evaluation: Evaluation, subject_id: str) -> tuple[int, Subject | None]:
    for number, subject in enumerate(evaluation.subjects):
        if subject.id == subject_id:
            return number, subject
    return len(evaluation.subjects), None


def _order(cell: _Cell, subject: Subject | None, evaluation: Evaluation) -> tuple[int, int]:
    criterion_id, field = cell
    criteria = _criteria(evaluation.rubric_of(subject)) if subject else {}
    fields = ("recusal", "points", "positive", "issue", "recommendation")
    last = len(criteria)
    return (-1 if field == "recusal" else criteria.get(criterion_id, last)), fields.index(field)


def _criteria(rubric: Rubric) -> dict[str | None, int]:
    return {one.id: number for number, one in enumerate(rubric.criteria)}
