"""Files come in: any number, any order, good and bad; nothing is written before it was seen."""

from __future__ import annotations

import itertools
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from evalapp.intake import Plan, Status
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.verify import verify
from tests.story import Desk, evalapp, new_desk, own_data, payload_of, sealed
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.evaluation.heap import BAD, GOOD, WAYS, Heap, heap
from tests.ui.windows.evaluation.intake_desk import IntakeDesk
from ui.windows.evaluation.intake import taking
from ui.windows.evaluation.intake.taking import Stage
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName

OpenIntake = Callable[[Path], IntakeDesk]


@pytest.fixture
def open_intake(open_office: OpenOffice, qtbot: QtBot) -> OpenIntake:
    return lambda path: IntakeDesk(open_office(path), qtbot)


@pytest.fixture
def intake(office: Office, qtbot: QtBot) -> IntakeDesk:
    return IntakeDesk(office, qtbot)


@pytest.fixture(scope="module")
def heap_once(tmp_path_factory: pytest.TempPathFactory) -> Heap:
    with own_data(tmp_path_factory.mktemp("data")):
        return heap(tmp_path_factory.mktemp("heap") / "desk")


@pytest.fixture
def mail(heap_once: Heap, tmp_path: Path) -> Heap:
    return heap_once.copy(tmp_path / "heap")


def test_300_files_at_once_of_which_40_are_bad_in_12_ways(mail: Heap, open_intake: OpenIntake) -> None:
    intake = open_intake(mail.desk.evaluation)
    view, phrase = intake.page.files.view, intake.office.kit.speaker.phrase
    beats: list[float] = []
    heart = QTimer(interval=5)
    heart.timeout.connect(lambda: intake.office.jobs.busy and beats.append(time.perf_counter()))
    heart.start()
    intake.drop(mail.folder)
    assert len(beats) > 5, "the window lives while files are examined"
    assert intake.submissions() == 0
    assert [button.text().split()[-1] for button in view.counts.buttons.values()] == [
        "300",
        "40",
        "0",
        "260",
        "0",
    ]
    refused = {row.entry.file: row for row in view.model.rows[:BAD]}
    assert {file: row.entry.reason and row.entry.reason.code for file, row in refused.items()} == mail.codes
    assert len({row.texts[-1].replace(Path(file).name, "") for file, row in refused.items()}) == len(WAYS)
    for row in refused.values():
        assert row.entry.reason
        assert phrase(row.entry.reason)[-12:] == row.texts[-1][-12:]
    intake.click(view.counts.buttons[Status.NEW])
    assert set(intake.statuses().values()) == {Status.NEW}
    beats.clear()
    intake.accept()
    assert len(beats) > 5, "and while they are written"
    assert intake.submissions() == GOOD
    assert "260" in view.foot.told.label.text()
    intake.click(view.counts.buttons[None])
    words = Counter(row.texts[0] for row in view.model.rows)
    assert words == {"受付済み": GOOD, "不受理": BAD}
    with EvaluationFile(mail.desk.evaluation) as file:
        assert verify(file) == ()


def test_cancelled_half_way_and_then_all_over_again(mail: Heap, open_intake: OpenIntake) -> None:
    intake = open_intake(mail.desk.evaluation)
    files = intake.page.files
    intake.taking.progressed.connect(
        lambda: intake.taking.stage is Stage.APPLYING and files.working.cancel_button.click()
    )
    intake.drop(mail.folder)
    intake.accept()
    intake.taking.progressed.disconnect()
    assert intake.taking.applied
    done = intake.taking.applied.accepted
    assert done == intake.submissions() < GOOD
    assert {error.code for error in intake.taking.failed.values()} == {"intake-cancelled"}
    assert len(intake.taking.failed) == GOOD - done
    assert str(GOOD - done) in files.view.foot.warning.label.text()
    intake.take_in(mail.folder)
    assert intake.submissions() == GOOD
    assert Counter(intake.statuses().values())[Status.UNCHANGED] == done


def test_planning_is_cancelled_and_nothing_remains(mail: Heap, open_intake: OpenIntake, qtbot: QtBot) -> None:
    intake = open_intake(mail.desk.evaluation)
    assert intake.page.take_files([mail.folder])
    working = intake.page.files.working
    qtbot.waitUntil(working.isVisible)
    intake.click(working.cancel_button)
    assert intake.taking.stage is Stage.EMPTY
    assert intake.page.files.zone.isVisible()
    assert intake.submissions() == 0


