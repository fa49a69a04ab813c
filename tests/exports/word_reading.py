"""Reading a Word file back as what it is: a zip of XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Element = ET.Element


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by its name, those of a workbook inside under ``name!part``."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            found[name] = file.read(name)
            if name.endswith(".xlsx"):
                found |= {f"{name}!{inner}": part for inner, part in parts(found[name]).items()}
    return found


def xml(data: bytes, name: str = "word/document.xml") -> Element:
    """One part, parsed."""
    return ET.fromstring(parts(data)[name])


def value(element: Element | None, name: str = "val") -> str:
    """An attribute in Word's namespace; empty without the element."""
    return "" if element is None else element.get(f"{W}{name}", "")


def text(element: Element) -> str:
    """What the runs below say: tabs and line breaks as such, field codes left out."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        (one.text or "") if one.tag == f"{W}t" else signs.get(one.tag, "")
        for run in element.iter(f"{W}r")
        for one in run
    )


def style(paragraph: Element) -> str:
    """The id of a paragraph's style."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def paragraphs(data: bytes, *styles: str) -> list[tuple[str, str]]:
    """Style and text of every paragraph in order, those in tables too; of some styles only."""
    found = ((style(one), text(one)) for one in xml(data).iter(f"{W}p"))
    return [(id_, words) for id_, words in found if not styles or id_ in styles]


def tables(data: bytes) -> list[Element]:
    """All tables in order."""
    return list(xml(data).iter(f"{W}tbl"))


def rows(table: Element) -> list[list[str]]:
    """The texts of a table's cells; the paragraphs of a cell are lines."""
    return [
        ["\n".join(text(one) for one in cell.findall(f"{W}p")) for cell in row.findall(f"{W}tc")]
        for row in table.findall(f"{W}tr")
    ]


def head_rows(table: Element) -> int:
    """How many rows are repeated on every page."""
    return len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader"))


def heads(table: Element) -> list[str]:
    """The first row."""
    return rows(table)[0]


def relations(data: bytes, part: str) -> dict[str, str]:
    """The targets of a part's relations by id, as part names."""
    folder, _, name = part.rpartition("/")
    found = xml(data, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    return {one.get("Id", ""): _resolved(folder, one.get("Target", "")) for one in found}


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    path = f"{folder}/{target}" if folder else target
    while "/../" in path:
        path = re.sub(r"[^/]+/\.\./", "", path, count=1)
    return path


def charts(data: bytes) -> Iterator[tuple[str, Element]]:
    """The charts by part name."""
    for name in parts(data):
        if re.fullmatch(r"word/charts/chart\d+\.xml", name):
            yield name, xml(data, name)
