"""close, reopen, corrections: as typed."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.exports import pdf_reading as pdf
from tests.story import HEADS, Desk, evalapp, refused


@pytest.fixture
def corrected(full_desk: Desk) -> Desk:
    """The sample, closed; then m1 corrects a score and m4 writes another comment, each with its reason."""
    desk = full_desk
    evalapp("close", desk.evaluation)
    for member, row, reason in (
        ("m1", ("m1", "A", "c1", 0), "記入誤り"),
        ("m4", ("m4", "A", "", "", "良い計画である。"), "意見の差替え"),
    ):
        table = desk.table("rows.csv", [row], HEADS[:5])
        evalapp("fill", desk.ballot(member), "--from", table)
        path = desk.hand_in(member)
        assert "reason" in refused("intake", desk.evaluation, path, "--apply")
        evalapp("intake", desk.evaluation, path, "--apply", "--reason", reason)
    return desk


def test_from_closing_to_the_list(corrected: Desk) -> None:
    found = evalapp("corrections", corrected.evaluation, "--json").json
    assert [
        (one["subject"], one["criterion"], one["field"], one["member"], one["reason"]) for one in found
    ] == [
        ("A", "c1", "points", "m1", "記入誤り"),
        ("A", None, "positive", "m4", "意見の差替え"),
    ]
    assert found[0]["new"] == 0
    now = corrected.cell("A", "c1")
    assert found[0]["after"] == {"mean": now["mean"], "n": now["n"], "sum": now["sum"]}
    assert found[0]["before"]["sum"] - found[0]["old"] == now["sum"]
    said = evalapp("corrections", corrected.evaluation).out
    assert "Corrected cells: 2" in said
    assert "記入誤り" in said
    assert corrected.verified()


def test_the_official_list_names_nobody(corrected: Desk) -> None:
    out = corrected.folder / "list.pdf"
    evalapp("corrections", corrected.evaluation, "--pdf", out)
    printed = pdf.text(out.read_bytes())
    assert "正誤表" in printed
    assert "記入誤り" in printed
    names = [one["name"].replace(" ", "") for one in _committee(corrected)]
    assert not [name for name in names if name in printed]
    evalapp("corrections", corrected.evaluation, "--pdf", out, "--named")
    assert names[0] in pdf.text(out.read_bytes())
    refused("corrections", corrected.evaluation, "--pdf", corrected.folder / "list.txt")


def test_the_table_opens_in_a_spreadsheet(corrected: Desk) -> None:
    out = corrected.folder / "list.csv"
    evalapp("corrections", corrected.evaluation, "--csv", out)
    heads, *rows = csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline=""))
    assert "member" not in heads
    assert [row[heads.index("field")] for row in rows] == ["points", "positive"]
    evalapp("corrections", corrected.evaluation, "--csv", out, "--named")
    heads, *rows = csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline=""))
    assert [row[heads.index("member")] for row in rows] == ["m1", "m4"]


def test_reopened_and_closed_again(corrected: Desk) -> None:
    refused("close", corrected.evaluation)
    refused("reopen", corrected.evaluation, "--reason", " ")
    evalapp("reopen", corrected.evaluation, "--reason", "委員会の求め")
    refused("reopen", corrected.evaluation, "--reason", "もう一度")
    corrected.fill("m2", [("m2", "A", "c2", 0)])
    corrected.intake(corrected.hand_in("m2"))
    evalapp("close", corrected.evaluation)
    found = evalapp("corrections", corrected.evaluation, "--json").json
    assert [one["reason"] for one in found] == ["記入誤り", "委員会の求め", "意見の差替え"]
    assert corrected.verified()


def test_an_evaluation_never_closed_has_no_list(full_desk: Desk) -> None:
    assert "never closed" in refused("corrections", full_desk.evaluation)
    assert "not closed" in refused("reopen", full_desk.evaluation, "--reason", "x")
    evalapp("close", full_desk.evaluation)
    assert "Nothing has been corrected" in evalapp("corrections", full_desk.evaluation).out
    assert full_desk.cell("A", "c1")["points"]


def _committee(desk: Desk) -> list[dict[str, str]]:
    out = desk.folder / "named"
    evalapp("export", desk.evaluation, "--out", out, "--json", "--named")
    (path,) = out.glob("*.json")
    found: list[dict[str, str]] = json.loads(path.read_text("utf-8"))["committee"]
    return found
