"""What terminal and windows say of documents and of what they lack."""

from __future__ import annotations

from evalapp.language import N_, Language
from evalapp.report import Report
from evalapp.texts import Gap

GAP_WORDS = {
    "consensus": N_("joint judgement"),
    "recommendations": N_("recommendations"),
    "response": N_("response to recommendation {number}"),
    "finding-response": N_("response to remark {number}"),
}


def gap_words(gap: Gap, report: Report, language: Language) -> str:
    """A missing text as people call it: ``A　費用対効果：総合評価``."""
    subject = next(one for one in report.subjects if one.subject.id == gap.subject_id)
    word = language.gettext(GAP_WORDS[gap.what]).replace("{number}", str(gap.number))
    criterion = subject.rubric.criterion(gap.criterion_id).title if gap.criterion_id else ""
    return " / ".join(part for part in (gap.subject_id, subject.subject.title, criterion, word) if part)