_TELLING = """
import sys, time
from evalapp import receiving
from ui.cli import main
accept = receiving.accept
def telling(*given):
    accept(*given)
    print("in", flush=True)
    time.sleep(0.005)
receiving.accept = telling
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_killed_in_the_middle_and_opened_again(mail: Heap, open_intake: OpenIntake) -> None:
    path = mail.desk.evaluation
    words = [sys.executable, "-c", _TELLING, "intake", str(path), str(mail.folder), "--apply"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        for _file in range(7):
            assert process.stdout.readline() == b"in\n"
        process.send_signal(signal.SIGKILL)
    intake = open_intake(path)
    done = intake.submissions()
    assert 7 <= done < GOOD
    notice = intake.page.files.unfinished
    assert notice.isVisible()
    assert str(done) in notice.label.text()
    assert str(GOOD) in notice.label.text()
    intake.take_in(mail.folder)
    assert intake.submissions() == GOOD
    intake.click(intake.page.files.view.foot.clear_button)
    assert not notice.isVisible()
    with EvaluationFile(path) as file:
        assert verify(file) == ()


def test_revisions_in_any_order_and_in_several_drops_give_the_same_answers(
    tmp_path: Path, open_intake: OpenIntake
) -> None:
    desk = new_desk(tmp_path / "desk")
    letters = []
    for points in (3, 2, 0):
        desk.fill("m1", [("m1", s, c, points) for s, c in itertools.product("PQ", ("c1", "c2"))])
        letters.append(desk.hand_in("m1"))
    desk.fill("m2", [("m2", "P", "c1", 1), ("m2", "P", "c2", "NA", "よい"), ("m2", "Q", "", "辞退")])
    letters.append(desk.hand_in("m2"))
    letters.append(Path(shutil.copy(letters[1], desk.folder / "again.submission")))
    rng, found = random.Random(5), set()
    for number in range(6):
        copy = Path(shutil.copy(desk.evaluation, tmp_path / f"{number}.evaluation"))
        intake = open_intake(copy)
        order = rng.sample(letters, len(letters))
        cut = rng.randrange(1, len(order))
        for drop in (order[:cut], order[cut:]):
            intake.drop(*drop)
            foot = intake.page.files.view.foot
            if foot.number.isVisible():
                foot.number.setText(str(intake.taking.plan.replaced_scores if intake.taking.plan else 0))
            if foot.accept_button.isEnabled():
                intake.accept()
            intake.click(foot.clear_button)
        found.add(str(evalapp("results", copy, "--json").json["subjects"]))
    assert len(found) == 1
    assert "'points': [0, 1]" in found.pop()


def test_what_would_be_replaced_is_seen_and_much_of_it_confirmed_with_its_number(
    intake: IntakeDesk, sample: Desk
) -> None:
    intake.take_in(*sample.all_submissions())
    rows = [("m1", "A", f"c{n}", 0) for n in range(1, 8)] + [("m1", "B", f"c{n}", 0) for n in range(1, 6)]
    sample.fill("m1", rows)
    revised = sample.hand_in("m1", folder=sample.folder / "later")
    intake.click(intake.page.files.view.foot.clear_button)
    intake.drop(revised)
    foot = intake.page.files.view.foot
    intake.choose(revised.name)
    assert intake.cells()[1].startswith("A　"), "the subject's title, not only its id"
    assert intake.cells()[2].endswith("3 → 0")
    assert not foot.accept_button.isEnabled()
    assert intake.taking.plan
    number = intake.taking.plan.replaced_scores
    foot.number.setText(str(number + 1))
    assert not foot.accept_button.isEnabled()
    foot.number.setText(str(number))
    intake.accept()
    assert sample.cell("A", "c1")["points"][0] == 0

    intake.click(foot.undo_button)
    assert sample.cell("A", "c1")["points"][0] == 3
    assert "取り消し" in intake.page.files.view.note.label.text()
    assert intake.statuses() == {revised.name: Status.REPLACES}
    assert foot.number.text() == "", "a number typed for an earlier plan is no answer"


def test_two_contents_of_one_revision_are_put_before_a_human(intake: IntakeDesk, sample: Desk) -> None:
    payload = payload_of(sample.ballot("m1"), revision=7)
    first = payload.sheets[0]
    other = replace(payload, sheets=(replace(first, marks={**first.marks, "c3": 0}), *payload.sheets[1:]))
    sealed(sample.folder / "one.submission", sample.ballot("m1"), payload)
    sealed(sample.folder / "two.submission", sample.ballot("m1"), other)
    intake.drop(sample.folder / "one.submission", sample.folder / "two.submission")
    assert set(intake.statuses().values()) == {Status.REFUSED}
    assert not intake.page.files.view.foot.accept_button.isEnabled()
    for chosen, rival, change in (("one", "two", "0 → 2"), ("two", "one", "2 → 0")):
        intake.choose(f"{chosen}.submission")
        assert f"{rival}.submission" in intake.cells()[0]
        assert intake.cells()[-1].endswith(change)


def test_leaving_a_file_out_lets_an_earlier_revision_count(intake: IntakeDesk, sample: Desk) -> None:
    later = sample.revised("m1", 0, folder=sample.folder / "later")
    intake.drop(sample.submission("m1"), later)
    assert [(row.entry.file, row.status) for row in intake.page.files.view.model.rows] == [
        (str(sample.submission("m1")), Status.REFUSED),
        (str(later), Status.NEW),
    ]
    intake.page.files.view.table.setCurrentIndex(intake.page.files.view.model.index(1, 0))
    intake.click(intake.page.files.view.foot.remove_button)
    assert [(row.entry.file, row.status) for row in intake.page.files.view.model.rows] == [
        (str(sample.submission("m1")), Status.NEW)
    ]


def test_the_same_file_twice_counts_once(intake: IntakeDesk, sample: Desk) -> None:
    twin = Path(shutil.copy(sample.submission("m1"), sample.folder / "twin.submission"))
    intake.drop(sample.submission("m1"), twin)
    assert intake.statuses() == {"m1.submission": Status.NEW, "twin.submission": Status.UNCHANGED}
    # dropped once more it is no third file
    intake.drop(twin)
    assert len(intake.statuses()) == 2


def test_a_plan_that_others_have_overtaken_is_made_anew(intake: IntakeDesk, sample: Desk) -> None:
    intake.drop(*sample.all_submissions())
    evalapp("intake", sample.evaluation, sample.submission("m2"), "--apply")
    intake.office.look()
    intake.settle()
    assert intake.statuses()["m2.submission"] is Status.UNCHANGED
    assert intake.page.files.view.note.isVisible()
    intake.accept()
    assert intake.submissions() == 5
    assert not intake.page.files.view.note.isVisible()


def test_what_others_write_while_a_plan_is_made_makes_it_anew(
    intake: IntakeDesk, sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = taking.plan_files

    def meanwhile(*given: Any, **more: Any) -> Plan:
        plan = made(*given, **more)
        monkeypatch.undo()
        evalapp("intake", sample.evaluation, sample.submission("m2"), "--apply")
        return plan

    # the page is looked at again only after the plan is there
    monkeypatch.setattr(intake.office, "look", lambda **_how: None)
    monkeypatch.setattr(taking, "plan_files", meanwhile)
    intake.drop(*sample.all_submissions())
    assert intake.statuses()["m2.submission"] is Status.UNCHANGED
    assert intake.taking.overtaken


def test_after_closing_a_reason_is_wanted(intake: IntakeDesk, sample: Desk) -> None:
    evalapp("close", sample.evaluation)
    intake.office.look()
    intake.drop(sample.submission("m1"))
    intake.dialogs.answers = [None]
    intake.click(intake.page.files.view.foot.accept_button)
    assert intake.taking.stage is Stage.PLANNED
    assert intake.submissions() == 0
    intake.dialogs.answers = ["郵送の遅れ"]
    intake.accept()
    intake.dialogs.answers = ["誤って受け付けた"]
    intake.click(intake.page.files.view.foot.undo_button)
    assert [line["details"].get("reason") for line in sample.record()[-2:]] == [
        "郵送の遅れ",
        "誤って受け付けた",
    ]


def test_closed_while_it_was_being_taken_in_is_said_and_nothing_is_lost(
    intake: IntakeDesk, sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.drop(sample.submission("m1"))
    monkeypatch.setattr(intake.office, "ask_reason", lambda _parent: "")
    monkeypatch.setattr(intake.office, "look", lambda **_how: None)
    evalapp("close", sample.evaluation)
    intake.click(intake.page.files.view.foot.accept_button)
    assert intake.taking.stage is Stage.PLANNED
    assert intake.page.files.view.note.isVisible()
    assert intake.submissions() == 0


def test_nothing_issued_yet_leads_to_issuing(tmp_path: Path, open_intake: OpenIntake, qtbot: QtBot) -> None:
    desk = new_desk(tmp_path / "desk")
    fresh = tmp_path / "fresh.evaluation"
    evalapp("new", fresh, "--setup", desk.folder / "setup.toml")
    intake = open_intake(fresh)
    with qtbot.waitSignal(intake.page.page_wanted) as wanted:
        intake.click(intake.page.files.zone.issue_button)
    assert wanted.args == [PageName.ISSUE, None]


def test_files_and_folders_can_be_chosen_too_and_the_list_saved(
    intake: IntakeDesk, sample: Desk, tmp_path: Path
) -> None:
    intake.dialogs.answers = [sample.submissions]
    intake.click(intake.page.files.zone.folder_button)
    assert len(intake.statuses()) == 5
    (sample.folder / "=1.submission").write_text("hello")
    intake.dialogs.answers = [[sample.folder / "=1.submission"]]
    intake.click(intake.page.files.view.foot.add_button)
    assert len(intake.statuses()) == 6
    intake.dialogs.answers = [tmp_path / "list.csv"]
    intake.click(intake.page.files.view.foot.save_button)
    lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert "不受理" in lines[1]
    assert "KD" not in lines[0]


def test_too_many_files_are_one_sentence(
    intake: IntakeDesk, sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evalapp.receiving.FILES_LIMIT", 3)
    intake.drop(sample.submissions)
    assert intake.taking.stage is Stage.EMPTY
    assert "3" in intake.page.files.zone.notice.label.text()


def test_what_is_only_read_here_takes_nothing_in(sample: Desk, intake: IntakeDesk, qtbot: QtBot) -> None:
    with EvaluationFile(sample.evaluation, read_only=True) as file:
        office = Office(intake.office.kit, file, read_only=True)
        reader = IntakeDesk(office, qtbot)
        reader.drop(sample.submission("m1"))
        assert reader.statuses() == {"m1.submission": Status.NEW}
        assert not reader.page.files.view.foot.accept_button.isEnabled()
        office.close()
