"""Watching (状況): the board of members and subjects. What stands, what is missing, what needs a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from evalapp.dates import japanese_day
from evalapp.model import Evaluation, Member, RecusalKind, Subject
from evalapp.report import SourceKind
from evalapp.store.issued import IssueNote


class CellState(StrEnum):
    """How one member's answer for one subject stands, in the order of the work."""

    NOT_ISSUED = "not-issued"
    ISSUED = "issued"
    DRAFT = "draft"
    NEEDS_LOOK = "needs-look"
    HANDED_IN = "handed-in"
    REVISED = "revised"
    RECUSED = "recused"


class Reason(StrEnum):
    """Why a cell needs a look.

    ``FORM_WAITS``: an Excel form is to be confirmed; ``FORM_INCOMPLETE``: one with blank cells, which cannot
    be. ``TYPING``: paper is being typed in; ``TYPED``: twice by now, and nobody has confirmed it.
    ``ASKED_ANEW``: the wording was revised, and cells of the counted sheet are blank since. ``SUPERSEDED``:
    the counted sheet came from a ballot or form in whose place another one was issued.
    """

    FORM_WAITS = "form-waits"
    FORM_INCOMPLETE = "form-incomplete"
    TYPING = "typing"
    TYPED = "typed"
    ASKED_ANEW = "asked-anew"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Taken:
    """A submission that was taken in and not undone.

    Attributes:
        number: of the submission.
        revision: of the ballot; for typed answers and forms their count.
        received_at: UTC.
        superseded: another ballot or form was issued to the member in place of the one it came from.
        waits: a form that nobody has confirmed.
    """

    number: int
    kind: SourceKind
    code: str
    revision: int
    draft: bool
    received_at: datetime
    superseded: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The sheet that stands for a cell.

    Attributes:
        submission: the number of the one it came in.
        blank: scored cells that the member left blank, or that a revised wording asks anew.
        revised: more than one final version of it was taken in.
    """

    submission: int
    draft: bool = False
    recusal: RecusalKind | None = None
    blank: int = 0
    asked_anew: bool = False
    revised: bool = False


Place = tuple[str, str]
"""Member id and subject id."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the evaluation file knows, for ``board``.

    Attributes:
        issued: by member id, oldest first.
        unasked: what the ballots and forms that a member has got do not ask: added to the set-up since.
        taken: by number, oldest first.
        last: the number of each member's newest submission, by member id.
        waiting: the number of the form that waits, by member id.
        typing: the paper sheets being typed in, and whether they are typed in twice by now.
    """

    issued: Mapping[str, tuple[IssueNote, ...]] = field(default_factory=dict)
    unasked: frozenset[Place] = frozenset()
    taken: Mapping[int, Taken] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)
    standing: Mapping[Place, Standing] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    typing: Mapping[Place, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One member's answer for one subject.

    Attributes:
        owed: the member has still to answer.
        reasons: why it needs a look; empty in other states.
        recusal: set up, or declared by the member.
        submission: the one whose answers stand, if any.
        blank: scored cells without an answer in a sheet that counts.
    """

    state: CellState
    owed: bool = False
    reasons: tuple[Reason, ...] = ()
    recusal: RecusalKind | None = None
    submission: int | None = None
    blank: int = 0


@dataclass(frozen=True)
class BoardRow:
    """A member's cells, in the order of the subjects.

    Attributes:
        issued: what was issued last, if anything.
        received: what came in last, if anything.
        late: the deadline has passed and something is still owed.
    """

    member: Member
    cells: tuple[Cell, ...]
    issued: IssueNote | None
    received: Taken | None
    late: bool

    @cached_property
    def counts(self) -> Counter[CellState]:
        """How many cells are in which state."""
        return Counter(cell.state for cell in self.cells)

    @cached_property
    def owed(self) -> int:
        """How many subjects the member has still to answer."""
        return sum(cell.owed for cell in self.cells)


