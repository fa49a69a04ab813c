"""What a strict reader found: cases in which answers could have changed, leaked or vanished unseen."""

from __future__ import annotations

import csv
import io
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.verify import verify
from tests.story import SMALL_SETUP, Desk, evalapp, new_desk, refused, tampering

FULL = [("m1", "P", "c1", 3), ("m1", "P", "c2", 2), ("m1", "Q", "c1", 1), ("m1", "Q", "c2", 0)]


def typed(desk: Desk, rows: list[tuple[object, ...]], *words: object, code: int = 0) -> str:
    said = evalapp("type-in", desk.evaluation, desk.table("typed.csv", rows), *words, code=code)
    return said.out + said.err


def test_an_intake_under_typed_answers_is_undone_only_after_them(small: Desk) -> None:
    small.fill("m1", FULL)
    small.intake(small.hand_in("m1"))
    typed(small, [("m1", "P", "c1", 0)], "--apply", "--confirm", 1)
    assert small.cell("P", "c1")["points"] == [0]
    sentence = refused("undo-intake", small.evaluation, "--intake", 1)
    assert "intake 2" in sentence
    assert small.cell("P", "c2")["points"] == [2]
    evalapp("undo-intake", small.evaluation)
    assert small.cell("P", "c1")["points"] == [3]
    evalapp("undo-intake", small.evaluation)
    assert small.cell("P", "c1")["points"] == []
    assert small.verified()


def test_typing_in_never_makes_a_draft_official(small: Desk) -> None:
    small.fill("m1", FULL[:1])
    small.intake(small.hand_in("m1", "--draft"))
    shown = typed(small, [("m1", "P", "", "", "意見")])
    assert "still blank (2): P-c1, P-c2" in shown
    typed(small, [("m1", "P", "", "", "意見")], "--apply")
    assert small.cell("P", "c1")["points"] == [None]
    assert small.cell("P", "c1")["blank"] == 1
    assert small.verified()


def test_the_second_entry_is_another_file(small: Desk) -> None:
    path = small.table("typed.csv", FULL)
    assert "second entry" in refused("type-in", small.evaluation, path, "--second", path)
    other = small.table("again.csv", [*FULL[:3], ("m1", "Q", "c2", 1)])
    assert "m1 / Q / c2 / points" in refused("type-in", small.evaluation, path, "--second", other)
    evalapp("type-in", small.evaluation, path, "--second", small.table("same.csv", FULL), "--apply")
    assert small.cell("Q", "c2")["points"] == [0]


@pytest.mark.parametrize(
    "rest", [("m1", "P", "c1", 3), ("m1", "P", "c2", "NA"), ("m1", "P", "c2", "", "意見")]
)
def test_a_recusal_beside_an_answer_is_refused(rest: tuple[object, ...], small: Desk) -> None:
    said = small.fill("m1", [("m1", "P", "", "辞退"), rest], code=1)
    assert "Row 3: Row 2 says" in said.err
    small.fill("m1", [("m1", "P", "", "辞退"), ("m1", "P", "c1", "")])
    small.fill("m1", [("m1", "P", "c1", "")])  # a blank does not take it back
    small.fill("m1", FULL[2:])
    small.intake(small.hand_in("m1"))
    assert small.cell("P", "c1")["recused"] == 1
    small.fill("m1", FULL[:2])
    small.intake(small.hand_in("m1"))
    assert small.cell("P", "c1")["points"] == [3]


def test_ids_are_known_in_any_width_and_composition(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "kana", SMALL_SETUP.replace('id = "P"', 'id = "ガ1"'))
    for word in ("ガ1", "ｶﾞ1", "ガ１", unicodedata.normalize("NFD", "ガ1")):
        desk.fill("m1", [("ｍ１", word, "Ｃ１", "２")])
    setup = SMALL_SETUP.replace('id = "m2"', 'id = "ｍ１"')
    path = tmp_path / "twins.toml"
    path.write_text(setup, "utf-8")
    assert "twice" in refused("new", tmp_path / "x.evaluation", "--setup", path)


def test_an_accepted_file_stays_accepted_after_a_new_ballot(small: Desk) -> None:
    small.fill("m1", FULL)
    first = small.hand_in("m1")
    small.intake(first)
    evalapp("ballots", small.evaluation, "--out", small.ballots, "--member", "m1")
    assert small.intake(first)["counts"]["unchanged"] == 1
    small.fill("m1", [("m1", "P", "c1", 0)])
    late = small.intake(small.hand_in("m1"), code=1)["files"][0]
    assert late["reason"] == "submission-superseded-ballot"


def test_a_new_ballot_takes_over_only_what_it_does_not_hold(small: Desk) -> None:
    small.fill("m1", [*FULL, ("m1", "P", "", "", "前の意見")])
    evalapp("ballots", small.evaluation, "--out", small.ballots, "--member", "m1")
    small.fill("m1 (2)", [("m1", "P", "c1", 0)])
    said = evalapp("fill", small.ballot("m1 (2)"), "--from", small.ballot("m1"))
    assert "cells filled: 4 of 4" in said.out
    small.intake(small.hand_in("m1 (2)"))
    assert small.cell("P", "c1")["points"] == [0]
    assert small.cell("P", "c2")["points"] == [2]


