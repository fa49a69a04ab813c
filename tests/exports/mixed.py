"""A rubric that mixes scored criteria and comment-only ones, for tests of numbers and of empty subjects."""

from __future__ import annotations

from dataclasses import replace

from evalapp.model import Comment, Recusal, RecusalKind
from evalapp.report import SubjectReport
from evalapp.rubric import CommentKind, Criterion, Rubric
from tests.builders import RUBRIC, SCALE, subject_report

MIXED = Rubric(
    "mixed",
    "混在",
    (
        Criterion("a", "前書き", comments=(CommentKind.POSITIVE,)),
        Criterion("b", "必要性", "", SCALE),
        Criterion("c", "体制", comments=(CommentKind.ISSUE,)),
        Criterion("d", "総括", "", SCALE),
    ),
)
TITLES = {"１．前書き", "２．必要性", "３．体制", "４．総括"}


def mixed_subject() -> SubjectReport:
    """Two members' answers, with a comment on every criterion."""
    comments = tuple(Comment(CommentKind.POSITIVE, f"意見{c.id}", c.id) for c in MIXED.criteria)
    return subject_report("M", "混在の課題", [[3, 2], [1, 2]], rubric=MIXED, comments=[comments, ()])


def all_recused(rubric: Rubric = RUBRIC) -> SubjectReport:
    """A subject that no member judges."""
    subject = subject_report("N", "全員辞退", [[] for _ in rubric.scored], rubric=rubric)
    recusals = tuple(Recusal(f"m{n}", "N", RecusalKind.CONFLICT) for n in range(1, 6))
    return replace(subject, recusals=recusals)
