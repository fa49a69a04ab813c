"""A comment that cannot be kept as it is: the window says so everywhere, and leads back to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from evalapp.errors import EvalError
from evalapp.model import RecusalKind
from evalapp.rubric import CommentKind
from evalapp.text import COMMENT_LIMIT
from tests.ui.windows.ballot.desk import MemberDesk
from tests.ui.windows.ballot.sheets import compose, holder, press
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.dialogs import Answer
from ui.windows.saving import Saving

ISSUE = CommentKind.ISSUE
WHERE = "A　再生医療技術を応用した創薬支援基盤技術開発「問題点・改善すべき点」"


@pytest.fixture
def window(member: MemberDesk, ballot_path: Path) -> BallotWindow:
    """Too long a comment on A; the member looks at C."""
    opened = member.open(ballot_path)
    opened.show_cell("A", None, ISSUE)
    compose(holder(), commit="あ" * (COMMENT_LIMIT + 1))
    opened.show_cell("C", "c1", None)
    press("3")
    # the desk closes what is left open
    member.dialogs.answers.append(Answer.DISCARD)
    return opened


def spoken(window: BallotWindow, row: int) -> str:
    index = window.subjects.model().index(row, 0)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def page(window: BallotWindow) -> HandInPage:
    window.turn_to(Page.HAND_IN)
    (found,) = window.findChildren(HandInPage)
    return found


def test_the_head_and_the_list_of_subjects_say_it_wherever_one_is(
    window: BallotWindow, member: MemberDesk
) -> None:
    label = window.header.save_label
    assert label.text == "保存できていない意見があります"
    assert WHERE in label.toolTip()
    assert WHERE in QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Description)
    assert spoken(window, 0).endswith("意見が未保存")
    assert "未保存" not in spoken(window, 2)
    member.kit.speaker.use("en")
    assert label.text == "A comment is not saved"
    assert spoken(window, 0).endswith("Unsaved")


def test_handing_in_is_refused_by_name_and_leads_there(window: BallotWindow) -> None:
    check = page(window).check
    assert check.outcome.label.text() == "保存できていない意見が1件あります。"
    first = check.list.gaps.index(0)
    assert first.data() == "A　再生医療技術を応用した創薬支援基盤技術開発 – 問題点・改善すべき点 – 未保存"
    act = page(window).act
    assert WHERE in act.obstacle.label.text()
    assert not act.hand_in_button.isEnabled()
    assert holder() is check.list
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert window.sheet.subject_id == "A"
    press(Qt.Key.Key_Backspace)
    assert window.work.state.saving is Saving.SAVED
    assert window.header.save_label.text.startswith("保存済み")
    assert "未保存" not in spoken(window, 0)
    again = page(window)
    assert not any(place.unkept for place in again.check.list.gaps.places)
    assert again.act.hand_in_button.isEnabled()


def test_saving_now_names_what_it_could_not_save(window: BallotWindow) -> None:
    with pytest.raises(EvalError) as refused:
        window.save_now()
    assert refused.value.code == "comment-unkept"
    assert refused.value.params["where"] == WHERE


def test_a_subject_not_judged_keeps_nobody_from_handing_in(window: BallotWindow) -> None:
    window.work.declare("A", RecusalKind.ABSENT, "")
    assert window.work.state.saving is Saving.SAVED
    assert page(window).act.hand_in_button.isEnabled()
