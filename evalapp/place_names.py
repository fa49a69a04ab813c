"""How fragile places are called on Windows, macOS and Linux: the data of ``places``, gathered from practice.

Patterns over a whole folder see it as ``/users/taro/appdata/local/temp/``: without its drive, every part
closed by a slash. Those over one part must fit all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

FOLDING_PLATFORMS = frozenset(("win32", "darwin"))
"""Where ``Temp`` and ``TEMP`` are one folder."""

SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables with which Windows names its synced folders."""

MEMORY_SYSTEMS = frozenset(("tmpfs", "ramfs", "devtmpfs"))
REMOVABLE_SYSTEMS = frozenset(
    ("vfat", "msdos", "fat", "fat12", "fat16", "fat32", "exfat", "udf", "iso9660", "cd9660", "cdfs")
)
NETWORK_SYSTEMS = re.compile(
    r"nfs[0-9]?|cifs|smb[0-9]?|smbfs|ncpfs|afpfs|afs|ceph|lustre|beegfs|davfs2?|webdav(fs)?|sshfs|macfuse_sshfs"
    # folders that a virtual machine has from its host
    r"|9p|drvfs|vboxsf|prl_fs|virtiofs|fuse\.vmhgfs-fuse"
    r"|fuse\.(sshfs|davfs2?|glusterfs|ceph.*|gvfsd-fuse|kio-fuse|rclone|s3fs|smbnetfs|curlftpfs|onedriver"
    r"|google-drive-ocamlfuse)"
)


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What is known of one platform.

    Attributes:
        mail: folders in which only mail programs put attachments.
        archive: folders that are archives opened as folders.
        temporary: folders that the system or its programs empty.
        temporary_at_home: the same, below the user's folder.
        mail_folder: a part of a temporary folder that tells of a mail program.
        archive_folder: a part of a temporary folder that tells of an unpacked archive.
        synced: folders of cloud services, wherever they lie.
        synced_folder: a part that names one anywhere.
        synced_at_home: a part that names one directly below the user's folder: too common a word elsewhere.
        synced_drive: a part that names one directly below a drive.
        network: folders into which other computers are mounted.
        removable: folders into which sticks and discs are mounted.
    """

    mail: tuple[re.Pattern[str], ...]
    archive: tuple[re.Pattern[str], ...]
    temporary: tuple[re.Pattern[str], ...]
    temporary_at_home: tuple[re.Pattern[str], ...]
    mail_folder: re.Pattern[str]
    archive_folder: re.Pattern[str]
    synced: tuple[re.Pattern[str], ...]
    synced_folder: re.Pattern[str]
    synced_at_home: re.Pattern[str]
    synced_drive: re.Pattern[str]
    network: tuple[re.Pattern[str], ...]
    removable: tuple[re.Pattern[str], ...]


def known_places(platform: str) -> KnownPlaces:
    """What is known of a platform, named as ``sys.platform`` does."""
    return {"win32": _windows, "darwin": _macos}.get(platform, _linux)()


_MAIL_FOLDER = (
    r"mozilla_.*|nsmail.*|mozillamail.*|pid-[0-9]+|(.*[._ -])?(outlook|thunderbird|evolution|kmail2?|kontact"
    r"|claws-mail|geary|sylpheed|em client|becky!?|shuriken|olk)([._ -].*)?|olk[0-9a-f]*"
)
_ARCHIVE_FOLDER = (
    r"temp[0-9]+_.+|7z[oe][0-9a-f]+|rar\$.+|wz[0-9a-f]{4}|bnz\..+|peazip-.+|\.?ptmp.+|lha[0-9a-f]+\.tmp"
    r"|\.fr-.+|ark[-.].+|engrampa.*|xarchiver?-.+|.+\.(zip|zipx|7z|rar|lzh|cab|iso|tar|gz|tgz)([._ -].*)?"
)
_SYNCED_FOLDER = (
    r"OneDrive|OneDrive ?- ?.+|Dropbox|Dropbox \(.+\)|Google ?Drive|Google ドライブ|iCloud ?Drive|Box Sync"
    r"|Nextcloud[0-9]*|own[Cc]loud[0-9]*|MEGAsync|pCloud ?Drive|Proton ?Drive|Synology ?Drive|Seafile|kDrive"
    r"|Yandex\.Disk|Tresorit|Creative Cloud Files"
)
_SYNCED_AT_HOME = r"Box|MEGA|Sync|Nutstore"
_SYNCED_DRIVE = r"My ?Drive|マイドライブ|Shared drives|共有ドライブ|\.shortcut-targets-by-id"


_EXACT = re.RegexFlag(0)


def _all(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, flags) for pattern in patterns)


def _one(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


@cache
def _windows() -> KnownPlaces:
    return KnownPlaces(
        mail=_all(
            "/content\\.outlook/",
            "/temporary internet files/olk",
            "/microsoft/olk/",
            "/appdata/local/packages/[^/]*(outlook|windowscommunicationsapps|mail|thunderbird)[^/]*/",
            "/thunderbird/profiles/",
        ),
        archive=(),
        temporary=_all(
            "/appdata/local/temp/",
            "/appdata/locallow/temp/",
            "^/windows/(temp|systemtemp)/",
            "^/te?mp/",
            "/(inetcache|temporary internet files|inetcache\\.ie)/",
            # what an app from the store keeps for itself
            "/appdata/local/packages/[^/]+/(ac|localcache|localstate|tempstate|settings|systemappdata)/",
            "^/\\$recycle\\.bin/",
        ),
        temporary_at_home=(),
        mail_folder=_one(_MAIL_FOLDER),
        archive_folder=_one(_ARCHIVE_FOLDER),
        synced=(),
        synced_folder=_one(_SYNCED_FOLDER),
        synced_at_home=_one(_SYNCED_AT_HOME),
        synced_drive=_one(_SYNCED_DRIVE),
        network=(),
        removable=(),
    )


@cache
def _macos() -> KnownPlaces:
    return KnownPlaces(
        mail=_all(
            "/library/mail downloads/",
            "/library/mail/",
            "/library/containers/(com\\.apple\\.mail|com\\.microsoft\\.outlook|[^/]*(thunderbird|spark|airmail)[^/]*)/",
            "/library/group containers/[^/]*office/outlook/",
            "/library/thunderbird/profiles/",
            "/outlook temp/",
        ),
        archive=(),
        temporary=_all(
            "^/(private/)?tmp/",
            "^/(private/)?var/(folders|tmp)/",
            "^/private/var/",
            "/library/caches/",
            "/library/containers/[^/]+/data/tmp/",
            "/\\.(trash|trashes)/",
            "/temporaryitems/",
        ),
        temporary_at_home=(),
        mail_folder=_one(_MAIL_FOLDER),
        archive_folder=_one(_ARCHIVE_FOLDER),
        synced=_all("/library/mobile documents/", "/library/cloudstorage/"),
        synced_folder=_one(_SYNCED_FOLDER),
        synced_at_home=_one(_SYNCED_AT_HOME),
        synced_drive=_one(_SYNCED_DRIVE),
        network=_all("^/net/", "^/network/servers/"),
        removable=_all("^/volumes/[^/]"),
    )


@cache
def _linux() -> KnownPlaces:
    return KnownPlaces(
        mail=_all(
            "/\\.(thunderbird|icedove)/",
            "/\\.claws-mail/",
            "/\\.var/app/[^/]*([Tt]hunderbird|[Ee]volution|[Gg]eary)[^/]*/(cache|data)/",
            "/snap/thunderbird/(common|[0-9]+)/\\.(cache|thunderbird)/",
            flags=_EXACT,
        ),
        archive=_all("^/run/user/[0-9]+/gvfs/archive:", "/\\.gvfs/archive", flags=_EXACT),
        temporary=_all(
            "^/(var/)?tmp/",
            "^/dev/",
            # but for what is mounted there
            "^/(var/)?run/(?!media/|user/[0-9]+/(gvfs|kio-fuse-[^/]*)/)",
            "/\\.var/app/[^/]+/cache/",
            "/snap/[^/]+/[^/]+/\\.cache/",
            "/\\.Trash(-[0-9]+)?/",
            flags=_EXACT,
        ),
        temporary_at_home=_all("^/\\.cache/", "^/\\.local/share/Trash/", flags=_EXACT),
        mail_folder=_one(_MAIL_FOLDER, _EXACT),
        archive_folder=_one(_ARCHIVE_FOLDER),
        synced=(),
        synced_folder=_one(_SYNCED_FOLDER, _EXACT),
        synced_at_home=_one(_SYNCED_AT_HOME, _EXACT),
        synced_drive=_one(_SYNCED_DRIVE, _EXACT),
        network=_all("^/run/user/[0-9]+/(gvfs|kio-fuse-[^/]*)/", "/\\.gvfs/", "^/net/", flags=_EXACT),
        removable=_all("^/(run/)?media/[^/]", flags=_EXACT),
    )
