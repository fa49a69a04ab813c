"""A member's sitting: everything is on the disk at once, or waits and is not lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, ScoreSheet
from evalapp.recusing import declared
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.story import Desk


@pytest.fixture
def path(small: Desk) -> Path:
    return small.ballot("m1")


@pytest.fixture
def sitting(path: Path) -> Iterator[Sitting]:
    opened = Sitting(BallotFile(path))
    yield opened
    opened.close()


def on_disk(path: Path) -> dict[str, ScoreSheet]:
    with BallotFile(path) as file:
        return {sheet.subject_id: sheet for sheet in file.sheets()}


def first(sitting: Sitting) -> tuple[str, str]:
    subject = sitting.ballot.judged[0].id
    return subject, sitting.rubric(subject).scored[0].id


def refusing(monkeypatch: pytest.MonkeyPatch, code: str = "disk-full") -> None:
    def refuse(*_: object, **_more: object) -> None:
        raise EvalError(code, file="x")

    monkeypatch.setattr(BallotFile, "edit", refuse)


def test_a_mark_is_on_the_disk_when_it_is_shown(sitting: Sitting, path: Path) -> None:
    subject, criterion = first(sitting)
    assert sitting.set_mark(subject, criterion, 0)
    assert on_disk(path)[subject].marks[criterion] == 0
    assert not sitting.set_mark(subject, criterion, 0), "the same again is no edit"
    assert sitting.progress(subject).marked == 1


def test_ten_edits_are_undone_and_redone_across_scores_comments_and_a_recusal(
    sitting: Sitting, path: Path
) -> None:
    subject, criterion = first(sitting)
    before = on_disk(path)
    for points in (1, 2, 3):
        sitting.set_mark(subject, criterion, points)
    for number, kind in enumerate(CommentKind):
        sitting.set_comment(subject, None, kind, f"意見{number}")
        sitting.set_comment(subject, None, kind, f"意見{number}と続き")
    sitting.declare(subject, RecusalKind.CONFLICT, "共同研究者")
    after = on_disk(path)
    assert after[subject].recusal_reason == "共同研究者"
    for _step in range(10):
        sitting.undo()
    assert sitting.undoable is None
    assert on_disk(path) == before == sitting.sheets
    for _step in range(10):
        sitting.redo()
    assert sitting.redoable is None
    assert on_disk(path) == after == sitting.sheets


def test_a_recusal_taken_back_days_later_brings_the_answers_back(path: Path) -> None:
    one = Sitting(BallotFile(path))
    subject, criterion = first(one)
    one.set_mark(subject, criterion, 2)
    one.set_comment(subject, None, CommentKind.ISSUE, "課題がある。")
    answered = one.sheets[subject]
    one.declare(subject, RecusalKind.ABSENT, "")
    assert one.sheets[subject].marks[criterion] is NoPoints.BLANK
    one.close()
    later = Sitting(BallotFile(path))
    later.take_back(subject)
    assert later.sheets[subject] == answered == on_disk(path)[subject]
    later.close()


def test_a_comment_of_spaces_is_no_comment_and_one_that_cannot_be_kept_changes_nothing(
    sitting: Sitting,
) -> None:
    subject, _criterion = first(sitting)
    assert not sitting.set_comment(subject, None, CommentKind.ISSUE, " \n　")
    with pytest.raises(EvalError, match="text-too-long"):
        sitting.set_comment(subject, None, CommentKind.ISSUE, "長" * 32_001)
    with pytest.raises(EvalError, match="text-control-character"):
        sitting.set_comment(subject, None, CommentKind.ISSUE, "a\x0bb")
    with pytest.raises(EvalError, match="text-too-long"):
        sitting.declare(subject, RecusalKind.CONFLICT, "長" * 1_001)
    assert sitting.undoable is None
    assert not sitting.waiting


def test_what_the_disk_refuses_is_shown_waits_and_is_saved_with_the_next_edit(
    sitting: Sitting, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, criterion = first(sitting)
    with monkeypatch.context() as patch:
        refusing(patch)
        sitting.set_mark(subject, criterion, 3)
        sitting.set_comment(subject, None, CommentKind.POSITIVE, "良い。")
    assert sitting.fault is not None
    assert sitting.fault.code == "disk-full"
    assert sitting.sheets[subject].marks[criterion] == 3
    assert on_disk(path)[subject].marks[criterion] is NoPoints.BLANK
    sitting.set_comment(subject, None, CommentKind.POSITIVE, "良い。さらに。")
    assert sitting.fault is None
    assert not sitting.waiting
    assert on_disk(path) == sitting.sheets


def test_with_a_full_disk_the_work_goes_on_in_another_place(
    sitting: Sitting, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, criterion = first(sitting)
    sitting.set_mark(subject, criterion, 1)
    with monkeypatch.context() as patch:
        refusing(patch)
        sitting.set_mark(subject, criterion, 2)
    elsewhere = tmp_path / "elsewhere.ballot"
    sitting.move_to(elsewhere)
    assert sitting.fault is None
    assert sitting.file.path == elsewhere
    assert on_disk(elsewhere)[subject].marks[criterion] == 2
    assert on_disk(path)[subject].marks[criterion] == 1
    sitting.undo()
    assert on_disk(elsewhere)[subject].marks[criterion] == 1


def test_a_refused_move_leaves_the_work_where_it_was(sitting: Sitting, path: Path, tmp_path: Path) -> None:
    subject, criterion = first(sitting)
    taken = tmp_path / "taken.ballot"
    shutil.copy(path, taken)
    with pytest.raises(EvalError, match="file-exists"):
        sitting.move_to(taken)
    sitting.set_mark(subject, criterion, 2)
    assert on_disk(path)[subject].marks[criterion] == 2


def test_a_file_moved_away_is_noticed_and_what_was_entered_goes_to_another_place(
    sitting: Sitting, path: Path, tmp_path: Path
) -> None:
    subject, criterion = first(sitting)
    sitting.set_mark(subject, criterion, 1)
    path.rename(tmp_path / "away.ballot")
    assert not sitting.file.in_place()
    sitting.set_mark(subject, criterion, 3)
    assert sitting.fault is not None
    assert sitting.fault.code == "file-moved"
    sitting.move_to(path)
    assert sitting.fault is None
    assert on_disk(path)[subject].marks[criterion] == 3


def test_a_file_replaced_under_the_window_is_noticed(sitting: Sitting, path: Path, tmp_path: Path) -> None:
    subject, criterion = first(sitting)
    shutil.copy(path, tmp_path / "other")
    (tmp_path / "other").replace(path)
    assert not sitting.file.in_place()
    sitting.set_mark(subject, criterion, 3)
    assert sitting.fault is not None
    assert sitting.fault.code == "file-moved"
    assert on_disk(path)[subject].marks[criterion] is NoPoints.BLANK, "the new file is not ours to write"


def test_what_another_program_writes_is_taken_over_and_ends_the_history(sitting: Sitting, path: Path) -> None:
    subject, criterion = first(sitting)
    other = sitting.ballot.judged[1].id
    sitting.set_mark(subject, criterion, 1)
    assert sitting.refresh() == set(), "one's own edits are no news"
    writer = Sitting(BallotFile(path))
    writer.set_mark(other, writer.rubric(other).scored[0].id, 2)
    writer.close()
    assert sitting.refresh() == {other}
    assert sitting.sheets == on_disk(path)
    assert sitting.undoable is None


def test_an_edit_of_what_another_program_has_just_changed_is_made_on_top_of_it(
    sitting: Sitting, path: Path
) -> None:
    subject, criterion = first(sitting)
    writer = Sitting(BallotFile(path))
    writer.set_mark(subject, criterion, 0)
    writer.set_comment(subject, None, CommentKind.ISSUE, "別の窓から")
    writer.close()
    sitting.set_mark(subject, criterion, 3)
    assert sitting.fault is None
    found = on_disk(path)[subject]
    assert found.marks[criterion] == 3
    assert found.comments[0].text == "別の窓から"
    assert sitting.sheets == on_disk(path)


def test_a_mark_that_waits_is_dropped_only_where_the_subject_was_declared_recused_elsewhere(
    sitting: Sitting, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, criterion = first(sitting)
    with monkeypatch.context() as patch:
        refusing(patch)
        sitting.set_mark(subject, criterion, 3)
    writer = Sitting(BallotFile(path))
    writer.declare(subject, RecusalKind.CONFLICT, "")
    writer.close()
    assert sitting.refresh() == {subject}
    sitting.save()
    assert not sitting.waiting
    assert sitting.sheets == on_disk(path)


def test_a_really_full_disk(sitting: Sitting, path: Path) -> None:
    subject, criterion = first(sitting)
    # SQLite itself refuses to let the file grow: what a full disk does to it
    pages = sitting.file.db.execute("PRAGMA page_count").fetchone()[0]
    sitting.file.db.execute(f"PRAGMA max_page_count = {pages}")
    sitting.set_comment(subject, None, CommentKind.ISSUE, "長い意見" * 7_000)
    assert sitting.fault is not None
    assert sitting.fault.code == "disk-full"
    assert sitting.sheets[subject].comments
    assert not on_disk(path)[subject].comments
    sitting.file.db.execute("PRAGMA max_page_count = 1000000")
    sitting.save()
    assert sitting.fault is None
    assert on_disk(path) == sitting.sheets
    assert sitting.set_mark(subject, criterion, 2)


def test_an_undo_that_another_program_has_overtaken_ends_the_history_and_breaks_nothing(
    sitting: Sitting, path: Path
) -> None:
    subject, criterion = first(sitting)
    sitting.set_mark(subject, criterion, 1)
    sitting.set_mark(subject, criterion, 2)
    writer = Sitting(BallotFile(path))
    writer.set_mark(subject, criterion, 0)
    writer.set_comment(subject, None, CommentKind.ISSUE, "別の窓から")
    writer.close()
    sitting.undo()
    assert (sitting.undoable, sitting.redoable, sitting.fault) == (None, None, None)
    assert sitting.sheets == on_disk(path)
    assert on_disk(path)[subject].comments[0].text == "別の窓から"


def test_an_undo_in_a_sheet_closed_meanwhile_by_a_recusal_takes_nothing_back(
    sitting: Sitting, path: Path
) -> None:
    subject, criterion = first(sitting)
    sitting.set_mark(subject, criterion, 1)
    sitting.sheets[subject] = declared(sitting.sheets[subject], sitting.rubric(subject), RecusalKind.ABSENT)
    assert sitting.undo() is None
    assert sitting.undoable is None
    assert on_disk(path)[subject].marks[criterion] == 1
