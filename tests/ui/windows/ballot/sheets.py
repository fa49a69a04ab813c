"""A score sheet on the screen, and the hands that work on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.editing import comment_text
from evalapp.model import ScoreSheet
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


def shown(qtbot: QtBot, kit: Kit, work: Work, subject_id: str = "A", width: int = 700) -> SheetView:
    """The sheet of a subject in a window that has the keyboard."""
    view = SheetView(kit, work)
    qtbot.addWidget(view)
    view.resize(width, 700)
    view.show_subject(subject_id)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


@contextmanager
def working(path: Path, kit: Kit, *, read_only: bool = False) -> Iterator[Work]:
    """Work on another ballot than the sample's."""
    work = Work(Sitting(BallotFile(path)), kit.now, read_only=read_only)
    yield work
    work.close()


def holder() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nobody has the keyboard"
    return widget


def press(*keys: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys, one after the other, each where the keyboard then is; a ``str`` is one ASCII sign."""
    for key in keys:
        QTest.keyClick(holder(), key, modifiers)


def compose(editor: QWidget, preedit: str = "", commit: str = "") -> None:
    """What a Japanese input method does: show a composition, or commit one."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def box(view: SheetView, kind: CommentKind, criterion_id: str | None = None) -> CommentBox:
    """A comment of the sheet shown."""
    assert view.form is not None
    found = view.form.box((criterion_id, kind))
    assert found is not None
    return found


def turn_wheel(widget: QWidget, notches: int = 1) -> None:
    """Turn the wheel over a widget, towards the user where ``notches`` is positive."""
    window = widget.window()
    # as from the screen: an event only sent to the widget would not go on to what scrolls
    QTest.wheelEvent(
        window.windowHandle(),
        QPointF(widget.mapTo(window, widget.visibleRegion().boundingRect().center())),
        QPoint(0, -120 * notches),
    )
    QApplication.processEvents()


def on_disk(path: Path, subject_id: str = "A") -> ScoreSheet:
    """The sheet as another reader of the file finds it."""
    with BallotFile(path, read_only=True) as file:
        return next(sheet for sheet in file.sheets() if sheet.subject_id == subject_id)


def comment_on_disk(path: Path, kind: CommentKind, subject_id: str = "A") -> str:
    """A comment on the whole subject as another reader of the file finds it."""
    return comment_text(on_disk(path, subject_id), None, kind)
