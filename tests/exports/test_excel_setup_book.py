"""The set-up workbook says the same as the TOML, filled in by any program in either language."""

from __future__ import annotations

import io
import tomllib
from datetime import date

import openpyxl
import pytest

import resources
from evalapp.errors import EvalError
from evalapp.fields import Fields, Located
from evalapp.language import load_language
from evalapp.setup import parse_setup
from exports.excel.setup_book import read_setup_book, setup_book, setup_template

JA, EN = load_language("ja"), load_language("en")
OWN = """
[evaluation]
title = "見本の評価"
organisation = "=評価室"
kind = "final"
date = 2027-01-22
deadline = 2027-01-08
contact = "事務局 03-0000-0000"
rubric = "own"
[[subject]]
id = "1"
title = "一つ目の課題"
kind = "project"
materials = ["計画書.pdf", "概要, 図.pdf"]
[[subject]]
id = "1-2"
title = "プログラム"
kind = "programme"
rubric = "own"
evaluation_kind = "interim"
[[member]]
id = "m1"
name = "𠮷住 千景"
role = "chair"
affiliation = "大学"
kana = "よしずみ"
email = "y@example.ac.jp"
[[member]]
id = "m2"
name = "佐藤"
role = "member"
[[recusal]]
member = "m2"
subject = "1"
kind = "conflict"
reason = "共同研究\\nのため"
[[rubric]]
id = "own"
title = "独自"
decimals = 2
comments = []
steps = [{points = 10, label = "良い"}, {points = 9}]
[[rubric.criteria]]
id = "c1"
title = "必要性"
scored = true
guidance = "着眼点\\n二行"
comments = ["positive", "issue"]
[[rubric.criteria]]
id = "c2"
title = "総合"
steps = [{points = 1, label = "可"}, {points = 0, label = "不可"}]
[rubric.criteria.steps_by_kind]
interim = [{points = 1, label = "続ける"}, {points = 0, label = "やめる"}]
final = [{points = 1, label = "良かった"}, {points = 0, label = "良くなかった"}]
[[rubric.criteria]]
id = "c3"
title = "意見のみ"
scored = false
comments = []
"""


