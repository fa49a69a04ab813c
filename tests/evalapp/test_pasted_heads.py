"""A list copied from Excel together with its heads."""

from __future__ import annotations

from evalapp.pasted_heads import headed
from evalapp.setup_draft import Part, cell
from evalapp.setup_edits import paste
from tests.evalapp.drafts import sample_draft

SUBJECTS, MEMBERS = Part.SUBJECTS, Part.MEMBERS
SAMPLE = sample_draft()


def test_columns_are_found_by_their_heads_in_any_order_wherever_they_are_pasted() -> None:
    block = (
        ("番号", "メールアドレス", "氏名 *", "備考", "職名", ""),
        ("1", "a@example.jp", "甲野　一", "", "教授", ""),
        ("2", "b@example.jp", "乙野　二", "", "部長"),
    )
    draft = paste(SAMPLE.with_rows(MEMBERS, ()), MEMBERS, 0, "kana", block)
    found = [[cell(MEMBERS, row, name) for name in ("id", "name", "kana", "email")] for row in draft.members]
    assert found == [["1", "甲野　一", "", "a@example.jp"], ["2", "乙野　二", "", "b@example.jp"]]
    table = headed(MEMBERS, block)
    assert table
    assert table.unknown == ("職名",)


def test_what_the_heads_do_not_name_stays_as_it_was() -> None:
    draft = paste(SAMPLE, SUBJECTS, 0, "id", (("課題名",), ("改めた名称",)))
    assert cell(SUBJECTS, draft.subjects[0], "title") == "改めた名称"
    assert draft.subjects[0].cells[0] == SAMPLE.subjects[0].cells[0]
    assert len(draft.subjects) == len(SAMPLE.subjects)


def test_rows_without_heads_are_no_heads() -> None:
    assert headed(SUBJECTS, (("A", "蓄電池の研究"), ("B", "太陽電池の研究"))) is None
    assert headed(SUBJECTS, (("番号", "課題名"),)) is None, "a title that is being typed"
    assert headed(MEMBERS, (("名前", "氏名"), ("甲", "乙"))) is None, "no column twice"
