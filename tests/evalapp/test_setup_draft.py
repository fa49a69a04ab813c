"""A set-up being typed: where it begins, what is wrong in it, and what it means."""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.language import load_language
from evalapp.model import Recusal, RecusalKind
from evalapp.rubric import EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_draft import COLUMNS, DraftMaterial, Part, draft_document, read_draft_document
from evalapp.setup_edits import insert_rows, set_cells, set_reason, set_recusal
from evalapp.setup_fixed import Fixed
from evalapp.setup_problems import evaluation_of, problems
from evalapp.setup_starts import draft_from_previous, draft_from_tables, draft_of, new_draft
from tests.evalapp.drafts import ID, faults, key, sample_draft, sample_evaluation, with_cell
from tests.evalapp.test_setup import tables
from ui.messages import phrase

HEAD, SUBJECTS, MEMBERS = Part.HEAD, Part.SUBJECTS, Part.MEMBERS
SAMPLE = sample_draft()
FIXED = Fixed(
    tuple((one.id, one.rubric_id) for one in sample_evaluation().subjects),
    tuple(one.id for one in sample_evaluation().members),
    frozenset({"m1", "m2", "m3"}),
)


def test_the_set_up_in_force_is_edited_and_given_back() -> None:
    assert evaluation_of(SAMPLE, ID) == sample_evaluation()
    assert faults(SAMPLE) == []
    assert faults(SAMPLE, FIXED) == []


def test_a_subject_follows_the_kind_of_the_evaluation_unless_it_has_its_own() -> None:
    final = evaluation_of(set_cells(SAMPLE, HEAD, {(0, "kind"): "追跡評価"}), ID)
    assert final.info.kind is EvaluationKind.FOLLOW_UP
    assert [one.evaluation_kind.value for one in final.subjects] == ["final", *["follow-up"] * 3]


def test_a_draft_survives_being_saved() -> None:
    draft = set_reason(SAMPLE, *place("m5", "B"), "共同研究")
    assert read_draft_document(draft_document(draft)) == draft
    with pytest.raises(ValueError, match="no draft"):
        read_draft_document(b'{"head": 1}')


def place(member: str, subject: str) -> tuple[int, int]:
    return key(SAMPLE, MEMBERS, member), key(SAMPLE, SUBJECTS, subject)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([HEAD, SUBJECTS, MEMBERS]),
            st.integers(0, 4),
            st.integers(0, 5),
            st.sampled_from(
                ["", " ", "A", "ｍ1", "委員 甲", "座長", "x" * 1001, "終了時", "\x07", "2027/1/8"]
            ),
        ),
        max_size=6,
    )
)
def test_whatever_is_typed_is_kept_and_either_in_force_or_said_to_be_wrong(
    typed: list[tuple[Part, int, int, str]],
) -> None:
    draft = SAMPLE
    for part, row, column, text in typed:
        rows = draft.rows(part)
        where = rows[row % len(rows)].key, COLUMNS[part][column % len(COLUMNS[part])]
        draft = set_cells(draft, part, {where: text})
    assert read_draft_document(draft_document(draft)) == draft
    wrong = [one for one in problems(draft, Fixed()) if not one.advice]
    if wrong:
        with pytest.raises(EvalError) as caught:
            evaluation_of(draft, ID)
        assert repr(caught.value) == repr(wrong[0].error)
    else:
        # what is put into force and edited again means the same
        evaluation = evaluation_of(draft, ID)
        assert evaluation_of(draft_of(evaluation, {}), ID) == replace(
            evaluation, subjects=tuple(replace(one, materials=()) for one in evaluation.subjects)
        )
    for problem in wrong:
        for language in ("ja", "en"):
            assert phrase(problem.error, load_language(language))


def test_problems_are_found_where_they_are() -> None:
    draft = with_cell(SAMPLE, MEMBERS, "m2", "name", " ")
    draft = with_cell(draft, MEMBERS, "m3", "role", "座長")
    draft = with_cell(draft, MEMBERS, "m5", "id", "Ｍ4")
    draft = with_cell(draft, SUBJECTS, "B", "kind", "なにか")
    draft = with_cell(draft, SUBJECTS, "C", "rubric", "nowhere")
    draft = with_cell(draft, SUBJECTS, "P", "id", "a b")
    draft = set_cells(draft, HEAD, {(0, "date"): "あした", (0, "title"): ""})
    assert faults(draft) == [
        ("setup-missing", "", "title"),
        ("setup-bad-date", "", "date"),
        ("setup-not-a-choice", "B", "kind"),
        ("setup-unknown-reference", "C", "rubric"),
        ("setup-bad-id", "a b", "id"),
        ("setup-missing", "m2", "name"),
        ("setup-two-chairs", "m3", "role"),
        ("setup-duplicate", "Ｍ4", "id"),
    ]


def test_a_subject_that_nobody_may_judge_is_named() -> None:
    draft = SAMPLE
    for row in draft.members:
        draft = set_recusal(draft, row.key, key(draft, SUBJECTS, "C"), RecusalKind.CONFLICT)
    assert faults(draft) == [("setup-nobody-judges", "C", "id")]
    assert phrase(problems(draft, Fixed())[0].error, load_language("en")).startswith(
        "In the set-up, every member is recused from subject C."
    )


