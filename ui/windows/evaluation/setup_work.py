"""The set-up at work: the draft with what is wrong in it, saved while it is typed, and put into force."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from evalapp.errors import EvalError
from evalapp.setup_draft import Draft
from evalapp.setup_fixed import Fixed
from evalapp.setup_history import in_force_since
from evalapp.setup_problems import Problem, contents_of, evaluation_of, problems
from evalapp.setup_starts import draft_of
from evalapp.store.fixed import read_fixed
from evalapp.store.setup_draft import drop_draft, materials_in_force, read_draft, setup_line, write_draft
from evalapp.versions import Versions
from ui.windows.busy import busy
from ui.windows.evaluation.office import Office

_TYPING_PAUSE = 400
"""Milliseconds after the last key until what is typed is saved."""


class SetupWork(QObject):
    """The draft of an evaluation's set-up, shared by the parts that edit it.

    Signals:
        changed: the draft, its problems, or what can be undone are others.
        settling: whoever holds something typed that is not in the draft yet puts it in now.
    """

    changed = Signal()
    settling = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self._fixed = Fixed()
        self._saving = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._saving.timeout.connect(self.save)
        with busy():
            self._in_force = draft_of(office.evaluation, materials_in_force(office.file))
        self._saved = self._in_force
        self._versions = Versions(self._in_force)
        self._problems: tuple[Problem, ...] = ()
        self._line = setup_line(office.file)
        self._settled: Versions[Draft] | None = None
        self._read()
        office.changed.connect(self._follow)
        office.flushing.connect(self.settle)

    # what it is

    @property
    def draft(self) -> Draft:
        """The set-up as typed."""
        return self._versions.now

    @property
    def in_force(self) -> Draft:
        """The set-up as it stands, as a draft."""
        return self._in_force

    @property
    def fixed(self) -> Fixed:
        """What may not change any more."""
        return self._fixed

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the draft."""
        return self._problems

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that keep the draft from being put into force."""
        return tuple(one for one in self._problems if not one.advice)

    @property
    def pending(self) -> bool:
        """Whether the draft is another than the set-up in force."""
        return self.draft != self._in_force

    @property
    def undo_name(self) -> str:
        """The step that ``undo`` takes back, in English as the catalogue has it; empty: none."""
        return self._versions.undo_name

    @property
    def redo_name(self) -> str:
        """The step that ``redo`` makes again; empty: none."""
        return self._versions.redo_name

    # edits

    def change(self, draft: Draft, name: str, joins: str = "") -> None:
        """Take a new draft; it is saved at once, or after a pause while the same place is typed in.

        Args:
            draft: the next one.
            name: of the step, in English as the catalogue has it (``N_``): undoing names it.
            joins: where it is typed: steps at the same place become one.
        """
        if self.office.read_only:
            return
        self._take(self._versions.changed(draft, name, joins), later=bool(joins))

    def undo(self) -> None:
        """Take the newest step back."""
        self._take(self._versions.back())

    def redo(self) -> None:
        """Make the step undone last again."""
        self._take(self._versions.forward())

    def save(self) -> None:
        """Save what is typed now; a fault of the disk is shown by the office's state."""
        self._saving.stop()
        if self.draft == self._saved or self.office.read_only:
            self.office.let_go(self)
            return
        try:
            with self.office.keeping(self) as file:
                write_draft(file, self.draft, self.office.now())
        except EvalError:
            return
        self._saved = self.draft

    # into force

    def settle(self) -> None:
        """Save what is typed; a draft without faults is put into force unless somebody was asked already."""
        self.settling.emit()
        self.save()
        if not self.pending:
            self._drop()
        elif not (self._fixed or self.faults or self.office.read_only or self.office.closed):
            self.put_into_force()

    def put_into_force(self) -> None:
        """Put the draft into force where nothing was issued; what keeps it from that is said in passing."""
        from evalapp.store.adopting import adopt

        evaluation = evaluation_of(self.draft, self.office.evaluation.info.id)
        try:
            with busy(), self._keeping_steps(), self.office.acting() as file:
                adopt(
                    file,
                    evaluation,
                    contents_of(self.draft),
                    self.office.now(),
                    self.office.actor,
                    kept={},
                )
        except EvalError as fault:
            self.office.said.emit(self.office.kit.speaker.phrase(fault))

    def give_up(self) -> None:
        """Go back to the set-up in force; what was typed since is gone.

        Raises:
            EvalError: it cannot be written.
        """
        self._saving.stop()
        with self.office.keeping(self) as file:
            drop_draft(file)
        self._read()
        self.changed.emit()

    # private

    @contextlib.contextmanager
    def _keeping_steps(self) -> Iterator[None]:
        """What is read inside is our own draft come into force, unless others have changed the set-up."""
        if setup_line(self.office.file) == self._line:
            self._settled = self._versions
        try:
            yield
        finally:
            self._settled = None

    def _drop(self) -> None:
        """Leave no draft in the file that is what is in force anyway."""
        if self.office.read_only:
            return
        # what is left behind does no harm
        with contextlib.suppress(EvalError):
            if read_draft(self.office.file) is not None:
                with self.office.acting() as file:
                    drop_draft(file, materials=False)

    def _take(self, versions: Versions[Draft], *, later: bool = False) -> None:
        if versions is self._versions:
            return
        self._versions = versions
        self._problems = problems(self.draft, self._fixed)
        if later:
            self._saving.start()
        else:
            self.save()
        self.changed.emit()

    def _read(self) -> None:
        """Read everything anew; earlier steps are forgotten, but for those to what we put into force."""
        file, in_force = self.office.file, self._in_force
        line, fixed, found = setup_line(file), read_fixed(file), read_draft(file)
        if line != self._line:
            with busy():
                in_force = draft_of(file.evaluation, materials_in_force(file))
        self._line, self._fixed, self._in_force = line, fixed, in_force
        self._versions = Versions(found or in_force)
        if self._settled and not (found or fixed):
            self._versions = in_force_since(self._settled, in_force)
            self._in_force = self.draft
        self._saved = self.draft
        self._problems = problems(self.draft, self._fixed)

    def _follow(self) -> None:
        """Something was done to the file: by us, another page, or another program."""
        with self.office.reading():
            self._read_changes()

    def _read_changes(self) -> None:
        file = self.office.file
        found = read_draft(file)
        if setup_line(file) != self._line or (found or self._in_force) != self._saved:
            self._read()
        elif (fixed := read_fixed(file)) != self._fixed:
            self._fixed = fixed
            self._problems = problems(self.draft, self._fixed)
        else:
            return
        self.changed.emit()
