"""Spread, tendencies, and a comparison of two evaluations as plain data: for the secretariat's eyes."""

from __future__ import annotations

from fractions import Fraction

from evalapp.comparing import Change, Comparison, Figure, SubjectFigures
from evalapp.internal_view import Cell, InternalView, Tendency, root
from evalapp.report import Report
from exports.plain.cells import mark_value

DEVIATION_DIGITS = 2
"""After the point of a standard deviation as it is shown."""


def internal_object(view: InternalView, report: Report) -> dict[str, object]:
    """The shape of ``evalapp results --internal --json``, documented in ``docs/results.md``."""
    return {
        "edition": "internal",
        "evaluation": {"id": report.info.id, "title": report.info.title, "record_head": report.record_head},
        "cells": [_cell_object(cell) for cell in view.cells],
        "tendencies": [_tendency_object(tendency) for tendency in view.tendencies],
        "scale_width": view.width,
    }


def comparison_object(found: Comparison) -> dict[str, object]:
    """The shape of ``evalapp results --previous FILE --json``, documented in ``docs/results.md``."""
    return {
        "previous": {"id": found.before.id, "title": found.before.title},
        "evaluation": {"id": found.now.id, "title": found.now.title},
        "subjects": [
            {
                "id": one.now.subject_id,
                "title": one.now.title,
                "previous": {"id": one.before.subject_id, "title": one.before.title},
                "match": one.match.value,
                "criteria": [_change_object(change) for change in one.changes],
                "only_previous": [_name(figure) for figure in one.only_before],
                "only_now": [_name(figure) for figure in one.only_now],
            }
            for one in found.subjects
        ],
        "only_previous": [_subject_name(subject) for subject in found.only_before],
        "only_now": [_subject_name(subject) for subject in found.only_now],
    }


def _cell_object(cell: Cell) -> dict[str, object]:
    spread = cell.spread
    return {
        "subject": cell.subject.subject.id,
        "criterion": cell.result.criterion.id,
        "mean": cell.subject.printed_mean(cell.result),
        "n": spread.n,
        "median": _exact(spread.median),
        "low": spread.low,
        "high": spread.high,
        "standard_deviation": None if spread.variance is None else root(spread.variance, DEVIATION_DIGITS),
        "variance": _exact(spread.variance),
        "agreement": _exact(spread.agreement),
        "distance": _exact(spread.distance),
        "points": {
            column.member.id: mark_value(mark)
            for column, mark in zip(cell.subject.columns, cell.result.marks, strict=True)
        },
    }


def _tendency_object(tendency: Tendency) -> dict[str, object]:
    return {
        "member": tendency.member.id,
        "name": tendency.member.name,
        "cells": tendency.cells,
        "share": _exact(tendency.share),
        "leaning": tendency.leaning.value if tendency.leaning else None,
    }


def _change_object(change: Change) -> dict[str, object]:
    return {
        **_name(change.now),
        "before": change.before.printed,
        "now": change.now.printed,
        "difference": None if change.steps is None else change.difference,
        "way": change.way.value,
    }


def _name(figure: Figure) -> dict[str, object]:
    return {"id": figure.criterion_id, "title": figure.title}


def _subject_name(subject: SubjectFigures) -> dict[str, object]:
    return {"id": subject.subject_id, "title": subject.title}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
