"""What arrives: planned, shown, carried out; every file is accounted for."""

from __future__ import annotations

import itertools
import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from evalapp import sealing
from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.intake import Entry, Status
from evalapp.language import load_language
from evalapp.receiving import apply_plan
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import undo_intake
from evalapp.store.verify import verify
from tests.evalapp.bad_files import changed
from tests.story import MEMBERS, NOON, Desk, evalapp, new_desk, own_data, planned, raw_sqlite
from ui.messages import phrase


def test_a_mail_system_that_turns_line_ends_does_no_harm(desk: Desk) -> None:
    desk.submission("m1").write_bytes(desk.submission("m1").read_bytes().replace(b"\n", b"\r\n"))
    assert desk.intake(desk.submissions)["counts"]["new"] == 5
    assert desk.verified()


def test_a_file_with_a_name_from_another_system_is_taken_in(desk: Desk) -> None:
    """A name in Shift_JIS, as an old archive unpacks it; and one like a formula, and a path."""
    odd = Path(os.fsdecode(os.fsencode(desk.submissions) + b"/\x95\x5d\x89\xbf.submission"))
    desk.submission("m1").rename(odd)
    desk.submission("m2").rename(desk.submissions / "=cmd|' !A1\n.submission")
    assert desk.intake(desk.submissions)["counts"]["new"] == 5
    assert desk.verified()
    evalapp("record", desk.evaluation)


def test_a_name_too_long_for_the_system_is_refused_like_any_other(desk: Desk) -> None:
    long = desk.folder / ("名" * 200 + ".submission")
    found = desk.intake(long, desk.submission("m1"), code=1)
    assert [entry["status"] for entry in found["files"]] == ["refused", "new"]


def test_a_folder_stands_for_its_files(desk: Desk) -> None:
    (desk.submissions / ".hidden").write_text("left alone")
    (desk.submissions / "deeper").mkdir()
    found = desk.intake(desk.submissions)
    assert [entry["member"] for entry in found["files"]] == list(MEMBERS)
    nothing = desk.folder / "nothing"
    nothing.mkdir()
    assert desk.intake(nothing)["files"] == []


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "THUMBS.DB", "desktop.ini", "Desktop.ini", "~$名簿.xlsx", ".DS_Store"]
)
def test_what_a_system_leaves_in_a_folder_is_passed_over_there_but_not_when_named(
    name: str, desk: Desk
) -> None:
    clutter = desk.submissions / name
    clutter.write_bytes(b"clutter")
    assert len(desk.intake(desk.submissions, apply=False)["files"]) == 5
    found = desk.intake(clutter, apply=False, code=1)
    assert [(one["file"], one["reason"]) for one in found["files"]] == [(str(clutter), "not-a-submission")]


def test_the_plan_alone_writes_nothing(desk: Desk) -> None:
    before = desk.evaluation.read_bytes()
    found = desk.intake(desk.submissions, apply=False)
    assert found["applied"] is False
    assert found["intake"] is None
    assert found["counts"]["new"] == 5
    assert desk.evaluation.read_bytes() == before


def test_every_intake_reconciles(desk: Desk) -> None:
    """Files given = new + unchanged + replaces + refused, each named once a time given."""
    first = desk.submission("m1")
    desk.intake(first, desk.submission("m2"))
    second = desk.revised("m1", 1)
    bad = changed(desk, desk.folder / "bad.submission")
    given = [second, first, first, desk.submission("m2"), desk.submission("m3"), bad, desk.folder / "gone"]
    found = desk.intake(*given, code=1)
    assert [entry["file"] for entry in found["files"]] == [str(path) for path in given]
    assert [entry["status"] for entry in found["files"]] == [
        "replaces",
        "unchanged",
        "unchanged",
        "unchanged",
        "new",
        "refused",
        "refused",
    ]
    assert sum(found["counts"].values()) == len(given)


def test_applying_twice_changes_nothing(full_desk: Desk) -> None:
    before = full_desk.results()
    data = full_desk.evaluation.read_bytes()
    again = full_desk.intake(full_desk.submissions)
    assert again["counts"] == {"new": 0, "unchanged": 5, "replaces": 0, "refused": 0}
    assert again["intake"] is None
    assert full_desk.results() == before
    assert full_desk.evaluation.read_bytes() == data


