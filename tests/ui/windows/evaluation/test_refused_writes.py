"""A disk that is full or write-protected while files are written: one sentence, nothing half, then again."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from evalapp.record import Act
from evalapp.store import database
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.issued import Way
from exports.documents import Kind
from tests.story import Desk, evalapp
from tests.ui.windows.evaluation.conftest import OpenOffice
from tests.ui.windows.evaluation.intake_desk import IntakeDesk
from tests.ui.windows.evaluation.publishing_desk import Publisher
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.evaluation.intake.taking import Stage
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing_page import Tab
from ui.windows.evaluation.record_page import RecordPage
from ui.windows.saving import Saving

SENTENCES = {
    errno.ENOSPC: "空き容量がなく",
    errno.EACCES: "を読み書きできません",
    errno.EROFS: "を読み書きできません",
}


@contextmanager
def refused(number: int, *, late: bool) -> Iterator[None]:
    """The system refuses what Python writes: half-way, or only once it is to be brought to the disk."""

    def fault(path: object) -> OSError:
        return OSError(number, os.strerror(number), str(path))

    def write_half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise fault(path)

    def touch(path: Path, *_args: object, **_options: object) -> None:
        raise fault(path)

    def sync(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        if late:
            patch.setattr(os, "fsync", sync)
        else:
            patch.setattr(Path, "write_bytes", write_half)
            patch.setattr(Path, "touch", touch)
        yield


FAULTS = [(number, late) for number in SENTENCES for late in (False, True)]
every_fault = pytest.mark.parametrize(("number", "late"), FAULTS)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def dialogs(office: Office) -> AnsweringDialogs:
    assert isinstance(office.kit.dialogs, AnsweringDialogs)
    return office.kit.dialogs


@every_fault
def test_a_document_saved_over_an_earlier_one(
    answered_office: Office, qtbot: QtBot, tmp_path: Path, number: int, late: bool
) -> None:
    publisher, folder = Publisher(answered_office, qtbot), tmp_path / "out"
    folder.mkdir()
    target = folder / "sheets.json"
    target.write_bytes(b"earlier")
    publisher.look_at(Kind.JSON)
    publisher.dialogs.answers.append(target)
    with refused(number, late=late):
        publisher.page.documents.save_button.click()
        publisher.settle()
    assert SENTENCES[number] in publisher.page.outcome.saved.label.text()
    assert (names(folder), target.read_bytes()) == (["sheets.json"], b"earlier")
    assert answered_office.state.saving is Saving.SAVED, "nothing that was typed waits"
    assert publisher.save_one(Kind.JSON, target)[:1] == b"{"
    assert names(folder) == ["sheets (old 1).json", "sheets.json"]


@every_fault
def test_ballots_and_forms(
    open_office: OpenOffice, qtbot: QtBot, tmp_path: Path, number: int, late: bool
) -> None:
    evalapp("new", tmp_path / "new.evaluation", "--setup", resources.path("sample", "setup.toml"))
    office = open_office(tmp_path / "new.evaluation")
    page = IssuePage(office)
    qtbot.addWidget(page)
    page.show()
    page._way_ids = ["m1"]
    page._choose_way(Way.FORM)

    def issue() -> list[str]:
        page.foot.issue_button.click()
        qtbot.waitUntil(lambda: not office.jobs.busy)
        return names(tmp_path / "new_発行")

    with refused(number, late=late):
        assert issue() == []
    said = page.foot.told.label.text()
    assert said.count(SENTENCES[number]) == 1
    assert said.startswith("0名に発行しました。")
    assert [line.act for line in office.file.record()] == [Act.CREATED], "who got nothing is issued nothing"
    assert issue() == ["m1.xlsx", "m2.ballot", "m3.ballot", "m4.ballot", "m5.ballot"]


@every_fault
def test_the_record_written_out(
    answered_office: Office, qtbot: QtBot, tmp_path: Path, number: int, late: bool
) -> None:
    page, folder = RecordPage(answered_office), tmp_path / "out"
    folder.mkdir()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)

    def write_out() -> str:
        dialogs(answered_office).answers.append(folder / "record.csv")
        page.write_out(".csv", everything=True)
        qtbot.waitUntil(lambda: not answered_office.jobs.busy)
        return page.note.label.text()

    with refused(number, late=late):
        assert SENTENCES[number] in write_out()
    assert names(folder) == []
    assert "record.csv" in write_out()
    assert names(folder) == ["record.csv"]


@every_fault
def test_texts_written_out(
    answered_office: Office, qtbot: QtBot, tmp_path: Path, number: int, late: bool
) -> None:
    publisher, folder = Publisher(answered_office, qtbot), tmp_path / "out"
    folder.mkdir()
    publisher.page.tabs.setCurrentIndex(Tab.TEXTS)

    def write_out() -> str:
        publisher.dialogs.answers.append(folder / "texts.xlsx")
        publisher.page.texts.write_out()
        publisher.settle()
        return publisher.page.texts.note.label.text()

    with refused(number, late=late):
        assert SENTENCES[number] in write_out()
    assert names(folder) == []
    assert "texts.xlsx" in write_out()


@contextmanager
def no_page_more() -> Iterator[None]:
    """Databases opened meanwhile cannot grow: SQLite's own word for a full disk."""
    connect: Callable[..., sqlite3.Connection] = database._connect

    def full(path: Path, *, read_only: bool) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", full)
        yield


def taken_in(path: Path) -> int:
    with EvaluationFile(path, read_only=True) as file:
        return sum(line.act == Act.ACCEPTED for line in file.record())


def test_an_intake_on_a_full_disk(office: Office, sample: Desk, qtbot: QtBot) -> None:
    desk = IntakeDesk(office, qtbot)
    desk.drop(*sample.all_submissions())
    with no_page_more():
        desk.click(desk.page.files.view.foot.accept_button)
    done = taken_in(sample.evaluation)
    assert done < 5
    assert desk.taking.failed or desk.taking.fault
    assert sample.verified()
    again = IntakeDesk(office, qtbot)
    again.take_in(*sample.all_submissions())
    assert taken_in(sample.evaluation) == 5
    assert sample.verified()


def test_an_intake_whose_snapshot_the_disk_refuses_takes_nothing_in(
    office: Office, sample: Desk, qtbot: QtBot
) -> None:
    desk = IntakeDesk(office, qtbot)
    desk.drop(*sample.all_submissions())
    with refused(errno.ENOSPC, late=False):
        desk.click(desk.page.files.view.foot.accept_button)
    assert taken_in(sample.evaluation) == 0
    assert desk.taking.stage is not Stage.APPLIED
    desk.accept()
    assert taken_in(sample.evaluation) == 5
