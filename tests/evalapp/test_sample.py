"""The sample to try the app with: whole or not at all, gone on with, made anew."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalapp import sample
from evalapp.columns import ColumnOrder
from evalapp.compiling import verified_report
from evalapp.data_folder import data_folder
from evalapp.errors import EvalError
from evalapp.sample import (
    MEMBER,
    fresh_sample_ballot,
    fresh_sample_evaluation,
    sample_ballot,
    sample_evaluation,
)
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from exports.outline.words import heading_keys
from tests.story import Desk

NOON = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)


def test_the_sample_is_an_evaluation_and_an_untouched_ballot_of_it(tmp_path: Path) -> None:
    path = sample_ballot(tmp_path / "own" / "sample", NOON, "sample")
    with BallotFile(path) as file, EvaluationFile(path.parent / "sample.evaluation") as evaluation:
        assert file.ballot.id in evaluation.issued()
        assert file.ballot.member.id == MEMBER
        assert file.ballot.judged == file.ballot.subjects, "who tries it out sees everything"
        assert file.last_hand_in() is None
    assert sorted(os.listdir(path.parent)) == ["m2.ballot", "sample.evaluation"]  # noqa: PTH208


def test_it_is_gone_on_with_and_made_anew_beside_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    first = sample_ballot(folder, NOON, "sample").read_bytes()
    assert sample_ballot(folder, NOON, "sample").read_bytes() == first
    assert fresh_sample_ballot(folder, NOON, "sample").read_bytes() != first
    assert (tmp_path / "sample (old 1)" / "m2.ballot").read_bytes() == first
    (folder / "m2.ballot").unlink()
    sample_ballot(folder, NOON, "sample")
    assert sorted(os.listdir(tmp_path)) == ["sample", "sample (old 1)", "sample (old 2)"]  # noqa: PTH208


def test_a_sample_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise EvalError("disk-full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(sample, "issue_ballots", full)
        with pytest.raises(EvalError):
            sample_ballot(tmp_path / "sample", NOON, "sample")
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    assert sample_ballot(tmp_path / "sample", NOON, "sample").is_file()


def test_the_secretariats_sample_has_all_answers_and_texts(tmp_path: Path) -> None:
    path = sample_evaluation(tmp_path / "office", NOON, "sample", heading_keys())
    desk = Desk(path.parent)
    assert path == desk.evaluation
    with EvaluationFile(path) as file:
        report = verified_report(file, ColumnOrder.AS_LISTED)
        assert [len(subject.columns) for subject in report.subjects] == [5, 4, 5, 5]
        assert report.texts.subjects["A"].consensus
    assert sorted(one.name for one in desk.folder.iterdir()) == [
        "ballots",
        "sample.evaluation",
        "submissions",
    ]
    assert desk.intake(*desk.all_submissions(), apply=False)["counts"]["unchanged"] == 5
    assert [one.name for one in (data_folder() / "snapshots").glob("*")] == []
    again = sample_evaluation(path.parent, NOON, "sample", heading_keys())
    assert again.read_bytes() == path.read_bytes()
    fresh_sample_evaluation(path.parent, NOON, "sample", heading_keys())
    assert (tmp_path / "office (old 1)" / "sample.evaluation").is_file()
