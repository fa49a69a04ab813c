"""Texts of other evaluations, of other versions of the app, damaged ones and huge ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalapp import canonical
from evalapp.texts import NO_TEXTS, Recommendation, SubjectTexts, Texts
from evalapp.texts_kept import texts_document
from tests.story import Desk, evalapp, new_desk, raw_sqlite, refused, tampering
from ui.cli import texting

WRITTEN = Texts(lead="前書き", subjects={"P": SubjectTexts("妥当である。")})


def kept(desk: Desk, document: bytes) -> str:
    """Put a document among the texts, as another app would; returns its digest."""
    digest = canonical.digest(document)
    with raw_sqlite(desk.evaluation) as db:
        db.execute(
            "INSERT INTO texts (at, digest, document) VALUES ('2027-01-05T03:00:00+00:00', ?, ?)",
            [digest, document.decode()],
        )
    return digest


@pytest.fixture
def other(tmp_path: Path) -> Desk:
    """An evaluation with the same subjects and no texts either."""
    return new_desk(tmp_path / "other")


@pytest.mark.parametrize("suffix", ["toml", "xlsx"])
def test_the_texts_of_another_evaluation_are_refused(small: Desk, other: Desk, suffix: str) -> None:
    path = other.folder / f"texts.{suffix}"
    evalapp("texts", other.evaluation, "--out", path)
    for language, words in (
        ("en", "another evaluation than “小さな評価”"),
        ("ja", "「小さな評価」とは別の評価"),
    ):
        sentence = refused("--lang", language, "texts", small.evaluation, "--from", path, "--apply")
        assert words in sentence
    assert "texts-changed" not in {line["act"] for line in small.record()}
    evalapp("texts", other.evaluation, "--from", path)


def test_a_file_by_hand_needs_no_evaluation_and_may_name_the_state_it_was_made_from(small: Desk) -> None:
    path = small.folder / "texts.toml"
    evalapp("texts", small.evaluation, "--out", path)
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.startswith("evaluation = ") for line in lines) == 1
    path.write_text("\n".join(line for line in lines if not line.startswith("evaluation = ")), "utf-8")
    assert evalapp("texts", small.evaluation, "--from", path, "--json").json["texts"] == []


def test_texts_kept_by_an_older_app_keep_their_number(small: Desk) -> None:
    document = json.loads(texts_document(WRITTEN))
    del document["reviewing_body"]
    digest = kept(small, canonical.encode(document))
    assert digest != canonical.digest(texts_document(WRITTEN))
    path = small.folder / "texts.toml"
    evalapp("texts", small.evaluation, "--out", path)
    text = path.read_text("utf-8")
    assert digest in text
    first = small.folder / "first.toml"
    first.write_text(text.replace("妥当である。", "過大である。"), "utf-8")
    evalapp("texts", small.evaluation, "--from", first, "--apply")
    second = small.folder / "second.toml"
    second.write_text(text.replace("前書き", "はじめに"), "utf-8")
    found = evalapp("texts", small.evaluation, "--from", second, "--apply", "--json").json
    assert (found["applied"], found["counts"]["changed"]) == (True, 1)
    evalapp("texts", small.evaluation, "--out", small.folder / "last.toml")
    last = (small.folder / "last.toml").read_text("utf-8")
    assert "過大である。" in last
    assert "はじめに" in last


def test_texts_changed_by_hand_are_not_read(small: Desk) -> None:
    kept(small, texts_document(WRITTEN))
    with tampering(small.evaluation) as db:
        db.execute("UPDATE texts SET document = replace(document, '妥当', '過大')")
    path = small.folder / "hand.toml"
    path.write_text('[report]\ntitle = "x"\n', "utf-8")
    out = small.folder / "texts.toml"
    assert "damaged" in refused("texts", small.evaluation, "--out", out)
    assert "damaged" in refused("texts", small.evaluation, "--from", path)
    assert not out.exists()


@pytest.mark.parametrize("text", ["𠮷" * 16_001, "あ" * 32_768, "\x07"])
def test_a_text_that_no_file_could_bring_in_is_damage(small: Desk, text: str) -> None:
    kept(small, texts_document(Texts(subjects={"P": SubjectTexts(text)})))
    for suffix in ("toml", "xlsx"):
        assert "damaged" in refused("texts", small.evaluation, "--out", small.folder / f"texts.{suffix}")


def test_texts_too_large_for_toml_are_written_as_a_workbook_only(small: Desk) -> None:
    advice = tuple(Recommendation("あ" * 30_000) for _ in range(25))
    kept(small, texts_document(Texts(subjects={"P": SubjectTexts(recommendations=advice)})))
    toml, book = small.folder / "texts.toml", small.folder / "texts.xlsx"
    assert ".xlsx" in refused("texts", small.evaluation, "--out", toml)
    assert not toml.exists()
    evalapp("texts", small.evaluation, "--out", book)
    assert evalapp("texts", small.evaluation, "--from", book, "--json").json["texts"] == []
    toml.write_bytes(b"#" * (2 * 2**20 + 1))
    assert "2 MB" in refused("texts", small.evaluation, "--from", toml)


@pytest.mark.parametrize("option", ["--apply", "--json"])
def test_what_belongs_to_taking_in_is_wrong_usage_when_writing_out(small: Desk, option: str) -> None:
    out = small.folder / "texts.toml"
    said = evalapp("texts", small.evaluation, "--out", out, option, code=2)
    assert f"argument {option}: not allowed with argument --out" in said.err
    assert "usage: evalapp texts" in said.err
    said = evalapp("--lang", "ja", "texts", small.evaluation, option, "--out", out, code=2)
    assert option in said.err
    assert "not allowed" not in said.err
    assert not out.exists()


def test_who_breaks_off_before_the_plan_is_ready_has_written_nothing(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small.folder / "hand.toml"
    path.write_text('[report]\ntitle = "x"\n', "utf-8")
    before = small.evaluation.read_bytes()

    def broken_off(*_arguments: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(texting, "plan_lines", broken_off)
    evalapp("texts", small.evaluation, "--from", path, "--apply", code=130)
    assert small.evaluation.read_bytes() == before


def test_nothing_kept_is_named_alike_by_every_version(small: Desk) -> None:
    path = small.folder / "texts.toml"
    evalapp("texts", small.evaluation, "--out", path)
    assert f'based_on = "{canonical.digest(b"")}"' in path.read_text("utf-8")
    kept(small, texts_document(NO_TEXTS))
    assert evalapp("texts", small.evaluation, "--from", path, "--json").json["texts"] == []
