"""Hands at a window that know no purpose: keys, clicks, texts and sizes in no order, as odd as can be."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from shiboken6 import isValid

from tests.ui.windows.ballot.desk import settle_events
from ui.windows.kit import Kit
from ui.windows.theme import TEXT_SIZES, Look

Key, Modifier = Qt.Key, Qt.KeyboardModifier
KEYS = (
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
CHORDS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_G, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Return)
EDITING = (
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


class Fingers:
    """One session at one window. A subclass has the acts that belong to its kind of window.

    Attributes:
        window: the one worked in.
        acts: what was done, for who has to do it again.
        counted: how often which act.
        does: how often which act is done, as weights.
        through_compositions: the acts that a computer does by itself while somebody composes.
    """

    def __init__(self, kit: Kit, window: QWidget, rng: random.Random) -> None:
        self.kit = kit
        self.rng = rng
        self.window = window
        self.acts: list[str] = []
        self.counted: Counter[str] = Counter()
        self.does: dict[Callable[[], None], float] = {
            self.press: 30,
            self.chord: 12,
            self.click: 20,
            self.compose: 12,
            self.switch: 4,
            self.resize: 3,
            self.pass_time: 3,
        }
        self.through_compositions = (self.compose, self.switch, self.resize, self.pass_time)

    def open(self) -> QWidget:
        """The window anew: it was closed."""
        raise NotImplementedError

    def end_composition(self) -> None:
        """As every input method does before keys and clicks go elsewhere; here there is none."""
        raise NotImplementedError

    def burst(self, count: int) -> None:
        """So many acts; afterwards only the window itself is open."""
        for _act in range(count):
            self.act()
        self.tidy()

    def act(self) -> None:
        """One act; if it closed the window, that is opened again."""
        (act,) = self.rng.choices(list(self.does), list(self.does.values()))
        name = getattr(act, "__name__", "?").strip("_")
        self.counted[name] += 1
        self.acts.append(name)
        if act not in self.through_compositions:
            self.end_composition()
        act()
        QApplication.processEvents()
        if not (isValid(self.window) and self.window.isVisible()):
            settle_events()
            self.window = self.open()

    def tidy(self) -> None:
        """Close what was opened beside the window."""
        self.end_composition()
        while popup := QApplication.activePopupWidget():
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self.window:
                widget.close()
        settle_events()
        self.window.activateWindow()
        QApplication.processEvents()

    def note(self, what: object) -> None:
        """Say more of the act under way."""
        self.acts[-1] += f" {what}"[:60]

    def holder(self) -> QWidget:
        """Who has the keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def visible(self) -> list[QWidget]:
        """What can be clicked."""
        return [one for one in self.window.findChildren(QWidget) if _clickable(one)]

    # what it does

    def press(self) -> None:
        key = self.rng.choice(KEYS)
        shift = Modifier.ShiftModifier if self.rng.random() < 0.15 else Modifier.NoModifier
        self.note(key.name)
        QTest.keyClick(self.holder(), key, shift)

    def chord(self) -> None:
        key = self.rng.choice(CHORDS + EDITING + (Key.Key_Z, Key.Key_Z, Key.Key_Y))
        shift = Modifier.ShiftModifier if self.rng.random() < 0.1 else Modifier.NoModifier
        self.note(key.name)
        QTest.keyClick(self.holder(), key, Modifier.ControlModifier | shift)

    def click(self) -> None:
        found = self.visible()
        if self.rng.random() < 0.6:
            found = [one for one in found if isinstance(one, QAbstractButton)] or found
        widget = self.rng.choice(found)
        self.note(type(widget).__name__)
        place = QPoint(self.rng.randrange(widget.width()), self.rng.randrange(widget.height()))
        twice = self.rng.random() < 0.1
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place
        )

    def turn_wheel(self) -> None:
        place = QPointF(self.rng.randrange(self.window.width()), self.rng.randrange(self.window.height()))
        turn = QPoint(0, self.rng.choice((-1200, -120, 120, 1200)))
        handle = self.window.windowHandle()
        for _notch in range(3):
            QTest.wheelEvent(handle, place, turn)
            QApplication.processEvents()

    def compose(self) -> None:
        holder = self.holder()
        event = QInputMethodEvent(self.rng.choice(("", "", "へんかん", "x")), [])
        event.setCommitString(self.rng.choice(("", "評価", "。", "a", "\n", "𠮷", "課題がある。")))
        QApplication.sendEvent(holder, event)

    def switch(self) -> None:
        match self.rng.randrange(3):
            case 0:
                self.kit.speaker.use(self.rng.choice(("ja", "en")))
            case 1:
                self.kit.theme.use(self.rng.choice(list(Look)))
            case _:
                self.kit.theme.use(text_size=self.rng.choice(TEXT_SIZES))

    def resize(self) -> None:
        width, height = self.rng.randrange(400, 4000), self.rng.randrange(300, 2200)
        self.note((width, height))
        self.window.resize(width, height)

    def pass_time(self) -> None:
        QTest.qWait(self.rng.choice((1, 30, 450)))


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
