"""Values for tests, made without a file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from evalapp.mark import Mark
from evalapp.model import Comment, EvaluationInfo, Member, Subject, SubjectKind
from evalapp.report import Column, CriterionResult, Report, Source, SourceKind, SubjectReport
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from evalapp.scoring import tally

GOLDEN = json.loads((Path(__file__).parent / "data/published-scores.json").read_text("utf-8"))
SCALE = Scale(
    (ScaleStep(3, "極めて妥当"), ScaleStep(2, "妥当"), ScaleStep(1, "概ね妥当"), ScaleStep(0, "妥当でない"))
)
RUBRIC = Rubric(
    "meti-project",
    "研究開発課題(プロジェクト)評価",
    tuple(Criterion(f"c{i}", title, "", SCALE) for i, title in enumerate(GOLDEN["criteria"], 1)),
)
INFO = EvaluationInfo(
    "0" * 32, "再生医療関連プログラム 評価", EvaluationKind.INTERIM, "評価検討会", date(2022, 12, 23)
)
NOW = datetime(2022, 12, 24, 3, 4, 5, tzinfo=UTC)


def members(count: int) -> list[Member]:
    return [Member(f"m{i}", f"委員 {i}", affiliation=f"第{i}大学") for i in range(1, count + 1)]


def subject_report(
    subject_id: str,
    title: str,
    rows: list[list[Mark]],
    *,
    rubric: Rubric = RUBRIC,
    kind: EvaluationKind = EvaluationKind.INTERIM,
    comments: list[tuple[Comment, ...]] | None = None,
) -> SubjectReport:
    """``rows``: one a scored criterion, a mark a member."""
    count = len(rows[0]) if rows else 0
    columns = tuple(
        Column(
            member,
            Source(SourceKind.SEALED, f"TEST-{subject_id}{i:03d}-XY", 1, NOW),
            comments[i] if comments else (Comment(CommentKind.POSITIVE, f"意見 {i}"),),
        )
        for i, member in enumerate(members(count))
    )
    return SubjectReport(
        Subject(subject_id, title, SubjectKind.PROJECT, rubric.id, kind),
        rubric,
        columns,
        tuple(CriterionResult(c, tuple(row), tally(row)) for c, row in zip(rubric.scored, rows, strict=True)),
    )


def report(*subjects: SubjectReport, info: EvaluationInfo = INFO) -> Report:
    """A committee of five, or of more where a subject has more columns."""
    committee = members(max(5, *(len(subject.columns) for subject in subjects), 0))
    return Report(info, subjects, tuple(committee), NOW, "f" * 64, "0.0.0")


def published_report() -> Report:
    """The three published tables; its comments are short."""
    return report(
        *(
            subject_report(
                project["id"],
                project["title"],
                project["scores"],
                kind=EvaluationKind.FINAL if "終了" in project["evaluation"] else EvaluationKind.INTERIM,
            )
            for project in GOLDEN["projects"]
        )
    )
