"""A monkey at the secretariat's window: every page, every button, files, other people and other programs."""

from __future__ import annotations

import contextlib
import io
import random
import time
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from evalapp.errors import EvalError
from evalapp.places import Place
from tests.trials import faults
from tests.trials.fingers import ODD_TEXTS, Fingers, Key, Modifier
from tests.trials.office_stage import Surroundings
from ui.cli import main
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.window import EvaluationWindow
from ui.windows.kit import Kit
from ui.windows.opened import Opened, OpenedKind

SLOW = 1.0
"""Seconds for which no act may block the window."""

_SIGNS = "0123naxABm1 P-.@"
_BLOCKS = (
    "x1\t新しい課題\t\t\t\nx2\t二つ目\tproject\t\t",
    "m1\t同じ番号\t座長\nm1\t二人目",
    "\t\t\t\n\t\t",
    '"二行の\n題"\t"a""b"',
    "=1+1\t+2\t-3\t@4",
    "\n".join(f"s{number}\t課題 {number}" for number in range(40)),
    "a\tb\tc\td\te\tf\tg\th\ti",
)


class OfficeMonkey(Fingers):
    """One session with one evaluation.

    Attributes:
        slow: acts that took longer than ``SLOW``, with their seconds.
        worst: the longest act.
    """

    window: EvaluationWindow

    def __init__(
        self,
        kit: Kit,
        path: Path,
        around: Surroundings,
        rng: random.Random,
        disk: faults.Fault | None = None,
    ) -> None:
        """``disk``: under which the file lies; it is mended if the file cannot even be opened."""
        self._path = path
        self._disk = disk
        self._around = around
        self.kit = kit
        super().__init__(kit, self.open(), rng)
        self.slow: list[str] = []
        self.worst = (0.0, "")
        self._outside = 0.0
        self.does |= {
            self.turn_wheel: 4,
            self.click: 12,
            self._push: 30,
            self._choose: 14,
            self._type: 14,
            self._turn: 10,
            self._turn_tab: 10,
            self._drop: 5,
            self._paste: 8,
            self._undo_storm: 3,
            self._let_work_end: 10,
            self._operate: 2,
            self._reopen: 1,
            self._do_outside: 2,
            self._look_on: 0.3,
        }

    def open(self) -> EvaluationWindow:
        begin = time.perf_counter()
        opened = Opened(self._path, self._path, Place.DURABLE, OpenedKind.IN_PLACE)
        try:
            window, _office = open_evaluation(self.kit, opened)
        except EvalError:
            if self._disk is None:
                raise
            self._disk.at = 0
            window, _office = open_evaluation(self.kit, opened)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        self._outside = time.perf_counter() - begin
        return window

    def act(self) -> None:
        self._outside = 0.0
        begin = time.perf_counter()
        super().act()
        seconds = time.perf_counter() - begin - self._outside
        self.worst = max(self.worst, (seconds, self.acts[-1]))
        if seconds > SLOW:
            self.slow.append(f"{seconds:.1f} s: {self.acts[-1]}")

    def end_composition(self) -> None:
        if holder := QApplication.focusWidget():
            QApplication.sendEvent(holder, QInputMethodEvent())

    @property
    def page(self) -> QWidget:
        found = self.window.pages.currentWidget()
        assert found is not None
        return found

    # what it does

    def visible(self) -> list[QWidget]:
        """Of the window, or of what was opened beside it."""
        inside = super().visible()
        above = QApplication.activeWindow()
        if above in {None, self.window} or self.rng.random() < 0.3:
            return inside
        window, self.window = self.window, above  # type: ignore[assignment]
        found = super().visible()
        self.window = window
        return found or inside

    def pass_time(self) -> None:
        begin = time.perf_counter()
        super().pass_time()
        self._outside += time.perf_counter() - begin

    def _push(self) -> None:
        """A button of the page."""
        found = [one for one in self.visible() if isinstance(one, QAbstractButton)]
        here = [one for one in found if self.page.isAncestorOf(one)] or found
        if here:
            button = self.rng.choice(here)
            self.note(button.text() or type(button).__name__)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _choose(self) -> None:
        """A cell of a table, with the keyboard or a click."""
        views = [one for one in self.visible() if isinstance(one, QAbstractItemView) and one.model()]
        if not views:
            return
        view = self.rng.choice(views)
        model, root = view.model(), view.rootIndex()
        rows = model.rowCount(root)
        # a list's model keeps its number of columns to itself
        columns = 1 if isinstance(view, QListView) else model.columnCount(root)
        if not (rows and columns):
            return
        index = model.index(self.rng.randrange(rows), self.rng.randrange(columns), root)
        self.note(f"{type(model).__name__} {index.row()}:{index.column()}")
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        place = view.visualRect(index).center()
        twice = self.rng.random() < 0.2
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, place
        )

    def _type(self) -> None:
        """A few signs into what has the keyboard; or into a field."""
        fields = [one for one in self.visible() if isinstance(one, QLineEdit | QPlainTextEdit)]
        if fields and self.rng.random() < 0.5:
            self.rng.choice(fields).setFocus()
        for _sign in range(self.rng.randrange(1, 9)):
            QTest.keyClicks(self.holder(), self.rng.choice(_SIGNS))
        if self.rng.random() < 0.3:
            QTest.keyClick(self.holder(), self.rng.choice((Key.Key_Return, Key.Key_Tab)))

    def _turn(self) -> None:
        name = self.rng.choice(list(PageName))
        self.note(name)
        self.window.turn_to(name)

    def _turn_tab(self) -> None:
        tabs = [one for one in self.visible() if isinstance(one, QTabBar)]
        if tabs:
            bar = self.rng.choice(tabs)
            number = self.rng.randrange(bar.count())
            self.note(f"{bar.tabText(number)}")
            bar.setCurrentIndex(number)

    def _drop(self) -> None:
        paths = self.rng.sample(self._around.pool, self.rng.randrange(1, 5))
        self.note([path.name for path in paths])
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        self.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, Modifier.NoModifier))

    def _paste(self) -> None:
        text = self.rng.choice(_BLOCKS if self.rng.random() < 0.6 else ODD_TEXTS)
        self.note(ascii(text[:12]))
        QApplication.clipboard().setText(text)
        QTest.keyClick(self.holder(), Key.Key_V, Modifier.ControlModifier)

    def _undo_storm(self) -> None:
        for _step in range(self.rng.randrange(2, 20)):
            if self.rng.random() < 0.6:
                self.window.undo()
            else:
                self.window.redo()

    def _let_work_end(self) -> None:
        begin, jobs = time.perf_counter(), self.window.office.jobs
        while jobs.busy and time.perf_counter() - begin < 30:
            QTest.qWait(5)
        self._outside += time.perf_counter() - begin

    def _operate(self) -> None:
        self.window.office.operator = self.rng.choice(("佐藤 由美", "鈴木 一郎", ""))

    def _reopen(self) -> None:
        self.tidy()
        self.window.close()

    def _do_outside(self) -> None:
        """What somebody does with the command line meanwhile."""
        file, mail = self._path, self._path.parent / "mail"
        words: tuple[object, ...] = self.rng.choice(
            (
                ("intake", file, self.rng.choice(self._around.pool), "--apply", "--confirm", "0"),
                ("undo-intake", file),
                ("confirm", file, "--member", "m4", self.rng.choice(("--apply", "--reject"))),
                ("close", file),
                ("reopen", file, "--reason", "誤記のため"),
                ("texts", file, "--from", mail / "texts.toml", "--apply"),
                ("setup", file, "--from", mail / "setup.toml", "--apply"),
                ("ballots", file, "--out", self._around.folder / "outside", "--member", "m1"),
            )
        )
        self.note(words[0])
        begin, out = time.perf_counter(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
            contextlib.suppress(SystemExit),
        ):
            main([str(word) for word in words])
        assert "Traceback" not in out.getvalue(), out.getvalue()
        self._outside += time.perf_counter() - begin

    def _look_on(self) -> None:
        """A second window that may only read."""
        begin = time.perf_counter()
        opened = Opened(self._path, self._path, Place.DURABLE, OpenedKind.IN_PLACE, locked_elsewhere=True)
        window, office = open_evaluation(self.kit, opened)
        window.show()
        for name in PageName:
            window.turn_to(name)
            QApplication.processEvents()
        office.close()
        window.close()
        window.deleteLater()
        self._outside += time.perf_counter() - begin
