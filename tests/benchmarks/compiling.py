"""From an evaluation file to its Report, at 7,000 and at a million points."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from evalapp.compiling import report_of
from evalapp.model import Evaluation, EvaluationInfo, Member, Subject, SubjectKind
from evalapp.rubric import EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.sealing import new_evaluation_keys
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from tests.benchmarks.measuring import Case

_SIZES = {"7000.evaluation": (100, 10), "million.evaluation": (4762, 30)}
_SCAN = "SELECT subject, criterion, member, state, points FROM mark"
_COUNT = "SELECT count(*), sum(points) FROM mark"


def prepare(folder: Path) -> None:
    """Two files with the app's own schema, filled by raw SQL: subjects x members x 7 criteria."""
    for name, (subjects, members) in _SIZES.items():
        make_evaluation(folder / name, subjects, members)


def make_evaluation(path: Path, subjects: int, members: int) -> None:
    """A file in which every member has answered everything, a few cells without points."""
    kind, rubric = EvaluationKind.INTERIM, shipped_rubric("meti-project")
    evaluation = Evaluation(
        EvaluationInfo("0" * 32, "大きな評価", kind),
        (rubric,),
        tuple(Subject(f"s{n}", f"課題 {n}", SubjectKind.PROJECT, rubric.id, kind) for n in range(subjects)),
        tuple(Member(f"m{n}", f"委員 {n}") for n in range(members)),
    )
    now = datetime(2022, 12, 24, 3, 4, 5, tzinfo=UTC)
    create_evaluation(path, evaluation, [], new_evaluation_keys(), now, "bench")
    chance = random.Random(members)

    def marks() -> Iterator[tuple[object, ...]]:
        for subject in range(1, subjects + 1):
            for criterion in range(1, len(rubric.criteria) + 1):
                for member in range(1, members + 1):
                    missing = chance.random() < 0.02
                    state, points = ("cannot_judge", None) if missing else ("points", chance.randrange(4))
                    yield subject, criterion, member, state, points

    digest, moment = "0" * 64, now.isoformat()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO intake (at) VALUES (?)", [moment])
        db.executemany(
            "INSERT INTO submission VALUES (?, 1, ?, NULL, 'typed', 1, 0, '{}', ?, 'C', 'f', ?, x'', ?, ?)",
            [(n, n, digest, digest, moment, moment) for n in range(1, members + 1)],
        )
        db.executemany(
            "INSERT INTO sheet VALUES (?, ?, ?, 0, NULL)",
            ((s, m, m) for s in range(1, subjects + 1) for m in range(1, members + 1)),
        )
        db.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", marks())


def _compile(name: str) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        file = EvaluationFile(folder / name)
        return lambda: report_of(file)

    return work


def _open(name: str) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        return lambda: EvaluationFile(folder / name).close()

    return work


def _bare(name: str, statement: str) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        db = sqlite3.connect(folder / name)

        def scan() -> None:
            for _row in db.execute(statement):
                pass

        return scan

    return work


CASES = [
    Case(
        f"compile, {points} points",
        _compile(name),
        {
            "a bare scan of the rows in Python": _bare(name, _SCAN),
            "SQLite's count and sum": _bare(name, _COUNT),
        },
        seconds=seconds,
        ratio=2.5,
        memory=40,
    )
    for points, name, seconds in (
        ("7,000", "7000.evaluation", 0.005),
        ("1,000,000", "million.evaluation", 0.15),
    )
] + [
    Case(
        "open and check the file, 1,000,000 points",
        _open("million.evaluation"),
        {"SQLite's quick_check alone": _bare("million.evaluation", "PRAGMA quick_check")},
    )
]
