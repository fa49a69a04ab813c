"""How each kind of paragraph looks: page width, fonts, and the list of styles."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.language import N_, Language

TEXT_WIDTH = 9240
"""The width of the text on the page in twips: 44 characters of 10.5 points."""

GREY, MARKED = "EDEDED", "FFF2B3"
"""Behind table heads; behind what is missing, pale enough to be read in black and white."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of running text and of headings: for Latin letters, and for Japanese."""

    text_latin: str
    text: str
    head_latin: str
    head: str


def fonts(language: Language) -> Fonts:
    """Word's own Japanese fonts; in English its usual Latin ones with them."""
    if language.code == "ja":
        return Fonts("游明朝", "游明朝", "游ゴシック", "游ゴシック")
    return Fonts("Times New Roman", "游明朝", "Arial", "游ゴシック")


_WORDS = ("heading ", "toc ", "Title", "Subtitle", "TOC Heading", "caption", "header", "footer")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    Attributes:
        id: in the document; never shown.
        name: Word's own name of a built-in style, or an English one of ours to translate.
        size: in half points; 0 is that of running text.
        paragraph: elements of ``w:pPr`` in the schema's order.
        head: in the fonts of headings.
        bold: as is.
        after: the id of the style of the next paragraph typed.
        place: in Word's gallery of styles; 0 is not shown there.
    """

    id: str
    name: str
    size: int
    paragraph: str = ""
    head: bool = False
    bold: bool = False
    after: str = ""
    place: int = 0

    @property
    def own(self) -> bool:
        """Whether the style is ours and its name one to translate; Word translates its own names itself."""
        return not self.name.startswith(_WORDS)


def spacing(before: int, after: int, line: int) -> str:
    """The space around a paragraph and its line distance, in twips."""
    # atLeast: 游明朝 and 游ゴシック are 1.7 em high on their own, other computers' fonts are not; exact would
    # cut what somebody sets larger
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="atLeast"/>'


def _heading(
    level: int, size: int, before: int, after: int, line: int, edges: str = "", left: int = 0
) -> Style:
    jc = '<w:jc w:val="center"/>' if level == 1 else '<w:jc w:val="left"/>'
    indent = f'<w:ind w:left="{left}"/>' if left else ""
    return Style(
        f"Heading{level}",
        f"heading {level}",
        size,
        f"<w:keepNext/><w:keepLines/>{edges}{spacing(before, after, line)}{indent}{jc}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        head=True,
        bold=True,
        after="Normal",
        place=9,
    )


def _edge(side: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="auto"/>'


def _edges(**sides: tuple[int, int]) -> str:
    inner = "".join(_edge(side, *sides[side]) for side in ("top", "left", "bottom", "right") if side in sides)
    return f"<w:pBdr>{inner}</w:pBdr>"


def _contents(level: int) -> Style:
    indent = 240 * (level - 1)
    return Style(
        f"TOC{level}",
        f"toc {level}",
        21 if level < 4 else 20,
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f"{spacing(120 if level < 3 else 0, 0, 330)}"
        f'<w:ind w:left="{indent}" w:right="600"/><w:jc w:val="left"/>',
        head=level < 3,
        bold=level == 1,
        after="Normal",
    )


_LEFT, _CENTRE, _RIGHT = (f'<w:jc w:val="{side}"/>' for side in ("left", "center", "right"))
_FRAME, _WARNING = (8, 8), (12, 6)
FIRST = ' w:firstLineChars="100" w:firstLine="210"'
"""Of ``w:ind``: a paragraph's first line is indented by a character; in Japanese only."""

