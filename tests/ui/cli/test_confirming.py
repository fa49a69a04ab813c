"""Excel forms at the secretariat's desk: issued, sent back, taken in, compared with the member, confirmed."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from evalapp.form import comment_name, mark_name
from evalapp.rubric import CommentKind
from tests.story import Desk, evalapp, refused


@pytest.fixture
def form(small: Desk) -> Path:
    """The form of m1, issued."""
    evalapp("ballots", small.evaluation, "--out", small.folder / "forms", "--as", "excel", "--member", "m1")
    return small.folder / "forms/m1.xlsx"


def returned(form: Path, name: str = "back.xlsx", **cells: object) -> Path:
    """The form as the member sends it back; without other cells all scores are 2."""
    filled = {mark_name(subject, criterion): 2 for subject in (1, 2) for criterion in (1, 2)}
    book = openpyxl.load_workbook(form)
    for key, value in {**filled, **cells}.items():
        ((sheet, place),) = book.defined_names[key].destinations
        book[sheet][place.replace("$", "")] = value
    target = form.with_name(name)
    book.save(target)
    return target


def code_of(desk: Desk) -> str:
    """The code of the one form that waits, as ``confirm`` shows it."""
    (one,) = evalapp("confirm", desk.evaluation, "--json").json["forms"]
    return str(one["code"])


def by(monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    monkeypatch.setattr("ui.cli.account_name", lambda: person)


def test_from_the_form_to_a_mean(small: Desk, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by(monkeypatch, "sato")
    back = returned(form, **{comment_name(1, None, CommentKind.POSITIVE): "良い点\n二行目"})
    said = evalapp("intake", small.evaluation, back)
    assert "new: " in said.out
    assert "(not signed)" in said.out
    said = evalapp("intake", small.evaluation, back, "--apply")
    assert "evalapp confirm" in said.out
    assert small.cell("P", "c1")["mean"] == "－"
    assert small.figures()[0]["unconfirmed"] == 1
    assert "Excel forms not confirmed: 1" in evalapp("results", small.evaluation).out
    said = evalapp("--lang", "ja", "confirm", small.evaluation)
    for words in (
        "m1 委員 一",
        "署名なし",
        "2件中2件に記入、合計4",
        "１．必要性",
        "良い点\n      二行目",
        "--apply",
    ):
        assert words in said.out
    code = code_of(small)
    assert "Another person" in refused("confirm", small.evaluation, "--code", code, "--apply")
    by(monkeypatch, "suzuki")
    assert "counts from now on" in evalapp("confirm", small.evaluation, "--code", code.lower(), "--apply").out
    assert small.cell("P", "c1")["mean"] == "2.0"
    assert small.verified()
    assert [(line["act"], line["actor"]) for line in small.record()][-2:] == [
        ("form-received", "sato"),
        ("form-confirmed", "suzuki"),
    ]
    assert "No form is waiting" in evalapp("confirm", small.evaluation).out
    evalapp("export", small.evaluation, "--out", small.folder / "out", "--sheets", "--named")


def test_a_rejected_form_stays_out(small: Desk, form: Path) -> None:
    evalapp("intake", small.evaluation, returned(form), "--apply")
    said = evalapp("confirm", small.evaluation, "--code", code_of(small), "--reject")
    assert "stays out" in said.out
    assert small.cell("P", "c1")["mean"] == "－"
    assert small.verified()


def test_the_waiting_forms_as_json(small: Desk, form: Path) -> None:
    evalapp("intake", small.evaluation, returned(form, **{mark_name(2, 2): "評価不能"}), "--apply")
    found = evalapp("confirm", small.evaluation, "--json").json
    assert found["decided"] is None
    (one,) = found["forms"]
    assert (one["member"], one["draft"], one["blank"]) == ("m1", False, [])
    assert [sheet["marks"] for sheet in one["sheets"]] == [
        {"c1": 2, "c2": 2},
        {"c1": 2, "c2": "cannot_judge"},
    ]


def test_an_incomplete_form_says_what_is_blank(
    small: Desk, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = returned(form, **{mark_name(1, 2): None})
    said = evalapp("intake", small.evaluation, back, "--apply")
    assert "still blank (1): P-c2" in said.out
    assert "still blank: 1" in evalapp("confirm", small.evaluation).out
    by(monkeypatch, "suzuki")
    code = code_of(small)
    assert "blank cells (1)" in refused("confirm", small.evaluation, "--code", code, "--apply")
    evalapp("intake", small.evaluation, returned(form, "whole.xlsx"), "--apply")
    by(monkeypatch, "sato")
    evalapp("confirm", small.evaluation, "--code", code_of(small), "--apply")
    assert small.cell("P", "c2")["mean"] == "2.0"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--apply",), "--code CODE"),
        (("--reject",), "--code CODE"),
        (("--member", "m9"), "m9"),
        (("--code", "0000-0000-0000", "--apply"), "0000-0000-0000"),
    ],
)
def test_what_cannot_be_confirmed_is_said(
    words: tuple[str, ...], sentence: str, small: Desk, form: Path
) -> None:
    evalapp("intake", small.evaluation, returned(form), "--apply")
    assert sentence in refused("confirm", small.evaluation, *words)


def test_what_was_compared_is_what_is_confirmed(
    small: Desk, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan, the intake and the list show one code; a form that came meanwhile has another."""
    back = returned(form)
    code = small.intake(back, apply=False)["files"][0]["code"]
    assert small.intake(back)["files"][0]["code"] == code == code_of(small)
    forged = returned(form, "forged.xlsx", **{mark_name(1, 1): 0})
    evalapp("intake", small.evaluation, forged, "--apply")
    by(monkeypatch, "suzuki")
    refused("confirm", small.evaluation, "--code", code, "--apply")
    said = evalapp("confirm", small.evaluation, "--code", code_of(small), "--reject")
    assert f"waits again: code {code}" in said.out
    evalapp("confirm", small.evaluation, "--code", code, "--apply")
    assert small.cell("P", "c1")["mean"] == "2.0"