@dataclass(frozen=True)
class Board:
    """Members × subjects at one moment.

    Attributes:
        due: the deadline has passed; its own day still counts as in time.
        rows: one a member, in the committee's order.
        taken: as in ``Facts``.
    """

    evaluation: Evaluation
    due: bool
    rows: tuple[BoardRow, ...]
    taken: Mapping[int, Taken]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The columns."""
        return self.evaluation.subjects

    @cached_property
    def counts(self) -> Counter[CellState]:
        """How many cells of the whole board are in which state."""
        return sum((row.counts for row in self.rows), Counter())

    @cached_property
    def subject_counts(self) -> tuple[Counter[CellState], ...]:
        """The same for each subject."""
        places = range(len(self.subjects))
        return tuple(Counter(row.cells[place].state for row in self.rows) for place in places)

    @cached_property
    def subject_owed(self) -> tuple[int, ...]:
        """For each subject how many members have still to answer."""
        places = range(len(self.subjects))
        return tuple(sum(row.cells[place].owed for row in self.rows) for place in places)


def board(evaluation: Evaluation, facts: Facts, now: datetime) -> Board:
    """The board.

    Args:
        evaluation: the set-up.
        facts: what the file knows.
        now: with a time zone; the deadline is a day in Japan.
    """
    deadline = evaluation.info.deadline
    due = deadline is not None and japanese_day(now) > deadline
    recusals = {(one.member_id, one.subject_id): one.kind for one in evaluation.recusals}
    rows = []
    for member in evaluation.members:
        places = [(member.id, subject.id) for subject in evaluation.subjects]
        form = _waiting_form(facts, member.id, [one for one in places if one not in recusals])
        issued = facts.issued.get(member.id, ())
        # a member's cells are mostly alike: what is alike is one value
        alike: dict[tuple[Standing | None, bool | None, bool], Cell] = {}
        cells = []
        for place in places:
            if place in recusals:
                cells.append(Cell(CellState.RECUSED, recusal=recusals[place]))
                continue
            key = (
                facts.standing.get(place),
                facts.typing.get(place),
                bool(issued) and place not in facts.unasked,
            )
            if key not in alike:
                alike[key] = _cell(facts, *key, form)
            cells.append(alike[key])
        last = facts.last.get(member.id)
        rows.append(
            BoardRow(
                member,
                tuple(cells),
                issued[-1] if issued else None,
                facts.taken[last] if last is not None else None,
                late=due and any(cell.owed for cell in cells),
            )
        )
    return Board(evaluation, due, tuple(rows), facts.taken)


def owing(found: Board) -> tuple[Member, ...]:
    """The members who have still to answer something, in the committee's order."""
    return tuple(row.member for row in found.rows if row.owed)


def reminder(found: Board) -> tuple[Member, ...]:
    """Those of ``owing`` who can be reminded: something was issued to them."""
    return tuple(row.member for row in found.rows if row.owed and row.issued)


def _waiting_form(facts: Facts, member_id: str, places: list[Place]) -> Taken | None:
    """The form of a member that waits, unless everything was handed in or typed in after it."""
    number = facts.waiting.get(member_id)
    if number is None:
        return None
    overtaken = all(
        (stands := facts.standing.get(place)) is not None and not stands.draft and stands.submission > number
        for place in places
    )
    return None if overtaken else facts.taken[number]


def _cell(
    facts: Facts,
    stands: Standing | None,
    typed: bool | None,  # noqa: FBT001 - a value of ``Facts.typing``
    issued: bool,  # noqa: FBT001 - one of the three that a cell is made of
    form: Taken | None,
) -> Cell:
    """The cell of a member who is not recused by the set-up."""
    reasons = []
    if form:
        reasons.append(Reason.FORM_INCOMPLETE if form.draft else Reason.FORM_WAITS)
    if typed is not None:
        reasons.append(Reason.TYPED if typed else Reason.TYPING)
    final = stands is not None and not stands.draft
    recusal = stands.recusal if stands else None
    if stands and final and not recusal:
        if stands.asked_anew:
            reasons.append(Reason.ASKED_ANEW)
        if facts.taken[stands.submission].superseded:
            reasons.append(Reason.SUPERSEDED)
    # what the secretariat holds already, the member need not send again
    at_hand = Reason.FORM_WAITS in reasons or typed is not None
    owed = not at_hand and (not final or Reason.ASKED_ANEW in reasons)
    if reasons:
        state = CellState.NEEDS_LOOK
    elif stands is None:
        state = CellState.ISSUED if issued else CellState.NOT_ISSUED
    elif stands.draft:
        state = CellState.DRAFT
    elif recusal:
        state = CellState.RECUSED
    else:
        state = CellState.REVISED if stands.revised else CellState.HANDED_IN
    return Cell(
        state,
        owed,
        tuple(reasons),
        recusal,
        stands.submission if stands else None,
        stands.blank if stands else 0,
    )
