"""Typeset the sample's materials: ``python tools/sample_materials.py [FOLDER]``.

Each ``tools/sample-materials/NAME.txt`` becomes ``NAME.pdf`` in FOLDER (``resources/sample/materials`` unless
given); the same text gives the same bytes. A text begins with ``key: value`` lines (``number``, ``title``,
``subtitle``, ``organisation``, ``date``, ``layout``: ``report`` has a cover, contents, and a page for each
chapter; ``paper`` has none of them) and an empty line. Then each block ends at an empty line:

``# chapter``, ``## section``, ``・item`` and ``（１）item`` lines, ``※note``, ``表：caption`` or
``図：caption`` before what it names, ``|cell|cell`` rows under a row of heads (a first line ``|: 3 1 1``
gives the columns' shares), ``bars: unit | series | series`` with lines ``label | 12 | 15``, and
``years: 令和６ | 令和７`` with lines ``label | 1-2：what | 3-5：what``. Anything else is running text.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from evalapp.files import make_folder
from evalapp.language import load_language
from exports.outline.blocks import Heading
from exports.paragraphs import paragraphs
from exports.pdf.contents import contents
from exports.pdf.document import PdfDocument
from exports.pdf.flow import BOTTOM, LEFT, RIGHT, WIDTH, Flow
from exports.pdf.grid import FRAME, HAIR, Cell
from exports.pdf.ink import Ink, Style
from exports.pdf.report_headings import Headings
from exports.pdf.report_tables import WordTable
from exports.pdf.wording import FOOT, LABEL, SMALL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.typesetting.titles import set_title

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "tools/sample-materials"
TARGET = ROOT / "resources/sample/materials"

JAPANESE = load_language("ja")
BODY = Style(Design.LABEL, 11, 21)
CELL = Style(Design.LABEL, 9.5, 15.5)
TITLE = Style(Design.STRONG, 21, 34)
SUBTITLE = Style(Design.STRONG, 14, 24)
PAPER_TITLE = Style(Design.STRONG, 16, 26)
SENDER = Style(Design.LABEL, 12, 22)
NUMBER = Style(Design.STRONG, 12, 18)
ITEM = re.compile(r"[・①-⑳]\s*|（[０-９]+）\s*")
FIGURE = re.compile(r"[0-9０-９,.、±％ /＋－○△×]+")
SHADES = (0.42, 0.85)
CHART_HEIGHT = 165.0


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read: its head, and its blocks as lists of lines."""

    head: dict[str, str]
    blocks: tuple[tuple[str, ...], ...]


def parsed(text: str) -> Source:
    """Split a text into its head and its blocks."""
    head, _gap, body = text.partition("\n\n")
    blocks = (tuple(block.strip("\n").split("\n")) for block in re.split(r"\n{2,}", body.strip("\n")))
    return Source(dict(line.split(": ", 1) for line in head.strip().split("\n")), tuple(blocks))


def typeset(source: Source) -> bytes:
    """The material as a PDF file."""
    head = source.head
    title = f"{head['number']} {head['title']} {head.get('subtitle', '')}".strip()
    document = PdfDocument(title, head["organisation"], head.get("subtitle", ""), "ja")
    body = Flow(document)
    headings = Headings(body, JAPANESE)
    report = head["layout"] == "report"
    if not report:
        _paper_head(body, head)
    setter = _Setter(body, headings, pages=report)
    for block in source.blocks:
        setter.add(block)
    if report:
        front = Flow(document)
        _cover(front, head)
        contents(front, headings.entries, JAPANESE, before=1)
        body.put_first(front)

    def footer(ink: Ink, page: int, pages: int) -> None:
        if page == 1 and report:
            return
        ink.rule(LEFT, BOTTOM + 12, RIGHT, BOTTOM + 12, 0.35, grey=0.4)
        ink.text(f"{head['number']}　{head['title']}", FOOT, LEFT, BOTTOM + 18)
        ink.text(f"{page} / {pages}", FOOT, RIGHT, BOTTOM + 18, align=1)

    body.finish(footer)
    return document.finished()


def _number(flow: Flow, number: str) -> None:
    width = NUMBER.width(number) + 24
    flow.ink.box(RIGHT - width, flow.y, width, NUMBER.leading + 8, 0.9)
    flow.ink.text(number, NUMBER, RIGHT - width / 2, flow.y + 4, align=0.5)


