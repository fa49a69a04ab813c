"""results on the command line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from tests.builders import GOLDEN
from tests.story import SMALL_SETUP, Desk, evalapp, new_desk, tampering


def test_the_shape_of_the_results_in_json(taken_in_once: Desk) -> None:
    """Kept from version 0.1 on: keys may be added, none may go or change its meaning."""
    found = taken_in_once.results()
    assert set(found) == {"evaluation", "subjects"}
    assert found["evaluation"]["kind"] == "interim"
    assert found["evaluation"]["date"] == "2027-01-22"
    assert found["evaluation"]["title"].startswith("再生・細胞医療")
    subject = found["subjects"][1]
    assert set(subject) >= {"id", "title", "expected", "criteria"}
    assert (subject["id"], subject["expected"]) == ("B", 4)
    assert subject["criteria"][5] == {
        "id": "c6",
        "title": "費用対効果",
        "points": [1, 3, 2, 3],
        "n": 4,
        "sum": 9,
        "mean": "2.3",
        "exact": "9/4",
        "blank": 0,
        "cannot_judge": 0,
        "recused": 1,
    }
    raw = evalapp("results", taken_in_once.evaluation, "--json").out
    assert "費用対効果" in raw  # readable, not escaped
    assert not re.search(r"\d\.\d{2,}", raw.split('"subjects"')[1]), "no float may leak out"


def test_results_name_no_member(taken_in_once: Desk) -> None:
    for option in ("--json", "--csv", "--lang=ja"):
        said = evalapp("results", taken_in_once.evaluation, option).out
        for name in ("髙瀬", "𠮷住", "辻󠄀堂", "浜﨑", "小檜山", "m1", "m3", "example", "ベクターの共同開発"):
            assert name not in said


def test_results_as_csv(taken_in_once: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(evalapp("results", taken_in_once.evaluation, "--csv").out)))
    assert len(rows) == 21
    means = [row["mean"] for row in rows]
    assert means == [printed for project in GOLDEN["projects"] for printed in project["printed"]]
    wanted = next(row for row in rows if (row["subject"], row["criterion"]) == ("B", "c6"))
    assert wanted["criterion_title"] == "費用対効果"
    assert (wanted["exact"], wanted["n"], wanted["sum"], wanted["expected"]) == ("9/4", "4", "9", "4")
    assert [wanted[f"points_{n}"] for n in range(1, 5)] == ["1", "3", "2", "3"]
    assert not wanted["points_5"]


def test_results_as_csv_hold_no_formula(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "x", SMALL_SETUP.replace('"課題Ｐ"', "'=HYPERLINK(\"x\")'"))
    rows = list(csv.DictReader(io.StringIO(evalapp("results", desk.evaluation, "--csv").out)))
    assert rows[0]["subject_title"] == '\'=HYPERLINK("x")'
    assert rows[0]["mean"] == "－"
    assert desk.figures()[0]["title"] == '=HYPERLINK("x")'


def test_results_in_words_print_the_three_published_tables(taken_in_once: Desk) -> None:
    lines = evalapp("--lang", "ja", "results", taken_in_once.evaluation).out.splitlines()
    for project in GOLDEN["projects"]:
        start = next(n for n, line in enumerate(lines) if project["title"] in line) + 2
        for number, (criterion, printed, scores) in enumerate(
            zip(GOLDEN["criteria"], project["printed"], project["scores"], strict=True)
        ):
            pattern = rf" +.{{1,3}}{criterion} +{re.escape(printed)}  {' '.join(map(str, scores))}"
            assert re.fullmatch(pattern, lines[start + number])


def test_results_in_words_say_of_a_programme_without_scores_how_many_sheets_there_are(
    taken_in_once: Desk,
) -> None:
    lines = evalapp("--lang", "ja", "results", taken_in_once.evaluation).out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("P  "))
    assert lines[start:] == [
        "P  再生・細胞医療及び遺伝子治療産業化基盤プログラム  中間評価",
        "   評価票 5/5 を集計",
        "",
    ]
    programme = taken_in_once.figures()[-1]
    assert (programme["kind"], programme["received"], programme["criteria"]) == ("programme", 5, [])
    rows = csv.reader(io.StringIO(evalapp("results", taken_in_once.evaluation, "--csv").out))
    assert {row[0] for row in rows} == {"subject", "A", "B", "C"}


def test_results_before_anything_came_in(desk: Desk) -> None:
    assert all(c["mean"] == "－" and c["exact"] is None for s in desk.figures() for c in s["criteria"])
    assert [s["expected"] for s in desk.figures()] == [5, 4, 5, 5]
    assert "0 of 5" in evalapp("results", desk.evaluation).out


def test_a_control_character_in_a_title_cannot_reach_the_terminal(tmp_path: Path) -> None:
    setup = SMALL_SETUP.replace('"課題Ｐ"', '"課題\\u001b[31mＰ"')
    (tmp_path / "s.toml").write_text(setup, "utf-8")
    assert "U+001B" in evalapp("new", tmp_path / "x.evaluation", "--setup", tmp_path / "s.toml", code=1).err


@pytest.mark.parametrize("words", [("results",), ("results", "--json"), ("results", "--csv"), ("export",)])
def test_nothing_is_printed_of_answers_that_are_not_the_members_own(
    words: tuple[str, ...], full_desk: Desk
) -> None:
    with tampering(full_desk.evaluation) as db:
        db.execute("UPDATE mark SET points = 3 WHERE subject = 2 AND criterion = 6 AND member = 1")
    out = full_desk.folder / "out"
    rest = ("--out", out) if words == ("export",) else ()
    said = evalapp(words[0], full_desk.evaluation, *words[1:], *rest, code=1)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "record --verify" in said.err
    assert not out.exists()
    with EvaluationFile(full_desk.evaluation) as file, pytest.raises(EvalError) as refusal:
        verified_report(file)
    assert (refusal.value.code, refusal.value.params) == ("record-faults", {"count": 1})
