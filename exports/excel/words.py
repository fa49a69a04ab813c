"""The words that the workbooks print for the values of the domain."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from evalapp.language import Language
from evalapp.mark import Mark, NoPoints
from evalapp.rubric import CommentKind, EvaluationKind

_JAPAN = timezone(timedelta(hours=9))
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def evaluation_kind(kind: EvaluationKind, language: Language) -> str:
    """事前評価, 中間評価, 終了時評価, 追跡評価."""
    _ = language.gettext
    match kind:
        case EvaluationKind.EX_ANTE:
            return _("Ex-ante evaluation")
        case EvaluationKind.INTERIM:
            return _("Interim evaluation")
        case EvaluationKind.FINAL:
            return _("Final evaluation")
        case EvaluationKind.FOLLOW_UP:
            return _("Follow-up evaluation")


def comment_kind(kind: CommentKind, language: Language) -> str:
    """肯定的意見, 問題点・改善すべき点, 提言."""
    _ = language.gettext
    match kind:
        case CommentKind.POSITIVE:
            return _("Positive opinion")
        case CommentKind.ISSUE:
            return _("Issue or improvement needed")
        case CommentKind.RECOMMENDATION:
            return _("Recommendation")


def mark_state(mark: Mark, language: Language) -> str:
    """評点, 未記入, 評価不能, 辞退・欠席."""
    _ = language.gettext
    if not isinstance(mark, NoPoints):
        return _("Points")
    match mark:
        case NoPoints.BLANK:
            return _("Blank")
        case NoPoints.CANNOT_JUDGE:
            return _("Cannot judge")
        case NoPoints.RECUSED:
            return _("Recused or absent")


def numbered(number: int, title: str, language: Language) -> str:
    """A heading with its number: ``１．総合評価``, in English ``1. Overall``."""
    prefix = f"{number}."
    return f"{prefix.translate(_FULL_WIDTH)}{title}" if language.code == "ja" else f"{prefix} {title}"


def moment(when: datetime, language: Language) -> str:
    """A moment in Japan time, to the minute."""
    local = when.astimezone(_JAPAN)
    return (
        language.gettext("{date} {time} (Japan time)")
        .replace("{date}", language.date(local.date()))
        .replace("{time}", f"{local:%H:%M}")
    )


def labelled(label: str, value: str, language: Language) -> str:
    """A fact with its name: ``期日：令和4年12月23日``, in English ``Date: 23 December 2022``."""
    return f"{label}：{value}" if language.code == "ja" else f"{label}: {value}"
