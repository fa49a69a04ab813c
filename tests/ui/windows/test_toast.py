"""A sentence that comes over a window for a moment."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.windows.card import Note, Tone
from ui.windows.kit import Kit
from ui.windows.toast import Toast


def shown(kit: Kit, qtbot: QtBot) -> tuple[QWidget, Toast]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    toast = Toast(kit, page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, toast


def test_it_stands_inside_its_page_whatever_size_that_takes(kit: Kit, qtbot: QtBot) -> None:
    page, toast = shown(kit, qtbot)
    toast.say("元に戻しました：評点「5 事業アウトカムに至るまでのロードマップ」（B）" * 3)
    for width in (600, 900, 300):
        page.resize(width, 400)
        assert page.rect().contains(toast.geometry())
        assert abs(toast.geometry().center().x() - page.rect().center().x()) <= 1


def test_it_never_covers_what_has_the_keyboard(kit: Kit, qtbot: QtBot) -> None:
    page, toast = shown(kit, qtbot)
    button = QPushButton("2", page)
    button.setGeometry(QRect(200, 340, 200, 50))
    button.show()
    button.setFocus()
    toast.say("元に戻しました")
    assert not toast.geometry().intersects(button.geometry())
    button.move(200, 10)
    toast.say("元に戻しました")
    assert not toast.geometry().intersects(button.geometry())


def test_it_stays_below_when_the_keyboard_is_in_a_row_of_a_large_list(kit: Kit, qtbot: QtBot) -> None:
    page, toast = shown(kit, qtbot)
    rows = QListWidget(page)
    rows.addItems([str(number) for number in range(100)])
    rows.resize(page.size())
    rows.show()
    rows.setFocus()
    rows.setCurrentRow(0)
    toast.say("元に戻しました")
    assert toast.geometry().top() > 300
    while not toast.geometry().intersects(rows.visualItemRect(rows.currentItem())):
        rows.setCurrentRow(rows.currentRow() + 1)
    toast.say("元に戻しました")
    assert not toast.geometry().intersects(rows.visualItemRect(rows.currentItem()))
    assert toast.geometry().top() > 250, "just above it"


def test_it_never_covers_a_note_also_one_that_comes_later(kit: Kit, qtbot: QtBot) -> None:
    page, toast = shown(kit, qtbot)
    note = Note(kit.theme, Tone.ALARM)
    note.setParent(page)
    note.setGeometry(QRect(100, 330, 400, 60))
    note.say("保存できません。")
    toast.say("元に戻しました")
    assert not toast.geometry().intersects(note.geometry())
    note.clear()
    toast.say("元に戻しました")
    assert toast.geometry().top() > 300
    note.say("保存できません。")
    toast.make_room()
    assert not toast.geometry().intersects(note.geometry())


def test_it_goes_by_itself_and_says_the_next_thing_at_once(kit: Kit, qtbot: QtBot) -> None:
    _page, toast = shown(kit, qtbot)
    toast._going.setInterval(1)
    toast.say("一つ目")
    qtbot.waitUntil(lambda: not toast.isVisible())
    toast.say("二つ目")
    assert toast.isVisible()
    assert toast.accessibleName() == "二つ目"
