"""From accepted sheets to the Report, and the whole way of a score."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from evalapp.columns import ColumnOrder
from evalapp.compile import Answers, Received, compile_report, ordered_columns
from evalapp.compiling import report_of
from evalapp.mark import Mark, NoPoints
from evalapp.model import Evaluation, Recusal, RecusalKind, Subject, SubjectKind
from evalapp.report import MissingReason, Source, SourceKind
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.scoring import half_up
from evalapp.store.evaluation_file import EvaluationFile
from tests.builders import GOLDEN, INFO, NOW, RUBRIC, members, published_report
from tests.story import Desk, evalapp, new_desk

PUBLISHED = [
    pytest.param(project["id"], number, printed, scores, id=f"{project['id']}-{criterion}")
    for project in GOLDEN["projects"]
    for number, (criterion, scores, printed) in enumerate(
        zip(GOLDEN["criteria"], project["scores"], project["printed"], strict=True), 1
    )
]
SOURCE = Source(SourceKind.SEALED, "CODE", 1, NOW)


@pytest.mark.parametrize(("subject", "number", "printed", "scores"), PUBLISHED)
def test_each_published_mean_the_whole_way(
    taken_in_once: Desk, subject: str, number: int, printed: str, scores: list[int]
) -> None:
    """Answers in a file, a ballot, a sealed file, an intake, the results: digit for digit as printed."""
    cell = taken_in_once.cell(subject, f"c{number}")
    assert cell["title"] == GOLDEN["criteria"][number - 1]
    assert cell["mean"] == printed
    assert cell["points"] == scores
    assert (cell["n"], cell["sum"]) == (len(scores), sum(scores))
    assert Fraction(cell["exact"]) == Fraction(sum(scores), len(scores))


def test_the_sample_prints_all_of_the_published_report(taken_in_once: Desk) -> None:
    """Nothing more and nothing less than the three tables: columns, rows, titles. The programme has none."""
    with EvaluationFile(taken_in_once.evaluation) as file:
        report = report_of(file)
    wanted = published_report()
    *projects, programme = report.subjects
    assert len(projects) == len(wanted.subjects) == 3
    for found, expected in zip(projects, wanted.subjects, strict=True):
        assert found.subject.title == expected.subject.title
        assert [r.marks for r in found.results] == [r.marks for r in expected.results]
        assert [r.criterion.title for r in found.results] == [r.criterion.title for r in expected.results]
        assert [found.printed_mean(r) for r in found.results] == [
            expected.printed_mean(r) for r in expected.results
        ]
    assert programme.subject.kind is SubjectKind.PROGRAMME
    assert programme.results == ()
    assert sum(len(subject.columns) for subject in report.subjects) == 19
    assert [len(subject.columns) for subject in report.subjects] == [5, 4, 5, 5]
    assert [subject.expected for subject in report.subjects] == [5, 4, 5, 5]


def test_the_samples_programme_is_commented_on_by_every_member(taken_in_once: Desk) -> None:
    """Each heading has what is good and what must improve; no member writes under all of them."""
    with EvaluationFile(taken_in_once.evaluation) as file:
        programme = report_of(file).subjects[-1]
    said = [{(one.criterion_id, one.kind) for one in column.comments} for column in programme.columns]
    asked = {(criterion.id, kind) for criterion in programme.rubric.criteria for kind in criterion.comments}
    assert len(asked) == 14
    assert set().union(*said) == asked | {(None, CommentKind.RECOMMENDATION)}
    assert all(4 <= len({criterion for criterion, _kind in one} - {None}) < 7 for one in said)


def test_the_same_state_compiles_to_an_equal_report(taken_in_once: Desk) -> None:
    with EvaluationFile(taken_in_once.evaluation) as one, EvaluationFile(taken_in_once.evaluation) as other:
        assert report_of(one) == report_of(other)
        assert report_of(one, ColumnOrder.SHUFFLED) == report_of(other, ColumnOrder.SHUFFLED)
        assert report_of(one).record_head == one.last_line().hash


def test_columns_in_every_order_are_the_same_people_and_figures(taken_in_once: Desk) -> None:
    with EvaluationFile(taken_in_once.evaluation) as file:
        listed, *others = (report_of(file, order) for order in ColumnOrder)
    ids = [member.id for member in listed.members]
    for subject in listed.subjects:
        assert [column.member.id for column in subject.columns] == [
            id_ for id_ in ids if id_ in {column.member.id for column in subject.columns}
        ]
    for other in others:
        for one, two in zip(listed.subjects, other.subjects, strict=True):
            pairs = [
                {
                    column.member.id: (tuple(r.marks[n] for r in subject.results), column.comments)
                    for n, column in enumerate(subject.columns)
                }
                for subject in (one, two)
            ]
            assert pairs[0] == pairs[1]
            assert [r.tally for r in one.results] == [r.tally for r in two.results]


def small_evaluation(count: int = 4, recusals: tuple[Recusal, ...] = ()) -> Evaluation:
    subjects = tuple(
        Subject(id_, f"課題{id_}", SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.INTERIM) for id_ in "AB"
    )
    return Evaluation(INFO, (RUBRIC,), subjects, tuple(members(count)), recusals)


def answers(sheets: tuple[Received, ...], column: list[Mark]) -> Answers:
    """Answers on subject A only, the same row of marks for each criterion."""
    return Answers({0: sheets}, {0: tuple(tuple(column) for _ in RUBRIC.scored)}, {})


def test_drafts_recusals_and_missing_sheets_have_no_column() -> None:
    recusal = Recusal("m4", "A", RecusalKind.ABSENT, "出張")
    sheets = (
        Received(0, SOURCE),
        Received(1, SOURCE, draft=True),
        Received(2, SOURCE, recusal=RecusalKind.CONFLICT),
    )
    report = compile_report(
        small_evaluation(5, (recusal,)), answers(sheets, [3]), compiled_at=NOW, record_head="", version=""
    )
    first, second = report.subjects
    assert [column.member.id for column in first.columns] == ["m1"]
    assert [(m.member.id, m.reason) for m in first.missing] == [
        ("m2", MissingReason.DRAFT),
        ("m5", MissingReason.NOT_RECEIVED),
    ]
    assert [(r.member_id, r.kind) for r in first.recusals] == [
        ("m3", RecusalKind.CONFLICT),
        ("m4", RecusalKind.ABSENT),
    ]
    assert first.expected == 3
    assert all(result.tally.recused == 2 for result in first.results)
    assert [first.printed_mean(result) for result in first.results] == ["3.0"] * 7
    assert second.columns == ()
    assert second.expected == 5
    assert [second.printed_mean(result) for result in second.results] == ["－"] * 7


def test_a_recusal_set_up_beats_a_sheet() -> None:
    """What the secretariat set up stands, even if a sheet had come in before."""
    recusal = Recusal("m1", "A", RecusalKind.CONFLICT)
    report = compile_report(
        small_evaluation(2, (recusal,)),
        answers((Received(1, SOURCE),), [2]),
        compiled_at=NOW,
        record_head="",
        version="",
    )
    assert [column.member.id for column in report.subjects[0].columns] == ["m2"]


def test_marks_that_do_not_match_their_sheets_are_never_printed() -> None:
    with pytest.raises(AssertionError, match="do not match"):
        compile_report(
            small_evaluation(),
            answers((Received(0, SOURCE),), [3, 3]),
            compiled_at=NOW,
            record_head="",
            version="",
        )


def test_shuffled_columns_differ_by_subject_and_secret_and_sorted_ones_fall() -> None:
    rng = random.Random(3)
    count = 30
    sheets = tuple(Received(number, SOURCE) for number in range(count))
    rows = tuple(tuple(rng.choices(range(4), k=count)) for _ in RUBRIC.scored)
    everything = Answers({0: sheets, 1: sheets}, {0: rows, 1: rows}, {})
    report = compile_report(small_evaluation(count), everything, compiled_at=NOW, record_head="", version="")

    def order(made: object, number: int) -> list[str]:
        subjects = made.subjects  # type: ignore[attr-defined]
        return [column.member.id for column in subjects[number].columns]

    shuffled = ordered_columns(report, ColumnOrder.SHUFFLED, "secret")
    assert order(shuffled, 0) != order(report, 0)
    assert order(shuffled, 0) != order(shuffled, 1)
    assert order(shuffled, 0) == order(ordered_columns(report, ColumnOrder.SHUFFLED, "secret"), 0)
    assert order(shuffled, 0) != order(ordered_columns(report, ColumnOrder.SHUFFLED, "another"), 0)
    falling = ordered_columns(report, ColumnOrder.SORTED, "secret").subjects[0]
    totals = [sum(int(r.marks[n]) for r in falling.results) for n in range(count)]
    assert totals == sorted(totals, reverse=True)
    assert ordered_columns(report, ColumnOrder.AS_LISTED, "secret") is report


def test_a_sheet_can_be_taken_out_of_the_report(taken_in_once: Desk) -> None:
    with EvaluationFile(taken_in_once.evaluation) as file:
        subject = report_of(file).subjects[0]
    sheet = subject.sheet(3)
    assert sheet.subject_id == "A"
    assert list(sheet.marks.values()) == [3, 2, 2, 2, 3, 3, 3]
    assert sheet.comments == subject.columns[3].comments
    assert sheet.comments


SCALES = {"0-3": (0, 3, 1), "1-5": (1, 5, 0), "1-10": (1, 10, 2), "0-100": (0, 100, 3)}


@pytest.mark.parametrize("name", SCALES)
def test_other_scales_go_the_whole_way(name: str, tmp_path: Path) -> None:
    """A rubric of one's own: random answers, blank and NA among them, typed in and compiled."""
    low, high, decimals = SCALES[name]
    steps = ", ".join(f"{{points = {points}}}" for points in range(high, low - 1, -1))
    people = "\n".join(f'[[member]]\nid = "m{n}"\nname = "委員{n}"' for n in range(1, 8))
    setup = f"""
[evaluation]
title = "尺度"
rubric = "own"
[[subject]]
id = "S"
title = "課題"
{people}
[[rubric]]
id = "own"
title = "自前"
decimals = {decimals}
steps = [{steps}]
criteria = [
    {{id = "a", title = "一"}},
    {{id = "b", title = "二"}},
    {{id = "x", title = "意見", scored = false}},
]
"""
    desk = new_desk(tmp_path / "own", setup)
    rng = random.Random(name)
    choices: list[object] = [*range(low, high + 1), "NA", ""]
    given = {(f"m{n}", c): rng.choice(choices) for n in range(1, 8) for c in "ab"}
    rows = [(member, "S", criterion, value) for (member, criterion), value in given.items()]
    evalapp("type-in", desk.evaluation, desk.table("typed.csv", rows), "--apply")
    for criterion in "ab":
        values = [given[f"m{n}", criterion] for n in range(1, 8)]
        points = [value for value in values if isinstance(value, int)]
        cell = desk.cell("S", criterion)
        assert cell["points"] == [{"NA": "cannot_judge", "": None}.get(str(v), v) for v in values]
        assert cell["n"] == len(points)
        assert cell["mean"] == half_up(sum(points), len(points), decimals)
        assert cell["blank"] == values.count("")
        assert cell["cannot_judge"] == values.count("NA")
    assert len(desk.figures()[0]["criteria"]) == 2


