"""The bar chart of one subject's means, legible in black and white."""

from __future__ import annotations

from evalapp.report import SubjectReport
from exports.excel.book import FONT, Book, Format, number_format, xl_range_abs
from exports.excel.sheet_names import quoted

_LABELS = 300
_MARGIN = 60


def mean_chart(
    book: Book, sheet: str, subject: SubjectReport, cells: tuple[int, int, int], size: tuple[int, int]
) -> Format:
    """A chart of the live means: a bar a criterion, its value beside it, the axis from 0 to the best step.

    Args:
        sheet: the name of the sheet with the table.
        cells: the first row of the table's body, the column of the titles and the one of the means.
        size: width and height in pixels.
    """
    first, titles, means = cells
    width, height = size
    last = first + len(subject.results) - 1
    font = {"name": FONT, "size": 9, "color": "black"}
    chart = book.chart({"type": "bar"})
    chart.add_series(
        {
            "name": book.language.gettext("Mean of the scores"),
            "categories": f"={quoted(sheet)}!{xl_range_abs(first, titles, last, titles)}",
            "values": f"={quoted(sheet)}!{xl_range_abs(first, means, last, means)}",
            "fill": {"color": "#808080"},
            "border": {"color": "black", "width": 0.75},
            "gap": 60,
            "data_labels": {
                "value": True,
                "position": "outside_end",
                "num_format": number_format(subject.rubric.decimals),
                "font": font | {"bold": True},
                # a criterion without points has no bar: a label would print it as 0, which is a score
                "custom": [{} if result.tally.n else {"delete": True} for result in subject.results],
            },
        }
    )
    maximum = max(result.criterion.scale.maximum for result in subject.results if result.criterion.scale)
    value_axis: dict[str, object] = {
        "min": 0,
        "max": max(maximum, 1),
        "num_format": "0",
        "num_font": font,
        "major_gridlines": {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}},
    }
    if maximum <= 10:
        value_axis["major_unit"] = 1
    chart.set_x_axis(value_axis)
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none", "crossing": "max"})
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": "#7F7F7F", "width": 0.75}})
    # fixed room for titles on the left, and on the right for the label of the longest bar
    chart.set_plotarea(
        {
            "layout": {
                "x": _LABELS / width,
                "y": 12 / height,
                "width": (width - _LABELS - _MARGIN) / width,
                "height": (height - 48) / height,
            }
        }
    )
    chart.set_size({"width": width, "height": height})
    return chart
