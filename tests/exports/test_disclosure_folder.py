"""A folder as a whole: plain texts, names of files, what cannot be read, what crashes or stalls."""

from __future__ import annotations

import os
import signal
import time
import unicodedata

import pytest

from evalapp.disclosure import Looked, Part, Place, Reason, Unread, What, people_of
from evalapp.errors import EvalError
from evalapp.store.evaluation_file import EvaluationFile
from exports.disclosure import check_folder
from exports.disclosure.apart import Apart
from exports.disclosure.folder import MOST_LISTED
from tests.exports.leaks import NAME, PEOPLE, found, reasons
from tests.story import evalapp


def checked(folder, **options) -> dict[str, Looked]:
    return {looked.file: looked for looked in check_folder(folder, PEOPLE, **options).files}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", f'id,意見\nA,"よい\n{NAME}"\n', {"text 3 name m1"}),
        ("a.csv", "member,points\nm2,3\n", {"text 2 id m2"}),
        ("a.csv", "氏,名,点\n髙瀬,惇也,3\n", {"text 2 name m1"}),
        ("a.tsv", "氏\t名\n\n髙瀬\t惇也\n", {"text 3 name m1"}),
        ("a.json", '{"subjects": [\n {"by": "m1"},\n {"text": "\\u9ad8\\u702c\\u60c7\\u4e5f"}]}', {
            "text 2 id m1",
            "text 3 name m1",
        }),
        ("a.json", '{"\\ud842\\udfb7住千景": 1}', {"text 1 name m2"}),
        ("a.json", '{"a": "\\ud842", "b": "高瀬\\n惇也', {"text 1 name m1"}),
        ("a.toml", f"# {NAME}\na = '1'\n", {"text 1 name m1"}),
        ("a.txt", "一行目\n二行目 高瀬\n惇也\n", {"text 2 name m1"}),
        ("a.html", "<p>高<b>瀬</b>惇也<!-- takase@aomine.ac.jp --><img alt='𠮷住 千景'>", {
            "text name m1",
            "object mail m1",
            "object name m2",
        }),
        ("a.html", "<a href='mailto:takase%40aomine.ac.jp'>&#x9ad8;&#28716;&nbsp;惇也</a>", {
            "text name m1",
            "object mail m1",
        }),
    ],
)  # fmt: skip
def test_plain_texts(name, text, expected):
    assert found(text.encode(), name) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_encodings(encoding):
    assert found("委員,高瀬惇也\n".encode(encoding), "a.csv") == {"text 1 name m1"}


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a.png", Reason.IMAGE),
        (b"\xff\xd8\xff\xe0....", "photo.txt.jpg", Reason.IMAGE),
        (b"SQLite format 3\x00...", "report.pdf", Reason.WORKING_FILE),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "a.txt", Reason.WORKING_FILE),
        (b"PK\x03\x04 a zip", "a.zip", Reason.UNKNOWN_KIND),
        (b"\x00\x01\x02", "a.txt", Reason.UNKNOWN_KIND),
        (b"words", "a", Reason.UNKNOWN_KIND),
        (b"<img src='data:image/png;base64,AAAA'>", "a.html", Reason.IMAGE),
    ],
)
def test_what_cannot_be_looked_into(data, name, reason):
    assert reasons(data, name) == {reason}


def test_a_pdf_is_known_by_its_bytes():
    assert reasons(b"%PDF-1.7 not really", "a.txt") == {Reason.DAMAGED}


def test_names_of_files_and_folders(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "委員 タカセ ジュンヤ")).mkdir()
    (tmp_path / unicodedata.normalize("NFD", "委員 タカセ ジュンヤ") / "a.txt").write_text("a")
    (tmp_path / "score-m2.csv").write_text("a,b\n")
    (tmp_path / "高瀬氏").mkdir()
    (tmp_path / "sheet-m20.csv").write_text("")
    hits = {
        (unicodedata.normalize("NFC", name), hit.what, hit.member)
        for name, looked in checked(tmp_path).items()
        for hit in looked.findings
    }
    assert hits == {
        ("委員 タカセ ジュンヤ/a.txt", What.KANA, "m1"),
        ("score-m2.csv", What.ID, "m2"),
        ("高瀬氏", What.FAMILY_NAME, "m1"),
    }


