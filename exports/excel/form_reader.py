"""A returned Excel score form becomes named cells. Cells are found by their names and by nothing else.

So it does not matter when rows were inserted, sheets renamed, moved or copied. What the cells mean is decided
in ``evalapp.form``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time

from evalapp.errors import EvalError
from evalapp.form import FORM_LIMIT, ID_NAMES, Form, FormCell
from evalapp.table import Formula
from exports.excel.cell_scan import CellScan, RawCell
from exports.excel.guard import epoch_of, main_part, relations_of
from exports.excel.package import Package
from exports.excel.scan import BookScan, StyleScan, TextScan
from exports.excel.sheet_xml import Value, column_number, typed

_OURS = "evalapp_"
_MAX_SHEETS = 1_000
_LAST_COLUMN, _LAST_ROW = 2**14, 2**20
_LOST = "#REF!"
_CELL = re.compile(
    r"(?:'(?P<quoted>(?:[^'\[\]]|'')+)'|(?P<plain>[^'!\[\]:,()\s]+))!"
    r"\$(?P<column>[A-Z]{1,3})\$(?P<row>[1-9][0-9]{0,6})(?::\$(?P=column)\$(?P=row))?"
)


def read_form(data: bytes, name: str) -> Form:
    """Read the named cells of a form.

    A name whose cell was deleted is left out, and so are names on one sheet only (a copy's). A cell with a
    date format comes as a date or time, whatever number it holds; a formula as a formula, never as the value
    it once had. Takes at most about 2 seconds and 256 MB, whatever ``data`` is.

    Args:
        data: the whole file, untrusted.
        name: as sentences name the file.

    Raises:
        EvalError: ``not-a-form`` without a cell named ``evalapp_form``; ``workbook-damaged`` also for a name
            of ours that leads to more than one cell, to another file, to the cell of another name, or is a
            formula; ``file-too-large`` above ``FORM_LIMIT``; and what ``read_workbook`` raises, but for
            ``workbook-cell-too-far``.
    """
    if len(data) > FORM_LIMIT:
        raise EvalError("file-too-large", file=name, limit_mb=FORM_LIMIT // 2**20)
    package = Package(data, name)
    main = main_part(package)
    book = BookScan()
    package.scan(main, book)
    try:
        places = _places(book.names)
        if ID_NAMES[0] not in places:
            raise EvalError("not-a-form")
        return _read(package, main, book, places)
    except (ValueError, LookupError, ArithmeticError) as error:
        raise package.damaged() from error


_Place = tuple[str, str]
"""The name of a sheet, and the address of a cell."""


def _places(names: Iterable[tuple[str, str]]) -> dict[str, _Place]:
    """Where each name of ours leads; ``ValueError`` for one that does not lead to a cell of its own."""
    places: dict[str, _Place] = {}
    lost: set[str] = set()
    for name, target in names:
        # spreadsheets do not tell the case of names apart
        key = name.lower()
        if not key.startswith(_OURS):
            continue
        if key in places or key in lost:
            raise ValueError(name[:60])
        if _LOST in target:
            lost.add(key)
            continue
        found = _CELL.fullmatch(target.strip())
        if not found or column_number(found["column"]) > _LAST_COLUMN or int(found["row"]) > _LAST_ROW:
            raise ValueError(target[:60])
        sheet = found["plain"] or found["quoted"].replace("''", "'")
        places[key] = sheet, f"{found['column']}{found['row']}"
    return places


def _read(package: Package, main: str, book: BookScan, places: Mapping[str, _Place]) -> Form:
    relations = relations_of(package, main)
    parts = {identity: part for identity, kind, part in relations if kind == "worksheet"}
    if len(parts) != sum(kind == "worksheet" for _identity, kind, _part in relations):
        raise ValueError("two relations with one id")
    sheets = _sheets(book, parts)
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for name, (sheet, address) in places.items():
        if address in wanted[sheet.lower()]:
            raise ValueError(f"two names for {address}")
        wanted[sheet.lower()][address] = name
    raw: dict[str, RawCell] = {}
    for sheet, addresses in wanted.items():
        scan = CellScan(addresses)
        package.scan(sheets[sheet][1], scan)
        raw |= {addresses[address]: cell for address, cell in scan.finish().items()}
    texts = _texts(package, relations, raw.values())
    dates = _dates(package, relations, raw.values())
    epoch = epoch_of(book.settings)
    cells = {}
    for name, (sheet, address) in places.items():
        value = _value(raw[name], texts, dates, epoch) if name in raw else None
        cells[name] = FormCell(value, f"{sheets[sheet.lower()][0]}!{address}")
    return Form(cells)


def _sheets(book: BookScan, parts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Name and part of each worksheet, by its name in small letters."""
    sheets: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for attributes in book.sheets:
        if part := parts.get(attributes.get("id", "")):
            name = attributes.get("name", "")
            if name.lower() in sheets or part in taken or len(sheets) >= _MAX_SHEETS:
                raise ValueError(name[:60])
            sheets[name.lower()] = name, part
            taken.add(part)
    return sheets


def _texts(
    package: Package, relations: Collection[tuple[str, str, str]], cells: Iterable[RawCell]
) -> dict[int, str]:
    """The shared texts that the cells need."""
    wanted = {int(cell.value) for cell in cells if cell.kind == "s" and cell.value and cell.value.strip()}
    if not wanted:
        return {}
    scan = TextScan(wanted)
    _scan_only(package, relations, "sharedStrings", scan)
    return scan.items


def _dates(
    package: Package, relations: Collection[tuple[str, str, str]], cells: Iterable[RawCell]
) -> Collection[int]:
    """The styles of cells with numbers that show them as dates."""
    wanted = {cell.style for cell in cells if cell.kind == "n" and cell.value}
    if not wanted:
        return ()
    scan = StyleScan(wanted)
    _scan_only(package, relations, "styles", scan)
    return scan.finish()


def _scan_only(
    package: Package,
    relations: Collection[tuple[str, str, str]],
    kind: str,
    scan: TextScan | StyleScan,
) -> None:
    """Scan the part of this kind, of which there is one."""
    found = [part for _identity, one, part in relations if one == kind]
    if len(found) != 1:
        raise ValueError(f"{len(found)} parts of {kind}")
    package.scan(found[0], scan)


def _value(cell: RawCell, texts: Mapping[int, str], dates: Collection[int], epoch: date) -> Value | None:
    if cell.formula is not None:
        return Formula(cell.formula)
    if (cell.inline is not None) != (cell.kind == "inlineStr") or (cell.inline is not None and cell.value):
        raise ValueError("a text in a cell of another kind")
    if cell.inline is not None:
        return cell.inline or None
    if cell.value is None:
        return None
    if cell.kind == "e":
        # an error is what a formula came to, and no text that anybody wrote
        return Formula(f"={cell.value}")
    is_date = cell.style in dates
    value = typed(cell.kind, cell.value, texts, epoch if is_date else None)
    if is_date and cell.kind == "n" and not isinstance(value, date | datetime | time | None):
        # what a spreadsheet shows as a date must not pass for a score, not even a 0
        return time()
    return None if value == "" else value
