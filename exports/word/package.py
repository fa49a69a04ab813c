"""The parts become one file: python-docx's package layer, with fixed times and order in the zip.

Its document model is not used: it is slow at tables, and its template brings an author, a thumbnail, sixty
stray styles and Western fonts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

HEADER, FOOTER = "header", "footer"
"""The relations of the document to its header and footer."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its own part, and the workbook in which Word opens its figures."""

    xml: bytes
    workbook: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """What a document consists of, each as its XML."""

    document: bytes
    styles: bytes
    numbering: bytes
    settings: bytes
    fonts: bytes
    theme: bytes
    header: bytes
    footer: bytes
    properties: bytes


def chart_relation(number: int) -> str:
    """The relation of the document to its chart; ``number`` counts from 1."""
    return f"chart{number}"


WORKBOOK = "workbook"
"""The relation of a chart to its workbook."""


def packed(parts: Parts, charts: Sequence[Chart]) -> bytes:
    """The .docx file; the same parts give the same bytes."""
    package = OpcPackage()
    document = _part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, parts.document)
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, document, "document")
    properties = _part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, parts.properties)
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, properties, "properties")
    fixed = (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, parts.styles),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, parts.numbering),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, parts.settings),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, parts.fonts),
        ("theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, parts.theme),
        (HEADER, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, parts.header),
        (FOOTER, CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, parts.footer),
    )
    for name, content_type, relation, data in fixed:
        target = _part(f"/word/{name}.xml", content_type, data)
        document.load_rel(relation, target, name.partition("/")[0])
    for number, chart in enumerate(charts, 1):
        drawing = _part(f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, chart.xml)
        document.load_rel(RELATIONSHIP_TYPE.CHART, drawing, chart_relation(number))
        workbook = _part(f"/word/embeddings/chart{number}.xlsx", CONTENT_TYPE.SML_SHEET, chart.workbook)
        drawing.load_rel(RELATIONSHIP_TYPE.PACKAGE, workbook, WORKBOOK)
    return _dateless(package)


def _part(name: str, content_type: str, data: bytes) -> Part:
    return Part(PackURI(name), content_type, data)


def _dateless(package: OpcPackage) -> bytes:
    """The package as a zip without the moment of writing, in the order of its relations."""
    dated, fixed = io.BytesIO(), io.BytesIO()
    package.save(dated)
    with zipfile.ZipFile(dated) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
