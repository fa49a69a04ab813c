"""Pictures of the secretariat's window: making and setting up an evaluation."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from evalapp.data_folder import data_folder
from evalapp.known_files import remember, remember_evaluation
from evalapp.places import Place
from evalapp.setup_draft import Part
from evalapp.setup_edits import set_cell
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from tools.pictures.chance import NOW
from tools.pictures.studio import Studio
from ui.windows.app import EvalApp
from ui.windows.ballot.window import BallotWindow
from ui.windows.evaluation.new_window import NewEvaluationWindow
from ui.windows.evaluation.opening import open_evaluation
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.rubric_editor import RubricEditor
from ui.windows.evaluation.setup.sources import Source
from ui.windows.evaluation.setup_page import SetupPage
from ui.windows.evaluation.window import EvaluationWindow

_TITLE = "再生・細胞医療及び遺伝子治療の産業化プログラム"
_RENAMED = "次世代蓄電池の界面反応の可視化と長寿命化に関する研究開発　第２期"
_ASKED = "課題の目的が、社会の課題と照らして今も妥当か。"


def start_office(studio: Studio) -> None:
    """The start window with evaluations opened before."""
    path, ballot = studio.evaluation("half"), studio.ballot("half")
    with EvaluationFile(path, read_only=True) as file:
        remember_evaluation(data_folder(), path, file.evaluation, NOW - timedelta(hours=1))
    with BallotFile(ballot) as opened:
        remember(data_folder(), ballot, opened.ballot, NOW - timedelta(days=3))
    app = EvalApp(studio.app, studio.kit, lambda _path: Place.DURABLE, BallotWindow, open_evaluation)
    window = app.show_start()
    window.recent.setFocus(Qt.FocusReason.TabFocusReason)
    studio.shoot("start-office", window)


def new_evaluation(studio: Studio) -> None:
    """The window in which an evaluation is made: from a rubric, and from last year's."""
    window = NewEvaluationWindow(studio.kit)
    studio.show(window)
    studio.shoot("new-rubric", window)
    window.source.take_file(studio.offices.copy("previous", studio.home / "書類" / "令和6年度.evaluation"))
    studio.shoot("new-previous", window)
    window.source.ways[Source.FILE].click()
    window.make_button.click()
    studio.shoot("new-refused", window)


def setup(studio: Studio) -> None:
    """Every tab of a set-up that is complete."""
    window = studio.office("planned", PageName.SETUP)
    for part in Part:
        window.turn_to(PageName.SETUP, part)
        studio.shoot(f"setup-{part}", window)


def setup_largest(studio: Studio) -> None:
    """A hundred subjects, thirty members."""
    window = studio.office("largest", PageName.SETUP)
    for part in (Part.SUBJECTS, Part.MEMBERS, Part.RECUSALS, Part.RUBRICS, Part.MATERIALS):
        window.turn_to(PageName.SETUP, part)
        studio.shoot(f"setup-largest-{part}", window)


def setup_empty(studio: Studio) -> None:
    """Nothing but a title."""
    window = studio.office("empty", PageName.SETUP)
    for part in (Part.HEAD, Part.SUBJECTS, Part.RECUSALS, Part.MATERIALS):
        window.turn_to(PageName.SETUP, part)
        studio.shoot(f"setup-empty-{part}", window)


def setup_problems(studio: Studio) -> None:
    """Two members with one id, a deadline that is no day."""
    window = studio.office("planned", PageName.SETUP)
    page = studio.page(window, SetupPage)
    _write(page, Part.MEMBERS, page.work.draft.members[1].key, "id", "m1")
    _write(page, Part.HEAD, page.work.draft.head.key, "deadline", "2027-02-30")
    studio.shoot("setup-problems-head", window)
    window.turn_to(PageName.SETUP, Part.MEMBERS)
    studio.shoot("setup-problems-members", window)
    page.foot.show_list(shown=True)
    studio.shoot("setup-problems-list", window)


def setup_rubrics(studio: Studio) -> None:
    """A criterion's wording and steps, as members will see it; the end of it; one without points."""
    window = studio.office("planned", PageName.SETUP, Part.RUBRICS)
    editor = _rubrics(studio, window)
    _choose(editor, 1)
    studio.shoot("rubric-criterion", window)
    for area in editor.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    studio.shoot("rubric-criterion-end", window)
    editor.bar.choice.setCurrentIndex(editor.bar.choice.count() - 1)
    editor.bar.choice.activated.emit(editor.bar.choice.currentIndex())
    _choose(editor, 1)
    studio.shoot("rubric-comments", window)


def setup_changing(studio: Studio) -> None:
    """Changed after issuing; what that means; and in force."""
    window = studio.office("half", PageName.SETUP)
    page = _changed(studio, window)
    window.turn_to(PageName.SETUP, Part.RUBRICS)
    studio.shoot("setup-changed", window)
    page.foot.review_wanted.emit()
    studio.shoot("setup-changing", window)
    if page.changing:
        page.changing.put_into_force()
        studio.shoot("setup-in-force", window)


def setup_changing_most(studio: Studio) -> None:
    """The same where a hundred subjects and thirty members have answered, and all of them are touched."""
    window = studio.office("largest", PageName.SETUP)
    page = studio.page(window, SetupPage)
    for member in page.work.draft.members:
        _write(page, Part.MEMBERS, member.key, "affiliation", "中央大学 名誉教授")
    for subject in page.work.draft.subjects[::9]:
        _write(page, Part.SUBJECTS, subject.key, "title", f"{_RENAMED}（{subject.key}）")
    _reword(studio, window)
    page.foot.review_wanted.emit()
    studio.shoot("setup-changing-most", window)


def _changed(studio: Studio, window: EvaluationWindow) -> SetupPage:
    """A member's affiliation, a subject's title and what a criterion asks are other ones."""
    page = studio.page(window, SetupPage)
    _write(page, Part.MEMBERS, page.work.draft.members[0].key, "affiliation", "青嶺大学 名誉教授")
    _write(page, Part.SUBJECTS, page.work.draft.subjects[-1].key, "title", _TITLE)
    _reword(studio, window)
    return page


def _reword(studio: Studio, window: EvaluationWindow) -> None:
    editor = _rubrics(studio, window)
    _choose(editor, 1)
    studio.rest()
    editor.form.guidance.typed.emit(_ASKED)


def _rubrics(studio: Studio, window: EvaluationWindow) -> RubricEditor:
    window.turn_to(PageName.SETUP, Part.RUBRICS)
    studio.rest()
    editor = studio.page(window, SetupPage).rubrics
    if editor is None:
        raise RuntimeError("the page shows no rubrics")
    return editor


def _choose(editor: RubricEditor, row: int) -> None:
    editor.list.setCurrentIndex(editor.list.model().index(row, 0))


def _write(page: SetupPage, part: Part, key: int, column: str, text: str) -> None:
    page.work.change(set_cell(page.work.draft, part, key, column, text), "")
