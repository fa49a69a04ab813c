"""status on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.story import Desk, evalapp
from ui import cli


def test_who_is_how_far_in_both_languages(desk: Desk) -> None:
    desk.intake(desk.submission("m1"), desk.submission("m3"))
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m1")
    said = evalapp("status", desk.evaluation).out.splitlines()
    assert said[0].startswith("m1  髙瀬 惇也  Needs a look 4  last received ")
    assert said[1] == (
        "    A, B, C, P: The answers are from before the last issue; nothing came from the newer one yet."
    )
    assert said[2].startswith("m2  ")
    assert "  Issued 4  Ballot 1, issued " in said[2]
    assert "  Handed in 3  Recused or absent 1  " in said[3]
    assert said[-2:] == [
        "Issued 12  Needs a look 4  Handed in 3  Recused or absent 1",
        "Members who have still to answer: 3",
    ]
    japanese = evalapp("--lang", "ja", "status", desk.evaluation).out.splitlines()
    assert japanese[-2:] == ["発行済 12  要確認 4  提出済 3  辞退・欠席 1", "未回答のある委員: 3名"]
    assert not any(word in line for line in japanese for word in ("Issued", "Ballot", "received"))


def test_the_json_has_every_cell(desk: Desk) -> None:
    desk.intake(desk.submission("m3"))
    found = evalapp("status", desk.evaluation, "--json").json
    assert found["counts"]["handed-in"] == 3
    assert found["to_remind"] == ["m1", "m2", "m4", "m5"]
    third = found["members"][2]
    assert third["received"]["code"] == desk.record()[-1]["details"]["code"]
    assert third["cells"]["B"] == {
        "state": "recused",
        "owed": False,
        "reasons": [],
        "recusal": "conflict",
        "blank": 0,
    }
    assert [subject["owed"] for subject in found["subjects"]] == [4, 4, 4, 4]


def test_only_who_is_late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.intake(desk.submission("m3"), desk.submission("m5"))
    assert evalapp("status", desk.evaluation, "--late").out.splitlines()[0].startswith("Issued ")

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003
            return datetime(2040, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(cli, "datetime", Later)
    said = evalapp("status", desk.evaluation, "--late").out.splitlines()
    assert [line[:2] for line in said[:3]] == ["m1", "m2", "m4"]
    assert all(line.endswith("  late") for line in said[:3])
    assert said[-1] == "The deadline has passed; members who are late: 3"
    assert [one["id"] for one in evalapp("status", desk.evaluation, "--late", "--json").json["members"]] == [
        "m1",
        "m2",
        "m4",
    ]
    desk.intake(*desk.all_submissions())
    assert evalapp("status", desk.evaluation).out.splitlines()[-1] == "Nobody has anything left to answer."
