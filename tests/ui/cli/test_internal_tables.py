"""results --internal and --previous on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.story import Desk, evalapp, refused


def test_internal_measures_as_text(taken_in_once: Desk) -> None:
    said = evalapp("--lang", "ja", "results", taken_in_once.evaluation, "--internal").out
    assert said.startswith("*** 事務局内部用・公表不可 ***")
    lines = said.splitlines()
    assert lines[3].split() == ["C", "６．費用対効果", "2.0", "5/5", "2", "1–3", "0.89", "20%"]
    assert next(line for line in lines if "小檜山" in line).split()[-3:] == ["+0.75", "21", "高めの傾向"]


def test_internal_measures_as_json(taken_in_once: Desk) -> None:
    """Exact fractions, and the points by member."""
    found = evalapp("results", taken_in_once.evaluation, "--internal", "--json").json
    assert set(found) == {"edition", "evaluation", "cells", "tendencies", "scale_width"}
    assert (found["edition"], found["scale_width"]) == ("internal", 3)
    assert found["cells"][0] == {
        "subject": "C",
        "criterion": "c6",
        "mean": "2.0",
        "n": 5,
        "median": "2",
        "low": 1,
        "high": 3,
        "standard_deviation": "0.89",
        "variance": "4/5",
        "agreement": "1/5",
        "distance": "6/5",
        "points": {"m1": 1, "m2": 3, "m3": 2, "m4": 1, "m5": 3},
    }
    assert found["tendencies"][4]["leaning"] == "lenient"
    assert found["tendencies"][4]["cells"] == 21


def test_a_comparison_as_text_and_json(full_desk: Desk, tmp_path: Path) -> None:
    before = full_desk.results()
    before["evaluation"]["id"] = "0" * 32
    before["subjects"][0]["criteria"][5] |= {"sum": 9, "n": 4, "mean": "2.3"}
    del before["subjects"][2]
    path = tmp_path / "before.json"
    path.write_text(json.dumps(before), "utf-8")
    found = evalapp("results", full_desk.evaluation, "--previous", path, "--json").json
    assert [one["id"] for one in found["subjects"]] == ["A", "B", "P"]
    assert found["subjects"][0]["criteria"][5] == {
        "id": "c6",
        "title": "費用対効果",
        "before": "2.3",
        "now": "2.6",
        "difference": "+0.3",
        "way": "up",
    }
    assert found["only_now"] == [{"id": "C", "title": "ヒト細胞加工製品製造基盤技術開発"}]
    said = evalapp("--lang", "ja", "results", full_desk.evaluation, "--previous", path).out
    line = next(line for line in said.splitlines() if "2.3 → 2.6" in line)
    assert line.split() == ["費用対効果", "2.3", "→", "2.6", "↑", "+0.3", "上昇"]
    assert "今回のみ：C ヒト細胞加工製品製造基盤技術開発" in said


def test_an_evaluation_is_compared_with_another(small: Desk, taken_in_once: Desk) -> None:
    found = evalapp("results", taken_in_once.evaluation, "--previous", small.evaluation, "--json").json
    assert found["subjects"] == [
        {
            "id": "P",
            "title": "再生・細胞医療及び遺伝子治療産業化基盤プログラム",
            "previous": {"id": "P", "title": "課題Ｐ"},
            "match": "id",
            "criteria": [],
            "only_previous": [{"id": "c1", "title": "必要性"}, {"id": "c2", "title": "総合評価"}],
            "only_now": [],
        }
    ]


def test_what_is_no_evaluation_is_refused(taken_in_once: Desk, tmp_path: Path) -> None:
    other = tmp_path / "x.json"
    other.write_text("[]", "utf-8")
    assert "x.json" in refused("results", taken_in_once.evaluation, "--previous", other)
    assert "not found" in refused("results", taken_in_once.evaluation, "--previous", tmp_path / "y.json")
    assert "not an evaluation" in refused(
        "results", taken_in_once.evaluation, "--previous", taken_in_once.ballot("m1")
    )


@pytest.mark.parametrize("other", ["--csv", "--recusals"])
def test_options_that_do_not_go_together_are_refused(taken_in_once: Desk, other: str) -> None:
    said = evalapp("results", taken_in_once.evaluation, "--internal", other, code=2)
    assert "--json" in said.err
