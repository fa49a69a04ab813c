"""The corrections of an evaluation file since it was first closed."""

from __future__ import annotations

from datetime import datetime

from evalapp.closing import CorrectionList, changed_places, corrections
from evalapp.errors import EvalError
from evalapp.store.closing import closings
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.freezing import counted_sheets, first_closing, since_closing
from evalapp.store.verify import verify


def corrections_of(file: EvaluationFile) -> CorrectionList:
    """Every cell that is another one than when the evaluation was first closed.

    Raises:
        EvalError: ``never-closed``.
    """
    with file.one_state():
        return _listed(file)


def verified_corrections(file: EvaluationFile) -> CorrectionList:
    """``corrections_of`` a file that agrees with its record: what is printed.

    Raises:
        EvalError: ``never-closed``; ``record-faults`` with their count.
    """
    with file.one_state():
        found = _listed(file)
        if faults := verify(file):
            raise EvalError("record-faults", count=len(faults))
        return found


def _listed(file: EvaluationFile) -> CorrectionList:
    with reading_faults(file.path):
        original, now, record = first_closing(file), counted_sheets(file), file.record()
        places = changed_places(original, now)
        return CorrectionList(
            file.evaluation,
            corrections(file.evaluation, original, now, since_closing(file, places, record), record),
            closings(file)[0].at,
            datetime.fromisoformat(record[-1].at),
            record[-1].hash,
        )
