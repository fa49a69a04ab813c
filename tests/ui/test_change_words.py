"""What a changed set-up entails, said with few names or with all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalapp.consequences import Consequences, Need, Why
from evalapp.language import load_language
from evalapp.model import Member
from tests.evalapp.drafts import sample_evaluation
from ui.change_words import ChangeWords

IDS = tuple(f"m{number}" for number in range(1, 31))
MANY = replace(sample_evaluation(), members=tuple(Member(id_, f"委員{id_}") for id_ in IDS))


@pytest.mark.parametrize(("code", "end"), [("ja", "m5 委員m5ほか25名"), ("en", "m5 委員m5 and 25 more")])
def test_many_are_counted_behind_the_first(code: str, end: str) -> None:
    words = ChangeWords(MANY, MANY, load_language(code))
    found = Consequences((), (), still_old=IDS)
    assert end in words.still_old(found, 5)
    assert "m6" not in words.still_old(found, 5)
    assert all(f"委員{id_}" in words.still_old(found) for id_ in IDS)
    (said,) = words.needs([Need(id_, (Why.ASKED_MORE,), ("A",), ()) for id_ in IDS], 5)
    assert said.about.endswith(end)


def test_one_more_is_named_as_well() -> None:
    words = ChangeWords(MANY, MANY, load_language("ja"))
    assert "m6 委員m6" in words.still_old(Consequences((), (), still_old=IDS[:6]), 5)
