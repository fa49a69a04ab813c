"""The record in words, and what is found in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from evalapp.language import LANGUAGES, load_language
from evalapp.record import Act, RecordLine, next_line
from tests.builders import members
from tests.story import Desk, evalapp
from ui.record_list import Asked, entries, matching
from ui.record_words import ACTS, NAMES, act_words, details_words

AT = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
JAPAN = timezone(timedelta(hours=9))


@pytest.fixture
def setup(full_desk: Desk):
    from evalapp.store.evaluation_file import EvaluationFile  # noqa: PLC0415 - for its set-up alone

    with EvaluationFile(full_desk.evaluation) as file:
        return file.evaluation


def lines(*acts: tuple[Act, dict[str, str | int]]) -> list[RecordLine]:
    found: list[RecordLine] = []
    for number, (act, details) in enumerate(acts):
        at, actor = AT + timedelta(hours=number), ("tanaka", "suzuki")[number % 2]
        found.append(next_line(found[-1] if found else None, at, actor, act, details))
    return found


def test_every_act_and_every_fact_has_its_words() -> None:
    assert set(ACTS) == set(Act)
    for code in LANGUAGES:
        language = load_language(code)
        assert len({act_words(act, language) for act in Act}) == len(Act)
    japanese = load_language("ja")
    assert all(japanese.gettext(name) != name for name in NAMES.values())
    assert act_words("of-a-newer-version", load_language("ja")) == "of-a-newer-version"


def test_what_a_line_is_about_in_short(setup) -> None:
    taken, recused, typed, closed = lines(
        (
            Act.REPLACED,
            {
                "member": "m4",
                "submission": 7,
                "revision": 2,
                "draft": 1,
                "code": "ABCD-EFGH-JK",
                "changed": 3,
                "file": "m4.submission",
                "sha256": "f" * 64,
                "reason": "転記の誤り",
            },
        ),
        (
            Act.SETUP_CHANGED,
            {"setup": "e" * 64, "subjects": 4, "members": 5, "changed": "subject:1 member:2"},
        ),
        (Act.TYPING_REJECTED, {"member": "gone", "subject": "A", "unheard": "of"}),
        (Act.REOPENED, {"closing": 1, "reason": "訂正"}),
    )
    japanese = load_language("ja")
    assert details_words(taken, setup, japanese) == (
        "浜﨑 由紀乃 (m4)、途中、第2版、照合コード ABCD-EFGH-JK、変更 3か所、m4.submission、理由：転記の誤り"
    ).replace("浜﨑 由紀乃", setup.members[3].name)
    assert (
        details_words(recused, setup, japanese)
        == "評価対象 4件、評価委員 5名、変更 評価対象 1, 評価委員 2か所"
    )
    english = load_language("en")
    assert details_words(typed, setup, english) == f"gone, A {setup.subjects[0].title}, unheard: of"
    assert details_words(closed, setup, english) == "closing 1, reason: 訂正"


def test_words_acts_persons_and_days_narrow_down(setup) -> None:
    found = entries(
        lines(
            (Act.CREATED, {"setup": "abc"}),
            (Act.BALLOT_ISSUED, {"member": "m1", "serial": 1}),
            (Act.BALLOT_ISSUED, {"member": "m2", "serial": 1}),
            (Act.CLOSED, {}),
        ),
        setup,
        load_language("ja"),
    )

    def places(zone: timezone = JAPAN, **asked: object) -> list[int]:
        return matching(found, Asked(**asked), zone)  # type: ignore[arg-type]

    assert places() == [0, 1, 2, 3]
    assert places(text="m1") == [1]
    assert places(text=found[1].line.hash[:12].upper()) == [1]
    assert places(text="発行 ｍ２") == [2]
    # not across two facts: the digest of the set-up ends where the hash begins
    assert places(text="abc" + found[0].line.hash[:3]) == []
    assert places(act="ballot-issued", actor="suzuki") == [1]
    # 16:00 UTC is the next day in Japan, and from 15:00 UTC on
    first = date(2026, 4, 1)
    assert places(since=first, until=first) == [0, 1, 2, 3]
    assert places(UTC, since=first) == []
    assert places(UTC, until=date(2026, 3, 31)) == [0, 1, 2, 3]
    assert not Asked().narrows
    assert Asked(actor="x").narrows


def test_the_record_of_a_real_evaluation_reads_well(full_desk: Desk, setup) -> None:
    said = evalapp("record", full_desk.evaluation).out
    assert "taken in" in said
    from evalapp.store.evaluation_file import EvaluationFile  # noqa: PLC0415

    with EvaluationFile(full_desk.evaluation) as file:
        found = entries(file.record(), setup, load_language("ja"))
    assert [entry.act for entry in found[:2]] == ["作成", "評価票ファイルを発行"]
    assert found[0].what == ""
    assert found[1].what == f"{setup.members[0].name} (m1)、1通目"
    assert all(len(entry.line.hash) == 64 for entry in found)
    assert members(1)[0].name not in found[1].what
