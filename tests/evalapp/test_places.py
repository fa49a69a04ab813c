"""The places from which people really open files, on the three systems."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.places import Machine, Place, Volume, place_of

D, T, M, A = Place.DURABLE, Place.TEMPORARY, Place.MAIL, Place.ARCHIVE
R, S, N, W = Place.REMOVABLE, Place.SYNCED, Place.NETWORK, Place.READ_ONLY

WINDOWS = Machine(
    "win32",
    PureWindowsPath(r"C:\Users\taro"),
    PureWindowsPath(r"C:\Users\taro\AppData\Local\evalapp"),
    (PureWindowsPath(r"C:\Users\taro\AppData\Local\Temp"), PureWindowsPath(r"E:\作業用一時")),
    {"OneDrive": r"C:\Users\taro\OneDrive", "OneDriveCommercial": r"D:\大学のファイル"},
)
MACOS = Machine(
    "darwin",
    PurePosixPath("/Users/taro"),
    PurePosixPath("/Users/taro/Library/Application Support/evalapp"),
    (PurePosixPath("/private/var/folders/zz/abc/T"),),
    {},
)
LINUX = Machine(
    "linux",
    PurePosixPath("/home/taro"),
    PurePosixPath("/home/taro/.local/share/evalapp"),
    (PurePosixPath("/tmp"), PurePosixPath("/scratch/taro")),
    {},
)

ON_WINDOWS: list[tuple[str, Place]] = [
    (r"C:\Users\taro\Documents", D),
    (r"C:\Users\taro\Desktop\評価委員会", D),
    (r"C:\Users\taro\Downloads", D),
    (r"C:\Users\taro\デスクトップ", D),
    (r"C:\Users\taro", D),
    (r"D:\仕事\評価 2027", D),
    (r"C:\Users\taro\Documents\Outlook", D),
    (r"C:\Users\taro\Documents\Thunderbird の添付", D),
    (r"C:\Users\taro\Documents\submissions.zip", D),
    (r"C:\Users\taro\Documents\temporary", D),
    (r"D:\Box", D),
    (r"D:\仕事\Sync", D),
    (r"D:\仕事\My Drive", D),
    (r"\\?\C:\Users\taro\Documents\長い名前", D),
    (r"C:\Users\taro\AppData\Local\evalapp\ballots", D),
    (r"C:\Users\taro\AppData\Local\evalapp\snapshots\m1-0123", T),
    (r"C:\Users\taro\AppData\Local\Temp", T),
    (r"c:\users\TARO\appdata\local\TEMP\2", T),
    (r"C:\Users\hanako\AppData\Local\Temp\x", T),
    (r"C:\Windows\Temp", T),
    (r"C:\Temp\x", T),
    (r"E:\作業用一時\x", T),
    (r"C:\Users\taro\AppData\Local\Temp\MicrosoftEdgeDownloads\0a1b", T),
    (r"C:\Users\taro\AppData\Local\Microsoft\Windows\INetCache\IE\ABCD1234", T),
    (r"C:\Users\taro\AppData\Local\Packages\5319275A.WhatsAppDesktop_cv1g\LocalState\sessions\1", T),
    (r"C:\$Recycle.Bin\S-1-5-21", T),
    (r"C:\Users\taro\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\ABCD1234", M),
    (r"C:\Users\taro\AppData\Local\Microsoft\Windows\Temporary Internet Files\Content.Outlook\X", M),
    (r"C:\Users\taro\AppData\Local\Microsoft\Windows\Temporary Internet Files\OLK1A2", M),
    (r"C:\Users\taro\AppData\Local\Microsoft\Olk\Attachments\ooa-0a1b\3c4d", M),
    (
        r"C:\Users\taro\AppData\Local\Packages\microsoft.windowscommunicationsapps_8wekyb\LocalState\Files\S0",
        M,
    ),
    (r"C:\Users\taro\AppData\Local\Packages\Microsoft.OutlookForWindows_8wekyb3d8bbwe\LocalCache\x", M),
    (r"C:\Users\taro\AppData\Local\Temp\pid-4711", M),
    (r"C:\Users\taro\AppData\Local\Temp\mozilla_taro0", M),
    (r"C:\Users\taro\AppData\Local\Temp\eM Client temporary files\x", M),
    (r"\\?\C:\Users\taro\AppData\Local\Temp\Outlook Temp", M),
    (r"C:\Users\taro\AppData\Local\Temp\Temp1_評価票.zip", A),
    (r"C:\Users\taro\AppData\Local\Temp\3f2504e0-4f89_評価票.zip.0a1\sub", A),
    (r"C:\Users\taro\AppData\Local\Temp\7zO4C5D6E7F", A),
    (r"C:\Users\taro\AppData\Local\Temp\7zE0A1B2C3D\x", A),
    (r"C:\Users\taro\AppData\Local\Temp\Rar$DIa1234.5678", A),
    (r"C:\Users\taro\AppData\Local\Temp\wz3f2a", A),
    (r"C:\Users\taro\AppData\Local\Temp\評価票.lzh", A),
    (r"\\fileserver\share\評価", N),
    (r"\\?\UNC\fileserver\share\評価", N),
    (r"\\wsl.localhost\Ubuntu\home\taro", N),
    (r"C:\Users\taro\OneDrive\ドキュメント", S),
    (r"C:\Users\taro\onedrive", S),
    (r"C:\Users\taro\OneDrive - 国立大学\Desktop", S),
    (r"D:\大学のファイル\x", S),
    (r"D:\Dropbox\評価", S),
    (r"C:\Users\taro\Dropbox (研究室)\x", S),
    (r"C:\Users\taro\Google Drive\x", S),
    (r"G:\マイドライブ\評価", S),
    (r"G:\My Drive", S),
    (r"G:\共有ドライブ\評価", S),
    (r"C:\Users\taro\iCloudDrive\x", S),
    (r"C:\Users\taro\Box\x", S),
    (r"C:\Users\taro\Box Sync", S),
    (r"C:\Users\taro\Nextcloud\x", S),
    (r"C:\Users\taro\ownCloud", S),
    (r"C:\Users\taro\MEGA\x", S),
    (r"C:\Users\taro\Documents\MEGAsync\x", S),
]
ON_MACOS: list[tuple[str, Place]] = [
    ("/Users/taro/Documents", D),
    ("/Users/taro/Desktop/評価", D),
    ("/Users/taro/Downloads", D),
    ("/Users/taro/Documents/Mail Downloads", D),
    ("/Users/Shared/評価", D),
    ("/Users/taro/Library/Application Support/evalapp/ballots", D),
    ("/tmp/x", T),
    ("/private/tmp", T),
    ("/private/var/folders/zz/abc/T/x", T),
    ("/var/folders/zz/abc/T", T),
    ("/PRIVATE/TMP/x", T),
    ("/Users/taro/Library/Caches/com.example", T),
    ("/Users/taro/Library/Containers/com.example.chat/Data/tmp/x", T),
    ("/Users/taro/.Trash", T),
    ("/private/var/folders/zz/abc/T/評価票.zip", A),
    ("/Users/taro/Library/Mail Downloads/0A1B", M),
    ("/Users/taro/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/0A1B", M),
    ("/Users/taro/Library/Mail/V10/0A1B/INBOX.mbox/Attachments/3", M),
    ("/Users/taro/Library/Containers/com.microsoft.Outlook/Data/tmp/Outlook Temp", M),
    ("/private/var/folders/zz/abc/T/com.microsoft.Outlook/Outlook Temp", M),
    ("/private/var/folders/zz/abc/T/pid-812", M),
    ("/Users/taro/Library/Mobile Documents/com~apple~CloudDocs/評価", S),
    ("/Users/taro/Library/CloudStorage/OneDrive-国立大学/評価", S),
    ("/Users/taro/Library/CloudStorage/GoogleDrive-taro@example.jp/マイドライブ", S),
    ("/Users/taro/Dropbox", S),
    ("/Users/taro/" + unicodedata.normalize("NFD", "Google ドライブ"), S),
    ("/Volumes/USBメモリ", R),
    ("/Volumes/評価アプリ 1.0", R),
    ("/net/server/x", N),
]
ON_LINUX: list[tuple[str, Place]] = [
    ("/home/taro/ドキュメント", D),
    ("/home/taro/Downloads", D),
    ("/home/taro", D),
    ("/srv/評価", D),
    ("/mnt/data/評価", D),
    ("/TMP/x", D),
    ("/home/taro/onedrive", D),
    ("/home/hanako/Box", D),
    ("/home/taro/cache", D),
    ("/home/taro/.local/share/evalapp/ballots", D),
    ("/home/taro/.local/share/evalapp/snapshots/m1-0", T),
    ("/tmp", T),
    ("/var/tmp/x", T),
    ("/dev/shm", T),
    ("/scratch/taro/x", T),
    ("/run/user/1000/doc/0a1b2c3d", T),
    ("/home/taro/.cache/x", T),
    ("/home/taro/.var/app/org.mozilla.firefox/cache/tmp", T),
    ("/home/taro/snap/firefox/common/.cache/x", T),
    ("/home/taro/.local/share/Trash/files", T),
    ("/media/taro/STICK/.Trash-1000/files", T),
    ("/tmp/mozilla_taro0", M),
    ("/tmp/pid-4711", M),
    ("/home/taro/.cache/evolution/tmp/evolution-taro-AB12", M),
    ("/home/taro/.var/app/org.mozilla.Thunderbird/cache/tmp", M),
    ("/home/taro/.claws-mail/mimetmp", M),
    ("/home/taro/.thunderbird/x.default/Mail", M),
    ("/home/taro/.cache/.fr-Ab12Cd", A),
    ("/tmp/ark-Ab12Cd", A),
    ("/run/user/1000/gvfs/archive:host=file%3A%2F%2F%2Fhome%2Ftaro%2Fx.zip", A),
    ("/run/user/1000/gvfs/smb-share:server=nas,share=評価", N),
    ("/run/user/1000/gvfs/google-drive:host=example.jp,user=taro", N),
    ("/run/user/1000/kio-fuse-AbCdEf/smb/nas/評価", N),
    ("/net/nas/評価", N),
    ("/media/taro/STICK", R),
    ("/run/media/taro/STICK/x", R),
    ("/home/taro/Dropbox/評価", S),
    ("/home/taro/OneDrive", S),
    ("/home/taro/Nextcloud2", S),
    ("/home/taro/Sync", S),
]


def place_on(machine: Machine, folder: str, volume: Volume | None = None, *, writable: bool = True) -> Place:
    kind: type[PurePath] = type(machine.home)
    root = Volume(kind(kind(folder).anchor), "NTFS" if machine is WINDOWS else "")
    return place_of(kind(folder) / "m1.ballot", volume or root, machine, writable=writable)


def test_the_table_is_large() -> None:
    assert min(len(ON_WINDOWS), len(ON_LINUX)) >= 40
    assert {kind for _folder, kind in (*ON_WINDOWS, *ON_MACOS, *ON_LINUX)} == set(Place) - {W}


@pytest.mark.parametrize(("folder", "kind"), ON_WINDOWS)
def test_on_windows(folder: str, kind: Place) -> None:
    assert place_on(WINDOWS, folder) is kind


@pytest.mark.parametrize(("folder", "kind"), ON_MACOS)
def test_on_macos(folder: str, kind: Place) -> None:
    assert place_on(MACOS, folder) is kind


@pytest.mark.parametrize(("folder", "kind"), ON_LINUX)
def test_on_linux(folder: str, kind: Place) -> None:
    assert place_on(LINUX, folder) is kind


@pytest.mark.parametrize(
    ("system", "kind"),
    [
        *(
            (system, D)
            for system in ("ext4", "btrfs", "xfs", "zfs", "overlay", "fuseblk", "apfs", "NTFS", "")
        ),
        *((system, N) for system in ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "9p")),
        *(
            (system, N)
            for system in ("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.vmhgfs-fuse", "davfs")
        ),
        *((system, R) for system in ("vfat", "exfat", "exFAT", "FAT32", "msdos", "udf", "iso9660", "CDFS")),
        *((system, T) for system in ("tmpfs", "ramfs")),
    ],
)
def test_what_the_file_system_tells(system: str, kind: Place) -> None:
    volume = Volume(PurePosixPath("/mnt/x"), system)
    assert place_on(LINUX, "/mnt/x/評価", volume) is kind


def test_what_the_volume_tells() -> None:
    volume = Volume(PureWindowsPath("F:\\"), "NTFS")
    assert place_on(WINDOWS, "F:\\評価", volume) is D
    assert place_on(WINDOWS, "F:\\評価", replace(volume, removable=True)) is R
    assert place_on(WINDOWS, "F:\\評価", replace(volume, remote=True, removable=True)) is N
    assert place_on(WINDOWS, "F:\\評価", replace(volume, read_only=True)) is W
    assert place_on(WINDOWS, "F:\\評価", replace(volume, read_only=True, removable=True)) is R
    assert place_on(WINDOWS, "F:\\評価", volume, writable=False) is W
    # what is said helps most when it names the cause
    assert place_on(WINDOWS, ON_WINDOWS[27][0], writable=False) is M


def test_a_volume_that_the_apps_own_folder_shares_is_not_fled_from() -> None:
    """A university's home on a server, a small computer that runs from a stick: nothing would be won."""
    home = Volume(PurePosixPath("/home"), "nfs4", remote=True)
    assert place_on(LINUX, "/home/taro/Documents", home) is D
    assert place_on(LINUX, "/home/taro/Dropbox", home) is S
    stick = Volume(PurePosixPath("/"), "ext4", removable=True)
    assert place_on(LINUX, "/home/taro/Documents", stick) is D
    assert place_on(LINUX, "/media/taro/STICK", stick) is R


