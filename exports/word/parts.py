"""The parts that are the same in every document of a language: list, settings, theme, fonts, properties."""

from __future__ import annotations

from datetime import UTC, datetime

from evalapp.language import Language
from exports.word.looks import fonts
from exports.word.markup import DECLARATION, NAMESPACES, escaped, field, paragraph, run

_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def numbering_xml() -> bytes:
    """The bulleted list of the members' opinions."""
    return (
        f"{DECLARATION}<w:numbering {NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Opinion"/>'
        '<w:lvlText w:val="●"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="360"/>'
        '</w:tabs><w:ind w:left="360" w:hanging="240"/></w:pPr><w:rPr><w:rFonts w:hint="eastAsia"'
        ' w:ascii="游ゴシック" w:eastAsia="游ゴシック" w:hAnsi="游ゴシック"/><w:position w:val="2"/>'
        '<w:sz w:val="13"/><w:szCs w:val="13"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def settings_xml(language: Language) -> bytes:
    """How Word treats the document."""
    latin = "en-US" if language.code == "ja" else "en-GB"
    word = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    # updateFields: Word numbers the pages of the contents when it opens the file, after asking once
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:strictFirstAndLastChars/>'
        '<w:updateFields w:val="true"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="{word}" w:val="{value}"/>'
            for name, value in modes.items()
        )
        + f'</w:compat><w:themeFontLang w:val="{latin}" w:eastAsia="ja-JP"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5"'
        ' w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def font_table_xml(language: Language) -> bytes:
    """What another program needs to know to find a likeness of each font."""
    used = fonts(language)
    kinds = {
        "游明朝": ("Yu Mincho", "02020400000000000000", "80", "roman"),
        "游ゴシック": ("Yu Gothic", "020B0400000000000000", "80", "swiss"),
        "Times New Roman": ("", "02020603050405020304", "00", "roman"),
        "Arial": ("", "020B0604020202020204", "00", "swiss"),
    }
    body = ""
    for name in dict.fromkeys((used.text_latin, used.text, used.head_latin, used.head)):
        other, panose, charset, family = kinds[name]
        body += (
            f'<w:font w:name="{name}">'
            + (f'<w:altName w:val="{other}"/>' if other else "")
            + f'<w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/><w:family w:val="{family}"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{body}</w:fonts>".encode()


def theme_xml(language: Language) -> bytes:
    """A theme in black and grey with the document's fonts."""
    used = fonts(language)
    colours = {"dk2": "404040", "lt2": "EDEDED"}
    accents = ("595959", "7F7F7F", "A6A6A6", "404040", "8C8C8C", "BFBFBF")
    colours |= {f"accent{number}": colour for number, colour in enumerate(accents, 1)}
    colours |= {"hlink": "000000", "folHlink": "000000"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    edge = f'<a:ln w="9525">{solid}<a:prstDash val="solid"/></a:ln>'
    return (
        f'{DECLARATION}<a:theme {_DRAWING} name="Report"><a:themeElements><a:clrScheme name="Report">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        f'<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Report">{_font_pair("major", used.head_latin, used.head)}'
        f"{_font_pair('minor', used.text_latin, used.text)}</a:fontScheme>"
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{edge * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def _font_pair(place: str, latin: str, asian: str) -> str:
    return (
        f'<a:{place}Font><a:latin typeface="{latin}"/><a:ea typeface="{asian}"/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface="{asian}"/></a:{place}Font>'
    )


def header_xml(left: str, right: str) -> bytes:
    """The head of every page but the cover."""
    content = run(left) + (f"<w:r><w:tab/></w:r>{run(right)}" if right else "")
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph('Header', content)}</w:hdr>".encode()


def footer_xml() -> bytes:
    """The foot of every page but the cover: its number and how many there are."""
    content = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1")
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraph('Footer', content)}</w:ftr>".encode()


def properties_xml(title: str, language: Language, made_at: datetime) -> bytes:
    """Title, language and moment; nobody's name."""
    moment = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title>"
        f"<dc:language>{'ja-JP' if language.code == 'ja' else 'en'}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    ).encode()
