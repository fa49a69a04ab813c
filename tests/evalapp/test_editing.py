"""Edits as values: whatever is edited can be undone step by step to where it began, and redone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.ballot import blank_sheet
from evalapp.editing import (
    HISTORY_LIMIT,
    CommentEdit,
    Edit,
    History,
    MarkEdit,
    RecusalEdit,
    comment_text,
    inverse,
    joined,
    made,
    rebased,
)
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints
from evalapp.model import RecusalKind, ScoreSheet, Subject, SubjectKind
from evalapp.recusing import declared
from evalapp.rubric import CommentKind, EvaluationKind
from tests.builders import RUBRIC

SUBJECT = Subject("A", "課題A", SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.FINAL)
BLANK = blank_sheet(SUBJECT, RUBRIC)
MARKS = st.sampled_from([0, 1, 2, 3, *(state for state in NoPoints if state is not NoPoints.RECUSED)])
TEXTS = st.sampled_from(["", "良い。", "良い。さらに", "\n課題がある"])


def mark_edit(sheet: ScoreSheet, criterion: str, after: Mark) -> MarkEdit:
    return MarkEdit("A", criterion, sheet.marks[criterion], after)


def text_edit(sheet: ScoreSheet, kind: CommentKind, after: str, criterion: str | None = None) -> CommentEdit:
    return CommentEdit("A", criterion, kind, comment_text(sheet, criterion, kind), after)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from([c.id for c in RUBRIC.scored]), MARKS, st.booleans()),
            st.tuples(st.sampled_from(CommentKind), TEXTS, st.booleans()),
        ),
        max_size=30,
    )
)
def test_any_edits_are_undone_to_the_blank_sheet_and_redone_to_the_last_one(steps: list) -> None:  # type: ignore[type-arg]
    sheet, history = BLANK, History()

    def make(edit: Edit) -> None:
        nonlocal sheet
        sheet = made(sheet, RUBRIC, edit)

    for cell, after, joins in steps:
        edit = (
            text_edit(sheet, cell, after) if isinstance(cell, CommentKind) else mark_edit(sheet, cell, after)
        )
        if edit.before != edit.after:
            make(edit)
            history.add(edit, joins=joins)
    last = sheet
    while history.done:
        history.undo(make)
    assert sheet == BLANK
    while history.undone:
        history.redo(make)
    assert sheet == last


def test_an_edit_replaces_only_what_it_saw() -> None:
    scored = made(BLANK, RUBRIC, mark_edit(BLANK, "c1", 2))
    with pytest.raises(EvalError, match="edit-overtaken"):
        made(scored, RUBRIC, mark_edit(BLANK, "c1", 3))
    with pytest.raises(EvalError, match="edit-overtaken"):
        made(scored, RUBRIC, RecusalEdit("A", BLANK, declared(BLANK, RUBRIC, RecusalKind.ABSENT)))
    recused = declared(scored, RUBRIC, RecusalKind.CONFLICT, "共同研究者")
    with pytest.raises(EvalError, match="edit-overtaken"):
        made(recused, RUBRIC, mark_edit(recused, "c1", 3))


def test_marks_keep_the_rubrics_order_whatever_is_edited_first() -> None:
    sheet = BLANK
    for criterion in ("c7", "c2"):
        sheet = made(sheet, RUBRIC, mark_edit(sheet, criterion, 1))
    assert list(sheet.marks) == [criterion.id for criterion in RUBRIC.scored]


def test_typing_in_one_comment_is_one_step_and_another_comment_begins_a_new_one() -> None:
    history = History()
    first = text_edit(BLANK, CommentKind.POSITIVE, "研究")
    history.add(first, joins=True)
    history.add(replace(first, before="研究", after="研究開発"), joins=True)
    assert history.done == [replace(first, after="研究開発")]
    history.add(text_edit(BLANK, CommentKind.ISSUE, "課題"), joins=True)
    assert len(history.done) == 2
    history.add(replace(first, before="研究開発", after="研究開発は"), joins=True)
    assert len(history.done) == 3


def test_what_was_typed_and_deleted_in_one_go_leaves_no_step() -> None:
    history = History()
    first = text_edit(BLANK, CommentKind.POSITIVE, "誤")
    history.add(first, joins=True)
    history.add(inverse(first), joins=True)
    assert history.done == []


def test_a_new_edit_ends_what_could_be_redone() -> None:
    history = History()
    history.add(mark_edit(BLANK, "c1", 2), joins=False)
    history.undo(lambda _edit: None)
    history.add(mark_edit(BLANK, "c2", 2), joins=False)
    assert history.undone == []


def test_a_refused_undo_changes_nothing() -> None:
    history = History()
    history.add(mark_edit(BLANK, "c1", 2), joins=False)

    def refuse(_edit: Edit) -> None:
        raise EvalError("disk-full", file="x")

    with pytest.raises(EvalError):
        history.undo(refuse)
    assert len(history.done) == 1
    assert history.undone == []


def test_the_history_forgets_its_oldest_steps() -> None:
    history = History()
    for step in range(HISTORY_LIMIT + 5):
        history.add(MarkEdit("A", "c1", step % 4, (step + 1) % 4), joins=False)
    assert len(history.done) == HISTORY_LIMIT


def test_edits_of_different_cells_never_join() -> None:
    one = mark_edit(BLANK, "c1", 2)
    assert joined(one, MarkEdit("A", "c2", 2, 3)) is None
    assert joined(one, MarkEdit("B", "c1", 2, 3)) is None
    assert joined(one, MarkEdit("A", "c1", 1, 3)) is None
    assert joined(one, MarkEdit("A", "c1", 2, 3)) == MarkEdit("A", "c1", NoPoints.BLANK, 3)


def test_an_edit_is_made_anew_on_what_somebody_else_wrote_but_not_into_a_recused_sheet() -> None:
    theirs = made(BLANK, RUBRIC, mark_edit(BLANK, "c1", 0))
    assert rebased(mark_edit(BLANK, "c1", 3), theirs) == MarkEdit("A", "c1", 0, 3)
    text = rebased(text_edit(BLANK, CommentKind.ISSUE, "私の文"), theirs)
    assert text == CommentEdit("A", None, CommentKind.ISSUE, "", "私の文")
    recused = declared(theirs, RUBRIC, RecusalKind.ABSENT)
    assert rebased(mark_edit(BLANK, "c1", 3), recused) is None
    again = rebased(RecusalEdit("A", BLANK, recused), theirs)
    assert isinstance(again, RecusalEdit)
    assert again.before == theirs
