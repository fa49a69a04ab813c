"""results.csv, comments.csv and results.json: their shapes, their safety, and what an anonymous one keeps."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from evalapp.mark import NoPoints
from evalapp.model import Comment
from evalapp.report import Missing, MissingReason, Report
from evalapp.rubric import CommentKind
from exports.plain.comments import comments_csv
from exports.plain.results import report_json, results_csv, results_object
from tests.builders import GOLDEN, INFO, members, published_report, report, subject_report
from tests.exports.mixed import all_recused, mixed_subject
from tests.exports.test_excel_results import secret_report

B, C = NoPoints.BLANK, NoPoints.CANNOT_JUDGE
RESULT_HEADS = ["subject", "subject_title", "criterion", "criterion_title", "mean"]
RESULT_HEADS += ["n", "sum", "blank", "cannot_judge", "recused", "expected"]
COMMENT_HEADS = ["subject", "subject_title", "criterion", "criterion_title", "kind", "text"]


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, which must begin with its mark and end its lines as Windows does."""
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read(report_: Report, *, named: bool = False) -> Any:
    data = report_json(report_, named=named)
    assert data.endswith(b"}\n")
    return json.loads(data)


def committee_report() -> Report:
    """Five members: two columns, one sheet missing, one draft, one recused."""
    subject = all_recused()
    answers = subject_report("X", "試行", [[3, B], [C, 0], *[[2, 1]] * 5])
    missing = (
        Missing(members(5)[2], MissingReason.NOT_RECEIVED),
        Missing(members(5)[3], MissingReason.DRAFT),
    )
    recusals = (replace(subject.recusals[4], subject_id="X", reason="SECRETREASON"),)
    return report(replace(answers, missing=missing, recusals=recusals))


def test_the_published_results_as_a_csv_file() -> None:
    data = results_csv(published_report(), named=False)
    found = rows(data)
    assert list(found[0]) == [*RESULT_HEADS, *(f"points_{n}" for n in range(1, 6))]
    assert [row["mean"] for row in found] == [
        text for project in GOLDEN["projects"] for text in project["printed"]
    ]
    (cost,) = (row for row in found if (row["subject"], row["criterion"]) == ("B", "c6"))
    assert cost["criterion_title"] == "費用対効果"
    assert (cost["n"], cost["sum"], cost["expected"]) == ("4", "9", "4")
    assert [cost[f"points_{n}"] for n in range(1, 6)] == ["1", "3", "2", "3", ""]


def test_a_named_results_file_has_a_place_for_every_member() -> None:
    found = rows(results_csv(committee_report(), named=True))
    assert list(found[0]) == [*RESULT_HEADS, *(f"points_m{n}" for n in range(1, 6))]
    places = [[row[f"points_m{n}"] for n in range(1, 6)] for row in found[:3]]
    left = ["not_received", "draft", "recused"]
    assert places == [["3", "", *left], ["cannot_judge", "0", *left], ["2", "1", *left]]


def test_comments_stand_by_subject_criterion_and_kind() -> None:
    data = comments_csv(report(mixed_subject(), subject_report("X", "試行", [[3]] * 7)), named=False)
    found = rows(data)
    assert list(found[0]) == COMMENT_HEADS
    assert [tuple(row.values()) for row in found] == [
        ("M", "混在の課題", "a", "前書き", "positive", "意見a"),
        ("M", "混在の課題", "b", "必要性", "positive", "意見b"),
        ("M", "混在の課題", "c", "体制", "positive", "意見c"),
        ("M", "混在の課題", "d", "総括", "positive", "意見d"),
        ("X", "試行", "", "", "positive", "意見 0"),
    ]


def test_a_named_comments_file_says_whose_each_is() -> None:
    found = rows(comments_csv(subjects_with_comments([2, 0, 1]), named=True))
    assert list(found[0]) == [*COMMENT_HEADS[:-1], "member", "member_name", "code", "text"]
    assert [(row["member"], row["member_name"], row["text"]) for row in found] == [
        ("m1", "委員 1", "意見2"),
        ("m2", "委員 2", "意見0"),
        ("m3", "委員 3", "意見1"),
    ]
    assert found[0]["code"] == "TEST-X000-XY"


def subjects_with_comments(order: list[int]) -> Report:
    comments = [(Comment(CommentKind.ISSUE, f"意見{n}"),) for n in order]
    return report(subject_report("X", "試行", [[3] * len(order)] * 7, comments=comments))


