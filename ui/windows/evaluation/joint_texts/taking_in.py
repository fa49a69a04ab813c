"""A texts file on its way into the evaluation: read, planned, decided on, taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts, texts_once, write_texts
from evalapp.texts import Place, Texts
from evalapp.texts_data import GivenTexts
from evalapp.texts_kept import KeptTexts
from evalapp.texts_plan import TextsPlan, TextStatus, plan_texts
from ui.windows.evaluation.office import Office
from ui.windows.jobs import Progress


class TakingIn(QObject):
    """At most one file at a time.

    Attributes:
        path: the file; ``None`` while there is none.
        plan: what it would change, with what was decided on.
        conflicts: the places that the file and somebody else have changed.
        taken: those of them where the file's text is wanted.
        fault: why it could not be read or taken in.

    Signals:
        changed: any of these is another one.
        done: it was taken in; how many texts have changed.
    """

    changed = Signal()
    done = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.path: Path | None = None
        self.plan: TextsPlan | None = None
        self.conflicts: frozenset[Place] = frozenset()
        self.taken: frozenset[Place] = frozenset()
        self.fault: EvalError | None = None
        self._read: tuple[GivenTexts, Texts | None, KeptTexts] | None = None

    def begin(self, path: Path) -> None:
        """Read a file beside the window and plan."""
        self.path, self.plan, self.fault, self.taken = path, None, None, frozenset()

        def read(file: EvaluationFile, _progress: Progress) -> tuple[GivenTexts, Texts | None, KeptTexts]:
            from exports.texts_file import read_texts_file

            given = read_texts_file(path, file.evaluation)
            with file.one_state():
                base = texts_once(file, given.based_on) if given.based_on else None
                return given, base, read_texts(file)

        self._office.run(read, lambda found: self._take(path, found), self._fail)
        self.changed.emit()

    def plan_again(self) -> None:
        """Hold the file against texts that have changed meanwhile."""
        if self._read and self.plan and self.path:
            now = read_texts(self._office.file)
            if now.digest != self._read[2].digest:
                self._take(self.path, (self._read[0], self._read[1], now))

    def choose(self, place: Place, *, take: bool) -> None:
        """Decide which of two texts is to stand."""
        self.taken = self.taken | {place} if take else self.taken - {place}
        self._plan()

    def apply(self) -> None:
        """Take in what the plan says, beside the window."""
        if self._read is None or self.plan is None:
            return
        plan, before = self.plan, self._read[2]
        at, actor = self._office.now(), self._office.actor

        def write(file: EvaluationFile, _progress: Progress) -> None:
            write_texts(file, plan, before, at, actor)

        self._office.run(write, lambda _none: self._end(len(plan.carried_out)), self._overtaken, writes=True)
        self.plan = None  # it is not to be applied twice
        self.changed.emit()

    def leave(self) -> None:
        """Put the file away; nothing is changed."""
        self.path = self.plan = self.fault = self._read = None
        self.changed.emit()

    def _take(self, path: Path, found: tuple[GivenTexts, Texts | None, KeptTexts]) -> None:
        if path != self.path:
            return
        self._read = found
        given, base, before = found
        first = plan_texts(given, before.texts, base)
        self.conflicts = frozenset(
            change.place for change in first.changes if change.status is TextStatus.CONFLICT
        )
        self._plan()

    def _plan(self) -> None:
        if self._read:
            given, base, before = self._read
            self.plan = plan_texts(given, before.texts, base, taken=self.taken)
            self.changed.emit()

    def _end(self, count: int) -> None:
        self.leave()
        self.done.emit(count)

    def _fail(self, fault: EvalError) -> None:
        self.fault, self.plan = fault, None
        self.changed.emit()

    def _overtaken(self, fault: EvalError) -> None:
        if fault.code == "texts-overtaken" and self._read and self.path:
            # somebody was quicker: the new plan says what is otherwise now
            self._take(self.path, (self._read[0], self._read[1], read_texts(self._office.file)))
        else:
            self._fail(fault)
