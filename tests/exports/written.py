"""The published tables with joint texts of every kind and a programme, for tests of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evalapp.language import load_language
from evalapp.model import Comment, Member, Role, Subject, SubjectKind
from evalapp.report import Report, SubjectReport
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.rubric_data import shipped_rubric
from evalapp.texts import Finding, Meeting, Recommendation, Review, SubjectTexts, Texts
from exports.outline.blocks import Edition, Outline
from exports.outline.compose import compose
from exports.pdf.report import report_pdf
from tests import builders

JA, EN = load_language("ja"), load_language("en")
PROGRAMME = shipped_rubric("meti-programme")
POSITIVE, ISSUE, RECOMMENDATION = CommentKind


def programme() -> SubjectReport:
    """A programme with one comment on every heading but the last, and a recommendation."""
    comments = tuple(
        Comment(kind, f"{criterion.id}への{kind.value}の意見", criterion.id)
        for criterion in PROGRAMME.criteria[:-1]
        for kind in (POSITIVE, ISSUE)
    )
    columns = builders.subject_report("P", "束", [[1] * 5] * 7).columns
    said = (*comments, Comment(RECOMMENDATION, "束を太くする提言"))
    subject = Subject("P", "束ねた事業", SubjectKind.PROGRAMME, PROGRAMME.id, EvaluationKind.INTERIM)
    return SubjectReport(subject, PROGRAMME, tuple(replace(one, comments=said) for one in columns), ())


def subject_texts(id_: str) -> SubjectTexts:
    """Everything that can be written on a project."""
    return SubjectTexts(
        f"課題{id_}の総意の第一段落。\n課題{id_}の総意の第二段落。",
        {},
        (
            Recommendation(f"課題{id_}を進める。", (f"課題{id_}に応じる。", f"課題{id_}に再び応じる。")),
            Recommendation(f"課題{id_}を広める。", (f"課題{id_}を広く知らせる。",)),
        ),
        (
            Review(f"課題{id_}の終わりの審議"),
            Review(
                f"課題{id_}の初めの審議",
                (
                    Finding(f"課題{id_}の所見。", f"課題{id_}の主題", (f"課題{id_}の対応。",)),
                    Finding(f"課題{id_}の次の所見。", "", (f"課題{id_}の次の対応。",)),
                ),
            ),
        ),
    )


def texts() -> Texts:
    """Texts of ``written_report``, none missing."""
    subjects = {id_: subject_texts(id_) for id_ in "ABC"}
    criteria = {one.id: f"{one.id}の総意。" for one in PROGRAMME.criteria}
    subjects["P"] = SubjectTexts("", criteria, (Recommendation("束を進める。", ("束に応じる。",)),))
    meetings = (
        Meeting("初めの会議", date(2022, 10, 3), "議題の一\n議題の二"),
        Meeting("書面による審議"),
    )
    return Texts(title="仮の報告書", meetings=meetings, subjects=subjects)


def committee() -> tuple[Member, ...]:
    """Five members; the third is the chair."""
    found = builders.members(5)
    return tuple(replace(one, role=Role.CHAIR) if place == 2 else one for place, one in enumerate(found))


def written_report(joint: Texts | None = None) -> Report:
    """The published tables, a programme, and texts: ``joint``, or ``texts()``."""
    published = builders.published_report()
    return replace(
        published,
        subjects=(*published.subjects, programme()),
        members=committee(),
        texts=joint or texts(),
    )


def outline_of(report: Report, *, named: bool = False, edition: Edition = Edition.FINAL) -> Outline:
    """``report`` composed in Japanese."""
    return compose(report, JA, edition, named=named)


def pdf_of(report: Report, *, named: bool = False, edition: Edition = Edition.FINAL) -> bytes:
    """``report`` as the Japanese PDF."""
    return report_pdf(outline_of(report, named=named, edition=edition), JA, builders.NOW)
