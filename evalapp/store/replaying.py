"""What stood on a member's sheets after each act since the closing, replayed from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sqlite3 import Connection

from evalapp.asking import understood
from evalapp.carrying import sheets_now
from evalapp.closing import KeptSheet, Moment, kept_sheet
from evalapp.model import Evaluation, Recusal, RecusalKind, RubricRevision
from evalapp.record import Act, RecordLine
from evalapp.store.forms import stored_payload
from evalapp.submission import Payload
from evalapp.wordings import wordings

BRINGING = frozenset((Act.ACCEPTED, Act.REPLACED, Act.TYPED_IN, Act.FORM_CONFIRMED))
"""The acts by which a submission begins to stand."""


@dataclass
class _State:
    """What decides on a member's sheets, as the lines so far tell it."""

    evaluation: Evaluation
    member_id: str
    payloads: Mapping[int, tuple[int, Payload]]
    recused: set[str] = field(default_factory=set)
    revised: Counter[str] = field(default_factory=Counter)
    brought: list[int] = field(default_factory=list)
    undone: set[object] = field(default_factory=set)

    def follow(self, line: RecordLine) -> bool:
        """Take one more line in; whether it can have changed the sheets."""
        number = line.details.get("submission")
        if line.act in BRINGING and isinstance(number, int) and number in self.payloads:
            self.brought.append(number)
        elif line.act == Act.INTAKE_UNDONE:
            self.undone.add(line.details.get("intake"))
        elif line.act == Act.SETUP_CHANGED:
            change = understood(line.number, line.details)
            self.recused -= {subject for member, subject in change.unrecused if member == self.member_id}
            self.recused |= {subject for member, subject in change.recused if member == self.member_id}
            self.revised.update(str(line.details.get("reworded", "")).split())
        else:
            return False
        return True

    def sheets(self, subjects: Collection[str]) -> dict[str, KeptSheet]:
        """What counts of these, by subject id; the kind of a recusal is not told by the record."""
        then = self._evaluation()
        found = {
            subject_id: KeptSheet(self.member_id, subject_id, "", {}, (), RecusalKind.CONFLICT)
            for subject_id in self.recused
        }
        # newest first: sheets that others stand over need not be carried to today's wording
        open_to = {*subjects} - self.recused
        for number in reversed(self.brought):
            intake, payload = self.payloads[number]
            if intake in self.undone:
                continue
            wanted = tuple(sheet for sheet in payload.sheets if sheet.subject_id in open_to)
            open_to -= {sheet.subject_id for sheet in wanted}
            if not payload.draft:
                for sheet in sheets_now(replace(payload, sheets=wanted), then):
                    found[sheet.subject_id] = kept_sheet(self.member_id, sheet, "")
        return found

    def _evaluation(self) -> Evaluation:
        rubrics = tuple(
            wordings(self.evaluation, one.id)[self.revised[one.id]] for one in self.evaluation.rubrics
        )
        seen: Counter[str] = Counter()
        revisions: list[RubricRevision] = []
        for one in self.evaluation.revisions:
            seen[one.rubric_id] += 1
            if seen[one.rubric_id] <= self.revised[one.rubric_id]:
                revisions.append(one)
        recusals = tuple(Recusal(self.member_id, id_, RecusalKind.CONFLICT) for id_ in self.recused)
        return replace(self.evaluation, rubrics=rubrics, revisions=tuple(revisions), recusals=recusals)


def replayed(
    db: Connection,
    evaluation: Evaluation,
    member_id: str,
    subjects: Collection[str],
    record: Sequence[RecordLine],
) -> dict[str, tuple[Moment, ...]]:
    """What stood on each of these subjects, first at the first closing and then after each act that could
    have changed it.

    Raises:
        ValueError: the record does not fit the set-up. So does LookupError.
    """
    state = _State(
        evaluation, member_id, _payloads(db, member_id), _recused_first(evaluation, member_id, record)
    )
    found: dict[str, list[Moment]] = {subject_id: [] for subject_id in subjects}
    closed = False
    for line in record:
        changing = state.follow(line)
        first = not closed and line.act == Act.CLOSED
        closed = closed or first
        if first or (closed and changing):
            sheets = state.sheets(subjects)
            for subject_id, moments in found.items():
                moments.append(Moment(line, sheets.get(subject_id)))
    return {subject_id: tuple(moments) for subject_id, moments in found.items()}


def _payloads(db: Connection, member_id: str) -> dict[int, tuple[int, Payload]]:
    """All submissions of a member, undone ones too: intake and payload by number."""
    return {
        number: (intake, stored_payload(message))
        for number, intake, message in db.execute(
            "SELECT submission.no, intake, payload FROM submission"
            " JOIN member ON member.no = submission.member WHERE member.id = ?",
            [member_id],
        ).fetchall()
    }


def _recused_first(evaluation: Evaluation, member_id: str, record: Iterable[RecordLine]) -> set[str]:
    """The subjects from which the member was recused before the first change that the record tells of."""
    recused = {one.subject_id for one in evaluation.recusals if one.member_id == member_id}
    for line in reversed([*record]):
        if line.act == Act.SETUP_CHANGED:
            change = understood(line.number, line.details)
            recused -= {subject for member, subject in change.recused if member == member_id}
            recused |= {subject for member, subject in change.unrecused if member == member_id}
    return recused
