"""Before and now: what is taken for the same, and by how much it differs for a reader of both reports."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.comparing import Figure, Figures, Match, SubjectFigures, Way, compare, figures_of
from evalapp.errors import EvalError
from evalapp.previous import parse_results, read_previous
from exports.plain.results import report_json
from tests.builders import published_report, subject_report
from tests.builders import report as report_of_subjects
from tests.story import Desk, evalapp


def figures(*subjects: SubjectFigures) -> Figures:
    return Figures("e", "評価", subjects)


def subject(id_: str, title: str, *means: tuple[int, int], points: tuple[int, ...] = ()) -> SubjectFigures:
    return SubjectFigures(
        id_,
        title,
        tuple(Figure(f"c{n}", f"項目{n}", total, count, 1, points) for n, (total, count) in enumerate(means)),
    )


def test_the_difference_is_that_of_the_printed_figures():
    """2.25 is printed 2.3 and 2.2 is 2.2: a reader sees 0.1, though the exact difference is 0.05."""
    before, now = subject("A", "課題", (11, 5), (9, 3)), subject("A", "課題", (9, 4), (5, 2))
    up, down = compare(figures(before), figures(now)).subjects[0].changes
    assert (up.before.printed, up.now.printed, up.difference, up.way) == ("2.2", "2.3", "+0.1", Way.UP)
    assert (down.before.printed, down.now.printed, down.difference) == ("3.0", "2.5", "-0.5")
    assert down.way is Way.DOWN


def test_what_has_no_mean_or_another_scale_has_no_difference():
    same, none, scale = (
        compare(
            figures(subject("A", "課題", (2, 1), (0, 0), (4, 2), points=(0, 1, 2, 3))),
            figures(
                replace(
                    subject("A", "課題", (4, 2), (3, 1), (4, 2), points=(0, 1, 2, 3)),
                    figures=(
                        Figure("c0", "項目0", 4, 2, 1, (0, 1, 2, 3)),
                        Figure("c1", "項目1", 3, 1, 1, (0, 1, 2, 3)),
                        Figure("c2", "項目2", 4, 2, 1, (1, 2, 3, 4, 5)),
                    ),
                )
            ),
        )
        .subjects[0]
        .changes
    )
    assert (same.way, same.difference) == (Way.SAME, "0.0")
    assert (none.way, none.steps, none.difference) == (Way.NONE, None, "－")
    assert scale.way is Way.OTHER_SCALE


def test_a_title_says_more_than_an_id():
    """This year's A is last year's B; another project is called B now, and C has a longer title."""
    before = figures(subject("A", "燃料電池"), subject("B", "水素 触媒"), subject("C", "樹脂"))
    now = figures(subject("A", "水素触媒"), subject("B", "量子"), subject("C", "樹脂の量産"))
    found = compare(before, now)
    assert [(one.before.subject_id, one.now.subject_id, one.match) for one in found.subjects] == [
        ("B", "A", Match.TITLE),
        ("C", "C", Match.ID),
    ]
    assert [one.title for one in found.only_before] == ["燃料電池"]
    assert [one.title for one in found.only_now] == ["量子"]


def test_a_title_that_stands_twice_decides_nothing():
    before = figures(subject("A", "基盤技術"), subject("B", "基盤技術"))
    now = figures(subject("X", "基盤技術"), subject("B", "基盤技術"))
    found = compare(before, now)
    assert [(one.before.subject_id, one.match) for one in found.subjects] == [
        ("A", Match.TITLE),
        ("B", Match.BOTH),
    ]


def test_criteria_of_one_side_only_are_named():
    before, now = subject("A", "課題", (1, 1)), subject("A", "課題", (1, 1), (2, 1))
    found = compare(figures(before), figures(now)).subjects[0]
    assert ([one.title for one in found.only_now], found.only_before) == (["項目1"], ())


def test_finer_figures_are_compared_in_their_own_digits():
    before = SubjectFigures("A", "課題", (Figure("c", "項目", 9, 4, 1),))
    now = SubjectFigures("A", "課題", (Figure("c", "項目", 9, 4, 2),))
    change = compare(figures(before), figures(now)).subjects[0].changes[0]
    assert (change.before.printed, change.now.printed, change.difference) == ("2.3", "2.25", "-0.05")


@given(st.integers(0, 30), st.integers(1, 10), st.integers(0, 30), st.integers(1, 10))
def test_before_and_difference_make_now(total: int, n: int, later: int, m: int):
    found = compare(figures(subject("A", "課題", (total, n))), figures(subject("A", "課題", (later, m))))
    change = found.subjects[0].changes[0]
    assert Fraction(change.before.printed) + Fraction(change.difference) == Fraction(change.now.printed)


def test_results_written_as_json_are_the_figures_but_for_the_scale():
    report = published_report()
    read = parse_results(report_json(report, named=False), "results.json")
    known = figures_of(report)
    assert compare(read, known).only_before == ()
    assert [replace(figure, points=()) for one in known.subjects for figure in one.figures] == [
        figure for one in read.subjects for figure in one.figures
    ]


def test_an_evaluation_and_its_json_say_the_same(full_desk: Desk, tmp_path: Path):
    path = tmp_path / "last-year.json"
    path.write_text(evalapp("results", full_desk.evaluation, "--json").out, "utf-8-sig")
    found = compare(read_previous(path), read_previous(full_desk.evaluation))
    assert len(found.subjects) == 4
    assert {change.way for one in found.subjects for change in one.changes} == {Way.SAME}


def test_a_mean_that_was_changed_by_hand_is_found():
    said = json.loads(report_json(published_report(), named=False))
    said["subjects"][1]["criteria"][5]["mean"] = "2.2"
    with pytest.raises(EvalError, match="previous-altered") as caught:
        parse_results(json.dumps(said).encode(), "r.json")
    assert caught.value.params["criterion"] == "費用対効果"


@pytest.mark.parametrize(
    "data",
    [b"{", b"[]", b'{"evaluation": {}}', b"\xff\xfe", b'{"a":' + b"[" * 100_000, b'"\\ud800"'],
    ids=["cut", "list", "bare", "utf-16", "deep", "surrogate"],
)
def test_what_is_no_results_file_is_refused(data: bytes, tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_bytes(data)
    with pytest.raises(EvalError, match="previous-not-results"):
        read_previous(path)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda one: st.lists(one, max_size=3)))
def test_no_value_in_the_place_of_a_mean_crashes(value: object):
    shape = {
        "evaluation": {"id": "e", "title": "t"},
        "subjects": [
            {
                "id": "A",
                "title": "t",
                "criteria": [{"id": "c", "title": "t", "n": 4, "sum": 9, "mean": value}],
            }
        ],
    }
    with pytest.raises(EvalError, match="previous-"):
        parse_results(json.dumps(shape).encode(), "r.json")


def test_a_subject_without_scores_has_no_changes():
    empty = replace(subject_report("P", "プログラム", [[1]] * 7), results=())
    report = report_of_subjects(empty)
    assert compare(figures_of(report), figures_of(report)).subjects[0].changes == ()
