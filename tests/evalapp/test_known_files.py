"""What the app remembers of files: a help that may be damaged, old or missing, and never stops anyone."""

from __future__ import annotations

import json
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.ballot import Ballot
from evalapp.known_files import (
    NOTHING_SETTLED,
    RECENT,
    KnownBallot,
    KnownEvaluation,
    Settled,
    forget,
    known_paths,
    note_choice,
    note_taken_in,
    recent_files,
    remember,
    remember_evaluation,
    settled,
)
from evalapp.model import Evaluation
from tests.builders import INFO, NOW, RUBRIC, members

BALLOT = Ballot("a" * 32, 1, INFO, members(1)[0], "age1", (), ())
OTHER = replace(BALLOT, id="b" * 32)


def names(data: Path) -> list[str]:
    return [one.path.name for one in recent_files(data)]


def opened(data: Path, name: str, minute: int, ballot: Ballot = BALLOT) -> None:
    remember(data, Path("/ballots") / name, ballot, NOW + timedelta(minutes=minute))


def test_the_last_one_opened_comes_first_and_each_once(tmp_path: Path) -> None:
    assert recent_files(tmp_path / "none") == ()
    for minute, name in enumerate(("one", "two", "three", "one")):
        opened(tmp_path, name, minute)
    assert names(tmp_path) == ["one", "three", "two"]
    first = recent_files(tmp_path)[0]
    assert isinstance(first, KnownBallot)
    assert (first.ballot_id, first.title, first.member) == ("a" * 32, INFO.title, "委員 1")
    assert first.opened_at == NOW + timedelta(minutes=3)
    forget(tmp_path, Path("/ballots/three"))
    forget(tmp_path, Path("/ballots/never"))
    assert names(tmp_path) == ["one", "two"]
    for minute in range(10, 40):
        opened(tmp_path, f"n{minute}", minute)
    assert names(tmp_path) == [f"n{minute}" for minute in range(39, 39 - RECENT, -1)]
    assert [one.name for one in tmp_path.iterdir()] == ["recent-ballots.json"]


def test_evaluations_stand_beside_ballots_each_kind_within_its_bounds(tmp_path: Path) -> None:
    evaluation = Evaluation(INFO, (RUBRIC,), (), tuple(members(3)))
    opened(tmp_path, "one", 1)
    remember_evaluation(tmp_path, Path("/office/e0"), evaluation, NOW)
    assert recent_files(tmp_path)[1] == KnownEvaluation(Path("/office/e0"), INFO.title, 0, 3, NOW)
    assert known_paths(tmp_path) == (Path("/ballots/one"),), "an evaluation is no copy of a ballot"
    for number in range(30):
        at = NOW + timedelta(minutes=2 + number)
        remember_evaluation(tmp_path, Path(f"/office/e{number}"), evaluation, at)
    assert len(recent_files(tmp_path)) == RECENT + 1
    assert names(tmp_path)[0] == "e29"
    assert names(tmp_path)[-1] == "one"
    forget(tmp_path, Path("/office/e29"))
    assert names(tmp_path)[0] == "e28"


def test_where_copies_of_a_ballot_may_lie(tmp_path: Path) -> None:
    opened(tmp_path, "mine", 1)
    opened(tmp_path, "other", 2, OTHER)
    own = tmp_path / "ballots"
    own.mkdir()
    for name in ("x.ballot", "mine.ballot", "y.txt"):
        (own / name).touch()
    remember(tmp_path, own / "x.ballot", OTHER, NOW)
    work = Path("/ballots")
    assert known_paths(tmp_path) == (work / "other", work / "mine", own / "x.ballot", own / "mine.ballot")
    assert known_paths(tmp_path, "a" * 32) == (work / "mine", own / "mine.ballot")
    assert known_paths(tmp_path, "c" * 32) == (own / "mine.ballot",)


def test_a_name_that_is_no_text_comes_back_as_it_was(tmp_path: Path) -> None:
    path = Path("/ballots") / os.fsdecode(b"\x83]\x95\x5c.ballot")
    remember(tmp_path, path, BALLOT, NOW)
    assert recent_files(tmp_path)[0].path == path


def test_what_is_settled_is_kept_within_bounds(tmp_path: Path) -> None:
    assert settled(tmp_path) == NOTHING_SETTLED
    opened(tmp_path, "one", 1)
    note_taken_in(tmp_path, "w1")
    note_choice(tmp_path, "w1", ["w2", "w3"])
    assert settled(tmp_path) == Settled(("w1",), ("w2", "w3"))
    note_choice(tmp_path, "w3", ["w1"])
    note_taken_in(tmp_path, "w2")
    note_taken_in(tmp_path, "w1")
    assert settled(tmp_path) == Settled(("w2", "w1"), ("w2", "w1"))
    for number in range(300):
        note_taken_in(tmp_path, f"n{number}")
    assert len(settled(tmp_path).taken_in) == 200
    assert settled(tmp_path).taken_in[-1] == "n299"
    assert names(tmp_path) == ["one"]


GOOD = {"path": "/ballots/good", "ballot": "a", "title": "t", "member": "m", "opened": NOW.isoformat()}


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"", []),
        (b"\xff\xfe", []),
        (b"{", []),
        (b"[" * 100_000, []),
        (b"[]", []),
        (b"null", []),
        (b'{"recent": 3, "taken_in": {}, "set_aside": "x"}', []),
        (b" " * (2**20 + 1), []),
        (json.dumps({"recent": [GOOD]}).encode(), ["good"]),
        *(
            (json.dumps({"recent": [bad, GOOD], "taken_in": [3, None]}).encode(), ["good"])
            for bad in (
                None,
                "x",
                [],
                {},
                {**GOOD, "path": 3},
                {**GOOD, "path": "relative"},
                {**GOOD, "path": "/nul\0"},
                {**GOOD, "opened": "yesterday"},
                {**GOOD, "opened": "0001-01-01T00:00:00+14:00"},
                {**GOOD, "title": None},
                {**GOOD, "kind": "another"},
                {**GOOD, "kind": "evaluation", "subjects": "4", "members": 5},
            )
        ),
    ],
)
def test_a_damaged_list_starts_anew(content: bytes, left: list[str], tmp_path: Path) -> None:
    (tmp_path / "recent-ballots.json").write_bytes(content)
    assert names(tmp_path) == left
    assert settled(tmp_path) == NOTHING_SETTLED
    opened(tmp_path, "new", 9)
    assert names(tmp_path) == ["new", *left]


def test_a_list_that_cannot_be_read_or_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder/recent-ballots.json").mkdir(parents=True)
    for data in (tmp_path / "file", tmp_path / "folder"):
        opened(data, "one", 1)
        assert names(data) == []
    opened(tmp_path, "one", 1)

    def full(*_arguments: object) -> NoReturn:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    opened(tmp_path, "two", 2)
    monkeypatch.undo()
    assert names(tmp_path) == ["one"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder", "recent-ballots.json"]


def _open_many(data: Path, process: int) -> None:
    for number in range(30):
        opened(data, f"{process}-{number}", number)
        assert recent_files(data)


def test_programs_that_write_at_once_never_leave_a_broken_list(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        list(pool.map(_open_many, [tmp_path] * 3, range(3)))
    opened(tmp_path, "last", 99)
    assert names(tmp_path)[0] == "last"
    assert len(names(tmp_path)) == RECENT
