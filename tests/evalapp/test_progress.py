"""How far a sheet is, as lists show it."""

from __future__ import annotations

from dataclasses import replace

from evalapp.ballot import blank_sheet, gaps
from evalapp.mark import NoPoints
from evalapp.model import Comment, RecusalKind, Subject, SubjectKind
from evalapp.progress import Stage, completed, progress
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from tests.builders import RUBRIC

SUBJECT = Subject("A", "課題A", SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.FINAL)
BLANK = blank_sheet(SUBJECT, RUBRIC)


def test_a_sheet_is_empty_begun_and_complete() -> None:
    assert progress(BLANK, SUBJECT, RUBRIC).stage is Stage.EMPTY
    begun = replace(BLANK, marks={**BLANK.marks, "c1": 0})
    found = progress(begun, SUBJECT, RUBRIC)
    assert (found.stage, found.marked, found.scored, found.commented, found.commentable) == (
        Stage.BEGUN,
        1,
        7,
        0,
        3,
    )
    full = replace(BLANK, marks=dict.fromkeys(BLANK.marks, NoPoints.CANNOT_JUDGE))
    assert progress(full, SUBJECT, RUBRIC).stage is Stage.COMPLETE


def test_a_comment_begins_a_sheet() -> None:
    commented = replace(BLANK, comments=(Comment(CommentKind.ISSUE, "課題"),))
    found = progress(commented, SUBJECT, RUBRIC)
    assert (found.stage, found.commented) == (Stage.BEGUN, 1)


def test_a_recused_sheet_needs_nothing_more() -> None:
    recused = replace(BLANK, recusal=RecusalKind.ABSENT)
    found = progress(recused, SUBJECT, RUBRIC)
    assert (found.stage, found.recusal) == (Stage.RECUSED, RecusalKind.ABSENT)
    assert completed({"A": (SUBJECT, RUBRIC)}, [recused]) == 1
    assert completed({"A": (SUBJECT, RUBRIC)}, [BLANK]) == 0


def test_complete_is_what_handing_in_means_by_it_also_without_scores() -> None:
    words = Rubric("w", "意見", (Criterion("w1", "全般", comments=(CommentKind.ISSUE,)),))
    blank = blank_sheet(SUBJECT, words)
    written = replace(blank, comments=(Comment(CommentKind.ISSUE, "課題", "w1"),))
    questions = {"A": (SUBJECT, words)}
    assert gaps(questions, [blank])
    assert progress(blank, SUBJECT, words).stage is Stage.EMPTY
    found = progress(written, SUBJECT, words)
    assert not gaps(questions, [written])
    assert (found.stage, found.scored, found.commentable) == (Stage.COMPLETE, 0, 4)
