"""One sheet after the other: found where it was left, in both languages, at every size, and read-only."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evalapp.mark import NoPoints
from evalapp.rubric import CommentKind
from tests.ui.windows.ballot.sheets import box, compose, holder, on_disk, press, shown, working
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit


@pytest.fixture
def view(qtbot: QtBot, kit: Kit, work: Work) -> SheetView:
    return shown(qtbot, kit, work)


def test_subjects_with_the_same_rubric_share_their_fields_but_no_answer(view: SheetView, work: Work) -> None:
    view.show_subject("B")
    form = view.form
    view.go_to("c1", None)
    press("3")
    view.go_to(None, CommentKind.POSITIVE)
    compose(holder(), commit="よい")
    view.show_subject("C")
    assert view.form is form
    assert box(view, CommentKind.POSITIVE).text == ""
    assert work.sitting.sheets["C"].marks["c1"] is NoPoints.BLANK
    view.show_subject("B")
    assert box(view, CommentKind.POSITIVE).text == "よい"
    assert work.sitting.sheets["B"].marks["c1"] == 3
    assert "評点 1/7" in view.head.about.replace("\u00a0", " ")


def test_to_show_the_subject_shown_moves_nothing(view: SheetView) -> None:
    view.go_to(None, CommentKind.ISSUE)
    compose(holder(), commit="指標")
    before = view.place()
    view.show_subject("A")
    assert view.place() == before
    assert holder() is box(view, CommentKind.ISSUE).editor


def test_a_programme_asks_for_comments_on_each_criterion(view: SheetView, ballot_path: Path) -> None:
    view.show_subject("P")
    view.go_to("p3", None)
    editor = box(view, CommentKind.POSITIVE, "p3").editor
    assert holder() is editor
    assert editor.accessibleName() == (
        "肯定的意見 (３．複数課題プログラムの実施・マネジメント体制等の妥当性)"
    )
    compose(editor, commit="連携がよい")
    press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert holder() is box(view, CommentKind.ISSUE, "p3").editor
    assert [(one.criterion_id, one.text) for one in on_disk(ballot_path, "P").comments] == [
        ("p3", "連携がよい")
    ]
    assert "意見 1/15" in view.head.about.replace("\u00a0", " ")


def test_the_criterion_with_the_keyboard_is_told(qtbot: QtBot, view: SheetView) -> None:
    with qtbot.waitSignal(view.criterion_entered) as told:
        view.go_to("c4", None)
    assert told.args == ["c4"]
    with qtbot.waitSignal(view.criterion_entered) as told:
        press(Qt.Key.Key_Down)
    assert told.args == ["c5"]


def test_a_member_goes_on_at_the_same_sentence(qtbot: QtBot, kit: Kit, view: SheetView, work: Work) -> None:
    view.show_subject("B")
    view.go_to(None, CommentKind.ISSUE)
    compose(holder(), commit="指標が弱い。次に、")
    for _ in range(3):
        press(Qt.Key.Key_Left)
    place = view.place()
    work.flush()
    again = shown(qtbot, kit, work)
    again.restore_place(place)
    assert again.subject_id == "B"
    editor = box(again, CommentKind.ISSUE).editor
    assert holder() is editor
    assert editor.textCursor().position() == 6
    assert (
        again._scroll.viewport()
        .rect()
        .intersects(editor.rect().translated(editor.mapTo(again._scroll.viewport(), editor.rect().topLeft())))
    )


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "null", '{"subject_id": "Z", "criterion_id": null, "kind": null, "caret": 0}']
)
def test_a_place_that_is_none_leads_to_the_beginning(view: SheetView, text: str) -> None:
    view.restore_place(text)
    assert view.subject_id == "A"
    assert holder().accessibleDescription() == "1 当省が実施することの必要性"


def test_a_field_brought_into_sight_is_seen_whole(view: SheetView) -> None:
    for criterion_id in ("c7", "c1", "c5"):
        view.go_to(criterion_id, None)
        field = holder()
        top = field.mapTo(view._scroll.viewport(), field.rect().topLeft()).y()
        assert top >= 0
        assert top + field.height() <= view._scroll.viewport().height()


def test_the_language_changes_while_one_works(view: SheetView, kit: Kit) -> None:
    assert view.form is not None
    view.go_to("c1", None)
    press("5")
    kit.speaker.use("en")
    assert view.form.cards["c1"].title == "1. 当省が実施することの必要性"
    assert view.form.cards[None].title == "Comments on the whole project"
    assert view.head.recuse_button.text() == "Do not judge this project…"
    assert view.foot.next_button.text() == "Next subject"
    kit.speaker.use("ja")
    assert view.form.cards["c1"].title == "１．当省が実施することの必要性"
    assert view.foot.next_button.text() == "次の対象"


def test_guidance_stands_in_the_sheet_where_it_is_wanted(view: SheetView) -> None:
    assert view.form is not None
    guidance = view.form.cards["c1"]._guidance
    assert not guidance.isVisible()
    view.show_guidance(shown=True)
    assert guidance.isVisible()
    assert guidance.text().startswith("民間企業や大学だけでは")
    view.show_subject("P")
    assert view.form.cards["p1"]._guidance.isVisible()
    view.show_guidance(shown=False)
    assert not view.form.cards["p1"]._guidance.isVisible()


@pytest.mark.parametrize("size", [80, 200])
def test_nothing_overlaps_at_any_size(kit: Kit, view: SheetView, size: int) -> None:
    kit.theme.use(text_size=size)
    view.show_guidance(shown=True)
    view._scroll.settle()
    assert view.form is not None
    cards = list(view.form.cards.values())
    for card, below in pairwise(cards):
        assert card.geometry().bottom() < below.geometry().top()
        assert card.height() >= card.heightForWidth(card.width())
        assert card.width() <= view._scroll.viewport().width()


def test_a_sheet_to_read_only_shows_all_and_takes_nothing(
    qtbot: QtBot, kit: Kit, work: Work, ballot_path: Path
) -> None:
    work.set_mark("A", "c1", 3)
    work.set_comment("A", None, CommentKind.ISSUE, "指標が弱い")
    with working(ballot_path, kit, read_only=True) as reading:
        view = shown(qtbot, kit, reading)
        assert view.form is not None
        view.go_to("c1", None)
        row = view.form.cards["c1"].row
        assert row is not None
        assert row.steps[0].isChecked()
        press("2", Qt.Key.Key_Delete, "n", Qt.Key.Key_Space)
        row.steps[1].click()
        assert not row.clear_button.isVisible()
        assert not view.head.recuse_button.isVisible()
        editor = box(view, CommentKind.ISSUE).editor
        view.go_to(None, CommentKind.ISSUE)
        press("x", Qt.Key.Key_Delete)
        editor.selectAll()
        assert editor.textCursor().selectedText() == "指標が弱い"
        assert reading.sitting.sheets["A"] == on_disk(ballot_path)
        # the other window has closed
        reading.allow_editing()
        view.go_to("c1", None)
        press("2")
        assert on_disk(ballot_path).marks["c1"] == 2


def test_the_last_sheet_leads_to_handing_in(qtbot: QtBot, view: SheetView) -> None:
    assert not view.foot.previous_button.isVisible()
    view.show_subject("P")
    assert view.foot.next_button.text() == "確認と提出へ"
    with qtbot.waitSignal(view.hand_in_wanted):
        view.foot.next_button.click()
    with qtbot.waitSignal(view.step_wanted) as step:
        view.foot.previous_button.click()
    assert step.args == [-1]