STYLES = (
    _heading(1, 40, 3600, 600, 560),
    _heading(2, 30, 0, 360, 440, _edges(bottom=(12, 4))),
    _heading(3, 25, 480, 200, 400, _edges(left=(36, 6), bottom=(6, 2)), 200),
    _heading(4, 23, 360, 140, 360),
    _heading(5, 21, 300, 100, 350),
    Style("Title", "Title", 44, f"{spacing(2400, 240, 680)}{_CENTRE}", head=True, bold=True, place=10),
    Style("Subtitle", "Subtitle", 28, f"{spacing(0, 240, 440)}{_CENTRE}", head=True, place=11),
    Style("CoverLine", N_("Cover: date and organisation"), 24, f"{spacing(0, 160, 400)}{_CENTRE}"),
    Style(
        "CoverMark",
        N_("Cover: draft mark"),
        32,
        f"{spacing(120, 240, 520)}{_CENTRE}",
        head=True,
        bold=True,
    ),
    Style(
        "CoverNote",
        N_("Cover: warning"),
        22,
        _edges(top=_WARNING, left=_WARNING, bottom=_WARNING, right=_WARNING)
        + f'{spacing(480, 0, 400)}<w:ind w:left="1700" w:right="1700"/>{_CENTRE}',
        head=True,
        bold=True,
    ),
    Style(
        "TOCHeading",
        "TOC Heading",
        30,
        f"<w:keepNext/><w:pageBreakBefore/>{spacing(0, 240, 440)}{_CENTRE}",
        head=True,
        bold=True,
    ),
    *(_contents(level) for level in (1, 2, 3, 4)),
    Style("Note", N_("Explanation"), 0, f"{spacing(60, 120, 350)}<w:ind{FIRST}/>", place=1),
    Style(
        "JointJudgement",
        N_("Joint judgement (box)"),
        0,
        _edges(top=_FRAME, left=_FRAME, bottom=_FRAME, right=_FRAME)
        + spacing(0, 0, 350)
        + f'<w:ind w:left="190" w:right="190"{FIRST}/>',
        place=2,
    ),
    Style(
        "OpinionHead",
        N_("Opinions: head"),
        0,
        f"<w:keepNext/>{spacing(280, 80, 350)}{_LEFT}",
        head=True,
        bold=True,
        after="Opinion",
        place=3,
    ),
    # its indent stands with the bullet, in the list's definition
    Style(
        "Opinion",
        N_("Opinions: item"),
        0,
        f'<w:numPr><w:numId w:val="1"/></w:numPr>{spacing(0, 80, 350)}',
        place=4,
    ),
    Style(
        "OpinionMore",
        N_("Opinions: further paragraph of an item"),
        0,
        f'{spacing(0, 80, 350)}<w:ind w:left="360"/>',
        place=5,
    ),
    Style("TableText", N_("Table: text"), 20, spacing(0, 0, 320), place=6),
    Style(
        "TableTheme",
        N_("Table: theme or round"),
        19,
        f"<w:keepNext/>{spacing(0, 0, 320)}{_LEFT}",
        head=True,
        bold=True,
        after="TableText",
    ),
    Style(
        "TableHead",
        N_("Table: head"),
        19,
        f"<w:keepNext/>{spacing(0, 0, 280)}{_CENTRE}",
        head=True,
        bold=True,
        place=7,
    ),
    Style("TableLabel", N_("Table: criterion"), 19, f"{spacing(0, 0, 280)}{_LEFT}", head=True),
    Style("TableFigure", N_("Table: figure"), 19, f"{spacing(0, 0, 280)}{_CENTRE}", head=True),
    Style("TableName", N_("Table: name"), 16, f"<w:keepNext/>{spacing(0, 0, 220)}{_CENTRE}", head=True),
    Style("TableNote", N_("Table: note"), 16, f"{spacing(40, 120, 240)}{_LEFT}", head=True),
    Style("Figure", N_("Chart"), 0, f'<w:keepLines/><w:spacing w:before="0" w:after="120"/>{_LEFT}'),
    Style("Caption", "caption", 19, f"<w:keepNext/>{spacing(200, 80, 320)}{_LEFT}", head=True, bold=True),
    Style(
        "Provenance",
        N_("Origin of the figures"),
        15,
        f"{_edges(top=(4, 4))}{spacing(480, 0, 240)}{_LEFT}",
        head=True,
    ),
    Style(
        "Header",
        "header",
        16,
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{spacing(0, 0, 240)}{_LEFT}',
        head=True,
    ),
    Style("Footer", "footer", 16, f"{spacing(0, 0, 240)}{_CENTRE}", head=True),
)
