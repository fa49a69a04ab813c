"""Pictures of the other pages and windows, and of what goes wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evalapp.copies import Choose, read_copy
from evalapp.data_folder import data_folder
from evalapp.errors import EvalError
from evalapp.handing_in import hand_in
from evalapp.known_files import remember
from evalapp.mark import NoPoints
from evalapp.model import RecusalKind
from evalapp.places import Place
from evalapp.rubric import CommentKind
from evalapp.sitting import Sitting
from evalapp.store.ballot_file import BallotFile
from tools.pictures.chance import NOW
from tools.pictures.studio import SIZE, Studio
from ui.windows.app import EvalApp
from ui.windows.ballot.hand_in_page import HandInPage
from ui.windows.ballot.pages import Page
from ui.windows.ballot.window import BallotWindow
from ui.windows.copies_window import CopiesWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.opened import OpenedKind
from ui.windows.print_window import PrintWindow

_OPENED = "標準化を進め、企業三社との検証まで進めた点は高く評価できる。"
_EARLIER = "標準化を進め、企業との検証に着手した点は評価できる。"


def start(studio: Studio) -> None:
    """The first use; later; and what cannot be opened."""
    window = _app(studio).show_start()
    studio.shoot("start-first", window)


def start_recent(studio: Studio) -> None:
    """With ballots opened before, one of which is gone."""
    path = studio.ballot("half")
    with BallotFile(path) as file:
        ballot = file.ballot
    gone = studio.home / "書類" / "昨年度.ballot"
    info = replace(ballot.info, title="次世代蓄電池の研究開発　中間評価")
    remember(data_folder(), gone, replace(ballot, id="gone", info=info), NOW - timedelta(days=400))
    remember(data_folder(), path, ballot, NOW - timedelta(hours=2))
    (data_folder() / "sample").mkdir()
    window = _app(studio).show_start()
    window.mark_missing([gone])
    window.recent.setFocus(Qt.FocusReason.TabFocusReason)
    studio.shoot("start-recent", window)


def start_faults(studio: Studio) -> None:
    """A broken, a foreign and a newer file, each in one sentence."""
    broken = studio.ballot("half", file="壊れた.ballot")
    broken.write_bytes(broken.read_bytes()[:30_000])
    foreign = studio.home / "書類" / "写真.ballot"
    foreign.write_bytes(b"\x89PNG" * 99)
    newer = studio.ballot("half", file="新しい.ballot")
    with closing(sqlite3.connect(newer)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ballot', 'm999', '')"
        )
        db.commit()
    for name, path in (("broken", broken), ("foreign", foreign), ("newer", newer)):
        app = _app(studio)
        app.open(path)
        if app.start:
            studio.shoot(f"start-{name}", app.start)
            app.start.close()


def overview(studio: Studio) -> None:
    """One's own judgements side by side."""
    window = studio.window("half")
    window.turn_to(Page.OVERVIEW)
    studio.shoot("overview", window)


def hand_in_gaps(studio: Studio) -> None:
    """Something is open; then a draft is made of it."""
    window = studio.window("half")
    page = _page(window)
    studio.shoot("hand-in-gaps", window)
    page.hand_in()
    studio.shoot("hand-in-draft", window)


def hand_in_complete(studio: Studio) -> None:
    """Complete; handed in; changed since; and after the last day."""
    window = studio.window("full")
    page = _page(window)
    studio.shoot("hand-in-complete", window)
    page.hand_in()
    studio.rest()
    studio.shoot("hand-in-done", window)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    studio.shoot("hand-in-done-end", window)
    window.show_cell("C", "c1", None)
    QTest.keyClick(QApplication.focusWidget(), "0")
    window.turn_to(Page.HAND_IN)
    studio.shoot("hand-in-changed", window)


def hand_in_late(studio: Studio) -> None:
    """The last day is past."""
    studio.late()
    window = studio.window("full")
    _page(window)
    studio.shoot("hand-in-late", window)


def hand_in_refused(studio: Studio) -> None:
    """The disk on which the submission is to be is full."""
    window = studio.window("full")
    page = _page(window)
    page.act.say_fault(EvalError("disk-full", file=str(studio.home / "書類" / "髙瀬委員.submission")))
    page._show(page.act)  # noqa: SLF001 - as after the attempt
    studio.shoot("hand-in-refused", window)


