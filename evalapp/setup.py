"""A set-up (TOML or workbook, already read into tables) becomes a valid Evaluation."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping

from evalapp.errors import EvalError
from evalapp.fields import Fields, place_of, refuse_twins
from evalapp.model import Evaluation, EvaluationInfo, Subject
from evalapp.rubric import Rubric
from evalapp.rubric_data import parse_rubric, shipped_rubric, shipped_rubric_ids
from evalapp.setup_rows import (
    HEAD,
    Defaults,
    list_faults,
    read_keys,
    read_member,
    read_recusal,
    read_subject,
    unjudged,
    unknown_rubric,
)

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
    rubric = head.text("rubric", _DEFAULT_RUBRIC)
    found = read_keys(head, HEAD)
    two_person_rule = found.pop("two_person_rule")
    info = EvaluationInfo(id=evaluation_id, held_on=found.pop("date"), **found)
    head.finish()
    own = [parse_rubric(table, f"rubric {number}") for number, table in enumerate(whole.tables("rubric"), 1)]
    subject_tables = whole.tables("subject")
    defaults = Defaults(rubric, info.kind)
    subjects = tuple(
        read_subject(table, f"subject {number}", defaults) for number, table in enumerate(subject_tables, 1)
    )
    members = tuple(
        read_member(table, f"member {number}") for number, table in enumerate(whole.tables("member"), 1)
    )
    recusal_tables = whole.tables("recusal")
    recusals = tuple(
        read_recusal(table, f"recusal {number}") for number, table in enumerate(recusal_tables, 1)
    )
    whole.finish()
    rubrics = _rubrics_used(subjects, own, _places("subject", subject_tables))
    evaluation = Evaluation(info, rubrics, subjects, members, recusals, two_person_rule)
    _check(evaluation, _places("recusal", recusal_tables))
    return evaluation


def _places(kind: str, tables: tuple[object, ...]) -> list[str]:
    return [place_of(table, f"{kind} {number}") for number, table in enumerate(tables, 1)]


def _rubrics_used(subjects: tuple[Subject, ...], own: list[Rubric], places: list[str]) -> tuple[Rubric, ...]:
    refuse_twins("rubric", [rubric.id for rubric in own])
    rubrics = {rubric.id: rubric for rubric in own}
    for place, subject in zip(places, subjects, strict=True):
        if subject.rubric_id in rubrics:
            continue
        known = list(dict.fromkeys([*rubrics, *shipped_rubric_ids()]))
        if fault := unknown_rubric(subject.rubric_id, known, place):
            raise fault
        rubrics[subject.rubric_id] = shipped_rubric(subject.rubric_id)
    return tuple(rubrics.values())


def _check(evaluation: Evaluation, recusal_places: list[str]) -> None:
    subject_ids = [subject.id for subject in evaluation.subjects]
    member_ids = [member.id for member in evaluation.members]
    for fault in list_faults(subject_ids, [(member.id, member.role) for member in evaluation.members]):
        raise fault.error
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
    recused = Counter(recusal.subject_id for recusal in evaluation.recusals)
    for fault in unjudged(subject_ids, recused, len(member_ids)):
        raise fault.error