def _centred(flow: Flow, text: str, style: Style) -> None:
    for line in set_title(text, style.typeface, style.measure(WIDTH - 20)):
        flow.ink.line(line, style, (LEFT + RIGHT) / 2, flow.y, align=0.5)
        flow.y += style.leading


def _cover(flow: Flow, head: dict[str, str]) -> None:
    _number(flow, head["number"])
    flow.bookmark("表紙", 0)
    flow.y = 232
    flow.ink.rule(LEFT + 20, flow.y, RIGHT - 20, flow.y, 1.4)
    flow.y += 26
    _centred(flow, head["title"], TITLE)
    flow.y += 6
    _centred(flow, head["subtitle"], SUBTITLE)
    flow.y += 22
    flow.ink.rule(LEFT + 20, flow.y, RIGHT - 20, flow.y, 1.4)
    flow.y = 600
    for text in (head["date"], head["organisation"]):
        _centred(flow, text, SENDER)


def _paper_head(flow: Flow, head: dict[str, str]) -> None:
    _number(flow, head["number"])
    flow.y += 40
    _centred(flow, head["title"], PAPER_TITLE)
    _centred(flow, head["subtitle"], SUBTITLE)
    flow.y += 4
    for text in (head["date"], head["organisation"]):
        flow.ink.text(text, LABEL, RIGHT, flow.y, align=1)
        flow.y += LABEL.leading + 1
    flow.y += 6


