"""The largest evaluation: 100 subjects, 30 members, 7 criteria, all answered, all commented, all real."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import new_ballot
from evalapp.mark import NoPoints
from evalapp.model import (
    Comment,
    Evaluation,
    EvaluationInfo,
    Member,
    Recusal,
    RecusalKind,
    Role,
    ScoreSheet,
    Subject,
    SubjectKind,
)
from evalapp.receiving import apply_plan, plan_files
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from evalapp.submission import ballot_payload, encode_payload
from exports.excel.form_reader import read_form

NOW = datetime(2026, 11, 19, 3, 4, 5, tzinfo=UTC)

_FIELDS = (
    "次世代蓄電池の界面反応",
    "高効率水素製造触媒",
    "量子通信用光源",
    "低温作動型燃料電池",
    "海洋生分解性樹脂",
)
_AIMS = (
    "の可視化と長寿命化に関する研究開発",
    "の実用化に向けた基盤技術の確立",
    "の量産工程とその評価手法の開発",
)
_FAMILIES = ("青木", "石井", "上田", "遠藤", "岡本", "加藤", "木村", "工藤", "小林", "斎藤")
_GIVEN = ("一郎", "美智子", "健太")
_COMMENT = (
    "目標は明確であり、進捗も計画に沿っている。事業化に向けては、想定する市場と価格の裏付けを示されたい。"
)


def largest(path: Path, subjects: int = 100, members: int = 30, *, received: int | None = None) -> Path:
    """Make the evaluation at ``path``, its submissions beside it in ``submissions``, and take them in.

    Args:
        path: of the evaluation.
        subjects: how many.
        members: how many; each tenth is recused from some subjects.
        received: how many of the members have handed in; ``None``: all.
    """
    rubric, kind = shipped_rubric("meti-project"), EvaluationKind.INTERIM
    evaluation = Evaluation(
        EvaluationInfo(
            "1" * 32,
            "次世代エネルギー技術開発事業　中間評価",
            kind,
            "研究開発評価室",
            date(2026, 12, 22),
            date(2026, 11, 30),
        ),
        (rubric,),
        tuple(
            Subject(f"{n:03}", _FIELDS[n % 5] + _AIMS[n % 3], SubjectKind.PROJECT, rubric.id, kind)
            for n in range(1, subjects + 1)
        ),
        tuple(
            Member(
                f"m{n:02}",
                f"{_FAMILIES[n % 10]} {_GIVEN[n % 3]}",
                Role.CHAIR if n == 1 else Role.MEMBER,
                "中央大学大学院理工学研究科　教授",
                email=f"m{n:02}@example.jp",
            )
            for n in range(1, members + 1)
        ),
        tuple(
            Recusal(f"m{n:02}", f"{s:03}", RecusalKind.CONFLICT)
            for n in range(10, members + 1, 10)
            for s in range(n, subjects + 1, 40)
        ),
    )
    keys = sealing.new_evaluation_keys()
    create_evaluation(path, evaluation, [], keys, NOW, "largest")
    folder = path.parent / "submissions"
    folder.mkdir()
    chance = random.Random(1)
    with EvaluationFile(path) as file:
        for number, member in enumerate(evaluation.members):
            seed, public = sealing.new_ballot_keys()
            ballot = new_ballot(evaluation, member, f"{number:032x}", 1, keys[1])
            file.note_ballot(ballot.id, member, 1, public, NOW, "largest")
            sheets = tuple(
                ScoreSheet(
                    subject.id,
                    {
                        criterion.id: NoPoints.CANNOT_JUDGE
                        if chance.random() < 0.01
                        else chance.choice((1, 2, 2, 3))
                        for criterion in rubric.scored
                    },
                    tuple(Comment(one, _COMMENT * chance.randint(1, 3)) for one in CommentKind),
                )
                for subject in ballot.judged
            )
            payload = ballot_payload(ballot, sheets, revision=1, draft=False, handed_in_at=NOW, app="0")
            data = sealing.seal(encode_payload(payload), seed, keys[1])
            (folder / f"{member.id}.submission").write_bytes(data)
        files = sorted(folder.iterdir())[: members if received is None else received]
        plan = plan_files(file, files, read_form, NOW, "0")
        assert len(plan.to_apply) == len(files)
        apply_plan(file, plan, NOW, "largest", confirmed=False)
    return path
