"""Copies of one ballot: what they hold, how they differ, and between which a person has to choose."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp import canonical
from evalapp.ballot import Ballot
from evalapp.copies import (
    Choose,
    Continue,
    Copy,
    TakeIn,
    WorkIn,
    copies_of,
    decide,
    differences,
    free_path,
    read_copy,
    same_work,
    take_hand_ins,
    take_in,
)
from evalapp.errors import EvalError
from evalapp.intake import Difference
from evalapp.known_files import Settled
from evalapp.mark import NoPoints
from evalapp.model import Comment, Recusal, RecusalKind, ScoreSheet, Subject, SubjectKind
from evalapp.places import Place
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile, HandInNote
from evalapp.store.checksums import setup_checksum
from tests.builders import INFO, NOW, RUBRIC, members
from tests.story import Desk, raw_sqlite


def test_a_copy_says_what_was_done_in_it(small: Desk) -> None:
    path = small.ballot("m1")
    blank = read_copy(path)
    assert not blank.touched
    assert (blank.path, blank.ballot.member.name, len(blank.sheets)) == (path, "委員 一", 2)
    assert blank.saved_at == datetime.fromtimestamp(path.stat().st_mtime, UTC)
    works = {blank.work}
    with BallotFile(path) as file:
        sheet = file.sheets()[0]
        for change in (
            replace(sheet, marks={**sheet.marks, "c1": 0}),
            replace(sheet, marks={**sheet.marks, "c1": NoPoints.CANNOT_JUDGE}),
            replace(sheet, comments=(Comment(CommentKind.ISSUE, "問"),)),
            replace(sheet, recusal=RecusalKind.ABSENT),
        ):
            file.save_sheets([change])
            assert read_copy(path).touched
            works.add(read_copy(path).work)
        file.save_sheets([sheet])
    assert same_work(read_copy(path), blank)
    small.hand_in("m1", "--draft")
    assert read_copy(path).touched
    works.add(read_copy(path).work)
    assert len(works) == 6


def test_copies_differ_in_cells_and_nothing_is_written_to_compare_them(small: Desk, tmp_path: Path) -> None:
    path, other = small.ballot("m1"), tmp_path / "m1 - コピー.ballot"
    small.fill("m1", [("m1", "P", "c1", 2), ("m1", "P", "c2", 1, "よい")])
    shutil.copy(path, other)
    small.fill("m1", [("m1", "P", "c1", 3), ("m1", "P", "c2", 1, "とてもよい"), ("m1", "Q", "", "欠席")])
    before = {one: (one.read_bytes(), one.stat().st_mtime_ns) for one in (path, other)}
    newer, older = read_copy(path), read_copy(other)
    assert not same_work(newer, older)
    assert differences(older, newer) == (
        Difference("P", "c1", "points", 2, 3),
        Difference("P", "c2", "positive", "よい", "とてもよい"),
        Difference("Q", None, "recusal", None, RecusalKind.ABSENT),
    )
    assert differences(older, older) == ()
    assert {one: (one.read_bytes(), one.stat().st_mtime_ns) for one in before} == before
    assert sorted(one.name for one in path.parent.iterdir()) == ["m1.ballot", "m2.ballot"]


def test_a_copy_of_an_older_version_is_compared_without_bringing_it_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "m1.ballot"
    shutil.copy(Path(__file__).parents[1] / "data/0.1/m1.ballot", path)
    before = path.read_bytes()
    assert read_copy(path).touched
    assert path.read_bytes() == before
    target = take_in(path, tmp_path / "own/m1.ballot")
    assert path.read_bytes() == before
    assert same_work(read_copy(target), read_copy(path))


def test_what_a_killed_program_left_half_done_is_no_reason_to_pass_over_a_copy(small: Desk) -> None:
    """Its journal lies beside it; passed over, its answers would seem gone."""
    path = small.ballot("m1")
    small.fill("m1", [("m1", "P", "c1", 2)])
    child = os.fork()
    if not child:
        with raw_sqlite(path) as db:
            db.execute("PRAGMA cache_size = 1")
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE mark SET points = 0 WHERE state = 'points'")
            db.execute("CREATE TABLE spill AS SELECT randomblob(100000) AS x")
            os._exit(0)
    os.waitpid(child, 0)
    assert path.with_name("m1.ballot-journal").exists()
    assert read_copy(path).sheets[0].marks["c1"] == 2


def test_only_readable_copies_of_the_same_ballot_are_known_ones(small: Desk, tmp_path: Path) -> None:
    path = small.ballot("m1")
    good = Path(shutil.copy(path, tmp_path / "good.ballot"))
    os.utime(good, (NOW.timestamp(), NOW.timestamp()))
    newest = Path(shutil.copy(path, tmp_path / "newest.ballot"))
    (tmp_path / "cut.ballot").write_bytes(path.read_bytes()[:-4096])
    (tmp_path / "empty.ballot").touch()
    (tmp_path / "folder.ballot").mkdir()
    (tmp_path / "loop.ballot").symlink_to(tmp_path / "loop.ballot")
    (tmp_path / "again.ballot").symlink_to(good)
    (tmp_path / "itself.ballot").symlink_to(path)
    os.mkfifo(tmp_path / "pipe.ballot")
    shutil.copy(small.evaluation, tmp_path / "evaluation.ballot")
    altered = Path(shutil.copy(path, tmp_path / "altered.ballot"))
    forged = Path(shutil.copy(path, tmp_path / "forged.ballot"))
    for one in (altered, forged):
        with raw_sqlite(one) as db:
            db.execute("UPDATE member SET name = '別人'")
            if one is forged:
                db.execute("REPLACE INTO checksum VALUES (?, ?)", setup_checksum(db))
    assert read_copy(forged).ballot.id == read_copy(path).ballot.id
    known = [
        path,
        small.ballot("m2"),
        tmp_path / "gone.ballot",
        tmp_path / ("x" * 300),
        path / "below.ballot",
        *sorted(tmp_path.glob("*.ballot")),
    ]
    assert [one.path for one in copies_of(read_copy(path), known)] == [newest, tmp_path / "again.ballot"]


def test_a_name_that_is_free_and_fits(tmp_path: Path) -> None:
    assert free_path(tmp_path, "m1") == tmp_path / "m1.ballot"
    (tmp_path / "m1.ballot").touch()
    (tmp_path / "m1 (2).ballot").symlink_to(tmp_path / "nowhere")
    assert free_path(tmp_path, "m1") == tmp_path / "m1 (3).ballot"
    for stem, name in ((".ballot", "ballot"), ("...", "ballot"), ("\udce3\udc81", "ballot"), ("a. ", "a")):
        assert free_path(tmp_path, stem).name == f"{name}.ballot"
    long = free_path(tmp_path, "評" * 80)
    assert long.name == f"{'評' * 60}.ballot"
    long.touch()
    assert len(os.fsencode(free_path(tmp_path, "評" * 80).name)) < 200


def test_what_is_taken_in_is_whole_private_and_never_written_over(small: Desk, tmp_path: Path) -> None:
    small.fill("m1", [("m1", "P", "c1", 2)])
    path, target = small.ballot("m1"), tmp_path / "own/ballots/m1.ballot"
    path.chmod(0o444)
    assert take_in(path, target) == target
    assert same_work(read_copy(target), read_copy(path))
    assert target.stat().st_mode & 0o777 == 0o600
    with BallotFile(path) as one, BallotFile(target) as other:
        assert one.signing_seed == other.signing_seed
        assert list(one.materials()) == list(other.materials())
    with pytest.raises(EvalError) as refusal:
        take_in(small.ballot("m2"), target)
    assert refusal.value.code == "file-exists"
    assert [one.name for one in target.parent.iterdir()] == ["m1.ballot"]
    assert read_copy(target).ballot.member.id == "m1"


def test_hand_ins_of_another_copy_are_registered_and_its_file_stays(small: Desk, tmp_path: Path) -> None:
    path, other = small.ballot("m1"), tmp_path / "other.ballot"
    shutil.copy(path, other)
    small.hand_in("m1", "--draft")
    before = path.read_bytes()
    take_hand_ins(other, [path])
    assert path.read_bytes() == before
    assert read_copy(other).hand_ins == read_copy(path).hand_ins != ()
    with pytest.raises(EvalError) as refusal:
        take_hand_ins(other, [small.ballot("m2")])
    assert refusal.value.code == "ballot-other"


# ---- deciding, over values only

_SUBJECTS = (Subject("A", "課題 A", SubjectKind.PROJECT, RUBRIC.id, INFO.kind),)
_TARGET = Path("/own/ballots/m1.ballot")


def copy(name: str, points: int | None = None, *, at: int = 0, revision: int = 0) -> Copy:
    """A copy with this score (``None``: untouched), saved at this minute."""
    marks = dict.fromkeys((one.id for one in RUBRIC.scored), NoPoints.BLANK)
    sheet = ScoreSheet("A", {**marks, **({} if points is None else {"c1": points})})
    ballot = Ballot("f" * 32, 1, INFO, members(1)[0], "age1", _SUBJECTS, (RUBRIC,), ())
    hand_ins = (HandInNote(revision, draft=False, at=NOW, code=f"{points}"),) if revision else ()
    return Copy(Path(name), ballot, (sheet,), hand_ins, NOW + timedelta(minutes=at), b"seed")


@pytest.mark.parametrize(
    ("asked", "place", "others", "expected"),
    [
        ("-", Place.DURABLE, "", WorkIn(Path("asked"))),
        ("2", Place.DURABLE, "", WorkIn(Path("asked"))),
        ("-", Place.MAIL, "", "take in"),
        ("2", Place.TEMPORARY, "", "take in"),
        # the same again
        ("-", Place.DURABLE, "-", WorkIn(Path("asked"))),
        ("2", Place.DURABLE, "2", WorkIn(Path("asked"))),
        ("-", Place.MAIL, "--", Continue(Path("0"), Path("asked"))),
        ("2", Place.SYNCED, "2", Continue(Path("0"), Path("asked"))),
        ("2", Place.SYNCED, "-2", Continue(Path("1"), Path("asked"))),
        # an untouched one never hides a touched one
        ("-", Place.DURABLE, "2", Continue(Path("0"), Path("asked"))),
        ("-", Place.MAIL, "-2", Continue(Path("1"), Path("asked"))),
        ("-", Place.MAIL, "22", Continue(Path("0"), Path("asked"))),
        ("2", Place.DURABLE, "-", WorkIn(Path("asked"))),
        ("2", Place.MAIL, "-", "take in"),
        # two touched ones that differ
        ("2", Place.DURABLE, "3", ("asked", "0")),
        ("2", Place.MAIL, "3", ("asked", "0")),
        ("2", Place.MAIL, "32", ("1", "0")),
        ("2", Place.DURABLE, "32", ("asked", "0")),
        ("2", Place.MAIL, "3103", ("asked", "0", "1", "2")),
        ("-", Place.MAIL, "23", ("asked", "0", "1")),
        ("-", Place.DURABLE, "23-2", ("asked", "0", "1")),
    ],
)
def test_the_decision(asked: str, place: Place, others: str, expected: object) -> None:
    found = decide(_of("asked", asked), place, [_of(str(n), sign) for n, sign in enumerate(others)], _TARGET)
    if isinstance(expected, tuple):
        assert isinstance(found, Choose)
        assert (found.asked.path.name, *(one.path.name for one in found.others)) == expected
    else:
        assert found == (TakeIn(_of("asked", asked), _TARGET) if expected == "take in" else expected)


def _of(name: str, sign: str) -> Copy:
    return copy(name, None if sign == "-" else int(sign))


def test_a_work_that_was_taken_in_is_continued_where_it_went_on() -> None:
    two, three, one = copy("asked", 2), copy("own", 3), copy("else", 1)
    settled = Settled(taken_in=(two.work,))
    assert decide(two, Place.MAIL, [three], _TARGET, settled) == Continue(Path("own"), Path("asked"))
    assert decide(two, Place.DURABLE, [three], _TARGET, settled) == Continue(Path("own"), Path("asked"))
    # the copy that went on is gone, or was emptied: then this is all there is
    assert decide(two, Place.MAIL, [], _TARGET, settled) == TakeIn(two, _TARGET)
    assert decide(two, Place.MAIL, [copy("own")], _TARGET, settled) == TakeIn(two, _TARGET)
    aside = Settled(taken_in=(two.work,), set_aside=(three.work,))
    assert decide(two, Place.MAIL, [three], _TARGET, aside) == TakeIn(two, _TARGET)
    assert decide(two, Place.MAIL, [three, one], _TARGET, settled) == Choose(two, (three, one))
    # one stands there still as it began
    began = copy("own", 2)
    assert decide(two, Place.MAIL, [began, three], _TARGET, settled) == Choose(began, (three,))


def test_a_work_set_aside_is_not_brought_up_again_but_never_lost() -> None:
    chosen, aside, blank = copy("chosen", 3), copy("aside", 2), copy("asked")
    settled = Settled(set_aside=(aside.work,))
    assert decide(chosen, Place.DURABLE, [aside], _TARGET, settled) == WorkIn(Path("chosen"))
    assert decide(blank, Place.MAIL, [aside, chosen], _TARGET, settled) == Continue(
        Path("chosen"), Path("asked")
    )
    # asked for by name, it is shown beside the other
    assert decide(aside, Place.DURABLE, [chosen], _TARGET, settled) == Choose(aside, (chosen,))
    # it went on after it was set aside
    went_on = copy("aside", 1)
    assert decide(chosen, Place.DURABLE, [went_on], _TARGET, settled) == Choose(chosen, (went_on,))
    # the chosen one is gone
    assert decide(blank, Place.MAIL, [aside], _TARGET, settled) == Continue(Path("aside"), Path("asked"))
    assert decide(blank, Place.DURABLE, [aside], _TARGET, settled) == Continue(Path("aside"), Path("asked"))


def test_two_copies_with_the_same_work_are_not_worked_in_at_once() -> None:
    asked, other, open_now = copy("asked", 2), copy("other", 2, at=1), copy("open", 2)
    for place in (Place.DURABLE, Place.MAIL):
        found = decide(asked, place, [other, open_now], _TARGET, in_work=[open_now.path])
        assert found == Continue(Path("open"), Path("asked"))
    # what is open holds other answers
    blank, three = copy("open"), copy("open", 3)
    assert decide(asked, Place.DURABLE, [blank], _TARGET, in_work=[blank.path]) == WorkIn(Path("asked"))
    assert decide(asked, Place.DURABLE, [three], _TARGET, in_work=[three.path]) == Choose(asked, (three,))


def test_who_does_not_have_the_file_cannot_try_answers_against_its_digest() -> None:
    one = copy("asked", 2)
    assert replace(one, secret=b"another").work != one.work
    assert one.work != canonical.digest(canonical.encode([one.ballot.id, one.sheets, []]))
    assert "seed" not in repr(one)


def test_what_was_handed_in_counts_as_work() -> None:
    handed_in, blank = copy("own", revision=1), copy("asked")
    assert decide(blank, Place.MAIL, [handed_in], _TARGET) == Continue(Path("own"), Path("asked"))
    two = copy("asked", 2)
    assert decide(two, Place.MAIL, [copy("own", 2, revision=1)], _TARGET) == Choose(
        two, (copy("own", 2, revision=1),)
    )


_COPIES = st.tuples(st.sampled_from([None, 0, 1, 2]), st.integers(0, 1))


@given(_COPIES, st.sampled_from(Place), st.lists(_COPIES, max_size=5), st.data())
def test_no_work_is_ever_hidden(
    asked: tuple[int | None, int],
    place: Place,
    others: list[tuple[int | None, int]],
    data: st.DataObject,
) -> None:
    one = copy("asked", asked[0], revision=asked[1])
    known = [copy(str(n), points, revision=revision) for n, (points, revision) in enumerate(others)]
    works = sorted({other.work for other in known if other.touched})
    settled = Settled(
        tuple(data.draw(st.sets(st.sampled_from([one.work, *works])))),
        tuple(data.draw(st.sets(st.sampled_from(works)))) if works else (),
    )
    found = decide(one, place, known, _TARGET, settled)
    by_path = {str(other.path): other for other in (one, *known)}
    if isinstance(found, Choose):
        shown = [found.asked, *found.others]
        assert len({other.work for other in shown}) == len(shown) >= 2
        assert all(other.touched for other in found.others)
        assert found.asked.work == one.work
    else:
        work = one if isinstance(found, TakeIn) else by_path[str(found.path)]
        # what is worked in is touched if anything is, and any other work was settled before
        assert work.touched or not (one.touched or works)
        unsettled = set(works) - set(settled.set_aside) - {work.work}
        assert not unsettled
        assert one.work == work.work or not one.touched or one.work in settled.taken_in
        assert isinstance(found, Continue) or work is one
        assert not isinstance(found, WorkIn) or place is Place.DURABLE
        assert not isinstance(found, TakeIn) or place is not Place.DURABLE


def test_ballots_that_recuse_compare_too() -> None:
    one = copy("one", 1)
    recused = replace(one.ballot, recusals=(Recusal("m1", "A", RecusalKind.CONFLICT),))
    assert differences(replace(one, ballot=recused, sheets=()), replace(one, ballot=recused, sheets=())) == ()
