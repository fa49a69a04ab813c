"""Mails from the secretariat to one member: letters with fields to be filled in. Nothing is sent here.

A mail is made of the head of the evaluation and of its member alone: it cannot hold a score, nor anything
about other members.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import resources
from evalapp.contact import mail_address_in
from evalapp.errors import EvalError
from evalapp.language import Language
from evalapp.model import EvaluationInfo, Member, Role


class MailKind(StrEnum):
    """What a mail is for: something enclosed, a reminder, or something enclosed that replaces an earlier."""

    BALLOT = "ballot"
    FORM = "form"
    PAPER = "paper"
    REMINDER = "reminder"
    RENEWED = "renewed"

    @property
    def encloses(self) -> bool:
        """Whether a file belongs to it."""
        return self is not MailKind.REMINDER


class Honorific(StrEnum):
    """What follows a name in Japanese; for people of universities 先生 is usual."""

    SAMA = "様"
    SENSEI = "先生"


@dataclass(frozen=True, slots=True)
class Letter:
    """A text with fields in braces: ``{氏名}`` in Japanese, ``{name}`` in English."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to be looked at and sent by a person; ``to`` is empty if the member has no address."""

    to: str
    subject: str
    body: str


FIELDS: Mapping[str, str] = {
    "name": "氏名",
    "honorific": "敬称",
    "role": "役割",
    "affiliation": "所属",
    "evaluation": "評価名",
    "deadline": "提出期限",
    "file": "ファイル名",
    "subjects": "評価対象数",
    "organisation": "担当組織",
    "contact": "連絡先",
}
"""The fields: their English names and their Japanese ones. Both are understood in every letter."""

_FIELD = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")
_WEEKDAYS = ("月火水木金土日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_CALLED = ("様", "先生", "殿", "氏", "さま")


@cache
def shipped_letter(kind: MailKind, code: str) -> Letter:
    """The letter that the app brings.

    Args:
        kind: what it is for.
        code: one of ``LANGUAGES``.
    """
    text = resources.path("mail", f"letters.{code}.toml").read_text("utf-8")
    return Letter(**tomllib.loads(text)[kind.value])


def letter_problem(letter: Letter, language: Language) -> EvalError | None:
    """Why a letter cannot be used: ``mail-unknown-field`` (found, known) or ``mail-no-subject``."""
    if not letter.subject.strip():
        return EvalError("mail-no-subject")
    for found in _FIELD.finditer(f"{letter.subject}\n{letter.body}"):
        if _field(found[1]) is None:
            return EvalError("mail-unknown-field", found=found[0], known=field_marks(language))
    return None


def field_marks(language: Language) -> list[str]:
    """All fields as they are written in a letter of this language."""
    return [f"{{{japanese if language.code == 'ja' else name}}}" for name, japanese in FIELDS.items()]


def write_mail(
    letter: Letter,
    info: EvaluationInfo,
    member: Member,
    subjects: int,
    file_name: str,
    honorific: Honorific,
    language: Language,
) -> Mail:
    """The mail to a member. A line in which all fields are empty is left out.

    Args:
        letter: without a ``letter_problem``; what is no field stays as it is.
        info: the head of the evaluation.
        member: to whom.
        subjects: how many the member judges.
        file_name: of what is enclosed, empty for nothing.
        honorific: for Japanese.
        language: of the letter.
    """
    japanese = language.code == "ja"
    name = member.name.strip()
    # whoever typed 山田先生 as the name is not called 山田先生様
    called = name.endswith(_CALLED)
    values = {
        "name": name,
        "honorific": honorific.value if japanese and not called else "",
        "role": _role(member.role, japanese=japanese),
        "affiliation": member.affiliation.strip(),
        "evaluation": info.title.strip(),
        "deadline": day_with_weekday(info.deadline, language) if info.deadline else "",
        "file": file_name,
        "subjects": str(subjects),
        "organisation": info.organisation.strip(),
        "contact": info.contact.strip(),
    }
    subject = " ".join(_filled(letter.subject, values).splitlines()).strip()
    lines = [_filled(line, values) for line in letter.body.splitlines() if _has_content(line, values)]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")
    return Mail(mail_address_in(member.email), subject, body + "\n")


def day_with_weekday(day: date, language: Language) -> str:
    """A deadline as letters write it: 令和9年1月8日（金）, or Friday, 8 January 2027."""
    japanese, english = _WEEKDAYS
    if language.code == "ja":
        return f"{language.date(day)}（{japanese[day.weekday()]}）"
    return f"{english[day.weekday()]}, {language.date(day)}"


def _role(role: Role, *, japanese: bool) -> str:
    if japanese:
        return "座長" if role is Role.CHAIR else "委員"
    return "Chair" if role is Role.CHAIR else "Member"


def _field(written: str) -> str | None:
    """The English name of a field as somebody wrote it; ``None`` if there is no such field."""
    plain = unicodedata.normalize("NFKC", written).strip().casefold()
    for name, japanese in FIELDS.items():
        if plain in {name, japanese}:
            return name
    return None


def _filled(line: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values.get(_field(found[1]) or "", found[0]), line)


def _has_content(line: str, values: Mapping[str, str]) -> bool:
    fields = [_field(found[1]) for found in _FIELD.finditer(line)]
    return not fields or any(field is None or values[field] for field in fields)
