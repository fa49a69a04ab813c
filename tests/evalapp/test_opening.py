"""A ballot is opened again and again, from wherever it lies: the work on it goes on in one place."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.copies import Choose, Continue, TakeIn, WorkIn, read_copy, take_in
from evalapp.errors import EvalError
from evalapp.known_files import ballots_folder, remember
from evalapp.opening import begin, plan_opening, settle
from evalapp.places import Place
from evalapp.store.ballot_file import BallotFile
from tests.builders import NOW
from tests.story import Desk, evalapp, raw_sqlite
from tests.trials import faults

MAIL, DURABLE = Place.MAIL, Place.DURABLE


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def attachment(small: Desk) -> Path:
    """As the mail program opens it."""
    path = small.folder / "cache/m1.ballot"
    path.parent.mkdir()
    shutil.copy(small.ballot("m1"), path)
    return path


def scored(path: Path, points: int) -> Path:
    """The member scores one cell of this file."""
    table = path.parent / "rows.csv"
    table.write_text(f"subject,criterion,points\nP,c1,{points}\n", "utf-8")
    evalapp("fill", path, "--from", table)
    table.unlink()
    return path


def points(path: Path) -> object:
    return read_copy(path).sheets[0].marks["c1"]


def worked_in(path: Path, data: Path) -> Path:
    """As the app does when its window opens."""
    remember(data, path, read_copy(path).ballot, NOW)
    return path


def taken_in(path: Path, data: Path) -> Path:
    opening = begin(path, MAIL, data)
    assert isinstance(opening, TakeIn)
    return opening.target


def fault(path: Path, data: Path, place: Place = MAIL) -> str:
    with pytest.raises(EvalError) as refusal:
        begin(path, place, data)
    return refusal.value.code


def test_an_attachment_is_taken_in_once_and_continued_from_then_on(attachment: Path, data: Path) -> None:
    before = attachment.read_bytes()
    target = taken_in(attachment, data)
    assert target == data / "ballots/m1.ballot"
    assert begin(attachment, MAIL, data) == Continue(target, attachment)
    scored(target, 2)
    for _again in range(3):
        assert begin(attachment, MAIL, data) == Continue(target, attachment)
    # the mail program gives it another name each time; later it is saved to a durable folder
    other = Path(shutil.copy(attachment, attachment.with_name("m1 (1).ballot")))
    for place in (MAIL, DURABLE):
        assert begin(other, place, data) == Continue(target, other)
    assert attachment.read_bytes() == before
    assert [one.name for one in ballots_folder(data).iterdir()] == ["m1.ballot"]
    assert points(target) == 2


def test_a_stick_with_work_on_it_is_taken_in_and_continued_too(attachment: Path, data: Path) -> None:
    scored(attachment, 1)
    target = scored(taken_in(attachment, data), 3)
    assert begin(attachment, Place.REMOVABLE, data) == Continue(target, attachment)
    # but work done on the stick meanwhile is shown
    scored(attachment, 2)
    choice = begin(attachment, Place.REMOVABLE, data)
    assert isinstance(choice, Choose)
    assert [one.path for one in (choice.asked, *choice.others)] == [attachment, target]


def test_a_ballot_in_a_durable_place_is_worked_on_there(small: Desk, attachment: Path, data: Path) -> None:
    path = small.ballot("m1")
    assert begin(path, DURABLE, data) == WorkIn(path)
    worked_in(scored(path, 2), data)
    assert begin(path, DURABLE, data) == WorkIn(path)
    assert begin(attachment, MAIL, data) == Continue(path, attachment)
    assert not ballots_folder(data).exists()


def test_planning_writes_nothing(attachment: Path, data: Path) -> None:
    opening = plan_opening(attachment, MAIL, data)
    assert opening == TakeIn(read_copy(attachment), data / "ballots/m1.ballot")
    assert not data.exists()


def test_other_ballots_get_other_names(small: Desk, tmp_path: Path, data: Path) -> None:
    """The same member's ballot issued again, and that of another evaluation, come under one name."""
    first = taken_in(small.ballot("m1"), data)
    scored(first, 2)
    evalapp("ballots", small.evaluation, "--out", tmp_path / "again", "--member", "m1")
    (again,) = (tmp_path / "again").iterdir()
    again = again.rename(tmp_path / "again/m1.ballot")
    second = taken_in(again, data)
    assert [first.name, second.name] == ["m1.ballot", "m1 (2).ballot"]
    assert begin(again, MAIL, data) == Continue(second, again)
    assert not read_copy(second).touched


