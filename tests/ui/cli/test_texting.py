"""The report's joint texts, out to be edited and back in, as a secretariat does it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.story import Desk, evalapp, refused


@pytest.fixture
def toml(small: Desk) -> Path:
    """The texts of the small evaluation, written out as they stand: nothing is written yet."""
    path = small.folder / "texts.toml"
    evalapp("texts", small.evaluation, "--out", path)
    return path


def consensus(desk: Desk, subject: str) -> str:
    path = desk.folder / f"look-{len(list(desk.folder.iterdir()))}.toml"
    evalapp("texts", desk.evaluation, "--out", path)
    tables = tomllib.loads(path.read_text("utf-8"))["subject"]
    return str(next(table for table in tables if table["id"] == subject)["consensus"])


def edited(path: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    target = path.with_name(name)
    target.write_text(text, "utf-8")
    return target


P, Q = 'id = "P"\nconsensus = ""', 'id = "Q"\nconsensus = ""'
P_WRITTEN, Q_WRITTEN = ('id = "P"\nconsensus = "妥当である。"', 'id = "Q"\nconsensus = "課題が残る。"')


def test_nothing_is_written_before_the_plan_is_carried_out(small: Desk, toml: Path) -> None:
    changed = edited(toml, "changed.toml", (P, P_WRITTEN))
    said = evalapp("texts", small.evaluation, "--from", changed)
    assert "new: P / joint judgement\n    + 妥当である。\n" in said.out
    assert "--apply" in said.out
    assert consensus(small, "P") == ""
    said = evalapp("texts", small.evaluation, "--from", changed, "--apply")
    assert "The texts were changed." in said.out
    assert consensus(small, "P") == "妥当である。"
    assert small.verified()
    assert small.record()[-1]["act"] == "texts-changed"


def test_the_same_file_again_changes_nothing(small: Desk, toml: Path) -> None:
    changed = edited(toml, "changed.toml", (P, P_WRITTEN))
    evalapp("texts", small.evaluation, "--from", changed, "--apply")
    lines = len(small.record())
    found = evalapp("texts", small.evaluation, "--from", changed, "--apply", "--json").json
    assert (found["applied"], found["texts"]) == (False, [])
    assert len(small.record()) == lines


def test_two_people_edit_copies_and_both_get_in(small: Desk, toml: Path) -> None:
    for change in ((P, P_WRITTEN), (Q, Q_WRITTEN)):
        evalapp("texts", small.evaluation, "--from", edited(toml, "copy.toml", change), "--apply")
    assert (consensus(small, "P"), consensus(small, "Q")) == ("妥当である。", "課題が残る。")


def test_what_both_changed_is_left_and_named(small: Desk, toml: Path) -> None:
    evalapp("texts", small.evaluation, "--from", edited(toml, "one.toml", (P, P_WRITTEN)), "--apply")
    other = edited(toml, "two.toml", (P, P_WRITTEN.replace("妥当", "不十分")), (Q, Q_WRITTEN))
    said = evalapp("texts", small.evaluation, "--from", other, "--apply", code=1)
    assert "changed by both: P / joint judgement" in said.out
    assert (consensus(small, "P"), consensus(small, "Q")) == ("妥当である。", "課題が残る。")


def test_who_goes_on_editing_one_file_can_take_it_again(small: Desk, toml: Path) -> None:
    """The second round meets the first; the plan shows the lines, and --overwrite takes the file's."""
    evalapp("texts", small.evaluation, "--from", edited(toml, "one.toml", (P, P_WRITTEN)), "--apply")
    second = edited(toml, "two.toml", (P, P_WRITTEN.replace("妥当", "概ね妥当")))
    said = evalapp("texts", small.evaluation, "--from", second, "--apply", code=1)
    assert "--overwrite" in said.err
    said = evalapp("texts", small.evaluation, "--from", second, "--overwrite")
    assert "changed: P / joint judgement" in said.out
    assert consensus(small, "P") == "妥当である。"
    evalapp("texts", small.evaluation, "--from", second, "--overwrite", "--apply")
    assert consensus(small, "P") == "概ね妥当である。"
    assert small.verified()


def test_a_file_by_hand_says_nothing_about_what_it_does_not_name(small: Desk, toml: Path) -> None:
    evalapp("texts", small.evaluation, "--from", edited(toml, "one.toml", (P, P_WRITTEN)), "--apply")
    path = small.folder / "hand.toml"
    path.write_text(f"[[subject]]\n{Q_WRITTEN}\n", "utf-8")
    evalapp("texts", small.evaluation, "--from", path, "--apply")
    assert consensus(small, "P") == "妥当である。"
    path.write_text('[[subject]]\nid = "P"\nconsensus = ""\n', "utf-8")
    said = evalapp("texts", small.evaluation, "--from", path, "--apply")
    assert "removed: P / joint judgement\n    - 妥当である。" in said.out
    assert (consensus(small, "P"), consensus(small, "Q")) == ("", "課題が残る。")


def test_the_workbook_brings_the_same_texts_back(small: Desk, toml: Path) -> None:
    evalapp("texts", small.evaluation, "--from", edited(toml, "one.toml", (P, P_WRITTEN)), "--apply")
    book = small.folder / "texts.xlsx"
    evalapp("texts", small.evaluation, "--out", book)
    found = evalapp("texts", small.evaluation, "--from", book, "--json").json
    assert found["texts"] == []
    assert found["counts"]["unchanged"] > 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[subject]]\nid = "Z"\n', ("Z", "P")),
        ('[[subject]]\nid = "P"\nconsensus = 3\n', ("consensus",)),
        ('[[subject]]\nid = "P"\nverdict = "x"\n', ("verdict",)),
        ('[[subject]]\nid = "P"\n[[subject]]\nid = "P"\n', ("P",)),
        ('[[subject]]\nid = "P"\n[[subject.recommendation]]\nresponse = "x"\n', ("text",)),
        ('[report]\nchapters = ["scores"]\n', ("chapters", "scores")),
        ('[headings]\nfoo = "x"\n', ("foo",)),
        ('based_on = "0"\n', ("based_on",)),
        ("[report\n", ("TOML",)),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_by_place(
    small: Desk, text: str, words: tuple[str, ...]
) -> None:
    path = small.folder / "bad.toml"
    path.write_text(text, "utf-8")
    for language in ("en", "ja"):
        sentence = refused("--lang", language, "texts", small.evaluation, "--from", path)
        assert all(word in sentence for word in words), sentence
        assert "set-up" not in sentence
        assert "設定" not in sentence


def test_another_suffix_is_refused_and_nothing_overwritten(small: Desk, toml: Path) -> None:
    refused("texts", small.evaluation, "--out", small.folder / "t.docx")
    refused("texts", small.evaluation, "--from", small.ballot("m1"))
    before = toml.read_bytes()
    refused("texts", small.evaluation, "--out", toml)
    assert toml.read_bytes() == before