def test_names_of_ballots_never_meet(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", SMALL_SETUP.replace('id = "m2"', 'id = "m1-2"'))
    stale = desk.ballots / ".m1 (2).ballot.0123456789ab.tmp"
    stale.write_bytes(b"a key left by a killed process")
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m1")
    assert {path.name for path in desk.ballots.iterdir()} == {"m1.ballot", "m1-2.ballot", "m1 (2).ballot"}


def test_a_mail_footer_does_no_harm_and_clutter_is_passed_over(small: Desk) -> None:
    small.fill("m1", FULL)
    path = small.hand_in("m1")
    path.write_bytes(b"\r\n" + path.read_bytes() + b"\r\n-- \r\nSent from my phone\r\n")
    for name in ("Thumbs.db", "desktop.ini", "~$notes.xlsx", ".DS_Store"):
        (path.parent / name).write_bytes(b"x")
    assert small.intake(path.parent)["counts"] == {"new": 1, "unchanged": 0, "replaces": 0, "refused": 0}


def test_results_print_nothing_that_the_originals_do_not_say(small: Desk) -> None:
    small.fill("m1", FULL)
    small.intake(small.hand_in("m1"))
    with tampering(small.evaluation) as connection:
        connection.execute("UPDATE mark SET points = 3 WHERE points = 0")
    for words in (("results",), ("results", "--json"), ("results", "--csv")):
        said = evalapp(words[0], small.evaluation, *words[1:], code=1)
        assert said.out == ""
        assert "record --verify" in said.err


def test_verifying_beside_an_intake_sees_one_state(small: Desk) -> None:
    small.fill("m1", FULL)
    path = small.hand_in("m1")
    with EvaluationFile(small.evaluation) as file:
        with file.one_state():
            assert file.last_line().number == 3
            busy = sqlite3.connect(small.evaluation, timeout=0, isolation_level=None)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                busy.executescript("BEGIN IMMEDIATE; INSERT INTO intake (at) VALUES ('x'); COMMIT;")
            busy.close()
            assert verify(file) == ()
        small.intake(path)
        with file.one_state():
            assert file.last_line().number == 4
            assert verify(file) == ()


def test_the_plan_names_the_confirmation_that_will_be_asked_for(small: Desk) -> None:
    small.fill("m1", FULL)
    small.intake(small.hand_in("m1"))
    small.fill("m1", [("m1", "P", "c1", 0)])
    path = small.hand_in("m1")
    said = evalapp("intake", small.evaluation, path)
    assert "--apply --confirm 1" in said.out
    assert "1 of 8 scores" in evalapp("intake", small.evaluation, path, "--apply", code=1).err
    assert small.cell("P", "c1")["points"] == [3]
    evalapp("intake", small.evaluation, path, "--apply", "--confirm", 1)
    assert small.cell("P", "c1")["points"] == [0]
    assert [line["act"] for line in small.record()][-1] == "replaced"
    assert small.record()[-1]["details"]["changed"] == 1
    assert "changed" not in small.record()[-2]["details"]


def _csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_ballot_writes_its_own_answers_table(suffix: str, language: str, small: Desk) -> None:
    text = '=1+1 "引用",\n二行目\t𠮷 <b>'
    small.fill("m1", [*FULL[:3], ("m1", "Q", "c2", "NA"), ("m1", "P", "", "", text)])
    path = small.hand_in("m1")
    table = small.folder / f"回答.{suffix}"
    evalapp("--lang", language, "template", table, "--answers", small.ballot("m1"))
    assert "exists already" in refused("template", table, "--answers", small.ballot("m1"))
    if suffix == "csv":
        heads, *rows = _csv(table)
        assert heads[0] == ("委員" if language == "ja" else "member")
        assert rows[0][:4] == ["m1", "課題Ｐ", "必要性", "3"]
        assert len(rows) == 6
    evalapp("fill", small.ballot("m1"), "--from", table)
    # nothing has changed: the same revision, the same file
    assert evalapp("hand-in", small.ballot("m1"), "--out", small.submissions).out.split()[2] == str(path)
    assert ".csv" in refused("template", small.folder / "a.docx", "--answers", small.ballot("m1"))


def test_two_materials_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.pdf").write_bytes(b"%PDF-1.7")
    setup = SMALL_SETUP.replace('title = "課題Ｐ"', 'title = "課題Ｐ"\nmaterials = ["a/x.pdf", "b/x.pdf"]')
    (tmp_path / "setup.toml").write_text(setup, "utf-8")
    assert "x.pdf" in refused("new", tmp_path / "x.evaluation", "--setup", tmp_path / "setup.toml")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace('kind = "interim"', 'kind = "最終"'), "kind（評価の種類）"),
        (lambda text: text.replace('kind = "interim"', 'kind = "最終"'), "final（終了時評価）"),
        (lambda text: text.replace('title = "課題Ｑ"', ""), "評価対象 2の「title（名称）」"),
        (
            lambda text: text.replace('title = "総合評価", ', ""),
            "評価項目 2の「title（評価項目）」",
        ),
    ],
)
def test_set_up_faults_in_the_words_of_the_file(
    change: Callable[[str], str], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "setup.toml"
    path.write_text(change(SMALL_SETUP), "utf-8")
    said = evalapp("--lang", "ja", "new", tmp_path / "x.evaluation", "--setup", path, code=1)
    assert words in said.err


def test_wrong_usage_in_the_users_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert "使い方の誤り: 引数 コマンド: 'frob' は選べません" in evalapp("--lang", "ja", "frob", code=2).err
    assert "次の引数が必要です" in evalapp("--lang", "ja", "fill", code=2).err
    assert "オプション" in evalapp("--lang", "ja", "export", "--help").out
    assert "invalid choice: 'frob'" in evalapp("--lang", "en", "frob", code=2).err
    assert "options:" in evalapp("--lang", "en", "export", "--help").out
    assert capsys.readouterr().out == ""


def test_suffixes_are_not_translated(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(SMALL_SETUP, "utf-8")
    said = evalapp("--lang", "ja", "new", tmp_path / "x.db", "--setup", tmp_path / "s.toml", code=1)
    assert ".evaluation" in said.err
