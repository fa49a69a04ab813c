"""Whatever is done to set-up and answers in whatever order: what stands is what one derivation gives."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evalapp.mark import Mark, NoPoints
from evalapp.model import Member, Recusal, RecusalKind
from evalapp.rubric import Criterion
from evalapp.store.received import known, undo_intake
from evalapp.store.verify import verify
from tests.changing import SETUP, STEPS, House, reworded, subject

Marks = dict[str, Mark]
MEMBERS = st.sampled_from(["m1", "m2"])


@dataclass
class Oracle:
    """What should stand, by another way than the app's: every change is made to all answers at once."""

    taken: list[tuple[int, str, dict[str, Marks]]] = field(default_factory=list)
    recused: set[tuple[str, str]] = field(default_factory=set)
    undone: set[int] = field(default_factory=set)

    def reword(self, kept: set[str], criteria: list[str]) -> None:
        for _intake, _member, sheets in self.taken:
            for subject_id, marks in sheets.items():
                sheets[subject_id] = {
                    id_: marks[id_] if id_ in kept and id_ in marks else NoPoints.BLANK for id_ in criteria
                }

    def stands(self) -> dict[tuple[str, str], Marks]:
        found: dict[tuple[str, str], Marks] = {}
        for intake, member, sheets in self.taken:
            if intake not in self.undone:
                found |= {(member, subject_id): marks for subject_id, marks in sheets.items()}
        return {place: marks for place, marks in found.items() if place not in self.recused}


class Story:
    """One course of events, told to the app and to the oracle."""

    def __init__(self, folder: Path) -> None:
        self.house = House(folder / "house")
        self.house.issue()
        self.oracle = Oracle()
        self.asked = {member: self._asked(member) for member in ("m1", "m2")}
        self.worded = dict.fromkeys(self.asked, 0)
        self.rewordings: list[tuple[set[str], list[str]]] = []

    def _asked(self, member: str) -> list[str]:
        setup = self.house.file.evaluation
        return [one.id for one in setup.subjects if not setup.recusal(member, one.id)]

    def issue(self, member: str) -> None:
        self.house.issue(member)
        self.asked[member] = self._asked(member)
        self.worded[member] = len(self.rewordings)

    def hand_in(self, member: str, mark: int) -> None:
        if not self.asked[member]:
            return
        applied = self.house.take_in(self.house.hand_in(member, mark))
        assert (applied.accepted, applied.failed) == (1, ())
        ballot = self.house.ballots[member][0]
        criteria = [one.id for one in ballot.rubrics[0].scored]
        late = Oracle([(0, member, {id_: dict.fromkeys(criteria, mark) for id_ in self.asked[member]})])
        for kept, names in self.rewordings[self.worded[member] :]:
            late.reword(kept, names)
        self.oracle.taken.append((applied.intake or 0, member, late.taken[0][2]))

    def undo(self) -> None:
        left = {intake for intake, _member, _sheets in self.oracle.taken} - self.oracle.undone
        if left:
            undo_intake(self.house.file, None, self.house.now(), "s")
            self.oracle.undone.add(max(left))

    def recuse(self, member: str, subject_id: str) -> None:
        setup, pair = self.house.file.evaluation, (member, subject_id)
        others = tuple(one for one in setup.recusals if (one.member_id, one.subject_id) != pair)
        added = (Recusal(*pair, RecusalKind.CONFLICT),) if len(others) == len(setup.recusals) else ()
        self.house.adopt(replace(setup, recusals=(*others, *added)))
        self.oracle.recused ^= {pair}

    def add(self) -> None:
        setup = self.house.file.evaluation
        self.house.adopt(replace(setup, subjects=(*setup.subjects, subject(f"R{len(setup.subjects)}"))))

    def reword(self, what: str, *, keep: bool) -> None:
        setup = self.house.file.evaluation
        number = len(self.rewordings)
        first, *_others, last = setup.rubrics[0].criteria
        if what == "title":
            change = {first.id: replace(first, title=f"題 {number}")}
        elif what == "points":
            # of the very same points only: fewer or more of them each time
            change = {first.id: replace(first, scale=replace(STEPS, steps=STEPS.steps[: 4 - number % 2]))}
            keep = keep and first.scale == change[first.id].scale
        elif what == "add" or len(setup.rubrics[0].criteria) < 3:
            change = {f"n{number}": Criterion(f"n{number}", "新項目", scale=STEPS)}
        else:
            change = {last.id: None}  # type: ignore[dict-item]
        new = reworded(setup, **change)
        # no wording twice: what returning to one means is told elsewhere
        new = replace(new, rubrics=(replace(new.rubrics[0], title=f"第{number}版"),))
        chosen = list(change) if keep and what == "title" else []
        self.house.adopt(new, {"r": chosen})
        same = {one.id for one in new.rubrics[0].criteria} & {
            one.id for one in setup.rubrics[0].criteria if one in new.rubrics[0].criteria
        }
        step = (same | set(chosen), [one.id for one in new.rubrics[0].scored])
        self.rewordings.append(step)
        self.oracle.reword(*step)

    def rename(self, member: str) -> None:
        setup = self.house.file.evaluation
        named = tuple(
            replace(one, name=f"{one.name}＊") if one.id == member else one for one in setup.members
        )
        self.house.adopt(replace(setup, members=(*named, Member(f"m{len(named) + 1}", "新任"))))


STEP: st.SearchStrategy[Callable[[Story], None]] = st.one_of(
    st.builds(lambda member, mark: lambda story: story.hand_in(member, mark), MEMBERS, st.integers(1, 3)),
    st.builds(lambda member: lambda story: story.issue(member), MEMBERS),
    st.builds(
        lambda member, place: lambda story: story.recuse(member, place), MEMBERS, st.sampled_from(["P", "Q"])
    ),
    st.builds(
        lambda what, keep: lambda story: story.reword(what, keep=keep),
        st.sampled_from(["title", "points", "add", "remove"]),
        st.booleans(),
    ),
    st.sampled_from([Story.undo, Story.add, lambda story: story.rename("m1")]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=3, max_size=10))
def test_any_course_of_events_gives_what_one_derivation_gives(
    tmp_path: Path, steps: list[Callable[[Story], None]]
) -> None:
    story = Story(Path(tempfile.mkdtemp(dir=tmp_path)))
    file = story.house.file
    for step in steps:
        step(story)
        current = known(file).current
        assert {place: dict(one.sheet.marks) for place, one in current.items()} == story.oracle.stands()
    # the tables hold just what the payloads give
    assert verify(file) == ()
    assert file.evaluation.info == SETUP.info
    file.close()
