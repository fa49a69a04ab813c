"""template, new and ballots, as the secretariat uses them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import resources
from evalapp.setup import parse_setup
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from tests.story import MEMBERS, SMALL_SETUP, Desk, evalapp, new_desk, refused


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("suffix", [".toml", ".xlsx"])
def test_a_template_is_written_once_and_never_over_another(
    language: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"setup{suffix}"
    assert str(path) in evalapp("--lang", language, "template", path).out
    data = path.read_bytes()
    assert len(data) > 500
    assert "exists already" in refused("template", path)
    assert path.read_bytes() == data
    if suffix == ".toml":
        assert {"evaluation", "subject", "member"} <= set(tomllib.loads(data.decode()))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("everything", [False, True])
def test_the_toml_template_needs_only_its_blanks_filled(
    language: str, everything: bool, tmp_path: Path
) -> None:
    path = tmp_path / "setup.toml"
    evalapp("--lang", language, "template", path)
    assert "title" in refused("new", tmp_path / "x.evaluation", "--setup", path)
    text = (
        path.read_text("utf-8").replace('title = ""', 'title = "評価"').replace('name = ""', 'name = "委員"')
    )
    if everything:
        # all the lines that are commented out are valid too; a recusal needs somebody else to judge
        text = re.sub(r"^# (?=\[\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)
        text = text.replace("[[recusal]]", '[[member]]\nid = "m2"\nname = "委員"\n[[recusal]]')
        text = text.replace('materials = ["file.pdf"]', "")
    made = parse_setup(tomllib.loads(text), "0" * 32)
    assert len(made.members) == (2 if everything else 1)
    assert len(made.recusals) == everything


def test_a_template_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert ".xlsx / .toml" in refused("template", tmp_path / "setup.docx")
    assert "not found" in refused("template", tmp_path / "no folder" / "setup.toml")


def test_new_makes_an_evaluation_and_never_overwrites(tmp_path: Path) -> None:
    setup = resources.path("sample", "setup.toml")
    path = tmp_path / "x.evaluation"
    said = evalapp("new", path, "--setup", setup)
    assert "subjects: 4, members: 5" in said.out
    data = path.read_bytes()
    assert "exists already" in refused("new", path, "--setup", setup)
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o077 == 0  # the secret key is in it
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.evaluation"]
    with EvaluationFile(path) as file:
        assert [member.id for member in file.evaluation.members] == list(MEMBERS)
        assert file.evaluation.members[1].name == "𠮷住 千景"
        assert file.evaluation.members[2].name == "辻󠄀堂 誠司"


def test_two_evaluations_of_one_set_up_are_different_ones(tmp_path: Path) -> None:
    one, other = new_desk(tmp_path / "one"), new_desk(tmp_path / "other")
    with EvaluationFile(one.evaluation) as first, EvaluationFile(other.evaluation) as second:
        assert first.evaluation.info.id != second.evaluation.info.id
        assert first.identity != second.identity


def test_a_set_up_in_a_workbook_is_the_same_as_in_toml(tmp_path: Path) -> None:
    """The empty workbook is refused by what is missing in it."""
    book = tmp_path / "setup.xlsx"
    evalapp("template", book)
    said = evalapp("new", tmp_path / "x.evaluation", "--setup", book, code=1)
    assert "set-up" in said.err
    assert not (tmp_path / "x.evaluation").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("s.toml", b"", "is empty"),
        ("s.toml", b"title = ", "TOML"),
        ("s.toml", b"\xff\xfe", "UTF-8"),
        ("s.toml", b"[" * 50_000, "TOML"),
        ("s.toml", b"x = 1", "“title” is missing"),
        ("s.toml", SMALL_SETUP.replace("kind =", "colour =").encode(), "“colour” is not known"),
        ("s.toml", SMALL_SETUP.replace("2027-01-22", "2027-02-30").encode(), "2027-02-30"),
        ("s.toml", SMALL_SETUP.replace('id = "Q"', 'id = "p"').encode(), "given twice"),
        ("s.docx", b"x", ".xlsx / .toml"),
        ("s.xlsx", b"x", ""),
        ("gone.toml", None, "not found"),
    ],
)
def test_a_set_up_at_fault_makes_no_file(
    name: str, content: bytes | None, words: str, tmp_path: Path
) -> None:
    setup = tmp_path / name
    if content is not None:
        setup.write_bytes(content)
    assert words in refused("new", tmp_path / "x.evaluation", "--setup", setup)
    assert [one.name for one in tmp_path.iterdir() if one != setup] == []


def test_the_name_of_an_evaluation(tmp_path: Path) -> None:
    setup = resources.path("sample", "setup.toml")
    assert ".evaluation" in refused("new", tmp_path / "x.db", "--setup", setup)
    sentence = refused("new", tmp_path / "no folder" / "x.evaluation", "--setup", setup)
    assert "no folder" in sentence
    assert ".tmp" not in sentence
    refused("new", tmp_path / ("長" * 120 + ".evaluation"), "--setup", setup)
    (tmp_path / "folder.evaluation").mkdir()
    refused("new", tmp_path / "folder.evaluation", "--setup", setup)


def test_every_member_gets_one_ballot_and_none_twice(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    assert sorted(path.name for path in desk.ballots.iterdir()) == ["m1.ballot", "m2.ballot"]
    data = {path: path.read_bytes() for path in desk.ballots.iterdir()}
    said = evalapp("ballots", desk.evaluation, "--out", desk.ballots)
    assert "already" in said.out
    evalapp("ballots", desk.evaluation, "--out", tmp_path / "elsewhere")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert {path: path.read_bytes() for path in desk.ballots.iterdir()} == data
    assert [line["act"] for line in desk.record()] == ["created", "ballot-issued", "ballot-issued"]


def test_a_ballot_holds_nothing_about_other_members(handed_in_once: Desk) -> None:
    with EvaluationFile(handed_in_once.evaluation) as file:
        people = file.evaluation.members
        identity = file.identity
    for member in people:
        data = handed_in_once.ballot(member.id).read_bytes()
        assert member.name.encode() in data
        assert identity.encode() not in data
        for other in people:
            if other is not member:
                assert other.name.encode() not in data
                assert other.email.encode() not in data
                assert other.affiliation.encode() not in data
    reason = "勤務先が課題Ｂの参画企業".encode()
    for member in people:  # why somebody is recused is the secretariat's matter
        assert reason not in handed_in_once.ballot(member.id).read_bytes()


def test_a_submission_shows_nothing_of_what_is_in_it(handed_in_once: Desk) -> None:
    for path in handed_in_once.all_submissions():
        data = path.read_bytes()
        assert data.isascii()
        for word in (b"m1", b"points", b"meti", b"sheets"):
            assert word not in data.replace(b"\n", b"")[40:-40] or len(word) == 2


def test_a_ballot_is_issued_again_under_the_next_serial(desk: Desk) -> None:
    said = evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m2", "--member", "m4")
    assert "m2 (2).ballot" in said.out
    with BallotFile(desk.ballot("m4 (2)")) as file:
        assert file.ballot.serial == 2
        assert file.sheets()[0].comments == ()
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m2")
    assert desk.ballot("m2 (3)").exists()
    sentence = refused("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m9")
    assert "m9" in sentence
    assert "m1, m2" in sentence


def test_a_ballot_in_the_way_is_not_overwritten_and_the_rest_can_be_issued(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "setup.toml").write_text(SMALL_SETUP, "utf-8")
    desk = Desk(folder)
    evalapp("new", desk.evaluation, "--setup", folder / "setup.toml")
    desk.ballots.mkdir()
    desk.ballot("m2").write_text("another's")
    said = evalapp("ballots", desk.evaluation, "--out", desk.ballots, code=1)
    assert "exists already" in said.err
    assert desk.ballot("m2").read_text() == "another's"
    desk.ballot("m2").unlink()
    evalapp("ballots", desk.evaluation, "--out", desk.ballots)
    with BallotFile(desk.ballot("m2")) as file:
        assert file.ballot.serial == 1
    assert desk.verified()


@pytest.mark.parametrize(
    ("member", "stem"),
    [
        ("con", "(con)"),
        ("COM1.x", "(COM1.x)"),
        ("a.", "(a.)"),
        ("座長", "座長"),
        ("x.y-z_1", "x.y-z_1"),
    ],
)
def test_ids_become_file_names_that_every_system_can_hold(member: str, stem: str, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", SMALL_SETUP.replace('id = "m1"', f'id = "{member}"'))
    assert desk.ballot(stem).exists()


def test_materials_go_into_the_ballots_of_those_who_judge(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "計画.pdf").write_bytes(b"%PDF-1.7 plan of P")
    setup = SMALL_SETUP.replace('title = "課題Ｐ"', 'title = "課題Ｐ"\nmaterials = ["計画.pdf"]')
    desk = new_desk(folder, setup + '\n[[recusal]]\nmember = "m2"\nsubject = "P"\n')
    with BallotFile(desk.ballot("m1")) as file:
        assert list(file.materials()) == [("P", "計画.pdf", b"%PDF-1.7 plan of P")]
    with BallotFile(desk.ballot("m2")) as file:
        assert list(file.materials()) == []
    with EvaluationFile(desk.evaluation) as file:
        assert list(file.materials()) == [("P", "計画.pdf", b"%PDF-1.7 plan of P")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.pdf", "outside"),
        ("/etc/passwd", "outside"),
        ("gone.pdf", "not found"),
        ("setup.toml", "not a PDF"),
        ("circle.pdf", "outside"),
        ("link.pdf", "outside"),
        ("x" * 300 + ".pdf", "x.pdf"),
    ],
)
def test_materials_that_cannot_be_attached(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "circle.pdf").symlink_to(folder / "circle.pdf")
    (folder / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    setup = folder / "setup.toml"
    setup.write_text(
        SMALL_SETUP.replace('title = "課題Ｐ"', f'title = "課題Ｐ"\nmaterials = ["{name}"]'), "utf-8"
    )
    assert words in refused("new", folder / "x.evaluation", "--setup", setup)
    assert not (folder / "x.evaluation").exists()
