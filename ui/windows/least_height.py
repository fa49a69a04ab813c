"""How low a page can be before something in it is cut off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QLayout,
    QLayoutItem,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)

_LINES = 6.5
"""What scrolls by itself shows at least so many heights of a line."""


def least_height(widget: QWidget, width: int, em: float) -> int:
    """The least height in which all of a widget can be seen or scrolled to, in pixels.

    Qt's own answer knows nothing of the width where parts are nested in stacks and splitters: a line that
    breaks into two counts as one there.

    Args:
        widget: with its parts; those in rows have their widths already.
        width: which it has or will have, in pixels.
        em: the height of a line.
    """
    low, high = widget.minimumHeight(), widget.maximumHeight()
    return min(max(_wanted(widget, width, em), low), high)


def _wanted(widget: QWidget, width: int, em: float) -> int:
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        return least_height(shown, width, em) if shown else 0
    if isinstance(widget, QSplitter):
        return _of_splitter(widget, width, em)
    if isinstance(widget, QAbstractScrollArea):
        return round(em * _LINES)
    if layout := widget.layout():
        return _of_layout(layout, width, em)
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.minimumSizeHint().height()


def _of_splitter(splitter: QSplitter, width: int, em: float) -> int:
    every = map(splitter.widget, range(splitter.count()))
    parts = [part for part in every if part and not part.isHidden()]
    if splitter.orientation() is Qt.Orientation.Horizontal:
        return max((least_height(part, part.width(), em) for part in parts), default=0)
    handles = splitter.handleWidth() * max(len(parts) - 1, 0)
    return sum(least_height(part, width, em) for part in parts) + handles


def _of_layout(layout: QLayout, width: int, em: float) -> int:
    margins = layout.contentsMargins()
    room = width - margins.left() - margins.right()
    return _inside(layout, room, em) + margins.top() + margins.bottom()


def _inside(layout: QLayout, room: int, em: float) -> int:
    if isinstance(layout, QStackedLayout):
        shown = layout.currentWidget()
        return least_height(shown, room, em) if shown else 0
    if not isinstance(layout, QBoxLayout):
        return layout.heightForWidth(room) if layout.hasHeightForWidth() else layout.minimumSize().height()
    items = [item for item in map(layout.itemAt, range(layout.count())) if item and not item.isEmpty()]
    ways = QBoxLayout.Direction
    if layout.direction() in {ways.LeftToRight, ways.RightToLeft}:
        return max((_of_item(item, item.geometry().width() or room, em) for item in items), default=0)
    gaps = max(layout.spacing(), 0) * max(len(items) - 1, 0)
    return sum(_of_item(item, room, em) for item in items) + gaps


def _of_item(item: QLayoutItem, width: int, em: float) -> int:
    if widget := item.widget():
        return least_height(widget, width, em)
    if layout := item.layout():
        return _of_layout(layout, width, em)
    return item.minimumSize().height()
