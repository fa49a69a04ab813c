from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.errors import EvalError
from evalapp.files import (
    make_folder,
    naming_faults,
    publish,
    read_limited,
    write_keeping,
    write_new,
    write_over,
)


def code_of(path: Path, limit: int = 100) -> str:
    with pytest.raises(EvalError) as refusal:
        read_limited(path, limit)
    return refusal.value.code


def test_reading_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 100)
    assert read_limited(path, 100) == b"x" * 100
    assert code_of(path, 99) == "file-too-large"
    path.write_bytes(b"")
    assert code_of(path) == "file-empty"
    assert code_of(tmp_path) == "file-is-folder"
    assert code_of(tmp_path / "gone") == "file-missing"
    assert code_of(path / "below") == "file-is-folder"
    assert code_of(tmp_path / ("x" * 300)) == "file-unreadable"
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "pipe") == "file-is-folder"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert code_of(tmp_path / "loop") in {"file-missing", "file-unreadable"}


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_new(path, b"one")
    with pytest.raises(EvalError) as refusal:
        write_new(path, b"two")
    assert refusal.value.code == "file-exists"
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


def test_an_older_document_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    assert write_keeping(path, b"one") is None
    assert write_keeping(path, b"one") is None  # the same again is left as it is
    assert write_keeping(path, b"two") == tmp_path / "summary (old 1).pdf"
    assert write_keeping(path, b"three") == tmp_path / "summary (old 2).pdf"
    assert write_keeping(path, b"three") is None
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        "summary (old 1).pdf": b"one",
        "summary (old 2).pdf": b"two",
        "summary.pdf": b"three",
    }


def test_a_document_of_the_same_length_but_other_content_is_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(b"abc")
    kept = write_keeping(path, b"abd")
    assert kept == tmp_path / "x.tar (old 1).gz"
    assert (kept.read_bytes(), path.read_bytes()) == (b"abc", b"abd")


def test_a_kept_document_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Somebody deleted the first of three kept ones, and made a folder of the next name."""
    path = tmp_path / "x.pdf"
    (tmp_path / "x (old 2).pdf").write_bytes(b"older")
    (tmp_path / "x (old 3).pdf").mkdir()
    for number, old in ((1, b"one"), (4, b"two"), (5, b"three")):
        path.write_bytes(old)
        assert write_keeping(path, b"new") == tmp_path / f"x (old {number}).pdf"
    assert (tmp_path / "x (old 2).pdf").read_bytes() == b"older"


def test_a_document_is_not_written_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(EvalError) as refusal:
        write_keeping(tmp_path / "x.pdf", b"new")
    assert refusal.value.code == "file-exists"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


@pytest.mark.parametrize("step", ["naming", "aside"])
def test_a_document_that_cannot_take_its_name_leaves_the_old_one_under_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is complete, but it cannot be named, or the old one cannot be moved (open in Excel)."""
    path = tmp_path / "summary.pdf"
    path.write_bytes(b"old")
    real = Path.rename

    def denied(*_names: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "denied", str(path))

    def rename(self: Path, target: Path) -> Path:
        # after a failed link the temporary file is renamed instead: that fails too; the way back does not
        if step == "aside" or self.suffix == ".tmp":
            denied()
        return real(self, target)

    monkeypatch.setattr("os.link", denied)
    monkeypatch.setattr("pathlib.Path.rename", rename)
    with pytest.raises(EvalError) as refusal:
        write_keeping(path, b"new")
    monkeypatch.undo()
    assert refusal.value.code == "file-denied"
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"summary.pdf": b"old"}


def test_publishing_never_overwrites(tmp_path: Path) -> None:
    temporary, target = tmp_path / ".x.tmp", tmp_path / "x"
    temporary.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(EvalError) as refusal:
        publish(temporary, target)
    assert (refusal.value.code, refusal.value.params) == ("file-exists", {"file": str(target)})
    assert (temporary.read_bytes(), target.read_bytes()) == (b"new", b"old")
    target.unlink()
    publish(temporary, target)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"x": b"new"}


def test_a_file_of_the_apps_own_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.json"
    for data in (b"one", b"two"):
        write_over(path, data)
        assert path.read_bytes() == data

    def denied(*_names: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "open elsewhere", str(path))

    monkeypatch.setattr("pathlib.Path.replace", denied)
    with pytest.raises(EvalError) as refusal:
        write_over(path, b"three")
    assert refusal.value.code == "file-denied"
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"list.json": b"two"}


def test_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT sticks and some network folders."""

    def no_links(*_names: object) -> NoReturn:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", no_links)
    for number, story in enumerate(
        (
            test_a_new_file_is_never_written_over_another,
            test_an_older_document_is_kept_beside_the_new_one,
            test_publishing_never_overwrites,
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        story(folder)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "file-denied"),
        (errno.EPERM, "file-denied"),
        (errno.EROFS, "file-denied"),
        (errno.EIO, "file-unreadable"),
        (errno.ENOENT, "file-missing"),
    ],
)
@pytest.mark.parametrize("step", ["write_bytes", "fsync"])
def test_every_fault_of_writing_is_named_and_leaves_nothing_half_written(
    number: int, code: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "document"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync" if step == "fsync" else f"pathlib.Path.{step}", fail)
    with pytest.raises(EvalError) as refusal:
        write_keeping(path, b"new")
    monkeypatch.undo()
    assert refusal.value.code == code
    assert str(path) in str(refusal.value.params["file"])
    assert ".tmp" not in str(refusal.value.params)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["document"]


def test_what_was_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _path: b"nex")
    with pytest.raises(EvalError) as refusal:
        write_new(tmp_path / "x", b"new")
    assert refusal.value.code == "file-not-verified"


def test_a_missing_folder_is_named_and_not_the_temporary_file(tmp_path: Path) -> None:
    with pytest.raises(EvalError) as refusal:
        write_new(tmp_path / "gone" / "x", b"new")
    assert refusal.value.code == "file-missing"
    assert refusal.value.params == {"file": str(tmp_path / "gone")}


def test_folders_are_made_and_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    make_folder(tmp_path / "a/b/c")
    make_folder(tmp_path / "a/b/c")
    assert (tmp_path / "a/b/c").is_dir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file/below"):
        with pytest.raises(EvalError) as refusal:
            make_folder(path)
        assert str(path) in str(refusal.value)


def test_what_is_no_fault_of_the_file_system_passes_through() -> None:
    with pytest.raises(ZeroDivisionError), naming_faults(Path("x")):
        raise ZeroDivisionError
    assert secrets.token_hex(6) != secrets.token_hex(6)
