"""The words of an evaluation as frozen values (DESIGN section 2). Inside the app each value is valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evalapp.mark import Mark
from evalapp.rubric import CommentKind, EvaluationKind, Rubric


class SubjectKind(StrEnum):
    """What is judged: a project (研究開発課題) or the programme above it (複数課題プログラム)."""

    PROJECT = "project"
    PROGRAMME = "programme"


class Role(StrEnum):
    """A member's place in the committee: 座長 or 委員."""

    CHAIR = "chair"
    MEMBER = "member"


class RecusalKind(StrEnum):
    """Why a member does not judge a subject: 辞退(利害関係) or 欠席. Internal, never published."""

    CONFLICT = "conflict"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class EvaluationInfo:
    """The head of an evaluation: everything that is not a list.

    Attributes:
        id: a random 128-bit number in hex, made once; what is handed in is bound to it.
        organisation: the body that evaluates, may be empty.
        held_on: the date printed on documents, or ``None``.
        deadline: the last day to hand in, or ``None``.
        contact: whom members ask (a mail address or a sentence), may be empty.
    """

    id: str
    title: str
    kind: EvaluationKind
    organisation: str = ""
    held_on: date | None = None
    deadline: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged. ``materials`` are file names as shown to members."""

    id: str
    title: str
    kind: SubjectKind
    rubric_id: str
    evaluation_kind: EvaluationKind
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A committee member. All but ``id`` and ``name`` may be empty."""

    id: str
    name: str
    role: Role = Role.MEMBER
    affiliation: str = ""
    kana: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Recusal:
    """This member does not judge this subject; kind and reason are internal."""

    member_id: str
    subject_id: str
    kind: RecusalKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RubricRevision:
    """A rubric's wording was changed after something had been issued.

    Attributes:
        rubric_id: whose wording; it keeps its id.
        before: as it was worded until then.
        after_digest: of the wording from then on, as ``rubric_digest``.
        kept: the criteria whose answers go on standing, by id; the others are asked anew, or no longer.
    """

    rubric_id: str
    before: Rubric
    after_digest: str
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation exercise as set up: no answers in it. Lists are in the secretariat's order.

    Attributes:
        two_person_rule: an Excel form is confirmed by another person than the one who took it in.
        revisions: of its rubrics, oldest first.
    """

    info: EvaluationInfo
    rubrics: tuple[Rubric, ...]
    subjects: tuple[Subject, ...]
    members: tuple[Member, ...]
    recusals: tuple[Recusal, ...] = ()
    two_person_rule: bool = True
    revisions: tuple[RubricRevision, ...] = ()

    def rubric_of(self, subject: Subject) -> Rubric:
        """The rubric by which ``subject`` is judged."""
        return next(rubric for rubric in self.rubrics if rubric.id == subject.rubric_id)

    def recusal(self, member_id: str, subject_id: str) -> Recusal | None:
        """The recusal set up for this member and subject, if any."""
        for recusal in self.recusals:
            if recusal.member_id == member_id and recusal.subject_id == subject_id:
                return recusal
        return None


@dataclass(frozen=True, slots=True)
class Comment:
    """A member's text on a whole subject (``criterion_id is None``) or on one criterion; never empty."""

    kind: CommentKind
    text: str
    criterion_id: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One member's answer for one subject (評価票).

    Attributes:
        marks: for every scored criterion of the subject's rubric, by its id, in the rubric's order.
        comments: in the rubric's order, subject-wide ones last.
        recusal: declared by the member in this sheet; then there are no points and no comments.
        recusal_reason: why, in the member's own words; empty for none and without a recusal. For the
            secretariat only, in no document.
    """

    subject_id: str
    marks: Mapping[str, Mark]
    comments: tuple[Comment, ...] = ()
    recusal: RecusalKind | None = None
    recusal_reason: str = ""