def test_the_user_chooses_and_is_not_asked_again(attachment: Path, small: Desk, data: Path) -> None:
    mine = worked_in(scored(small.ballot("m1"), 1), data)
    scored(attachment, 2)
    untouched = Path(shutil.copy(small.ballot("m1"), small.folder / "sent again.ballot"))
    with BallotFile(untouched) as file:
        file.save_sheets(read_copy(small.ballot("m2")).sheets)
    choice = begin(attachment, MAIL, data)
    assert isinstance(choice, Choose)
    before = {path: path.read_bytes() for path in (mine, attachment)}
    path = settle(choice, choice.asked, MAIL, data)
    assert path == data / "ballots/m1.ballot"
    assert points(path) == 2
    assert {one: one.read_bytes() for one in before} == before
    scored(path, 3)
    assert begin(path, DURABLE, data) == WorkIn(path)
    assert begin(attachment, MAIL, data) == Continue(path, attachment)
    assert begin(untouched, MAIL, data) == Continue(path, untouched)
    # the other one is asked for by name: it is shown, and may be chosen after all
    back = begin(mine, DURABLE, data)
    assert isinstance(back, Choose)
    assert settle(back, back.asked, DURABLE, data) == mine
    assert begin(untouched, MAIL, data) == Continue(mine, untouched)
    assert begin(mine, DURABLE, data) == WorkIn(mine)


def test_a_revision_number_is_not_given_to_two_contents(small: Desk, attachment: Path, data: Path) -> None:
    mine = worked_in(scored(small.ballot("m1"), 1), data)
    small.hand_in("m1", "--draft")
    scored(attachment, 2)
    choice = begin(attachment, MAIL, data)
    assert isinstance(choice, Choose)
    path = settle(choice, choice.asked, MAIL, data)
    assert read_copy(path).hand_ins == read_copy(mine).hand_ins
    said = evalapp("hand-in", path, "--out", small.folder / "new", "--draft")
    assert "(revision 2)" in said.out


def test_a_choice_whose_other_copy_is_gone_is_not_settled(small: Desk, attachment: Path, data: Path) -> None:
    mine = worked_in(scored(small.ballot("m1"), 1), data)
    small.hand_in("m1", "--draft")
    choice = begin(scored(attachment, 2), DURABLE, data)
    assert isinstance(choice, Choose)
    mine.unlink()
    with pytest.raises(EvalError) as refusal:
        settle(choice, choice.asked, DURABLE, data)
    assert (refusal.value.code, refusal.value.params["file"]) == ("file-missing", str(mine))
    assert begin(attachment, DURABLE, data) == WorkIn(attachment)


