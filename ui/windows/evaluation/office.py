"""An evaluation that is open at the secretariat: its file, who works on it, and the long work beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from evalapp.account import account_name
from evalapp.columns import ColumnOrder
from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.report import Report
from evalapp.store.closing import is_closed
from evalapp.store.database import DISK_FAULTS
from evalapp.store.evaluation_file import EvaluationFile
from ui.windows.jobs import Job, Jobs, Progress
from ui.windows.kit import Kit
from ui.windows.saving import SaveState, Saving
from ui.windows.speaker import Speaker

_LOOK_EVERY = 1_000
"""How often the file is looked at, in milliseconds: whether it is still there and who else writes into it."""

_WAIT_SECONDS = 0.5
"""For another program that holds the file."""

_LASTING = "file-damaged"
"""What cannot be read for this fault can be read no better before the file is another one."""

_Result = TypeVar("_Result")


def reason_hint(speaker: Speaker) -> str:
    """What becomes of the reason for a change, for whoever writes one."""
    return ("" if speaker.japanese else " ").join(
        (
            speaker.say("The reason is recorded and printed in the list of corrections."),
            speaker.say("That list is published: name no committee member in it."),
        )
    )


class Office(QObject):
    """One open evaluation, with signals.

    Signals:
        changed: the file holds something else than before: something was done here, in a job, or by another
            program. What shows its content reads it anew.
        state_changed: ``state`` is another one.
        flushing: whoever holds something typed that is not saved yet saves it now.
        said: a sentence for the window to show in passing.
    """

    changed = Signal()
    state_changed = Signal()
    flushing = Signal()
    said = Signal(str)

    def __init__(self, kit: Kit, file: EvaluationFile, *, read_only: bool = False) -> None:
        super().__init__()
        self.kit = kit
        self.file = file
        self.jobs = Jobs()
        self._read_only = read_only
        self._operator = ""
        self._saved_at: datetime | None = None
        self._unkept: dict[object, EvalError] = {}
        self._gone: EvalError | None = None
        self._unread = False
        self._damaged = False
        self._closed = is_closed(file)
        self._reports: dict[tuple[str, ColumnOrder], Report] = {}
        file.wait_at_most(_WAIT_SECONDS)
        self._watch = QTimer(self, interval=_LOOK_EVERY)
        self._watch.timeout.connect(self._look_again)
        self._writing = 0
        self._watch.start()

    # what it is

    @property
    def path(self) -> Path:
        """The evaluation's file."""
        return self.file.path

    @property
    def is_open(self) -> bool:
        """Whether the file can still be read: what was to be shown a little later need not be any more."""
        return self._watch.isActive()

    @property
    def evaluation(self) -> Evaluation:
        """The set-up as it stands."""
        return self.file.evaluation

    @property
    def closed(self) -> bool:
        """Whether the evaluation was closed, as of the newest look at the file."""
        return self._closed

    @property
    def read_only(self) -> bool:
        """Whether nothing can be done here: the file is open in another window."""
        return self._read_only

    @property
    def operator(self) -> str:
        """The name of the person at the keyboard if it was given; empty: the account's owner."""
        return self._operator

    @operator.setter
    def operator(self, name: str) -> None:
        self._operator = name.strip()
        self.state_changed.emit()

    @property
    def actor(self) -> str:
        """Who does what is done here, for the record: the account, with the person's name if it was given."""
        account = account_name()
        return f"{self._operator} ({account})" if self._operator else account

    @property
    def state(self) -> SaveState:
        """Where the work is."""
        if fault := self._gone or next(iter(self._unkept.values()), None):
            return SaveState(Saving.FAILED, self._saved_at, fault)
        if self._read_only:
            return SaveState(Saving.READ_ONLY)
        return SaveState(Saving.SAVED, self._saved_at)

    def now(self) -> datetime:
        """This moment, UTC."""
        return self.kit.now().astimezone(UTC)

    # reading and acts

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read what is to be shown, and nobody waits for an answer.

        What cannot be read just now, because another program holds the file or its disk is away, is said by
        ``state``; ``changed`` is said once it can be read again; of what is damaged, once
        it is written to.
        """
        try:
            yield
        except EvalError as fault:
            self._unread = True
            self._damaged = fault.code == _LASTING
            # our own job holds the file: it says ``changed`` when it ends
            if not self._writing:
                self._note_gone(fault)

    @contextmanager
    def acting(self) -> Iterator[EvaluationFile]:
        """A short act here on the open file; afterwards everybody is told.

        Raises:
            EvalError: what the act raises. It is undone, and nothing waits to be saved: whoever acts says it.
        """
        if self._read_only:
            raise RuntimeError("acted while read-only")
        yield self.file
        self._saved_at = self.kit.now()
        self.state_changed.emit()
        self.look(own=True)

    @contextmanager
    def keeping(self, holder: object) -> Iterator[EvaluationFile]:
        """Save what is being typed; nobody is told.

        Args:
            holder: has what is typed. Where the disk refuses it, ``state`` shows that until the same one has
                saved it, or lets go of it.

        Raises:
            EvalError: what the saving raises.
        """
        if self._read_only:
            raise RuntimeError("acted while read-only")
        try:
            yield self.file
        except EvalError as fault:
            if fault.code in DISK_FAULTS:
                self._unkept[holder] = fault
                self.state_changed.emit()
            raise
        self._saved_at = self.kit.now()
        self._unkept.pop(holder, None)
        self.state_changed.emit()

    def let_go(self, holder: object) -> None:
        """What the disk refused of this one need not be saved any more: it was taken back, or is gone."""
        if self._unkept.pop(holder, None):
            self.state_changed.emit()

    def run(
        self,
        work: Callable[[EvaluationFile, Progress], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[EvalError], None],
        cancelled: Callable[[], None] = lambda: None,
        *,
        writes: bool = False,
        shown: bool = False,
    ) -> Job:
        """Long work on the file in the jobs' thread, which opens it for itself; see ``Jobs.start``.

        Args:
            work: gets the file opened anew and the ``Progress``.
            done: takes what it returned, after ``changed`` was said.
            failed: takes the ``EvalError``.
            cancelled: called if ``work`` raised ``Cancelled``.
            writes: it changes the file.
            shown: it only brings what the window shows: a window that is closed has no need of it.
        """
        if writes and self._read_only:
            raise RuntimeError("acted while read-only")
        path = self.path

        def in_thread(progress: Progress) -> _Result:
            with EvaluationFile(path, read_only=not writes) as file:
                return work(file, progress)

        def then(result: _Result) -> None:
            if writes:
                self._saved_at = self.kit.now()
                self.state_changed.emit()
                self.look(own=True)
            done(result)

        def fail(fault: EvalError) -> None:
            if writes:
                self.look(own=True)
            failed(fault)

        def stop() -> None:
            if writes:
                self.look(own=True)
            cancelled()

        job = self.jobs.start(in_thread, then, fail, stop, shown=shown)
        if writes:
            self._writing += 1
            job.ended.connect(self._note_written)
        return job

    def with_report(
        self, order: ColumnOrder, done: Callable[[Report], None], failed: Callable[[EvalError], None]
    ) -> Job | None:
        """Compile beside the window, or give at once what was compiled of the same state before.

        Returns:
            The job; ``None`` if ``done`` has been called already.
        """
        key = self.file.last_line().hash, order
        if report := self._reports.get(key):
            done(report)
            return None

        def compiled(file: EvaluationFile, _progress: Progress) -> Report:
            from evalapp.compiling import report_of

            with file.one_state():
                return report_of(file, order)

        def keep(report: Report) -> None:
            self._reports = {
                old: kept for old, kept in self._reports.items() if old[0] == report.record_head
            } | {(report.record_head, order): report}
            done(report)

        return self.run(compiled, keep, failed, shown=True)

    def ask_reason(self, parent: QWidget) -> str | None:
        """The reason that a closed evaluation wants for a change: asked for; empty while it is open.

        Returns:
            ``None`` if the user changed their mind.
        """
        if not self._closed:
            return ""
        say = self.kit.speaker.say
        return self.kit.dialogs.ask_text(
            parent,
            say("The evaluation is closed. Why is it changed now?"),
            reason_hint(self.kit.speaker),
            "",
            say("Go on"),
        )

    def ask_operator(self, parent: QWidget) -> None:
        """Ask who is at the keyboard."""
        say = self.kit.speaker.say
        name = self.kit.dialogs.ask_text(
            parent,
            say("Who is at work now?"),
            say("The record gets this name with that of the computer's account."),
            self.operator,
            say("Take this name"),
        )
        if name is not None:
            self.operator = name

    def flush(self) -> None:
        """Have everything typed saved now; a closed file has everything already."""
        if self.is_open:
            # what an input method still composes is typed, too
            QGuiApplication.inputMethod().commit()
            self.flushing.emit()

    def look(self, *, own: bool = False) -> None:
        """Look whether the file is still where it was, and whether something was written into it.

        Args:
            own: something was done here just now.
        """
        if not self.file.in_place():
            self._note_gone(EvalError("file-moved", file=str(self.path)))
            return
        try:
            if self.file.written_elsewhere() or own or (self._unread and not self._damaged):
                self._unread, self._damaged = True, False
                self.file.refresh()
                self._closed = is_closed(self.file)
                self._unread = False
                self.changed.emit()
        except EvalError as fault:
            self._damaged = fault.code == _LASTING
            self._note_gone(fault)
        else:
            if not self._unread:
                self._note_gone(None)

    def allow_editing(self) -> None:
        """The other window has closed the file: from now on this one works on it."""
        self._read_only = False
        self.look(own=True)
        self.state_changed.emit()

    def close(self) -> None:
        """Save what was typed, end the jobs and close the file; once more does no harm."""
        if not self.is_open:
            return
        self.flush()
        self._watch.stop()
        self.jobs.close()
        self.file.close()

    def _look_again(self) -> None:
        # a look at a file that is being written here would wait for the writer, and the window with it
        if not self._writing:
            self.look()

    def _note_written(self) -> None:
        self._writing -= 1

    def _note_gone(self, fault: EvalError | None) -> None:
        # said once, not every second anew
        if repr(fault) != repr(self._gone):
            self._gone = fault
            self.state_changed.emit()
