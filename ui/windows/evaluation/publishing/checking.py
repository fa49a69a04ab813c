"""The disclosure check beside the window: what it looks into, and what it has found so far."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evalapp.disclosure import Looked, People, people_of
from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from ui.windows.evaluation.office import Office
from ui.windows.jobs import Job, Progress


class Checking(QObject):
    """One check at a time; a new one takes the place of the one before.

    Attributes:
        folder: whose files are looked into; ``None`` before the first check.
        files: what came of each file so far.
        total: how many there are.
        people: whom it searches for, once that is known.
        fault: why it could not go on.
        cancelled: it was ended before all was looked into.

    Signals:
        changed: any of these is another one.
    """

    changed = Signal()
    _looked = Signal(object, object)
    _began = Signal(object, object, int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.folder: Path | None = None
        self.files: list[Looked] = []
        self.total = 0
        self.people: People | None = None
        self.fault: EvalError | None = None
        self.cancelled = False
        self._job: Job | None = None
        self._number = 0
        self._began.connect(self._begin)
        self._looked.connect(self._add)

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._job is not None

    @property
    def clean(self) -> bool:
        """Whether everything was looked into and nothing names a member."""
        done = not self.running and not self.cancelled and self.fault is None
        return bool(done and self.files and all(looked.clean for looked in self.files))

    def check(self, folder: Path, paths: Iterable[Path] | None = None) -> None:
        """Look into the files at ``paths``, or all that is in the folder."""
        self.cancel()
        self._number += 1
        self.folder, self.files, self.total = folder, [], 0
        self.people = self.fault = None
        self.cancelled = False
        number, given = self._number, None if paths is None else tuple(paths)

        def work(file: EvaluationFile, progress: Progress) -> None:
            from exports.disclosure import check_files, files_below

            people = people_of(file.evaluation, file.record())
            found = files_below(folder) if given is None else given
            self._began.emit(number, people, len(found))
            seen = 0

            def told(looked: Looked) -> None:
                nonlocal seen
                seen += 1
                self._looked.emit(number, looked)
                progress(seen, len(found))

            check_files(found, folder, people, progress=told)

        self._job = self._office.run(
            work,
            lambda _none: self._end(number),
            lambda fault: self._end(number, fault),
            lambda: self._end(number, cancelled=True),
        )
        self.changed.emit()

    def cancel(self) -> None:
        """End it after the present file."""
        if self._job:
            self._job.cancel()

    def _begin(self, number: int, people: People, total: int) -> None:
        if number == self._number:
            self.people, self.total = people, total
            self.changed.emit()

    def _add(self, number: int, looked: Looked) -> None:
        if number == self._number:
            self.files.append(looked)
            self.changed.emit()

    def _end(self, number: int, fault: EvalError | None = None, *, cancelled: bool = False) -> None:
        # one that another has taken the place of has nothing to say any more
        if number == self._number:
            self._job = None
            self.fault, self.cancelled = fault, cancelled
            self.changed.emit()
