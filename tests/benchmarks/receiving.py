"""300 submissions: plan and apply."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from evalapp import sealing
from evalapp.ballot import new_ballot
from evalapp.model import Comment, Evaluation, EvaluationInfo, Member, ScoreSheet, Subject, SubjectKind
from evalapp.receiving import apply_plan, plan_files
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from evalapp.submission import ballot_payload, encode_payload
from exports.excel.form_reader import read_form
from tests.benchmarks.measuring import Case

_COUNT = 300
_NOW = datetime(2022, 12, 24, 3, 4, 5, tzinfo=UTC)


def prepare(folder: Path) -> None:
    """An evaluation of 300 members and 3 subjects, with a sealed submission of each member."""
    kind, rubric = EvaluationKind.INTERIM, shipped_rubric("meti-project")
    subjects = tuple(Subject(id_, f"課題 {id_}", SubjectKind.PROJECT, rubric.id, kind) for id_ in "ABC")
    members = tuple(Member(f"m{n}", f"委員 {n}") for n in range(_COUNT))
    evaluation = Evaluation(EvaluationInfo("0" * 32, "評価", kind), (rubric,), subjects, members)
    keys = sealing.new_evaluation_keys()
    create_evaluation(folder / "e.evaluation", evaluation, [], keys, _NOW, "bench")
    (folder / "files").mkdir()
    with EvaluationFile(folder / "e.evaluation") as file:
        for number, member in enumerate(members):
            seed, public = sealing.new_ballot_keys()
            ballot = new_ballot(evaluation, member, f"{number:032x}", 1, keys[1])
            file.note_ballot(ballot.id, member, 1, public, _NOW, "bench")
            texts = tuple(Comment(one, f"意見 {number}。" * 40) for one in CommentKind)
            sheets = tuple(
                ScoreSheet(s.id, {c.id: (number + i) % 4 for i, c in enumerate(rubric.criteria)}, texts)
                for s in subjects
            )
            payload = ballot_payload(ballot, sheets, revision=1, draft=False, handed_in_at=_NOW, app="0")
            data = sealing.seal(encode_payload(payload), seed, keys[1])
            (folder / "files" / f"{member.id}.submission").write_bytes(data)


def _take_in(folder: Path) -> Callable[[], object]:
    copies = iter(_copies(folder, "app"))

    def run() -> object:
        with EvaluationFile(next(copies)) as file:
            plan = plan_files(file, [folder / "files"], read_form, _NOW, "0")
            applied = apply_plan(file, plan, _NOW, "bench", confirmed=False)
            assert applied.accepted == _COUNT
            return applied

    return run


def _bare(folder: Path) -> Callable[[], object]:
    copies = iter(_copies(folder, "bare"))

    def run() -> None:
        db = sqlite3.connect(next(copies), isolation_level=None)
        db.execute("PRAGMA synchronous = EXTRA")
        identity = pyrage.x25519.Identity.from_str(
            db.execute("SELECT identity FROM evaluation").fetchone()[0]
        )
        db.execute("CREATE TABLE bare (payload TEXT, original BLOB)")
        db.execute("CREATE TABLE bare_mark (member TEXT, subject TEXT, criterion TEXT, points INTEGER)")
        for path in sorted((folder / "files").iterdir()):
            data = path.read_bytes()
            payload = pyrage.decrypt(data, [identity]).split(b"\n")[3].decode()
            value = json.loads(payload)
            db.execute("BEGIN")
            db.execute("INSERT INTO bare VALUES (?, ?)", [payload, data])
            db.executemany(
                "INSERT INTO bare_mark VALUES (?, ?, ?, ?)",
                [
                    (value["member"], s["subject_id"], *mark)
                    for s in value["sheets"]
                    for mark in s["marks"].items()
                ],
            )
            db.execute("COMMIT")
        db.close()

    return run


def _copies(folder: Path, name: str) -> list[Path]:
    paths = [folder / f"{name}-{number}.evaluation" for number in range(3)]
    for path in paths:
        shutil.copy(folder / "e.evaluation", path)
    return paths


CASES = [
    Case(
        f"plan and apply {_COUNT} submissions",
        _take_in,
        {"bare decrypt and insert, a commit each": _bare},
        seconds=1.5,
    )
]
