"""The list of corrections as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.closing import Correction, CorrectionList
from evalapp.dates import japanese_day
from evalapp.model import Evaluation
from evalapp.scoring import Tally
from exports.plain.cells import csv_file, guarded

_HEADS = ("number", "subject", "subject_title", "criterion", "criterion_title", "field", "old", "new")
_MEANS = ("mean_before", "n_before", "mean_after", "n_after")


def errata_csv(source: CorrectionList, *, named: bool) -> bytes:
    """A line a corrected cell: ``corrections.csv`` of ``docs/results.md``.

    Without ``named`` nothing of a member is in the file: recusals are left out, days stand without the hour,
    and the lines of one criterion in an order that tells nothing.
    """
    evaluation, corrections = source.evaluation, source.corrections
    heads = (*_HEADS, *_MEANS, "at", "reason", *(("member", "actor") if named else ()))
    shown = list(corrections) if named else _unnamed(evaluation, corrections)
    return csv_file(
        heads, ([number, *_row(evaluation, one, named=named)] for number, one in enumerate(shown, 1))
    )


def corrections_object(source: CorrectionList) -> list[dict[str, object]]:
    """The shape of ``evalapp corrections --json``, with members: for the secretariat."""
    evaluation = source.evaluation
    return [
        {
            "subject": one.subject_id,
            "criterion": one.criterion_id,
            "field": one.field,
            "member": one.member_id,
            "old": one.old,
            "new": one.new,
            "before": _counts(evaluation, one, one.before),
            "after": _counts(evaluation, one, one.after),
            "at": one.at.isoformat(),
            "actor": one.actor,
            "reason": one.reason,
        }
        for one in source.corrections
    ]


def _unnamed(evaluation: Evaluation, corrections: Sequence[Correction]) -> list[Correction]:
    subjects = [subject.id for subject in evaluation.subjects]
    places = {(one.subject_id, one.criterion_id, one.field): at for at, one in enumerate(corrections)}

    def order(one: Correction) -> tuple[int, int, str, str]:
        place = places[one.subject_id, one.criterion_id, one.field]
        at = subjects.index(one.subject_id) if one.subject_id in subjects else len(subjects)
        return at, place, str(one.old), str(one.new)

    return sorted((one for one in corrections if one.field != "recusal"), key=order)


def _row(evaluation: Evaluation, one: Correction, *, named: bool) -> list[object]:
    subject = next((found for found in evaluation.subjects if found.id == one.subject_id), None)
    criteria = evaluation.rubric_of(subject).criteria if subject else ()
    criterion = next((found.title for found in criteria if found.id == one.criterion_id), "")
    cells: list[object] = [
        one.subject_id,
        guarded(subject.title) if subject else "",
        one.criterion_id,
        guarded(criterion),
        one.field,
        *(guarded(value) if isinstance(value, str) else value for value in (one.old, one.new)),
    ]
    for counts in (one.before, one.after):
        cells += [_mean(evaluation, one, counts), counts.n] if counts else [None, None]
    cells += [one.at.isoformat() if named else japanese_day(one.at).isoformat(), guarded(one.reason)]
    return [*cells, one.member_id, guarded(one.actor)] if named else cells


def _mean(evaluation: Evaluation, one: Correction, counts: Tally) -> str:
    subject = next((found for found in evaluation.subjects if found.id == one.subject_id), None)
    return counts.printed(evaluation.rubric_of(subject).decimals if subject else 1)


def _counts(evaluation: Evaluation, one: Correction, counts: Tally | None) -> dict[str, object] | None:
    if counts is None:
        return None
    return {"mean": _mean(evaluation, one, counts), "n": counts.n, "sum": counts.total}
