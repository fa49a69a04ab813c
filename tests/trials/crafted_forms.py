"""Crafted score forms, by name. None may be taken for other answers than those it was filled with."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.forms import parts_of, zipped

Files = Iterator[tuple[str, bytes]]
_SHEET, _BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
_PARTS = (
    "[Content_Types].xml",
    _BOOK,
    "xl/_rels/workbook.xml.rels",
    _SHEET,
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))


def crafted(form: bytes, *, large: bool) -> Files:
    """All of them; ``large`` adds what takes time to make."""
    parts = parts_of(form)
    yield from _names(parts)
    yield from _cells(parts)
    yield from _relations(parts)
    yield from _kinds(parts)
    yield from _zips(parts, form)
    yield from _xml(parts)
    if large:
        yield from _bombs(parts)
        yield from _cut(form)


def _with(parts: dict[str, bytes], name: str, old: bytes, new: bytes) -> bytes:
    assert old in parts[name], old
    return zipped(parts | {name: parts[name].replace(old, new, 1)})


def _names(parts: dict[str, bytes]) -> Files:
    """Defined names that lead everywhere else."""
    sheet = "'評価票A'".encode()
    book = parts[_BOOK]
    targets = {
        "range": sheet + b"!$B$8:$B$10",
        "column": sheet + b"!$B:$B",
        "row": sheet + b"!$8:$8",
        "two cells": sheet + b"!$B$8," + sheet + b"!$B$10",
        "relative": sheet + b"!B8",
        "half relative": sheet + b"!$B8",
        "no sheet": b"$B$8",
        "other sheet": "'評価票X'!$B$8".encode(),
        "another's cell": sheet + b"!$B$10",
        "same cell on another's sheet": "'評価票B'!$B$8".encode(),
        "other file": "'[1]評価票A'!$B$8".encode(),
        "path": "'C:\\x\\[a.xlsx]評価票A'!$B$8".encode(),
        "three sheets": "'評価票A:評価票C'!$B$8".encode(),
        "number": b"3",
        "text": b'"3"',
        "formula": b"1+1",
        "function": b"INDIRECT(&quot;B8&quot;)",
        "offset": b"OFFSET(" + sheet + b"!$B$8,1,0)",
        "link": b"WEBSERVICE(&quot;http://example.invalid&quot;)",
        "command": b"cmd|' /C calc'!A0",
        "name": b"evalapp_s1_c2",
        "far": sheet + b"!$XFE$9999999",
        "row 0": sheet + b"!$B$0",
        "empty": b"",
        "long": b"A" * 100_000,
        "brackets": b"(" * 10_000,
        "lost": b"#REF!",
        "lost cell": sheet + b"!#REF!",
        "quote": b"'" * 5_001 + b"!$B$8",
    }
    for key in ("evalapp_s1_c1", "evalapp_s2_c7", "evalapp_form"):
        one = _name_of(book, key)
        head = one[: one.index(b">") + 1]
        for title, target in targets.items():
            # where the name leads already is no attack
            if target != one[len(head) : -len(b"</definedName>")].replace(b"&apos;", b"'"):
                yield f"{key}: {title}", _with(parts, _BOOK, one, head + target + b"</definedName>")
        yield f"{key}: gone", _with(parts, _BOOK, one, b"")
        yield f"{key}: twice", _with(parts, _BOOK, one, one + one)
        yield (
            f"{key}: twice, in capitals",
            _with(parts, _BOOK, one, one + one.replace(b"evalapp", b"EVALAPP")),
        )
        yield (
            f"{key}: of a sheet",
            _with(parts, _BOOK, b'name="' + key.encode(), b'localSheetId="1" name="' + key.encode()),
        )
        yield f"{key}: child", _with(parts, _BOOK, one, head + b"<a>x</a></definedName>")
    many = b"".join(b'<definedName name="evalapp_x%d">#REF!</definedName>' % n for n in range(60_000))
    yield "60,000 names", _with(parts, _BOOK, b"</definedNames>", many + b"</definedNames>")


def _name_of(book: bytes, key: str) -> bytes:
    start = book.index(b'<definedName name="' + key.encode() + b'"')
    return book[start : book.index(b"</definedName>", start) + len(b"</definedName>")]


def _cells(parts: dict[str, bytes]) -> Files:
    """The first score cell (filled with 0) written in ways that no spreadsheet writes."""
    old = next(one for one in _pieces(parts[_SHEET], b"<c ", b"</c>") if b'r="B8"' in one)
    head = old[: old.index(b">")]
    contents = {
        "value twice": head + b"><v>0</v><v>3</v></c>",
        "value in value": head + b"><v>0<v>3</v></v></c>",
        "text beside value": head + b"><v>0</v>3</c>",
        "inline beside value": head + b"><v>0</v><is><t>3</t></is></c>",
        "inline of another kind": head + b' t="s"><is><t>3</t></is></c>',
        "inline twice": head + b' t="inlineStr"><is><t>0</t></is><is><t>3</t></is></c>',
        "unknown kind": head + b' t="x"><v>3</v></c>',
        "unknown child": head + b"><w>3</w><v>0</v></c>",
        "cell in cell": head + b'><c r="B8"><v>3</v></c><v>0</v></c>',
        "formula": head + b"><f>1+2</f><v>0</v></c>",
        "empty formula": head + b"><f/><v>0</v></c>",
        "shared formula": head + b'><f t="shared" si="0"/><v>0</v></c>',
        "formula twice": head + b"><f>1</f><f>0</f><v>0</v></c>",
        "array": head + b'><f t="array" ref="B8:B12">3</f><v>0</v></c>',
        "array, bad range": head + b'><f t="array" ref="B8:B99999999999">3</f><v>0</v></c>',
        "true": head + b' t="b"><v>1</v></c>',
        "no truth": head + b' t="b"><v>7</v></c>',
        "error": head + b' t="e"><v>#N/A</v></c>',
        "date": head + b' t="d"><v>2027-01-08</v></c>',
        "no date": head + b' t="d"><v>2027-99-08</v></c>',
        "shared -1": head + b' t="s"><v>-1</v></c>',
        "shared 10^9": head + b' t="s"><v>1000000000</v></c>',
        "shared 10^5000": head + b' t="s"><v>1' + b"0" * 5_000 + b"</v></c>",
        "shared 1.5": head + b' t="s"><v>1.5</v></c>',
        "style -1": head.replace(b' s="', b' s="-1') + b"><v>3</v></c>",
        "style x": head.replace(b' s="', b' s="x') + b"><v>0</v></c>",
        "other row": head.replace(b"B8", b"B10") + b"><v>0</v></c>",
        "other column": head.replace(b"B8", b"C8") + b"><v>0</v></c>",
        "column before": head.replace(b"B8", b"A8") + b"><v>0</v></c>",
        "no address": head.replace(b'r="B8"', b"") + b"><v>0</v></c>",
        "bad address": head.replace(b"B8", b"$B$8") + b"><v>0</v></c>",
        "small address": head.replace(b"B8", b"b8") + b"><v>0</v></c>",
        "twice": old + head + b"><v>3</v></c>",
        "1e999": head + b"><v>1e999</v></c>",
        "nan": head + b"><v>nan</v></c>",
        "0x3": head + b"><v>0x3</v></c>",
        "1_0": head + b"><v>1_0</v></c>",
        "other digits": head + "><v>३</v></c>".encode(),
        "a third": head + b"><v>0.3333333333333333</v></c>",
        "almost three": head + b"><v>2.9999999999999999</v></c>",
        "10^400": head + b"><v>1" + b"0" * 400 + b"</v></c>",
        "megabyte": head + b"><v>" + b"3" * 2**20 + b"</v></c>",
    }
    for title, content in contents.items():
        if title != "almost three":  # the nearest number is three: so it reads everywhere
            yield f"cell: {title}", _with(parts, _SHEET, old, content)
    guide = "xl/worksheets/sheet1.xml"
    row = next(one for one in _pieces(parts[_SHEET], b"<row ", b"</row>") if b'r="8"' in one)
    for title, text in {
        "row twice": row + row,
        "row again with 3": row + row.replace(old, head + b"><v>3</v></c>"),
        "row 0": row.replace(b'<row r="8"', b'<row r="0"'),
        "row 7": row.replace(b'<row r="8"', b'<row r="7"'),
        "row x": row.replace(b'<row r="8"', b'<row r="x"'),
        "row of other digits": row.replace(b'<row r="8"', '<row r="８"'.encode()),
    }.items():
        yield title, _with(parts, _SHEET, row, text)
    more = b'<sheetData><row r="8"><c r="B8"><v>3</v></c></row></sheetData>'
    yield "a second sheet of data", _with(parts, _SHEET, b"</sheetData>", b"</sheetData>" + more)
    far = b'<row r="1048576"><c r="XFD1048576"><v>3</v></c></row></sheetData>'
    yield "far corner", _with(parts, _SHEET, b"</sheetData>", far)
    huge = b'<dimension ref="A1:XFD1048576"/>'
    yield "huge dimension", _with(parts, _SHEET, b"<dimension ", huge + b"<dimension ")
    yield "huge merge", _with(parts, guide, b"<mergeCells ", b'<mergeCells count="4000000000" ')
    reaching = b'<c r="A8" s="1"><f t="array" ref="A8:B10">3</f><v>3</v></c>'
    first = next(one for one in _pieces(parts[_SHEET], b"<c ", b"</c>") if b'r="A8"' in one)
    yield "array from beside", _with(parts, _SHEET, first, reaching)


def _pieces(data: bytes, begin: bytes, end: bytes) -> Iterator[bytes]:
    at = data.find(begin)
    while at >= 0:
        close = data.index(b">", at)
        stop = close + 1 if data[close - 1 : close] == b"/" else data.index(end, at) + len(end)
        yield data[at:stop]
        at = data.find(begin, stop)


def _relations(parts: dict[str, bytes]) -> Files:
    """The list of sheets and what it refers to."""
    rels = "xl/_rels/workbook.xml.rels"
    for title, old, new in (
        ("two with one id", b'Id="rId3"', b'Id="rId2"'),
        ("two with one part", b"worksheets/sheet3.xml", b"worksheets/sheet2.xml"),
        ("sheets exchanged", b"worksheets/sheet2.xml", b"worksheets/sheet9.xml"),
        ("outside", b"worksheets/sheet2.xml", b"../../../../etc/passwd"),
        ("absolute", b"worksheets/sheet2.xml", b"/etc/passwd"),
        ("file", b"worksheets/sheet2.xml", b"file:///etc/passwd"),
        ("itself", b"worksheets/sheet2.xml", b"_rels/workbook.xml.rels"),
        ("list of sheets", b"worksheets/sheet2.xml", b"workbook.xml"),
        ("styles", b"worksheets/sheet2.xml", b"styles.xml"),
        ("external", b'Target="worksheets/sheet2.xml"', b'TargetMode="External" Target="http://x.invalid/a"'),
        ("chart sheet", b"relationships/worksheet", b"relationships/chartsheet"),
        ("two texts", b"relationships/styles", b"relationships/sharedStrings"),
        ("two styles", b"relationships/theme", b"relationships/styles"),
    ):
        yield f"relation: {title}", _with(parts, rels, old, new)
    for title, old, new in (
        ("sheets with one name", "評価票B".encode(), "評価票A".encode()),
        ("sheet without name", 'name="評価票A" sheetId'.encode(), b'name="" sheetId'),
        ("sheet without relation", b'r:id="rId2"', b'r:id="rId99"'),
        ("sheet of another", b'r:id="rId2"', b'r:id="rId3"'),
        ("no sheets", b"<sheets>", b"<sheetz>"),
        ("1904", b"<workbookPr ", b'<workbookPr date1904="1" '),
    ):
        data = parts[_BOOK].replace(b"</sheets>", b"</sheetz>") if title == "no sheets" else parts[_BOOK]
        yield f"book: {title}", _with(parts | {_BOOK: data}, _BOOK, old, new)
    sheets = b"".join(b'<sheet name="x%d" sheetId="%d" r:id="rId1"/>' % (n, n + 9) for n in range(50_000))
    yield "50,000 sheets", _with(parts, _BOOK, b"</sheets>", sheets + b"</sheets>")


def _kinds(parts: dict[str, bytes]) -> Files:
    """Other files under the name of a form."""
    types = "[Content_Types].xml"
    for title, kind in (
        ("macros", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("template with macros", b"application/vnd.ms-excel.template.macroEnabled.main+xml"),
        ("binary", b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        ("Word", b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("PowerPoint", b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        ("nothing", b""),
        ("text", b"text/plain"),
    ):
        yield f"kind: {title}", _with(parts, types, _MAIN, kind)
    yield "a macro beside", zipped(parts | {"xl/vbaProject.bin": b"x"})
    yield "no list of kinds", zipped({name: part for name, part in parts.items() if name != types})
    yield (
        "OpenDocument",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}),
    )
    for title in _PARTS[1:]:
        yield f"without {title}", zipped({name: part for name, part in parts.items() if name != title})
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    yield "old Excel", ole
    yield "encrypted", ole + "EncryptedPackage".encode("utf-16-le")
    yield "PDF", b"%PDF-1.7\n"
    yield "nothing", b""
    yield "text", "評点,3".encode()
    yield "submission", b"-----BEGIN AGE ENCRYPTED FILE-----\n"
    yield "empty zip", b"PK\x05\x06" + bytes(18)
    yield "too large", b"PK" + bytes(9 * 2**20)


def _zips(parts: dict[str, bytes], form: bytes) -> Files:
    """Entries that lie about themselves."""
    other = parts[_SHEET].replace(b"<v>0</v>", b"<v>3</v>")
    for title, name in (
        ("again", _SHEET),
        ("in capitals", _SHEET.upper()),
        ("with backslashes", _SHEET.replace("/", "\\")),
        ("absolute", "/" + _SHEET),
    ):
        yield f"entry {title}", _entries([*parts.items(), (name, other)])
        yield f"entry {title}, first", _entries([(name, other), *parts.items()])
    for name in (
        "../../evil.xml",
        "/etc/passwd",
        "C:\\evil.xml",
        "xl/\x00.xml",
        "a" * 60_000,
        "con",
        "xl/./a",
        "xl/",
    ):
        yield f"entry named {name[:20]!r}", _entries([*parts.items(), (name, b"x")])
    yield "a symbolic link", _entries([*parts.items(), ("link", b"/etc/passwd")], link="link")
    yield "a sheet that is a link", _entries([*parts.items()], link=_SHEET)
    yield "3,000 entries", _entries([*parts.items(), *((f"x/{n}", b"") for n in range(3_000))])
    at = form.index(b"PK\x01\x02")
    for title, offset, value in (
        ("encrypted", 8, b"\x01\x00"),
        ("strongly encrypted", 8, b"\x41\x00"),
        ("packed otherwise", 10, b"\x0e\x00"),
        ("packed by nobody", 10, b"\x63\x00"),
        ("size 0", 24, b"\x00\x00\x00\x00"),
        ("size 4 GB", 24, b"\xff\xff\xff\xff"),
        ("packed size 4 GB", 20, b"\xff\xff\xff\xff"),
        ("other sum", 16, b"\x00\x00\x00\x00"),
        ("elsewhere", 42, b"\xff\xff\xff\x7f"),
        ("on another disk", 34, b"\x07\x00"),
        ("long name", 28, b"\xff\xff"),
        ("long extra", 30, b"\xff\xff"),
    ):
        yield f"entry {title}", form[: at + offset] + value + form[at + offset + len(value) :]
    end = form.rindex(b"PK\x05\x06")
    zip64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**60, 2**60)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    yield "zip64 of 2^60 bytes", form[:end] + zip64 + locator + form[end:]
    yield "zip64 without its end", form[:end] + locator + form[end:]
    yield "entries 65,535", form[: end + 8] + b"\xff\xff\xff\xff" + form[end + 12 :]
    yield "list of entries elsewhere", form[: end + 16] + b"\xff\xff\xff\x7f" + form[end + 20 :]
    yield "junk before", b"junk" * 1_000 + form
    yield "junk behind", form + b"junk" * 1_000
    yield "two zips", zipped({"a": b"x"}) + form
    yield "a zip in the comment", form[:-2] + struct.pack("<H", 60_000) + bytes(60_000)


def _entries(entries: list[tuple[str, bytes]], link: str = "") -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, part in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, part)
    return file.getvalue()


def _xml(parts: dict[str, bytes]) -> Files:
    """Attacks on the parser, in every part that is read."""
    for name in _PARTS:
        body = parts[name]
        head, rest = body[: body.index(b"?>") + 2], body[body.index(b"?>") + 2 :]
        root = rest.strip()[1:].split(b" ")[0].split(b">")[0]
        last = b"</" + root + b">"
        close = rest.rindex(b"</")
        for title, text in {
            "doctype": head + b"<!DOCTYPE a>" + rest,
            "laughs": head
            + b'<!DOCTYPE a [<!ENTITY l0 "ha">'
            + _LAUGHS
            + b"]>"
            + rest[:close]
            + b"&l9;"
            + last,
            "file entity": head
            + b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + rest[:close]
            + b"&x;"
            + last,
            "web entity": head + b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://x.invalid/">]>' + rest,
            "parameter entity": head + b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://x.invalid/">%x;]>' + rest,
            "outer DTD": head + b'<!DOCTYPE a SYSTEM "http://x.invalid/a.dtd">' + rest,
            "unknown entity": head + rest[:close] + b"&nobody;" + last,
            "deep": head + rest[:close] + b"<a>" * 50_000 + b"</a>" * 50_000 + last,
            "unclosed": head + rest[:close] + b"<a>" * 50_000,
            "attributes": head
            + rest[:close]
            + b"<a "
            + b" ".join(b'a%d="1"' % n for n in range(50_000))
            + b"/>"
            + last,
            "attribute twice": head + rest[:close] + b'<a b="1" b="2"/>' + last,
            "namespaces": head
            + rest[:close]
            + b"".join(b'<a xmlns="u%d">' % n for n in range(5_000))
            + b"</a>" * 5_000
            + last,
            "NUL": head + rest[:close] + b"\x00" + last,
            "EBCDIC": body.decode().replace("UTF-8", "cp037").encode("cp037", "xmlcharrefreplace"),
            "UTF-7": body.replace(b"UTF-8", b"UTF-7"),
            "bad UTF-8": head + rest[:close] + b"<a>\xc0\xaf\xed\xa0\x80</a>" + last,
            "comment": head + b"<!--" + b"x" * 3 * 2**20 + b"-->" + rest,
            "instruction": head + b"<?x " + b"x" * 3 * 2**20 + b"?>" + rest,
            "nothing": b"",
            "other root": b"<a/>",
        }.items():
            yield f"{name}: {title}", zipped(parts | {name: text})


def _bombs(parts: dict[str, bytes]) -> Files:
    """What unpacks to far more than it is."""
    for name in _PARTS:
        body = parts[name]
        close = body.rindex(b"</")
        for title, text in {
            "spaces": b" " * 60 * 2**20,
            "elements": b"<a/>" * 2_000_000,
            "texts": b"<si><t>x</t></si>" * 500_000,
            "cells": b"<c><v>1</v></c>" * 500_000,
            "one text": b"<a>" + b"x" * 40 * 2**20 + b"</a>",
            "one tag": b"<a " + b" ".join(b'a%d="%d"' % (n, n) for n in range(900_000)) + b"/>",
        }.items():
            yield f"bomb in {name}: {title}", zipped(parts | {name: body[:close] + text + body[close:]})


def _cut(form: bytes) -> Files:
    for length in (1, 4, 30, 100, 1_000, len(form) // 2, len(form) - 23, len(form) - 1):
        yield f"first {length}", form[:length]
        yield f"last {length}", b"PK" + form[-length:]
