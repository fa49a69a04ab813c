"""A workbook from outside is read into plain values, or refused by name; it never crashes or hangs."""

from __future__ import annotations

import io
import random
import time as clock
import tracemalloc
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from evalapp.errors import EvalError
from evalapp.table import Formula
from exports.excel.guard import read_workbook
from exports.excel.package import FILE_LIMIT
from exports.excel.parts import is_date_format

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HALF_PAST_NINE = datetime(2027, 1, 22, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def parts_of(sheet: str, *, shared: str = "", kind: str = XLSX, book: str = "") -> dict[str, str]:
    """The parts of a minimal workbook around the XML of one sheet."""
    relation = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    relations = relation.format("r1", "worksheet", "worksheets/sheet1.xml")
    if shared:
        relations += relation.format("r2", "sharedStrings", "sharedStrings.xml")
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{book}'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{sheet}</worksheet>",
    } | ({"xl/sharedStrings.xml": f"<sst {MAIN}>{shared}</sst>"} if shared else {})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def raw(sheet: str, **options: str) -> bytes:
    return zipped(parts_of(sheet, **options))


def rows(cells: str, **options: str) -> tuple[tuple[object, ...], ...]:
    data = raw(f"<sheetData><row r='1'>{cells}</row></sheetData>", **options)
    return read_workbook(data, "x.xlsx").sheets[0].rows


