"""The intake page as a person at the secretariat uses it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path, PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from evalapp.intake import Status
from exports.excel.form_reader import read_form
from tests.forms import filled
from tests.story import Desk, evalapp
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.intake.taking import Stage, Taking
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.office import Office


class IntakeDesk:
    """An open intake page and the hand that works on it."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        self.office = office
        self._qtbot = qtbot
        self.page = IntakePage(office)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 640)
        self.page.show()
        self.settle()

    @property
    def taking(self) -> Taking:
        return self.page.files.taking

    @property
    def dialogs(self) -> AnsweringDialogs:
        dialogs = self.office.kit.dialogs
        assert isinstance(dialogs, AnsweringDialogs)
        return dialogs

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.office.jobs.busy, timeout=30_000)

    def drop(self, *paths: Path) -> None:
        assert self.page.take_files(list(paths))
        self.settle()

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def accept(self) -> None:
        self.click(self.page.files.view.foot.accept_button)
        assert self.taking.stage is Stage.APPLIED

    def take_in(self, *paths: Path) -> None:
        """Drop and accept; what is there from before is put aside."""
        if self.taking.stage is Stage.APPLIED:
            self.click(self.page.files.view.foot.clear_button)
        self.drop(*paths)
        self.accept()

    def turn_to(self, tab: IntakeTab) -> None:
        self.page.tabs.setCurrentIndex(tab)
        self.settle()

    def statuses(self) -> dict[str, Status]:
        """Of the files shown, by name."""
        return {PurePath(row.entry.file).name: row.status for row in self.page.files.view.model.rows}

    def choose(self, name: str) -> None:
        """Click on a file of the list."""
        view = self.page.files.view
        row = [PurePath(one.entry.file).name for one in view.model.rows].index(name)
        index = view.model.index(row, 1)
        view.table.scrollTo(index)
        place = view.table.visualRect(index).center()
        self._qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def cells(self) -> list[str]:
        """What is said of the chosen file."""
        details = self.page.files.view.details.cells.details
        return [str(details.index(row).data()) for row in range(details.rowCount())]

    def submissions(self) -> int:
        """How many are in the file that were not undone."""
        with closing(sqlite3.connect(self.office.path)) as db:
            words = (
                "SELECT count(*) FROM submission JOIN intake ON intake.no = intake WHERE undone_at IS NULL"
            )
            return int(db.execute(words).fetchone()[0])


def form_of(desk: Desk, member: str, points: int = 2, *, leave: int = 0) -> Path:
    """A form that the member has sent back, with ``leave`` scores left blank."""
    folder = desk.folder / "forms"
    if not (folder / f"{member}.xlsx").exists():
        evalapp("ballots", desk.evaluation, "--out", folder, "--as", "excel", "--member", member)
    (path,) = (one for one in folder.iterdir() if one.stem.startswith(member))
    data = path.read_bytes()
    names = [name for name in read_form(data, "f.xlsx").cells if re.match(r"evalapp_s\d", name)]
    marks = [name for name in names if re.fullmatch(r"evalapp_s\d+_c\d+", name)]
    texts = [name for name in names if name not in marks and "recusal" not in name]
    answers: dict[str, object] = dict.fromkeys(marks[leave:], points) | dict.fromkeys(
        texts, "着実に進んでいる。"
    )
    target = desk.folder / f"{member} {points}.xlsx"
    target.write_bytes(filled(data, answers))
    return target
