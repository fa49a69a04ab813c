"""The documents as they would be passed on now: verified, made beside the window, kept while they hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from evalapp.columns import ColumnOrder
from evalapp.compiling import verified_report
from evalapp.errors import EvalError
from evalapp.language import LANGUAGES, load_language
from evalapp.store.evaluation_file import EvaluationFile
from exports.documents import WITH_TEXTS, Documents, Kind
from exports.excel.preview import SheetPreview, WorkbookPreview
from exports.outline.blocks import Edition
from exports.plain.preview import csv_preview
from ui.windows.evaluation.office import Office
from ui.windows.jobs import Job, Progress

_MOST_KEPT = 96 * 2**20
"""Bytes of made documents that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are made.

    Attributes:
        named: with the members' names: for the secretariat only.
        language: a code.
    """

    named: bool = False
    order: ColumnOrder = ColumnOrder.SHUFFLED
    edition: Edition = Edition.DRAFT
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class Made:
    """A document.

    Attributes:
        data: its bytes.
        shown: what is shown of it, ready: a workbook, one table, or nothing where the bytes are shown.
    """

    data: bytes
    shown: WorkbookPreview | SheetPreview | None = None


_Key = tuple[Kind, Options]
_State = tuple[str, Options]
"""The record's head and the options."""


class Making(QObject):
    """The documents of the evaluation as it stands.

    Signals:
        changed: ``documents``, ``fault`` or what is made is another one.
        progressed: (done, pages) of the document being made.
    """

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._documents: Documents | None = None
        self._last: tuple[_State, Documents] | None = None
        self._under_way: _State | None = None
        self._fault: EvalError | None = None
        self._made: dict[_Key, Made] = {}
        self._refused: dict[_Key, EvalError] = {}
        self._job: tuple[Kind, Job] | None = None
        self._wanted: Kind | None = None
        self.options = self._remembered()

    @property
    def documents(self) -> Documents | None:
        """What can be made; ``None`` while it is being compiled, or there is a ``fault``."""
        return self._documents

    @property
    def fault(self) -> EvalError | None:
        """Why nothing can be made."""
        return self._fault

    def made(self, kind: Kind) -> Made | EvalError | None:
        """A document, why it is not made, or ``None`` if it is not made yet."""
        if self._documents is None:
            return None
        try:
            self._documents.refuse_unfinished([kind])
        except EvalError as refusal:
            return refusal
        key = self._key(kind)
        return self._made.get(key) or self._refused.get(key)

    def refresh(self) -> None:
        """Look whether the evaluation is in another state; if so, compile and verify it beside the window."""
        state = self._office.file.last_line().hash, self.options
        if state == self._under_way or (self._documents and self._last and self._last[0] == state):
            return
        self._documents, self._fault, self._under_way = None, None, state
        last = self._last

        def compiled(file: EvaluationFile, _progress: Progress) -> Documents:
            return _documents(file, state, last)

        self._office.run(
            compiled,
            lambda documents: self._take(state, documents),
            lambda fault: self._fail(state, fault),
            shown=True,
        )
        self.changed.emit()

    def use(self, options: Options) -> None:
        """Make documents in another way from now on."""
        if options != self.options:
            self.options = options
            self._remember()
            self._stop()
            self.refresh()

    def want(self, kind: Kind) -> None:
        """Have a document made if it is not made yet; what is being made to be looked at is given up."""
        self._wanted = kind
        if self._documents is None or self.made(kind) is not None:
            return
        if self._job and self._job[0] is kind:
            return
        self._stop()
        documents, key = self._documents, self._key(kind)
        job = self._office.jobs.start(
            lambda progress: _made(documents, kind, progress),
            lambda made: self._keep(key, made),
            lambda fault: self._refuse(key, fault),
            shown=True,
        )
        job.progressed.connect(self.progressed)
        job.ended.connect(lambda: self._end(job))
        self._job = (kind, job)

    def _take(self, state: _State, documents: Documents) -> None:
        if self._last and self._last[0][0] != state[0]:
            self._made.clear()
            self._refused.clear()
        self._last = state, documents
        if self._under_way != state:
            return
        self._under_way, self._documents = None, documents
        self.changed.emit()
        if self._wanted:
            self.want(self._wanted)

    def _fail(self, state: _State, fault: EvalError) -> None:
        if self._under_way == state:
            self._under_way, self._last, self._fault = None, None, fault
            self.changed.emit()

    def _key(self, kind: Kind) -> _Key:
        # only the reports differ by edition
        return kind, self.options if kind in WITH_TEXTS else replace(self.options, edition=Edition.DRAFT)

    def _keep(self, key: _Key, made: Made) -> None:
        self._made[key] = made
        while sum(len(one.data) for one in self._made.values()) > _MOST_KEPT and len(self._made) > 1:
            del self._made[next(iter(self._made))]
        self.changed.emit()

    def _refuse(self, key: _Key, fault: EvalError) -> None:
        self._refused[key] = fault
        self.changed.emit()

    def _stop(self) -> None:
        if self._job:
            self._job[1].cancel()
            self._job = None

    def _end(self, job: Job) -> None:
        if self._job and self._job[1] is job:
            self._job = None

    def _remembered(self) -> Options:
        settings, default = self._office.kit.settings, Options()
        order, language = (settings.text(self._memory(name)) for name in ("order", "language"))
        return Options(
            order=ColumnOrder(order) if order in list(ColumnOrder) else default.order,
            language=language if language in LANGUAGES else default.language,
        )

    def _remember(self) -> None:
        settings = self._office.kit.settings
        settings.set_text(self._memory("order"), self.options.order.value)
        settings.set_text(self._memory("language"), self.options.language)

    def _memory(self, name: str) -> str:
        return f"publishing/{self._office.evaluation.info.id}/{name}"


def _made(documents: Documents, kind: Kind, progress: Progress) -> Made:
    """A document, and what is shown of it, in the thread of the jobs."""
    data, name = documents.make(kind, progress), documents.name(kind)
    if kind is Kind.WORKBOOK:
        book = WorkbookPreview(data, name)
        book.sheet(0)
        return Made(data, book)
    return Made(data, csv_preview(data, name) if kind in (Kind.RESULTS, Kind.COMMENTS) else None)


def _documents(file: EvaluationFile, state: _State, last: tuple[_State, Documents] | None) -> Documents:
    """The documents in the thread of the jobs; a report of the same state and order is taken as it is."""
    _head, options = state
    if last and (last[0][0], last[0][1].order) == (state[0], options.order):
        report, evaluation = last[1].report, last[1].evaluation
    else:
        report, evaluation = verified_report(file, options.order), file.evaluation
    language = load_language(options.language)
    documents = Documents(report, evaluation, language, options.order, options.edition, named=options.named)
    documents.outline  # noqa: B018 - composed here, it blocks nobody
    return documents
