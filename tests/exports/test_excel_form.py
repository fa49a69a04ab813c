"""The Excel score form as a file: what Excel demands, and how it is read back without a spreadsheet."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from evalapp.errors import EvalError
from evalapp.form import ID_NAMES, form_payload, rubrics_key
from evalapp.language import Language, load_language
from evalapp.model import Evaluation, Member
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from evalapp.table import Formula
from evalapp.text import utf16_units
from exports.excel.form_book import form_book
from exports.excel.form_reader import read_form
from tests.exports.test_excel_results import ODD
from tests.forms import (
    JA,
    MADE_AT,
    NOW,
    PROJECT,
    ballot,
    blank,
    edited,
    evaluation,
    filled,
    full_answers,
    issued,
    parts_of,
    values,
    with_more_subjects,
    zipped,
)

EN = load_language("en")
HUNDRED = Scale(tuple(ScaleStep(points, "優" if points == 100 else "") for points in range(100, -1, -1)))
HARD = Rubric(
    "hard",
    "難しい評価基準",
    (
        Criterion("k1", "題名が三十二字よりも長い評価項目" * 3, "着眼点𠮷" * 90, HUNDRED),
        Criterion("k2", "意見だけ", comments=tuple(CommentKind)),
        Criterion("k3", "=1+1", "", Scale((ScaleStep(7), ScaleStep(-0)))),
        *(Criterion(f"k{n}", f"項目 {n}", "着眼点。" * 60, PROJECT.criteria[6].scale) for n in range(4, 13)),
    ),
)


def hard(*titles: str) -> Evaluation:
    """Long ids, odd titles, many criteria, a scale of a hundred steps."""
    of = evaluation()
    one = replace(of.subjects[0], rubric_id=HARD.id)
    subjects = (
        replace(one, id="課題-" + "X" * 36),
        replace(one, id="課題-" + "X" * 35 + "Y"),
        *(replace(one, id=f"t{n}", title=title) for n, title in enumerate(titles)),
    )
    return replace(of, rubrics=(HARD,), subjects=subjects, recusals=())


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def code(data: bytes) -> str:
    with pytest.raises(EvalError) as caught:
        read_form(data, "x.xlsx")
    return caught.value.code


def test_the_same_form_is_the_same_bytes_and_names_nobody() -> None:
    first = blank()
    assert first == blank()
    parts = parts_of(first)
    assert not any("髙瀬" in parts[name].decode() for name in parts if name.startswith("docProps"))
    properties = book(first).properties
    assert (properties.creator, properties.lastModifiedBy, properties.created.year) == (None, None, 2026)
    everything = b"".join(parts.values())
    assert b"absPath" not in everything
    assert b"/tmp" not in everything
    assert not [name for name in parts if "external" in name.lower() or "vba" in name.lower()]
    # nothing of the other members, and no reason of a recusal
    assert all(word not in everything.decode() for word in ("𠮷住", "辻", "共同研究"))


def test_it_is_read_back_as_it_was_filled_in() -> None:
    form = read_form(filled(blank(), full_answers()), "f.xlsx")
    assert {name: value for name, value in values(form).items() if name in full_answers()} == full_answers()
    assert [form.id(name) for name in ID_NAMES] == [
        "ab" * 16,
        "1",
        "0123456789abcdef" * 2,
        "m1",
        rubrics_key(evaluation().rubrics),
    ]
    assert form.cells["evalapp_s1_c1"].place == "評価票A!B8"


def test_a_blank_form_is_a_draft_without_answers() -> None:
    for language in (JA, EN):
        payload = form_payload(read_form(blank(language=language), "f"), evaluation(), issued(), 1, NOW, "0")
        assert payload.draft
        assert not any(sheet.comments or sheet.recusal for sheet in payload.sheets)


def test_a_recused_subject_has_no_sheet_and_the_others_keep_their_numbers() -> None:
    data = blank(member="m3")
    assert book(data).sheetnames == ["記入要領", "評価票A", "評価票C"]
    assert not any("_s2_" in name for name in read_form(data, "f").cells)
    payload = form_payload(read_form(data, "f"), evaluation(), issued("m3"), 1, NOW, "0")
    assert [sheet.subject_id for sheet in payload.sheets] == ["A", "C"]


def test_a_member_who_judges_nothing_is_told_so() -> None:
    of = replace(evaluation(), subjects=evaluation().subjects[1:2])
    data = blank(of, "m3")
    assert book(data).sheetnames == ["記入要領"]
    assert set(read_form(data, "f").cells) == set(ID_NAMES)


@pytest.mark.parametrize("language", [JA, EN], ids=["ja", "en"])
def test_excel_takes_every_list_hint_name_and_sheet(language: Language) -> None:
    of = hard(*ODD)
    data = form_book(ballot(of), rubrics_key(of.rubrics), language, MADE_AT)
    opened = book(data)
    for sheet in opened.worksheets:
        assert utf16_units(sheet.title) <= 31
        for rule in sheet.data_validations.dataValidation:
            assert 0 < utf16_units(rule.promptTitle) <= 32
            assert 0 < utf16_units(rule.prompt) <= 255
            assert 0 < utf16_units(rule.errorTitle) <= 32
            assert 0 < utf16_units(rule.error) <= 255
            assert rule.errorStyle in (None, "stop")
            assert rule.showErrorMessage
            assert rule.showInputMessage
            assert len(rule.formula1 or "") <= 255
    assert len({title.casefold() for title in opened.sheetnames}) == len(opened.sheetnames)
    assert all(re.fullmatch(r"evalapp_\w+", name) for name in opened.defined_names)
    assert set(read_form(data, "f").cells) == set(opened.defined_names)


def test_the_score_cells_take_the_steps_of_their_scale() -> None:
    of = hard()
    data = form_book(ballot(of), rubrics_key(of.rubrics), JA, MADE_AT)
    rules = book(data).worksheets[1].data_validations.dataValidation
    assert rules[0].type == "custom"
    assert rules[0].formula1 == "IF(ISNUMBER(B8),AND(B8>=0,B8<=100,B8=INT(B8)),TRUE)"
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert lists[0] == '"7,0,評価不能"'
    assert lists[-1] == '"辞退(利害関係),欠席"'
    english = book(blank(language=EN)).worksheets[1].data_validations.dataValidation
    assert english[0].formula1 == '"3,2,1,0,cannot judge"'
    assert english[-1].formula1 == '"conflict,absent"'


@pytest.mark.parametrize("language", [JA, EN], ids=["ja", "en"])
def test_only_answers_are_open_on_protected_sheets(language: Language) -> None:
    data = blank(language=language)
    opened, form = book(data), read_form(data, "f")
    open_cells = set()
    for sheet in opened.worksheets:
        protection = sheet.protection
        assert protection.sheet
        assert protection.password is None
        assert not protection.selectLockedCells
        assert not protection.formatRows
        assert sheet.sheet_state == "visible"
        assert (int(sheet.page_setup.paperSize), int(sheet.page_setup.fitToHeight)) == (9, 0)
        assert sheet.page_setup.orientation == "portrait"
        assert "&P / &N" in sheet.oddFooter.right.text
        open_cells |= {
            f"{sheet.title}!{cell.coordinate}"
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
    assert open_cells == {cell.place for name, cell in form.cells.items() if name not in ID_NAMES}
    assert opened.worksheets[1].freeze_panes == "A4"
    assert 'customHeight="1"' not in parts_of(data)["xl/worksheets/sheet2.xml"].decode()


def test_odd_titles_stay_text() -> None:
    of = replace(hard(*ODD), members=(Member("m1", "=HYPERLINK(1)"),))
    data = form_book(ballot(of), rubrics_key(of.rubrics), JA, MADE_AT)
    formulas = {
        cell.value
        for sheet in book(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert all(re.match(r"=(IF\(|SUM\(|COUNTIF\(|'|\"－\")", formula) for formula in formulas)
    assert not any("HYPERLINK" in formula for formula in formulas)


def test_a_hundred_subjects_fit() -> None:
    of = with_more_subjects(100)
    form = read_form(filled(blank(of), {"evalapp_s100_c7": 3}), "f.xlsx")
    assert form.cells["evalapp_s100_c7"].value == 3
    assert len(form.cells) == 100 * 11 + 5


def dated(number: str, style: str = "14") -> bytes:
    """The first score cell with a number that is shown as a date."""
    data = edited(
        blank(),
        "xl/styles.xml",
        lambda text: re.sub(
            r"<cellXfs count=\"(\d+)\">(.*?)</cellXfs>",
            lambda found: f'<cellXfs>{found[2]}<xf numFmtId="{style}"/></cellXfs>',
            text,
        ),
    )
    count = (
        parts_of(data)["xl/styles.xml"].decode().split("<cellXfs>")[1].split("</cellXfs>")[0].count("<xf ")
    )
    return edited(
        data,
        "xl/worksheets/sheet2.xml",
        lambda text: re.sub(r'<c r="B8" s="\d+"/>', f'<c r="B8" s="{count - 1}"><v>{number}</v></c>', text),
    )


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("2", date(1900, 1, 2)),
        ("0", time()),
        ("60", time()),
        ("-1", time()),
        ("0.5", time(12)),
        ("46395.5", datetime(2027, 1, 8, 12)),  # noqa: DTZ001 - a spreadsheet knows no time zone
    ],
)
def test_a_date_never_passes_for_a_score(number: str, meant: object) -> None:
    assert read_form(dated(number), "f").cells["evalapp_s1_c1"].value == meant
    assert read_form(dated(number, "1"), "f").cells["evalapp_s1_c1"].value == float(number)


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        (b"><v>3.0</v>", 3),
        (b"><v> 3 </v>", 3),
        (b' t="b"><v>1</v>', True),
        (b' t="e"><v>#N/A</v>', Formula("=#N/A")),
        (b' t="str"><v>a_x000D_b</v>', "a\rb"),
        (b"><f>1+1</f><v>2</v>", Formula("=1+1")),
        (b'><f t="shared" si="0"/><v>2</v>', Formula("=")),
        (b' t="inlineStr"><is><r><t>2</t></r><r><t xml:space="preserve"> </t></r></is>', "2 "),
        (b' t="inlineStr"><is><t>2</t><rPh sb="0" eb="1"><t>3</t></rPh></is>', "2"),
        (b' t="inlineStr"><is/>', None),
        (b"><v/>", None),
        (b">", None),
    ],
)
def test_every_sort_of_cell_is_what_it_is(content: bytes, meant: object) -> None:
    value = read_form(filled(blank(), {"evalapp_s1_c1": content}), "f").cells["evalapp_s1_c1"].value
    assert value == meant
    assert type(value) is type(meant)


def test_an_array_formula_makes_formulas_of_all_its_cells() -> None:
    array = b'><f t="array" ref="B8:B12">{3}</f><v>3</v>'
    data = filled(
        blank(), {"evalapp_s1_c1": array, "evalapp_s1_c2": 3, "evalapp_s1_c3": 3, "evalapp_s1_c4": 3}
    )
    found = values(read_form(data, "f"))
    assert [found[f"evalapp_s1_c{n}"] for n in range(1, 5)] == [
        Formula("={3}"),
        Formula("="),
        Formula("="),
        3,
    ]


def test_a_deleted_cell_is_left_out_and_a_copied_sheet_is_not_asked() -> None:
    lost = edited(blank(), "xl/workbook.xml", lambda text: re.sub(r"(c1\">)[^<]*", r"\1#REF!", text, count=1))
    assert "evalapp_s1_c1" not in read_form(lost, "f").cells
    own = '<definedName name="evalapp_s1_c1" localSheetId="2">評価票B!$B$8:$B$9</definedName></definedNames>'
    copied = edited(blank(), "xl/workbook.xml", lambda text: text.replace("</definedNames>", own))
    assert values(read_form(copied, "f")) == values(read_form(blank(), "f"))


@pytest.mark.parametrize(
    "target", ["評価票A!$B$8:$B$9", "評価票A!$B$10", "[1]評価票A!$B$8", "1+1", "'評価票A'!B8", "評価票Z!$B$8"]
)
def test_a_name_that_leads_elsewhere_is_damage(target: str) -> None:
    assert code(
        edited(
            blank(), "xl/workbook.xml", lambda text: re.sub(r"(c1\">)[^<]*", rf"\g<1>{target}", text, count=1)
        )
    ) == ("workbook-damaged")


def test_other_workbooks_are_no_forms() -> None:
    plain = openpyxl.Workbook()
    file = io.BytesIO()
    plain.save(file)
    assert code(file.getvalue()) == "not-a-form"
    renamed = edited(blank(), "xl/workbook.xml", lambda text: text.replace("evalapp_form", "evalapp_farm"))
    assert code(renamed) == "not-a-form"
    assert code(b"PK" + bytes(9 * 2**20)) == "file-too-large"
    assert code(zipped({"a.txt": b"x"})) == "workbook-not-excel"


@pytest.mark.parametrize(
    ("module", "other"),
    [("exports.excel.form_reader", "xlsxwriter"), ("exports.excel.form_book", "defusedxml")],
)
def test_reading_does_not_load_the_writer_nor_writing_the_parser(module: str, other: str) -> None:
    program = f"import sys, {module}; sys.exit({other!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_kind_of_evaluation_chooses_the_labels() -> None:
    sheets = book(blank()).worksheets
    texts = ["\n".join(str(cell.value) for cell in sheet["C"]) for sheet in sheets[1:3]]
    final, interim = (
        PROJECT.criteria[6].scales_by_kind[EvaluationKind.FINAL],
        PROJECT.criteria[6].scale_for(EvaluationKind.INTERIM),
    )
    assert all(f"{step.points}：{step.label}" in texts[0] for step in final.steps)
    assert all(f"{step.points}：{step.label}" in texts[1] for step in interim.steps)
