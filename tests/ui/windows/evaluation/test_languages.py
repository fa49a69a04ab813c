"""The language changes in the running window: every page says everything in the other one, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
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

from evalapp.account import account_name
from evalapp.model import Evaluation
from tests.story import Desk
from tests.ui.windows.ballot.desk import settle_events
from tests.ui.windows.evaluation.secretary import Secretary
from tests.ui.windows.evaluation.walking import stops
from ui.windows.evaluation.issue_page import IssuePage
from ui.windows.evaluation.mail_panel import MailPanel
from ui.windows.evaluation.meeting_window import MeetingWindow
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.page import PageName
from ui.windows.keys_window import KeysWindow

Words = list[tuple[str, str]]
"""Who says what, in the order of the window."""

LETTERS = {"en": re.compile("[ぁ-んァ-ヶ一-龠]"), "ja": re.compile("[A-Za-z]{3}")}
"""By language, what is written in the other one."""

ANYWHERE = re.compile(
    r"日本語|English|Excel|Word|PDF|CSV|JSON|SHA-256|UTC|Ctrl|Alt|Shift|Enter|Tab|PgUp|PgDown"
    r"|\S*\.(pdf|submission|evaluation|xlsx)|\S+@\S+|[0-9a-f]{12,}|[0-9A-Z]{4}(-[0-9A-Z]{4})+|meti-\w+"
)
"""What is called the same everywhere: formats, keys, files, addresses, codes, the languages themselves."""


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
    """Who says what in a window, of all that can be seen; but for folders, and how large a page fits in."""
    return [
        (type(widget).__name__, word)
        for widget in (window, *window.findChildren(QWidget))
        if widget.isVisible()
        for word in words_of(widget)
        if word and not Path(word).is_absolute() and not re.fullmatch(r"\d+%", word)
    ]


def data_of(evaluation: Evaluation) -> list[str]:
    """Every text that the evaluation holds, and who works on it, the longest first."""
    texts: set[str] = set()

    def gather(part: object) -> None:
        if isinstance(part, str):
            texts.add(" ".join(part.split()))
        elif isinstance(part, dict):
            gather([*part.keys(), *part.values()])
        elif isinstance(part, list | tuple):
            for one in part:
                gather(one)

    gather(msgspec.to_builtins(evaluation, str_keys=True))
    return sorted({*texts, account_name()} - {""}, key=len, reverse=True)


def foreign(words: Words, sign: re.Pattern[str], data: list[str]) -> set[str]:
    """What is left with signs of the other language once all data is taken out."""
    left = set()
    for _who, word in words:
        # a long text may be said in several lines
        rest = ANYWHERE.sub("", " ".join(word.split()))
        for text in data:
            rest = rest.replace(text, "")
        if sign.search(rest):
            left.add(word)
    return left


def say(secretary: Secretary, code: str, window: QWidget | None = None) -> Words:
    """Change the language as the menu does; what the window, or another one, then says."""
    secretary.kit.speaker.use(code)
    secretary.settle()
    # what has another size by now is laid out anew
    settle_events()
    return shown_words(window or secretary.window)


def test_every_page_changes_as_if_it_had_been_opened_so(secretary: Secretary, answered: Desk) -> None:
    secretary.open(answered.evaluation)
    changed = {}
    for place, _page in stops(secretary):
        before = shown_words(secretary.window)
        changed[place] = say(secretary, "en")
        assert say(secretary, "ja") == before, place
    secretary.close()
    secretary.kit.speaker.use("en")
    secretary.open(answered.evaluation)
    assert {place: shown_words(secretary.window) for place, _page in stops(secretary)} == changed


def test_no_page_says_a_word_of_the_other_language(secretary: Secretary, answered: Desk) -> None:
    secretary.open(answered.evaluation)
    data = data_of(secretary.window.office.evaluation)
    for place, _page in stops(secretary):
        for code, letters in LETTERS.items():
            assert foreign(say(secretary, code), letters, data) == set(), place


def write_mails(secretary: Secretary) -> None:
    secretary.turn(PageName.ISSUE, IssuePage).write_mails()


BESIDE: dict[type[QWidget], Callable[[Secretary], None]] = {
    KeysWindow: lambda secretary: secretary.window.menu_action("keys").trigger(),
    MeetingWindow: lambda secretary: secretary.window.menu_action("meeting").trigger(),
    NewEvaluationWindow: lambda secretary: secretary.window.menu_action("new").trigger(),
    MailPanel: write_mails,
}
"""The windows beside the evaluation's, and how each is opened."""


def opened(secretary: Secretary, kind: type[QWidget]) -> QWidget:
    """A window beside the evaluation's."""
    BESIDE[kind](secretary)
    secretary.settle()
    settle_events()
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())
    return found


@pytest.mark.parametrize("kind", BESIDE)
def test_a_window_beside_changes_as_if_it_had_been_opened_so(
    secretary: Secretary, answered: Desk, kind: type[QWidget]
) -> None:
    secretary.open(answered.evaluation)
    window = opened(secretary, kind)
    before = shown_words(window)
    changed = say(secretary, "en", window)
    assert changed != before
    assert say(secretary, "ja", window) == before
    window.close()
    secretary.kit.speaker.use("en")
    window = opened(secretary, kind)
    assert shown_words(window) == changed
    window.close()
