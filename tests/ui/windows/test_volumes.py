"""What this computer says of the place in which a file lies."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from evalapp.data_folder import data_folder
from evalapp.places import Place
from evalapp.store.snapshots import snapshot_folder
from ui.windows import volumes
from ui.windows.volumes import facts, place

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells it")


@pytest.fixture
def durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as durable: tests lie in a temporary one, which is the app's own for them."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(volumes, "place_of", lambda *_facts, writable: Place.DURABLE if writable else None)
    return folder


def test_a_temporary_folder_is_one_and_the_apps_own_in_it_is_not(tmp_path: Path) -> None:
    assert place(tmp_path / "m1.ballot") is Place.TEMPORARY
    assert place(data_folder() / "ballots/m1.ballot") is Place.DURABLE
    assert place(snapshot_folder(tmp_path / "m1.ballot") / "x.ballot") is Place.TEMPORARY


def test_a_link_counts_as_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(data_folder(), target_is_directory=True)
    assert place(tmp_path / "link/ballots/m1.ballot") is Place.DURABLE
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert place(tmp_path / "loop") is Place.TEMPORARY


@linux
def test_the_computers_own_facts() -> None:
    volume, machine = facts(Path("/proc/self/status"))
    assert (volume.root, volume.file_system, volume.remote) == (Path("/proc"), "proc", False)
    assert machine.platform == "linux"
    assert machine.own == data_folder().resolve()
    assert Path("/tmp").resolve() in machine.temporary
    assert place(Path("/proc/self/m1.ballot")) is Place.READ_ONLY
    assert place(Path("/dev/shm/m1.ballot")) is Place.TEMPORARY
    # a missing folder is told by the ones above it
    assert facts(Path("/proc/no/such/folder/m1.ballot"))[0].root == Path("/proc")


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> NoReturn:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert facts(data_folder() / "x")[1].home == data_folder().resolve()


def test_a_durable_folder_is_tried_and_left_as_it_was(durable: Path) -> None:
    path = durable / "m1.ballot"
    path.write_bytes(b"x")
    assert place(path) is Place.DURABLE
    assert [one.name for one in durable.iterdir()] == ["m1.ballot"]
    assert place(durable / "gone.ballot") is Place.DURABLE


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (errno.EACCES, Place.READ_ONLY),
        (errno.EPERM, Place.READ_ONLY),
        (errno.EROFS, Place.READ_ONLY),
        (errno.ENOENT, Place.READ_ONLY),  # as Windows' guard of folders says it
        (errno.ENAMETOOLONG, Place.READ_ONLY),
        (errno.ENOSPC, Place.DURABLE),  # full today is no property of the place
        (errno.EIO, Place.DURABLE),
    ],
)
def test_a_folder_that_takes_no_file(
    number: int, found: Place, durable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_arguments: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    assert place(durable / "m1.ballot") is found


def test_a_name_too_long_for_a_journal_beside_it(durable: Path) -> None:
    path = durable / ("x" * 248 + ".ballot")
    path.write_bytes(b"x")
    assert place(path) is Place.READ_ONLY


def test_a_file_that_may_not_be_written(durable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = durable / "m1.ballot"
    path.write_bytes(b"x")
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)  # root may write everything
    assert place(path) is Place.READ_ONLY


def test_devices_that_can_be_taken_out(tmp_path: Path) -> None:
    """As /sys shows them: an internal disk, a card, a disk on a cable, and encrypted ones on each."""
    devices, classes = tmp_path / "devices", tmp_path / "class"
    classes.mkdir()
    for place_, removable in (("pci/ata1/sda", 0), ("pci/mmc/mmcblk0", 1), ("pci/usb2/2-1/sdb", 0)):
        disk = devices / place_
        (disk / f"{disk.name}1/slaves").mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n", "ascii")
        (classes / disk.name).symlink_to(disk)
        (classes / f"{disk.name}1").symlink_to(disk / f"{disk.name}1")
    for name, below in (("dm-0", "sda1"), ("dm-1", "sdb1"), ("dm-2", "dm-1")):
        (devices / "virtual" / name / "slaves").mkdir(parents=True)
        (devices / "virtual" / name / "slaves" / below).symlink_to(classes / below)
        (classes / name).symlink_to(devices / "virtual" / name)
    found = {
        name: volumes._is_removable(name, classes)
        for name in (
            "sda",
            "sda1",
            "mmcblk0",
            "mmcblk0p9",
            "mmcblk01",
            "sdb1",
            "dm-0",
            "dm-1",
            "dm-2",
            "",
            "nas",
        )
    }
    assert {name for name, removable in found.items() if removable} == {
        *("mmcblk0", "mmcblk01", "sdb1", "dm-1", "dm-2")
    }


@pytest.mark.parametrize(
    ("kind", "expected"), [(2, (True, False)), (5, (True, False)), (4, (False, True)), (3, (False, False))]
)
def test_what_windows_says_of_a_drive(
    kind: int, expected: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    windll = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=lambda _root: kind))
    monkeypatch.setattr(ctypes, "windll", windll, raising=False)
    monkeypatch.setattr(volumes, "sys", SimpleNamespace(platform="win32"))
    volume, machine = facts(Path("/"))
    assert (volume.removable, volume.remote) == expected
    assert machine.platform == "win32"
