"""Saving documents beside the window: which were written where, and what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evalapp.errors import EvalError
from evalapp.files import make_folder, write_keeping
from exports.documents import Documents, Kind, Tell
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing.making import Made, Making
from ui.windows.jobs import Job, Progress


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was saved.

    Attributes:
        kept: the new name of an older document of the same name; empty if there was none.
        internal: it names members.
    """

    kind: Kind
    path: Path
    kept: str
    internal: bool


class Keeping(QObject):
    """The last saving of documents.

    Attributes:
        written: what was saved.
        total: how many were to be saved.
        fault: why not all were.
        cancelled: it was stopped before all were.
        head: the state of the record that they were made of; empty before the first.

    Signals:
        changed: any of these is another one.
        done: it is over; what was written can be checked.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, office: Office, making: Making) -> None:
        super().__init__()
        self._office, self._making = office, making
        self.written: list[Written] = []
        self.total = 0
        self.fault: EvalError | None = None
        self.cancelled = False
        self.head = office.kit.settings.text(self._memory("head"))
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether documents are being saved."""
        return self._job is not None

    @property
    def folder(self) -> Path:
        """Where documents were saved last; the evaluation's own folder at first."""
        known = self._office.kit.settings.text(self._memory("folder"))
        return Path(known) if known and Path(known).is_dir() else self._office.path.parent

    def save(self, documents: Documents, targets: Sequence[tuple[Kind, Path]]) -> None:
        """Write documents; an older one of the same name is kept beside it under another.

        Args:
            documents: of which they are made.
            targets: which, and where; all in one folder.
        """
        found = {kind: self._making.made(kind) for kind, _path in targets}
        ready = {kind: made.data for kind, made in found.items() if isinstance(made, Made)}
        self.written, self.total, self.fault, self.cancelled = [], len(targets), None, False
        written = self.written

        def work(progress: Progress) -> None:
            documents.refuse_unfinished([kind for kind, _path in targets])
            make_folder(targets[0][1].parent)
            for kind, path in targets:
                progress(len(written), len(targets))
                # between two pages it can be stopped, too
                tell: Tell = lambda _done, _pages: progress(len(written), len(targets))  # noqa: E731
                data = ready.get(kind) or documents.make(kind, tell)
                kept = write_keeping(path, data)
                written.append(Written(kind, path, kept.name if kept else "", documents.internal(kind)))

        self._job = self._office.jobs.start(
            work,
            lambda _none: self._end(documents, None),
            lambda fault: self._end(documents, fault),
            lambda: self._end(documents, None, cancelled=True),
        )
        self._job.progressed.connect(lambda _done, _total: self.changed.emit())
        self.changed.emit()

    def cancel(self) -> None:
        """Stop after the present document."""
        if self._job:
            self._job.cancel()

    def _end(self, documents: Documents, fault: EvalError | None, *, cancelled: bool = False) -> None:
        self._job = None
        self.fault, self.cancelled = fault, cancelled
        if self.written:
            settings = self._office.kit.settings
            self.head = documents.report.record_head
            settings.set_text(self._memory("head"), self.head)
            settings.set_text(self._memory("folder"), str(self.written[0].path.parent))
        self.changed.emit()
        self.done.emit()

    def _memory(self, name: str) -> str:
        return f"publishing/{self._office.evaluation.info.id}/saved-{name}"
