"""Before a folder is published: what names a member in it?"""

from __future__ import annotations

import re

from evalapp.disclosure import Leftover, Place, Reason, What
from tests.story import evalapp, refused
from ui.disclosure_words import LEFTOVER_WORDS, PLACE_WORDS, REASON_WORDS, WHAT_WORDS


def test_a_clean_folder(full_desk, tmp_path):
    folder = tmp_path / "out"
    evalapp("export", full_desk.evaluation, "--out", folder, "--summary", "--workbook")
    said = evalapp("disclosure", full_desk.evaluation, folder)
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0].startswith("summary.pdf: file name ×1, property ×")
    assert re.search(r", page ×\d", lines[0])
    assert re.search(r"workbook.xlsx: .*, sheet ×\d", lines[1])
    assert lines[-1] == "Clean: nothing in 2 files names a member."
    assert evalapp("disclosure", full_desk.evaluation, folder, "--json").json["clean"] is True


def test_what_is_found_is_shown_with_its_place(full_desk, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "意見.csv").write_text("課題,意見\nA,髙瀬委員は反対\nB,m2\n")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = evalapp("disclosure", full_desk.evaluation, folder, code=1)
    assert said.out.splitlines() == [
        "photo.png: file name ×1",
        "    NOT LOOKED AT: a picture cannot be read; look at it yourself",
        "意見.csv: file name ×1, text ×1",
        "    text 3: id of m2: …見 A 髙瀬委員は反対 B m2",
        "    text 2: family name of m1: 課題 意見 A 髙瀬委員は反対 B m2",
    ]
    assert said.err.startswith("evalapp: Not to be published as it is: 2 of 2 files")


def test_as_json(full_desk, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/意見.csv").write_text("A,髙瀬委員は反対\n")
    (tmp_path / "out/a.bin").write_bytes(b"\x00")
    said = evalapp("disclosure", full_desk.evaluation, tmp_path / "out", "--json", code=1)
    assert said.json == {
        "clean": False,
        "files": [
            {
                "file": "a.bin",
                "clean": False,
                "named_edition": False,
                "leftover": None,
                "looked_at": {"file_name": 1},
                "findings": [],
                "more": 0,
                "not_looked_at": [{"where": "", "inside": "", "reason": "unknown_kind"}],
            },
            {
                "file": "意見.csv",
                "clean": False,
                "named_edition": False,
                "leftover": None,
                "looked_at": {"file_name": 1, "text": 1},
                "findings": [
                    {
                        "place": "text",
                        "where": "1",
                        "inside": "",
                        "what": "family_name",
                        "member": "m1",
                        "excerpt": "A 髙瀬委員は反対",
                        "allowed": False,
                    }
                ],
                "more": 0,
                "not_looked_at": [],
            },
        ],
    }


def test_a_named_edition_is_one_line(full_desk, tmp_path):
    folder = tmp_path / "out"
    evalapp("export", full_desk.evaluation, "--out", folder, "--summary", "--named")
    said = evalapp("disclosure", full_desk.evaluation, folder, code=1)
    assert len(said.out.splitlines()) == 2
    assert said.out.splitlines()[1].startswith("    A named edition: ")
    assert "m1, m2, m3, m4, m5" in said.out


def test_a_file_that_calls_itself_named_is_never_clean(full_desk, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a-named.csv").write_text("a\n")
    said = evalapp("disclosure", full_desk.evaluation, tmp_path / "out", code=1)
    assert said.out.splitlines()[1] == "    A named edition, as its name says. It is not for publication."


def test_a_version_kept_beside_the_present_one_is_never_clean(full_desk, tmp_path):
    """Side by side two orders of the columns tell more than either."""
    words = ("export", full_desk.evaluation, "--out", tmp_path / "out", "--summary")
    evalapp(*words)
    evalapp(*words, "--columns", "shuffled")
    said = evalapp("disclosure", full_desk.evaluation, tmp_path / "out", code=1)
    lines = said.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "summary (old 1).pdf",
        "    an earlier version",
        "summary.pdf",
    ]
    assert lines[1] == "    an earlier version: remove it before publishing"
    assert "1 of 2 files" in said.err
    found = evalapp("disclosure", full_desk.evaluation, tmp_path / "out", "--json", code=1).json
    assert [(file["clean"], file["leftover"]) for file in found["files"]] == [
        (False, "earlier_version"),
        (True, None),
    ]


def test_the_list_of_members_is_said_and_allowed(full_desk, tmp_path):
    (tmp_path / "out").mkdir()
    row = "座長,髙瀬 惇也,青嶺大学 大学院技術経営研究科 教授\n"
    (tmp_path / "out/report-members.csv").write_text(row)
    said = evalapp("disclosure", full_desk.evaluation, tmp_path / "out")
    assert "    in the members' list: text 1: name of m1" in said.out
    assert (
        said.out.splitlines()[-1] == "Clean: apart from the members' list, nothing in 1 files names a member."
    )
    (tmp_path / "out/other.csv").write_text(row)
    evalapp("disclosure", full_desk.evaluation, tmp_path / "out", code=1)


def test_long_lists_are_cut(full_desk, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.csv").write_text("髙瀬惇也\n" * 300)
    said = evalapp("disclosure", full_desk.evaluation, tmp_path / "out", code=1)
    assert len(said.out.splitlines()) == 14
    assert said.out.splitlines()[-1] == "    and 288 more"


def test_a_folder_to_check_must_be_one(full_desk, tmp_path):
    assert "is not a folder" in refused("disclosure", full_desk.evaluation, full_desk.evaluation)
    assert "was not found" in refused("disclosure", full_desk.evaluation, tmp_path / "no")
    (tmp_path / "empty").mkdir()
    assert "There is no file in" in refused("disclosure", full_desk.evaluation, tmp_path / "empty")


def test_every_word_is_there():
    assert set(PLACE_WORDS) == set(Place)
    assert set(WHAT_WORDS) == set(What)
    assert set(REASON_WORDS) == set(Reason)
    assert set(LEFTOVER_WORDS) == set(Leftover)
