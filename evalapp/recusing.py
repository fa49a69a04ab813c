"""Declaring that one does not judge a subject (辞退・欠席), and taking that back."""

from __future__ import annotations

from dataclasses import replace

from evalapp.mark import NoPoints
from evalapp.model import RecusalKind, ScoreSheet
from evalapp.rubric import Rubric
from evalapp.text import check_text

REASON_LIMIT = 1_000
"""Longest reason of a recusal in UTF-16 units."""


def check_reason(text: str, where: str) -> str:
    """Return ``text`` without space around it if it can be kept as a reason; line breaks may stand in it.

    Raises:
        EvalError: as ``check_text``.
    """
    return check_text(text.strip(), where, REASON_LIMIT)


def declared(sheet: ScoreSheet, rubric: Rubric, kind: RecusalKind, reason: str = "") -> ScoreSheet:
    """``sheet`` emptied, with a recusal declared on it.

    Args:
        sheet: as it stands; one that is recused already gets the new kind and reason.
        rubric: the subject's.
        kind: why the member does not judge.
        reason: in the member's own words; checked by ``check_reason`` where it is entered.
    """
    blank = {criterion.id: NoPoints.BLANK for criterion in rubric.scored}
    return ScoreSheet(sheet.subject_id, blank, (), kind, reason.strip())


def taken_back(sheet: ScoreSheet, set_aside: ScoreSheet | None) -> ScoreSheet:
    """``sheet`` without its recusal, and with the answers that the recusal had set aside.

    Args:
        sheet: as it stands; one without a recusal stays as it is.
        set_aside: what the ballot keeps for this subject, if anything.
    """
    if sheet.recusal is None:
        return sheet
    kept = set_aside or sheet
    return replace(sheet, marks=kept.marks, comments=kept.comments, recusal=None, recusal_reason="")