def test_a_deadline_behind_the_day_is_worth_a_look_and_no_more() -> None:
    draft = set_cells(SAMPLE, HEAD, {(0, "deadline"): "2027-02-01"})
    (problem,) = problems(draft, Fixed())
    assert (problem.error.code, problem.column, problem.advice) == ("setup-late-deadline", "deadline", True)
    assert evaluation_of(draft, ID).info.deadline is not None


@pytest.mark.parametrize("typed", ["yoshizumi.example.jp", "a b@example.jp", "a@example.jp、b@example.jp"])
def test_what_is_no_mail_address_is_worth_a_look_and_no_more(typed: str) -> None:
    draft = with_cell(SAMPLE, MEMBERS, "m2", "email", typed)
    (problem,) = problems(draft, Fixed())
    assert (problem.error.code, problem.column, problem.advice) == ("setup-odd-email", "email", True)
    assert problem.key == key(draft, MEMBERS, "m2")
    assert typed in phrase(problem.error, load_language("ja"))
    assert evaluation_of(draft, ID).members[1].email == typed


def test_rows_without_anything_in_them_do_not_count() -> None:
    draft = insert_rows(insert_rows(SAMPLE, MEMBERS, 0, 2), SUBJECTS, 1)
    assert evaluation_of(draft, ID) == sample_evaluation()


def test_two_materials_of_one_name_are_named() -> None:
    where = key(SAMPLE, SUBJECTS, "B")
    files = tuple(starmap(DraftMaterial, [("a.pdf", "0" * 64), ("A.pdf", "1" * 64)]))
    assert faults(replace(SAMPLE, materials={where: files})) == [("material-doubled", "B", "A.pdf")]


def test_a_new_evaluation_says_what_it_needs() -> None:
    draft = new_draft("終了時評価", shipped_rubric("meti-project"))
    assert [(one.error.code, one.part, one.key) for one in problems(draft, Fixed())] == [
        ("setup-missing", SUBJECTS, None),
        ("setup-missing", MEMBERS, None),
    ]


def test_last_years_evaluation_gives_its_people_and_nothing_that_was_said() -> None:
    old = sample_evaluation()
    draft = draft_from_previous(old, "来年度の評価", subjects=True, members=True)
    new = evaluation_of(draft, ID)
    assert (new.info.title, new.info.organisation, new.info.contact) == (
        "来年度の評価",
        old.info.organisation,
        old.info.contact,
    )
    assert (new.info.held_on, new.info.deadline, new.recusals) == (None, None, ())
    assert (new.members, new.rubrics) == (old.members, old.rubrics)
    assert [one.title for one in new.subjects] == [one.title for one in old.subjects]
    assert not any(one.materials for one in new.subjects)
    assert {row.was for row in (*draft.subjects, *draft.members)} == {""}
    assert not draft_from_previous(old, "x", subjects=False, members=False).members


def test_a_set_up_file_becomes_a_draft_with_its_recusals() -> None:
    draft = draft_from_tables(tables(), {})
    evaluation = evaluation_of(draft, ID)
    assert evaluation.recusals == (Recusal("m2", "B", RecusalKind.ABSENT, "海外出張"),)
    assert evaluation.info.held_on is not None
    assert {row.was for row in draft.members} == {""}


def test_what_was_issued_is_fixed_and_the_rest_is_not() -> None:
    draft = with_cell(SAMPLE, MEMBERS, "m1", "name", "新しい氏名")
    draft = insert_rows(draft, MEMBERS, len(draft.members))
    draft = set_cells(draft, MEMBERS, {(draft.members[-1].key, "name"): "追加の委員"})
    draft = draft.with_rows(MEMBERS, tuple(row for row in draft.members if row.was not in {"m4", "m5"}))
    assert faults(draft, FIXED) == []
    draft = with_cell(draft, MEMBERS, "m2", "id", "m9")
    draft = with_cell(draft, SUBJECTS, "P", "rubric", "meti-project")
    assert faults(draft, FIXED) == [
        ("setup-fixed-value", "P", "rubric"),
        ("setup-fixed-value", "m9", "id"),
    ]


def test_what_was_issued_is_neither_removed_nor_moved() -> None:
    gone = SAMPLE.with_rows(SUBJECTS, SAMPLE.subjects[1:])
    gone = gone.with_rows(MEMBERS, gone.members[1:])
    assert [(one.error.code, one.error.params["ids"]) for one in problems(gone, FIXED)] == [
        ("setup-fixed-removed", ["A"]),
        ("setup-fixed-removed", ["m1"]),
    ]
    moved = SAMPLE.with_rows(MEMBERS, SAMPLE.members[::-1])
    assert faults(moved, FIXED) == [("setup-fixed-order", "m4", "id")]
    between = insert_rows(SAMPLE, SUBJECTS, 1)
    assert faults(between, FIXED) == []
    written = set_cells(between, SUBJECTS, {(between.subjects[1].key, "title"): "割り込み"})
    assert faults(written, FIXED) == [("setup-fixed-order", "B", "id")]
