"""fill and hand-in, as members use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evalapp.store.ballot_file import BallotFile
from tests.story import HEADS, Desk, evalapp, new_desk, refused

JAPANESE_HEADS = (
    "委員",
    "評価対象",
    "評価項目",
    "評点",
    "肯定的意見",
    "問題点・改善すべき点",
    "提言",
)
FULL = [("m1", s, c, n) for n, (s, c) in enumerate((s, c) for s in "PQ" for c in ("c1", "c2"))]


def marks(desk: Desk, member: str) -> dict[tuple[str, str], Any]:
    with BallotFile(desk.ballot(member)) as file:
        return {(s.subject_id, c): mark for s in file.sheets() for c, mark in s.marks.items()}


def test_a_table_is_read_with_english_and_japanese_heads_in_any_order(small: Desk) -> None:
    small.fill("m1", FULL)
    wanted = marks(small, "m1")
    assert list(wanted.values()) == [0, 1, 2, 3]
    turned = [(points, criterion, subject) for _member, subject, criterion, points in FULL]
    table = small.table("和.csv", turned, ("評点", "評価項目", "評価対象"))
    other = new_desk(small.folder / "other")
    evalapp("fill", other.ballot("m1"), "--from", table)
    assert marks(other, "m1") == wanted
    full_heads = small.table("全.csv", FULL, JAPANESE_HEADS)
    evalapp("fill", other.ballot("m1"), "--from", full_heads)
    assert marks(other, "m1") == wanted


def test_subjects_and_criteria_may_be_named_by_their_titles(small: Desk) -> None:
    rows = [("m1", "課題P", "必要性", "３"), ("m1", "Ｑ".replace("Ｑ", "Q"), "総合評価", "評価不能")]
    small.fill("m1", rows)
    found = marks(small, "m1")
    assert found["P", "c1"] == 3
    assert found["Q", "c2"] == "cannot_judge"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".json"])
def test_every_kind_of_table(suffix: str, small: Desk) -> None:
    path = small.folder / f"answers{suffix}"
    if suffix == ".json":
        path.write_text(json.dumps([dict(zip(HEADS, row, strict=False)) for row in FULL]), "utf-8")
    else:
        sign = "\t" if suffix == ".tsv" else ","
        lines = [sign.join(map(str, (*row, "", "", ""))) for row in [HEADS[:4], *FULL]]
        lines[0] = sign.join(HEADS)
        path.write_text("\r\n".join(lines), "utf-8-sig")
    evalapp("fill", small.ballot("m1"), "--from", path)
    assert list(marks(small, "m1").values()) == [0, 1, 2, 3]


def test_what_a_table_does_not_name_stays(small: Desk) -> None:
    small.fill("m1", [*FULL, ("m1", "P", "", "", "よい", "惜しい", "続けよ")])
    small.fill("m1", [("m1", "P", "c1", 3)])
    with BallotFile(small.ballot("m1")) as file:
        sheet = file.sheets()[0]
    assert sheet.marks == {"c1": 3, "c2": 1}
    assert [comment.text for comment in sheet.comments] == ["よい", "惜しい", "続けよ"]
    # an empty cell is said, not left out: it clears
    small.fill("m1", [("m1", "P", "c1", ""), ("m1", "P", "", "", "よい", "", "続けよ")])
    with BallotFile(small.ballot("m1")) as file:
        sheet = file.sheets()[0]
    assert sheet.marks == {"c1": "blank", "c2": 1}
    assert [comment.text for comment in sheet.comments] == ["よい", "続けよ"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("m1", "P", "c1", 4), ["row 3", "4 is not a step", "3, 2, 1, 0"]),
        (("m1", "P", "c1", "good"), ["row 3", "good", "NA"]),
        (("m1", "P", "c1", "2.5"), ["row 3", "2.5"]),
        (("m2", "P", "c1", 3), ["row 3", "m2", "m1"]),
        (("m1", "X", "c1", 3), ["row 3", "X", "P"]),
        (("m1", "P", "c9", 3), ["row 3", "c9", "c1"]),
        (("m1", "P", "", 3), ["row 3", "without a criterion"]),
        (("m1", "Q", "c1", 3), ["row 3", "row 2"]),
        (("m1", "P", "", "", "だめ\x07"), ["row 3", "u+0007"]),
        (("m1", "P", "", "", "長" * 32_001), ["row 3", "32001", "32000"]),
        (("m1", "P", "c1", 3, "", "", "", "too many"), ["row 3", "more cells"]),
    ],
)
def test_fill_is_all_or_nothing_and_names_the_row(
    row: tuple[object, ...], words: list[str], small: Desk
) -> None:
    before = small.ballot("m1").read_bytes()
    path = small.table("rows.csv", [("m1", "Q", "c1", 2), row])
    sentence = refused("fill", small.ballot("m1"), "--from", path).casefold()
    assert all(word.casefold() in sentence for word in words), sentence
    assert small.ballot("m1").read_bytes() == before
    japanese = evalapp("--lang", "ja", "fill", small.ballot("m1"), "--from", path, code=1).err
    assert any("ぁ" <= sign <= "ヿ" for sign in japanese)


def test_more_faults_are_counted(small: Desk) -> None:
    rows = [("m1", "P", "c1", 9), ("m1", "P", "c2", 9), ("m1", "Q", "c1", 9), ("m1", "Q", "c2", 2)]
    assert "(Further rows with faults: 2.)" in refused(
        "fill", small.ballot("m1"), "--from", small.table("t.csv", rows)
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n", "no answers"),
        ("a.csv", b"subject,criterion,points\n", "no answers"),
        ("a.csv", b"subject,points\nP,3\n", "criterion"),
        ("a.csv", b"subject,criterion,grade\nP,c1,3\n", "grade"),
        ("a.csv", b"subject,criterion,points,points\nP,c1,3,3\n", "twice"),
        ("a.csv", b'subject,criterion,points\n"P,c1,3\n', "cannot be read"),
        ("a.csv", b"subject\x00\xff\xfe\x81", "UTF-8"),
        ("a.json", b"{", "cannot be read"),
        ("a.json", b"\xff", "UTF-8"),
        ("a.json", b"[" * 100_000, "cannot be read"),
        ("a.json", b'{"answers": [1]}', "no list of answers"),
        ("a.json", b'[{"subject": "P", "criterion": ["c1"]}]', "Answer 1 holds a list"),
        ("a.json", b"[]", "subject"),
        ("a.docx", b"x", ".csv"),
        ("a", b"x", ".csv"),
        ("a.xlsx", b"PK\x03\x04", ""),
        ("gone.csv", None, "not found"),
    ],
)
def test_a_table_that_is_none_is_refused(name: str, content: bytes | None, words: str, small: Desk) -> None:
    path = small.folder / name
    if content is not None:
        path.write_bytes(content)
    assert words in refused("fill", small.ballot("m1"), "--from", path)


@pytest.mark.parametrize("value", ["true", "false", "2.5", "1e400", "NaN", "-1", '"2027-01-03"', "3e10"])
def test_json_values_that_are_no_score(value: str, small: Desk) -> None:
    path = small.folder / "a.json"
    path.write_text(f'[{{"subject": "P", "criterion": "c1", "points": {value}}}]')
    refused("fill", small.ballot("m1"), "--from", path)
    path.write_text('[{"subject": "P", "criterion": "c1", "points": 3.0}]')
    evalapp("fill", small.ballot("m1"), "--from", path)
    assert marks(small, "m1")["P", "c1"] == 3


def test_an_incomplete_ballot_names_its_gaps_and_can_be_handed_in_as_a_draft(small: Desk) -> None:
    small.fill("m1", FULL[:2])
    sentence = refused("hand-in", small.ballot("m1"), "--out", small.submissions)
    assert "(2)" in sentence
    assert "Q-c1, Q-c2" in sentence
    assert "--draft" in sentence
    assert not small.submissions.exists()
    draft = small.hand_in("m1", "--draft")
    found = small.intake(draft)
    assert found["files"][0]["draft"] is True
    assert [s["received"] for s in small.figures()] == [0, 0]
    assert [s["drafts"] for s in small.figures()] == [1, 1]
    assert small.cell("P", "c1")["points"] == []
    assert "drafts not counted: 1" in evalapp("results", small.evaluation).out
    # the same draft once more is the same file; completed it is the next revision
    assert small.hand_in("m1", "--draft") == draft
    small.fill("m1", FULL)
    final = small.hand_in("m1")
    assert final != draft
    assert small.intake(final)["files"][0]["revision"] == 2
    assert small.cell("P", "c2")["points"] == [1]


def test_handing_in_the_same_again_gives_the_same_bytes_and_code(small: Desk) -> None:
    small.fill("m1", FULL)
    first = evalapp("hand-in", small.ballot("m1"), "--out", small.submissions)
    data = small.submission("m1").read_bytes()
    again = evalapp("hand-in", small.ballot("m1"), "--out", small.submissions)
    assert again == first
    assert small.submission("m1").read_bytes() == data
    small.fill("m1", FULL)  # filled once more with the same
    elsewhere = evalapp("hand-in", small.ballot("m1"), "--out", small.folder / "elsewhere")
    assert (small.folder / "elsewhere/m1.submission").read_bytes() == data
    code = first.out.splitlines()[1].rpartition(": ")[2]
    assert code == elsewhere.out.splitlines()[1].rpartition(": ")[2]
    assert len(code) == 14
    assert small.intake(small.submission("m1"))["files"][0]["code"] == code
    assert [path.name for path in small.submissions.iterdir()] == ["m1.submission"]


def test_changed_answers_are_the_next_revision_and_nothing_is_overwritten(small: Desk) -> None:
    small.fill("m1", FULL)
    first = small.hand_in("m1")
    data = first.read_bytes()
    small.fill("m1", [("m1", "P", "c1", 3)])
    second = small.hand_in("m1")
    assert second.name == "m1-r2.submission"
    small.fill("m1", FULL)  # back to what it was: still a revision of its own
    third = small.hand_in("m1")
    assert third.name == "m1-r3.submission"
    assert first.read_bytes() == data
    assert [e["revision"] for e in small.intake(third)["files"]] == [3]
    assert small.cell("P", "c1")["points"] == [0]


def test_a_foreign_file_in_the_way_is_left_alone(small: Desk) -> None:
    small.fill("m1", FULL)
    small.submissions.mkdir()
    small.submission("m1").write_text("my notes")
    written = small.hand_in("m1")
    assert written.name == "m1-r1.submission"
    assert small.submission("m1").read_text() == "my notes"
    assert small.hand_in("m1") == written


def test_a_member_declares_a_recusal_in_the_answers(small: Desk) -> None:
    for member in ("m1", "m2"):
        small.fill(member, [(member, *row[1:]) for row in FULL])
    small.fill("m1", [("m1", "Q", "", "辞退")])
    with BallotFile(small.ballot("m1")) as file:
        assert file.sheets()[1].recusal == "conflict"
    found = small.intake(small.hand_in("m1"), small.hand_in("m2"))
    assert found["counts"]["new"] == 2
    subjects = {s["id"]: s for s in small.figures()}
    assert (subjects["Q"]["expected"], subjects["Q"]["received"]) == (1, 1)
    assert (subjects["P"]["expected"], subjects["P"]["received"]) == (2, 2)
    cell = small.cell("Q", "c1")
    assert (cell["points"], cell["n"], cell["recused"]) == ([2], 1, 1)
    assert "recused: 1" in evalapp("results", small.evaluation).out
    # a mark takes it back, and the other marks that stood before come back with it
    small.fill("m1", [("m1", "Q", "c1", 0)])
    with BallotFile(small.ballot("m1")) as file:
        assert file.sheets()[1].marks == {"c1": 0, "c2": 3}
    differences = small.intake(small.hand_in("m1"))["files"][0]["differences"]
    assert {
        "subject": "Q",
        "criterion": None,
        "field": "recusal",
        "old": "conflict",
        "new": None,
    } in differences
    assert small.cell("Q", "c1")["points"] == [0, 2]


@pytest.mark.parametrize("word", ["欠席", "ABSENT", "辞退（利害関係）", "conflict"])
def test_the_words_of_a_recusal(word: str, small: Desk) -> None:
    small.fill("m1", [("m1", "P", "", word)])
    with BallotFile(small.ballot("m1")) as file:
        assert file.sheets()[0].recusal in {"absent", "conflict"}


def test_a_subject_one_is_recused_from_cannot_be_answered(desk: Desk) -> None:
    path = desk.table("t.csv", [("m3", "B", "c1", 3)])
    assert "no subject “B”" in refused("fill", desk.ballot("m3"), "--from", path)


def test_a_new_ballot_is_filled_from_the_earlier_one(desk: Desk) -> None:
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m1")
    evalapp("fill", desk.ballot("m1 (2)"), "--from", desk.ballot("m1"))
    new = desk.hand_in("m1 (2)")
    assert desk.intake(desk.submission("m1"), code=1)["files"][0]["reason"] == "submission-superseded-ballot"
    assert desk.intake(new)["counts"]["new"] == 1
    assert desk.cell("A", "c4")["points"] == [1]
    assert "another member" in refused("fill", desk.ballot("m1 (2)"), "--from", desk.ballot("m2"))
    other = new_desk(desk.folder / "other")
    assert "another member or evaluation" in refused("fill", other.ballot("m1"), "--from", desk.ballot("m1"))


def test_a_ballot_with_nothing_to_judge(tmp_path: Path) -> None:
    from tests.story import SMALL_SETUP  # noqa: PLC0415

    recusals = "".join(f'\n[[recusal]]\nmember = "m2"\nsubject = "{s}"\n' for s in "PQ")
    desk = new_desk(tmp_path / "none", SMALL_SETUP + recusals)
    assert "no subject to judge" in refused("hand-in", desk.ballot("m2"), "--out", tmp_path)


@pytest.mark.parametrize("command", ["fill", "hand-in"])
def test_what_is_no_ballot_is_refused(command: str, small: Desk) -> None:
    table = small.table("t.csv", FULL)
    rest = ("--from", table) if command == "fill" else ("--out", small.submissions)
    assert "not found" in refused(command, small.folder / "gone.ballot", *rest)
    assert "is not a ballot" in refused(command, small.evaluation, *rest)
    assert "is not a ballot" in refused(command, table, *rest)
    assert "can be used" in refused(command, small.folder, *rest)
