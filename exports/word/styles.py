"""The styles of the Word file. A ministry changes a style once, and every such paragraph follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evalapp.language import N_, Language
from exports.word.markup import DECLARATION, NAMESPACES, escaped

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


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style.

    Attributes:
        id: in the document; never shown.
        name: Word's own name of a built-in style, or an English one of ours to translate.
        size: in half points; 0 is the size of the style that it is based on.
        paragraph: elements of ``w:pPr`` in the schema's order.
        head: in the fonts of headings.
        bold: as is.
        after: the id of the style of the next paragraph typed.
        based: the id of the style that it is based on.
        place: in Word's gallery of styles; 0 is not shown there.
    """

    id: str
    name: str
    size: int
    paragraph: str = ""
    head: bool = False
    bold: bool = False
    after: str = ""
    based: str = "Normal"
    place: int = 0


def _spacing(before: int, after: int, line: int) -> str:
    # atLeast: 游明朝 and 游ゴシック are 1.7 em high on their own, other computers' fonts are not; exact would
    # cut what somebody sets larger
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="atLeast"/>'


def _heading(level: int, size: int, before: int, after: int, line: int, edges: str = "") -> _Style:
    jc = '<w:jc w:val="center"/>' if level == 1 else '<w:jc w:val="left"/>'
    return _Style(
        f"Heading{level}",
        f"heading {level}",
        size,
        f"<w:keepNext/><w:keepLines/>{edges}{_spacing(before, after, line)}{jc}"
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


def _contents(level: int) -> _Style:
    indent = 240 * (level - 1)
    return _Style(
        f"TOC{level}",
        f"toc {level}",
        21 if level < 4 else 20,
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f"{_spacing(120 if level < 3 else 0, 0, 330)}"
        f'<w:ind w:left="{indent}" w:right="600"/><w:jc w:val="left"/>',
        head=level < 3,
        bold=level == 1,
        after="Normal",
    )


_LEFT, _CENTRE, _RIGHT = (f'<w:jc w:val="{side}"/>' for side in ("left", "center", "right"))
_FRAME = (8, 8)
_FIRST = ' w:firstLineChars="100" w:firstLine="210"'
"""Of ``w:ind``: a paragraph's first line is indented by a character; in Japanese only."""

_STYLES = (
    _heading(1, 40, 3600, 600, 560),
    _heading(2, 30, 0, 360, 440, _edges(bottom=(12, 4))),
    _heading(3, 25, 480, 200, 400, _edges(left=(36, 6), bottom=(6, 2))),
    _heading(4, 23, 360, 140, 360),
    _heading(5, 21, 300, 100, 350),
    _Style("Title", "Title", 44, f"{_spacing(240, 240, 680)}{_CENTRE}", head=True, bold=True, place=10),
    _Style("Subtitle", "Subtitle", 28, f"{_spacing(0, 240, 440)}{_CENTRE}", head=True, place=11),
    _Style("CoverLine", N_("Cover: date and organisation"), 24, f"{_spacing(0, 160, 400)}{_CENTRE}"),
    _Style("CoverMark", N_("Cover: mark"), 26, f"{_spacing(0, 120, 440)}{_RIGHT}", head=True, bold=True),
    _Style(
        "TOCHeading",
        "TOC Heading",
        30,
        f"<w:keepNext/><w:pageBreakBefore/>{_spacing(0, 240, 440)}{_CENTRE}",
        head=True,
        bold=True,
    ),
    *(_contents(level) for level in (1, 2, 3, 4)),
    _Style("Note", N_("Explanation"), 0, f"{_spacing(60, 120, 350)}<w:ind{_FIRST}/>", place=1),
    _Style(
        "JointJudgement",
        N_("Joint judgement (box)"),
        0,
        _edges(top=_FRAME, left=_FRAME, bottom=_FRAME, right=_FRAME)
        + _spacing(0, 0, 350)
        + f'<w:ind w:left="190" w:right="190"{_FIRST}/>',
        place=2,
    ),
    _Style(
        "OpinionHead",
        N_("Opinions: head"),
        0,
        f"<w:keepNext/>{_spacing(280, 80, 350)}{_LEFT}",
        head=True,
        bold=True,
        after="Opinion",
        place=3,
    ),
    # its indent stands with the bullet, in the list's definition
    _Style(
        "Opinion",
        N_("Opinions: item"),
        0,
        f'<w:numPr><w:numId w:val="1"/></w:numPr>{_spacing(0, 80, 350)}',
        place=4,
    ),
    _Style(
        "OpinionMore",
        N_("Opinions: further paragraph of an item"),
        0,
        f'{_spacing(0, 80, 350)}<w:ind w:left="360"/>',
        place=5,
    ),
    _Style("TableText", N_("Table: text"), 20, _spacing(0, 0, 320), place=6),
    _Style(
        "TableTheme",
        N_("Table: theme or round"),
        19,
        f"<w:keepNext/>{_spacing(0, 0, 320)}{_LEFT}",
        head=True,
        bold=True,
        after="TableText",
    ),
    _Style(
        "TableHead",
        N_("Table: head"),
        19,
        f"<w:keepNext/>{_spacing(0, 0, 280)}{_CENTRE}",
        head=True,
        bold=True,
        place=7,
    ),
    _Style("TableLabel", N_("Table: criterion"), 19, f"{_spacing(0, 0, 280)}{_LEFT}", head=True),
    _Style("TableFigure", N_("Table: figure"), 19, f"{_spacing(0, 0, 280)}{_CENTRE}", head=True),
    _Style("TableName", N_("Table: name"), 16, f"<w:keepNext/>{_spacing(0, 0, 220)}{_CENTRE}", head=True),
    _Style("TableNote", N_("Table: note"), 16, f"{_spacing(40, 120, 240)}{_LEFT}", head=True),
    _Style("Figure", N_("Chart"), 0, f'<w:keepLines/><w:spacing w:before="0" w:after="120"/>{_LEFT}'),
    _Style("Caption", "caption", 19, f"<w:keepNext/>{_spacing(200, 80, 320)}{_LEFT}", head=True, bold=True),
    _Style(
        "Provenance",
        N_("Origin of the figures"),
        15,
        f"{_edges(top=(4, 4))}{_spacing(480, 0, 240)}{_LEFT}",
        head=True,
    ),
    _Style(
        "Header",
        "header",
        16,
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_spacing(0, 0, 240)}{_LEFT}',
        head=True,
    ),
    _Style("Footer", "footer", 16, f"{_spacing(0, 0, 240)}{_CENTRE}", head=True),
)
# Word's own names stay English in the file; Word shows them in the user's language
_OWN = frozenset(style.name for style in _STYLES if style.name[0].isupper()) - {
    "Title",
    "Subtitle",
    "TOC Heading",
}


