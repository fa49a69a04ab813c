"""A TrueType file: which glyph a character has, how wide it is, and a subset to embed.

Only what the shipped fonts need is read: glyf outlines, a format 12 ``cmap`` and its variation selectors, and
the glyphs of two joined characters.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from exports.typesetting.ligatures import pair_glyphs

_COPIED = ("cvt ", "fpgm", "prep")
_WORDS, _MORE, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x20, 0x8, 0x40, 0x80


class TrueType:
    """A font file held in memory.

    Attributes:
        glyph_of: glyph index by code point.
        variant_of: glyph index by code point and variation selector, where it differs from the plain one.
        joined_of: glyph index by the two glyphs it stands for.
        advances: width of each glyph in thousandths of an em.
        ascent, descent, box: in thousandths of an em; descent is negative.

    Raises:
        ValueError: no TrueType outlines or no format 12 character map.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        count = struct.unpack_from(">H", data, 4)[0]
        self._tables: dict[str, tuple[int, int]] = {}
        for at in range(12, 12 + 16 * count, 16):
            tag, _check, offset, length = struct.unpack_from(">4sIII", data, at)
            self._tables[tag.decode("ascii")] = (offset, length)
        if "glyf" not in self._tables:
            raise ValueError("the font has no TrueType outlines")
        head = self._table("head")
        self._units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: list[int] = [self._scaled(v) for v in struct.unpack_from(">4h", head, 36)]
        hhea = self._table("hhea")
        self.ascent, self.descent = (self._scaled(v) for v in struct.unpack_from(">2h", hhea, 4))
        self._count: int = struct.unpack_from(">H", self._table("maxp"), 4)[0]
        self._offsets = self._read_offsets(long=struct.unpack_from(">h", head, 50)[0] == 1)
        self._metrics = self._read_metrics(struct.unpack_from(">H", hhea, 34)[0])
        self.advances: list[int] = [self._scaled(width) for width, _bearing in self._metrics]
        self.glyph_of: dict[int, int] = {}
        self.variant_of: dict[tuple[int, int], int] = {}
        self._read_characters()
        self.joined_of = pair_glyphs(self._table("GSUB")) if "GSUB" in self._tables else {}

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file in which glyph ``i`` is ``glyphs[i]`` of this one; ``glyphs[0]`` must be 0 (.notdef).

        Parts of composite glyphs are added at the end.
        """
        order = list(glyphs)
        place = {glyph: index for index, glyph in enumerate(order)}
        # Parts of composites are added to ``order`` while it is walked.
        outlines = [self._renumbered(self._outline(glyph), order, place) for glyph in order]
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        head = bytearray(self._table("head"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self._table("hhea"))
        struct.pack_into(">H", hhea, 34, len(order))
        maxp = bytearray(self._table("maxp"))
        struct.pack_into(">H", maxp, 4, len(order))
        tables = {name: self._table(name) for name in _COPIED if name in self._tables}
        tables |= {
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">Hh", *self._metrics[glyph]) for glyph in order),
            "loca": struct.pack(f">{len(offsets)}I", *offsets),
            "maxp": bytes(maxp),
        }
        return _assembled(tables)

    def _table(self, name: str) -> bytes:
        offset, length = self._tables[name]
        return self._data[offset : offset + length]

    def _scaled(self, value: int) -> int:
        return (value * 2000 + self._units) // (2 * self._units)

    def _read_offsets(self, *, long: bool) -> Sequence[int]:
        count = self._count + 1
        table = self._table("loca")
        if long:
            return struct.unpack_from(f">{count}I", table)
        return [2 * half for half in struct.unpack_from(f">{count}H", table)]

    def _read_metrics(self, full: int) -> list[tuple[int, int]]:
        table = self._table("hmtx")
        metrics = list(struct.iter_unpack(">Hh", table[: 4 * full]))
        last = metrics[-1][0]
        bearings = struct.unpack_from(f">{self._count - full}h", table, 4 * full)
        return [*metrics, *((last, bearing) for bearing in bearings)]

    def _read_characters(self) -> None:
        table = self._table("cmap")
        found = False
        for at in range(4, 4 + 8 * struct.unpack_from(">H", table, 2)[0], 8):
            start = struct.unpack_from(">I", table, at + 4)[0]
            form = struct.unpack_from(">H", table, start)[0]
            if form == 12 and not found:
                found = True
                count = struct.unpack_from(">I", table, start + 12)[0]
                for first, last, glyph in struct.iter_unpack(
                    ">3I", table[start + 16 : start + 16 + 12 * count]
                ):
                    self.glyph_of.update(zip(range(first, last + 1), range(glyph, self._count), strict=False))
            elif form == 14:
                self._read_variants(table[start:])
        if not found:
            raise ValueError("the font has no format 12 character map")

    def _read_variants(self, table: bytes) -> None:
        for index in range(struct.unpack_from(">I", table, 6)[0]):
            at = 10 + 11 * index
            selector = int.from_bytes(table[at : at + 3], "big")
            start = struct.unpack_from(">I", table, at + 7)[0]
            if start:
                for entry in range(struct.unpack_from(">I", table, start)[0]):
                    where = start + 4 + 5 * entry
                    code = int.from_bytes(table[where : where + 3], "big")
                    self.variant_of[code, selector] = int.from_bytes(table[where + 3 : where + 5], "big")

    def _outline(self, glyph: int) -> bytes:
        base = self._tables["glyf"][0]
        return self._data[base + self._offsets[glyph] : base + self._offsets[glyph + 1]]

    def _renumbered(self, outline: bytes, order: list[int], place: dict[int, int]) -> bytes:
        if not outline or struct.unpack_from(">h", outline)[0] >= 0:
            return outline + bytes(-len(outline) % 4)
        changed = bytearray(outline)
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">2H", changed, at)
            if part not in place:
                place[part] = len(order)
                order.append(part)
            struct.pack_into(">H", changed, at + 2, place[part])
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        return bytes(changed) + bytes(-len(changed) % 4)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _assembled(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    directory = [
        struct.pack(">I4H", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    ]
    offset = 12 + 16 * len(tables)
    body: list[bytes] = []
    head_at = 0
    for name in sorted(tables):
        data = tables[name]
        if name == "head":
            head_at = offset
        directory.append(struct.pack(">4s3I", name.encode("ascii"), _checksum(data), offset, len(data)))
        padded = data + bytes(-len(data) % 4)
        body.append(padded)
        offset += len(padded)
    font = bytearray(b"".join(directory + body))
    struct.pack_into(">I", font, head_at + 8, (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)
