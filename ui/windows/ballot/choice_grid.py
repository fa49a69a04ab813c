"""How the choices of one criterion stand: in a row where they fit, else in a few rows or as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.windows.ballot.choice import Choice
from ui.windows.buttons import Button
from ui.windows.kit import Kit

_LINES = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands for one width; sizes in device-independent pixels.

    Attributes:
        number_width: of all numbers that have their label beside them; ``None`` where it is below.
        heights: of the rows.
        aside: the quiet choice stands at the right of the first row, else below all.
    """

    columns: int
    cell: float
    number_width: float | None
    heights: tuple[float, ...]
    aside: bool


class ChoiceGrid(QWidget):
    """Lays out a scale's steps, the quiet choice apart from them, and the button that clears."""

    def __init__(
        self, kit: Kit, steps: Sequence[Choice], quiet: Choice, clear: Button, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._steps = steps
        self._quiet = quiet
        self._clear = clear
        self._plans: dict[int, _Plan] = {}
        self._placed = False
        for child in (*steps, quiet, clear):
            child.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.theme.changed.connect(self.relayout)

    def relayout(self) -> None:
        """Labels or sizes are others."""
        self._plans.clear()
        self._placed = False
        self.updateGeometry()
        # what is not seen has no width yet worth laying out for
        if self.isVisible():
            self._place()

    def _plan(self, width: int) -> _Plan:
        if width not in self._plans:
            self._plans[width] = next(self._possible(width))
        return self._plans[width]

    def _possible(self, width: int) -> Iterator[_Plan]:
        em, count = self._kit.theme.em, len(self._steps)
        gap = em * 0.15
        labelled = any(choice.labelled for choice in self._steps)
        numbers = max(choice.number_width for choice in self._steps)
        # labels below their numbers; with one or two in a row beside them
        shapes: tuple[float | None, ...] = (None, numbers)
        for rows in range(1, count + 1):
            columns = ceil(count / rows)
            for aside in (True, False):
                room = width - (self._aside_width + em * 0.8 if aside else 0)
                cell = min((room - gap * (columns - 1)) / columns, em * (15 if columns > 1 else 40))
                for beside in shapes[columns < 3 and rows > 1 :] if labelled else (None,):
                    heights = self._heights(columns, cell, beside, last=columns == 1 and not aside)
                    if heights:
                        yield _Plan(columns, cell, beside, heights, aside)

    def _heights(
        self, columns: int, cell: float, number_width: float | None, *, last: bool
    ) -> tuple[float, ...] | None:
        """The heights of the rows, or ``None`` if something is too narrow; the ``last`` resort never is."""
        em = self._kit.theme.em
        if cell < em * 2.3 + max(0.0, max(one.number_width for one in self._steps) - em) and not last:
            return None
        heights = []
        for choice in self._steps:
            lines = choice.lines(cell, number_width) if choice.labelled else None
            crowded = lines is None or len(lines.texts) > _LINES
            if choice.labelled and crowded and not last:
                return None
            heights.append(choice.height_of(lines, number_width))
        return tuple(max(heights[at : at + columns]) for at in range(0, len(heights), columns))

    @property
    def _aside_width(self) -> float:
        return max(self._quiet.word_width, float(self._clear.sizeHint().width()))

    def _place(self) -> None:
        if self.width() < 2:
            return
        self._placed = True
        plan = self._plan(self.width())
        gap = self._kit.theme.em * 0.15
        aside_height = self._quiet.sizeHint().height() + self._clear.sizeHint().height()
        stretch = max(0.0, aside_height - sum(plan.heights)) if plan.aside else 0.0
        top = 0.0
        for row, height in enumerate(plan.heights):
            tall = height + stretch / len(plan.heights)
            choices = self._steps[row * plan.columns : (row + 1) * plan.columns]
            labels = [choice.lines(plan.cell, plan.number_width) for choice in choices if choice.labelled]
            tallest = max((label.height for label in labels if label), default=0.0)
            for column, choice in enumerate(choices):
                left = column * (plan.cell + gap)
                choice.setGeometry(_whole(left, top, plan.cell, tall))
                choice.take_shape(plan.number_width, tallest)
            top += tall + gap
        quiet, clear = self._quiet.sizeHint(), self._clear.sizeHint()
        width = min(float(self.width()), self._quiet.word_width)
        if plan.aside:
            left = plan.columns * (plan.cell + gap) - gap + self._kit.theme.em * 0.8
            self._quiet.setGeometry(_whole(left, 0, width, quiet.height()))
            self._clear.setGeometry(_whole(left + (width - clear.width()) / 2, quiet.height(), *_of(clear)))
        else:
            top += self._kit.theme.em * 0.2
            self._quiet.setGeometry(_whole(0, top, width, quiet.height()))
            middle = top + (quiet.height() - clear.height()) / 2
            self._clear.setGeometry(_whole(width + gap, middle, *_of(clear)))
        self._quiet.take_shape(None)

    # Qt's

    def hasHeightForWidth(self) -> bool:
        """Yes: its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height it needs at this width."""
        plan, em = self._plan(max(width, 2)), self._kit.theme.em
        gaps = em * 0.15 * (len(plan.heights) - 1)
        quiet, clear = self._quiet.sizeHint().height(), self._clear.sizeHint().height()
        if plan.aside:
            return ceil(max(sum(plan.heights) + gaps, quiet + clear + gaps))
        return ceil(sum(plan.heights) + gaps + em * 0.35 + max(quiet, clear))

    def sizeHint(self) -> QSize:
        """The height is that for the width: it is not worked out for one that nobody will give."""
        em = self._kit.theme.em
        return QSize(round(em * 40), round(em * 3))

    def minimumSizeHint(self) -> QSize:
        """The least room it can be shown in."""
        return QSize(round(self._kit.theme.em * 8), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Place what changed while it was behind another page."""
        super().showEvent(event)
        if not self._placed:
            self._place()


def _whole(left: float, top: float, width: float, height: float) -> QRect:
    """Whole pixels whose edges meet those of their neighbours."""
    x, y = round(left), round(top)
    return QRect(x, y, round(left + width) - x, round(top + height) - y)


def _of(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()
