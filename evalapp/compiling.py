"""From an evaluation file to its Report: what documents, screens and the command line all start with."""

from __future__ import annotations

from datetime import datetime

from evalapp import __version__
from evalapp.compile import ColumnOrder, compile_report, ordered_columns
from evalapp.report import Report
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import read_answers


def report_of(file: EvaluationFile, order: ColumnOrder = ColumnOrder.AS_LISTED) -> Report:
    """The Report of the file's present state. The same state and order give an equal Report."""
    last = file.last_line()
    report = compile_report(
        file.evaluation,
        read_answers(file),
        compiled_at=datetime.fromisoformat(last.at),
        record_head=last.hash,
        version=__version__,
    )
    return ordered_columns(report, order, file.identity)
