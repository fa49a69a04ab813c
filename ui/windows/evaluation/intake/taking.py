"""Taking files in: planned in the jobs' thread, shown, changed, carried out, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evalapp import __version__
from evalapp.errors import EvalError
from evalapp.intake import Entry, Plan
from evalapp.receiving import Applied, apply_plan, plan_files
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.intakes import IntakeNote
from evalapp.store.received import undo_intake
from ui.windows.evaluation.office import Office
from ui.windows.jobs import Job, Progress


class Stage(Enum):
    """How far the files are."""

    EMPTY = auto()
    PLANNING = auto()
    PLANNED = auto()
    APPLYING = auto()
    APPLIED = auto()


class Taking(QObject):
    """One intake at a time, from the first file dropped to its undoing.

    Attributes:
        stage: how far it is.
        plan: what is shown; ``None`` before the first plan.
        applied: what came of it, once it is ``APPLIED``.
        undone: the number of the intake that was undone before this plan was made, else ``None``.
        overtaken: the plan was made anew because the answers had changed meanwhile.
        fault: why the last act could not be done at all, else ``None``.
        steps: of the work under way: (done, all); (0, 0) before its first word.

    Signals:
        changed: any of these is another.
        progressed: ``steps`` went on.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._job: Job | None = None
        self._paths: tuple[Path, ...] = ()
        self._head = ""
        self._turn = 0
        self.stage = Stage.EMPTY
        self.plan: Plan | None = None
        self.applied: Applied | None = None
        self.undone: int | None = None
        self.overtaken = False
        self.fault: EvalError | None = None
        self.steps = (0, 0)

    @property
    def failed(self) -> Mapping[str, EvalError]:
        """Why a file of the plan was not taken in after all, by its name."""
        return {one.file: one.reason for one in self.applied.failed} if self.applied else {}

    def add(self, paths: Iterable[Path]) -> bool:
        """Plan the intake of files, together with those of the plan that is shown.

        Returns:
            ``False`` while a plan is carried out: then nothing can be added.
        """
        if self.stage is Stage.APPLYING:
            return False
        if self.stage is Stage.APPLIED:
            self.plan = None
        before = self._paths if self.stage in {Stage.PLANNING, Stage.PLANNED} else ()
        self._plan(tuple(dict.fromkeys((*before, *paths))))
        return True

    def remove(self, entries: Sequence[Entry]) -> None:
        """Plan again without these files."""
        if self.stage is Stage.PLANNED and self.plan:
            out = {entry.file for entry in entries}
            self._plan(tuple(Path(one.file) for one in self.plan.entries if one.file not in out))

    def clear(self) -> None:
        """Put the files aside; nothing was written, or what was written stays."""
        if self.stage is not Stage.APPLYING:
            self.plan = None
            self._plan(())

    def cancel(self) -> None:
        """End the work under way at its next file."""
        if self._job:
            self._job.cancel()

    def note_intakes(self, notes: Iterable[IntakeNote]) -> None:
        """Put the files aside if the intake that they came with has been undone elsewhere."""
        number = self.applied.intake if self.applied else None
        if self.stage is Stage.APPLIED and any(one.number == number and one.undone_at for one in notes):
            self.clear()

    def note_change(self) -> None:
        """Something was written into the evaluation: a plan made before that is made anew."""
        with self._office.reading():
            if self.stage is Stage.PLANNED and self._office.file.last_line().hash != self._head:
                self._plan(self._paths, overtaken=True)

    def accept(self, *, confirmed: bool, reason: str) -> None:
        """Carry the plan out."""
        plan, office = self.plan, self._office
        if self.stage is not Stage.PLANNED or plan is None:
            return
        self.overtaken, self.undone = False, None
        at, actor, count = office.now(), office.actor, len(plan.to_apply)

        def work(file: EvaluationFile, progress: Progress) -> Applied:
            return apply_plan(
                file,
                plan,
                at,
                actor,
                confirmed=confirmed,
                reason=reason,
                # what was taken in has to be told, so that no ``Cancelled`` may come in between
                progress=lambda done: progress.tell(done, count),
                cancelled=lambda: progress.cancelled,
            )

        def applied(found: Applied) -> None:
            self.applied = found
            self._end(Stage.APPLIED)

        self._start(Stage.APPLYING, office.run(work, applied, self._failing(Stage.PLANNED), writes=True))

    def undo(self, reason: str) -> None:
        """Undo the intake that was just carried out, and show its plan again."""
        number, office = self.applied.intake if self.applied else None, self._office
        if self.stage is not Stage.APPLIED or number is None:
            return

        def undone(number: int) -> None:
            self._plan(self._paths, undone=number)

        job = undoing(office, number, reason, undone, self._failing(Stage.APPLIED))
        self._start(Stage.APPLYING, job)

    def _plan(self, paths: tuple[Path, ...], *, overtaken: bool = False, undone: int | None = None) -> None:
        self._stop()
        self.overtaken, self.undone, self.applied = overtaken, undone, None
        if not paths:
            self._paths, self.plan = (), None
            self._end(Stage.EMPTY)
            return
        now, turn = self._office.now(), self._turn
        before, self._paths = self._paths, paths

        def work(file: EvaluationFile, progress: Progress) -> tuple[str, Plan]:
            import ui.messages  # noqa: F401 - what is wanted next is loaded here, where nobody waits
            from exports.excel.form_reader import read_form

            # before the plan: what is written meanwhile makes the plan an old one
            head = file.last_line().hash
            return head, plan_files(file, paths, read_form, now, __version__, progress)

        def planned(found: tuple[str, Plan]) -> None:
            if turn == self._turn:
                self._head, self.plan = found
                self._end(Stage.PLANNED)
                # something may have been written while the files were read
                self.note_change()

        def back(fault: EvalError | None = None) -> None:
            if turn == self._turn:
                self._paths = before if self.plan else ()
                self._end(Stage.PLANNED if self.plan else Stage.EMPTY, fault)

        self._start(Stage.PLANNING, self._office.run(work, planned, back, back))

    def _failing(self, stage: Stage) -> Callable[[EvalError], None]:
        return lambda fault: self._end(stage, fault)

    def _stop(self) -> None:
        """Let the work under way end unheard."""
        self._turn += 1
        self.cancel()

    def _start(self, stage: Stage, job: Job) -> None:
        self._job, self.steps, self.fault, self.stage = job, (0, 0), None, stage
        job.progressed.connect(self._note_progress)
        self.changed.emit()

    def _end(self, stage: Stage, fault: EvalError | None = None) -> None:
        self._job, self.stage, self.fault = None, stage, fault
        self.changed.emit()

    def _note_progress(self, done: int, count: int) -> None:
        if self.sender() is self._job:
            self.steps = (done, count)
            self.progressed.emit()


def undoing(
    office: Office,
    number: int,
    reason: str,
    done: Callable[[int], None],
    failed: Callable[[EvalError], None],
) -> Job:
    """Undo an intake in the jobs' thread; ``done`` gets its number."""
    at, actor = office.now(), office.actor

    def work(file: EvaluationFile, _progress: Progress) -> int:
        file.snapshot()
        return undo_intake(file, number, at, actor, reason)[0]

    return office.run(work, done, failed, writes=True)
