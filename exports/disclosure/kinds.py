"""Which reader a file needs: told by its bytes, and only for plain texts by its name."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.disclosure import Part, Reason, Unread
from exports.disclosure.plain import SUFFIXES, text_parts

_DEEPEST = 3
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKING = (b"SQLite format 3\x00", b"-----BEGIN AGE ENCRYPTED FILE-----", b"age-encryption.org/")
_IMAGES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF",
    b"\x00\x00\x01\x00", b"\x01\x00\x00\x00\x6c\x00\x00\x00", b"\xd7\xcd\xc6\x9a",
)  # fmt: skip


def file_parts(data: bytes, name: str, inside: str = "", depth: int = 0) -> Iterator[Part | Unread]:
    """Everything that a file says, part by part, and what of it was not looked at.

    Args:
        data: the whole file.
        name: its name.
        inside: the path to it within another file, itself included; empty for a file of its own.
        depth: how many files it is embedded in.
    """

    def nested(embedded: bytes, called: str) -> Iterator[Part | Unread]:
        path = f"{inside} > {called}" if inside else called
        if depth >= _DEEPEST:
            yield Unread(Reason.TOO_DEEP, inside=path)
        else:
            yield from file_parts(embedded, called, path, depth + 1)

    suffix = name.rpartition(".")[2].lower()
    if not data:
        return
    # each reader is heavy: it is imported for the first file that needs it
    if b"%PDF-" in data[:1024]:
        from exports.disclosure.pdf import pdf_parts  # noqa: PLC0415

        yield from pdf_parts(data, inside, nested)
    elif data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data:
        from exports.disclosure.office import office_parts  # noqa: PLC0415

        yield from office_parts(data, inside, nested)
    elif data.startswith(_WORKING):
        yield Unread(Reason.WORKING_FILE, inside=inside)
    elif data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        yield Unread(Reason.ENCRYPTED, inside=inside)
    elif suffix in SUFFIXES:
        yield from text_parts(data, suffix, inside)
    elif data.startswith(_IMAGES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        yield Unread(Reason.IMAGE, inside=inside)
    else:
        yield Unread(Reason.UNKNOWN_KIND, inside=inside)