def code(data: bytes) -> str:
    with pytest.raises(EvalError) as caught:
        read_workbook(data, "x.xlsx")
    return caught.value.code


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rich_book() -> bytes:
    """A workbook with every type of cell on two sheets, and a chart."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "回答"
    for row in range(1, 40):
        sheet.append(
            [f"委員{row}", row % 4, row / 4, row % 2 == 0, date(2027, 1, 22), f"=A{row}", "意見 " * row]
        )
    book.create_sheet("other").append(["x", HALF_PAST_NINE])
    return saved(book)


def test_openpyxl_writes_and_we_read_the_same_values() -> None:
    book = openpyxl.Workbook()
    values = [
        "文",
        3,
        2.25,
        True,
        date(2027, 1, 22),
        HALF_PAST_NINE,
        time(9, 30),
        "=1+1",
        None,
        "end",
    ]
    book.active.append(values)
    book.create_sheet("二枚目").sheet_state = "hidden"
    read = read_workbook(saved(book), "x.xlsx")
    values[7] = Formula("=1+1")
    assert read.sheets[0].rows == (tuple(values),)
    assert [type(value) for value in read.sheets[0].rows[0]] == [type(value) for value in values]
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [("Sheet", False), ("二枚目", True)]


def test_true_is_no_one_and_a_whole_float_is_an_integer() -> None:
    first = rows("<c t='b'><v>1</v></c><c><v>1</v></c><c><v>3.0</v></c><c><v>1e-3</v></c>")[0]
    assert first == (True, 1, 3, 0.001)
    assert [type(value) for value in first] == [bool, int, int, float]


def test_furigana_is_left_out_and_runs_are_joined() -> None:
    runs = "<r><t>辻</t></r><r><t xml:space='preserve'> 太郎</t></r>"
    item = f"<si>{runs}<rPh sb='0' eb='1'><t>ツジ</t></rPh><phoneticPr/></si>"
    inline = "<c t='inlineStr'><is><t>髙瀬</t><rPh sb='0' eb='1'><t>タカセ</t></rPh></is></c>"
    assert rows(f"<c t='s'><v>0</v></c>{inline}", shared=item) == (("辻 太郎", "髙瀬"),)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041", "_x0041"),
        ("_xD867__xDE3D_", "\U00029e3d"),
    ],
)
def test_escapes_are_undone(written: str, meant: str) -> None:
    assert rows(f"<c t='inlineStr'><is><t>{written}</t></is></c>") == ((meant,),)


def test_every_kind_of_formula_is_a_formula() -> None:
    cells = (
        "<c r='A1'><f>SUM(B1)</f><v>3</v></c><c r='B1'><f t='shared' si='0'/><v>3</v></c>"
        "<c r='C1' t='str'><f>\"x\"</f><v>x</v></c><c r='D1' t='e'><v>#N/A</v></c>"
    )
    assert rows(cells) == ((Formula("=SUM(B1)"), Formula("="), Formula('="x"'), "#N/A"),)


def test_dates_of_old_macs_and_the_leap_day_that_never_was() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = date(2027, 1, 22)
    assert read_workbook(saved(book), "x.xlsx").sheets[0].rows == ((date(2027, 1, 22),),)
    book = openpyxl.Workbook()
    for cell, number in (("A1", 1), ("B1", 59), ("C1", 60), ("D1", 61), ("E1", -1), ("F1", 1e9)):
        book.active[cell] = number
        book.active[cell].number_format = "yyyy/mm/dd"
    days = read_workbook(saved(book), "x.xlsx").sheets[0].rows[0]
    assert days == (date(1900, 1, 1), date(1900, 2, 28), 60, date(1900, 3, 1), -1, 1_000_000_000)


@pytest.mark.parametrize(
    ("format_", "dated"),
    [
        ("General", False),
        ("0.00E+00", False),
        ('0"days"', False),
        ("[Red]0", False),
        ("#,##0_);[Red]\\d0", False),
        ("yyyy-mm-dd", True),
        ('[$-411]ggge"年"m"月"d"日"', True),
        ("[h]:mm", True),
        ("[mm]", True),
    ],
)
def test_number_formats_of_dates(format_: str, dated: bool) -> None:
    assert is_date_format(format_) is dated


def test_a_cell_at_the_far_corner_costs_nothing_and_is_named() -> None:
    cells = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'{}</row>"
    empty = raw("<dimension ref='A1:XFD1048576'/><sheetData>" + cells.format(" s='0'/>") + "</sheetData>")
    tracemalloc.start()
    assert read_workbook(empty, "x.xlsx").sheets[0].rows == ((1,),)
    with pytest.raises(EvalError) as caught:
        read_workbook(raw("<sheetData>" + cells.format("><v>1</v></c>") + "</sheetData>"), "x.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 5e6
    tracemalloc.stop()
    assert caught.value.code == "workbook-cell-too-far"
    assert caught.value.params == {"sheet": "S", "cell": "XFD1048576"}


def test_a_sheet_may_lie_about_its_size() -> None:
    sheet = "<dimension ref='A1'/><sheetData><row r='3'><c r='C3'><v>7</v></c></row></sheetData>"
    assert read_workbook(raw(sheet), "x.xlsx").sheets[0].rows == ((), (), (None, None, 7))


def test_each_other_file_has_its_own_name() -> None:
    book = rich_book()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    word = XLSX.replace("spreadsheetml.sheet", "wordprocessingml.document")
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    assert code(b"") == "file-empty"
    assert code(b"PK" + bytes(FILE_LIMIT)) == "file-too-large"
    assert code(ole) == "workbook-old-format"
    assert code(ole + "EncryptedPackage".encode("utf-16-le")) == "workbook-encrypted"
    assert code(raw("", kind=binary)) == "workbook-old-format"
    assert code(raw("", kind=macro)) == "workbook-macros"
    assert code(zipped(parts_of("") | {"xl/vbaProject.bin": "x"})) == "workbook-macros"
    assert code(raw("", kind=word)) == "workbook-other-office"
    assert (
        code(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
        == "workbook-other-office"
    )
    assert code("委員,評価対象\n".encode()) == "workbook-not-excel"
    assert code(b"%PDF-1.7") == "workbook-not-excel"
    assert code(zipped({"a.txt": "x"})) == "workbook-not-excel"
    assert code(book[: len(book) // 2]) == "workbook-damaged"


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row r='1'><c r='A2'><v>1</v></c></row></sheetData>",
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row></sheetData>",
        "<sheetData><row r='1'><c t='s'><v>9</v></c></row></sheetData>",
        "<sheetData><row r='1'><c t='s'><v>-1</v></c></row></sheetData>",
        "<sheetData><row r='1'><c><v>nan</v></c></row></sheetData>",
        "<sheetData><row r='1'><c><v>1e999</v></c></row></sheetData>",
        "<sheetData><row r='x'/></sheetData>",
        "<sheetData>",
    ],
)
def test_what_does_not_hold_together_is_damaged(sheet: str) -> None:
    assert code(raw(sheet, shared="<si><t>a</t></si>")) == "workbook-damaged"


def test_a_doctype_is_refused_before_it_can_expand() -> None:
    parts = parts_of("")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts["xl/worksheets/sheet1.xml"] = bomb + f"<worksheet {MAIN}>&b;</worksheet>"
    assert code(zipped(parts)) == "workbook-damaged"


def bombs() -> dict[str, bytes]:
    sheet = "xl/worksheets/sheet1.xml"
    head, tail = f"<worksheet {MAIN}><sheetData>", "</sheetData></worksheet>"
    noise = "a b c d e f g h " * 2**12 + random.Random(0).randbytes(2**12).hex()
    spread = "".join(f"<row r='{row}'><c r='KN{row}'><v>1</v></c></row>" for row in range(1, 20_000))
    bodies = {
        "ratio": head + " " * 40 * 2**20 + tail,
        "elements": head + "".join(f"<row r='{row}'/>" for row in range(410_000)) + tail,
        "inflated": head + (noise + "<row/>") * 1_000 + tail,
        "one tag": head + "<row " + " ".join(f'a{n}="{n * 7919}"' for n in range(60_000)) + "/>" + tail,
        "spread": head + spread + tail,
    }
    files = {name: zipped(parts_of("") | {sheet: body}) for name, body in bodies.items()}
    files["entries"] = zipped(parts_of("") | {f"xl/{n}": "" for n in range(3_000)})
    return files


def test_bombs_are_refused_in_two_seconds() -> None:
    for name, data in bombs().items():
        begin = clock.process_time()
        assert code(data) in ("workbook-bomb", "workbook-damaged"), name
        assert clock.process_time() - begin < 2, name


def mutated(data: bytes, rng: random.Random) -> bytes:
    """``data`` with some bytes changed: in the zip itself, or inside one of its parts."""
    if rng.random() < 0.4:
        return bytes(_spoilt(bytearray(data), rng))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([name for name in parts if name.endswith(("xml", "rels"))])
    content = bytearray(parts[name])  # type: ignore[arg-type]
    parts[name] = bytes(_spoilt(content, rng))
    return zipped(parts)


def _spoilt(content: bytearray, rng: random.Random) -> bytearray:
    tokens = [
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
        b"XFD1048576",
    ]
    for _unused in range(rng.choice((1, 1, 2, 5, 20))):
        place = rng.randrange(len(content) + 1)
        choice = rng.random()
        if choice < 0.4 and place < len(content):
            content[place] = rng.randrange(256)
        elif choice < 0.6:
            content[place:place] = rng.choice(tokens)
        elif choice < 0.8:
            del content[place : place + rng.choice((1, 4, 50))]
        else:
            other = rng.randrange(len(content) + 1)
            content[place:place] = content[other : other + rng.choice((4, 40))]
        if not content:
            break
    return content


def fuzz(count: int, seed: int) -> dict[str, int]:
    """How ``count`` mutated workbooks ended; anything but a workbook or an EvalError escapes."""
    rng = random.Random(seed)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("a").write_row(0, 0, ["委員", 3, "意見"])
        book.add_worksheet("b").write_formula(0, 0, "=1+1")
    originals = [rich_book(), file.getvalue()]
    ends: dict[str, int] = {}
    for _unused in range(count):
        try:
            read_workbook(mutated(rng.choice(originals), rng), "x.xlsx")
            end = "read"
        except EvalError as error:
            end = error.code
        ends[end] = ends.get(end, 0) + 1
    return ends


def test_mutated_workbooks_are_read_or_refused() -> None:
    ends = fuzz(300, seed=2)
    assert ends.keys() <= {
        "read",
        "workbook-damaged",
        "workbook-not-excel",
        "workbook-bomb",
        "workbook-cell-too-far",
    }
    assert ends["read"] > 20
    assert ends["workbook-damaged"] > 50
