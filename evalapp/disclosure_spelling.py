"""The spellings by which a member is known, and what must stand around them (``docs/disclosure.md``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from evalapp.disclosure import People, What
from evalapp.folding import Folded, fold
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
    (
        "admin", "contact", "hyouka", "hyoka", "info", "inquiry", "jimu", "jimukyoku", "kikaku", "mail",
        "office", "soumu", "webmaster",
    )
)  # fmt: skip
"""Mail boxes of offices: before the @ of another address they name nobody."""
_COMMON_ID = re.compile(r"(?:m|mem|member|iin|c|chair|no|p|r)?[-_.]?\d*|.{1,5}", re.IGNORECASE)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_KANJI = re.compile("[々〆㐀-䶿一-鿿豈-﫿𠀀-𳎯]")
_KANA = re.compile("[ぁ-ゖァ-ヶー]")
_MAIL_SIGN = re.compile("[A-Za-z0-9._%+-]")
_Fits: TypeAlias = "Callable[[Folded, int, int], bool]"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A folded pattern of one member, and what must hold of the signs around a match."""

    what: What
    pattern: re.Pattern[str]
    fits: _Fits


@dataclass(frozen=True, slots=True)
class Person:
    """One member made ready to be searched for.

    Attributes:
        member: the id.
        spellings: of name, reading and mail address.
        needles: a folded text without any of these holds none of ``spellings`` but ``latin_name``.
        latin_name: the name in Latin letters after its reading.
        list_row: a row of the printed members' list.
        id_anywhere: the id where it tells enough, in plain text.
        id_in_short: the id in names of things.
    """

    member: str
    spellings: tuple[Spelling, ...]
    needles: tuple[str, ...]
    latin_name: re.Pattern[str] | None
    list_row: re.Pattern[str] | None
    id_anywhere: re.Pattern[str] | None
    id_in_short: re.Pattern[str] | None


def person_of(member: Member, people: People) -> Person:
    """Everything by which ``member`` is known."""
    parts = [part for part in re.split(r"[\s・･,，]+", member.name) if fold(part)]
    latin = bool(_LATIN.search(member.name)) and not _KANJI.search(member.name)
    spellings = [*_full_names(parts, latin=latin), *_family_names(parts, latin=latin)]
    kana = [part for part in re.split(r"[\s・･,，]+", member.kana) if fold(part)]
    if sum(map(len, kana)) > 1 and kana != parts:
        spellings.append(Spelling(What.KANA, re.compile(_GAP.join(map(_quoted, kana))), _own_kana))
    if latin_name := _romanised(kana):
        spellings.append(Spelling(What.NAME, re.compile(latin_name), _own_long_word))
    mail = _mail(member, people.contact)
    spellings += [Spelling(What.MAIL, re.compile(_quoted(mail)), _own_mail)] if mail else []
    needles = {fold(part) for part in (*parts[:1], *parts[-1:], *kana[:1])} | (
        {fold(mail)} if mail else set()
    )
    usable = len(member.id) > 1 and not member.id.isdecimal() and member.id not in people.shared_ids
    token = re.compile(f"(?<![0-9A-Za-z]){re.escape(member.id)}(?![0-9A-Za-z])", re.IGNORECASE)
    common = _COMMON_ID.fullmatch(member.id)
    return Person(
        member.id,
        tuple(spellings),
        tuple(needle for needle in needles if needle),
        re.compile(latin_name) if latin_name else None,
        _list_row(parts, kana, member.affiliation),
        token if usable and not common else None,
        token if usable else None,
    )


def _full_names(parts: list[str], *, latin: bool) -> Iterator[Spelling]:
    if len("".join(parts)) < 2:
        return
    fits: _Fits = _own_word if latin else _anywhere
    yield Spelling(What.NAME, re.compile(_gap(parts).join(map(_quoted, parts))), fits)
    if latin:
        for turn in range(1, len(parts)):
            turned = map(_quoted, parts[turn:] + parts[:turn])
            yield Spelling(What.NAME, re.compile(_GAP.join(turned)), fits)


def _gap(parts: list[str]) -> str:
    # 林、修 would be found in 森林、修理: the shortest names are found across spaces and line ends only
    return _GAP if len("".join(parts)) > 2 else ""


def _family_names(parts: list[str], *, latin: bool) -> Iterator[Spelling]:
    if len(parts) < 2:
        return
    if not latin:
        pattern = f"{_quoted(parts[0])}(?:{_HONORIFICS})"
        fits = _own_family if len(fold(parts[0])) > 1 else _own_short_family
        yield Spelling(What.FAMILY_NAME, re.compile(pattern), fits)
        return
    for part in (parts[0], parts[-1]):
        if len(fold(part)) > 2:
            pattern = f"{_TITLES}{_quoted(part)}|{_quoted(part)}(?:{_HONORIFICS})"
            yield Spelling(What.FAMILY_NAME, re.compile(pattern), _own_word)


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