def styles_xml(language: Language) -> bytes:
    """The part with all styles."""
    body = "".join([_defaults(language), _LATENT, _roots(), *_written(language), _placeholder(language)])
    return f"{DECLARATION}<w:styles {NAMESPACES}>{body}{_TABLE}</w:styles>".encode()


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)


def _rfonts(language: Language, *, head: bool) -> str:
    # The theme's names are what Word goes by, the plain ones what other programs read; both are the same
    used = fonts(language)
    latin, asian = (used.head_latin, used.head) if head else (used.text_latin, used.text)
    theme = "major" if head else "minor"
    return (
        f'<w:rFonts w:ascii="{latin}" w:eastAsia="{asian}" w:hAnsi="{latin}" w:cs="{latin}"'
        f' w:asciiTheme="{theme}HAnsi" w:eastAsiaTheme="{theme}EastAsia" w:hAnsiTheme="{theme}HAnsi"/>'
    )


def _defaults(language: Language) -> str:
    latin = "en-US" if language.code == "ja" else "en-GB"
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_rfonts(language, head=False)}"
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/>"
        '<w:autoSpaceDN/><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _roots() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{_spacing(0, 0, 350)}<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _written(language: Language) -> Iterator[str]:
    for style in _STYLES:
        look = style.paragraph if language.code == "ja" else style.paragraph.replace(_FIRST, "")
        own = style.name in _OWN
        custom = ' w:customStyle="1"' if own else ""
        name = language.gettext(style.name) if own else style.name
        size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
        font = _rfonts(language, head=True) if style.head else ""
        run = font + ("<w:b/><w:bCs/>" if style.bold else "") + size
        yield (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}">'
            f'<w:name w:val="{escaped(name)}"/><w:basedOn w:val="{style.based}"/>'
            + (f'<w:next w:val="{style.after}"/>' if style.after else "")
            + f'<w:uiPriority w:val="{style.place or 39}"/>'
            + ("<w:qFormat/>" if style.place else "")
            + f"<w:pPr>{look}</w:pPr>"
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )


def _placeholder(language: Language) -> str:
    name = escaped(language.gettext(N_("Not written yet")))
    return (
        '<w:style w:type="character" w:customStyle="1" w:styleId="Placeholder">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="8"/>'
        f'<w:qFormat/><w:rPr>{_rfonts(language, head=True)}<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{MARKED}"/></w:rPr></w:style>'
    )


def _line(side: str, size: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'


_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>'
    + "".join(_line(side, 8) for side in ("top", "left", "bottom", "right"))
    + _line("insideH", 4)
    + _line("insideV", 4)
    + '</w:tblBorders><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