def test_a_long_comment_is_shown_to_its_end(small: Desk, form: Path) -> None:
    text = "長い意見。" * 60 + "直ちに中止すべきである。"
    back = returned(form, **{comment_name(1, None, CommentKind.ISSUE): text})
    evalapp("intake", small.evaluation, back, "--apply")
    assert text in evalapp("confirm", small.evaluation).out


def test_a_form_is_not_typed_in(small: Desk, form: Path) -> None:
    assert "intake" in refused("type-in", small.evaluation, returned(form))
    assert "intake" in refused("fill", small.ballot("m1"), "--from", form)


def test_forms_and_submissions_in_one_folder(small: Desk, form: Path) -> None:
    small.fill("m2", [("m2", subject, criterion, 3) for subject in "PQ" for criterion in ("c1", "c2")])
    inbox = small.folder / "inbox"
    small.hand_in("m2", folder=inbox)
    returned(form).rename(inbox / "form.xlsx")
    (inbox / "other.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    found = small.intake(inbox, code=1)
    assert found["counts"] == {"new": 2, "unchanged": 0, "replaces": 0, "refused": 1}
    assert [one["reason"] for one in found["files"] if one["status"] == "refused"] == ["workbook-damaged"]
    assert small.cell("P", "c1")["points"] == [3]


def test_a_cell_that_cannot_be_understood_is_named_in_both_languages(small: Desk, form: Path) -> None:
    back = returned(form, **{mark_name(1, 1): 4, mark_name(2, 2): "A"})
    sentences = set()
    for language in ("en", "ja"):
        said = evalapp("--lang", language, "intake", small.evaluation, back, code=1)
        assert re.search(r"![A-Z]+[0-9]+", said.err)
        assert "4" in said.err
        sentences.add(said.err)
    assert len(sentences) == 2