def test_mean_of_a_cell_without_points(full_desk: Desk) -> None:
    """All members mark a criterion NA: its mean is a dash, its denominator 0, not 0.0."""
    for member in ("m1", "m2", "m4", "m5"):
        full_desk.fill(member, [(member, "B", "c7", "評価不能")])
        full_desk.intake(full_desk.hand_in(member))
    cell = full_desk.cell("B", "c7")
    assert (cell["mean"], cell["exact"], cell["n"], cell["sum"]) == ("－", None, 0, 0)
    assert (cell["cannot_judge"], cell["recused"]) == (4, 1)
    assert cell["points"] == ["cannot_judge"] * 4
    assert re.search(r"－ +(\D ){4} *\(n=0/4\)", evalapp("results", full_desk.evaluation).out)


def test_blank_is_not_cannot_judge_is_not_recused() -> None:
    marks: list[Mark] = [NoPoints.BLANK, NoPoints.CANNOT_JUDGE, 0, 3]
    sheets = tuple(Received(number, SOURCE) for number in range(4))
    report = compile_report(
        small_evaluation(4), answers(sheets, marks), compiled_at=NOW, record_head="", version=""
    )
    result = report.subjects[0].results[0]
    assert replace(result.tally) == result.tally
    assert (result.tally.n, result.tally.blank, result.tally.cannot_judge) == (2, 1, 1)
    assert report.subjects[0].printed_mean(result) == "1.5"
