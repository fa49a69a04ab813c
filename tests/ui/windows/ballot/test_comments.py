"""Comments are saved while they are typed, never cut by it, and undone in steps that make sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evalapp.rubric import CommentKind
from evalapp.text import COMMENT_LIMIT
from tests.ui.windows.ballot.sheets import (
    box,
    comment_on_disk,
    compose,
    holder,
    press,
    shown,
    turn_wheel,
)
from ui.windows.ballot.sheet_view import SheetView
from ui.windows.ballot.work import Work
from ui.windows.kit import Kit
from ui.windows.saving import Saving

ISSUE = CommentKind.ISSUE


@pytest.fixture
def view(qtbot: QtBot, kit: Kit, work: Work) -> SheetView:
    made = shown(qtbot, kit, work)
    made.go_to(None, ISSUE)
    return made


def paste(view: SheetView, text: str, html: str = "", kind: CommentKind = ISSUE) -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    editor = box(view, kind).editor
    assert editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)


def kept(work: Work) -> str:
    return next((one.text for one in work.sitting.sheets["A"].comments), "")


@pytest.mark.usefixtures("view")
def test_typed_text_is_on_the_disk_soon_after_the_last_key(
    qtbot: QtBot, work: Work, ballot_path: Path
) -> None:
    compose(holder(), commit="指標が弱い")
    assert work.state.saving is Saving.TYPING
    assert kept(work) == ""
    qtbot.waitUntil(lambda: comment_on_disk(ballot_path, ISSUE) == "指標が弱い")
    assert work.state.saving is Saving.SAVED


@pytest.mark.usefixtures("view")
def test_it_is_saved_at_once_when_the_keyboard_leaves(ballot_path: Path) -> None:
    compose(holder(), commit="指標が弱い")
    press(Qt.Key.Key_Tab)
    assert comment_on_disk(ballot_path, ISSUE) == "指標が弱い"


def test_a_composition_is_never_saved_nor_cut(view: SheetView, work: Work, ballot_path: Path) -> None:
    editor = box(view, ISSUE).editor
    compose(editor, commit="事業の")
    compose(editor, preedit="しひょう")
    work.flush()
    assert comment_on_disk(ballot_path, ISSUE) == "事業の"
    assert editor.composing
    assert editor.textCursor().block().layout().preeditAreaText() == "しひょう"
    # another program writes meanwhile: the composition stands
    box(view, ISSUE).show_text("別の文")
    assert editor.textCursor().block().layout().preeditAreaText() == "しひょう"
    box(view, ISSUE).show_text("事業の")
    compose(editor, commit="指標")
    work.flush()
    assert comment_on_disk(ballot_path, ISSUE) == "事業の指標"


@pytest.mark.usefixtures("view")
def test_a_composition_alone_is_no_edit(work: Work) -> None:
    compose(holder(), preedit="しひょう")
    assert work.state.saving is Saving.SAVED
    compose(holder(), preedit="")
    work.flush()
    assert work.sitting.undoable is None


def test_a_run_of_typing_is_one_step_and_a_sentence_ends_it(view: SheetView, work: Work) -> None:
    editor = box(view, ISSUE).editor
    for part in ("指標が", "弱い。", "体制は", "よい"):
        compose(editor, commit=part)
        box(view, ISSUE)._soon.timeout.emit()
    assert kept(work) == "指標が弱い。体制はよい"
    work.undo()
    assert (kept(work), editor.text) == ("指標が弱い。",) * 2
    work.undo()
    assert (kept(work), editor.text) == ("",) * 2
    work.redo()
    assert editor.text == "指標が弱い。"


def test_a_pause_and_coming_back_begin_new_steps(view: SheetView, work: Work) -> None:
    editor = box(view, ISSUE).editor
    compose(editor, commit="一")
    box(view, ISSUE)._save()
    box(view, ISSUE)._pause.timeout.emit()
    compose(editor, commit="二")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    compose(editor, commit="三")
    work.flush()
    for left in ("一二", "一", ""):
        work.undo()
        assert editor.text == left


def test_a_paste_is_a_step_of_its_own(view: SheetView, work: Work) -> None:
    editor = box(view, ISSUE).editor
    compose(editor, commit="前")
    paste(view, "貼った文")
    compose(editor, commit="後")
    work.flush()
    assert kept(work) == "前貼った文後"
    for left in ("前貼った文", "前", ""):
        work.undo()
        assert editor.text == left


def test_text_from_word_comes_clean_and_it_is_said(view: SheetView, work: Work) -> None:
    paste(view, "一行目\x0b二\u200b行\u00ad目\u00a0終わり", "<b>一行目</b><br>二行目")
    assert kept(work) == "一行目\n二行目 終わり"
    note = box(view, ISSUE).note
    assert note.isVisible()
    assert "2個" in note.label.text()
    compose(holder(), commit="。")
    assert not note.isVisible()


def test_files_are_not_pasted(view: SheetView, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([tmp_path.as_uri()])  # type: ignore[list-item]
    data.setText(str(tmp_path))
    assert not box(view, ISSUE).editor.canInsertFromMimeData(data)


def test_a_paste_too_long_is_refused_and_nothing_changes(view: SheetView, work: Work) -> None:
    compose(holder(), commit="前")
    paste(view, "あ" * COMMENT_LIMIT)
    assert box(view, ISSUE).text == "前"
    assert "32000" in box(view, ISSUE).note.label.text()
    work.flush()
    assert kept(work) == "前"


@pytest.mark.parametrize("height", [330, 500, 700])
def test_what_is_said_of_a_refused_paste_is_in_sight_whole(
    qtbot: QtBot, view: SheetView, height: int
) -> None:
    view.resize(700, height)
    for kind in CommentKind:
        view.go_to(None, kind)
        QApplication.processEvents()
        note = box(view, kind).note
        with qtbot.waitSignal(view.noted):
            paste(view, "あ" * 40_000, kind=kind)
        assert note.visibleRegion().boundingRect().size() == note.size()


def test_typing_past_the_limit_is_said_at_once_and_nothing_typed_is_lost(
    view: SheetView, work: Work, ballot_path: Path
) -> None:
    paste(view, "あ" * COMMENT_LIMIT)
    compose(holder(), commit="い")
    field = box(view, ISSUE)
    assert field.fault is not None
    assert field.note.isVisible()
    assert work.state.saving is Saving.UNKEPT
    assert view.unkept == (("A", None, ISSUE),)
    # it waits while the member is elsewhere, and what is saved there hides nothing
    view.show_subject("C")
    view.go_to("c1", None)
    press("3")
    view.show_subject("A")
    assert field.text == "あ" * COMMENT_LIMIT + "い"
    assert field.note.isVisible()
    assert work.state.saving is Saving.UNKEPT
    view.go_to(None, ISSUE)
    press(Qt.Key.Key_Backspace)
    assert field.fault is None
    assert not field.note.isVisible()
    assert comment_on_disk(ballot_path, ISSUE) == "あ" * COMMENT_LIMIT
    assert view.unkept == ()
    assert work.state.saving is Saving.SAVED


def test_a_text_of_spaces_is_none_and_stays_while_one_types(view: SheetView, work: Work) -> None:
    compose(holder(), commit="　")
    work.flush()
    assert kept(work) == ""
    assert box(view, ISSUE).text == "　"


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"])
@pytest.mark.usefixtures("view")
def test_undo_keys_are_the_windows(keys: str) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if "Shift" in keys:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, ord(keys[-1]), modifiers)
        event.ignore()
        QApplication.sendEvent(holder(), event)
        assert not event.isAccepted()


def test_tab_leaves_and_enter_makes_a_line(view: SheetView, work: Work) -> None:
    editor = box(view, ISSUE).editor
    press("a", Qt.Key.Key_Return, "b", Qt.Key.Key_Tab)
    assert kept(work) == "a\nb"
    assert holder() is not editor


def test_an_edit_from_elsewhere_keeps_the_caret_in_its_place(view: SheetView, work: Work) -> None:
    editor = box(view, ISSUE).editor
    compose(editor, commit="一二三四")
    work.flush()
    editor.clearFocus()
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)
    work.set_comment("A", None, ISSUE, "一二三四五𠮷")
    assert editor.text == "一二三四五𠮷"
    assert editor.textCursor().position() == 1


def test_the_box_grows_with_its_text_and_leaves_the_wheel_to_the_sheet(view: SheetView) -> None:
    editor = box(view, ISSUE).editor
    low = editor.height()
    paste(view, "行\n" * 8)
    grown = editor.height()
    assert grown > low
    assert editor.verticalScrollBar().maximum() == 0
    QApplication.processEvents()
    sheet = view._scroll.verticalScrollBar()
    before = sheet.value()
    turn_wheel(editor.viewport(), -1)
    assert sheet.value() < before
    paste(view, "行\n" * 30)
    QApplication.processEvents()
    inner, before = editor.verticalScrollBar(), sheet.value()
    written = inner.value()
    turn_wheel(editor.viewport(), -1)
    assert 0 < inner.value() < written
    assert sheet.value() == before
    assert box(view, ISSUE).text.count("行") == 38


def test_counts_and_names(view: SheetView, kit: Kit) -> None:
    editor = box(view, ISSUE).editor
    compose(editor, commit="𠮷と\n辻")
    assert box(view, ISSUE)._count.text() == "3字"
    interface = QAccessible.queryAccessibleInterface(editor)
    assert interface.role() is QAccessible.Role.EditableText
    name = "問題点・改善すべき点 (再生医療技術を応用した創薬支援基盤技術開発)"
    assert interface.text(QAccessible.Text.Name) == name
    kit.speaker.use("en")
    assert editor.accessibleName().startswith("Issues and points to be improved (")
    assert box(view, ISSUE)._count.text() == "Characters: 3"