def test_the_same_content_sealed_anew_is_unchanged(full_desk: Desk) -> None:
    """Sealing twice gives different bytes; what counts is what was signed."""
    with BallotFile(full_desk.ballot("m1")) as file:
        hand_in = file.last_hand_in()
        assert hand_in is not None
        seed, recipient = file.signing_seed, file.ballot.recipient
    anew = full_desk.folder / "anew.submission"
    anew.write_bytes(sealing.seal(hand_in.message, seed, recipient))
    assert anew.read_bytes() != full_desk.submission("m1").read_bytes()
    assert full_desk.intake(anew)["counts"]["unchanged"] == 1


def test_older_revisions_and_the_same_revision_with_other_content(desk: Desk) -> None:
    """m1 worked in two copies of one ballot: a person has to decide, and the next revision settles it."""
    copy = shutil.copy(desk.ballot("m1"), desk.folder / "copy.ballot")
    second = desk.revised("m1", 0)
    evalapp("fill", copy, "--from", desk.table("c.csv", [("m1", "A", "c1", 1)]))
    evalapp("hand-in", copy, "--out", desk.folder / "rival")
    rival = desk.folder / "rival/copy.submission"

    both = desk.intake(second, rival, apply=False, code=1)
    assert [entry["reason"] for entry in both["files"]] == ["submission-same-revision"] * 2

    desk.intake(second)
    assert desk.cell("A", "c1")["points"] == [0]
    later = desk.intake(rival, desk.submission("m1"), code=1)
    assert [entry["reason"] for entry in later["files"]] == [
        "submission-same-revision",
        "submission-outdated",
    ]
    assert later["files"][0]["differences"] == [
        {"subject": "A", "criterion": "c1", "field": "points", "old": 0, "new": 1}
    ]
    assert "revision 2" in later["files"][0]["message"]
    assert "revision 1" in later["files"][1]["message"]

    settled = desk.intake(desk.revised("m1", 2))
    assert settled["files"][0]["status"] == "replaces"
    assert desk.cell("A", "c1")["points"] == [2]
    for language in ("en", "ja"):
        said = evalapp("--lang", language, "intake", desk.evaluation, rival, desk.submission("m1"), code=1)
        assert len(set(said.err.splitlines())) == 2


@pytest.fixture(scope="module")
def correspondence(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, list[Path]]:
    """A small evaluation and all that came back: revisions, a draft, duplicates, a recusal."""
    with own_data(tmp_path_factory.mktemp("data")):
        desk = new_desk(tmp_path_factory.mktemp("letters"))
        files = []
        for points in (3, 2, 0):
            rows = [("m1", s, c, points) for s, c in itertools.product("PQ", ("c1", "c2"))]
            desk.fill("m1", rows)
            files.append(desk.hand_in("m1"))
        desk.fill("m2", [("m2", "P", "c1", 1), ("m2", "Q", "", "辞退")])
        files.append(desk.hand_in("m2", "--draft"))
        desk.fill("m2", [("m2", "P", "c2", "NA", "よい")])
        files.append(desk.hand_in("m2"))
        files.append(Path(shutil.copy(files[1], desk.folder / "m1 again.submission")))
        return desk, files


def test_the_order_of_arrival_never_matters(correspondence: tuple[Desk, list[Path]], tmp_path: Path) -> None:
    desk, files = correspondence
    rng = random.Random(11)
    outcomes = set()
    for number in range(25):
        order = rng.sample(files, len(files))
        copy = tmp_path / f"{number}.evaluation"
        shutil.copy(desk.evaluation, copy)
        calls: list[list[Path]] = [[]]
        for path in order:
            calls[-1].append(path)
            if rng.random() < 0.4:
                calls.append([])
        with EvaluationFile(copy) as file:
            given = 0
            for call in calls:
                made = planned(file, call)
                given += len(made.entries)
                assert sum(made.count(status) for status in Status) == len(call)
                apply_plan(file, made, NOON, "tester", confirmed=True)
            assert given == len(files)
        outcomes.add(str(evalapp("results", copy, "--json").json["subjects"]))
    assert len(outcomes) == 1
    (subjects,) = outcomes
    assert "'points': [0, 1]" in subjects  # the newest of m1 beside m2's
    assert "cannot_judge" in subjects


