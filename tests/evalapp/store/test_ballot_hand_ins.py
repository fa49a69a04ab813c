"""What was handed in, over two copies of one ballot."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.handing_in import hand_in
from evalapp.store.ballot_file import BallotFile, HandIn, HandInNote
from tests.story import NOON, Desk, new_desk, raw_sqlite

ONE = HandIn(1, True, NOON, '{"評":1}'.encode(), "AAAA", b"\x00sealed")
TWO = HandIn(2, False, NOON.replace(hour=4), b"{}", "BBBB", b"\xff")


def note(one: HandIn) -> HandInNote:
    return HandInNote(one.revision, one.draft, one.at, one.code)


@pytest.fixture
def copy(small: Desk) -> Path:
    """Made before anything was handed in."""
    return Path(shutil.copy(small.ballot("m1"), small.folder / "copy.ballot"))


def test_every_revision_is_listed_the_newest_last(small: Desk) -> None:
    with BallotFile(small.ballot("m1")) as file:
        assert file.hand_ins() == ()
        file.note_hand_in(TWO)
        file.note_hand_in(ONE)
        assert file.hand_ins() == (note(ONE), note(TWO))


def test_a_revision_that_was_changed_is_damage(small: Desk) -> None:
    path = small.ballot("m1")
    with BallotFile(path) as file:
        file.note_hand_in(ONE)
        file.note_hand_in(TWO)
    with raw_sqlite(path) as db:
        db.execute("UPDATE hand_in SET sealed = x'01' WHERE revision = 1")
    with BallotFile(path) as file:
        assert file.last_hand_in() == TWO
        with pytest.raises(EvalError) as refusal:
            file.hand_ins()
        assert refusal.value.code == "file-damaged"


def test_a_copy_learns_what_the_other_has_handed_in(small: Desk, copy: Path) -> None:
    with BallotFile(small.ballot("m1")) as file, BallotFile(copy) as other:
        other.note_hand_in(ONE)
        other.note_hand_in(TWO)
        file.take_hand_ins(other)
        file.take_hand_ins(other)
        assert file.hand_ins() == other.hand_ins() == (note(ONE), note(TWO))
        assert file.last_hand_in() == TWO


def test_where_both_have_a_revision_each_keeps_its_own(small: Desk, copy: Path) -> None:
    own = replace(ONE, code="CCCC", message=b"[]")
    with BallotFile(small.ballot("m1")) as file, BallotFile(copy) as other:
        file.note_hand_in(own)
        other.note_hand_in(ONE)
        other.note_hand_in(TWO)
        file.take_hand_ins(other)
        assert file.hand_ins() == (note(own), note(TWO))
        assert other.hand_ins() == (note(ONE), note(TWO))


def test_one_member_on_two_copies_never_hands_in_one_number_twice(small: Desk, copy: Path) -> None:
    def scored(file: BallotFile, points: int) -> int:
        sheets = [replace(sheet, marks={"c1": points, "c2": points}) for sheet in file.sheets()]
        file.save_sheets(sheets)
        receipt = hand_in(file, small.folder / "out", draft=False, at=NOON, app="0.1.0")
        return receipt.revision

    with BallotFile(small.ballot("m1")) as file, BallotFile(copy) as other:
        assert scored(other, 1) == 1
        assert scored(other, 2) == 2
        file.take_hand_ins(other)
        assert scored(file, 2) == 2  # the very answers of the other copy: the very same file
        assert scored(file, 3) == 3
        other.take_hand_ins(file)
        assert scored(other, 0) == 4
    assert len({path.read_bytes() for path in (small.folder / "out").iterdir()}) == 4


@pytest.mark.parametrize(
    "whose", ["another member's", "another evaluation's", "one made up with the same id"]
)
def test_another_ballot_is_refused(whose: str, small: Desk, copy: Path) -> None:
    paths = {"another member's": small.ballot("m2"), "one made up with the same id": copy}
    path = paths.get(whose) or new_desk(small.folder / "other").ballot("m1")
    with BallotFile(path) as other:
        other.note_hand_in(ONE)
        if path == copy:
            other.db.execute("UPDATE ballot SET signing_seed = randomblob(32)")
        with BallotFile(small.ballot("m1")) as file:
            with pytest.raises(EvalError) as refusal:
                file.take_hand_ins(other)
            assert (refusal.value.code, refusal.value.params) == ("ballot-other", {"file": str(path)})
            assert file.hand_ins() == ()


def test_a_damaged_copy_gives_nothing(small: Desk, copy: Path) -> None:
    with BallotFile(copy) as other:
        other.note_hand_in(ONE)
        other.note_hand_in(TWO)
    with raw_sqlite(copy) as db:
        db.execute("UPDATE hand_in SET payload = '[1]' WHERE revision = 2")
    with BallotFile(small.ballot("m1")) as file, BallotFile(copy) as other:
        with pytest.raises(EvalError) as refusal:
            file.take_hand_ins(other)
        assert refusal.value.params == {"file": str(copy)}
        assert file.hand_ins() == ()