def filled(*sheets: tuple[str, list[list[object]]], template: bytes | None = None) -> bytes:
    """A set-up filled in with openpyxl: a new workbook, or a template whose sheets get these rows below."""
    book = openpyxl.load_workbook(io.BytesIO(template)) if template else openpyxl.Workbook()
    for name, rows in sheets:
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for number, row in enumerate(rows, 2 if template else 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refused(*sheets: tuple[str, list[list[object]]]) -> tuple[str, dict[str, object]]:
    with pytest.raises(EvalError) as caught:
        read_setup_book(filled(*sheets), "x.xlsx")
    return caught.value.code, dict(caught.value.params)


@pytest.mark.parametrize("language", [JA, EN])
def test_a_setup_goes_into_a_workbook_and_back(language) -> None:
    setup = tomllib.loads(OWN)
    assert read_setup_book(setup_book(setup, language), "x.xlsx") == setup
    assert parse_setup(read_setup_book(setup_book(setup, language), "x.xlsx"), "0" * 32) == parse_setup(
        setup, "0" * 32
    )


@pytest.mark.parametrize("language", [JA, EN])
def test_the_sample_and_the_shipped_rubrics_go_in_and_back(language) -> None:
    setup = tomllib.loads(resources.path("sample", "setup.toml").read_text("utf-8"))
    shipped = sorted(resources.path("rubrics").glob("*.toml"))
    setup["rubric"] = [tomllib.loads(path.read_text("utf-8")) for path in shipped]
    assert read_setup_book(setup_book(setup, language), "x.xlsx") == setup


@pytest.mark.parametrize("language", [JA, EN])
def test_the_template_is_empty_and_always_the_same(language) -> None:
    assert read_setup_book(setup_template(language), "x.xlsx") == {"evaluation": {}}
    assert setup_template(language) == setup_template(language)


def test_a_template_filled_in_by_hand() -> None:
    book = openpyxl.load_workbook(io.BytesIO(setup_template(JA)))
    evaluation = book["評価"]
    for row in evaluation.iter_rows(min_row=2):
        entries = {
            "評価の名称 *": "見本",
            "評価の種類": "中間評価",
            "評価日": date(2027, 1, 22),
            "提出期限": "令和9年1月8日",
        }
        row[1].value = entries.get(row[0].value)
    for sheet, rows in {
        "評価対象": [
            ["A", "課題", "研究開発課題"],
            [1, "二つ目", None, None, "終了時", "a.pdf；b.pdf\nc.pdf"],
        ],
        "評価委員": [["m1", "髙瀬", "座長"], [], ["m2", "辻󠄀堂", "委員"]],
        "辞退": [["m2", 1, "利害関係"], ["m1", "A", "欠席"]],
    }.items():
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                book[sheet].cell(number, column, value)
    file = io.BytesIO()
    book.save(file)
    assert read_setup_book(file.getvalue(), "x.xlsx") == {
        "evaluation": {
            "title": "見本",
            "kind": "interim",
            "date": date(2027, 1, 22),
            "deadline": date(2027, 1, 8),
        },
        "subject": [
            {"id": "A", "title": "課題", "kind": "project"},
            {
                "id": "1",
                "title": "二つ目",
                "evaluation_kind": "final",
                "materials": ["a.pdf", "b.pdf", "c.pdf"],
            },
        ],
        "member": [
            {"id": "m1", "name": "髙瀬", "role": "chair"},
            {"id": "m2", "name": "辻󠄀堂", "role": "member"},
        ],
        "recusal": [
            {"member": "m2", "subject": "1", "kind": "conflict"},
            {"member": "m1", "subject": "A", "kind": "absent"},
        ],
    }


def test_heads_and_words_may_be_mixed_and_moved() -> None:
    data = filled(
        (
            "members",
            [["Role", "氏名", "id *"], ["ＣＨＡＩＲ", "A", 1.0], ["member", "B", "２"], ["客員", "C", 3]],
        ),
        (
            "Criteria",
            [
                ["rubric", "ID", "Criterion", "Scored"],
                ["r", "a", "A", "○"],
                ["r", "b", "B", "いいえ"],
                ["r", "c", "C", True],
            ],
        ),
        ("評価基準", [["ID", "名称", "decimals"], ["r", 2027, "２"]]),
    )
    assert read_setup_book(data, "x.xlsx") == {
        "member": [
            {"id": "1", "name": "A", "role": "chair"},
            {"id": "２", "name": "B", "role": "member"},
            {"id": "3", "name": "C", "role": "客員"},
        ],
        "rubric": [
            {
                "id": "r",
                "title": "2027",
                "decimals": 2,
                "criteria": [
                    {"id": "a", "title": "A", "scored": True},
                    {"id": "b", "title": "B", "scored": False},
                    {"id": "c", "title": "C", "scored": True},
                ],
            }
        ],
    }


def test_steps_for_a_kind_of_evaluation_but_no_criterion_go_to_all_scored_ones() -> None:
    steps = [["r", None, None, 1, "a"], ["r", None, "中間", 1, "b"], ["r", "x", "interim", 1, "c"]]
    data = filled(
        ("評価基準", [["ID", "名称"], ["r", "R"]]),
        (
            "評価項目",
            [
                ["評価基準のID", "ID", "評価項目", "評点を付ける"],
                ["r", "x", "X"],
                ["r", "y", "Y"],
                ["r", "z", "Z", "×"],
            ],
        ),
        ("評点の段階", [["評価基準のID", "評価項目のID", "評価の種類", "評点", "段階の説明"], *steps]),
    )
    rubric = read_setup_book(data, "x.xlsx")["rubric"][0]  # type: ignore[index]
    assert rubric["steps"] == [{"points": 1, "label": "a"}]
    assert [criterion.get("steps_by_kind") for criterion in rubric["criteria"]] == [
        {"interim": [{"points": 1, "label": "c"}]},
        {"interim": [{"points": 1, "label": "b"}]},
        None,
    ]


def test_the_unknown_is_refused_by_name() -> None:
    assert refused(("備考", [["x"]])) == ("setup-unknown-key", {"where": "x.xlsx", "key": "備考"})
    assert refused(("評価委員", [["ID", "電話"]])) == (
        "setup-unknown-key",
        {"where": "評価委員", "key": "電話"},
    )
    stray = refused(("評価委員", [["ID"], ["m1", "メモ"]]))
    assert stray == ("setup-unknown-key", {"where": "評価委員!B2", "key": "メモ"})
    assert refused(("評価", [["項目", "記入欄"], ["場所", "東京"]]))[1] == {"where": "評価!A2", "key": "場所"}
    assert refused(("評価委員", [["ID", "id *"]]))[0] == "setup-duplicate"
    assert refused(("評価委員", [["ID"]]), ("members", [["ID"]]))[0] == "setup-duplicate"
    assert read_setup_book(filled(("メモ", []), ("記入要領", [["x"]])), "x.xlsx") == {}


def test_cells_that_are_no_text_are_refused_where_they_stand() -> None:
    formula = refused(("評価委員", [["ID", "氏名"], ["m1", "=A1"]]))
    assert formula == ("setup-formula", {"where": "評価委員!B2", "key": "name"})
    dated = refused(("評価対象", [["ID"], [date(2027, 1, 2)]]))
    assert dated == ("setup-wrong-type", {"where": "評価対象!A2", "key": "id", "expected": "text"})


def test_references_between_sheets_are_checked() -> None:
    rubric = ("評価基準", [["ID"], ["r"]])
    lost = refused(rubric, ("評価項目", [["評価基準のID", "ID"], ["q", "c"]]))
    assert lost == (
        "setup-unknown-reference",
        {"where": "評価項目!2", "key": "rubric", "found": "q", "known": ["r"]},
    )
    assert refused(rubric, ("評価項目", [["ID"], ["c"]]))[0] == "setup-missing"
    assert refused(rubric, ("評点の段階", [["rubric", "criterion"], ["r", "c"]]))[1]["key"] == "criterion"


def test_a_setup_with_an_unknown_key_is_not_written() -> None:
    for setup, where in (
        ({"sujbect": []}, "set-up"),
        ({"evaluation": {"titel": "x"}}, "evaluation"),
        ({"member": [{"id": "m1"}, {"phone": "1"}]}, "member 2"),
    ):
        with pytest.raises(EvalError) as caught:
            setup_book(setup, JA)
        assert (caught.value.code, caught.value.params["where"]) == ("setup-unknown-key", where)


def test_drop_down_lists_offer_the_official_words() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(setup_template(JA)))["評価委員"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"座長,委員"']
    assert sheet.freeze_panes == "A2"


def test_a_fault_in_a_row_names_the_sheet_and_the_row() -> None:
    evaluation = ("評価", [["評価の名称", "見本"]])
    people = ("評価委員", [["ID", "氏名"], ["m1", "A"]])
    rows: list[list[object]] = [["ID", "名称"], ["A", "一"], ["B", "二"], [], ["C"]]
    with pytest.raises(EvalError) as caught:
        parse_setup(read_setup_book(filled(evaluation, ("評価対象", rows), people), "x.xlsx"), "0" * 32)
    assert caught.value.code == "setup-missing"
    assert caught.value.params == {"where": "評価対象!5", "key": "title"}
    rows[4] = ["C", "三", "冊子"]
    rows[0].append("種類")
    with pytest.raises(EvalError) as caught:
        parse_setup(read_setup_book(filled(evaluation, ("Subjects", rows), people), "x.xlsx"), "0" * 32)
    assert caught.value.code == "setup-not-a-choice"
    assert caught.value.params["where"] == "Subjects!5"
    with pytest.raises(EvalError) as caught:
        parse_setup(read_setup_book(filled(("評価", [["評価の種類", "中間"]]), people), "x.xlsx"), "0" * 32)
    assert caught.value.params == {"where": "評価", "key": "title"}


def test_a_located_table_is_a_plain_dict_that_knows_its_place() -> None:
    table = Located("評価対象!5", {"id": "A"})
    assert table == {"id": "A"}
    assert Fields(table, "subject 2").where == "評価対象!5"
    assert Fields({"id": "A"}, "subject 2").where == "subject 2"
    with pytest.raises(EvalError) as caught:
        Fields(table, "subject 2").finish()
    assert caught.value.params["where"] == "評価対象!5"


def test_steps_and_criteria_of_a_rubric_know_their_rows() -> None:
    read = read_setup_book(setup_book(tomllib.loads(OWN), JA), "x.xlsx")
    (rubric,) = read["rubric"]  # type: ignore[misc]
    assert rubric.where == "評価基準!2"
    assert [criterion.where for criterion in rubric["criteria"]] == [f"評価項目!{n}" for n in (2, 3, 4)]
    assert [step.where for step in rubric["steps"]] == ["評点の段階!2", "評点の段階!3"]
