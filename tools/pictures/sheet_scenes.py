"""Pictures of the score sheet and of what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from evalapp.rubric import CommentKind
from evalapp.text import COMMENT_LIMIT
from tools.pictures.studio import Studio
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.window import BallotWindow

_PARTING = "本課題には、当研究室の共同研究の相手先が参画しております。"
_BEGUN = "製造法の標準化と人材の育成は、"


def sheet_empty(studio: Studio) -> None:
    """As it was sent out."""
    studio.shoot("sheet-empty", studio.window("empty"))


def sheet_half(studio: Studio) -> None:
    """In the middle of the second subject."""
    window = studio.window("half")
    window.show_cell("B", "c5", None)
    studio.shoot("sheet-half", window)


def sheet_full(studio: Studio) -> None:
    """Everything scored; the comments."""
    window = studio.window("full")
    studio.shoot("sheet-full", window)
    window.show_cell("C", None, CommentKind.ISSUE)
    studio.shoot("sheet-comments", window)
    window.show_subject("P")
    window.go_to_next_open()
    studio.shoot("sheet-programme", window)


def sheet_guidance(studio: Studio) -> None:
    """The guidance below each heading, and the panel beside put away."""
    window = studio.window("half")
    window.toggle_guidance()
    window.toggle_guidance_in_sheet()
    window._menus.actions["guidance-in-sheet"].trigger()  # noqa: SLF001 - as a hand on the menu
    window.show_cell("B", "c3", None)
    studio.shoot("sheet-guidance", window)


def sheet_materials(studio: Studio) -> None:
    """A material beside the sheet, searched; then with most of the room."""
    window = studio.window("half")
    window.show_cell("B", "c5", None)
    window.toggle_materials()
    studio.rest()
    reader = window.side.materials.reader
    studio.shoot("materials", window)
    reader.start_search()
    studio.rest()
    _commit(_holder(), "ベクター")
    studio.wait_until(lambda: not reader._find_bar.said.endswith("…"))  # noqa: SLF001 - all pages are searched
    for _hit in range(2):
        QTest.keyClick(_holder(), Qt.Key.Key_Return)
    studio.shoot("materials-search", window)
    reader.leave_search()
    window._splitter.moveSplitter(window.width() * 9 // 20, 2)  # noqa: SLF001 - as a hand on the divider
    window.side.take_keyboard()
    studio.shoot("materials-wide", window)


def recusal(studio: Studio) -> None:
    """Declaring that one does not judge, and what stands then."""
    window = studio.window("half")
    window.show_subject("B")
    window.sheet.head.recuse_button.click()
    window.sheet.panel.reason.put(_PARTING)
    studio.shoot("recusal-panel", window)
    window.sheet.panel.declare_button.click()
    studio.shoot("recusal-declared", window)


def recusal_set_up(studio: Studio) -> None:
    """The secretariat has set up that this member does not judge a subject."""
    window = studio.window("other")
    window.show_subject("B")
    studio.shoot("recusal-by-secretariat", window)


def key_refused(studio: Studio) -> None:
    """A key that is no score."""
    window = studio.window("half")
    window.show_cell("B", "c5", None)
    QTest.keyClick(_holder(), "7")
    studio.shoot("key-refused", window)


def comment_notes(studio: Studio) -> None:
    """What is said below a comment, and a composition that is not ended."""
    window = studio.window("half")
    box = _box(window)
    QApplication.clipboard().setText("\u200b貼り付けた\u0007文章です。")
    box.editor.paste()
    studio.shoot("comment-pasted", window)
    box.load("")
    _compose(box, _BEGUN, "ひとのいくせいは、")
    studio.shoot("comment-composing", window)
    box.load("")
    mime = QMimeData()
    mime.setText("長い意見。" * (COMMENT_LIMIT // 5 + 10))
    box.editor.insertFromMimeData(mime)
    studio.shoot("comment-too-long", window)


def undone(studio: Studio) -> None:
    """What was undone is said."""
    window = studio.window("half")
    window.show_cell("B", "c5", None)
    QTest.keyClick(_holder(), "2")
    window.undo()
    studio.shoot("undone", window)


def menus(studio: Studio) -> None:
    """The menus as they open, and the window of keys."""
    window = studio.window("half")
    for number, name in ((0, "file"), (2, "view")):
        menu = window.menuBar().actions()[number].menu()
        if isinstance(menu, QMenu):
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            studio.shoot(f"menu-{name}", menu)
            menu.close()
    window.show_keys()
    keys = next(one for one in studio.app.topLevelWidgets() if one.inherits("QDialog") and one.isVisible())
    studio.shoot("keys", keys)


def _box(window: BallotWindow) -> CommentBox:
    window.show_cell("B", None, CommentKind.POSITIVE)
    form = window.sheet.form
    box = form.box((None, CommentKind.POSITIVE)) if form else None
    if box is None:
        raise RuntimeError("the sample asks for no such comment any more")
    return box


def _compose(box: CommentBox, commit: str, preedit: str) -> None:
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    part = QInputMethodEvent.Attribute(
        QInputMethodEvent.AttributeType.TextFormat, 0, len(preedit), underlined
    )
    event = QInputMethodEvent(preedit, [part] if preedit else [])
    event.setCommitString(commit)
    QApplication.sendEvent(box.editor, event)


def _commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def _holder() -> QWidget:
    widget = QApplication.focusWidget()
    if widget is None:
        raise RuntimeError("nobody has the keyboard")
    return widget
