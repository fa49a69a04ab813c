"""An evaluation whose set-up changes under way: people at their ballots, without windows or commands."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import Ballot, blank_sheet, new_ballot
from evalapp.changes import Change
from evalapp.intake import Plan
from evalapp.mark import Mark
from evalapp.model import Comment, Evaluation, EvaluationInfo, Member, ScoreSheet, Subject, SubjectKind
from evalapp.receiving import Applied, apply_plan, plan_files
from evalapp.revising import Kept
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric, Scale, ScaleStep
from evalapp.store.adopting import adopt
from evalapp.store.adopting_materials import Contents
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from evalapp.submission import ballot_payload, encode_payload
from exports.excel.form_reader import read_form

STEPS = Scale(tuple(ScaleStep(points) for points in (3, 2, 1, 0)))
RUBRIC = Rubric(
    "r",
    "評価項目",
    (
        Criterion("c1", "必要性", scale=STEPS),
        Criterion("c2", "体制", scale=STEPS, comments=(CommentKind.ISSUE,)),
    ),
)
SETUP = Evaluation(
    EvaluationInfo("e" * 32, "変わる評価", EvaluationKind.INTERIM),
    (RUBRIC,),
    tuple(Subject(id_, f"課題{id_}", SubjectKind.PROJECT, "r", EvaluationKind.INTERIM) for id_ in "PQ"),
    tuple(Member(f"m{number}", f"委員 {number}") for number in (1, 2, 3)),
)
KEYS = sealing.new_evaluation_keys()


def reworded(evaluation: Evaluation, **changed: Criterion | None) -> Evaluation:
    """With other criteria, by id: replaced where they are, added at the end, or (``None``) left out."""
    (rubric,) = evaluation.rubrics
    criteria = {one.id: one for one in rubric.criteria} | changed
    kept = tuple(one for one in criteria.values() if one is not None)
    return replace(evaluation, rubrics=(replace(rubric, criteria=kept),))


def subject(id_: str) -> Subject:
    """One more subject."""
    return replace(SETUP.subjects[0], id=id_, title=f"課題{id_}")


@dataclass
class House:
    """An evaluation file and the ballots that went out."""

    folder: Path
    setup: Evaluation = SETUP
    ballots: dict[str, tuple[Ballot, bytes]] = field(default_factory=dict)
    at: datetime = datetime(2027, 1, 5, 3, tzinfo=UTC)
    revision: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        create_evaluation(self.path, self.setup, [], KEYS, self.now(), "s")
        self.file = EvaluationFile(self.path)

    @property
    def path(self) -> Path:
        return self.folder / "changing.evaluation"

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def issue(self, *members: str) -> None:
        """A ballot for each of these, or for all."""
        for member in self.file.evaluation.members:
            if member.id in (members or [one.id for one in self.file.evaluation.members]):
                serial = 1 + sum(one.member_id == member.id for one in self.file.issued().values())
                seed, public = sealing.new_ballot_keys()
                ballot = new_ballot(self.file.evaluation, member, secrets.token_hex(16), serial, KEYS[1])
                self.file.note_ballot(ballot.id, member, serial, public, self.now(), "s")
                self.ballots[member.id] = ballot, seed

    def sheets(self, member: str, mark: Mark) -> tuple[ScoreSheet, ...]:
        """Every score of the member's ballot ``mark``, with a comment on c2 and one on the subject."""
        ballot = self.ballots[member][0]
        texts = (Comment(CommentKind.ISSUE, "体制", "c2"), Comment(CommentKind.POSITIVE, "良い"))
        made = []
        for asked_of, rubric in ballot.asked.values():
            known = {None, *(criterion.id for criterion in rubric.criteria)}
            blank = blank_sheet(asked_of, rubric)
            comments = tuple(text for text in texts if text.criterion_id in known)
            made.append(replace(blank, marks=dict.fromkeys(blank.marks, mark), comments=comments))
        return tuple(made)

    def hand_in(self, member: str, mark: Mark = 2, *, draft: bool = False) -> Path:
        """A submission from the member's last ballot."""
        ballot, seed = self.ballots[member]
        self.revision += 1
        payload = ballot_payload(
            ballot,
            self.sheets(member, mark),
            revision=self.revision,
            draft=draft,
            handed_in_at=self.now(),
            app="0",
        )
        path = self.folder / f"{member}-{self.revision}.submission"
        path.write_bytes(sealing.seal(encode_payload(payload), seed, KEYS[1]))
        return path

    def plan(self, *files: Path) -> Plan:
        return plan_files(self.file, files, read_form, self.now(), "0")

    def take_in(self, *files: Path) -> Applied:
        return apply_plan(self.file, self.plan(*files), self.now(), "s", confirmed=True)

    def adopt(
        self, new: Evaluation, kept: Kept | None = None, contents: Contents | None = None, reason: str = ""
    ) -> tuple[Change, ...]:
        return adopt(self.file, new, contents or {}, self.now(), "s", kept=kept or {}, reason=reason)