def test_without_names_the_order_of_comments_tells_nothing() -> None:
    one, other = (subjects_with_comments(order) for order in ([*range(12)], [*range(11, -1, -1)]))
    assert comments_csv(one, named=False) == comments_csv(other, named=False)
    texts = [row["text"] for row in rows(comments_csv(one, named=False))]
    assert texts != sorted(texts, key=lambda text: int(text[2:]))
    assert [comment["text"] for comment in read(one)["subjects"][0]["comments"]] == texts
    assert read(one)["subjects"][0]["comments"] == read(other)["subjects"][0]["comments"]


def test_the_shape_of_the_json_file() -> None:
    found = read(published_report())
    assert list(found) == ["edition", "evaluation", "subjects"]
    assert found["edition"] == "anonymous"
    plain = results_object(published_report())
    assert found["evaluation"] == plain["evaluation"]
    without = [{key: value for key, value in one.items() if key != "comments"} for one in found["subjects"]]
    assert without == plain["subjects"]
    assert len(found["subjects"][0]["comments"]) == 5
    assert {tuple(comment) for one in found["subjects"] for comment in one["comments"]} == {
        ("criterion", "kind", "text")
    }


def test_a_named_json_file_says_whose_everything_is() -> None:
    found = read(committee_report(), named=True)
    assert found["edition"] == "named"
    assert found["committee"][1] == {"id": "m2", "name": "委員 2", "role": "member"}
    (subject,) = found["subjects"]
    assert subject["columns"][1] == {"member": "m2", "code": "TEST-X001-XY", "source": "sealed"}
    assert [criterion["points"][1] for criterion in subject["criteria"][:2]] == [None, 0]
    assert subject["missing"] == [
        {"member": "m3", "reason": "not_received"},
        {"member": "m4", "reason": "draft"},
    ]
    assert subject["recusals"] == ["m5"]
    assert subject["comments"][0] == {"criterion": None, "kind": "positive", "member": "m1", "text": "意見 0"}


@pytest.mark.parametrize("make", [results_csv, comments_csv, report_json])
def test_an_anonymous_file_holds_nothing_of_a_member_and_a_named_one_no_reason(make) -> None:
    text = make(secret_report(), named=False).decode().casefold()
    for word in ("secret", "秘密", "ひみつ", "conflict", "m1"):
        assert word not in text
    named = make(secret_report(), named=True).decode()
    assert "SECRETID0" in named
    for word in ("SECRETREASON", "conflict", "secret.jp", "SECRETUNI"):
        assert word not in named


@pytest.mark.parametrize("make", [results_csv, comments_csv, report_json])
def test_the_same_report_gives_the_same_bytes(make) -> None:
    assert make(published_report(), named=True) == make(published_report(), named=True)


def test_no_cell_is_taken_for_a_formula_and_the_json_keeps_every_text() -> None:
    texts = ["=1+1", "+1", "-5%の改善", "@SUM(A1)", "\t=1", "一行目\r\n二行目", '"引用", と', " 前後 "]
    subject = subject_report(
        "X", "=題名", [[3] * len(texts)] * 7, comments=[(Comment(CommentKind.ISSUE, text),) for text in texts]
    )
    person = replace(subject.columns[0].member, name="=cmd()")
    columns = (replace(subject.columns[0], member=person), *subject.columns[1:])
    odd = report(replace(subject, columns=columns), info=replace(INFO, title="=評価"))
    found = rows(comments_csv(odd, named=True))
    assert [row["text"] for row in found] == [*("'" + text for text in texts[:5]), *texts[5:]]
    assert found[0]["member_name"] == "'=cmd()"
    assert rows(results_csv(odd, named=False))[0]["subject_title"] == "'=題名"
    cells = [
        cell for data in (found, rows(results_csv(odd, named=True))) for row in data for cell in row.values()
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (one,) = read(odd, named=True)["subjects"]
    assert (one["title"], [comment["text"] for comment in one["comments"]]) == ("=題名", texts)


def test_files_of_nothing_are_still_files() -> None:
    empty = report()
    assert rows(results_csv(empty, named=False)) == rows(comments_csv(empty, named=True)) == []
    assert read(empty)["subjects"] == []
    (recused,) = read(report(all_recused()))["subjects"]
    assert (recused["expected"], recused["criteria"][0]["mean"], recused["comments"]) == (0, "－", [])
