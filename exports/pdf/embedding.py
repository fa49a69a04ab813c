"""The faces of one document: which glyphs it uses, and their embedding as composite fonts.

reportlab would cut a Japanese font into pieces of 256 glyphs and switch between them inside words. Here each
face is one Type 0 font with two-byte codes, given out in the order the characters first appear.
"""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from exports.typesetting.faces import Face


class Codes(dict[int, str]):
    """For ``str.translate``: each code point becomes four hex digits; asking for one marks it as used."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.used: list[str] = []

    def __missing__(self, code: int) -> str:
        self.used.append(chr(code))
        digits = self[code] = f"{len(self.used):04X}"
        return digits


class EmbeddedFonts:
    """The fonts of one document. reportlab calls ``addObjects`` when it writes the file."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, Codes]] = {}

    def of(self, face: Face) -> tuple[str, Codes]:
        """The resource name of ``face`` in this document, and its codes."""
        entry = self._codes.get(face.name)
        if entry is None:
            entry = self._codes[face.name] = (f"F{len(self._codes) + 1}", Codes(face))
        return entry

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ANN401 - reportlab's name and untyped document
        """Put the used subset of every face into ``doc``."""
        for name, codes in self._codes.values():
            doc.idToObject["BasicFonts"].dict[name] = doc.Reference(_composite(doc, codes), f"Font{name}")


def _composite(doc: Any, codes: Codes) -> Any:  # noqa: ANN401 - reportlab's objects are untyped
    font = codes.face.font
    glyphs = [0, *(codes.face.glyphs[character] for character in codes.used)]
    tag = _tag("".join(codes.used))
    name = f"{tag}+{codes.face.name}"
    data = font.subset(glyphs)
    file = _stream(doc, data, f"FontFile{name}")
    descriptor = _dictionary(
        doc,
        f"FontDescriptor{name}",
        Type=pdfdoc.PDFName("FontDescriptor"),
        FontName=pdfdoc.PDFName(name),
        Flags=4,
        FontBBox=pdfdoc.PDFArray(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=765,
        StemV=140 if name.endswith("Bold") else 80,
        FontFile2=file,
    )
    widths = [codes.face.advances[character] for character in codes.used]
    descendant = _dictionary(
        doc,
        f"CIDFont{name}",
        Type=pdfdoc.PDFName("Font"),
        Subtype=pdfdoc.PDFName("CIDFontType2"),
        BaseFont=pdfdoc.PDFName(name),
        CIDSystemInfo=pdfdoc.PDFDictionary(
            {
                "Registry": pdfdoc.PDFString("Adobe"),
                "Ordering": pdfdoc.PDFString("Identity"),
                "Supplement": 0,
            }
        ),
        FontDescriptor=descriptor,
        DW=1000,
        W=pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
        CIDToGIDMap=pdfdoc.PDFName("Identity"),
    )
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([descendant]),
            "ToUnicode": _stream(doc, _to_unicode(codes).encode("ascii"), f"ToUnicode{name}", length1=False),
        }
    )


def _dictionary(doc: Any, name: str, **entries: object) -> Any:  # noqa: ANN401
    return doc.Reference(pdfdoc.PDFDictionary(entries), name)


def _stream(doc: Any, data: bytes, name: str, *, length1: bool = True) -> Any:  # noqa: ANN401
    stream = pdfdoc.PDFStream(content=data, filters=[pdfdoc.PDFZCompress])
    if length1:
        stream.dictionary["Length1"] = len(data)
    return doc.Reference(stream, name)


def _tag(characters: str) -> str:
    digest = hashlib.sha256(characters.encode("utf-8", "surrogatepass")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(codes: Codes) -> str:
    """The map by which a reader copies and searches text; a variant glyph gives character and selector."""
    sources = codes.face.sources
    lines = [
        f"<{index:04X}> <{sources.get(character, character).encode('utf-16-be').hex().upper()}>"
        for index, character in enumerate(codes.used, 1)
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
