"""The app with all its windows: which file is opened where, and which window belongs to which file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from evalapp.copies import Choose, Continue, Copy, TakeIn, WorkIn
from evalapp.data_folder import data_folder
from evalapp.errors import EvalError
from evalapp.known_files import forget, recent_files, remember, remember_evaluation
from evalapp.model import Evaluation
from evalapp.opening import begin, settle
from evalapp.places import Place
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from ui.windows.busy import busy
from ui.windows.faults import save_each
from ui.windows.kit import Kit
from ui.windows.lock import FileLock
from ui.windows.missing import Missing
from ui.windows.opened import Opened, OpenedKind, OpenWindow
from ui.windows.samples import MEMBERS, OFFICE, MakeSample, member_sample, office_sample

if TYPE_CHECKING:
    from ui.windows.evaluation.new_window import NewEvaluationWindow
    from ui.windows.start_window import StartWindow


class Worked(Protocol):
    """What a window works on, opened by the app: a ballot's ``Sitting`` or an evaluation's ``Office``."""

    @property
    def path(self) -> Path:
        """Where it lies now."""

    def close(self) -> None:
        """Save what waits and close the file; once more does no harm."""


class WorkedEvaluation(Worked, Protocol):
    """An evaluation that is worked on."""

    @property
    def evaluation(self) -> Evaluation:
        """The set-up as it stands."""


OpenBallot = Callable[[Kit, Sitting, Opened], QWidget]
"""Makes the window of a ballot; what it returns is an ``OpenWindow`` too."""

OpenEvaluation = Callable[[Kit, Opened], tuple[QWidget, WorkedEvaluation]]
"""Opens an evaluation: its window, an ``OpenWindow`` too, and what that works on."""


@dataclass(slots=True)
class _Desk:
    """A file that is open: its window, what that works on, its lock."""

    window: QWidget
    work: Sitting | WorkedEvaluation
    lock: FileLock

    @property
    def as_open(self) -> OpenWindow:
        return self.window  # type: ignore[return-value]


class EvalApp(QObject):
    """Opens files and keeps their windows; what cannot be opened is said in the start window."""

    def __init__(
        self,
        app: QApplication,
        kit: Kit,
        place: Callable[[Path], Place],
        open_ballot: OpenBallot,
        open_evaluation: OpenEvaluation,
    ) -> None:
        """Args:
        app: the application.
        kit: for all windows.
        place: in what kind of place a file lies.
        open_ballot: makes the window of a ballot.
        open_evaluation: opens an evaluation.
        """
        super().__init__()
        self._app = app
        self._kit = kit
        self._place = place
        self._make_ballot_window = open_ballot
        self._make_evaluation_window = open_evaluation
        self._desks: list[_Desk] = []
        self._choices: dict[Path, QWidget] = {}
        self._new: NewEvaluationWindow | None = None
        self._qt_words = QTranslator(self)
        self.start: StartWindow | None = None
        self._missing = Missing()
        self._missing.found.connect(self._mark_missing)
        kit.speaker.changed.connect(self._translate_qt)
        self._translate_qt()
        app.commitDataRequest.connect(self.save_all, Qt.ConnectionType.DirectConnection)

    @property
    def windows(self) -> tuple[QWidget, ...]:
        """The windows of ballots and evaluations, in the order in which they were opened."""
        return tuple(desk.window for desk in self._desks)

    def open(self, path: Path) -> QWidget | None:
        """Open a file in a window, or raise the window it is open in already.

        Returns:
            The ballot's window, or the one in which the user chooses between copies; ``None`` if a fault was
            said.
        """
        try:
            return self._open(path)
        except EvalError as fault:
            self.show_start().show_fault(fault)
            return None

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open several files; what was said of earlier ones is taken away."""
        if self.start:
            self.start.clear_faults()
        for path in paths:
            self.open(path)

    def try_sample(self, *, anew: bool = False) -> QWidget | None:
        """Open the member's sample, made if there is none; ``anew``: a new one, the old one is kept aside."""
        return self._try(member_sample, anew=anew)

    def try_office_sample(self, *, anew: bool = False) -> QWidget | None:
        """Open the secretariat's sample; otherwise as ``try_sample``."""
        return self._try(office_sample, anew=anew)

    def show_start(self) -> StartWindow:
        """Show the start window, in front."""
        if self.start is None:
            # who opens a ballot does not wait for it
            from ui.windows.start_window import StartWindow

            self.start = StartWindow(self._kit)
            self.start.files_chosen.connect(self.open_all)
            self.start.forgotten.connect(self._forget)
            self.start.new_wanted.connect(self.show_new)
            self.start.sample_wanted.connect(lambda anew: self.try_sample(anew=anew))
            self.start.office_sample_wanted.connect(lambda anew: self.try_office_sample(anew=anew))
        self._show_recent()
        _to_front(self.start)
        return self.start

    def show_new(self) -> QWidget:
        """Show the window in which a new evaluation is made."""
        from ui.windows.evaluation.new_window import NewEvaluationWindow

        if self._new is None:
            self._new = NewEvaluationWindow(self._kit)
            self._new.created.connect(self._open_new)
        _to_front(self._new)
        return self._new

    def _open_new(self, path: Path) -> None:
        if self._new:
            self._new.close()
            self._new.deleteLater()
            self._new = None
        self.open(path)

    def save_all(self) -> bool:
        """Bring to the disk what all windows hold, each as far as it can; returns whether all could."""
        return save_each([desk.as_open.save_now for desk in self._desks], self._kit)

    def close_all(self) -> None:
        """Close what is still open, without questions: the app ends."""
        self.save_all()
        for desk in tuple(self._desks):
            # what could not be kept must not be tried again when the keyboard leaves it
            desk.window.setEnabled(False)
            desk.work.close()
            desk.lock.release()
        self._desks.clear()
        self._app.removeTranslator(self._qt_words)
        self._kit.settings.write()

    def _try(self, make: MakeSample, *, anew: bool) -> QWidget | None:
        with busy():
            try:
                path = make(self._kit.now().astimezone(UTC), anew=anew)
            except EvalError as fault:
                self.show_start().show_fault(fault)
                return None
        return self.open(path)

    def _open(self, path: Path) -> QWidget | None:
        asked = path.absolute()
        if suffix_fault := _FAULTS_BY_SUFFIX.get(asked.suffix.casefold()):
            raise suffix_fault(asked)
        if window := self._window_of(asked):
            return window
        with busy():
            asked = _resolved(asked)
            place = self._place(asked)
            if asked.suffix.casefold() == ".evaluation":
                return self._work_on(Opened(asked, asked, place, OpenedKind.IN_PLACE), self._open_evaluation)
            return self._begin_ballot(asked, place)

    def _begin_ballot(self, asked: Path, place: Place) -> QWidget:
        ballots = [desk.work.path for desk in self._desks if isinstance(desk.work, Sitting)]
        match begin(asked, place, data_folder(), ballots):
            case WorkIn(path):
                return self._work_in(Opened(path, asked, place, OpenedKind.IN_PLACE))
            case TakeIn(_copy, path):
                return self._work_in(Opened(path, asked, place, OpenedKind.TAKEN_IN))
            case Continue(path, _asked):
                if window := self._window_of(path):
                    window.say_same(asked)  # type: ignore[attr-defined]
                    return window
                return self._work_in(Opened(path, asked, place, OpenedKind.CONTINUED))
            case Choose() as choice:
                return self._let_choose(choice, asked, place)

    def _work_in(self, opened: Opened) -> QWidget:
        return self._work_on(opened, self._open_ballot)

    def _work_on(
        self, opened: Opened, open_window: Callable[[Opened], tuple[QWidget, Sitting | WorkedEvaluation]]
    ) -> QWidget:
        if window := self._window_of(opened.path):
            return window
        lock = FileLock(opened.path)
        try:
            window, work = open_window(replace(opened, locked_elsewhere=not lock.held))
        except BaseException:
            lock.release()
            raise
        desk = _Desk(window, work, lock)
        self._desks.append(desk)
        lock.freed.connect(lambda: self._freed(desk))
        desk.as_open.files_dropped.connect(self.open_all)
        desk.as_open.start_wanted.connect(self.show_start)
        if isinstance(work, Sitting):
            window.moved.connect(lambda: self._moved(desk))  # type: ignore[attr-defined]
        else:
            window.new_wanted.connect(self.show_new)  # type: ignore[attr-defined]
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(lambda: self._closed(desk))
        self._remember(desk)
        _to_front(window)
        if self.start and not self.start.has_faults:
            self.start.close()
        return window

    def _open_ballot(self, opened: Opened) -> tuple[QWidget, Sitting]:
        sitting = Sitting(BallotFile(opened.path))
        return self._make_ballot_window(self._kit, sitting, opened), sitting

    def _open_evaluation(self, opened: Opened) -> tuple[QWidget, WorkedEvaluation]:
        return self._make_evaluation_window(self._kit, opened)

    def _remember(self, desk: _Desk) -> None:
        now, work = self._kit.now().astimezone(UTC), desk.work
        if isinstance(work, Sitting):
            remember(data_folder(), work.file.path, work.file.ballot, now)
        else:
            remember_evaluation(data_folder(), work.path, work.evaluation, now)

    def _window_of(self, path: Path) -> QWidget | None:
        """The window in which a file is open already, raised."""
        for desk in tuple(self._desks):
            if not desk.window.isVisible():
                # closed; Qt deletes it a little later
                self._closed(desk)
            elif _same_file(desk.work.path, path):
                _to_front(desk.window)
                return desk.window
        return None

    def _freed(self, desk: _Desk) -> None:
        if desk in self._desks and desk.lock.try_again():
            desk.as_open.allow_editing()

    def _moved(self, desk: _Desk) -> None:
        _end(desk.lock)
        desk.lock = lock = FileLock(desk.work.path)
        lock.freed.connect(lambda: self._freed(desk))
        self._remember(desk)
        if lock.held:
            # it may have been read-only where it was
            desk.as_open.allow_editing()

    def _closed(self, desk: _Desk) -> None:
        if desk in self._desks:
            self._desks.remove(desk)
            desk.work.close()
            _end(desk.lock)

    def _let_choose(self, choice: Choose, asked: Path, place: Place) -> QWidget:
        if window := self._choices.get(asked):
            _to_front(window)
            return window
        from ui.windows.copies_window import CopiesWindow

        window = CopiesWindow(self._kit, choice)
        self._choices[asked] = window
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.chosen.connect(lambda copy: self._chosen(choice, copy, asked, place))
        window.destroyed.connect(lambda: self._choices.pop(asked, None))
        _to_front(window)
        return window

    def _chosen(self, choice: Choose, copy: Copy, asked: Path, place: Place) -> None:
        """Go on in the copy the user chose."""
        try:
            with busy():
                path = settle(choice, copy, self._place(copy.path), data_folder())
                kind = OpenedKind.CONTINUED if path == copy.path else OpenedKind.TAKEN_IN
                if _same_file(path, asked):
                    kind = OpenedKind.IN_PLACE
                self._work_in(Opened(path, asked, place, kind))
        except EvalError as fault:
            self.show_start().show_fault(fault)
        if window := self._choices.pop(asked, None):
            window.close()

    def _forget(self, path: Path) -> None:
        forget(data_folder(), path)
        self._show_recent()

    def _show_recent(self) -> None:
        if self.start is None:
            return
        data = data_folder()
        rows = recent_files(data)
        self.start.show_recent(rows, sample=(data / MEMBERS).is_dir(), office_sample=(data / OFFICE).is_dir())
        self._missing.look([row.path for row in rows])

    def _mark_missing(self, paths: frozenset[Path]) -> None:
        if self.start:
            self.start.mark_missing(paths)

    def _translate_qt(self) -> None:
        """Qt's own buttons speak the language of the app."""
        self._app.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._kit.speaker.japanese and self._qt_words.load("qtbase_ja", folder):
            self._app.installTranslator(self._qt_words)


_FAULTS_BY_SUFFIX: dict[str, Callable[[Path], EvalError]] = {
    ".submission": lambda path: EvalError("open-submission", file=path.name),
}


def _end(lock: FileLock) -> None:
    """Give the right up; what is connected to it keeps the lock and all that its desk holds."""
    lock.release()
    lock.deleteLater()


def _to_front(window: QWidget) -> None:
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def _resolved(path: Path) -> Path:
    """Without links; where they lead in a circle as it is: opening names the fault."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path


def _same_file(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - of two paths that may be gone
    except OSError:
        return os.path.normcase(one) == os.path.normcase(other)
