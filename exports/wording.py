"""The words and signs by which every document, and the terminal, names the values of the domain."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from evalapp.dates import JAPAN
from evalapp.language import Language
from evalapp.mark import Mark, NoPoints
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind, EvaluationKind

if TYPE_CHECKING:
    # the windows say these words too, and start without them
    from evalapp.report import Report, SubjectReport

SIGNS = {NoPoints.BLANK: "□", NoPoints.CANNOT_JUDGE: "＊", NoPoints.RECUSED: "／"}
"""What stands in a table's cell without points."""

# neither ○○大学 (a name left out) nor －0.5 (a number) begins with a bullet
_BULLET = re.compile(r"\s*(?:([・･•‣●○◯■□◆◇▪])(?!\1)|－(?![\d.．－])|[-*‐–]\s)")


def evaluation_kind(kind: EvaluationKind, language: Language) -> str:
    """事前評価, 中間評価, 終了時評価, 追跡評価."""
    _ = language.gettext
    return {
        EvaluationKind.EX_ANTE: _("Ex-ante evaluation"),
        EvaluationKind.INTERIM: _("Interim evaluation"),
        EvaluationKind.FINAL: _("Final evaluation"),
        EvaluationKind.FOLLOW_UP: _("Follow-up evaluation"),
    }[kind]


def common_kind(report: Report, language: Language) -> str:
    """The kind of evaluation of all subjects of ``report``; empty where they are of different kinds."""
    kinds = {subject.subject.evaluation_kind for subject in report.subjects} or {report.info.kind}
    return evaluation_kind(kinds.pop(), language) if len(kinds) == 1 else ""


def nobody_judges(subject: SubjectReport, language: Language) -> str:
    """What stands instead of results where every member is recused or absent; empty where somebody judges."""
    _ = language.gettext
    if subject.expected or not subject.recusals:
        return ""
    return _("Every member is recused or absent: this subject was not judged.")


def comment_kind(kind: CommentKind, language: Language) -> str:
    """肯定的意見, 問題点・改善すべき点, 提言."""
    _ = language.gettext
    return {
        CommentKind.POSITIVE: _("Positive opinions"),
        CommentKind.ISSUE: _("Issues and points to be improved"),
        CommentKind.RECOMMENDATION: _("Recommendations"),
    }[kind]


def mark_state(mark: Mark, language: Language) -> str:
    """評点, 未記入, 評価不能, 辞退・欠席."""
    _ = language.gettext
    if not isinstance(mark, NoPoints):
        return _("Points")
    return {
        NoPoints.BLANK: _("Blank"),
        NoPoints.CANNOT_JUDGE: _("Cannot judge"),
        NoPoints.RECUSED: _("Recused or absent"),
    }[mark]


def recusal_kind(kind: RecusalKind, language: Language) -> str:
    """辞退(利害関係), 欠席."""
    _ = language.gettext
    return {
        RecusalKind.CONFLICT: _("Recused (conflict of interest)"),
        RecusalKind.ABSENT: _("Absent"),
    }[kind]


def mark_sign(mark: Mark) -> str:
    """The points, or the sign that stands in a cell without."""
    return SIGNS[mark] if isinstance(mark, NoPoints) else str(mark)


def marks_legend(subject: SubjectReport, language: Language) -> list[str]:
    """What explains the signs in the printed table of ``subject``, as far as it has them."""
    from evalapp.scoring import NO_MEAN  # noqa: PLC0415 - see above

    _ = language.gettext
    marks = {mark for result in subject.results for mark in result.marks if isinstance(mark, NoPoints)}
    words = {
        NoPoints.BLANK: _("left blank"),
        NoPoints.CANNOT_JUDGE: _("cannot judge"),
        NoPoints.RECUSED: _("recused or absent"),
    }
    notes = [f"{SIGNS[mark]} {word}" for mark, word in words.items() if mark in marks]
    if any(not result.tally.n for result in subject.results):
        notes.append(f"{NO_MEAN} " + _("no points"))
    if not subject.even:
        notes.append(_("n = members who gave points / members who were to judge"))
    return notes


def begins_with_bullet(text: str) -> bool:
    """Whether the writer of ``text`` put a bullet in front: ``・体制が弱い``."""
    return _BULLET.match(text) is not None


def list_heading(name: str, language: Language) -> str:
    """A heading in the brackets that lists of comments have: ``【提言】``, in English without."""
    return f"【{name}】" if language.code == "ja" else name


def unparted(name: str) -> str:
    """``name`` with spaces at which no line ends."""
    return name.replace(" ", "\u00a0").replace("\u3000", "\u00a0")


def numbered(number: int, title: str, language: Language) -> str:
    """A heading with its number: ``１．総合評価``, in English ``1. Overall``."""
    return f"{full_width(number)}．{title}" if language.code == "ja" else f"{number}. {title}"


def full_width(text: object) -> str:
    """Digits and ASCII letters in full width, as Japanese headings have them."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in str(text))


def bracketed(text: str, language: Language) -> str:
    """``（text）``, or `` (text)``, to follow another word."""
    return f"（{text}）" if language.code == "ja" else f" ({text})"


def moment(when: datetime, language: Language) -> str:
    """A moment in Japan time, to the minute."""
    local = when.astimezone(JAPAN)
    return (
        language.gettext("{date} {time} (Japan time)")
        .replace("{date}", language.date(local.date()))
        .replace("{time}", f"{local:%H:%M}")
    )


def local_moment(when: datetime, language: Language) -> str:
    """A moment as the clock stood where ``when``, which carries its zone, was noted; to the minute."""
    if when.utcoffset() == JAPAN.utcoffset(None):
        return moment(when, language)
    offset = f"{when:%z}"
    return f"{language.date(when.date())} {when:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def labelled(label: str, value: str, language: Language) -> str:
    """A fact with its name: ``評価日：令和4年12月23日``, in English ``Date: 23 December 2022``."""
    return f"{label}：{value}" if language.code == "ja" else f"{label}: {value}"


def provenance(report: Report, language: Language) -> str:
    """When and from which state of the record ``report`` was compiled, and by which version."""
    _ = language.gettext
    return _("Compiled {when} from record {head} (evalapp {version})").format(
        when=moment(report.compiled_at, language),
        head=report.record_head[:12] or "－",
        version=report.version,
    )
