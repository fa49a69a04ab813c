"""The comparison with an earlier evaluation, chosen as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evalapp.scoring import half_up
from tests.story import evalapp
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.results_page import ResultsPage

COMPARED = 2


@pytest.fixture
def last_year(answered_office: Office, tmp_path: Path) -> Path:
    """The same figures but for a few: B was called otherwise, Z has ended, one criterion is new."""
    said = evalapp("results", answered_office.path, "--json").json
    said["evaluation"] |= {"id": "f" * 32, "title": "昨年度の評価"}
    subjects = {one["id"]: one for one in said["subjects"]}
    for points, place in ((-2, 0), (1, 3)):
        criterion = subjects["A"]["criteria"][place]
        criterion["sum"] += points
        criterion["mean"] = half_up(criterion["sum"], criterion["n"], 1)
    subjects["B"]["title"] = "遺伝子治療の旧課題"
    del subjects["C"]["criteria"][6]
    said["subjects"].append({**subjects["A"], "id": "Z", "title": "終了した課題"})
    path = tmp_path / "last-year.json"
    path.write_text(json.dumps(said), "utf-8")
    return path


@pytest.fixture
def page(answered_office: Office, qtbot: QtBot) -> ResultsPage:
    shown = ResultsPage(answered_office)
    qtbot.addWidget(shown)
    shown.resize(1190, 620)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: not answered_office.jobs.busy)
    shown.tabs.setCurrentIndex(COMPARED)
    return shown


def choose(page: ResultsPage, path: Path, qtbot: QtBot) -> None:
    dialogs = page.kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    dialogs.answers.append([path])
    button = page.compared.nothing.button if page.compared.empty else page.compared.choose
    button.click()
    qtbot.waitUntil(lambda: not page.office.jobs.busy)


def rows(page: ResultsPage) -> list[list[str]]:
    model = page.compared.table.lines
    return [
        [model.index(row, column).data() for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_before_a_file_is_chosen_it_says_what_to_choose(page: ResultsPage) -> None:
    assert "前回の評価ファイル" in page.compared.nothing.sentence.text()
    assert not page.compared.table.isVisible()


def test_means_before_and_now_with_arrow_and_word(page: ResultsPage, last_year: Path, qtbot: QtBot) -> None:
    choose(page, last_year, qtbot)
    assert page.compared.title.text() == "前回：昨年度の評価"
    found = rows(page)
    assert found[0] == ["当省が実施することの必要性", "2.6", "3.0", "+0.4", "↑ 上昇"]
    assert found[3] == ["事業アウトカム", "2.2", "2.0", "-0.2", "↓ 下降"]
    assert found[1][2:] == ["2.6", "0.0", "= 同じ"]
    assert len(found) == 20


def test_what_has_no_counterpart_is_named(page: ResultsPage, last_year: Path, qtbot: QtBot) -> None:
    choose(page, last_year, qtbot)
    said = page.compared.unmatched.label.text()
    assert "記号だけで対応付けました。ご確認ください：B。" in said
    assert "前回のみ（1件）：Z 終了した課題" in said
    assert "今回のみ（1件）：C – 総合評価" in said


def test_the_choice_is_remembered(
    page: ResultsPage, last_year: Path, qtbot: QtBot, answered_office: Office
) -> None:
    choose(page, last_year, qtbot)
    again = ResultsPage(answered_office)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: not answered_office.jobs.busy)
    again.tabs.setCurrentIndex(COMPARED)
    qtbot.waitUntil(lambda: not again.compared.empty)
    assert rows(again) == rows(page)


def test_a_wrong_file_is_said_and_the_comparison_stays(
    page: ResultsPage, last_year: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(page, last_year, qtbot)
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    choose(page, wrong, qtbot)
    assert "比較できる結果がありません" in page.compared.fault.label.text()
    assert len(rows(page)) == 20
    choose(page, last_year, qtbot)
    assert page.compared.fault.label.text() == ""


def test_results_dropped_on_the_page_are_compared_with(
    page: ResultsPage, last_year: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(0)
    assert not page.take_files([tmp_path / "x.submission"])
    assert page.take_files([last_year])
    qtbot.waitUntil(lambda: not page.office.jobs.busy)
    assert page.tabs.currentIndex() == COMPARED
    assert len(rows(page)) == 20


def test_the_evaluation_itself_can_be_chosen_and_is_recognised(page: ResultsPage, qtbot: QtBot) -> None:
    choose(page, page.office.path, qtbot)
    assert "同じ評価の別の時点" in page.compared.unmatched.label.text()
    assert {row[-1] for row in rows(page)} == {"= 同じ"}
