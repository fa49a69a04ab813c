"""Editing the tables of a set-up as people do in a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.cell_blocks import read_block
from evalapp.errors import EvalError
from evalapp.model import RecusalKind
from evalapp.setup_draft import COLUMNS, Draft, Part, cell
from evalapp.setup_edits import (
    MAX_ROWS,
    delete_rows,
    fill_down,
    insert_rows,
    move_rows,
    next_id,
    paste,
    recusals_by_place,
    set_cells,
    set_reason,
    set_recusal,
    sort_rows,
)
from evalapp.setup_fixed import Fixed
from evalapp.setup_problems import problems
from tests.evalapp.drafts import faults, key, sample_draft, with_cell

SUBJECTS, MEMBERS = Part.SUBJECTS, Part.MEMBERS
SAMPLE = sample_draft()
FREE = Fixed()
FIXED = Fixed(members=("m1", "m2", "m3", "m4", "m5"), issued=frozenset({"m1"}))


def ids(draft: Draft, part: Part = MEMBERS) -> list[str]:
    return [row.cells[0] for row in draft.rows(part)]


def test_thirty_members_are_pasted_from_excel() -> None:
    lines = [
        f"m{number}\t委員　{number}\t{'座長' if number == 1 else '委員'}\t大学 {number}\tいいん"
        for number in range(1, 31)
    ]
    draft = SAMPLE.with_rows(MEMBERS, ())
    draft = paste(draft, MEMBERS, 0, "id", read_block("\r\n".join(lines) + "\r\n"))
    assert ids(draft) == [f"m{number}" for number in range(1, 31)]
    assert draft.members[0].cells == ("m1", "委員　1", "chair", "大学 1", "いいん", "")
    assert faults(draft) == []


def test_names_alone_get_ids_that_go_on() -> None:
    draft = paste(SAMPLE, MEMBERS, 5, "name", (("新任　一",), ("新任　二",)))
    assert ids(draft)[-2:] == ["m6", "m7"]
    draft = paste(SAMPLE.with_rows(SUBJECTS, ()), SUBJECTS, 0, "title", (("甲",), ("乙",)))
    assert ids(draft, SUBJECTS) == ["A", "B"]


def test_what_is_too_wide_is_refused_and_says_so() -> None:
    with pytest.raises(EvalError) as caught:
        paste(SAMPLE, MEMBERS, 0, "kana", (("よみ", "a@example.jp", "余り"),))
    assert (caught.value.code, caught.value.params) == ("paste-too-wide", {"width": 3, "room": 2})
    # empty cells to the right are none
    paste(SAMPLE, MEMBERS, 0, "kana", (("よみ", "a@example.jp", "", ""),))


def test_words_of_choices_are_understood_in_both_languages() -> None:
    for text, value in (
        ("座長", "chair"),
        ("ＣＨＡＩＲ", "chair"),
        ("委員長", "chair"),
        ("member", "member"),
        ("理事", "理事"),
    ):
        draft = with_cell(SAMPLE, MEMBERS, "m2", "role", text)
        assert cell(MEMBERS, draft.members[1], "role") == value
    draft = with_cell(SAMPLE, SUBJECTS, "A", "rubric", SAMPLE.rubrics[1].title)
    assert cell(SUBJECTS, draft.subjects[0], "rubric") == SAMPLE.rubrics[1].id


def test_line_ends_in_a_cell_become_a_space() -> None:
    draft = with_cell(SAMPLE, SUBJECTS, "A", "title", "一行目\n　二行目\u200b ")
    assert cell(SUBJECTS, draft.subjects[0], "title") == "一行目 　二行目"


def test_filling_down_repeats_texts_and_counts_ids_on() -> None:
    keys = [row.key for row in SAMPLE.members[1:4]]
    draft = fill_down(SAMPLE, MEMBERS, keys, ["id", "affiliation"])
    assert ids(draft) == ["m1", "m2", "m6", "m7", "m5"]
    assert len({cell(MEMBERS, row, "affiliation") for row in draft.members[1:4]}) == 1


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ([], "m1"),
        (["m1"], "m2"),
        (["m09"], "m10"),
        (["A"], "B"),
        (["Z"], "Z2"),
        (["m1", "m2", "課題"], "課題2"),
    ],
)
def test_ids_go_on_as_they_are_written(taken: list[str], following: str) -> None:
    assert next_id(taken, "m1") == following


def test_rows_are_sorted_as_people_sort_and_back() -> None:
    draft = paste(SAMPLE, MEMBERS, 5, "id", (("m10",), ("m9",), ("",)))
    assert ids(sort_rows(draft, MEMBERS, "id", FREE))[-3:] == ["m9", "m10", ""]
    assert ids(sort_rows(draft, MEMBERS, "id", FREE, descending=True))[:2] == ["m10", "m9"]
    by_role = sort_rows(sort_rows(SAMPLE, MEMBERS, "id", FREE, descending=True), MEMBERS, "role", FREE)
    assert ids(by_role)[0] == "m1"
    by_name = sort_rows(SAMPLE, MEMBERS, "name", FREE)
    kana = [cell(MEMBERS, row, "kana") for row in by_name.members]
    assert kana == sorted(kana)


def test_what_was_issued_stays_first_when_sorting_and_moving() -> None:
    draft = paste(SAMPLE, MEMBERS, 5, "id", (("m8",), ("m7",)))
    assert ids(sort_rows(draft, MEMBERS, "id", FIXED, descending=False))[4:] == ["m5", "m7", "m8"]
    moved = move_rows(draft, MEMBERS, [draft.members[6].key], -1, FIXED)
    assert ids(moved)[4:] == ["m5", "m7", "m8"]
    with pytest.raises(EvalError, match="setup-fixed-order"):
        move_rows(draft, MEMBERS, [draft.members[5].key], -1, FIXED)
    with pytest.raises(EvalError, match="setup-fixed-removed"):
        delete_rows(draft, MEMBERS, [row.key for row in draft.members[:2]], FIXED)
    assert ids(delete_rows(draft, MEMBERS, [draft.members[1].key], FIXED))[:2] == ["m1", "m3"]


def test_rows_move_together_and_stop_at_the_end() -> None:
    keys = [row.key for row in SAMPLE.members[1:3]]
    assert ids(move_rows(SAMPLE, MEMBERS, keys, 1, FREE)) == ["m1", "m4", "m2", "m3", "m5"]
    up = move_rows(SAMPLE, MEMBERS, keys, -1, FREE)
    assert ids(up) == ["m2", "m3", "m1", "m4", "m5"]
    assert move_rows(up, MEMBERS, keys, -1, FREE) == up


def test_recusals_and_materials_go_with_their_rows() -> None:
    assert len(SAMPLE.recusals) == 1
    subject = SAMPLE.recusals[0].subject
    draft = delete_rows(SAMPLE, SUBJECTS, [subject], FREE)
    assert draft.recusals == ()
    assert subject not in draft.materials


def test_a_recusal_is_set_up_reasoned_changed_and_taken_away() -> None:
    where = key(SAMPLE, MEMBERS, "m2"), key(SAMPLE, SUBJECTS, "C")
    draft = set_recusal(SAMPLE, *where, RecusalKind.CONFLICT)
    draft = set_reason(draft, *where, " 共同研究\r\nのため ")
    draft = set_recusal(draft, *where, RecusalKind.ABSENT)
    found = recusals_by_place(draft)[where]
    assert (found.kind, found.reason) == (RecusalKind.ABSENT, "共同研究\nのため")
    assert set_recusal(draft, *where, None) == SAMPLE


@given(
    st.lists(
        st.tuples(st.sampled_from(["insert", "delete", "up", "down", "sort", "paste"]), st.integers(0, 9)),
        max_size=12,
    )
)
def test_no_row_is_lost_or_doubled_by_any_edit(acts: list[tuple[str, int]]) -> None:
    draft = SAMPLE
    keys = {row.key for row in draft.members}
    for act, place in acts:
        rows = draft.members
        chosen = rows[place % len(rows)].key if rows else 0
        if act == "insert":
            draft = insert_rows(draft, MEMBERS, min(place, len(rows)))
        elif act == "delete":
            draft = delete_rows(draft, MEMBERS, [chosen], FREE)
            keys.discard(chosen)
        elif act in {"up", "down"}:
            draft = move_rows(draft, MEMBERS, [chosen], -1 if act == "up" else 1, FREE)
        elif act == "sort":
            column = COLUMNS[MEMBERS][place % len(COLUMNS[MEMBERS])]
            draft = sort_rows(draft, MEMBERS, column, FREE, descending=place > 4)
        else:
            draft = paste(draft, MEMBERS, min(place, len(rows)), "name", (("甲",), ("乙",)))
        found = [row.key for row in draft.members]
        assert len(set(found)) == len(found)
        assert keys <= set(found)
        assert max(found, default=0) < draft.next_key
        assert all(one.member in found for one in draft.recusals)
        keys = set(found)


def test_a_table_has_an_end() -> None:
    with pytest.raises(EvalError, match="paste-too-large"):
        insert_rows(SAMPLE, MEMBERS, 0, MAX_ROWS)


def test_a_thousand_rows_are_pasted() -> None:
    block = tuple((f"m{number}", f"委員 {number}", "委員", "大学", "いいん", "") for number in range(1000))
    draft = paste(SAMPLE.with_rows(MEMBERS, ()), MEMBERS, 0, "id", block)
    assert (len(draft.members), problems(draft, FREE)) == (1000, ())


def test_cells_of_several_rows_are_written_at_once() -> None:
    texts = {(row.key, "affiliation"): "" for row in SAMPLE.members}
    assert {cell(MEMBERS, row, "affiliation") for row in set_cells(SAMPLE, MEMBERS, texts).members} == {""}
