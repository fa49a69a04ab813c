"""Who must not be named, and what the readers and the search find of them in a file's bytes."""

from __future__ import annotations

import io
import zipfile

from evalapp.disclosure import Part, People, Reason, Unread
from evalapp.disclosure_search import Search
from evalapp.model import Member
from exports.disclosure.kinds import file_parts

NAME = "髙瀬 惇也"
PEOPLE = People(
    (
        Member("m1", NAME, affiliation="青嶺大学 教授", kana="たかせ じゅんや", email="takase@aomine.ac.jp"),
        Member(
            "m2",
            "𠮷住 千景",
            affiliation="汐見工科大学",
            kana="よしずみ ちかげ",
            email="chikage@shiomi.ac.jp",
        ),
    ),
    {"WXCF-JTCT-KVKZ": "m1"},
)
SEARCH = Search(PEOPLE)


def read(data: bytes, name: str) -> tuple[list[Part], list[Unread]]:
    """The parts of a file, and what was not looked at."""
    everything = list(file_parts(data, name))
    return (
        [part for part in everything if isinstance(part, Part)],
        [part for part in everything if isinstance(part, Unread)],
    )


def found(data: bytes, name: str) -> set[str]:
    """Every finding as ``place where what member``, with the path inside before it."""
    return {
        " ".join(
            word
            for word in (
                one.inside and f"{one.inside} >",
                one.place.value,
                one.where,
                one.what.value,
                one.member,
            )
            if word
        )
        for part in read(data, name)[0]
        for one in SEARCH.findings(part, in_report=name.startswith("report"))
    }


def reasons(data: bytes, name: str) -> set[Reason]:
    """Why something was not looked at."""
    return {unread.reason for unread in read(data, name)[1]}


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """A zip with some parts added, replaced or (``None``) taken out; ``__`` in a name stands for ``/``."""
    parts = {name.replace("__", "/"): content for name, content in changes.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()