class _Setter:
    """Sets block after block. A caption waits for its table or chart, headings for what follows them."""

    def __init__(self, flow: Flow, headings: Headings, *, pages: bool) -> None:
        self._flow, self._headings, self._pages = flow, headings, pages
        self._caption = ""

    def add(self, block: tuple[str, ...]) -> None:
        first = block[0]
        if first.startswith("# "):
            level = 2 if self._pages else 3
            self._headings.add(Heading(first[2:], level, new_page=self._pages))
        elif first.startswith("## "):
            self._headings.add(Heading(first[3:], 4))
        elif first.startswith(("表：", "図：")):
            self._caption = first[2:]
        elif first.startswith("|"):
            self._table(block)
        elif first.startswith("bars: "):
            self._bars(block)
        elif first.startswith("years: "):
            self._years(block)
        else:
            self._text(block)

    def _begin(self, height: float) -> None:
        """Let the headings, the caption and ``height`` points of what follows stand on one page."""
        flow = self._flow
        above = 26.0 if self._caption else 0.0
        self._headings.release(height + above)
        flow.need(height + above)
        if self._caption:
            flow.space(4)
            flow.ink.text(self._caption, STRONG_LABEL, (LEFT + RIGHT) / 2, flow.y, align=0.5)
            flow.y += 19
            self._caption = ""

    def _text(self, block: tuple[str, ...]) -> None:
        flow = self._flow
        self._begin(2 * BODY.leading)
        for text in block:
            sign = ITEM.match(text)
            if text.startswith("※"):
                flow.lines(SMALL.lines(text, WIDTH), SMALL)
            elif sign:
                hang = max(BODY.width(sign[0]), BODY.size)
                lines = BODY.lines(text[sign.end() :], WIDTH - hang)
                flow.need(min(len(lines), 2) * BODY.leading)
                flow.ink.text(sign[0].strip(), BODY, LEFT, flow.y)
                flow.lines(lines, BODY, LEFT + hang)
            else:
                flow.lines(BODY.lines(paragraphs(text, JAPANESE), WIDTH), BODY)
        flow.space(7)

    def _table(self, block: tuple[str, ...]) -> None:
        rows = [line[1:].split("|") for line in block]
        shares = [1.0] * len(rows[0])
        if rows[0][0].startswith(": "):
            shares = [float(share) for share in rows.pop(0)[0][2:].split()]
        edges = [LEFT]
        for share in shares:
            edges.append(edges[-1] + WIDTH * share / sum(shares))
        cells = [
            [
                self._cell(text, right - left - 16)
                for text, left, right in zip(row, edges, edges[1:], strict=False)
            ]
            for row in rows[1:]
        ]
        table = WordTable(self._flow, edges, rows[0], cells)
        self._begin(table.beginning)
        table.draw()
        self._flow.space(12)

    def _cell(self, text: str, room: float) -> Cell:
        lines = CELL.lines(text.replace("／", "\n") if "／" in text else text, room)
        return Cell(lines, CELL, centred=FIGURE.fullmatch(text) is not None)

    def _bars(self, block: tuple[str, ...]) -> None:
        unit, *series = block[0].removeprefix("bars: ").split(" | ")
        rows = [line.split(" | ") for line in block[1:]]
        values = [[float(value) if value != "－" else None for value in row[1:]] for row in rows]
        top = max(value for row in values for value in row if value is not None)
        self._begin(CHART_HEIGHT + 64)
        flow = self._flow
        ink = flow.ink
        flow.y += self._legend(series, unit) + 12
        base = flow.y + CHART_HEIGHT
        step = WIDTH / len(rows)
        width = min(30.0, step * 0.7 / len(series))
        for place, (row, heights) in enumerate(zip(rows, values, strict=True)):
            middle = LEFT + step * (place + 0.5)
            for number, value in enumerate(heights):
                x = middle + (number - len(series) / 2) * width
                if value is None:
                    ink.text("－", SMALL, x + width / 2, base - 13, align=0.5)
                    continue
                height = (CHART_HEIGHT - 14) * value / top
                ink.fill(x, base - height, width - 2, height, SHADES[number])
                ink.box(x, base - height, width - 2, height, 0.5)
                ink.text(f"{value:,g}", SMALL, x + (width - 2) / 2, base - height - 12, align=0.5)
            y = base + 4
            for line in SMALL.label(row[0], step - 4):
                ink.line(line, SMALL, middle, y, align=0.5)
                y += SMALL.leading
        ink.rule(LEFT, base, RIGHT, base, 0.7)
        flow.y = base + 32

    def _legend(self, series: list[str], unit: str) -> float:
        ink, y = self._flow.ink, self._flow.y
        ink.text(f"（単位：{unit}）", SMALL, LEFT, y)
        x = RIGHT
        for number in reversed(range(len(series))):
            x -= SMALL.width(series[number]) + 4
            ink.text(series[number], SMALL, x, y)
            x -= 13
            ink.fill(x, y + 2, 9, 7, SHADES[number])
            ink.box(x, y + 2, 9, 7, 0.5)
            x -= 12
        return SMALL.leading

    def _years(self, block: tuple[str, ...]) -> None:
        years = block[0].removeprefix("years: ").split(" | ")
        rows = [line.split(" | ") for line in block[1:]]
        left = LEFT + 104
        step = (RIGHT - left) / len(years)
        names = [CELL.label(row[0], 92) for row in rows]
        heights = [max(len(name) * CELL.leading, 24.0) + 8 for name in names]
        self._begin(24 + sum(heights))
        ink, top = self._flow.ink, self._flow.y
        ink.fill(LEFT, top, WIDTH, 22, 0.93)
        for place, year in enumerate(years):
            ink.text(year, STRONG_LABEL, left + step * (place + 0.5), top + 4, align=0.5)
        y = top + 22
        for place in range(len(years)):
            x = left + step * place
            ink.rule(x, top, x, top + 22 + sum(heights), 0.25, grey=0.5)
        for row, name, height in zip(rows, names, heights, strict=True):
            ink.rule(LEFT, y, RIGHT, y, HAIR)
            line_top = y + (height - len(name) * CELL.leading) / 2
            for line in name:
                ink.line(line, CELL, LEFT + 6, line_top)
                line_top += CELL.leading
            for bar in row[1:]:
                span, what = bar.split("：", 1)
                first, last = (int(part) for part in (span.split("-") * 2)[:2])
                x, width = left + step * (first - 1) + 2, step * (last - first + 1) - 4
                ink.fill(x, y + 5, width, height - 10, 0.86)
                ink.box(x, y + 5, width, height - 10, 0.4)
                lines = SMALL.label(what, width - 6)
                text_top = y + (height - len(lines) * 10.5) / 2 - 0.5
                for line in lines:
                    ink.line(line, SMALL, x + width / 2, text_top, align=0.5)
                    text_top += 10.5
            y += height
        ink.box(LEFT, top, WIDTH, y - top, FRAME)
        self._flow.y = y
        self._flow.space(12)


def main() -> int:
    """Write all materials and say how large they are."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    make_folder(target)
    for path in sorted(SOURCES.glob("*.txt")):
        data = typeset(parsed(path.read_text("utf-8")))
        (target / f"{path.stem}.pdf").write_bytes(data)
        print(f"{path.stem}.pdf: {len(data) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
