"""The part with the styles. A ministry changes a style once, and every such paragraph follows."""

from __future__ import annotations

from collections.abc import Iterator

from evalapp.language import N_, Language
from exports.word.looks import FIRST, MARKED, STYLES, fonts, spacing
from exports.word.markup import DECLARATION, NAMESPACES, escaped


def styles_xml(language: Language) -> bytes:
    """The part with all styles."""
    body = "".join([_defaults(language), _LATENT, _roots(), *_written(language), _marks(language)])
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
        f'<w:pPr>{spacing(0, 0, 350)}<w:jc w:val="both"/></w:pPr></w:style>'
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
    for style in STYLES:
        look = style.paragraph if language.code == "ja" else style.paragraph.replace(FIRST, "")
        custom = ' w:customStyle="1"' if style.own else ""
        name = language.gettext(style.name) if style.own else style.name
        size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
        font = _rfonts(language, head=True) if style.head else ""
        run = font + ("<w:b/><w:bCs/>" if style.bold else "") + size
        yield (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}">'
            f'<w:name w:val="{escaped(name)}"/><w:basedOn w:val="Normal"/>'
            + (f'<w:next w:val="{style.after}"/>' if style.after else "")
            + f'<w:uiPriority w:val="{style.place or 39}"/>'
            + ("<w:qFormat/>" if style.place else "")
            + f"<w:pPr>{look}</w:pPr>"
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )


def _marks(language: Language) -> str:
    """The styles of single words: strong, and a text that is missing."""
    name = escaped(language.gettext(N_("Not written yet")))
    return (
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="22"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
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
    + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="80" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