def test_what_is_wrong_with_the_file_itself_is_said(attachment: Path, small: Desk, data: Path) -> None:
    folder = attachment.parent
    whole = attachment.read_bytes()
    (folder / "cut.ballot").write_bytes(whole[: len(whole) // 2])
    (folder / "tail.ballot").write_bytes(whole[:-1])
    (folder / "text.ballot").write_text("これは評価票ではありません", "utf-8")
    (folder / "empty.ballot").touch()
    (folder / "loop.ballot").symlink_to(folder / "loop.ballot")
    shutil.copy(attachment, folder / "newer.ballot")
    with raw_sqlite(folder / "newer.ballot") as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ballot', 'm999', '')"
        )
    assert {
        name: fault(folder / name, data)
        for name in (
            "cut.ballot",
            "tail.ballot",
            "text.ballot",
            "empty.ballot",
            "newer.ballot",
            ".",
            "gone.ballot",
        )
    } == {
        "cut.ballot": "file-damaged",
        "tail.ballot": "file-damaged",
        "text.ballot": "file-wrong-kind",
        "empty.ballot": "file-empty",
        "newer.ballot": "file-newer",
        ".": "file-is-folder",
        "gone.ballot": "file-missing",
    }
    assert fault(folder / "loop.ballot", data) in {"file-missing", "file-unreadable"}
    assert fault(folder / ("x" * 300), data) == "file-unreadable"
    assert fault(small.evaluation, data) == "file-wrong-kind"
    assert not data.exists()


def test_what_is_wrong_with_another_file_is_no_reason_not_to_open_this_one(
    attachment: Path, data: Path
) -> None:
    target = taken_in(attachment, data)
    whole = target.read_bytes()
    target.write_bytes(whole[:-4096])
    (target.parent / "folder.ballot").mkdir()
    (target.parent / "x.ballot").write_bytes(b"x" * 5000)
    opening = begin(attachment, MAIL, data)
    assert isinstance(opening, TakeIn)
    assert opening.target.name == "m1 (2).ballot"
    assert target.read_bytes() == whole[:-4096]


def test_a_name_as_long_as_the_system_allows(attachment: Path, data: Path) -> None:
    """SQLite could not put its journal beside it."""
    path = attachment.rename(attachment.with_name("評" * 82 + "ab.ballot"))
    assert len(os.fsencode(path.name)) == 255
    target = scored(taken_in(path, data), 2)
    assert begin(path, MAIL, data) == Continue(target, path)


def test_an_own_folder_that_cannot_be_made_is_said(attachment: Path, data: Path) -> None:
    data.write_text("a file in the way", "utf-8")
    with pytest.raises(EvalError) as refusal:
        begin(attachment, MAIL, data)
    assert refusal.value.code == "file-exists" or str(data) in str(refusal.value.params["file"])


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "file-denied"), (errno.EROFS, "file-denied"), (errno.ENOSPC, "disk-full")],
)
def test_an_own_folder_that_takes_no_file_is_said(
    number: int, code: str, attachment: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_arguments: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number), str(path))

    ballots_folder(data).mkdir(parents=True)
    monkeypatch.setattr("pathlib.Path.touch", refuse)
    assert fault(attachment, data) == code
    assert list(ballots_folder(data).iterdir()) == []


def test_two_clicks_at_once_lead_to_one_copy(attachment: Path, data: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        openings = list(pool.map(lambda _click: begin(attachment, MAIL, data), range(4)))
    assert [one.name for one in ballots_folder(data).iterdir()] == ["m1.ballot"]
    places = {
        one.target if isinstance(one, TakeIn) else one.path for one in openings if not isinstance(one, Choose)
    }
    assert places == {data / "ballots/m1.ballot"}
    assert sum(isinstance(one, TakeIn) for one in openings) == 1


def _take_in_under(fault: faults.Fault, source: Path, target: Path) -> None:
    """In a process of its own: 0 taken in, 1 refused."""
    faults.install(fault)
    try:
        take_in(source, target)
    except EvalError as refusal:
        os._exit({"disk-full": 1, "file-unreadable": 2}.get(refusal.code, 9))
    os._exit(0)


@pytest.mark.skipif(not faults.sqlite_calls_can_be_replaced(), reason="this Python's SQLite is closed")
@pytest.mark.parametrize("how", ["ENOSPC", "EIO", faults.KILL, faults.TORN])
def test_taking_in_is_whole_or_not_at_all_whatever_fails(how: str, attachment: Path, data: Path) -> None:
    """A full disk, a broken one, a killed process: at each act by which a file is changed."""
    scored(attachment, 2)
    before, work = attachment.read_bytes(), read_copy(attachment).work
    context = multiprocessing.get_context("fork")
    outcomes = set()
    for at in range(1, 200):
        target = data / str(at) / "m1.ballot"
        fault = faults.Fault(at, how, lasting=how == "ENOSPC")
        process = context.Process(target=_take_in_under, args=(fault, attachment, target))
        process.start()
        process.join()
        assert attachment.read_bytes() == before
        if target.exists():
            assert read_copy(target).work == work
        else:
            assert process.exitcode != 0
        if process.exitcode in {1, 2} and target.parent.is_dir():
            assert [one.name for one in target.parent.iterdir()] in ([], ["m1.ballot"])
        outcomes.add(process.exitcode)
        if process.exitcode == 0 and target.exists() and at > 10:
            break
    assert outcomes == {0, {"ENOSPC": 1, "EIO": 2}.get(how, -9)}
    assert at > 10
