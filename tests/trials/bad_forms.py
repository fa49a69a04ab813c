"""Score forms that nobody means well with: mutations of a filled one, and crafted ones."""

from __future__ import annotations

import random
import re

from tests.forms import parts_of, zipped

_TOKENS = (
    b"<",
    b">",
    b'"',
    b"&",
    b"0",
    b"9" * 20,
    b"-1",
    b"\x00",
    b"</c>",
    b"<v>",
    b't="s"',
    b"\xff",
    b"$B$10",
)
_TAG = re.compile(rb"<(?:c|row|v|f|is|t|si|xf|numFmt|sheet|definedName|Relationship|Override)\b[^>]*>")
_ATTRIBUTE = re.compile(rb' (?:r|s|t|si|name|sheetId|r:id|Id|Target|Type|PartName|numFmtId)="([^"]*)"')
_WHOLE = re.compile(rb"<(c|row|si|sheet|definedName|Relationship|xf)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with damage of one of four sorts: in the zip, in a part, in its XML, among the parts."""
    sort = chance.random()
    if sort < 0.15:
        return _spoilt(data, chance)
    parts = parts_of(data)
    if sort < 0.25:
        return _shuffled(parts, chance)
    name = chance.choice([name for name in parts if not name.startswith(("docProps", "xl/theme"))])
    change = _spoilt if sort < 0.5 else _edited
    return zipped(parts | {name: change(parts[name], chance)})


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(5):
            case 0 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 1:
                changed[at:at] = chance.choice(_TOKENS)
            case 2:
                del changed[at : at + chance.choice((1, 4, 50))]
            case 3:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + chance.choice((4, 40, 400))]
            case _ if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _edited(content: bytes, chance: random.Random) -> bytes:
    """Edits that leave well-formed XML: what is hardest to notice."""
    whole = list(_WHOLE.finditer(content))
    tags = list(_TAG.finditer(content))
    match chance.randrange(6):
        case 0 if whole:
            one = chance.choice(whole)
            return content[: one.end()] + one[0] + content[one.end() :]
        case 1 if whole:
            one = chance.choice(whole)
            return content[: one.start()] + content[one.end() :]
        case 2 if len(whole) > 1:
            first, second = sorted(chance.sample(whole, 2), key=lambda found: found.start())
            between = content[first.end() : second.start()]
            return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]
        case 3:
            digits = list(re.finditer(rb"\d+", content))
            one = chance.choice(digits)
            return content[: one.start()] + b"%d" % chance.randrange(40) + content[one.end() :]
    attributes = [found for tag in tags for found in _ATTRIBUTE.finditer(content, tag.start(), tag.end())]
    if not attributes:
        return _spoilt(content, chance)
    one, other = chance.choice(attributes), chance.choice(attributes)
    value = (
        other[1] if chance.random() < 0.5 else chance.choice((b"", b"n", b"s", b"b", b"B10", b"-1", b"1e3"))
    )
    return content[: one.start(1)] + value + content[one.end(1) :]


def _shuffled(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """Parts lost, exchanged, renamed or doubled."""
    names = list(parts)
    one, other = chance.sample(names, 2)
    match chance.randrange(4):
        case 0:
            del parts[one]
        case 1:
            parts[one], parts[other] = parts[other], parts[one]
        case 2:
            parts = {(name.upper() if name == one else name): part for name, part in parts.items()}
        case _:
            parts |= {f"{one[:-1]}x": parts[other]}
    return zipped(parts)
