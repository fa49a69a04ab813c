"""All steps of a scale in one cell: figures to circle, the chosen one white on a black disc.

Up to six steps carry their labels below them; longer scales list the labels under the figures, and wrap over
several lines. A scale of more than sixty steps is a box to write the points in.
"""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.mark import Mark, NoPoints
from evalapp.rubric import Scale
from exports.pdf.ink import Ink, Style
from exports.typesetting.faces import Design
from exports.typesetting.lines import Line

_LABEL = Style(Design.LABEL, 6.5, 8.5)
_CHOSEN_LABEL = Style(Design.STRONG, 6.5, 8.5)
_BOXED = Style(Design.STRONG, 12, 16)
_SIZES = {1: 10.0, 2: 9.0, 3: 7.0}
_RADIUS = 8.2
_PITCH = 18.0
"""The height of a line of figures, and the least room for one."""

_LABELLED, _CIRCLED = 6, 60
_MOST_LABEL_LINES = 12
_BOX_WIDTH, _BOX_HEIGHT = 64.0, 22.0


@dataclass(frozen=True, slots=True)
class Steps:
    """A scale set for a cell.

    Attributes:
        labels: under each step, or empty.
        listed: the labels under all figures, or empty.
        rows: how many lines the figures take; 0 means a box to write in.
        height: of all this, in points.
    """

    scale: Scale
    width: float
    labels: tuple[tuple[Line, ...], ...]
    listed: tuple[Line, ...]
    rows: int
    height: float

    def draw(self, ink: Ink, left: float, top: float, mark: Mark) -> None:
        """Draw the steps with ``mark`` chosen, if it is points."""
        y = self._circles(ink, left, top, mark) if self.rows else self._box(ink, left, top, mark)
        for line in self.listed:
            ink.line(line, _LABEL, left + 5, y)
            y += _LABEL.leading

    def _circles(self, ink: Ink, left: float, top: float, mark: Mark) -> float:
        steps = self.scale.steps
        share = -(-len(steps) // self.rows)
        pitch = self.width / share
        for index, step in enumerate(steps):
            row, place = divmod(index, share)
            x = left + (place + 0.5) * pitch
            y = top + row * _PITCH + _PITCH / 2
            chosen = not isinstance(mark, NoPoints) and mark == step.points
            if chosen:
                ink.disc(x, y, min(_RADIUS, pitch / 2), filled=True)
            style = _figure(str(step.points), chosen=chosen)
            ink.text(
                str(step.points), style, x, y - style.leading / 2, align=0.5, grey=1.0 if chosen else 0.0
            )
            y += _PITCH / 2
            for line in self.labels[index] if self.labels else ():
                ink.line(line, _CHOSEN_LABEL if chosen else _LABEL, x, y, align=0.5)
                y += _LABEL.leading
        return top + self.rows * _PITCH + 1

    def _box(self, ink: Ink, left: float, top: float, mark: Mark) -> float:
        middle = left + self.width / 2
        chosen = not isinstance(mark, NoPoints)
        if chosen:
            ink.fill(middle - _BOX_WIDTH / 2, top, _BOX_WIDTH, _BOX_HEIGHT, 0)
            ink.text(str(mark), _BOXED, middle, top + 3, align=0.5, grey=1.0)
        ink.box(middle - _BOX_WIDTH / 2, top, _BOX_WIDTH, _BOX_HEIGHT, 0.7)
        range_text = f"（{self.scale.minimum}～{self.scale.maximum}）"
        ink.text(range_text, _LABEL, middle + _BOX_WIDTH / 2 + 6, top + (_BOX_HEIGHT - _LABEL.leading) / 2)
        return top + _BOX_HEIGHT + 2


def set_steps(scale: Scale, width: float) -> Steps:
    """Set ``scale`` for a cell ``width`` points wide."""
    count = len(scale.steps)
    if count > _CIRCLED:
        rows, figures = 0, _BOX_HEIGHT + 2
    else:
        rows = -(-count // max(int(width / _PITCH), 1))
        figures = rows * _PITCH + 1
    labels: tuple[tuple[Line, ...], ...] = ()
    listed: tuple[Line, ...] = ()
    if any(step.label for step in scale.steps):
        if count <= _LABELLED:
            room = width / count - 4
            labels = tuple(_LABEL.label(step.label, room) if step.label else () for step in scale.steps)
        if not labels or max(map(len, labels)) > _MOST_LABEL_LINES:
            labels = ()
            listed = _listed(scale, width - 10)
    under = (max(map(len, labels)) if labels else 0) + len(listed)
    return Steps(scale, width, labels, listed, rows, figures + under * _LABEL.leading)


def _listed(scale: Scale, width: float) -> tuple[Line, ...]:
    words = [f"{step.points}：{step.label}" for step in scale.steps if step.label]
    short = all(len(word) <= 16 for word in words)
    return _LABEL.label("　".join(words) if short else "\n".join(words), width)


def _figure(figure: str, *, chosen: bool) -> Style:
    return Style(Design.STRONG if chosen else Design.LABEL, _SIZES.get(len(figure), 5.5), 14)
