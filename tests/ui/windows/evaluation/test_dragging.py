"""Files are dragged over the window: the place for them lights up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from evalapp.places import Place
from ui.windows.evaluation.intake.taking import Stage
from ui.windows.evaluation.intake_page import IntakePage
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.opened import Opened, OpenedKind


def test_the_place_for_files_is_lit_until_they_are_dropped_or_gone(office: Office, qtbot: QtBot) -> None:
    opened = Opened(office.path, office.path, Place.DURABLE, OpenedKind.IN_PLACE)
    window = EvaluationWindow(office, opened)
    with qtbot.waitExposed(window):
        window.show()
    page = window.turn_to(PageName.INTAKE)
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: not office.jobs.busy)
    zone = page.files.zone

    def ground() -> str:
        return zone.grab().toImage().pixelColor(zone.width() // 2, 12).name()

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("/nowhere/m1.submission")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = ground()
    window.dragEnterEvent(QDragEnterEvent(QPointF(5, 5), copy, data, left, none))
    lit = ground()
    assert lit != before
    window.dragLeaveEvent(QDragLeaveEvent())
    assert ground() == before
    window.dragEnterEvent(QDragEnterEvent(QPointF(5, 5), copy, data, left, none))
    assert ground() == lit
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert ground() == before
    qtbot.waitUntil(lambda: page.files.taking.stage is Stage.PLANNED)
    office.close()
    window.deleteLater()