def test_a_plan_that_was_overtaken_is_not_carried_out(desk: Desk) -> None:
    """Two people at the secretariat plan at the same time; the second has to look again."""
    with EvaluationFile(desk.evaluation) as one, EvaluationFile(desk.evaluation) as other:
        first = planned(one, desk.all_submissions())
        second = planned(other, [desk.submission("m1")])
        apply_plan(other, second, NOON, "other", confirmed=False)
        came = apply_plan(one, first, NOON, "one", confirmed=False)
    assert came.accepted == 4
    assert [refusal.reason.code for refusal in came.failed] == ["intake-overtaken"]
    assert came.failed[0].file == str(desk.submission("m1"))
    assert "Run the intake again" in phrase(came.failed[0].reason, load_language("en"))
    assert sum(subject["received"] for subject in desk.figures()) == 19
    assert desk.verified()


def test_the_original_bytes_are_kept(full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file:
        kept: dict[str, Any] = dict(file.db.execute("SELECT file_name, original FROM submission").fetchall())
    assert kept == {path.name: path.read_bytes() for path in full_desk.all_submissions()}


def test_a_plan_stops_at_a_file_after_which_nothing_can_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program locks the file while it is written: what was in before stays in, the rest is named."""
    monkeypatch.setattr("evalapp.store.database._BUSY_SECONDS", 0.01)
    counts: list[int] = []
    with EvaluationFile(desk.evaluation) as file, raw_sqlite(desk.evaluation) as other:

        def progress(count: int) -> None:
            counts.append(count)
            if count == 2:
                other.execute("BEGIN IMMEDIATE")

        made = planned(file, desk.all_submissions())
        came = apply_plan(file, made, NOON, "one", confirmed=False, progress=progress)
        other.execute("ROLLBACK")
    assert (came.intake, came.accepted) == (1, 2)
    assert [(one.file, one.reason.code) for one in came.failed] == [
        (str(path), "file-busy") for path in desk.all_submissions()[2:]
    ]
    assert counts == [1, 2, 3, 4, 5]
    assert desk.verified()
    assert desk.intake(desk.submissions)["counts"] == {"new": 3, "unchanged": 2, "replaces": 0, "refused": 0}
    assert sum(subject["received"] for subject in desk.figures()) == 19


def test_a_full_disk_is_not_tried_again_for_every_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def full(_file: EvaluationFile, _intake: int, entry: Entry, *_rest: object) -> None:
        tried.append(entry.file)
        raise EvalError("disk-full", file="x")

    monkeypatch.setattr("evalapp.receiving.accept", full)
    with EvaluationFile(desk.evaluation) as file:
        made = planned(file, desk.all_submissions())
        came = apply_plan(file, made, NOON, "one", confirmed=False)
    assert tried == [str(desk.submission("m1"))]
    assert [one.reason.code for one in came.failed] == ["disk-full"] * 5
    assert came.accepted == 0
    assert desk.verified()


def test_results_printed_beside_an_intake_are_of_one_state(desk: Desk) -> None:
    """One program takes in and undoes again and again while another verifies and compiles."""
    seen = set()
    with EvaluationFile(desk.evaluation) as file, ThreadPoolExecutor(1) as pool:
        work = pool.submit(_take_in_and_undo, desk, 8)
        while not work.done():
            report = verified_report(file)
            seen.add(sum(len(subject.columns) for subject in report.subjects))
            with file.one_state():
                assert verify(file) == ()
        work.result()
    # each member's sheets come in together
    assert seen <= {0, 4, 8, 11, 15, 19}
    assert desk.verified()


def _take_in_and_undo(desk: Desk, times: int) -> None:
    with EvaluationFile(desk.evaluation) as file:
        for _turn in range(times):
            made = planned(file, desk.all_submissions())
            assert apply_plan(file, made, NOON, "other", confirmed=True).failed == ()
            undo_intake(file, None, NOON, "other")
