"""The disclosure check as values: who must not be named, what was looked at, what was found.

How a part of a file is searched is in ``evalapp.disclosure_search``; how files are taken apart in
``exports.disclosure``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evalapp.model import Evaluation, Member
from evalapp.record import RecordLine


class Place(StrEnum):
    """Where in a file a text stands. The values are those of the JSON output."""

    FILE_NAME = "file_name"
    TEXT = "text"
    PAGE = "page"
    CODE = "code"
    ANNOTATION = "annotation"
    BOOKMARK = "bookmark"
    LAYER = "layer"
    FIELD = "field"
    OBJECT = "object"
    ATTACHMENT = "attachment"
    PROPERTY = "property"
    METADATA = "metadata"
    SHEET = "sheet"
    HIDDEN_SHEET = "hidden_sheet"
    SHEET_NAME = "sheet_name"
    DEFINED_NAME = "defined_name"
    SHARED_TEXT = "shared_text"
    COMMENT = "comment"
    HEADER_FOOTER = "header_footer"
    NOTE = "note"
    DRAWING = "drawing"
    LINK = "link"
    PART = "part"


SHORT_PLACES = frozenset(
    (Place.FILE_NAME, Place.PROPERTY, Place.ATTACHMENT, Place.SHEET_NAME, Place.DEFINED_NAME, Place.CODE)
)
"""Places that hold a name of something and no sentences: a short member id counts there."""

CELL_PLACES = frozenset((Place.SHEET, Place.HIDDEN_SHEET, Place.TEXT))
"""Places made of cells, if their parts are cut into such: a cell that is an id, or a word with it, counts."""


class What(StrEnum):
    """What of a member was found."""

    NAME = "name"
    FAMILY_NAME = "family_name"
    KANA = "kana"
    MAIL = "mail"
    ID = "id"
    CODE = "code"


class Reason(StrEnum):
    """Why something was not looked at."""

    IMAGE = "image"
    ENCRYPTED = "encrypted"
    UNKNOWN_KIND = "unknown_kind"
    WORKING_FILE = "working_file"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    EARLIER_VERSIONS = "earlier_versions"
    NO_UNICODE = "no_unicode"
    LINK = "link"
    DENIED = "denied"


class Leftover(StrEnum):
    """Why a file is not one of those that are meant to be published, whatever it says."""

    EARLIER_VERSION = "earlier_version"
    TEMPORARY = "temporary"


# what the app keeps beside a newer document is "NAME (old 1)"; the others are editors' ways
_EARLIER = re.compile(r"\(old \d+\)|(?:~|\.bak|\.old|\.orig)$", re.IGNORECASE)
_TEMPORARY = re.compile(r"^~\$|\.te?mp$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text out of a file.

    Attributes:
        place: where it stands.
        where: which of its kind: a page's number, a sheet's name, a property's name.
        text: as in the file; what stands side by side (runs, lines, cells) follows on.
        cuts: for long texts (offset, label) of its pieces, ascending: cells, lines, paragraphs.
        inside: the attachment or embedded file that it stands in, empty for the file itself.
    """

    place: Place
    where: str
    text: str
    cuts: tuple[tuple[int, str], ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not looked at; ``where`` is empty for a whole file."""

    reason: Reason
    where: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that names a member.

    Attributes:
        where: as ``Part.where``, with the piece's label where the part is cut: ``意見!D12``.
        excerpt: the words around it, on one line.
        allowed: a row of the printed members' list, which a report may hold.
    """

    place: Place
    where: str
    what: What
    member: str
    excerpt: str
    allowed: bool = False
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one file.

    Attributes:
        file: its path below the folder, with ``/``.
        counts: how many parts were looked at, by place.
        more: how many findings there were beyond those listed.
    """

    file: str
    counts: Mapping[Place, int]
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    more: int = 0

    @property
    def named_edition(self) -> bool:
        """Whether the file's own name says that it holds names."""
        return "-named" in self.file.rpartition("/")[2]

    @property
    def leftover(self) -> Leftover | None:
        """What its path tells: an earlier version of another file, or a hidden or temporary file."""
        *_folders, name = parts = self.file.split("/")
        if _EARLIER.search(name):
            return Leftover.EARLIER_VERSION
        if _TEMPORARY.search(name) or any(part.startswith(".") for part in parts):
            return Leftover.TEMPORARY
        return None

    @property
    def clean(self) -> bool:
        """Whether all was looked at, names nobody (a members' list apart), and is not left over."""
        return not (
            self.named_edition
            or self.leftover
            or self.unread
            or any(not finding.allowed for finding in self.findings)
        )


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What came of a folder; ``unread`` are folders and files of which nothing was looked at."""

    files: tuple[Looked, ...]

    @property
    def clean(self) -> bool:
        """Whether every file is clean."""
        return all(file.clean for file in self.files)


@dataclass(frozen=True, slots=True)
class People:
    """Whom to search for.

    Attributes:
        members: the committee.
        codes: verification codes and ids of ballots and forms, with the member's id: they link what one
            member wrote.
        shared_ids: words that are something else besides a member's id (a subject's, a criterion's).
        contact: what may be printed for questions: a mail address in it is nobody's secret.
    """

    members: tuple[Member, ...]
    codes: Mapping[str, str]
    shared_ids: frozenset[str] = frozenset()
    contact: str = ""


def people_of(evaluation: Evaluation, record: Iterable[RecordLine]) -> People:
    """The members of an evaluation, with every code, ballot and form that its record knows."""
    codes = {
        str(line.details[name]): str(line.details["member"])
        for line in record
        if "member" in line.details
        for name in ("code", "ballot", "form")
        if line.details.get(name)
    }
    subjects = {subject.id for subject in evaluation.subjects}
    rubrics = {rubric.id for rubric in evaluation.rubrics}
    criteria = {criterion.id for rubric in evaluation.rubrics for criterion in rubric.criteria}
    return People(
        evaluation.members, codes, frozenset(subjects | rubrics | criteria), evaluation.info.contact
    )
