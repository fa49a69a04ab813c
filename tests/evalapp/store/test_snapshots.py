"""Generations of snapshots: the way back."""

from __future__ import annotations

from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.snapshots import GENERATIONS, snapshot_folder, snapshots
from tests.story import Desk, evalapp


def test_snapshots_are_kept_for_twenty_generations(full_desk: Desk) -> None:
    path = full_desk.evaluation
    assert snapshots(path) == []
    kept = []
    with EvaluationFile(path) as file:
        for _turn in range(GENERATIONS + 3):
            kept.append(file.snapshot())
            assert kept[-1].exists()
    assert GENERATIONS >= 20
    assert snapshots(path) == kept[-GENERATIONS:]
    assert all(one.stat().st_mode & 0o077 == 0 for one in snapshots(path))
    with EvaluationFile(snapshots(path)[0]) as file:
        assert len(file.record()) == len(full_desk.record())


def test_a_snapshot_is_made_before_every_intake_and_undo(desk: Desk) -> None:
    before = desk.results()
    desk.intake(desk.submissions)
    (first,) = snapshots(desk.evaluation)
    evalapp("undo-intake", desk.evaluation)
    assert len(snapshots(desk.evaluation)) == 2
    assert evalapp("results", first, "--json").json == before
    desk.intake(desk.submissions, apply=False)
    assert len(snapshots(desk.evaluation)) == 2
    assert snapshot_folder(desk.evaluation) != snapshot_folder(desk.folder / "other/sample.evaluation")
