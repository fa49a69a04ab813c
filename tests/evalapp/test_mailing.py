"""Mails to members: the right form of address, three things to do, and nothing that is not the member's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.language import LANGUAGES, load_language
from evalapp.mailing import (
    FIELDS,
    Honorific,
    Letter,
    MailKind,
    field_marks,
    letter_problem,
    shipped_letter,
    write_mail,
)
from evalapp.model import Member, Role
from tests.builders import INFO

JA, EN = load_language("ja"), load_language("en")
CHAIR = Member("m1", "髙瀬 惇也", Role.CHAIR, "青嶺大学 教授", "", "takase@example.ac.jp")
DUE = replace(INFO, deadline=date(2027, 1, 8), contact="事務局　電話 03-0000-0000", organisation="評価室")


def lines(kind: MailKind, member: Member = CHAIR, honorific: Honorific = Honorific.SAMA) -> list[str]:
    mail = write_mail(shipped_letter(kind, "ja"), DUE, member, 4, "m1.ballot", honorific, JA)
    return mail.body.splitlines()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", MailKind)
def test_every_letter_of_the_app_says_three_things_to_do_and_until_when(kind: MailKind, code: str) -> None:
    language = load_language(code)
    letter = shipped_letter(kind, code)
    assert letter_problem(letter, language) is None
    mail = write_mail(letter, DUE, CHAIR, 4, "m1.ballot", Honorific.SAMA, language)
    assert mail.to == "takase@example.ac.jp"
    assert "\n" not in mail.subject
    assert DUE.title in mail.subject
    steps = ("１．", "２．", "３．") if code == "ja" else ("1. ", "2. ", "3. ")
    starts = [line[: len(steps[0])] for line in mail.body.splitlines()]
    assert [start for start in starts if start in steps] == list(steps)
    assert ("令和9年1月8日（金）" if code == "ja" else "Friday, 8 January 2027") in mail.body
    assert ("m1.ballot" in mail.body) is kind.encloses
    assert "事務局　電話 03-0000-0000" in mail.body
    assert "{" not in mail.subject + mail.body


def test_the_member_is_addressed_as_ministries_do() -> None:
    assert lines(MailKind.BALLOT)[:2] == ["青嶺大学 教授", "座長　髙瀬 惇也 様"]
    assert lines(MailKind.BALLOT, honorific=Honorific.SENSEI)[1] == "座長　髙瀬 惇也 先生"
    ordinary = replace(CHAIR, role=Role.MEMBER, affiliation="")
    assert lines(MailKind.REMINDER, ordinary)[0] == "委員　髙瀬 惇也 様"
    typed = replace(CHAIR, name="髙瀬先生")
    assert lines(MailKind.BALLOT, typed)[1] == "座長　髙瀬先生", "nobody is 先生様"


def test_what_is_not_known_leaves_no_empty_line_behind() -> None:
    bare = replace(INFO, deadline=None, contact="", organisation="")
    mail = write_mail(shipped_letter(MailKind.BALLOT, "ja"), bare, CHAIR, 1, "m1.ballot", Honorific.SAMA, JA)
    assert "提出期限" not in mail.body
    assert "\n\n\n" not in mail.body
    assert mail.body.endswith("お控えください。\n")
    assert write_mail(Letter("x", ""), bare, replace(CHAIR, email="まだ"), 1, "", Honorific.SAMA, JA).to == ""


def test_letters_are_changed_freely_and_an_unknown_field_is_named() -> None:
    own = Letter("{evaluation}：｛ 氏名 ｝", "{評価対象数}件\n{ 残す\n{締切}まで\n")
    problem = letter_problem(own, JA)
    assert problem is not None
    assert (problem.code, problem.params["found"]) == ("mail-unknown-field", "{締切}")
    assert problem.params["known"] == [f"{{{name}}}" for name in FIELDS.values()]
    assert "{deadline}" in field_marks(EN)
    own = replace(own, body=own.body.replace("{締切}", "{提出期限}"))
    assert letter_problem(own, JA) is None
    mail = write_mail(own, DUE, CHAIR, 4, "", Honorific.SAMA, JA)
    assert mail.subject == f"{DUE.title}：髙瀬 惇也"
    assert mail.body == "4件\n{ 残す\n令和9年1月8日（金）まで\n"
    empty = letter_problem(Letter("  ", "本文"), JA)
    assert empty is not None
    assert empty.code == "mail-no-subject"


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_no_text_that_somebody_writes_breaks_a_mail(subject: str, body: str, code: str) -> None:
    language = load_language(code)
    letter = Letter(subject, body)
    mail = write_mail(letter, DUE, CHAIR, 4, "m1.ballot", Honorific.SENSEI, language)
    assert len(mail.subject.splitlines()) <= 1
    if letter_problem(letter, language) is None and not set("{}｛｝") & set(subject + body):
        assert mail.subject == " ".join(subject.splitlines()).strip()
