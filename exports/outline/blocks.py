"""The blocks a report is composed of, in reading order. All texts are ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evalapp.report import SubjectReport
from evalapp.texts import Gap
from exports.wording import begins_with_bullet


class Edition(StrEnum):
    """A draft marks what is missing; a final edition has nothing missing."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the part, 2 a chapter, 3 a subject, 4 a section, 5 one review.

    Attributes:
        new_page: it begins a page.
        listed: it stands in the contents and the outline.
    """

    text: str
    level: int
    new_page: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Running text that explains."""

    text: str


@dataclass(frozen=True, slots=True)
class JointText:
    """The committee's joint judgement, in a box; where it is ``missing`` the text says so."""

    text: str
    missing: Gap | None = None

    @property
    def placeholder(self) -> bool:
        """Whether the text only says what is missing."""
        return self.missing is not None


@dataclass(frozen=True, slots=True)
class Opinion:
    """One item: a member's comment; ``author`` is empty in an edition without names."""

    text: str
    author: str = ""

    @property
    def bulleted(self) -> bool:
        """Whether it gets a bullet: not where the member wrote one."""
        return not begins_with_bullet(self.text)


@dataclass(frozen=True, slots=True)
class Opinions:
    """A list of members' comments under its heading; may be empty."""

    heading: str
    items: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """What is asked and what is answered, round by round.

    Attributes:
        theme: a heading over ``text``, may be empty.
        responses: the first round without a label.
        missing: the response is missing and ``responses`` says so.
    """

    text: str
    responses: tuple[tuple[str, str], ...]
    theme: str = ""
    missing: Gap | None = None

    @property
    def placeholder(self) -> bool:
        """Whether the response only says what is missing."""
        return self.missing is not None


@dataclass(frozen=True, slots=True)
class Responses:
    """A table of two columns; without rows it is printed as an empty box under its heads.

    Where the rows are ``missing``, ``placeholder`` is the text in their place that says so, else empty.
    """

    heads: tuple[str, str]
    rows: tuple[ResponseRow, ...]
    missing: Gap | None = None
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The score table of a subject with its chart."""

    subject: SubjectReport
    named: bool


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A row of the members' list; ``role`` is printed for the chair only."""

    name: str
    role: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """The committee's members."""

    members: tuple[ListedMember, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of the committee; ``day`` as printed, may be empty."""

    title: str
    day: str
    agenda: str


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The committee's meetings."""

    meetings: tuple[MeetingRow, ...]


Block = Heading | Note | JointText | Opinions | Responses | Scores | MemberList | MeetingList


@dataclass(frozen=True, slots=True)
class Outline:
    """A report, ready to be set.

    Attributes:
        title: on the cover and in the properties.
        subtitle: the kind of evaluation and the part; may be empty.
        organisation: may be empty.
        day: printed on the cover, or ``None``.
        edition: a draft says so on its cover and every page.
        named: with the members' names beside scores and comments: not for publication.
        provenance: from which state and when it was compiled, one line.
        blocks: the content after cover and contents.
    """

    title: str
    subtitle: str
    organisation: str
    day: date | None
    edition: Edition
    named: bool
    provenance: str
    blocks: tuple[Block, ...]

    @property
    def missing(self) -> tuple[Gap, ...]:
        """Every text that is not written yet and has a placeholder, in printed order."""
        return tuple(gap for block in self.blocks for gap in _missing(block))

    @property
    def comments(self) -> int:
        """How many of the members' comments are printed."""
        return sum(len(block.items) for block in self.blocks if isinstance(block, Opinions))


def _missing(block: Block) -> Iterator[Gap]:
    if isinstance(block, JointText | Responses) and block.missing:
        yield block.missing
    if isinstance(block, Responses):
        yield from (row.missing for row in block.rows if row.missing)
