"""Searching one part of a file for the members: which spellings count, and where.

What counts and what does not is told to users in ``docs/disclosure.md``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from evalapp.disclosure import CELL_PLACES, SHORT_PLACES, Finding, Part, People, Place, What
from evalapp.folding import Folded, fold, folded
from evalapp.model import Member
from evalapp.romaji import romaji_pattern

_GAP = "[\"'“”‘’()\\[\\]「」『』【】・·･,、，.．;:：/／|_]{0,3}"
"""What may stand between the parts of one name, besides spaces: cells of a CSV, a dot, a comma."""

_HONORIFICS = (
    "氏(?!名)|(?:副|准)?(?:委員|座長|教授)(?!会)|委員長|主査|先生|様(?![式子相態々様])|殿(?!下)|博士(?!課程|号|論文)"
    "|助教(?!授)|会長|所長|部長|サン"
)
_TITLES = "(?:professor|prof|doctor|dr|mrs|mr|ms|chair|member)[.]?"
_ROLES = "(?:副?座長|委員長?|主査|chair|member)"
_COMMON_BOXES = frozenset(
    [
        "admin",
        "contact",
        "hyouka",
        "hyoka",
        "info",
        "inquiry",
        "jimu",
        "jimukyoku",
        "kikaku",
        "mail",
        "office",
        "soumu",
        "webmaster",
    ]
)
"""Mail boxes of offices: before the @ of another address they name nobody."""

_COMMON_ID = re.compile(r"(?:m|mem|member|iin|c|chair|no|p|r)?[-_.]?\d*|.{1,5}", re.IGNORECASE)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LATIN_RUN = re.compile("[a-z][a-z\"'“”‘’()\\[\\]「」『』【】・·･,、，.．;:：/／|_]{4,}")
_KANJI = re.compile("[々〆㐀-䶿一-鿿豈-﫿𠀀-𳎯]")
_KANA = re.compile("[ぁ-ゖァ-ヶー]")
_MAIL_SIGN = re.compile("[A-Za-z0-9._%+-]")
_SCORES_FOLLOW = re.compile(r"\s*\d\s+\d\s+\d(?!\d)")
_WIDE = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
_AROUND = 14
_Fits = Callable[[Folded, int, int], bool]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A folded pattern of one member, and what must hold of the signs around a match."""

    what: What
    pattern: re.Pattern[str]
    fits: _Fits


@dataclass(frozen=True, slots=True)
class _Person:
    member: str
    spellings: tuple[_Spelling, ...]
    needles: tuple[str, ...]
    latin_name: re.Pattern[str] | None
    list_row: re.Pattern[str] | None
    id_anywhere: re.Pattern[str] | None
    id_in_short: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Search:
    """Everything to search for, made ready once.

    Args:
        people: the members.
    """

    people: People
    _persons: tuple[_Person, ...] = field(init=False)
    _codes: dict[str, str] = field(init=False)
    _cell_ids: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        persons = tuple(_person(member, self.people) for member in self.people.members)
        cell_ids = {p.member.casefold(): p.member for p in persons if p.id_in_short}
        codes = {fold(code): member for code, member in self.people.codes.items()}
        object.__setattr__(self, "_persons", persons)
        object.__setattr__(self, "_codes", codes)
        object.__setattr__(self, "_cell_ids", cell_ids)

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
                if (member := self._cell_ids.get(plain[start:end].strip().casefold())) is not None:
                    yield _finding(part, What.ID, member, start, end)

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


def _may_be_in(person: _Person, quick: str, letters: str) -> bool:
    if person.latin_name and letters and person.latin_name.search(letters):
        return True
    return any(needle in quick for needle in person.needles)


def _spelled(person: _Person, part: Part, text: Folded, *, in_report: bool) -> list[Finding]:
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


def _person(member: Member, people: People) -> _Person:
    parts = [part for part in re.split(r"[\s・･,，]+", member.name) if fold(part)]
    latin = bool(_LATIN.search(member.name)) and not _KANJI.search(member.name)
    spellings = [*_full_names(parts, latin=latin), *_family_names(parts, latin=latin)]
    kana = [part for part in re.split(r"[\s・･,，]+", member.kana) if fold(part)]
    if sum(map(len, kana)) > 1 and kana != parts:
        spellings.append(_Spelling(What.KANA, re.compile(_GAP.join(map(_quoted, kana))), _own_kana))
    if latin_name := _romanised(kana):
        spellings.append(_Spelling(What.NAME, re.compile(latin_name), _own_long_word))
    mail = _mail(member, people.contact)
    spellings += [_Spelling(What.MAIL, re.compile(_quoted(mail)), _own_mail)] if mail else []
    needles = {fold(part) for part in (*parts[:1], *parts[-1:], *kana[:1])} | (
        {fold(mail)} if mail else set()
    )
    usable = len(member.id) > 1 and not member.id.isdecimal() and member.id not in people.shared_ids
    token = re.compile(f"(?<![0-9A-Za-z]){re.escape(member.id)}(?![0-9A-Za-z])", re.IGNORECASE)
    common = _COMMON_ID.fullmatch(member.id)
    return _Person(
        member.id,
        tuple(spellings),
        tuple(needle for needle in needles if needle),
        re.compile(latin_name) if latin_name else None,
        _list_row(parts, kana, member.affiliation),
        token if usable and not common else None,
        token if usable else None,
    )


