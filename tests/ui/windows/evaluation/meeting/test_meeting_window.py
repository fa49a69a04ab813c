"""The view for the meeting: everything by key, nothing internal, every word of the comments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evalapp.columns import ColumnOrder
from evalapp.compiling import report_of
from evalapp.report import Report
from exports.slides import slides
from tests.story import Desk, evalapp
from ui.windows.evaluation.meeting.look import LIGHT, Look
from ui.windows.evaluation.meeting.pages import Page, Words, pages_of
from ui.windows.evaluation.meeting_window import MeetingWindow, Over, open_meeting
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.results_page import ResultsPage
from ui.windows.kit import Kit
from ui.windows.theme import Look as AppLook

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (3840, 2160)]


@pytest.fixture
def report(answered_office: Office) -> Report:
    return report_of(answered_office.file, ColumnOrder.SHUFFLED)


@pytest.fixture
def window(kit: Kit, report: Report, qtbot: QtBot) -> MeetingWindow:
    shown = MeetingWindow(kit, slides(report, kit.speaker.language))
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def press(window: MeetingWindow, qtbot: QtBot) -> Callable[..., None]:
    def pressed(*keys: Qt.Key) -> None:
        for key in keys:
            qtbot.keyClick(window, key)

    return pressed


def words_of(page: Page) -> str:
    parts = ["".join(text.lines.texts) for text in page.texts]
    for row in page.table.rows if page.table else ():
        parts += ["".join(row.title.texts), row.row.mean, row.row.count, " ".join(row.row.signs)]
    return "\n".join(parts)


def everything(window: MeetingWindow, count: int) -> str:
    return "\n".join(words_of(page) for slide in range(count) for page in window.pages(slide))


def test_the_first_page_has_the_figures_of_the_report(window: MeetingWindow, report: Report) -> None:
    for number, subject in enumerate(report.subjects):
        table = window.pages(number)[0].table
        if not subject.results:
            assert table is None
            continue
        assert table is not None
        assert [one.row.mean for one in table.rows] == [subject.printed_mean(one) for one in subject.results]
        assert [one.row.signs for one in table.rows] == [
            tuple(map(str, result.marks)) for result in subject.results
        ]


@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_every_comment_is_on_a_page_that_it_fits(
    kit: Kit, report: Report, size: tuple[int, int]
) -> None:
    look = Look(QSizeF(*size), LIGHT)
    for slide in slides(report, kit.speaker.language):
        pages = pages_of(slide, look, Words("（続き）", "　"))
        # what is set as comments is set: no heads, no bullets of the app's
        shown = [
            line
            for page in pages
            for text in page.texts
            if text.scale == pytest.approx(0.95) and not text.bold
            for line in text.lines.texts
            if line != "・"
        ]
        wanted = [remark.text for one in slide.remarks for remark in one.items]
        assert "".join("".join(shown).split()) == "".join("".join(wanted).split())
        for page in pages:
            for text in page.texts:
                assert text.place.y() + text.lines.height <= look.size.height() - look.unit * 0.6
                assert text.place.x() + text.lines.width <= look.size.width() - look.unit


def test_nobody_can_be_seen(window: MeetingWindow, answered_office: Office) -> None:
    shown = everything(window, 4) + window.accessibleName() + window.accessibleDescription()
    file = answered_office.file
    codes = [code for (code,) in file.db.execute("SELECT code FROM submission")]
    assert len(codes) == 5
    for member in file.evaluation.members:
        for secret in (member.name, member.name.replace(" ", ""), member.email, member.affiliation):
            assert not secret or secret not in shown
    assert not any(code in shown for code in codes)
    for word in ("中央値", "標準偏差", "一致度", "傾向", "事務局内部用"):
        assert word not in shown


def test_keys_turn_the_pages(window: MeetingWindow, press: Callable[..., None]) -> None:
    first = len(window.pages(0))
    assert first > 2
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert window.place == (0, 2)
    press(Qt.Key.Key_PageUp)
    assert window.place == (0, 1)
    press(Qt.Key.Key_End)
    assert window.place == (3, 0)
    press(Qt.Key.Key_Left)
    assert window.place == (2, len(window.pages(2)) - 1)
    press(Qt.Key.Key_PageDown)
    assert window.place == (3, 0)
    press(Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert window.place == (0, 0)
    press(Qt.Key.Key_End, *[Qt.Key.Key_Right] * 60)
    assert window.place == (3, len(window.pages(3)) - 1)


def test_clicks_turn_the_pages(window: MeetingWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton)
    assert window.place == (0, 1)
    qtbot.mouseClick(window, Qt.MouseButton.RightButton)
    assert window.place == (0, 0)


def test_a_number_and_enter_jump(window: MeetingWindow, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_3)
    assert window.over is Over.JUMP
    assert window.place == (0, 0)
    press(Qt.Key.Key_Return)
    assert (window.place, window.over) == ((2, 0), Over.NOTHING)
    # a number that there is not leads nowhere
    press(Qt.Key.Key_9, Qt.Key.Key_Return)
    assert (window.place, window.over) == ((2, 0), Over.JUMP)
    press(Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_Enter)
    assert window.place == (0, 0)


def test_g_offers_the_subjects_and_escape_changes_the_mind(
    window: MeetingWindow, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_G, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.place == (1, 0)
    press(Qt.Key.Key_G, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert (window.place, window.over) == ((1, 0), Over.NOTHING)
    assert window.isVisible()


def test_b_blanks_the_screen_and_any_key_brings_it_back(
    window: MeetingWindow, press: Callable[..., None]
) -> None:
    bright = window.grab().toImage()
    press(Qt.Key.Key_B)
    black = window.grab().toImage()
    colours = {black.pixelColor(x, y).name() for x in range(0, 1024, 64) for y in range(0, 768, 64)}
    assert colours == {"#000000"}
    press(Qt.Key.Key_Right)
    assert window.place == (0, 0)
    assert window.grab().toImage() == bright


def test_escape_leaves_and_f_changes_between_screen_and_window(
    window: MeetingWindow, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_F)
    assert window.isFullScreen()
    press(Qt.Key.Key_F)
    assert not window.isFullScreen()
    press(Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_pointer_hides_until_it_moves(window: MeetingWindow, qtbot: QtBot) -> None:
    window._hiding.setInterval(0)
    window._hiding.start()
    qtbot.waitUntil(lambda: window.cursor().shape() is Qt.CursorShape.BlankCursor)
    window._hiding.setInterval(60_000)
    place = QPointF(40, 40)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        window.mapToGlobal(place),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, move)
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_its_looks_are_its_own_and_the_dark_ground_is_remembered(
    window: MeetingWindow, press: Callable[..., None], kit: Kit, report: Report, qtbot: QtBot
) -> None:
    kit.theme.use(AppLook.CONTRAST)
    assert window.grab().toImage().pixelColor(2, 2).name() == "#ffffff"
    press(Qt.Key.Key_D)
    assert window.dark
    assert window.grab().toImage().pixelColor(2, 2).lightness() < 30
    again = MeetingWindow(kit, slides(report, kit.speaker.language))
    qtbot.addWidget(again)
    assert again.dark
    kit.theme.use(AppLook.LIGHT)


def test_the_keys_are_shown_and_go_away(window: MeetingWindow, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_F1)
    assert window.over is Over.KEYS
    press(Qt.Key.Key_Right)
    assert (window.over, window.place) == (Over.NOTHING, (0, 0))


def test_another_size_keeps_the_subject(window: MeetingWindow) -> None:
    window._go(1, len(window.pages(1)) - 1)
    window.resize(3840, 2160)
    slide, page = window.place
    assert slide == 1
    assert page < len(window.pages(1))


def test_the_page_shown_is_told_to_a_screen_reader(window: MeetingWindow) -> None:
    assert window.accessibleName().startswith("A 再生医療技術")
    assert "１．当省が実施することの必要性 3.0" in window.accessibleDescription().splitlines()


def test_the_page_opens_it_at_its_subject_and_never_as_listed(answered_office: Office, qtbot: QtBot) -> None:
    page = ResultsPage(answered_office)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not answered_office.jobs.busy)
    page.order.setCurrentIndex(page.order.findData(ColumnOrder.AS_LISTED.value))
    page.show_place("C")
    page.meeting.click()
    opened = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MeetingWindow))
    assert opened.isFullScreen()
    assert opened.place == (2, 0)
    shuffled = report_of(answered_office.file, ColumnOrder.SHUFFLED)
    table = opened.pages(2)[0].table
    assert table is not None
    assert [one.row.signs for one in table.rows] == [
        tuple(map(str, result.marks)) for result in shuffled.subjects[2].results
    ]
    opened.close()


def test_opened_again_it_is_the_same_one_with_what_stands_by_now(
    answered_office: Office, answered: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = ResultsPage(answered_office)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not answered_office.jobs.busy)
    page.show_place("A")
    page.meeting.click()
    (first,) = page.findChildren(MeetingWindow)
    first.show_next()
    assert first.place == (0, 1)
    before = words_of(first.pages(0)[0])
    evalapp("intake", answered.evaluation, answered.revised("m1", 0, tmp_path), "--apply")
    answered_office.look()
    qtbot.waitUntil(lambda: not answered_office.jobs.busy)
    first.showMinimized()
    page.meeting.click()
    assert page.findChildren(MeetingWindow) == [first]
    assert not first.isMinimized()
    assert first.place == (0, 1)
    assert words_of(first.pages(0)[0]) != before
    page.show_place("B")
    page.meeting.click()
    assert first.place == (1, 0)
    # who has left it gets a new one
    first.close()
    page.meeting.click()
    (again,) = (one for one in page.findChildren(MeetingWindow) if one.isVisible())
    assert again is not first
    again.close()


def test_the_largest_evaluation_fits(kit: Kit, largest_office: Office, qtbot: QtBot) -> None:
    report = report_of(largest_office.file, ColumnOrder.SHUFFLED)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    window = open_meeting(kit, report, parent, "042")
    assert window.place == (41, 0)
    for size in SIZES:
        window.showNormal()
        window.resize(*size)
        bars, marks = (window.pages(41)[number].table for number in range(2))
        assert bars is not None
        assert marks is not None
        # thirty members: bars and columns on pages of their own, within the screen
        assert (bars.mark, marks.bar) == (0.0, 0.0)
        width = marks.title + marks.mean + marks.mark * len(marks.rows[0].row.signs)
        assert width <= marks.head.width() + 1
        assert bars.rows[-1].place.bottom() <= size[1]
        assert len(bars.rows) == len(marks.rows) == 7
    window.close()


def test_without_slides_there_is_nothing_to_turn(kit: Kit, qtbot: QtBot) -> None:
    window = MeetingWindow(kit, ())
    qtbot.addWidget(window)
    window.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_3, Qt.Key.Key_G):
        qtbot.keyClick(window, key)
    window.grab()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
