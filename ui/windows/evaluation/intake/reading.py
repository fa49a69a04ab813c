"""What the intake page shows of the file, read beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from evalapp.confirming import Waiting, waiting
from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import waiting_forms
from evalapp.store.intakes import IntakeNote, Unfinished, intakes, unfinished_intake
from evalapp.store.issued import issued_log
from ui.windows.evaluation.office import Office
from ui.windows.jobs import Progress


@dataclass(frozen=True, slots=True)
class Standing:
    """How the intake stands.

    Attributes:
        issued: something was issued that can come back.
    """

    waiting: tuple[Waiting, ...]
    intakes: tuple[IntakeNote, ...]
    unfinished: Unfinished | None
    issued: bool


def standing(file: EvaluationFile) -> Standing:
    """Read it; some tenths of a second in the largest evaluations."""
    with file.one_state():
        # what forms are held against is read in whole only if there is one
        forms = waiting(file) if waiting_forms(file) else ()
        return Standing(forms, intakes(file), unfinished_intake(file), bool(issued_log(file)))


class Reader(QObject):
    """Reads the standing whenever it is asked to, one reading at a time, and hands over the newest."""

    def __init__(self, office: Office, show: Callable[[Standing], None]) -> None:
        super().__init__()
        self._office = office
        self._show = show
        self._reading = False
        self._again = False

    def read(self) -> None:
        """Read, or once more after the reading that is under way."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._office.run(self._work, self._done, self._failed, self._end, shown=True)

    @staticmethod
    def _work(file: EvaluationFile, _progress: Progress) -> Standing:
        return standing(file)

    def _done(self, found: Standing) -> None:
        self._show(found)
        self._end()

    def _failed(self, fault: EvalError) -> None:
        self._office.said.emit(self._office.kit.speaker.phrase(fault))
        self._end()

    def _end(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.read()
