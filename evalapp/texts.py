"""The joint texts of an evaluation: what its report prints besides the members' answers.

総合評価(総意), 提言 with 対処方針, 所見 of reviewing bodies, and how the report is put together. They are the
secretariat's; a text that is not written yet is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from evalapp.rubric import CommentKind, Criterion, Rubric

MAX_ROUNDS = 3
"""How often a recommendation can be answered: 対処方針, and in later rounds of follow-up again."""


class Chapter(StrEnum):
    """The chapters of the report's evaluation part."""

    PROJECTS = "projects"
    PROGRAMME = "programme"
    REVIEWS = "reviews"
    COMMITTEE = "committee"
    MEETINGS = "meetings"


class Section(StrEnum):
    """The sections of one subject in its chapter."""

    CONSENSUS = "consensus"
    CRITERIA = "criteria"
    RECOMMENDATIONS = "recommendations"
    SCORES = "scores"


class OpinionOrder(StrEnum):
    """In which order members' comments are bulleted."""

    UNLINKED = "unlinked"
    AS_LISTED = "as-listed"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """提言 and its 対処方針, the newest round last; ``responses`` is empty while there is none."""

    text: str
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """所見 of a reviewing body and its answers; ``theme``, the heading it stands under, may be empty."""

    text: str
    theme: str = ""
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """One review by the reviewing body, as 中間評価（2020年度）; without findings it prints an empty box."""

    title: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the committee (開催経過)."""

    title: str
    held_on: date | None = None
    agenda: str = ""


@dataclass(frozen=True, slots=True)
class SubjectTexts:
    """The texts of one subject.

    Attributes:
        consensus: the committee's joint judgement of the whole subject.
        criteria: its joint judgement of single criteria, by criterion id; no empty texts.
        recommendations: in printed order.
        reviews: in printed order.
    """

    consensus: str = ""
    criteria: Mapping[str, str] = field(default_factory=dict)
    recommendations: tuple[Recommendation, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """All joint texts and the report's plan.

    Attributes:
        title: of the report; empty: the evaluation's title.
        part: the part's heading; empty: the wording's. The same holds for ``lead``, the note in front.
        committee: what the committee is called; empty: the wording's. So ``reviewing_body``.
        chapters: those printed, in printed order. ``COMMITTEE`` prints the members' names.
        sections: of a subject, in printed order; one that has nothing to print for a subject is left out.
        opinions: order of the members' comments.
        headings: other words for headings, by the wording's key.
        meetings: in printed order.
        subjects: by subject id; a subject without any text may be missing.
    """

    title: str = ""
    part: str = ""
    lead: str = ""
    committee: str = ""
    reviewing_body: str = ""
    chapters: tuple[Chapter, ...] = tuple(Chapter)
    sections: tuple[Section, ...] = tuple(Section)
    opinions: OpinionOrder = OpinionOrder.UNLINKED
    headings: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    subjects: Mapping[str, SubjectTexts] = field(default_factory=dict)

    def of(self, subject_id: str) -> SubjectTexts:
        """The texts of one subject; empty ones where nothing is written."""
        return self.subjects.get(subject_id, _NONE)


_NONE = SubjectTexts()
NO_TEXTS = Texts()
"""Nothing is written yet; the report has every chapter and section."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that a final edition needs and that is not written.

    Attributes:
        subject_id: whose.
        what: ``consensus``, ``recommendations``, ``response`` or ``finding-response``.
        criterion_id: of the criterion whose consensus is missing, else ``None``.
        number: the recommendation's or finding's place from 1 (of a finding over all reviews), else ``None``.
    """

    subject_id: str
    what: str
    criterion_id: str | None = None
    number: int | None = None


def judged_criteria(rubric: Rubric, texts: SubjectTexts) -> tuple[Criterion, ...]:
    """The criteria that have a heading of their own in the report.

    Those on which positive opinions or issues are asked for, and those that have a joint judgement.
    """
    lists = {CommentKind.POSITIVE, CommentKind.ISSUE}
    return tuple(one for one in rubric.criteria if lists & set(one.comments) or one.id in texts.criteria)


def judged_whole(rubric: Rubric, texts: SubjectTexts) -> bool:
    """Whether the report has a joint judgement of the subject as a whole."""
    return bool(texts.consensus) or bool({CommentKind.POSITIVE, CommentKind.ISSUE} & set(rubric.comments))


def sections_of(rubric: Rubric, texts: Texts, subject_id: str) -> tuple[Section, ...]:
    """The sections that a subject judged by ``rubric`` has, in printed order."""
    own = texts.of(subject_id)
    has = {
        Section.CONSENSUS: judged_whole(rubric, own),
        Section.CRITERIA: bool(judged_criteria(rubric, own)),
        Section.RECOMMENDATIONS: bool(own.recommendations) or CommentKind.RECOMMENDATION in rubric.comments,
        Section.SCORES: bool(rubric.scored),
    }
    return tuple(section for section in texts.sections if has[section])


def unasked(rubric: Rubric) -> Rubric:
    """``rubric`` without its questions, for a subject nobody judges: only what is written has a section."""
    silent = tuple(replace(criterion, scale=None, comments=()) for criterion in rubric.criteria)
    return replace(rubric, criteria=silent, comments=())


Value = str | tuple[object, ...]
Place = tuple[str, ...]


def flattened(texts: Texts) -> dict[Place, Value]:
    """Every unit that is compared and merged as one, by place; empty ones left out.

    Places are ``("report", key)``, ``("heading", key)``, ``("meetings",)`` and for a subject
    ``("subject", id, "consensus")``, ``("subject", id, "criterion", criterion id)``,
    ``("subject", id, "recommendations")``, ``("subject", id, "reviews")``.
    """
    units: dict[Place, Value] = {
        ("report", "title"): texts.title,
        ("report", "part"): texts.part,
        ("report", "lead"): texts.lead,
        ("report", "committee"): texts.committee,
        ("report", "reviewing_body"): texts.reviewing_body,
        ("report", "chapters"): texts.chapters,
        ("report", "sections"): texts.sections,
        ("report", "opinions"): texts.opinions.value,
        ("meetings",): texts.meetings,
    }
    units |= {("heading", key): word for key, word in texts.headings.items()}
    for id_, own in texts.subjects.items():
        units["subject", id_, "consensus"] = own.consensus
        units |= {("subject", id_, "criterion", criterion): text for criterion, text in own.criteria.items()}
        units["subject", id_, "recommendations"] = own.recommendations
        units["subject", id_, "reviews"] = own.reviews
    return {place: value for place, value in units.items() if value}