def test_the_apps_own_folder_is_durable_wherever_it_lies() -> None:
    machine = replace(LINUX, own=PurePosixPath("/tmp/pytest/data"))
    assert place_on(machine, "/tmp/pytest/data/ballots") is D
    assert place_on(machine, "/tmp/pytest/data", Volume(PurePosixPath("/tmp"), "tmpfs"), writable=False) is D
    assert place_on(machine, "/tmp/pytest/data-2") is T


def test_odd_surroundings_change_nothing() -> None:
    machine = replace(
        LINUX,
        temporary=(PurePosixPath("/"), PurePosixPath()),
        environment={"OneDrive": "", "OneDriveCommercial": "relative", "OneDriveConsumer": "   "},
    )
    assert place_on(machine, "/home/taro/Documents") is D
    assert place_on(replace(LINUX, environment=None), "/home/taro/Documents") is D
    assert place_on(replace(LINUX, platform="freebsd14"), "/tmp") is T


_NAMES = st.sampled_from(["評価", "2027年度", "a b", "work", "課題A", "x.y"])
_TABLES = [(WINDOWS, ON_WINDOWS), (MACOS, ON_MACOS), (LINUX, ON_LINUX)]


@given(st.data())
def test_below_a_fragile_place_every_folder_is_fragile_and_below_a_durable_one_durable(
    data: st.DataObject,
) -> None:
    machine, rows = data.draw(st.sampled_from(_TABLES))
    folder, kind = data.draw(st.sampled_from(rows))
    below = type(machine.home)(folder).joinpath(*data.draw(st.lists(_NAMES, max_size=4)))
    assert place_on(machine, str(below)) is kind


@given(
    st.sampled_from([machine for machine, _rows in _TABLES]),
    st.lists(st.text(st.characters(blacklist_characters="\0"), min_size=1, max_size=12), max_size=6),
    st.text(max_size=12),
    st.booleans(),
)
def test_no_path_is_too_odd(machine: Machine, parts: list[str], system: str, writable: bool) -> None:
    kind = type(machine.home)
    path = kind("/").joinpath(*parts)
    for root in (kind("/"), path, kind()):
        assert place_of(path, Volume(root, system), machine, writable=writable) in Place


@pytest.mark.parametrize(("machine", "rows"), _TABLES)
def test_a_file_named_like_a_fragile_place_is_none(machine: Machine, rows: list[tuple[str, Place]]) -> None:
    folder = rows[0][0]
    for name in ("Temp1_x.zip", "OneDrive", "Dropbox", "Content.Outlook", "7zO0A1B2C3D", "tmp"):
        path = type(machine.home)(folder) / name
        volume = Volume(type(machine.home)(path.anchor))
        assert place_of(path, volume, machine, writable=True) is D
