"""A monkey at the member's window: everything a user can do, in no order, with odd texts and odd sizes."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.trials.fingers import ODD_TEXTS, Fingers, Modifier
from tests.ui.windows.ballot.desk import MemberDesk
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.window import BallotWindow


class Monkey(Fingers):
    """One session with one ballot.

    Attributes:
        desk: where the window stands.
    """

    window: BallotWindow

    def __init__(self, desk: MemberDesk, path: Path, rng: random.Random, *, alone: bool) -> None:
        """``alone``: the window stays open, and no other program writes into the ballot."""
        super().__init__(desk.kit, desk.open(path), rng)
        self.desk = desk
        self._path = path
        self.does |= {
            self.turn_wheel: 6,
            self._drag: 4,
            self._paste: 6,
            self._drop: 3,
            self._undo_storm: 4,
            self._recuse: 3,
        }
        if not alone:
            self.does |= {self._reopen: 1, self._fill: 1}

    def open(self) -> BallotWindow:
        return self.desk.open(self._path)

    def end_composition(self) -> None:
        for editor in self.window.findChildren(CommentEditor):
            if editor.composing:
                event = QInputMethodEvent()
                event.setCommitString(self.rng.choice(("", "確定")))
                QApplication.sendEvent(editor, event)

    def turn_wheel(self) -> None:
        self.window.work.flush()
        before = dict(self.window.work.sitting.sheets)
        super().turn_wheel()
        assert self.window.work.sitting.sheets == before, "the wheel changed an answer"

    def _editor(self) -> CommentEditor | None:
        editors = [
            one for one in self.window.findChildren(CommentEditor) if one.isVisible() and one.isEnabled()
        ]
        return self.rng.choice(editors) if editors else None

    def _drag(self) -> None:
        # not in texts: Qt would wait for the end of a drag of its own
        still = [one for one in self.visible() if not isinstance(one, QLabel | CommentEditor)]
        widget = self.rng.choice([one for one in still if not isinstance(one.parent(), CommentEditor)])
        self.note(type(widget).__name__)
        place = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)
        for _move in range(4):
            place += QPoint(self.rng.randrange(-300, 300), self.rng.randrange(-200, 200))
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)

    def _paste(self) -> None:
        editor, text = self._editor(), self.rng.choice(ODD_TEXTS)
        self.note(ascii(text[:12]))
        if editor and not editor.isReadOnly():
            editor.setFocus()
            mime = QMimeData()
            (mime.setHtml if self.rng.random() < 0.2 else mime.setText)(text)
            editor.insertFromMimeData(mime)

    def _drop(self) -> None:
        editor, mime = self._editor(), QMimeData()
        mime.setText(self.rng.choice(ODD_TEXTS))
        if editor:
            place = QPointF(self.rng.randrange(40), self.rng.randrange(20))
            copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            QApplication.sendEvent(
                editor.viewport(), QDropEvent(place, copy, mime, button, Modifier.NoModifier)
            )

    def _undo_storm(self) -> None:
        for _step in range(self.rng.randrange(2, 30)):
            if self.rng.random() < 0.6:
                self.window.undo()
            else:
                self.window.redo()

    def _reopen(self) -> None:
        self.tidy()
        self.window.close()

    def _fill(self) -> None:
        """What the command line does meanwhile."""
        self.window.work.flush()
        other = Sitting(BallotFile(self._path))
        with contextlib.closing(other), contextlib.suppress(EvalError):
            subject = self.rng.choice(other.ballot.judged)
            if other.sheets[subject.id].recusal is None and other.rubric(subject.id).scored:
                criterion = self.rng.choice(other.rubric(subject.id).scored)
                other.set_mark(subject.id, criterion.id, self.rng.choice((0, 1, 2, 3, NoPoints.BLANK)))
                other.set_comment(subject.id, None, CommentKind.ISSUE, self.rng.choice(("", "外から。")))
        if self.rng.random() < 0.7:
            self.window.work.look()

    def _recuse(self) -> None:
        for button in (self.window.sheet.head.recuse_button, self.window.sheet.panel.declare_button):
            if button.isVisible():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        if self.rng.random() < 0.8 and self.window.sheet.banner.back_button.isVisible():
            QTest.mouseClick(self.window.sheet.banner.back_button, Qt.MouseButton.LeftButton)
