"""Joint texts edited in place, subject by subject: the same plan as for a texts file.

What is edited is the subject's table as a texts file has it (``texts_data.subject_table``), so that an edit
is read, checked and merged as a file is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from evalapp.model import Evaluation
from evalapp.texts import Place, Texts
from evalapp.texts_data import RESPONSES, parse_texts
from evalapp.texts_plan import TextsPlan, plan_texts


def plan_edit(
    table: Mapping[str, object],
    evaluation: Evaluation,
    current: Texts,
    base: Texts,
    taken: Collection[Place] = (),
) -> TextsPlan:
    """What one subject's edited table changes.

    Args:
        table: with the subject's ``id``; rows of which nothing is filled in are left out.
        evaluation: whose texts they are.
        current: the texts that stand.
        base: those that the editing began with.
        taken: as for ``plan_texts``.

    Raises:
        EvalError: as ``parse_texts``.
    """
    tables = {"subject": [_without_empty(table)]}
    return plan_texts(parse_texts(tables, evaluation, ()), current, base, taken=taken)


def _without_empty(table: Mapping[str, object]) -> dict[str, object]:
    found = dict(table)
    if isinstance(rows := table.get("recommendation"), list):
        found["recommendation"] = [row for row in rows if _filled(row)]
    if isinstance(reviews := table.get("review"), list):
        kept = [
            review | {"finding": [row for row in review["finding"] if _filled(row)]} for review in reviews
        ]
        found["review"] = [review for review in kept if review["title"].strip() or review["finding"]]
    return found


def _filled(row: Mapping[str, str]) -> bool:
    return any(row.get(key, "").strip() for key in ("theme", "text", *RESPONSES))
