"""Long intakes: how far they are, ending them half-way, and what is known of one that was broken off."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.intake import Plan, Status
from evalapp.receiving import Applied, apply_plan, plan_files
from evalapp.report import SourceKind
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.intakes import Unfinished, intakes, unfinished_intake
from evalapp.store.received import begin_intake, undo_intake
from exports.excel.form_reader import read_form
from tests.story import MEMBERS, NOON, Desk, evalapp, planned


def test_planning_tells_how_far_it_is_and_can_be_ended(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []

    class Enough(Exception):  # noqa: N818 - a wish
        pass

    def tell(done: int, count: int) -> None:
        steps.append((done, count))
        if done == 3:
            raise Enough

    with EvaluationFile(desk.evaluation) as file, pytest.raises(Enough):
        plan_files(file, [desk.submissions], read_form, NOON, "0", tell)
    assert steps == [(0, 5), (1, 5), (2, 5), (3, 5)]


def cancelled_after(file: EvaluationFile, made: Plan, count: int) -> Applied:
    done: list[int] = []
    return apply_plan(
        file,
        made,
        NOON,
        "one",
        confirmed=False,
        progress=done.append,
        cancelled=lambda: len(done) >= count,
    )


def test_an_intake_cancelled_half_way_names_what_is_still_out(desk: Desk) -> None:
    with EvaluationFile(desk.evaluation) as file:
        came = cancelled_after(file, planned(file, desk.all_submissions()), 2)
        assert came.accepted == 2
        assert [(one.file, one.reason.code) for one in came.failed] == [
            (str(path), "intake-cancelled") for path in desk.all_submissions()[2:]
        ]
        assert unfinished_intake(file) is None, "who cancelled knows it"
        again = planned(file, desk.all_submissions())
        assert [again.count(status) for status in Status] == [3, 2, 0, 0]
        assert apply_plan(file, again, NOON, "one", confirmed=False).accepted == 3
    assert sum(subject["received"] for subject in desk.figures()) == 19
    assert desk.verified()


def test_an_intake_that_was_broken_off_is_known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evalapp.receiving.finish_intake", lambda *_given: None)
    with EvaluationFile(desk.evaluation) as file:
        assert unfinished_intake(file) is None
        cancelled_after(file, planned(file, desk.all_submissions()), 2)
        assert unfinished_intake(file) == Unfinished(1, 2, 5)
        monkeypatch.undo()
        monkeypatch.setenv("EVALAPP_DATA", str(desk.folder / "data"))
        apply_plan(file, planned(file, desk.all_submissions()), NOON, "one", confirmed=False)
        assert unfinished_intake(file) is None, "what was out is in"


def test_an_intake_undone_or_complete_is_not_broken_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evalapp.receiving.finish_intake", lambda *_given: None)
    with EvaluationFile(desk.evaluation) as file:
        apply_plan(file, planned(file, desk.all_submissions()), NOON, "one", confirmed=False)
        assert unfinished_intake(file) is None
        undo_intake(file, 1, NOON, "one")
        cancelled_after(file, planned(file, desk.all_submissions()), 0)
        assert unfinished_intake(file) == Unfinished(2, 0, 5)
        assert [one.number for one in intakes(file)] == [1], "what brought nothing is no intake to undo"
        cancelled_after(file, planned(file, desk.all_submissions()), 1)
        undo_intake(file, 3, NOON, "one")
        assert unfinished_intake(file) is None


def test_intakes_of_older_files_are_not_taken_for_broken_off(desk: Desk) -> None:
    with EvaluationFile(desk.evaluation) as file:
        begin_intake(file, NOON)
        assert unfinished_intake(file) is None


def test_folders_are_looked_into_and_each_file_is_named(desk: Desk) -> None:
    mail = desk.folder / "mail"
    for member in MEMBERS:
        inside = mail / "届いたもの" / member
        inside.mkdir(parents=True)
        shutil.copy(desk.submission(member), inside)
    (mail / "notes.txt").write_text("hello")
    (mail / ".hidden").mkdir()
    (mail / ".hidden" / "x.submission").write_text("x")
    os.mkfifo(mail / "pipe")
    (mail / "back").symlink_to(mail, target_is_directory=True)
    with EvaluationFile(desk.evaluation) as file:
        found = planned(file, [mail, desk.submission("m1")])
    assert [found.count(status) for status in Status] == [5, 1, 0, 1]
    assert [Path(entry.file).name for entry in found.entries if entry.status is Status.REFUSED] == [
        "notes.txt"
    ]


def test_a_folder_that_may_not_be_read_stops_nobody_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "locked").mkdir()
    look = Path.iterdir

    def denied(path: Path):  # type: ignore[no-untyped-def]
        if path.name == "locked":
            raise PermissionError(13, "denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", denied)
    with EvaluationFile(desk.evaluation) as file:
        found = planned(file, [desk.folder / "locked", desk.submissions])
    assert [entry.reason.code for entry in found.entries if entry.reason] == ["file-denied"]
    assert found.count(Status.NEW) == 5


def test_a_folder_of_everything_is_refused_in_one_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evalapp.receiving.FILES_LIMIT", 4)
    with EvaluationFile(desk.evaluation) as file:
        with pytest.raises(EvalError) as refusal:
            planned(file, [desk.submissions])
        assert refusal.value.code == "intake-too-many"
        assert planned(file, desk.all_submissions()[:4]).count(Status.NEW) == 4


def test_the_intakes_so_far(full_desk: Desk) -> None:
    desk = full_desk
    desk.intake(desk.revised("m1", 0))
    evalapp("type-in", desk.evaluation, desk.table("t.csv", [("m1", "A", "c1", 2)]), "--apply")
    evalapp("type-in", desk.evaluation, desk.table("u.csv", [("m4", "A", "c1", 2)]), "--apply")
    evalapp("undo-intake", desk.evaluation)
    with EvaluationFile(desk.evaluation) as file:
        fourth, third, second, first = intakes(file)
    assert [one.file_name for one in first.files] == [f"{member}.submission" for member in MEMBERS]
    assert (third.files[0].kind, third.files[0].member_id) == (SourceKind.TYPED, "m1")
    assert fourth.undone_at is not None
    assert fourth.undone_by == fourth.actor
    assert [one.hindrance and one.hindrance.params["later"] for one in (fourth, third, second, first)] == [
        None,
        None,
        3,
        3,
    ]
    assert first.at < fourth.undone_at + timedelta(seconds=1)


def test_what_is_changed_after_closing_wants_a_reason_that_the_record_keeps(desk: Desk) -> None:
    desk.intake(*desk.all_submissions()[:4])
    evalapp("close", desk.evaluation)
    for words in (("intake", desk.submission("m5"), "--apply"), ("undo-intake",)):
        command, *rest = words
        said = evalapp(command, desk.evaluation, *rest, code=1)
        assert "closed" in said.err
    with EvaluationFile(desk.evaluation) as file:
        assert unfinished_intake(file) is None, "a refused intake was never begun"
    evalapp("intake", desk.evaluation, desk.submission("m5"), "--apply", "--reason", "郵送の遅れ")
    evalapp("undo-intake", desk.evaluation, "--reason", "誤り")
    reasons = [line["details"].get("reason") for line in desk.record()]
    assert reasons[-2:] == ["郵送の遅れ", "誤り"]
    with EvaluationFile(desk.evaluation) as file:
        assert intakes(file)[0].reason == "郵送の遅れ"
    assert desk.verified()
