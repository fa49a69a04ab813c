"""A ballot as a member's program uses it: one committed transaction an edit."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind, ScoreSheet
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile, HandIn
from tests.story import NOON, SMALL_SETUP, Desk, new_desk, raw_sqlite, refused


@pytest.fixture
def ballot(small: Desk) -> Path:
    return small.ballot("m1")


def test_every_edit_is_in_the_file_at_once(ballot: Path) -> None:
    with BallotFile(ballot) as file, BallotFile(ballot) as watching:
        first, second = file.sheets()
        assert set(first.marks.values()) == {NoPoints.BLANK}
        edits = [
            replace(first, marks={"c1": 0, "c2": NoPoints.CANNOT_JUDGE}),
            replace(
                first, marks={"c1": 3, "c2": NoPoints.BLANK}, comments=(Comment(CommentKind.ISSUE, "問"),)
            ),
            replace(first, recusal=RecusalKind.CONFLICT),
            first,
        ]
        for edit in edits:
            file.save_sheets([edit])
            assert watching.sheets() == (edit, second)
    assert sorted(path.name for path in ballot.parent.iterdir()) == ["m1.ballot", "m2.ballot"]


def test_a_failed_edit_changes_nothing(ballot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evalapp.store.database._BUSY_SECONDS", 0.01)
    before = ballot.read_bytes()
    with BallotFile(ballot) as file, raw_sqlite(ballot) as other:
        sheet = replace(file.sheets()[0], marks={"c1": 1, "c2": 1})
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EvalError) as refusal:
            file.save_sheets([sheet])
        assert refusal.value.code == "file-busy"
        other.execute("ROLLBACK")
        assert file.sheets()[0].marks == {"c1": NoPoints.BLANK, "c2": NoPoints.BLANK}
    assert ballot.read_bytes() == before


def test_programs_that_edit_at_once_follow_each_other(tmp_path: Path) -> None:
    """Eight programs write eight cells; none writes back a sheet it read before another changed it."""
    criteria = ", ".join(f'{{id = "c{n}", title = "項目{n}"}}' for n in range(8))
    setup = re.sub(r"(?m)^criteria = .*$", f"criteria = [{criteria}]", SMALL_SETUP)
    path = new_desk(tmp_path / "eight", setup).ballot("m1")
    waiting = threading.Barrier(8)

    def write(number: int) -> None:
        def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
            return [replace(sheets[0], marks={**sheets[0].marks, f"c{number}": 3})]

        with BallotFile(path) as file:
            waiting.wait()
            file.edit(change)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with BallotFile(path) as file:
        assert file.sheets()[0].marks == {f"c{n}": 3 for n in range(8)}


def test_an_edit_holds_the_file_from_its_reading_on(ballot: Path) -> None:
    with BallotFile(ballot) as file, BallotFile(ballot) as other:
        other.db.execute("PRAGMA busy_timeout = 0")

        def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
            with pytest.raises(EvalError) as refusal:
                other.save_sheets([replace(sheets[0], marks={"c1": 0, "c2": 0})])
            assert refusal.value.code == "file-busy"
            return [replace(sheets[1], marks={"c1": 1, "c2": 1})]

        file.edit(change)
        first, second = other.sheets()
    assert set(first.marks.values()) == {NoPoints.BLANK}
    assert second.marks == {"c1": 1, "c2": 1}


def test_an_edit_of_one_sheet_reads_and_verifies_that_one(ballot: Path) -> None:
    seen: list[ScoreSheet] = []

    def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
        seen[:] = sheets
        return [replace(sheets[0], marks={**sheets[0].marks, "c1": 2})]

    with BallotFile(ballot) as file:
        first, second, *_others = file.sheets()
        file.edit(change, only={second.subject_id})
        assert seen == [second]
        assert file.sheets()[:2] == (first, replace(second, marks={**second.marks, "c1": 2}))
        # a hand changes another sheet, and then this one
        file.db.execute("INSERT OR REPLACE INTO mark VALUES (1, 'c1', 'points', 3)")
        file.edit(change, only={second.subject_id})
        file.db.execute("UPDATE mark SET points = 1 WHERE subject = 2 AND criterion = 'c1'")
        with pytest.raises(EvalError, match="file-damaged"):
            file.edit(change, only={second.subject_id})
        with pytest.raises(EvalError, match="file-damaged"):
            file.sheets()


def test_an_edit_that_is_refused_half_way_changes_nothing(ballot: Path) -> None:
    before = ballot.read_bytes()

    def refuse(sheets: tuple[ScoreSheet, ...]) -> Iterator[ScoreSheet]:
        yield replace(sheets[0], marks={"c1": 3, "c2": 3})
        raise EvalError("answers-empty")

    with BallotFile(ballot) as file:
        with pytest.raises(EvalError, match="answers-empty"):
            file.edit(refuse)
        assert set(file.sheets()[0].marks.values()) == {NoPoints.BLANK}
    assert ballot.read_bytes() == before


def test_hand_ins_are_kept_with_their_bytes(ballot: Path) -> None:
    with BallotFile(ballot) as file:
        assert file.last_hand_in() is None
        one = HandIn(1, True, NOON, '{"評":1}'.encode(), "AAAA", b"\x00sealed")
        other = HandIn(2, False, NOON, b"{}", "BBBB", b"\xff")
        file.note_hand_in(one)
        assert file.last_hand_in() == one
        file.note_hand_in(other)
        assert file.last_hand_in() == other


def test_everything_asked_is_in_the_ballot(handed_in_once: Desk) -> None:
    with BallotFile(handed_in_once.ballot("m3")) as file:
        ballot = file.ballot
    assert ballot.member.name == "辻󠄀堂 誠司"
    assert [subject.id for subject in ballot.subjects] == ["A", "B", "C", "P"]
    assert [subject.id for subject in ballot.judged] == ["A", "C", "P"]
    assert list(ballot.asked) == ["A", "C", "P"]
    assert [rubric.id for rubric in ballot.rubrics] == ["meti-project", "meti-programme"]
    assert ballot.recusals[0].kind is RecusalKind.CONFLICT
    assert all(criterion.guidance for rubric in ballot.rubrics for criterion in rubric.criteria)
    assert ballot.info.contact


def test_values_that_cannot_be_read_are_damage(ballot: Path) -> None:
    with raw_sqlite(ballot) as db:
        db.execute("INSERT INTO hand_in VALUES (1, 0, 'yesterday', '{}', '', x'')")
    with BallotFile(ballot) as file:
        with pytest.raises(EvalError) as refusal:
            file.last_hand_in()
        assert refusal.value.code == "file-damaged"
        assert refusal.value.params == {"file": str(ballot)}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE mark SET points = 3 WHERE subject = 1 AND criterion = 'c1'",
        "DELETE FROM mark WHERE subject = 2 AND criterion = 'c2'",
        "INSERT INTO comment VALUES (1, '', 'issue', '書き足し')",
        "INSERT INTO declared_recusal VALUES (2, 'absent', '')",
        "INSERT INTO set_aside_mark VALUES (2, 'c1', 'points', 3)",
        "INSERT INTO set_aside_comment VALUES (1, '', 'issue', '書き足し')",
    ],
)
def test_a_score_that_nobody_entered_is_never_handed_in(change: str, ballot: Path) -> None:
    """A bad disk or a database browser; SQLite itself notices nothing of it."""
    desk = Desk(ballot.parents[1])
    desk.fill("m1", [("m1", s, c, 0) for s in "PQ" for c in ("c1", "c2")])
    with raw_sqlite(ballot) as db:
        assert db.execute(change).rowcount == 1
    assert str(ballot) in refused("hand-in", ballot, "--out", desk.submissions)
    assert not desk.submissions.exists()