def test_a_clean_folder_says_what_was_looked_at(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    found_ = check_folder(tmp_path, PEOPLE)
    assert found_.clean
    assert [dict(looked.counts) for looked in found_.files] == [
        {Place.FILE_NAME: 1, Place.TEXT: 1},
        {Place.FILE_NAME: 1},
    ]


def test_links_are_not_followed(tmp_path):
    (tmp_path / "out").mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text(NAME)
    folder = tmp_path / "out"
    (folder / "a.txt").write_text("a")
    (folder / "inner.txt").symlink_to("a.txt")
    (folder / "outer.txt").symlink_to(outside)
    (folder / "up").symlink_to("..")
    (folder / "ring").symlink_to("ring")
    files = checked(folder)
    assert {name: [one.reason for one in looked.unread] for name, looked in files.items()} == {
        "a.txt": [],
        "inner.txt": [],
        "outer.txt": [Reason.LINK],
        "ring": [Reason.LINK],
        "up": [Reason.LINK],
    }
    assert not any(looked.findings for looked in files.values())


def test_a_pipe_does_not_hold_the_check_up(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert [one.reason for one in checked(tmp_path)["pipe.txt"].unread] == [Reason.UNKNOWN_KIND]


def test_a_folder_that_is_none_or_empty_is_no_clean_folder(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    for name, code in (
        ("file", "disclosure-not-a-folder"),
        ("empty", "disclosure-nothing"),
        ("no", "file-missing"),
    ):
        with pytest.raises(EvalError) as refusal:
            check_folder(tmp_path / name, PEOPLE)
        assert refusal.value.code == code


def test_findings_beyond_the_listed_are_counted(tmp_path):
    (tmp_path / "a.csv").write_text(f"{NAME}\n" * (MOST_LISTED + 7))
    looked = checked(tmp_path)["a.csv"]
    assert (len(looked.findings), looked.more) == (MOST_LISTED, 7)


def moody(data: bytes, _name: str):
    """A reader that does what the file says."""
    if data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if data == b"stall":
        time.sleep(60)
    if data == b"eat":
        yield Part(Place.TEXT, "", str(len(bytearray(2**34))))
    if data == b"sink":
        moody_deep(0)
    if data == b"fault":
        raise AssertionError("a bug of a reader")
    if data == b"half":
        yield Part(Place.TEXT, "", "\ud842 高瀬惇也", ((0, "\udfb7"),))
        yield Unread(Reason.IMAGE, "\ud842")
    yield Part(Place.TEXT, "", data.decode())


def moody_deep(depth: int) -> int:
    return moody_deep(depth + 1) + 1


def test_a_file_that_crashes_or_stalls_takes_only_itself_along(tmp_path):
    for name in ("die", "stall", "eat", "sink", "fault", "half"):
        (tmp_path / f"{name}.txt").write_text(name)
        (tmp_path / f"{name}2.txt").write_text(NAME)
    start = time.monotonic()
    files = checked(tmp_path, apart=Apart(moody, patience=1.5))
    assert time.monotonic() - start < 20
    expected = {
        "die": Reason.DAMAGED,
        "stall": Reason.TOO_LONG,
        "eat": Reason.TOO_LARGE,
        "sink": Reason.TOO_DEEP,
        "fault": Reason.DAMAGED,
        "half": Reason.IMAGE,
    }
    assert {name: files[f"{name}.txt"].unread[0].reason for name in expected} == expected
    assert all([hit.member for hit in files[f"{name}2.txt"].findings] == ["m1"] for name in expected)
    assert [hit.member for hit in files["half.txt"].findings] == ["m1"]
    assert len(files["die.txt"].unread) == 1


def drip(data: bytes, name: str):
    """A reader that never ends, and never falls silent."""
    while True:
        time.sleep(0.05)
        yield Part(Place.TEXT, name, data.decode())


def test_a_file_that_goes_on_for_ever_is_given_up(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    assert [one.reason for one in checked(tmp_path, apart=Apart(drip, most=1.5))["a.txt"].unread] == [
        Reason.TOO_LONG
    ]


def test_what_the_app_writes_anonymously_is_clean(full_desk, tmp_path):
    evalapp("export", full_desk.evaluation, "--out", tmp_path / "out/ja")
    evalapp("export", full_desk.evaluation, "--out", tmp_path / "out/en", "--lang", "en")
    with EvaluationFile(full_desk.evaluation) as file:
        people = people_of(file.evaluation, file.record())
    assert len(people.codes) >= 10
    result = check_folder(tmp_path / "out", people)
    assert len(result.files) >= 6
    found_ = [(one.file, hit) for one in result.files for hit in (*one.findings, *one.unread)]
    assert [(file, hit) for file, hit in found_ if isinstance(hit, Unread) or not hit.allowed] == []
    assert {file.partition("/")[2].partition("-")[0] for file, _hit in found_} <= {"report"}
    assert result.clean


def test_what_the_app_writes_with_names_is_found(full_desk, tmp_path):
    evalapp("export", full_desk.evaluation, "--out", tmp_path / "out", "--named")
    with EvaluationFile(full_desk.evaluation) as file:
        people = people_of(file.evaluation, file.record())
    result = check_folder(tmp_path / "out", people)
    assert len(result.files) >= 3
    for looked in result.files:
        assert {hit.member for hit in looked.findings} == {"m1", "m2", "m3", "m4", "m5"}, looked.file
        assert not looked.clean
