"""What a texts workbook must not hold is refused in one sentence that names sheet and cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from evalapp.errors import EvalError
from evalapp.language import load_language
from exports.excel.texts_book import texts_book
from tests.exports.test_excel_guard import bombs, parts_of, raw, zipped
from tests.exports.test_excel_texts_book import edited, read
from tests.joint_texts import WRITTEN, sample_evaluation, stored
from ui.messages import phrase

Edit = Callable[[openpyxl.Workbook], object]
JA, EN = load_language("ja"), load_language("en")


def refused(data: bytes) -> EvalError:
    with pytest.raises(EvalError) as caught:
        read(data)
    return caught.value


def put(sheet: str, cell: str, value: object) -> Edit:
    return lambda book: book[sheet].__setitem__(cell, value)


def add(sheet: str, *cells: object) -> Edit:
    return lambda book: book[sheet].append(cells)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            add("総合評価", "Z", None, None, None, "x"),
            "文章の総合評価!12: 評価対象のID「Z」はありません。使えるもの: A、B、C、P",
        ),
        (
            add("総合評価", "P", None, "c1", None, "x"),
            ("文章の総合評価!12: 評価項目のID「c1」はありません。使えるもの: p1、p2、p3、p4、p5、p6、p7"),
        ),
        (
            add("総合評価", None, None, "p1", None, "x"),
            "文章の総合評価!12の「評価対象のID」が未記入です。記入してください。",
        ),
        (
            add("総合評価", "A", None, None, None, "x"),
            "文章で「A / consensus」が重複しています（総合評価!12）。重複しないように修正してください。",
        ),
        (
            add("提言", "A", None, "対処のみ"),
            "文章の提言!4の「提言」が未記入です。記入してください。",
        ),
        (
            add("提言", "A", "提言", None, "二回目"),
            "文章の提言!4の「対処方針」が未記入です。記入してください。",
        ),
        (
            add("所見", "A", None, None, "所見"),
            "文章の所見!5の「所見の見出し」が未記入です。記入してください。",
        ),
        (
            add("開催経過", date(2027, 2, 1)),
            "文章の開催経過!4の「会議」が未記入です。記入してください。",
        ),
        (
            put("開催経過", "A3", "来月"),
            (
                "文章の開催経過!3の「開催日」の「来月」は日付として読めません。"
                "2022-12-23 のように書いてください。"
            ),
        ),
        (
            put("見出し", "A2", "見出しではない"),
            "文章の見出し!2にある「見出しではない」は使えない項目です。直すか、取り除いてください。",
        ),
        (
            put("見出し", "A3", "projects"),
            "文章で「projects」が重複しています（見出し!3）。重複しないように修正してください。",
        ),
        (
            put("報告書", "A2", "題名"),
            "文章の報告書!A2にある「題名」は使えない項目です。直すか、取り除いてください。",
        ),
        (
            put("報告書", "B7", "研究開発課題の評価、付録"),
            (
                "文章の報告書の「章とその順序」に「付録」は使えません。次のどれかにしてください: "
                "研究開発課題の評価、複数課題プログラムの評価、所見、委員名簿、開催経過"
            ),
        ),
        (
            put("総合評価", "E3", "=SUM(A1)"),
            "文章の総合評価!E3: 「総合評価」に数式が入っています。値を記入してください。",
        ),
        (
            put("総合評価", "E3", date(2027, 1, 2)),
            "文章の総合評価!E3の「総合評価」の書き方が違います。正しい形(文字列)で書いてください。",
        ),
        (
            lambda book: book["提言"].delete_cols(3),
            "文章の提言の「対処方針」が未記入です。記入してください。",
        ),
        (
            put("提言", "F1", "備考"),
            "文章の提言にある「備考」は使えない項目です。直すか、取り除いてください。",
        ),
        (
            lambda book: book.create_sheet("附属").append(["x"]),
            "文章のtexts.xlsxにある「附属」は使えない項目です。直すか、取り除いてください。",
        ),
    ],
)
def test_a_fault_is_said_by_sheet_and_cell(edit: Edit, sentence: str) -> None:
    assert phrase(refused(edited(edit)), JA) == sentence


def test_in_english_too() -> None:
    wrong = edited(lambda book: book["Recommendations"].append(["A", None, "x"]), language="en")
    assert phrase(refused(wrong), EN) == (
        "In the texts file, Recommendations!4: “Recommendation” is missing. Fill it in."
    )


@pytest.mark.parametrize(
    ("sheet", "cell"), [("総合評価", "E3"), ("提言", "C2"), ("所見", "D2"), ("開催経過", "C2")]
)
def test_a_text_too_long_for_a_cell_is_refused_by_its_cell(sheet: str, cell: str) -> None:
    fault = refused(edited(put(sheet, cell, "𠮷" * 16_000 + "あ")))
    assert (fault.code, fault.params["where"]) == ("text-too-long", f"{sheet}!{cell}")
    assert phrase(fault, JA).startswith(f"{sheet}!{cell}")


def test_a_title_is_one_line() -> None:
    fault = refused(edited(put("所見", "B2", "一行目\n二行目")))
    assert (fault.code, fault.params["where"]) == ("text-control-character", "所見!B2")


def test_hostile_workbooks_are_refused_by_the_guard() -> None:
    for name, data in bombs().items():
        assert refused(data).code in ("workbook-bomb", "workbook-damaged"), name
    assert refused(b"").code == "file-empty"
    assert refused(b"PK\x03\x04").code == "workbook-damaged"
    far = raw('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refused(far).code == "workbook-cell-too-far"
    parts = parts_of("")
    parts["xl/workbook.xml"] = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert refused(zipped(parts)).code == "workbook-damaged"
    whole = texts_book(stored(WRITTEN), sample_evaluation(), JA)
    assert refused(whole[: len(whole) // 2]).code == "workbook-damaged"
    macros = openpyxl.load_workbook(io.BytesIO(whole))
    file = io.BytesIO()
    macros.template = True
    macros.save(file)
    assert read(file.getvalue()).units, "a template is a workbook"
