"""The set-up is changed from the terminal: shown first, put into force with --apply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evalapp.setup_starts import draft_of
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import put_material, write_draft
from tests.builders import NOW
from tests.story import SMALL_SETUP, Desk, evalapp, new_desk, refused

CHANGED = (
    SMALL_SETUP.replace('title = "課題Ｑ"', 'title = "課題Ｑ改"\nmaterials = ["docs/plan.pdf"]')
    .replace('title = "必要性"', 'title = "必要性と意義"')
    .replace('title = "総合評価", comments = ["positive"]', 'title = "総合評価", guidance = "全体を見る"')
)


@pytest.fixture
def answered(small: Desk) -> Desk:
    """m1 has answered everything with 2; the changed set-up lies beside."""
    rows = [("m1", place, one, 2, "良い") for place in "PQ" for one in ("c1", "c2")]
    small.fill("m1", rows)
    small.intake(small.hand_in("m1"))
    (small.folder / "docs").mkdir()
    (small.folder / "docs/plan.pdf").write_bytes(b"%PDF-1.7 plan")
    (small.folder / "setup.toml").write_text(CHANGED, "utf-8")
    return small


def change(desk: Desk, *options: object) -> Any:
    said = evalapp("setup", desk.evaluation, "--from", desk.folder / "setup.toml", "--json", *options)
    return said.json


def test_the_plan_is_shown_and_nothing_is_written(answered: Desk) -> None:
    before = answered.evaluation.read_bytes()
    said = evalapp("--lang", "ja", "setup", answered.evaluation, "--from", answered.folder / "setup.toml")
    assert answered.evaluation.read_bytes() == before
    for words in (
        "Q 課題Ｑ改: 名称",
        "必要性と意義: 評価項目",
        "--keep c1",
        "課題Ｑ改 / plan.pdf",
        "m1 委員 一",
    ):
        assert words in said.out
    plan = change(answered)
    assert not plan["applied"]
    assert {(one["rubric"], one["criterion"]) for one in plan["choices"]} == {
        ("small", "c1"),
        ("small", "c2"),
    }
    assert [need["member_id"] for need in plan["needs"]] == ["m1", "m2"]
    assert sum(one["scores"] for one in plan["set_aside"]) == 4
    assert sum(one["comments"] for one in plan["set_aside"]) == 4


def test_kept_criteria_go_on_counting(answered: Desk) -> None:
    plan = change(answered, "--keep", "c1", "--apply")
    assert plan["applied"]
    assert {one["criterion_id"] for one in plan["set_aside"]} == {"c2"}
    assert answered.cell("P", "c1")["sum"] == 2
    assert answered.cell("P", "c2")["n"] == 0
    assert answered.verified()
    # m2 answers in the ballot that was issued before
    answered.fill("m2", [("m2", place, one, 3) for place in "PQ" for one in ("c1", "c2")])
    assert answered.intake(answered.hand_in("m2"))["counts"]["new"] == 1
    assert answered.cell("P", "c1")["sum"] == 5
    assert [line["act"] for line in answered.record()].count("setup-changed") == 1
    assert change(answered, "--apply")["changes"] == []
    evalapp("ballots", answered.evaluation, "--out", answered.ballots, "--member", "m1")
    assert answered.verified()


def test_what_cannot_be_is_refused(answered: Desk) -> None:
    source = answered.folder / "setup.toml"
    assert "c9" in refused("setup", answered.evaluation, "--from", source, "--keep", "c9")
    source.write_text(SMALL_SETUP.replace('id = "P"', 'id = "R"'), "utf-8")
    assert "P" in refused("setup", answered.evaluation, "--from", source, "--apply")
    source.write_text(SMALL_SETUP.replace('id = "m2"', 'id = "m9"'), "utf-8")
    assert "m2" in refused("setup", answered.evaluation, "--from", source, "--apply")
    with EvaluationFile(answered.evaluation) as file:
        write_draft(file, draft_of(file.evaluation, {}), NOW)
        put_material(file, b"%PDF-1.7 in the making")
    assert "sample.evaluation" in refused("setup", answered.evaluation, "--from", source)
    assert answered.verified()


def test_before_anything_is_issued_everything_may_change(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    evaluation = desk.folder / "new.evaluation"
    evalapp("new", evaluation, "--setup", desk.folder / "setup.toml")
    (desk.folder / "setup.toml").write_text(SMALL_SETUP.replace('id = "P"', 'id = "R"'), "utf-8")
    evalapp("setup", evaluation, "--from", desk.folder / "setup.toml", "--apply")
    with EvaluationFile(evaluation) as file:
        assert [subject.id for subject in file.evaluation.subjects] == ["R", "Q"]
        assert file.evaluation.revisions == ()
