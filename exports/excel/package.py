"""Opening an untrusted .xlsx as a zip of XML parts: what it is, how big it gets, and no more than that.

Nothing is unpacked to disk and no part is inflated that is not read.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Protocol
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from evalapp.errors import EvalError
from exports.excel.scan import Scan

FILE_LIMIT = 32 * 2**20
"""Largest workbook in bytes."""

_MAX_ENTRIES = 2_000
_MAX_DECLARED = 256 * 2**20
_MAX_INFLATED = 48 * 2**20
_MAX_ELEMENTS = 400_000
_MAX_RATIO = 250
_CHUNK = 2**16
_SCAN_CHUNK = 2**20
_MAX_SILENT_CHUNKS = 4

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ExpatError,
    DefusedXmlException,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zip and XML readers raise for damaged bytes."""


class Target(Protocol):
    """Receives the elements of one part; tags are ``{namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text."""


class Package:
    """The parts of one workbook file.

    Args:
        data: the whole file.
        name: as sentences name the file.
        room: how many times the usual limits apply. More than one only where time and memory are bounded
            from outside.

    Raises:
        EvalError: ``file-empty``, ``file-too-large``, ``workbook-encrypted``, ``workbook-old-format``,
            ``workbook-not-excel``, ``workbook-damaged`` or ``workbook-bomb``.
    """

    def __init__(self, data: bytes, name: str, room: int = 1) -> None:
        self.name = name
        self._room = room
        self._inflated = self._elements = 0
        _check_signature(data, name, room)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self.damaged() from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._check_directory()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in lower case."""
        return tuple(self._parts)

    @property
    def remarks(self) -> str:
        """What the zip itself says about the file and its parts; hardly anybody ever sees it."""
        remarks = [self._zip.comment, *(info.comment + info.extra for info in self._parts.values())]
        return "\n".join(remark.decode("utf-8", "replace") for remark in remarks if remark)

    def damaged(self) -> EvalError:
        """The error for a file whose inside does not hold together."""
        return EvalError("workbook-damaged", file=self.name)

    def feed(self, part: str, target: Target) -> None:
        """Parse ``part`` into ``target``.

        Raises:
            EvalError: ``workbook-damaged`` (also for a DOCTYPE), ``workbook-bomb``, and what ``target``
                raises.
        """
        counter = _Counter(target, self._room * _MAX_ELEMENTS - self._elements, self.name)
        parser = DefusedXMLParser(target=counter, forbid_dtd=True)
        try:
            with self._zip.open(self._parts[part.lower()]) as stream:
                silent = seen = 0
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    parser.feed(chunk)
                    # a tag with a million attributes stays inside the parser until it ends
                    silent = silent + 1 if counter.events == seen else 0
                    seen = counter.events
                    if silent > _MAX_SILENT_CHUNKS:
                        raise self.damaged()
            parser.close()
        except _BROKEN as error:
            raise self.damaged() from error
        self._elements += counter.elements

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            EvalError: ``workbook-damaged`` or ``workbook-bomb``.
        """
        try:
            with self._zip.open(self._parts[part.lower()]) as stream:
                chunks = []
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    chunks.append(chunk)
        except _BROKEN as error:
            raise self.damaged() from error
        return b"".join(chunks)

    def _count(self, inflated: int) -> None:
        self._inflated += inflated
        if self._inflated > self._room * _MAX_INFLATED:
            raise EvalError("workbook-bomb", file=self.name)

    def scan(self, part: str, scan: Scan) -> None:
        """Parse ``part`` into ``scan``: quicker than :meth:`feed` for what is mostly not wanted.

        Raises:
            EvalError: ``workbook-damaged`` (also for a DOCTYPE), ``workbook-bomb``.
        """
        parser = DefusedXMLParser(target=_Deaf(), forbid_dtd=True).parser
        parser.XmlDeclHandler = _refuse_other_encodings
        scan.attach(parser)
        try:
            with self._zip.open(self._parts[part.lower()]) as stream:
                last = False
                while not last:
                    chunk = stream.read(_SCAN_CHUNK)
                    self._count(len(chunk))
                    # less than asked for: the part is at its end, and its checksum is right
                    last = len(chunk) < _SCAN_CHUNK
                    # beginnings and ends, counted before they are parsed
                    tags = chunk.count(b"<")
                    self._elements += tags // 2
                    if self._elements > self._room * _MAX_ELEMENTS:
                        raise EvalError("workbook-bomb", file=self.name)
                    if not tags and not last:
                        raise self.damaged()
                    parser.Parse(chunk, last)
        except _BROKEN as error:
            raise self.damaged() from error
        finally:
            scan.detach()

    def _check_directory(self) -> None:
        declared = 0
        for info in self._zip.infolist():
            key = info.filename.replace("\\", "/").lstrip("/").lower()
            odd = info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if odd or key in self._parts:
                raise self.damaged()
            declared += info.file_size
            huge = info.file_size > 2**20 and info.file_size > _MAX_RATIO * max(info.compress_size, 1)
            if huge or declared > self._room * _MAX_DECLARED:
                raise EvalError("workbook-bomb", file=self.name)
            self._parts[key] = info


class _Deaf:
    """Hears nothing: a scan puts its own handlers on the parser."""


def _refuse_other_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    """In others (EBCDIC) ``<`` is another byte, and elements could not be counted before they are parsed."""
    if encoding is not None and encoding.lower() not in ("utf-8", "utf-16", "us-ascii"):
        raise ValueError(encoding[:20])


class _Counter:
    """Passes events on and counts them."""

    def __init__(self, target: Target, limit: int, name: str) -> None:
        self._start, self.end_, self._data = target.start, target.end, target.data
        self._limit, self._name = limit, name
        self.elements = self.events = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.events += 1
        if self.elements > self._limit:
            raise EvalError("workbook-bomb", file=self._name)
        self._start(tag, attributes)

    def end(self, tag: str) -> None:
        self.end_(tag)

    def data(self, text: str) -> None:
        self.events += 1
        self._data(text)

    def close(self) -> None:
        """Asked for by the parser."""


def resolved(base: str, target: str) -> str:
    """The part that ``target`` means in the relations of ``base``."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def _check_signature(data: bytes, name: str, room: int) -> None:
    """Tell by its bytes what a file is, never by its name."""
    if not data:
        raise EvalError("file-empty", file=name)
    if len(data) > room * FILE_LIMIT:
        raise EvalError("file-too-large", file=name, limit_mb=room * FILE_LIMIT // 2**20)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise EvalError("workbook-encrypted" if encrypted else "workbook-old-format", file=name)
    if not data.startswith(b"PK"):
        raise EvalError("workbook-not-excel", file=name)
    if data.count(b"PK\x01\x02") > room * _MAX_ENTRIES:
        raise EvalError("workbook-bomb", file=name)
