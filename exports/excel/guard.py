"""Reading an untrusted workbook into plain values. Past this module nobody knows what an .xlsx is.

Why no library: openpyxl glues ``_x005F_`` wrong, warns and raises two dozen kinds of error on damaged
files and needs 33 seconds for a 600 KB bomb; calamine aborts the process on a cell at XFD1048576.
What an answer or a set-up needs is small: cells, shared texts, date formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evalapp.errors import EvalError
from exports.excel.package import Package, resolved
from exports.excel.parts import Collector, Styles, Texts
from exports.excel.scan import Gather
from exports.excel.sheet_xml import SheetTarget, Value

_MAX_SHEETS = 100
_MAX_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet.

    Attributes:
        name: as on its tab.
        rows: from the sheet's first row to the last filled one; each from column A to its own last
            filled cell, so a row may be empty and rows differ in length. An empty cell is ``None``.
        hidden: not shown to the user.
    """

    name: str
    rows: tuple[tuple[Value | None, ...], ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The worksheets in the order of their tabs; at least one."""

    sheets: tuple[Sheet, ...]


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read every worksheet of an .xlsx file.

    Formulas come as formulas, never as the value they once had. Of a rich text the text remains, of a
    phonetic guide nothing. Takes at most about 2 seconds and 256 MB, whatever ``data`` is.

    Args:
        data: the whole file.
        name: as sentences name the file.

    Raises:
        EvalError: ``file-empty``, ``file-too-large``, ``workbook-encrypted``, ``workbook-old-format``,
            ``workbook-macros``, ``workbook-other-office``, ``workbook-not-excel``, ``workbook-damaged``,
            ``workbook-bomb`` or ``workbook-cell-too-far``.
    """
    package = Package(data, name)
    main = main_part(package)
    book = Collector("sheet", "workbookPr")
    package.feed(main, book)
    relations = relations_of(package, main)
    try:
        return _read(package, book, relations)
    except (ValueError, LookupError, ArithmeticError) as error:
        raise package.damaged() from error


def main_part(package: Package) -> str:
    """The part that holds the list of sheets, if the package is a workbook that we read."""
    if "[content_types].xml" not in package:
        raise EvalError(
            "workbook-other-office" if "mimetype" in package else "workbook-not-excel", file=package.name
        )
    types = Gather("Override", "Default")
    package.scan("[Content_Types].xml", types)
    kinds = {
        attributes.get("PartName", "").lstrip("/"): attributes.get("ContentType", "")
        for _name, attributes in types.found
    }
    everything = " ".join(kinds.values()).lower()
    if "sheet.binary" in everything:
        raise EvalError("workbook-old-format", file=package.name)
    if "macroenabled" in everything or any(name.endswith("vbaproject.bin") for name in package.names):
        raise EvalError("workbook-macros", file=package.name)
    for part, kind in kinds.items():
        if kind.endswith(("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")):
            if part not in package:
                raise package.damaged()
            return part
    office = "wordprocessingml" in everything or "presentationml" in everything
    raise EvalError("workbook-other-office" if office else "workbook-not-excel", file=package.name)


def relations_of(package: Package, main: str) -> list[tuple[str, str, str]]:
    """Id, kind and part of everything the list of sheets refers to inside the file."""
    folder, _slash, file = main.rpartition("/")
    part = f"{folder}/_rels/{file}.rels".lstrip("/")
    if part not in package:
        raise package.damaged()
    target = Gather("Relationship")
    package.scan(part, target)
    return [
        (one.get("Id", ""), one.get("Type", "").rpartition("/")[2], resolved(main, one.get("Target", "")))
        for _name, one in target.found
        if one.get("TargetMode") != "External"
    ]


def epoch_of(settings: Iterable[Mapping[str, str]]) -> date:
    """The day of serial number 0, by the first of the workbook's settings."""
    mac = next(iter(settings), {}).get("date1904", "0") in ("1", "true")
    return date(1904, 1, 1) if mac else date(1899, 12, 30)


def _read(package: Package, book: Collector, relations: list[tuple[str, str, str]]) -> Workbook:
    texts, styles = Texts(), Styles()
    for _id, kind, part in relations:
        if kind == "sharedStrings" and part in package:
            package.feed(part, texts)
        elif kind == "styles" and part in package:
            package.feed(part, styles)
    parts = {identity: part for identity, kind, part in relations if kind == "worksheet"}
    epoch = epoch_of(attributes for name, attributes in book.found if name == "workbookPr")
    entries = [one for name, one in book.found if name == "sheet" and one.get("id") in parts]
    if not 0 < len(entries) <= _MAX_SHEETS:
        raise package.damaged()
    sheets = []
    for entry in entries:
        target = SheetTarget(entry.get("name", ""), texts.items, styles.dates, epoch)
        package.feed(parts[entry["id"]], target)
        rows = _dense(target.rows, package)
        sheets.append(Sheet(entry.get("name", ""), rows, entry.get("state", "visible") != "visible"))
    return Workbook(tuple(sheets))


def _dense(rows: dict[int, dict[int, Value]], package: Package) -> tuple[tuple[Value | None, ...], ...]:
    if sum(max(row) for row in rows.values()) > _MAX_CELLS:
        raise EvalError("workbook-bomb", file=package.name)
    last = max(rows, default=0)
    none: dict[int, Value] = {}
    return tuple(
        tuple(map(rows.get(number, none).get, range(1, max(rows.get(number, none), default=0) + 1)))
        for number in range(1, last + 1)
    )
