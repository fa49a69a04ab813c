"""A changed set-up as it is shown before it comes into force: what changes, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalapp.changes import Change, changes
from evalapp.consequences import Consequences, consequences
from evalapp.known import Known
from evalapp.model import Evaluation
from evalapp.revising import Kept, revised, reworded
from evalapp.store.adopting_materials import Contents, other_contents
from evalapp.store.closing import is_closed
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.fixed import anything_issued, members_held, refuse_fixed
from evalapp.store.received import known
from evalapp.store.setup_draft import materials_in_force
from evalapp.wordings import choices


@dataclass(frozen=True, slots=True)
class Ground:
    """What a changed set-up is held against.

    Attributes:
        known: all that was issued and answered; its evaluation is the set-up that stands.
        materials: in force.
        issued: something was issued, or answers came in.
        held: how many members keep their places; see ``members_held``.
        closed: a change wants a reason.
    """

    known: Known
    materials: Contents
    issued: bool
    held: int
    closed: bool


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """What would come into force.

    Attributes:
        new: with its revisions.
        choices: (rubric id, criterion id) of which a person decides whether the answers stand.
    """

    new: Evaluation
    changes: tuple[Change, ...]
    choices: tuple[tuple[str, str], ...]
    consequences: Consequences


def read_ground(file: EvaluationFile) -> Ground:
    """All that a plan needs of the file; reads the contents of all materials."""
    file.refresh()
    with reading_faults(file.path):
        issued, held = anything_issued(file.db), members_held(file.db)
    return Ground(known(file), materials_in_force(file), issued, held, is_closed(file))


def open_choices(ground: Ground, new: Evaluation) -> tuple[tuple[str, str], ...]:
    """(rubric id, criterion id) of which a person decides; none before anything is issued."""
    pairs = reworded(ground.known.evaluation, new) if ground.issued else ()
    return tuple((after.id, one) for before, after in pairs for one in choices(before, after))


def plan_setup(ground: Ground, new: Evaluation, contents: Contents, kept: Kept) -> SetupPlan:
    """What ``new`` would change.

    Args:
        ground: as read.
        new: without problems; its revisions are not looked at.
        contents: of its materials.
        kept: see ``revised``; what is missing is asked anew.

    Raises:
        EvalError: ``setup-subject-fixed``, ``setup-member-fixed``, ``setup-cannot-keep``.
    """
    old = ground.known.evaluation
    open_to_choice = open_choices(ground, new)
    if ground.issued:
        refuse_fixed(old, new, ground.held)
        new = revised(old, new, {**{rubric: () for rubric, _criterion in open_to_choice}, **kept})
    else:
        new = replace(new, revisions=old.revisions)
    found = changes(old, new, other_contents(ground.materials, contents))
    following = consequences(ground.known, new, found) if ground.issued else Consequences((), (), ())
    return SetupPlan(new, found, open_to_choice, following)
