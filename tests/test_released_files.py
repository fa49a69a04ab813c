"""Every file format that was ever released is still read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from evalapp.mark import NoPoints
from evalapp.model import Comment
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk, evalapp, refused

RELEASES = sorted(path for path in (Path(__file__).parent / "data").iterdir() if path.is_dir())


WITH_REASONS = [path for path in RELEASES if (path / "m2.ballot").exists()]


@pytest.fixture(params=RELEASES, ids=[path.name for path in RELEASES])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """A copy of the samples of one release."""
    return Desk(shutil.copytree(request.param, tmp_path / "released"))


def test_there_is_a_sample_of_the_first_release() -> None:
    assert "0.1" in [path.name for path in RELEASES]


def test_an_evaluation_is_read_with_its_figures(released: Desk) -> None:
    figures = {
        (subject["id"], cell["id"]): (cell["points"], cell["mean"], cell["recused"])
        for subject in released.figures()
        for cell in subject["criteria"]
    }
    assert figures == {
        ("P", "c1"): ([3, 2], "2.5", 0),
        ("P", "c2"): (["cannot_judge", None], "－", 0),
        ("Q", "c1"): ([1], "1.0", 1),
        ("Q", "c2"): ([0], "0.0", 1),
    }
    assert released.verified()
    acts = [line["act"] for line in released.record()]
    assert acts == [
        "created",
        "ballot-issued",
        "ballot-issued",
        "accepted",
        "replaced",
        "typed-in",
        "replaced",
        "intake-undone",
    ]


def test_an_archived_file_that_may_not_be_written_is_read_and_stays_as_it_is(
    released: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = released.evaluation.read_bytes()
    monkeypatch.setattr("evalapp.store.database.os.access", lambda _path, mode: mode != os.W_OK)
    assert released.verified()
    assert released.cell("P", "c1")["mean"] == "2.5"
    refused("undo-intake", released.evaluation)
    refused("ballots", released.evaluation, "--out", released.folder / "b", "--member", "m1")
    assert released.evaluation.read_bytes() == before


def test_a_submission_is_known_and_a_ballot_goes_on(released: Desk) -> None:
    submission = released.folder / "m1.submission"
    assert released.intake(submission)["counts"]["unchanged"] == 1
    ballot = released.folder / "m1.ballot"
    with BallotFile(ballot) as file:
        first, second = file.sheets()
    assert first.marks == {"c1": 3, "c2": NoPoints.CANNOT_JUDGE}
    assert second.marks == {"c1": 1, "c2": 0}
    assert first.comments == (
        Comment(CommentKind.POSITIVE, "項目の意見", "c2"),
        Comment(CommentKind.POSITIVE, "全体\n=1+1 <b>𠮷</b>"),
        Comment(CommentKind.ISSUE, "問題"),
    )
    # handed in once more it is the very file of then; changed it is the next revision
    evalapp("hand-in", ballot, "--out", released.folder / "again")
    assert (released.folder / "again/m1.submission").read_bytes() == submission.read_bytes()
    evalapp("fill", ballot, "--from", released.table("t.csv", [("m1", "Q", "c2", 3)]))
    evalapp("hand-in", ballot, "--out", released.folder / "again")
    found = released.intake(released.folder / "again/m1-r3.submission", confirm=1)
    assert found["counts"]["replaces"] == 1
    assert released.cell("Q", "c2")["mean"] == "3.0"


def test_a_submission_is_taken_in_from_nothing(released: Desk) -> None:
    """With all intakes undone, the sealed file alone brings the member's answers back."""
    while len(evalapp("undo-intake", released.evaluation).out) > 0:
        if all(subject["received"] == 0 for subject in released.figures()):
            break
    assert released.intake(released.folder / "m1.submission")["counts"]["new"] == 1
    assert released.cell("P", "c1")["points"] == [3]
    evalapp("export", released.evaluation, "--out", released.folder / "out")
    assert (released.folder / "out/report-draft.pdf").exists()


@pytest.mark.parametrize("release", WITH_REASONS, ids=[path.name for path in WITH_REASONS])
def test_a_recusal_keeps_its_reason_and_what_it_has_set_aside(release: Path, tmp_path: Path) -> None:
    released = Desk(shutil.copytree(release, tmp_path / "released"))
    assert "absent: 海外出張のため" in evalapp("results", released.evaluation, "--recusals").out
    ballot, submission = released.folder / "m2.ballot", released.folder / "m2.submission"
    with BallotFile(ballot) as file:
        sheet = file.sheets()[1]
        assert (sheet.recusal, sheet.recusal_reason) == ("conflict", "共同研究の相手\nが参画しているため")
        kept = file.set_aside()["Q"]
        assert kept.marks == {"c1": 3, "c2": NoPoints.BLANK}
        assert kept.comments == (Comment(CommentKind.POSITIVE, "取り置かれる意見"),)
        assert [(note.revision, note.draft) for note in file.hand_ins()] == [(1, True)]
    evalapp("hand-in", ballot, "--draft", "--out", released.folder / "again")
    assert (released.folder / "again/m2.submission").read_bytes() == submission.read_bytes()
    (entry,) = released.intake(submission, confirm=1)["files"]
    assert entry["recusals"][0]["reason"] == sheet.recusal_reason
    assert released.verified()


def test_there_is_a_sample_with_reasons() -> None:
    assert WITH_REASONS
