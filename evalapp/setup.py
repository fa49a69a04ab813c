"""A set-up (TOML or workbook, already read into tables) becomes a valid Evaluation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.errors import EvalError
from evalapp.fields import Fields, place_of, refuse_twins
from evalapp.model import (
    Evaluation,
    EvaluationInfo,
    Member,
    Recusal,
    RecusalKind,
    Role,
    Subject,
    SubjectKind,
)
from evalapp.rubric import EvaluationKind, Rubric
from evalapp.rubric_data import parse_rubric, shipped_rubric, shipped_rubric_ids

SETUP_LIMIT = 8 * 2**20
"""Largest set-up workbook in bytes."""

TOML_LIMIT = 2**20
"""Largest set-up file in bytes if it is TOML, which takes long to read."""

_DEFAULT_RUBRIC = "meti-project"

# a key a.a.a… of many parts takes tomllib time and memory by the square of its length
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_ENDLESS_KEY = re.compile(rf"(?<![\w-])(?:{_PART}){{32}}", re.ASCII)

# each part of a table's name or a dotted key costs tomllib up to a kilobyte
_NAME = re.compile(r"^[ \t]*\[.*|^.*=", re.MULTILINE)
_NAME_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class _Defaults:
    rubric: str
    kind: EvaluationKind


def read_setup_toml(data: bytes) -> dict[str, object]:
    """The tables of a TOML set-up.

    Raises:
        EvalError: ``setup-not-toml`` with the line that is at fault.
    """
    try:
        text = data.decode("utf-8-sig")
        check_toml(text)
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise EvalError("setup-not-utf8") from error
    except (ValueError, RecursionError) as error:
        raise EvalError("setup-not-toml", problem=str(error)[:200]) from error


def check_toml(text: str) -> None:
    """Refuse what tomllib would need very long or much memory for; what it understands is not looked at.

    Raises:
        ValueError: a key has more than 32 parts, or keys and names of tables more than 100,000 together.
    """
    if _ENDLESS_KEY.search(text):
        raise ValueError("a key of more than 32 parts")
    if sum(1 + name[0].count(".") for name in _NAME.finditer(text)) > _NAME_PARTS:
        raise ValueError("more than 100,000 keys and tables")


def parse_setup(tables: Mapping[str, object], evaluation_id: str) -> Evaluation:
    """Read a whole set-up (shape in ``docs/setup.md``).

    Args:
        tables: ``evaluation``, ``subject``, ``member``, ``recusal`` and ``rubric``, as TOML gives them.
        evaluation_id: a fresh random id in hex.

    Raises:
        EvalError: a ``setup-…`` code that names the place and the key at fault.
    """
    whole = Fields(tables, "set-up")
    head = Fields(whole.table("evaluation"), "evaluation")
    defaults = _Defaults(
        head.text("rubric", _DEFAULT_RUBRIC), head.choice("kind", EvaluationKind, EvaluationKind.INTERIM)
    )
    info = EvaluationInfo(
        id=evaluation_id,
        title=head.text("title"),
        kind=defaults.kind,
        organisation=head.text("organisation", ""),
        held_on=head.date("date"),
        deadline=head.date("deadline"),
        contact=head.text("contact", ""),
    )
    two_person_rule = head.flag("two_person_rule", default=True)
    head.finish()
    own = [parse_rubric(table, f"rubric {number}") for number, table in enumerate(whole.tables("rubric"), 1)]
    subject_tables = whole.tables("subject")
    subjects = tuple(
        _subject(table, f"subject {number}", defaults) for number, table in enumerate(subject_tables, 1)
    )
    members = tuple(
        _member(table, f"member {number}") for number, table in enumerate(whole.tables("member"), 1)
    )
    recusal_tables = whole.tables("recusal")
    recusals = tuple(_recusal(table, f"recusal {number}") for number, table in enumerate(recusal_tables, 1))
    whole.finish()
    rubrics = _rubrics_used(subjects, own, _places("subject", subject_tables))
    evaluation = Evaluation(info, rubrics, subjects, members, recusals, two_person_rule)
    _check(evaluation, _places("recusal", recusal_tables))
    return evaluation


def _subject(values: object, where: str, defaults: _Defaults) -> Subject:
    fields = Fields(values, where)
    subject = Subject(
        id=fields.id(),
        title=fields.text("title"),
        kind=fields.choice("kind", SubjectKind, SubjectKind.PROJECT),
        rubric_id=fields.text("rubric", defaults.rubric),
        evaluation_kind=fields.choice("evaluation_kind", EvaluationKind, defaults.kind),
        materials=fields.texts("materials"),
    )
    fields.finish()
    return subject


def _member(values: object, where: str) -> Member:
    fields = Fields(values, where)
    member = Member(
        id=fields.id(),
        name=fields.text("name"),
        role=fields.choice("role", Role, Role.MEMBER),
        affiliation=fields.text("affiliation", ""),
        kana=fields.text("kana", ""),
        email=fields.text("email", ""),
    )
    fields.finish()
    return member


def _recusal(values: object, where: str) -> Recusal:
    fields = Fields(values, where)
    recusal = Recusal(
        member_id=fields.id("member"),
        subject_id=fields.id("subject"),
        kind=fields.choice("kind", RecusalKind, RecusalKind.CONFLICT),
        reason=fields.paragraphs("reason"),
    )
    fields.finish()
    return recusal


def _places(kind: str, tables: tuple[object, ...]) -> list[str]:
    return [place_of(table, f"{kind} {number}") for number, table in enumerate(tables, 1)]


def _rubrics_used(subjects: tuple[Subject, ...], own: list[Rubric], places: list[str]) -> tuple[Rubric, ...]:
    refuse_twins("rubric", [rubric.id for rubric in own])
    rubrics = {rubric.id: rubric for rubric in own}
    for place, subject in zip(places, subjects, strict=True):
        if subject.rubric_id in rubrics:
            continue
        if subject.rubric_id not in shipped_rubric_ids():
            raise EvalError(
                "setup-unknown-reference",
                where=place,
                key="rubric",
                found=subject.rubric_id[:60],
                known=list(dict.fromkeys([*rubrics, *shipped_rubric_ids()])),
            )
        rubrics[subject.rubric_id] = shipped_rubric(subject.rubric_id)
    return tuple(rubrics.values())


def _check(evaluation: Evaluation, recusal_places: list[str]) -> None:
    for kind, items in (("subject", evaluation.subjects), ("member", evaluation.members)):
        if not items:
            raise EvalError("setup-missing", where="set-up", key=kind)
    subject_ids = [subject.id for subject in evaluation.subjects]
    member_ids = [member.id for member in evaluation.members]
    refuse_twins("subject", subject_ids)
    refuse_twins("member", member_ids)
    chairs = [member.id for member in evaluation.members if member.role is Role.CHAIR]
    if len(chairs) > 1:
        raise EvalError("setup-two-chairs", members=chairs)
    for place, recusal in zip(recusal_places, evaluation.recusals, strict=True):
        for key, found, known in (
            ("member", recusal.member_id, member_ids),
            ("subject", recusal.subject_id, subject_ids),
        ):
            if found not in known:
                raise EvalError("setup-unknown-reference", where=place, key=key, found=found, known=known)
    refuse_twins(
        "recusal", [f"{recusal.member_id} / {recusal.subject_id}" for recusal in evaluation.recusals]
    )
    for subject in evaluation.subjects:
        if all(evaluation.recusal(member_id, subject.id) for member_id in member_ids):
            raise EvalError("setup-nobody-judges", subject=subject.id)
