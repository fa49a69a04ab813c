"""Tables of answers and set-ups that nobody fills in: cut, swollen, deep, strange."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator


def tables(*, large: bool) -> Iterator[tuple[str, bytes]]:
    """ANSWERS files by name; none holds an answer that could be taken."""
    head = b"subject,criterion,points\n"
    yield "nul.csv", head + b"A,c1,\x003\n"
    yield "nuls.csv", bytes(5000)
    yield "quote.csv", head + b'A,c1,"3\n'
    yield "utf16-odd.csv", b"\xff\xfe" + b"a" * 101
    yield "bytes.csv", bytes(range(256)) * 20
    yield "shift-jis-cut.csv", "評価対象,評価項目,評点\n".encode("cp932")[:-2]
    yield "surrogates.json", b'[{"subject": "\\ud800", "criterion": "c1", "points": 1}]'
    yield "nan.json", b'[{"subject": "A", "criterion": "c1", "points": NaN}]'
    yield "infinity.json", b'[{"subject": "A", "criterion": "c1", "points": -Infinity}]'
    yield "big.json", b'[{"subject": "A", "criterion": "c1", "points": 1' + b"0" * 400 + b"}]"
    yield "bigger.json", b'[{"subject": "A", "criterion": "c1", "points": 1' + b"0" * 9000 + b"}]"
    yield "exponent.json", b'[{"subject": 1e308, "criterion": 1e400, "points": 1e308}]'
    yield "deep.json", b"[" * 200_000
    yield "deep-inside.json", b'[{"subject": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]"
    yield "list.json", b'{"answers": [[1, 2], 3]}'
    yield "scalar.json", b"3"
    yield "keys.json", b'[{"": 1, "subject": {}, "criterion": []}]'
    yield "true.json", b'[{"subject": "A", "criterion": "c1", "points": true}]'
    yield "half.json", b'[{"subject": "A", "criterion": "c1", "points": 2.5}]'
    yield "not.xlsx", b"PK\x03\x04" + bytes(200)
    yield "text.xlsx", head
    yield "empty-zip.xlsx", _zip({})
    yield "doctype.xlsx", _book('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')
    yield (
        "far-cell.xlsx",
        _book(
            '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            "</worksheet>"
        ),
    )
    yield "deep.xlsx", _book("<a>" * 20_000 + "</a>" * 20_000)
    yield "no-end.xlsx", _book("<worksheet><sheetData>")
    for reference in ("A0", "A99999999999999999999", "ZZZZZZZZ1", "", "Ａ１", "A-1"):
        yield (
            f"cell-{len(reference)}-{reference.isascii()}.xlsx",
            _book(
                f'<worksheet><sheetData><row><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'
            ),
        )
    if large:
        yield "columns.csv", b"subject" + b",x" * 1_000_000 + b"\n" + b"1," * 1_000_000
        yield "no-heads.csv", b"subject,criterion" + b"," * 1_000_000 + b"\nA,c1\n"
        yield "rows.csv", head + b"A,c1,3\n" * 2_000_000
        yield "one-cell.csv", head + b'A,c1,"' + b"x" * 15_000_000 + b'"\n'
        yield "too-large.csv", bytes(66 * 2**20)
        yield "empty-rows.csv", head + b"\n" * 15_000_000
        yield "commas.csv", b"," * 15_000_000
        yield "strings.json", b'{"answers": [' + b'"ab",' * 3_000_000 + b"1]}"
        yield "text.json", b'[{"subject": "' + "𠮷".encode() * 4_000_000 + b'"}]'
        yield "keys-each.json", json.dumps([{f"k{n}": 1} for n in range(20_000)]).encode()
        yield "objects.json", b"[" + b"{}," * 5_000_000 + b"{}]"
        yield "numbers.json", b'{"answers": [' + b"1," * 7_500_000 + b"1]}"
        yield "bomb.xlsx", _book("<worksheet><sheetData>" + "<row/>" * 30_000_000)


def setups(*, large: bool) -> Iterator[tuple[str, bytes]]:
    """Set-up files by name; none describes an evaluation."""
    yield "binary.toml", bytes(range(256))
    yield "big-number.toml", b"a = 1" + b"0" * 5000
    yield "big-hex.toml", b"[evaluation]\ntitle = 0x" + b"f" * 9000
    yield "big-octal.toml", b"[evaluation]\ndate = 0o" + b"7" * 9000
    yield (
        "big-hex-points.toml",
        (
            b'[evaluation]\ntitle = "t"\n[[rubric]]\nid = "r"\ntitle = "r"\nsteps = [{points = 0x'
            + b"f" * 9000
            + b"}]\n"
        ),
    )
    yield "float.toml", b"[evaluation]\ntitle = 1e400"
    yield (
        "nan-points.toml",
        (
            b'[evaluation]\ntitle = "t"\n[[rubric]]\nid = "r"\ntitle = "r"\n'
            b"steps = [{points = nan}, {points = inf}]\n"
        ),
    )
    yield "deep-list.toml", b"a = " + b"[" * 100_000
    yield "deep-table.toml", b"a = " + b"{a = " * 50_000
    yield "deep-key.toml", b"[" + b"a." * 20_000 + b"a]"
    yield "dotted.toml", b"a." * 20_000 + b"a = 1"
    yield "date.toml", b"[evaluation]\ndate = 2022-13-45"
    yield "time.toml", b"[evaluation]\ndate = 25:61:61"
    yield "year.toml", b'[evaluation]\ntitle = "t"\ndate = "99999-01-01"'
    yield "tables.toml", b"evaluation = 3\nsubject = 4\nmember = [1, [2]]"
    yield "list-of-lists.toml", b'[evaluation]\ntitle = "t"\n[[subject]]\nid = [1]\ntitle = {a = 1}'
    yield "not.xlsx", b"PK\x03\x04" + bytes(200)
    yield "deep.xlsx", _book("<a>" * 20_000 + "</a>" * 20_000)
    yield "material.toml", _material("../../../../etc/passwd")
    yield "material-absolute.toml", _material("/etc/passwd")
    yield "material-long.toml", _material("x" * 900)
    yield "material-folder.toml", _material(".")
    yield "material-device.toml", _material("/dev/zero")
    if large:
        yield "keys.toml", b"".join(b"k%d = 1\n" % n for n in range(80_000))
        yield "tables-many.toml", b"[[member]]\n" * 85_000
        yield "subtables.toml", b"".join(b"[a.b%d.c]\n" % n for n in range(70_000))
        yield "long-key.toml", b"[" + b"a." * 500_000 + b"a]"
        yield "long-list.toml", b"a = [" + b"1," * 500_000 + b"]"
        yield "long-text.toml", b'[evaluation]\ntitle = "' + b"x" * 1_000_000 + b'"'
        yield "comments.toml", b"#\n" * 500_000
        yield "too-large.toml", b"#" * (9 * 2**20)


def _material(name: str) -> bytes:
    return f"""[evaluation]
title = "t"
[[subject]]
id = "A"
title = "a"
materials = ["{name}"]
[[member]]
id = "m1"
name = "n"
""".encode()


def _book(sheet: str) -> bytes:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml"'
            f' ContentType="{book}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            f' Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="a"'
            ' sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            f' Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet.replace("<worksheet>", f'<worksheet xmlns="{main}">'),
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()
