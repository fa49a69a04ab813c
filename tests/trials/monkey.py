"""A monkey at the member's window: everything a user can do, in no order, with odd texts and odd sizes."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from shiboken6 import isValid

from evalapp.errors import EvalError
from evalapp.mark import NoPoints
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tests.ui.windows.ballot.desk import MemberDesk, settle_events
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.theme import TEXT_SIZES, Look

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_KEYS = (
    *(
        Key.Key_0,
        Key.Key_1,
        Key.Key_2,
        Key.Key_3,
        Key.Key_9,
        Key.Key_N,
        Key.Key_Minus,
        Key.Key_A,
        Key.Key_Space,
    ),
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_PageDown),
    *(Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Enter, Key.Key_Delete),
    *(Key.Key_Backspace, Key.Key_Escape, Key.Key_F1, Key.Key_F2, Key.Key_F6, Key.Key_Insert),
)
_CHORDS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_G, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Return)
_EDITING = (
    Key.Key_A,
    Key.Key_C,
    Key.Key_V,
    Key.Key_X,
    Key.Key_K,
    Key.Key_Backspace,
    Key.Key_Delete,
    Key.Key_End,
)
ODD_TEXTS = (
    *("評価する。", "a", " ", "\n", "　", "\t", "", "=1+1", "<b>太字</b>&amp;", "𠮷野家", "辻\U000e0100"),
    *(
        "👩\u200d👩\u200d👧",
        "e\u0301\u0301",
        "\ud800",
        "x\udfffy",
        "\x00",
        "\x0b",
        "a\u2028b\u2029c",
        "\r\n\r",
    ),
    *("\u200b\ufeff", "\u202eabc", "\xa0\xa0", "\ufffe", "العربية", "%1 {x} %s", "行\n" * 2_000),
    *("長" * 32_000, "長" * 32_001, "𠮷" * 16_000, "字" * 40_000),
)


class Monkey:
    """One session with one ballot.

    Attributes:
        desk: where the window stands.
        acts: what was done, for who has to do it again.
        counted: how often which act.
    """

    def __init__(self, desk: MemberDesk, path: Path, rng: random.Random, *, alone: bool) -> None:
        """``alone``: the window stays open, and no other program writes into the ballot."""
        self.desk = desk
        self._path = path
        self._rng = rng
        self.window = desk.open(path)
        self.acts: list[str] = []
        self.counted: Counter[str] = Counter()
        self._does: dict[Callable[[], None], int] = {
            self._press: 30,
            self._chord: 12,
            self._click: 20,
            self._turn_wheel: 6,
            self._drag: 4,
            self._compose: 12,
            self._paste: 6,
            self._drop: 3,
            self._undo_storm: 4,
            self._switch: 4,
            self._resize: 3,
            self._recuse: 3,
            self._pass_time: 3,
        }
        # what a computer does by itself while somebody composes
        self._through_compositions = (self._compose, self._switch, self._resize, self._pass_time)
        if not alone:
            self._does |= {self._reopen: 1, self._fill: 1}

    def burst(self, count: int) -> None:
        """So many acts; afterwards only the ballot's window is open."""
        for _act in range(count):
            (act,) = self._rng.choices(list(self._does), list(self._does.values()))
            name = getattr(act, "__name__", "?").strip("_")
            self.counted[name] += 1
            self.acts.append(name)
            if act not in self._through_compositions:
                self._end_composition()
            act()
            QApplication.processEvents()
            if not (isValid(self.window) and self.window.isVisible()):
                self._open()
        self._tidy()

    def _note(self, what: object) -> None:
        self.acts[-1] += f" {what}"[:60]

    def _open(self) -> None:
        settle_events()
        self.window = self.desk.open(self._path)

    def _end_composition(self) -> None:
        """As every input method does before keys and clicks go elsewhere; here there is none."""
        for editor in self.window.findChildren(CommentEditor):
            if editor.composing:
                event = QInputMethodEvent()
                event.setCommitString(self._rng.choice(("", "確定")))
                QApplication.sendEvent(editor, event)

    def _tidy(self) -> None:
        self._end_composition()
        while popup := QApplication.activePopupWidget():
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self.window:
                widget.close()
        settle_events()
        self.window.activateWindow()
        QApplication.processEvents()

    def _holder(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _visible(self) -> list[QWidget]:
        return [one for one in self.window.findChildren(QWidget) if _clickable(one)]

    def _editor(self) -> CommentEditor | None:
        editors = [
            one for one in self.window.findChildren(CommentEditor) if one.isVisible() and one.isEnabled()
        ]
        return self._rng.choice(editors) if editors else None

    # what it does

    def _press(self) -> None:
        key = self._rng.choice(_KEYS)
        shift = Modifier.ShiftModifier if self._rng.random() < 0.15 else Modifier.NoModifier
        self._note(key.name)
        QTest.keyClick(self._holder(), key, shift)

    def _chord(self) -> None:
        key = self._rng.choice(_CHORDS + _EDITING + (Key.Key_Z, Key.Key_Z, Key.Key_Y))
        shift = Modifier.ShiftModifier if self._rng.random() < 0.1 else Modifier.NoModifier
        self._note(key.name)
        QTest.keyClick(self._holder(), key, Modifier.ControlModifier | shift)

    def _click(self) -> None:
        found = self._visible()
        if self._rng.random() < 0.6:
            found = [one for one in found if isinstance(one, QAbstractButton)] or found
        widget = self._rng.choice(found)
        self._note(type(widget).__name__)
        place = QPoint(self._rng.randrange(widget.width()), self._rng.randrange(widget.height()))
        twice = self._rng.random() < 0.1
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place
        )

    def _turn_wheel(self) -> None:
        self.window.work.flush()
        before = dict(self.window.work.sitting.sheets)
        place = QPointF(self._rng.randrange(self.window.width()), self._rng.randrange(self.window.height()))
        turn = QPoint(0, self._rng.choice((-1200, -120, 120, 1200)))
        handle = self.window.windowHandle()
        for _notch in range(3):
            QTest.wheelEvent(handle, place, turn)
            QApplication.processEvents()
        assert self.window.work.sitting.sheets == before, "the wheel changed an answer"

    def _drag(self) -> None:
        # not in texts: Qt would wait for the end of a drag of its own
        still = [one for one in self._visible() if not isinstance(one, QLabel | CommentEditor)]
        widget = self._rng.choice([one for one in still if not isinstance(one.parent(), CommentEditor)])
        self._note(type(widget).__name__)
        place = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)
        for _move in range(4):
            place += QPoint(self._rng.randrange(-300, 300), self._rng.randrange(-200, 200))
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)

    def _compose(self) -> None:
        holder = self._holder()
        event = QInputMethodEvent(self._rng.choice(("", "", "へんかん", "x")), [])
        event.setCommitString(self._rng.choice(("", "評価", "。", "a", "\n", "𠮷", "課題がある。")))
        QApplication.sendEvent(holder, event)

    def _paste(self) -> None:
        editor, text = self._editor(), self._rng.choice(ODD_TEXTS)
        self._note(ascii(text[:12]))
        if editor and not editor.isReadOnly():
            editor.setFocus()
            mime = QMimeData()
            (mime.setHtml if self._rng.random() < 0.2 else mime.setText)(text)
            editor.insertFromMimeData(mime)

    def _drop(self) -> None:
        editor, mime = self._editor(), QMimeData()
        mime.setText(self._rng.choice(ODD_TEXTS))
        if editor:
            place = QPointF(self._rng.randrange(40), self._rng.randrange(20))
            copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            QApplication.sendEvent(
                editor.viewport(), QDropEvent(place, copy, mime, button, Modifier.NoModifier)
            )

    def _undo_storm(self) -> None:
        for _step in range(self._rng.randrange(2, 30)):
            if self._rng.random() < 0.6:
                self.window.undo()
            else:
                self.window.redo()

    def _switch(self) -> None:
        kit = self.desk.kit
        match self._rng.randrange(3):
            case 0:
                kit.speaker.use(self._rng.choice(("ja", "en")))
            case 1:
                kit.theme.use(self._rng.choice(list(Look)))
            case _:
                kit.theme.use(text_size=self._rng.choice(TEXT_SIZES))

    def _resize(self) -> None:
        width, height = self._rng.randrange(400, 4000), self._rng.randrange(300, 2200)
        self._note((width, height))
        self.window.resize(width, height)

    def _reopen(self) -> None:
        self._tidy()
        self.window.close()

    def _fill(self) -> None:
        """What the command line does meanwhile."""
        self.window.work.flush()
        other = Sitting(BallotFile(self._path))
        with contextlib.closing(other), contextlib.suppress(EvalError):
            subject = self._rng.choice(other.ballot.judged)
            if other.sheets[subject.id].recusal is None and other.rubric(subject.id).scored:
                criterion = self._rng.choice(other.rubric(subject.id).scored)
                other.set_mark(subject.id, criterion.id, self._rng.choice((0, 1, 2, 3, NoPoints.BLANK)))
                other.set_comment(subject.id, None, CommentKind.ISSUE, self._rng.choice(("", "外から。")))
        if self._rng.random() < 0.7:
            self.window.work.look()

    def _recuse(self) -> None:
        for button in (self.window.sheet.head.recuse_button, self.window.sheet.panel.declare_button):
            if button.isVisible():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        if self._rng.random() < 0.8 and self.window.sheet.banner.back_button.isVisible():
            QTest.mouseClick(self.window.sheet.banner.back_button, Qt.MouseButton.LeftButton)

    def _pass_time(self) -> None:
        QTest.qWait(self._rng.choice((1, 30, 450)))


def _clickable(widget: QWidget) -> bool:
    """Where a click does something of ours; a menu's own loop would wait for ever for the next one."""
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.width() > 0
        and widget.height() > 0
        and not isinstance(widget, QMenu)
        and not widget.isWindow()
    )