def not_saved(studio: Studio) -> None:
    """The disk is full; the file is gone; closing with answers that are not saved."""
    studio.with_real_dialogs()
    window = studio.window("half")
    path = window.work.sitting.file.path

    def refuse(*_: object) -> None:
        raise EvalError("disk-full", file=str(path))

    write = window.work.sitting._write  # noqa: SLF001 - the place where the disk says no
    window.work.sitting._write = refuse  # type: ignore[method-assign]  # noqa: SLF001
    window.show_cell("B", "c5", None)
    QTest.keyClick(QApplication.focusWidget(), "2")
    studio.shoot("not-saved", window)
    studio.shoot_dialog("close-unsaved", window.close)
    window.work.sitting._write = write  # type: ignore[method-assign]  # noqa: SLF001
    window.work.save_again()
    path.rename(path.with_name("別の場所.ballot"))
    window.work.look()
    studio.shoot("file-moved", window)


def opened_elsewhere(studio: Studio) -> None:
    """Another window has the file; it is closed; another program has written."""
    window = studio.window("half", locked=True)
    studio.shoot("read-only", window)
    window.allow_editing()
    studio.shoot("editable-again", window)
    window.banners.put_away("editable")
    with BallotFile(window.work.sitting.file.path) as file:
        sitting = Sitting(file)
        sitting.set_mark("A", "c1", 1)
    window.work.look()
    studio.shoot("overtaken", window)


def taken_in(studio: Studio) -> None:
    """Opened from the mail program, and again."""
    studio.shoot("taken-in", studio.window("empty", kind=OpenedKind.TAKEN_IN, place=Place.MAIL))
    studio.end()
    studio.shoot("continued", studio.window("half", kind=OpenedKind.CONTINUED, place=Place.MAIL))


def copies(studio: Studio) -> None:
    """Two copies with different work."""
    asked = studio.ballot("half", "メール")
    with BallotFile(asked) as file:
        one = Sitting(file)
        one.set_mark("B", "c5", 3)
        one.set_mark("B", "c7", NoPoints.CANNOT_JUDGE)
        one.set_comment("C", None, CommentKind.POSITIVE, _OPENED)
        hand_in(file, studio.home / "提出", draft=True, at=NOW - timedelta(days=1), app="1")
    other = studio.ballot("half")
    with BallotFile(other) as file:
        two = Sitting(file)
        two.set_mark("B", "c5", 1)
        two.set_comment("C", None, CommentKind.POSITIVE, _EARLIER)
        two.declare("P", RecusalKind.ABSENT, "当日欠席のため")
    studio.date(asked, NOW - timedelta(days=1))
    studio.date(other, NOW - timedelta(hours=4))
    window = CopiesWindow(studio.kit, Choose(read_copy(asked), (read_copy(other),)))
    studio.show(window, SIZE)
    studio.shoot("copies", window)


def printing(studio: Studio) -> None:
    """The official sheets before they are printed, filled and blank; the receipt."""
    window = studio.window("full")
    window.print_sheets()
    preview = _print_window(studio)
    studio.show(preview, (900, 728))
    studio.shoot("print-filled", preview)
    preview.choices[1].setFocus()
    preview.choices[1].setChecked(True)
    studio.shoot("print-blank", preview)
    preview.close()
    studio.rest()
    page = _page(window)
    page.hand_in()
    page.result.print_button.click()
    receipt = _print_window(studio)
    studio.show(receipt, (900, 728))
    studio.shoot("receipt", receipt)


def dialogs(studio: Studio) -> None:
    """About the app."""
    studio.with_real_dialogs()
    window = studio.window("half")
    studio.shoot_dialog("about", window.show_about)


def _page(window: BallotWindow) -> HandInPage:
    window.turn_to(Page.HAND_IN)
    page = window.findChild(HandInPage)
    if page is None:
        raise RuntimeError("no page for handing in")
    return page


def _print_window(studio: Studio) -> PrintWindow:
    shown = [one for one in studio.app.topLevelWidgets() if isinstance(one, PrintWindow) and one.isVisible()]
    return shown[-1]


def _app(studio: Studio) -> EvalApp:
    return EvalApp(studio.app, studio.kit, lambda _path: Place.DURABLE, BallotWindow, open_evaluation)
