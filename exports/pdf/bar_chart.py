"""The averages of a subject as horizontal bars with value labels, from 0 to the scale's maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalapp.language import Language
from evalapp.report import CriterionResult, SubjectReport
from exports.charting import chart_ticks
from exports.pdf.flow import LEFT, RIGHT, Flow
from exports.pdf.ink import Style
from exports.pdf.wording import SMALL, STRONG_LABEL
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line
from exports.wording import numbered

_TITLE = Style(Design.LABEL, 8.5, 11.5)
_TITLES_END = LEFT + 178.0
_AXIS_END = RIGHT - 30.0
_BAR, _GAP = 9.0, 8.0
_AXIS_HEIGHT = 20.0


@dataclass(frozen=True, slots=True)
class _Bar:
    title: tuple[Line, ...]
    value: str
    share: float
    height: float


def bar_chart(flow: Flow, subject: SubjectReport, language: Language) -> None:
    """Draw the chart; one longer than a page goes on with an axis of its own. Nothing without points."""
    _ = language.gettext
    if not any(result.tally.n for result in subject.results):
        return
    maximum = subject.maximum
    bars = [_bar(result, subject, maximum, language) for result in subject.results]
    caption = 20.0
    flow.space(10)
    flow.need(min(caption + sum(bar.height for bar in bars) + _AXIS_HEIGHT, 600))
    flow.ink.text(_("Means by criterion"), STRONG_LABEL, LEFT, flow.y)
    flow.y += caption
    while bars:
        now = _that_fit(bars, flow.room - _AXIS_HEIGHT - 4)
        _draw(flow, now, maximum)
        bars = bars[len(now) :]
        if bars:
            flow.new_page()
    flow.y += 4


def _bar(result: CriterionResult, subject: SubjectReport, maximum: int, language: Language) -> _Bar:
    heading = numbered(subject.rubric.number(result.criterion.id), result.criterion.title, language)
    title = _TITLE.label(heading, _TITLES_END - LEFT - 8)
    mean = result.tally.mean
    return _Bar(
        title,
        subject.printed_mean(result),
        float(mean) / maximum if mean is not None else 0.0,
        max(len(title) * _TITLE.leading + 4, _BAR + _GAP),
    )


def _that_fit(bars: Sequence[_Bar], room: float) -> list[_Bar]:
    taken: list[_Bar] = []
    height = 0.0
    for bar in bars:
        height += bar.height
        if height > room and taken:
            break
        taken.append(bar)
    return taken


def _draw(flow: Flow, bars: Sequence[_Bar], maximum: int) -> None:
    ink, top = flow.ink, flow.y
    bottom = top + sum(bar.height for bar in bars)
    length = _AXIS_END - _TITLES_END
    for tick in chart_ticks(maximum):
        x = _TITLES_END + length * tick / maximum
        ink.rule(x, top, x, bottom + 3, 0.35, grey=0.0 if tick == 0 else 0.72)
        ink.text(str(tick), SMALL, x, bottom + 4, align=0.5)
    y = top
    for bar in bars:
        middle = y + bar.height / 2
        line_top = middle - len(bar.title) * _TITLE.leading / 2
        for line in bar.title:
            ink.line(line, _TITLE, LEFT, line_top)
            line_top += _TITLE.leading
        reach = length * bar.share
        if reach:
            ink.fill(_TITLES_END, middle - _BAR / 2, reach, _BAR, 0.45)
            ink.box(_TITLES_END, middle - _BAR / 2, reach, _BAR, 0.5)
        # White under the figure: a grid line must not run through it.
        ink.fill(_TITLES_END + reach + 2, middle - 6, STRONG_LABEL.width(bar.value) + 4, 12, 1)
        ink.text(bar.value, STRONG_LABEL, _TITLES_END + reach + 4, middle - STRONG_LABEL.leading / 2)
        y += bar.height
    ink.rule(_TITLES_END, bottom, _AXIS_END, bottom, 0.5)
    ink.rule(_TITLES_END, top, _TITLES_END, bottom, 0.7)
    flow.y = bottom + _AXIS_HEIGHT
