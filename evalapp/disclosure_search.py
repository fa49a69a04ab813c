"""Searching one part of a file for the members (``docs/disclosure.md`` says what counts)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from evalapp.disclosure import CELL_PLACES, SHORT_PLACES, Finding, Part, People, Place, What
from evalapp.disclosure_spelling import Person, person_of
from evalapp.folding import Folded, fold, folded

_LATIN_RUN = re.compile("[a-z][a-z\"'“”‘’()\\[\\]「」『』【】・·･,、，.．;:：/／|_]{4,}")
_SCORES_FOLLOW = re.compile(r"\s*\d\s+\d\s+\d(?!\d)")
_WIDE = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
_AROUND = 14
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Search:
    """Everything to search for, made ready once.

    Args:
        people: the members.
    """

    people: People
    _persons: tuple[Person, ...] = field(init=False)
    _codes: dict[str, str] = field(init=False)
    _cell_ids: dict[str, str] = field(init=False)
    _cell_word: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        persons = tuple(person_of(member, self.people) for member in self.people.members)
        cell_ids = {p.member.casefold(): p.member for p in persons if p.id_in_short}
        codes = {fold(code): member for code, member in self.people.codes.items()}
        object.__setattr__(self, "_persons", persons)
        object.__setattr__(self, "_codes", codes)
        object.__setattr__(self, "_cell_ids", cell_ids)
        ids = "|".join(sorted(map(re.escape, cell_ids), key=len, reverse=True)) or "(?!)"
        word = f"(?:[0-9a-z_.-]*[_.-])??({ids})(?:[_.-][0-9a-z_.-]*)?"
        object.__setattr__(self, "_cell_word", re.compile(word))

    def findings(self, part: Part, *, in_report: bool) -> list[Finding]:
        """Every mention of a member in ``part``, at most one of a kind for each member and piece.

        Args:
            part: the text.
            in_report: whether the file may hold the printed list of members; rows of it are found as
                allowed.
        """
        quick = fold(part.text)
        found = [*self._ids(part), *self._code_hits(part, quick)]
        letters = "\n".join(_LATIN_RUN.findall(quick))
        concerned = [one for one in self._persons if _may_be_in(one, quick, letters)]
        if concerned:
            text = folded(part.text)
            for person in concerned:
                found += _spelled(person, part, text, in_report=in_report)
        return found

    def _ids(self, part: Part) -> Iterator[Finding]:
        plain = part.text.translate(_WIDE)
        for person in self._persons:
            pattern = person.id_in_short if part.place in SHORT_PLACES else person.id_anywhere
            if pattern and (hit := pattern.search(plain)):
                yield _finding(part, What.ID, person.member, *hit.span())
        if part.place in CELL_PLACES:
            ends = [start for start, _label in part.cuts[1:]] + [len(plain)]
            for (start, _label), end in zip(part.cuts, ends, strict=False):
                cell = plain[start : min(end, start + _LONGEST_WORD)].strip().casefold()
                if hit := self._cell_word.fullmatch(cell):
                    yield _finding(part, What.ID, self._cell_ids[hit[1]], start, end)

    def _code_hits(self, part: Part, quick: str) -> Iterator[Finding]:
        lengths = {len(code) for code in self._codes}
        if not lengths or len(quick) < min(lengths):
            return
        found: dict[str, None] = {}
        for run in re.findall(f"[0-9a-z]{{{min(lengths)},}}", quick):
            for length in lengths:
                for start in range(len(run) - length + 1):
                    if run[start : start + length] in self._codes:
                        found[run[start : start + length]] = None
        if found:
            text = folded(part.text)
            for code in found:
                if (start := text.text.find(code)) >= 0:
                    span = text.span(start, start + len(code))
                    yield _finding(part, What.CODE, self._codes[code], *span)


def _may_be_in(person: Person, quick: str, letters: str) -> bool:
    if person.latin_name and letters and person.latin_name.search(letters):
        return True
    return any(needle in quick for needle in person.needles)


def _spelled(person: Person, part: Part, text: Folded, *, in_report: bool) -> list[Finding]:
    rows = []
    if in_report and person.list_row and part.place in (Place.PAGE, Place.TEXT):
        rows = [
            hit.span()
            for hit in person.list_row.finditer(text.text)
            if not _SCORES_FOLLOW.match(text.original, text.span(*hit.span())[1])
        ]
    found: dict[tuple[What, str, bool], Finding] = {}
    for spelling in person.spellings:
        for hit in spelling.pattern.finditer(text.text):
            if not spelling.fits(text, *hit.span()):
                continue
            allowed = any(start <= hit.start() and hit.end() <= end for start, end in rows)
            one = _finding(part, spelling.what, person.member, *text.span(*hit.span()))
            one = replace(one, allowed=allowed)
            found.setdefault((spelling.what, one.where, allowed), one)
    return list(found.values())


def _finding(part: Part, what: What, member: str, start: int, end: int) -> Finding:
    place = bisect_right(part.cuts, start, key=lambda cut: cut[0])
    label = part.cuts[place - 1][1] if place else ""
    where = f"{part.where}!{label}" if part.where and label else part.where or label
    before, after = part.text[max(start - _AROUND, 0) : start], part.text[end : end + _AROUND]
    words = " ".join((before + part.text[start:end][:80] + after).split())
    first, last = "…" if start > _AROUND else "", "…" if end + _AROUND < len(part.text) else ""
    return Finding(part.place, where, what, member, f"{first}{words}{last}", inside=part.inside)
