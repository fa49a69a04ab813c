"""From an evaluation file to its Report: what documents, screens and the command line all start with."""

from __future__ import annotations

from datetime import datetime

from evalapp import __version__
from evalapp.columns import ColumnOrder
from evalapp.compile import compile_report, ordered_columns
from evalapp.errors import EvalError
from evalapp.report import Report
from evalapp.store.answers import read_answers
from evalapp.store.database import reading_faults
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts
from evalapp.store.verify import verify


def verified_report(file: EvaluationFile, order: ColumnOrder = ColumnOrder.AS_LISTED) -> Report:
    """The Report of a file that agrees with its record and its signed originals.

    Raises:
        EvalError: ``record-faults`` with their count, ``evaluation-empty``, or the file is damaged.
    """
    with file.one_state():
        if not file.evaluation.subjects:
            raise EvalError("evaluation-empty", title=file.evaluation.info.title)
        if faults := verify(file):
            raise EvalError("record-faults", count=len(faults))
        return report_of(file, order)


def report_of(file: EvaluationFile, order: ColumnOrder = ColumnOrder.AS_LISTED) -> Report:
    """The Report of the file as it stands; the same state and order give an equal Report.

    Raises:
        EvalError: the file is damaged.
    """
    last = file.last_line()
    with reading_faults(file.path):
        compiled_at = datetime.fromisoformat(last.at)
    report = compile_report(
        file.evaluation,
        read_answers(file),
        compiled_at=compiled_at,
        record_head=last.hash,
        version=__version__,
        texts=read_texts(file).texts,
    )
    return ordered_columns(report, order, file.identity)
