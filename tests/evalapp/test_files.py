from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import NoReturn

import pytest

from evalapp.errors import EvalError
from evalapp.files import make_folder, naming_faults, read_limited, write_keeping, write_new


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
    first = write_keeping(path, b"two")
    second = write_keeping(path, b"three")
    assert first is not None
    assert second is not None
    assert [one.read_bytes() for one in (first, second, path)] == [b"one", b"two", b"three"]
    assert len(list(tmp_path.iterdir())) == 3


def test_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT sticks and some network folders."""

    def no_links(*_names: object) -> NoReturn:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", no_links)
    test_a_new_file_is_never_written_over_another(tmp_path)


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
