"""One key press committed to disk: half of them, and 99 of 100."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import new_ballot
from evalapp.model import Evaluation, EvaluationInfo, Member, Subject, SubjectKind
from evalapp.rubric import EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.store.ballot_file import BallotFile, create_ballot
from tests.benchmarks.measuring import Case

_EDITS = 400


def prepare(folder: Path) -> None:
    """A ballot of ten subjects, and as bare a file."""
    kind, rubric = EvaluationKind.INTERIM, shipped_rubric("meti-project")
    subjects = tuple(Subject(f"s{n}", f"課題 {n}", SubjectKind.PROJECT, rubric.id, kind) for n in range(10))
    member = Member("m1", "委員 一")
    evaluation = Evaluation(EvaluationInfo("0" * 32, "評価", kind), (rubric,), subjects, (member,))
    seed, _public = sealing.new_ballot_keys()
    ballot = new_ballot(evaluation, member, "0" * 32, 1, sealing.new_evaluation_keys()[1])
    create_ballot(folder / "m1.ballot", ballot, seed, [])
    prepare_bare(folder)


def prepare_bare(folder: Path) -> None:
    """The table of ``bare_update``."""
    db = sqlite3.connect(folder / "bare.db")
    db.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, points INTEGER)")
    db.execute("INSERT INTO mark VALUES (1, 0)")
    db.commit()
    db.close()


def _app(share: float) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        file = BallotFile(folder / "m1.ballot")
        sheet = file.sheets()[3]
        return _nth(
            lambda n: file.save_sheets([replace(sheet, marks=dict(sheet.marks) | {"c1": n % 4})]), share
        )

    return work


def bare_update(share: float) -> Callable[[Path], Callable[[], object]]:
    def work(folder: Path) -> Callable[[], object]:
        db = sqlite3.connect(folder / "bare.db", isolation_level=None)
        db.execute("PRAGMA synchronous = EXTRA")
        return _nth(lambda n: db.execute("UPDATE mark SET points = ?", [n % 4]), share)

    return work


def _nth(edit: Callable[[int], object], share: float) -> Callable[[], object]:
    """A run whose duration is that of the edit at ``share`` of all, sorted by duration."""

    def run() -> float:
        seconds = []
        for number in range(_EDITS):
            start = time.perf_counter()
            edit(number)
            seconds.append(time.perf_counter() - start)
        return sorted(seconds)[int(_EDITS * share)]

    return run


CASES = [
    Case(
        f"one edit committed, p{share:.0%}"[:-1],
        _app(share),
        {"a bare UPDATE, committed": bare_update(share)},
        **figure,
    )
    for share, figure in ((0.5, {}), (0.99, {"seconds": 0.010}))
]
