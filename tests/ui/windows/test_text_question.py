"""The question for one line, as a real dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.windows.text_question import TextQuestion


@pytest.mark.parametrize("present", ["", "田中"])
def test_enter_takes_what_was_written(qtbot: QtBot, present: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    question = TextQuestion(parent, "Who is working?", "", present, "Take")

    def write() -> None:
        question.line.setText("中村")
        qtbot.keyClick(question.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, write)
    assert question.ask() == "中村"


def test_escape_takes_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    question = TextQuestion(parent, "Who is working?", "", "田中", "Take")
    QTimer.singleShot(0, lambda: qtbot.keyClick(question.line, Qt.Key.Key_Escape))
    assert question.ask() is None
    assert QApplication.activeModalWidget() is None


def test_a_reader_hears_the_question_without_its_markup(qtbot: QtBot) -> None:
    details = '<p style="line-height:140%">Why &amp; how</p>'
    question = TextQuestion(None, "<p>Who is working?</p>", details, "", "Take")
    qtbot.addWidget(question)
    found = QAccessible.queryAccessibleInterface(question.line)
    assert found.text(QAccessible.Text.Name) == "Who is working?"
    assert found.text(QAccessible.Text.Description) == "Why & how"
