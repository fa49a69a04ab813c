"""The language changes in the running window: every page says everything in the other one, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.story import Desk
from tests.ui.windows.evaluation.secretary import Secretary, at_office
from tests.ui.windows.evaluation.walking import stops
from ui.windows.kit import Kit

Words = list[tuple[str, str]]


def words_of(widget: QWidget) -> Iterator[str]:
    """Everything that a widget says by itself."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    match widget:
        case QAbstractButton() | QLabel():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(tab) for tab in range(widget.count()))
        case QAbstractItemView() if widget.model():
            yield from cells_of(widget)
        case _ if isinstance(text := getattr(widget, "text", None), str):
            yield text


def cells_of(view: QAbstractItemView) -> Iterator[str]:
    """The heads of a table and the first of its rows."""
    model = view.model()
    # how many columns a mere list has is its own affair
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(), 30)):
        yield str(model.headerData(row, Qt.Orientation.Vertical) or "")
        for column in range(columns):
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                found = model.index(row, column).data(role)
                if isinstance(found, str):
                    yield found


def shown_words(window: QWidget) -> Words:
    """Who says what in a window, of all that can be seen."""
    return [
        (type(widget).__name__, word)
        for widget in (window, *window.findChildren(QWidget))
        if widget.isVisible()
        for word in words_of(widget)
        if word
    ]


def test_zz(qtbot: QtBot, qapp: QApplication, kit: Kit, secretary: Secretary, answered: Desk) -> None:
    secretary.open(answered.evaluation)
    live = {}
    for place, _page in stops(secretary):
        ja = shown_words(secretary.window)
        kit.speaker.use("en")
        secretary.settle()
        en = shown_words(secretary.window)
        kit.speaker.use("ja")
        secretary.settle()
        back = shown_words(secretary.window)
        live[place] = en
        if ja != back:
            print("BACK", place, [x for x in zip(ja, back) if x[0] != x[1]][:10], len(ja), len(back))
    secretary.close()
    kit.speaker.use("en")
    secretary.open(answered.evaluation)
    for place, _page in stops(secretary):
        fresh = shown_words(secretary.window)
        if fresh != live[place]:
            print("FRESH", place, len(fresh), len(live[place]), [x for x in zip(fresh, live[place]) if x[0] != x[1]][:10])
        for who, word in fresh:
            if re.search("[ぁ-んァ-ヶ一-龠]", word): print("EN", place, who, repr(word))
    assert 0