def _full_names(parts: list[str], *, latin: bool) -> Iterator[_Spelling]:
    if len("".join(parts)) < 2:
        return
    fits: _Fits = _own_word if latin else _anywhere
    yield _Spelling(What.NAME, re.compile(_gap(parts).join(map(_quoted, parts))), fits)
    if latin:
        for turn in range(1, len(parts)):
            turned = map(_quoted, parts[turn:] + parts[:turn])
            yield _Spelling(What.NAME, re.compile(_GAP.join(turned)), fits)


def _gap(parts: list[str]) -> str:
    # 林、修 would be found in 森林、修理: the shortest names are found across spaces and line ends only
    return _GAP if len("".join(parts)) > 2 else ""


def _family_names(parts: list[str], *, latin: bool) -> Iterator[_Spelling]:
    if len(parts) < 2:
        return
    if not latin:
        pattern = f"{_quoted(parts[0])}(?:{_HONORIFICS})"
        fits = _own_family if len(fold(parts[0])) > 1 else _own_short_family
        yield _Spelling(What.FAMILY_NAME, re.compile(pattern), fits)
        return
    for part in (parts[0], parts[-1]):
        if len(fold(part)) > 2:
            pattern = f"{_TITLES}{_quoted(part)}|{_quoted(part)}(?:{_HONORIFICS})"
            yield _Spelling(What.FAMILY_NAME, re.compile(pattern), _own_word)


def _romanised(kana: list[str]) -> str:
    """Junya Takase, TAKASE Junya, takase.junya; empty for readings that are not two words of kana."""
    family, given = map(romaji_pattern, kana) if len(kana) == 2 else ("", "")
    return f"{family}{_GAP}{given}|{given}{_GAP}{family}" if family and given else ""


def _mail(member: Member, contact: str) -> str:
    """What of the address names the member: all before the @, and the @."""
    address = member.email.strip()
    box, at, _host = address.partition("@")
    if not at or address.casefold() in contact.casefold():
        return ""
    common = len(box) < 3 or box.casefold() in _COMMON_BOXES or f"{box}@".casefold() in contact.casefold()
    return address if common else box + at


def _list_row(parts: list[str], kana: list[str], affiliation: str) -> re.Pattern[str] | None:
    """Name, then reading and role if any, then the affiliation."""
    if not parts or not fold(affiliation):
        return None
    reading = f"(?:{_GAP.join(map(_quoted, kana))}{_GAP})?" if kana else ""
    name = _GAP.join(map(_quoted, parts))
    return re.compile(f"{name}{_GAP}{reading}(?:{_ROLES}{_GAP})?{_quoted(affiliation)}")


def _quoted(text: str) -> str:
    return re.escape(fold(text))


def _around(text: Folded, start: int, end: int) -> tuple[str, str]:
    begin, finish = text.span(start, end)
    return text.original[max(begin - 1, 0) : begin], text.original[finish : finish + 1]


def _anywhere(_text: Folded, _start: int, _end: int) -> bool:
    return True


def _own_word(text: Folded, start: int, end: int) -> bool:
    return not any(_LATIN.fullmatch(sign) for sign in _around(text, start, end))


def _own_long_word(text: Folded, start: int, end: int) -> bool:
    return end - start > 5 and _own_word(text, start, end)


def _own_family(text: Folded, start: int, end: int) -> bool:
    """What became サン was written さん: サンプル is no courtesy."""
    return not text.text[start:end].endswith("サン") or text.original[slice(*text.span(start, end))].endswith(
        "さん"
    )


def _own_short_family(text: Folded, start: int, end: int) -> bool:
    """A family name of one kanji does not end a longer word: 農林委員 is not 林委員."""
    return _own_family(text, start, end) and not _KANJI.fullmatch(_around(text, start, end)[0])


def _own_kana(text: Folded, start: int, end: int) -> bool:
    """A short reading must stand by itself: もりえい is part of too many words."""
    return end - start > 4 or not any(_KANA.fullmatch(sign) for sign in _around(text, start, end))


def _own_mail(text: Folded, start: int, end: int) -> bool:
    return not _MAIL_SIGN.fullmatch(_around(text, start, end)[0])


def _finding(part: Part, what: What, member: str, start: int, end: int) -> Finding:
    place = bisect_right(part.cuts, start, key=lambda cut: cut[0])
    label = part.cuts[place - 1][1] if place else ""
    where = f"{part.where}!{label}" if part.where and label else part.where or label
    before, after = part.text[max(start - _AROUND, 0) : start], part.text[end : end + _AROUND]
    words = " ".join((before + part.text[start:end][:80] + after).split())
    first, last = "…" if start > _AROUND else "", "…" if end + _AROUND < len(part.text) else ""
    return Finding(part.place, where, what, member, f"{first}{words}{last}", inside=part.inside)
