"""An earlier evaluation to compare with: its file, or the results that were written from it as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from evalapp.comparing import Figure, Figures, SubjectFigures, figures_of
from evalapp.compiling import report_of
from evalapp.errors import EvalError
from evalapp.files import naming_faults, read_limited
from evalapp.scoring import NO_MEAN
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.text import LINE_LIMIT

RESULTS_LIMIT = 64 * 2**20
"""Largest results file in bytes: 10,000 subjects with every comment."""

_SQLITE = b"SQLite format 3\x00"
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LINE_LIMIT)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class _Criterion(msgspec.Struct, frozen=True):
    id: _Text
    title: _Text
    n: _Count
    sum: _Count
    mean: Annotated[str, msgspec.Meta(pattern=r"^(?:－|[0-9]{1,10}(?:\.[0-9]{1,3})?)$")]


class _Subject(msgspec.Struct, frozen=True):
    id: _Text
    title: _Text
    criteria: tuple[_Criterion, ...]


class _Evaluation(msgspec.Struct, frozen=True):
    id: _Text
    title: _Text


class _Results(msgspec.Struct, frozen=True):
    evaluation: _Evaluation
    subjects: tuple[_Subject, ...]


def read_previous(path: Path) -> Figures:
    """The means of an earlier evaluation.

    Args:
        path: ``NAME.evaluation``, or the JSON of ``evalapp results`` or ``evalapp export``.

    Raises:
        EvalError: ``previous-not-results``; ``previous-altered`` with the first mean that is not the one of
            its sum and n; or as ``EvaluationFile`` and ``naming_faults``.
    """
    with naming_faults(path):
        head = b""
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(len(_SQLITE))
    if head == _SQLITE:
        with EvaluationFile(path, read_only=True) as evaluation, evaluation.one_state():
            return figures_of(report_of(evaluation))
    return parse_results(read_limited(path, RESULTS_LIMIT), str(path))


def parse_results(data: bytes, name: str) -> Figures:
    """The means in a results file in JSON.

    Raises:
        EvalError: ``previous-not-results`` or ``previous-altered``, see ``read_previous``.
    """
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Results)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise EvalError("previous-not-results", file=name) from error
    return Figures(
        found.evaluation.id,
        found.evaluation.title,
        tuple(
            SubjectFigures(subject.id, subject.title, tuple(_figures(subject, name)))
            for subject in found.subjects
        ),
    )


def _figures(subject: _Subject, name: str) -> Iterator[Figure]:
    # a mean that nobody gave points for does not tell its digits: those of the others
    known = [len(one.mean.partition(".")[2]) for one in subject.criteria if one.n]
    for one in subject.criteria:
        decimals = len(one.mean.partition(".")[2]) if one.mean != NO_MEAN else max(known, default=1)
        figure = Figure(one.id, one.title, one.sum, one.n, decimals)
        if figure.printed != one.mean:
            raise EvalError("previous-altered", file=name, subject=subject.id, criterion=one.title)
        yield figure
