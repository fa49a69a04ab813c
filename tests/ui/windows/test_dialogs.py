"""The system's dialogs, as far as the app chooses what they ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.windows.ballot.desk import at_desk
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.dialogs import Dialogs
from ui.windows.kit import Kit
from ui.windows.pdf_saving import save_pdf


@pytest.mark.parametrize("replaces", [False, True])
def test_nobody_is_asked_to_allow_what_is_then_refused(
    replaces: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def choose(*_question: object, options: QFileDialog.Option) -> tuple[str, str]:
        given["quiet"] = bool(options & QFileDialog.Option.DontConfirmOverwrite)
        return str(tmp_path / "a.ballot"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    found = Dialogs().save_file(None, "保存", tmp_path / "b.ballot", "(*.ballot)", replaces=replaces)
    assert found == tmp_path / "a.ballot"
    assert given["quiet"] is not replaces


def test_ballots_are_never_replaced_and_documents_are_kept_aside(
    kit: Kit,
    qapp: QApplication,
    qtbot: QtBot,
    ballot_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    answer = AnsweringDialogs.save_file

    def noted(self: AnsweringDialogs, *question: object, replaces: bool) -> Path | None:
        asked.append(replaces)
        return answer(self, *question, replaces=replaces)  # type: ignore[arg-type]

    monkeypatch.setattr(AnsweringDialogs, "save_file", noted)
    dialogs = kit.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    (tmp_path / "taken.ballot").write_bytes(b"other")
    (tmp_path / "taken.pdf").write_bytes(b"other")
    dialogs.answers += [tmp_path / "taken", tmp_path / "taken.ballot", tmp_path / "taken.pdf"]
    with at_desk(qtbot, qapp, kit) as member:
        window = member.open(ballot_path)
        window.rescue.save_copy()
        assert "既に" in dialogs.asked[-1]
        assert not window.rescue.save_elsewhere()
        assert "既に" in dialogs.asked[-1]
        saved = save_pdf(kit, window, "保存", "a.pdf", b"new")
    assert (tmp_path / "taken.ballot").read_bytes() == b"other"
    assert saved
    assert saved.kept
    assert saved.kept.read_bytes() == b"other"
    assert asked == [False, False, True]
