"""Pictures of the secretariat's window: the results, and the view for the committee's meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from tools.pictures.studio import Studio
from ui.windows.evaluation.meeting_window import MeetingWindow
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.results_page import ResultsPage
from ui.windows.evaluation.window import EvaluationWindow

_SCREENS = {"": (1366, 768), "-projector": (1024, 768), "-full-hd": (1920, 1080)}
_PRINTED, _INTERNAL, _COMPARED = range(3)


def results_empty(studio: Studio) -> None:
    """Nothing set up; nothing taken in."""
    studio.shoot("results-unset", studio.office("empty", PageName.RESULTS))
    studio.end()
    studio.shoot("results-empty", studio.office("issued", PageName.RESULTS))


def results(studio: Studio) -> None:
    """As they will be published: a subject, its end, one with a recusal, the programme; and half of it."""
    window = studio.office("texts", PageName.RESULTS)
    page = studio.page(window, ResultsPage)
    studio.shoot("results", window)
    for area in page.printed.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    studio.shoot("results-comments", window)
    for subject in ("B", "P"):
        page.show_place(subject)
        studio.shoot(f"results-{subject.lower()}", window)
    studio.end()
    window = studio.office("half", PageName.RESULTS)
    studio.shoot("results-half", window)


def results_internal(studio: Studio) -> None:
    """For the secretariat's eyes: where the committee disagrees, and how members tend."""
    window = studio.office("answered", PageName.RESULTS)
    page = studio.page(window, ResultsPage)
    page.tabs.setCurrentIndex(_INTERNAL)
    studio.shoot("results-internal", window)
    page.internal.tabs.setCurrentIndex(1)
    studio.shoot("results-tendencies", window)


def results_compared(studio: Studio) -> None:
    """Beside last year's; and before one is chosen."""
    window = studio.office("answered", PageName.RESULTS)
    page = studio.page(window, ResultsPage)
    page.tabs.setCurrentIndex(_COMPARED)
    studio.shoot("results-compare", window)
    studio.kit.dialogs.answers.append([studio.offices.previous])  # type: ignore[attr-defined]
    page.compared.choose.click()
    studio.shoot("results-compared", window)


def results_largest(studio: Studio) -> None:
    """A hundred subjects, thirty members."""
    window = studio.office("largest", PageName.RESULTS)
    page = studio.page(window, ResultsPage)
    studio.shoot("results-largest", window)
    page.tabs.setCurrentIndex(_INTERNAL)
    studio.shoot("results-largest-internal", window)


def meeting(studio: Studio) -> None:
    """On three screens: the scores and the comments; the programme; what can be done by keys."""
    window = studio.office("texts", PageName.RESULTS)
    _on_screens(studio, window, "meeting", 1)
    view = _meeting(studio, window, (1366, 768))
    QTest.keyClick(view, Qt.Key.Key_D)
    studio.shoot("meeting-dark", view)
    QTest.keyClick(view, Qt.Key.Key_End)
    studio.shoot("meeting-dark-programme", view)
    QTest.keyClick(view, Qt.Key.Key_G)
    studio.shoot("meeting-jump", view)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_D)
    QTest.keyClick(view, Qt.Key.Key_H)
    studio.shoot("meeting-keys", view)


def meeting_largest(studio: Studio) -> None:
    """Thirty columns, and comments over several pages."""
    window = studio.office("largest", PageName.RESULTS)
    _on_screens(studio, window, "meeting-largest", 2)


def _on_screens(studio: Studio, window: EvaluationWindow, name: str, pages: int) -> None:
    """Scores, and so many pages on comments, on each screen."""
    for suffix, size in _SCREENS.items():
        view = _meeting(studio, window, size)
        studio.shoot(f"{name}{suffix}", view)
        for _page in range(pages):
            QTest.keyClick(view, Qt.Key.Key_Right)
        studio.shoot(f"{name}-comments{suffix}", view)
        view.close()


def _meeting(studio: Studio, window: EvaluationWindow, size: tuple[int, int]) -> MeetingWindow:
    studio.page(window, ResultsPage).open_meeting()
    studio.rest()
    shown = studio.app.topLevelWidgets()
    view = next(one for one in shown if isinstance(one, MeetingWindow) and one.isVisible())
    view.showNormal()
    studio.rest()
    view.setFixedSize(*size)
    studio.show(view)
    return view
