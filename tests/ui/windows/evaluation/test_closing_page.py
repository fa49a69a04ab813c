"""The evaluation is closed at the deadline, corrected with reasons, reopened, and closed again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evalapp.store.closing import closings, is_closed
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.watching import Facts, board
from tests.exports import pdf_reading as pdf
from tests.story import HEADS, Desk, evalapp, tampering
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.kit import NOON, AnsweringDialogs
from ui.windows.dialogs import Answer
from ui.windows.evaluation.closing_page import ClosingPage
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.print_window import PrintWindow


def shown(qtbot: QtBot, office: Office) -> ClosingPage:
    page = ClosingPage(office)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    idle(qtbot, page)
    return page


def idle(qtbot: QtBot, page: ClosingPage) -> None:
    qtbot.waitUntil(lambda: not page.office.jobs.busy)


def dialogs(page: ClosingPage) -> AnsweringDialogs:
    found = page.kit.dialogs
    assert isinstance(found, AnsweringDialogs)
    return found


def click(qtbot: QtBot, page: ClosingPage, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    idle(qtbot, page)


def cells(page: ClosingPage) -> list[list[str]]:
    model = page.model
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in rows]


def corrected(desk: Desk, member: str, row: tuple[object, ...], *options: str) -> Path:
    """The member changes one thing and hands in; it is taken in."""
    evalapp("fill", desk.ballot(member), "--from", desk.table("rows.csv", [row], HEADS[:5]))
    path = desk.hand_in(member)
    evalapp("intake", desk.evaluation, path, "--apply", *options)
    return path


def test_from_the_deadline_to_the_list_of_corrections(
    qtbot: QtBot, answered: Desk, open_office: OpenOffice, qtmodeltester: ModelTester
) -> None:
    page = shown(qtbot, open_office(answered.evaluation))
    assert "すべて揃っています" in page.card.counts.label.text()
    assert not page.rows.isVisible()
    dialogs(page).answers.append(Answer.YES)
    with qtbot.waitSignal(page.office.said):
        click(qtbot, page, page.card.close_button)
    assert is_closed(page.office.file)
    assert "締切済み" in page.card.title.text()
    assert not page.card.close_button.isVisible()
    assert "訂正はありません" in page.hint.text()

    before = answered.cell("A", "c1")
    evalapp(
        "fill", answered.ballot("m1"), "--from", answered.table("r.csv", [("m1", "A", "c1", 0)], HEADS[:5])
    )
    late = answered.hand_in("m1")
    evalapp("intake", answered.evaluation, late, "--apply", code=1)
    evalapp("intake", answered.evaluation, late, "--apply", "--reason", "記入誤り")
    after = answered.cell("A", "c1")
    page.office.look()
    idle(qtbot, page)
    ((subject, place, member, change, mean, reason, _when),) = cells(page)
    assert subject.startswith("A　")
    assert place.startswith("１．")
    assert member == page.office.evaluation.members[0].name
    assert change == f"{before['points'][0]} → 0"
    assert mean == f"{before['mean']}（n={before['n']}） → {after['mean']}（n={after['n']}）"
    assert reason == "記入誤り"
    assert page.rows.isVisible()
    assert any("記入誤り" in str(page.details.details.index(row).data()) for row in range(5))
    qtmodeltester.check(page.model)

    dialogs(page).answers.append("委員会の求め")
    click(qtbot, page, page.card.reopen_button)
    assert "委員会の求め" in page.card.title.text()
    corrected(answered, "m2", ("m2", "A", "c2", 0))
    page.office.look()
    idle(qtbot, page)
    assert [row[5] for row in cells(page)] == ["記入誤り", "委員会の求め"]
    dialogs(page).answers.append(Answer.YES)
    click(qtbot, page, page.card.close_button)
    assert [one.reopening is None for one in closings(page.office.file)] == [False, True]
    assert len(cells(page)) == 2
    assert answered.verified()


def test_closing_while_something_is_missing_is_asked_about(qtbot: QtBot, office: Office) -> None:
    page = shown(qtbot, office)
    dialogs(page).answers.append(Answer.CANCEL)
    click(qtbot, page, page.card.close_button)
    assert "19" in dialogs(page).asked[-1]
    assert all(member.name in dialogs(page).asked[-1] for member in office.evaluation.members)
    assert not is_closed(office.file)
    dialogs(page).answers.append(Answer.YES)
    click(qtbot, page, page.card.close_button)
    assert is_closed(office.file)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        click(qtbot, page, page.card.watch_button)
    assert wanted.args == [PageName.WATCH, None]


def test_closing_before_the_deadline_is_asked_about(qtbot: QtBot, answered_office: Office) -> None:
    page, kit = shown(qtbot, answered_office), answered_office.kit
    deadline = answered_office.evaluation.info.deadline
    assert deadline is not None
    dialogs(page).answers.append(Answer.CANCEL)
    click(qtbot, page, page.card.close_button)
    assert kit.speaker.language.date(deadline) in dialogs(page).asked[-1]
    assert not is_closed(answered_office.file)


def test_nothing_is_asked_once_the_deadline_has_passed_and_everything_is_in(
    qtbot: QtBot, answered_office: Office
) -> None:
    deadline = answered_office.evaluation.info.deadline
    assert deadline is not None
    later = datetime.combine(deadline + timedelta(days=1), NOON.time(), UTC)
    office = Office(replace(answered_office.kit, now=lambda: later), EvaluationFile(answered_office.path))
    page = shown(qtbot, office)
    click(qtbot, page, page.card.close_button)
    assert is_closed(office.file)
    office.close()


@pytest.fixture
def listed(qtbot: QtBot, answered: Desk, open_office: OpenOffice) -> ClosingPage:
    """Closed, with one correction."""
    evalapp("close", answered.evaluation)
    corrected(answered, "m1", ("m1", "A", "c1", 0), "--reason", "記入誤り")
    return shown(qtbot, open_office(answered.evaluation))


def test_the_official_list_is_looked_at_and_saved(qtbot: QtBot, listed: ClosingPage, tmp_path: Path) -> None:
    click(qtbot, listed, listed.print_button)
    (window,) = listed.findChildren(PrintWindow)
    target = tmp_path / "list.pdf"
    names = [member.name.replace(" ", "") for member in listed.office.evaluation.members]
    for choice, named in zip(window.choices, (False, True), strict=True):
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
        dialogs(listed).answers.append(target)
        qtbot.mouseClick(window.save_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(target.exists)
        printed = pdf.text(target.read_bytes())
        assert "記入誤り" in printed
        assert any(name in printed for name in names) == named
    window.close()


def test_the_table_is_saved(qtbot: QtBot, listed: ClosingPage, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    dialogs(listed).answers.append(target)
    click(qtbot, listed, listed.table_button)
    heads, row = csv.reader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert row[heads.index("reason")] == "記入誤り"
    assert "member" not in heads


def test_nothing_is_printed_of_a_file_that_was_tampered_with(
    qtbot: QtBot, listed: ClosingPage, answered: Desk
) -> None:
    with tampering(answered.evaluation) as db:
        db.execute("UPDATE closing SET actor = 'x'")
    click(qtbot, listed, listed.print_button)
    assert not listed.findChildren(PrintWindow)
    assert listed.note.isVisible()


def test_reopening_without_a_reason_changes_nothing(qtbot: QtBot, listed: ClosingPage) -> None:
    dialogs(listed).answers.append(None)
    click(qtbot, listed, listed.card.reopen_button)
    assert is_closed(listed.office.file)


def test_everything_is_said_in_english_too(listed: ClosingPage) -> None:
    listed.kit.speaker.use("en")
    assert listed.card.title.text().startswith("Closed: ")
    assert "n=5" in cells(listed)[0][4]
    assert not any(sign > "ぁ" and sign < "ヿ" for sign in listed.card.meaning.text())
    texts = [one.accessibleName() for one in (listed.rows, listed.details) if isinstance(one, QWidget)]
    assert texts == ["Corrections", "The correction chosen"]


def test_a_window_that_only_reads_closes_nothing(qtbot: QtBot, office: Office) -> None:
    reading = Office(office.kit, EvaluationFile(office.path, read_only=True), read_only=True)
    page = shown(qtbot, reading)
    assert not page.card.close_button.isEnabled()
    reading.close()


def test_before_anything_is_set_up_the_page_leads_there(qtbot: QtBot, office: Office) -> None:
    page = ClosingPage(office)
    qtbot.addWidget(page)
    nothing = replace(office.evaluation, subjects=(), members=(), recusals=())
    page.show()
    page.card.show_state(board(nothing, Facts(), NOON), (), read_only=False)
    assert "「設定」" in page.card.counts.label.text()
    assert not page.card.close_button.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        qtbot.mouseClick(page.card.setup_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [PageName.SETUP, None]
