"""A mail address is found in what a secretariat writes as its contact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.contact import is_mail_address, mail_address_in


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("評価検討会事務局　電話 03-0000-0000　hyouka@example.jp", "hyouka@example.jp"),
        ("hyouka@example.jp", "hyouka@example.jp"),
        ("メール:ｈｙｏｕｋａ＠ｅｘａｍｐｌｅ．ｊｐ（担当：鈴木）", "hyouka@example.jp"),
        ("Write to first.last+eval@sub.example.go.jp.", "first.last+eval@sub.example.go.jp"),
        ("<a@example.jp>、b@example.jp", "a@example.jp"),
        ("電話 03-0000-0000", ""),
        ("@example.jp", ""),
        ("someone@localhost", ""),
        ("", ""),
    ],
)
def test_the_first_address_is_taken(contact: str, address: str) -> None:
    assert mail_address_in(contact) == address


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_stands_around_what_is_found_is_one_plain_address(before: str, after: str) -> None:
    found = mail_address_in(f"{before} hyouka@example.jp {after}")
    assert found.isascii()
    assert found.count("@") == 1
    assert not any(sign in found for sign in " ,;:<>()[]\r\n")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("hyouka@example.jp", True),
        (" ｈｙｏｕｋａ＠ｅｘａｍｐｌｅ．ｊｐ　", True),
        ("hyouka.example.jp", False),
        ("hyo uka@example.jp", False),
        ("a@example.jp, b@example.jp", False),
        ("a@@example.jp", False),
        ("鈴木 <a@example.jp>", False),
        ("", False),
    ],
)
def test_an_address_stands_alone(text: str, one: bool) -> None:
    assert is_mail_address(text) is one
