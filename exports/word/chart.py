"""The bar chart of one subject's means: Word's own, with a workbook in which its figures can be changed."""

from __future__ import annotations

from datetime import datetime

from evalapp.language import Language
from evalapp.report import CriterionResult, SubjectReport
from exports.excel.book import Book, width
from exports.word.looks import TEXT_WIDTH, fonts
from exports.word.markup import DECLARATION, escaped
from exports.word.package import WORKBOOK, Chart, chart_relation
from exports.wording import numbered

_EMU = 635
"""English Metric Units in a twip."""

_TITLES, _TOP, _RIGHT, _BOTTOM = 3700, 160, 700, 500
"""Space around the bars in twips: for the titles, the longest bar's figure, the axis."""

_BAR, _LINE, _TALLEST = 440, 240, 12_000
_TITLE_CHARACTERS = 34
"""Half-width characters of 8.5 points that a line beside the bars holds."""

_CATEGORY_AXIS, _VALUE_AXIS = 1, 2


def has_chart(subject: SubjectReport) -> bool:
    """Whether there is any mean to draw."""
    return any(result.tally.n for result in subject.results)


def mean_chart(subject: SubjectReport, language: Language, made_at: datetime) -> Chart:
    """The chart part of ``subject`` and its workbook."""
    titles = [_title(subject, result, language) for result in subject.results]
    means = [subject.printed_mean(result) if result.tally.n else None for result in subject.results]
    decimals = subject.rubric.decimals
    code = f"0.{'0' * decimals}" if decimals else "0"
    sheet = language.gettext("Mean of the scores")
    workbook = _workbook(sheet, titles, means, code, language, made_at)
    return Chart(_chart_xml(subject, sheet, titles, means, code, language), workbook)


def drawing(subject: SubjectReport, number: int, language: Language) -> str:
    """The run that shows chart ``number`` (from 1) in the text."""
    cx, cy = TEXT_WIDTH * _EMU, chart_height(subject, language) * _EMU
    spoken = "; ".join(
        f"{_title(subject, result, language)} {subject.printed_mean(result)}" for result in subject.results
    )
    name = escaped(language.gettext("Means by criterion"))
    drawing_ml = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing_ml}/wordprocessingDrawing" distT="0" distB="0"'
        f' distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name} {number}"'
        f' descr="{escaped(f"{subject.subject.title}: {spoken}")}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{drawing_ml}/main"><a:graphicData uri="{drawing_ml}/chart">'
        f'<c:chart xmlns:c="{drawing_ml}/chart" r:id="{chart_relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _title(subject: SubjectReport, result: CriterionResult, language: Language) -> str:
    return numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)


def chart_height(subject: SubjectReport, language: Language) -> int:
    """How high the chart is in twips."""
    titles = [_title(subject, result, language) for result in subject.results]
    bars = sum(max(_BAR, _LINE * -(-width(title) // _TITLE_CHARACTERS) + 80) for title in titles)
    return min(_TOP + bars + _BOTTOM, _TALLEST)


def _workbook(
    sheet_name: str,
    titles: list[str],
    means: list[str | None],
    code: str,
    language: Language,
    made_at: datetime,
) -> bytes:
    book = Book(language, sheet_name, made_at)
    sheet = book.sheet(sheet_name)
    sheet.set_column(0, 0, 42)
    book.row(sheet, 0, [language.gettext("Criteria"), language.gettext("Mean")], bold=True)
    figure = book.format(num_format=code)
    for row, (title, mean) in enumerate(zip(titles, means, strict=True), 1):
        book.text(sheet, row, 0, title)
        if mean is not None:
            sheet.write_number(row, 1, float(mean), figure)
    return book.bytes()


def _chart_xml(
    subject: SubjectReport,
    sheet: str,
    titles: list[str],
    means: list[str | None],
    code: str,
    language: Language,
) -> bytes:
    last = len(titles) + 1
    reference = f"'{sheet}'!"
    values = "".join(
        f'<c:pt idx="{place}"><c:v>{mean}</c:v></c:pt>'
        for place, mean in enumerate(means)
        if mean is not None
    )
    words = "".join(
        f'<c:pt idx="{place}"><c:v>{escaped(title)}</c:v></c:pt>' for place, title in enumerate(titles)
    )
    name = escaped(language.gettext("Mean"))
    count = f'<c:ptCount val="{len(titles)}"/>'
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>{reference}$B$1</c:f>"
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
        f"{_shape('A6A6A6', '000000')}"
        f'<c:invertIfNegative val="0"/>{_labels(code, language)}'
        f"<c:cat><c:strRef><c:f>{reference}$A$2:$A${last}</c:f>"
        f"<c:strCache>{count}{words}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{reference}$B$2:$B${last}</c:f>"
        f"<c:numCache><c:formatCode>{code}</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )
    bars = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="70"/><c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
        "</c:barChart>"
    )
    drawing_ml = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{drawing_ml}/chart" xmlns:a="{drawing_ml}/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(subject, language)}{bars}{_axes(subject, language)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text(900, language)}"
        f'<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _labels(code: str, language: Language) -> str:
    flags = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    return (
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(950, language, bold=True)}"
        '<c:dLblPos val="outEnd"/>'
        + "".join(f'<c:show{name} val="{value}"/>' for name, value in flags.items())
        + "</c:dLbls>"
    )


def _layout(subject: SubjectReport, language: Language) -> str:
    """Fixed room for the titles on the left and for the longest bar's figure on the right."""
    height = chart_height(subject, language)
    shares = {
        "x": _TITLES / TEXT_WIDTH,
        "y": _TOP / height,
        "w": (TEXT_WIDTH - _TITLES - _RIGHT) / TEXT_WIDTH,
        "h": (height - _TOP - _BOTTOM) / height,
    }
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        + "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in shares.items())
        + "</c:manualLayout></c:layout>"
    )


def _axes(subject: SubjectReport, language: Language) -> str:
    kind = subject.subject.evaluation_kind
    maximum = max(1, *(result.criterion.scale_for(kind).maximum for result in subject.results))
    line = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill>'
        "</a:ln></c:spPr></c:majorGridlines>"
    )
    unit = '<c:majorUnit val="1"/>' if maximum <= 10 else ""
    # the criteria run downwards; the axis of the means is then at their far end, below
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text(850, language)}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{maximum}"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>{grid}'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{_text(800, language)}'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="max"/><c:crossBetween val="between"/>{unit}'
        "</c:valAx>"
    )


def _shape(fill: str, edge: str) -> str:
    return (
        f'<c:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="{edge}"/></a:solidFill></a:ln></c:spPr>'
    )


def _text(size: int, language: Language, *, bold: bool = False) -> str:
    """How text is set: ``size`` in hundredths of a point."""
    used = fonts(language)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="000000"/></a:solidFill><a:latin typeface="{used.head_latin}"/>'
        f'<a:ea typeface="{used.head}"/></a:defRPr></a:pPr><a:endParaRPr lang="ja-JP"/></a:p></c:txPr>'
    )
