"""Ways out: what is shown is never lost because a file cannot be written, is gone, or is somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.ballot.desk import MemberDesk, on_disk
from tests.ui.windows.ballot.sheets import press
from ui.windows.ballot.memory import Spot, remembered_spot
from ui.windows.ballot.work import Work
from ui.windows.dialogs import Answer
from ui.windows.kit import Kit
from ui.windows.lock import FileLock
from ui.windows.saving import Saving


def test_a_copy_holds_what_the_disk_has_refused_too(
    member: MemberDesk, ballot_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = member.open(ballot_path)
    edit = BallotFile.edit

    def refuse(file: BallotFile, *given: object, **more: object) -> None:
        if file.path == ballot_path:
            raise EvalError("disk-full", file=str(file.path))
        edit(file, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(BallotFile, "edit", refuse)
    press("3")
    assert window.work.state.saving is Saving.FAILED
    copy = tmp_path / "copy.ballot"
    member.dialogs.answers.append(copy)
    window.menu_action("copy").trigger()
    assert on_disk(copy)["A"].marks["c1"] == 3
    assert str(copy) in window.banners["copy"].sentence
    assert on_disk(ballot_path)["A"].marks["c1"] is NoPoints.BLANK
    monkeypatch.undo()
    window.work.save_again()
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


def test_a_copy_that_cannot_hold_everything_is_no_copy(
    member: MemberDesk, ballot_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = member.open(ballot_path)

    def refuse(file: BallotFile, *_given: object, **_more: object) -> None:
        raise EvalError("disk-full", file=str(file.path))

    monkeypatch.setattr(BallotFile, "edit", refuse)
    press("3")
    for name in ("copy", "elsewhere"):
        target = tmp_path / f"{name}.ballot"
        member.dialogs.answers.append(target)
        window.rescue.save_copy() if name == "copy" else window.rescue.save_elsewhere()
        assert not target.exists()
        assert "空き容量" in member.dialogs.asked[-1]
    assert window.work.sitting.file.path == ballot_path
    monkeypatch.undo()
    window.work.save_again()
    assert on_disk(ballot_path)["A"].marks["c1"] == 3


def test_a_window_whose_file_is_gone_does_not_close_unasked(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    window = member.open(ballot_path)
    press("3")
    ballot_path.unlink()
    window.work.look()
    member.dialogs.answers += [Answer.CANCEL]
    assert not window.close()
    assert window.isVisible()
    target = tmp_path / "rescued.ballot"
    member.dialogs.answers += [Answer.YES, target]
    assert window.close()
    assert on_disk(target)["A"].marks["c1"] == 3


def test_a_reader_who_saves_elsewhere_may_write_there(
    member: MemberDesk, ballot_path: Path, tmp_path: Path
) -> None:
    other = FileLock(ballot_path)
    window = member.open(ballot_path)
    assert window.work.read_only
    ballot_path.rename(tmp_path / "away.ballot")
    window.work.look()
    target = tmp_path / "mine.ballot"
    member.dialogs.answers.append(target)
    assert window.rescue.save_elsewhere()
    assert not window.work.read_only
    assert "read-only" not in window.banners
    press("2")
    assert on_disk(target)["A"].marks["c1"] == 2
    other.release()


def test_what_another_program_wrote_is_read_again_until_that_succeeds(
    work: Work, ballot_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Sitting(BallotFile(ballot_path))
    writer.set_mark("A", "c1", 3)
    writer.close()
    sheets = BallotFile.sheets

    def busy(_file: BallotFile) -> None:
        raise EvalError("file-busy", file="x")

    monkeypatch.setattr(BallotFile, "sheets", busy)
    work.look()
    assert work.state.saving is Saving.FAILED
    monkeypatch.setattr(BallotFile, "sheets", sheets)
    work.look()
    assert work.sitting.sheets["A"].marks["c1"] == 3
    assert work.state.saving is Saving.SAVED


def test_a_file_still_held_when_the_other_window_closes_is_read_a_moment_later(
    kit: Kit, ballot_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Work(Sitting(BallotFile(ballot_path)), kit.now, read_only=True)
    writer = Sitting(BallotFile(ballot_path))
    writer.set_mark("A", "c1", 1)
    writer.close()

    def busy(_file: BallotFile) -> None:
        raise EvalError("file-busy", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(BallotFile, "sheets", busy)
        reader.allow_editing()
    reader.look()
    assert reader.sitting.sheets["A"].marks["c1"] == 1
    assert not reader.read_only
    reader.close()


@pytest.mark.parametrize(
    "kept", ['{"side": "x"}', '{"side": 9}', "[1]", '{"page": true}', "x", '{"subject_id": 3}']
)
def test_a_ballot_opens_whatever_the_settings_remember(
    member: MemberDesk, ballot_path: Path, kept: str
) -> None:
    with BallotFile(ballot_path) as file:
        name = f"ballots/{file.ballot.id}/spot"
        member.kit.settings.set_text(name, kept)
        found = remembered_spot(member.kit, file.ballot.id)
    assert (found.page, found.subject_id, found.sheet) == (Spot().page, Spot().subject_id, Spot().sheet)
    window = member.open(ballot_path)
    assert window.sheet.subject_id == "A"
