"""What a Word file is made of: its parts, their order and look; Word refuses what LibreOffice forgives."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest

from exports.outline.blocks import Edition
from exports.word.report import report_docx
from tests import builders
from tests.exports import word_reading as word
from tests.exports.test_word_report import ODD, word_of
from tests.exports.word_reading import R, W
from tests.exports.written import EN, JA, committee, outline_of, texts, written_report

# the sequences of ECMA-376 part 1 (transitional) for every element whose children have one
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "numPr": "ilvl numId ins",
    "tbl": "bookmarkStart tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tcMar": "top left start bottom right end",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
    " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "styles": "docDefaults latentStyles style",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "settings": "writeProtection view zoom removePersonalInformation defaultTabStop autoHyphenation"
    " evenAndOddHeaders characterSpacingControl strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore"
    " updateFields compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "compat": "spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing"
    " doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable useFELayout"
    " compatSetting",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr"
    " externalData printSettings userShapes",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly"
    " dispBlanksAs",
    "c:plotArea": "layout barChart catAx valAx dTable spPr",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape",
    "c:dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName"
    " showPercent showBubbleSize separator showLeaderLines",
    "c:strRef": "f strCache",
    "c:strCache": "ptCount pt",
    "c:numRef": "f numCache",
    "c:numCache": "formatCode ptCount pt",
    "c:catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset noMultiLvlLbl",
    "c:valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit",
    "c:scaling": "logBase orientation max min",
    "c:txPr": "bodyPr lstStyle p",
    "a:defRPr": "ln noFill solidFill latin ea cs sym",
    "a:theme": "themeElements objectDefaults extraClrSchemeLst",
    "a:themeElements": "clrScheme fontScheme fmtScheme",
    "a:clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink",
    "a:fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
    "a:majorFont": "latin ea cs font",
    "a:minorFont": "latin ea cs font",
    "a:ln": "noFill solidFill gradFill prstDash round bevel miter headEnd tailEnd",
    "a:p": "pPr r br fld endParaRPr",
    "a:fontScheme": "majorFont minorFont",
    "c:spPr": "noFill solidFill ln effectLst",
}
FREE = {"p", "r", "body", "hyperlink", "sdtContent", "trPr"}
"""Elements whose children are a choice or come as often as they like."""

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
}


def edition_files() -> dict[str, bytes]:
    report = written_report()
    wide = replace(
        report,
        subjects=(*report.subjects, builders.subject_report("W", "三十人", [[1] * 30] * 7)),
        members=(*committee(), *builders.members(30)[5:]),
    )
    empty = replace(builders.published_report(), texts=replace(texts(), subjects={}))
    return {
        "final": word_of(report),
        "named": word_of(wide, named=True),
        "draft": word_of(empty, edition=Edition.DRAFT),
        "english": word_of(report, EN, named=True),
    }


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return edition_files()


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def xml_parts(data: bytes) -> dict[str, word.Element]:
    return {name: word.xml(data, name) for name in word.parts(data) if re.search(r"\.(xml|rels)$", name)}


def prefixed(tag: str) -> str:
    namespace, _, name = tag[1:].partition("}")
    return PREFIXES[namespace] + name


def test_children_stand_in_the_order_that_word_demands(files):
    seen = set()
    for name, data in files.items():
        for part, root in xml_parts(data).items():
            if not part.startswith("word/") or "!" in part or part.endswith(".rels"):
                continue
            for parent in root.iter():
                tags = [local(child.tag) for child in parent]
                key = prefixed(parent.tag)
                if key in ORDER:
                    seen.add(key)
                    places = [ORDER[key].split().index(tag) for tag in tags]
                    assert places == sorted(places), (name, part, key, tags)
                elif key not in FREE:
                    assert len(set(tags)) < 2, f"give {key} its order: {tags}"
    assert seen == set(ORDER)


def test_the_package_holds_what_a_document_needs_and_nothing_else(files):
    names = [name for name in word.parts(files["final"]) if "!" not in name]
    charts = [f"word/charts/chart{n}.xml" for n in (1, 2, 3)]
    assert set(names) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        *(f"word/{one}.xml" for one in ("styles", "numbering", "settings", "fontTable", "header", "footer")),
        "word/theme/theme1.xml",
        *charts,
        *(f"word/charts/_rels/chart{n}.xml.rels" for n in (1, 2, 3)),
        *(f"word/embeddings/chart{n}.xlsx" for n in (1, 2, 3)),
    }
    assert names[0] == "[Content_Types].xml"


def test_every_relation_leads_somewhere_and_every_part_has_its_type(files):
    for data in files.values():
        parts = word.parts(data)
        types = word.xml(data, "[Content_Types].xml")
        defaults = {one.get("Extension") for one in types if one.get("Extension")}
        overrides = {one.get("PartName") for one in types if one.get("PartName")}
        for name in parts:
            if "!" not in name and name != "[Content_Types].xml":
                assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults - {"xml"}, name
        assert "xlsx" in defaults
        for part, root in xml_parts(data).items():
            if "!" in part or part.endswith(".rels"):
                continue
            used = {one.get(f"{R}id") for one in root.iter() if one.get(f"{R}id")}
            if used:
                targets = word.relations(data, part)
                assert used <= set(targets)
                assert set(targets.values()) <= set(parts)


def test_every_style_that_is_used_is_there(files):
    for data in files.values():
        styles = {
            word.value(one, "styleId"): one for one in word.xml(data, "word/styles.xml").iter(f"{W}style")
        }
        names = [word.value(one.find(f"{W}name")) for one in styles.values()]
        assert len(set(names)) == len(names)
        used = {
            word.value(one)
            for part in ("document", "header", "footer", "numbering", "styles")
            for one in word.xml(data, f"word/{part}.xml").iter()
            if local(one.tag) in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        }
        assert len(used) > 20
        assert used <= set(styles)


def test_bullets_are_a_list_of_words_own(files):
    data = files["final"]
    style = next(one for one in word.xml(data, "word/styles.xml") if word.value(one, "styleId") == "Opinion")
    number = word.value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
    numbering = word.xml(data, "word/numbering.xml")
    (num,) = (one for one in numbering.findall(f"{W}num") if word.value(one, "numId") == number)
    abstract = word.value(num.find(f"{W}abstractNumId"))
    (level,) = (
        one.find(f"{W}lvl")
        for one in numbering.findall(f"{W}abstractNum")
        if word.value(one, "abstractNumId") == abstract
    )
    assert word.value(level.find(f"{W}numFmt")) == "bullet"
    assert word.value(level.find(f"{W}pStyle")) == "Opinion"
    assert not any(words.startswith(("・", "●")) for _style, words in word.paragraphs(data, "Opinion"))


@pytest.mark.parametrize("name", ["final", "english"])
def test_japanese_fonts_and_languages_are_set_in_defaults_theme_and_styles(files, name):
    data = files[name]
    styles = word.xml(data, "word/styles.xml")
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts")
    assert word.value(fonts, "eastAsia") == "游明朝"
    assert word.value(fonts, "eastAsiaTheme") == "minorEastAsia"
    lang = defaults.find(f"{W}lang")
    assert word.value(lang, "eastAsia") == "ja-JP"
    assert word.value(lang) == ("en-US" if name == "final" else "en-GB")
    pairs = {
        (word.value(one, "eastAsia"), word.value(one, "eastAsiaTheme")) for one in styles.iter(f"{W}rFonts")
    }
    assert pairs == {("游明朝", "minorEastAsia"), ("游ゴシック", "majorEastAsia")}
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    theme = word.xml(data, "word/theme/theme1.xml")
    found = [
        theme.find(f".//{drawing}{place}Font/{drawing}ea").get("typeface") for place in ("major", "minor")
    ]
    assert found == ["游ゴシック", "游明朝"]
    latin = {word.value(one, "ascii") for one in styles.iter(f"{W}rFonts")}
    assert latin == ({"游明朝", "游ゴシック"} if name == "final" else {"Times New Roman", "Arial"})
    rules = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    assert rules.find(f"{W}kinsoku") is not None
    assert rules.find(f"{W}widowControl") is not None


def test_the_page_is_a4_and_its_number_a_field(files):
    section = word.xml(files["final"]).find(f"{W}body/{W}sectPr")
    size = section.find(f"{W}pgSz")
    assert (word.value(size, "w"), word.value(size, "h")) == ("11906", "16838")
    codes = [one.text.strip() for one in word.xml(files["final"], "word/footer.xml").iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    for part in ("document", "footer"):
        marks = word.xml(files["final"], f"word/{part}.xml").iter(f"{W}fldChar")
        kinds = [word.value(one, "fldCharType") for one in marks]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
        assert kinds
    settings = word.xml(files["final"], "word/settings.xml")
    assert word.value(settings.find(f"{W}updateFields")) == "true"


def test_headings_stay_with_what_follows(files):
    styles = {word.value(one, "styleId"): one for one in word.xml(files["final"], "word/styles.xml")}
    for id_ in (*(f"Heading{level}" for level in range(1, 6)), "OpinionHead", "TableHead", "Caption"):
        assert styles[id_].find(f"{W}pPr/{W}keepNext") is not None, id_
    levels = [word.value(styles[f"Heading{level}"].find(f"{W}pPr/{W}outlineLvl")) for level in range(1, 6)]
    assert levels == ["0", "1", "2", "3", "4"]


def test_no_member_is_named_anywhere_but_in_the_members_list(files):
    named = re.compile("委員 ?[1-9]|第[1-9]大学|TEST-")
    for data in (files["final"], files["draft"]):
        (listed,) = (word.rows(table) for table in word.tables(data) if word.heads(table)[0] == "区分")
        assert len(named.findall(str(listed))) == 10
        for name, part in word.parts(data).items():
            words = part.decode("utf-8", "ignore").replace("\u00a0", " ")
            if name == "word/document.xml":
                for cell in (cell for row in listed for cell in row if cell):
                    words = words.replace(f">{cell}<", "")
            assert not named.search(words), name
    assert named.search(word.parts(files["named"])["word/document.xml"].decode().replace("\u00a0", " "))


def test_the_members_list_marks_the_chair_and_has_her_first(files):
    (listed,) = (word.rows(table) for table in word.tables(files["final"]) if word.heads(table)[0] == "区分")
    assert listed[1] == ["座長", "委員 3", "第3大学"]
    assert [row[0] for row in listed[2:]] == [""] * 4
    assert sorted(row[1] for row in listed[1:]) == sorted(one.name for one in committee())


def test_the_properties_hold_a_title_and_the_moment_and_nobody(files):
    core = docx.Document(io.BytesIO(files["final"])).core_properties
    assert core.title == "仮の報告書"
    assert core.author == core.last_modified_by == core.comments == core.keywords == ""
    assert core.created == core.modified
    assert core.created.replace(tzinfo=None) == builders.NOW.replace(tzinfo=None)
    for name, part in word.parts(files["final"]).items():
        assert not re.search(b"rsid|python-docx|Template|docId|<(Manager|Company)>[^<]", part), name
        assert not re.search(b"<(dc:creator|cp:lastModifiedBy)>[^<]", part), name


def test_the_same_report_gives_the_same_bytes_with_no_moment_of_writing(files):
    assert edition_files() == files
    for data in files.values():
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    outline = outline_of(written_report())
    later = report_docx(outline, JA, builders.NOW + timedelta(seconds=1))
    changed = {
        name
        for name, part in word.parts(later).items()
        if word.parts(files["final"])[name] != part and "!" not in name and not name.endswith(".xlsx")
    }
    assert changed == {"docProps/core.xml"}


def test_ids_are_unique(files):
    for data in files.values():
        root = word.xml(data)
        marks = [word.value(one, "id") for one in root.iter(f"{W}bookmarkStart")]
        assert len(set(marks)) == len(marks) > 3
        pictures = [one.get("id") for one in root.iter() if local(one.tag) == "docPr"]
        assert len(set(pictures)) == len(pictures)


def test_odd_titles_reach_properties_header_and_charts_unharmed():
    title = ODD[4].strip()
    report = builders.report(
        builders.subject_report("A", title, [[1, 2]] * 7), info=replace(builders.INFO, title=title)
    )
    data = word_of(report)
    assert docx.Document(io.BytesIO(data)).core_properties.title == title
    assert word.text(word.xml(data, "word/header.xml")) == title
    spoken = next(one.get("descr") for one in word.xml(data).iter() if local(one.tag) == "docPr")
    assert spoken.startswith(f"{title}: ")
