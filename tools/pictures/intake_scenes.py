"""Pictures of the secretariat's window: taking in what comes, from files and from paper."""

from __future__ import annotations

from pathlib import Path

from evalapp.mark import NoPoints
from evalapp.model import Comment, ScoreSheet
from evalapp.rubric import CommentKind
from evalapp.store.double_entry import keep_entry
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import begin_intake
from tools.pictures.chance import NOW
from tools.pictures.studio import Studio
from ui.windows.evaluation.intake_page import IntakePage, IntakeTab
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.paper import PaperPanel
from ui.windows.evaluation.window import EvaluationWindow

_SATO, _SUZUKI = "佐藤 由美 (sato)", "鈴木 一郎 (suzuki)"
_MEMBER, _SUBJECT = "m2", "A"


def intake_empty(studio: Studio) -> None:
    """Nothing issued; issued; broken off before; nothing to confirm; nothing so far."""
    studio.shoot("intake-unissued", studio.office("planned", PageName.INTAKE))
    studio.end()
    window = studio.office("issued", PageName.INTAKE)
    studio.shoot("intake-empty", window)
    for tab in (IntakeTab.FORMS, IntakeTab.PAPER, IntakeTab.HISTORY):
        window.turn_to(PageName.INTAKE, tab)
        studio.shoot(f"intake-empty-{tab.name.lower()}", window)
    with EvaluationFile(window.office.path) as file:
        begin_intake(file, NOW, 5)
        file.db.commit()
    window.turn_to(PageName.INTAKE, IntakeTab.FILES)
    window.office.look(own=True)
    studio.shoot("intake-broken-off", window)


def intake_plan(studio: Studio) -> None:
    """All kinds of files, those chosen; then taken in; then undone."""
    window = studio.office("half", PageName.INTAKE)
    page = studio.page(window, IntakePage)
    page.take_files(_post(studio))
    studio.rest()
    view = page.files.view
    studio.shoot("intake-plan", window)
    for row in range(view.model.rowCount()):
        if view.model.rows[row].status.value in {"replaces", "new"}:
            view.table.setCurrentIndex(view.model.index(row, 0))
            studio.shoot(f"intake-plan-{view.model.rows[row].status.value}", window)
    view.foot.accept_button.click()
    studio.shoot("intake-done", window)
    view.foot.undo_button.click()
    studio.shoot("intake-undone", window)


def intake_confirmed(studio: Studio) -> None:
    """So many scores would be replaced that the number is asked for."""
    window = studio.office("answered", PageName.INTAKE)
    page = studio.page(window, IntakePage)
    page.take_files([studio.offices.rewritten])
    studio.shoot("intake-asks", window)
    page.files.view.foot.number.setText("9")
    studio.shoot("intake-asks-number", window)


def intake_working(studio: Studio) -> None:
    """While files are examined."""
    window = studio.office("half", PageName.INTAKE)
    working = studio.page(window, IntakePage).files.working
    files = studio.page(window, IntakePage).files
    working.show_work(studio.kit.speaker.say("Examining the files"), may_cancel=True)
    working.show_steps(128, 300)
    files._stack.setCurrentWidget(working)  # noqa: SLF001 - as while the files are read
    studio.shoot("intake-working", window)


def intake_tabs(studio: Studio) -> None:
    """A form that waits to be confirmed; the intakes so far."""
    window = studio.office("half", PageName.INTAKE, IntakeTab.FORMS)
    studio.shoot("intake-forms", window)
    window.turn_to(PageName.INTAKE, IntakeTab.HISTORY)
    studio.shoot("intake-history", window)


def intake_largest(studio: Studio) -> None:
    """Thirty files at once, most of them known; thirty members' papers; the one large intake."""
    window = studio.office("largest_begun", PageName.INTAKE)
    page = studio.page(window, IntakePage)
    page.take_files(sorted((studio.offices.largest_begun.parent / "submissions").iterdir()))
    studio.shoot("intake-largest", window)
    for tab in (IntakeTab.PAPER, IntakeTab.HISTORY):
        window.turn_to(PageName.INTAKE, tab)
        studio.shoot(f"intake-largest-{tab.name.lower()}", window)


def paper(studio: Studio) -> None:
    """Typed in once and twice, blind; what differs; agreed; the same person may not confirm."""
    window = studio.office("issued", PageName.INTAKE, IntakeTab.PAPER)
    panel = _panel(studio, window)
    _choose(panel, _MEMBER, _SUBJECT)
    studio.shoot("paper-first", window)
    sheet = _sheet(window)
    _keep(window, sheet, _SATO, second=False)
    _keep(window, _sheet(window, "B"), _SATO, second=False)
    studio.shoot("paper-once", window)
    panel.between.second_button.click()
    studio.shoot("paper-second", window)
    other = ScoreSheet(_SUBJECT, {**sheet.marks, "c3": 1, "c6": NoPoints.BLANK}, sheet.comments[:1])
    _keep(window, other, _SUZUKI, second=True)
    studio.end()
    window = studio.office("issued", PageName.INTAKE, IntakeTab.PAPER)
    panel = _panel(studio, window)
    _keep(window, sheet, _SATO, second=False)
    _keep(window, other, _SUZUKI, second=True)
    _choose(panel, _MEMBER, _SUBJECT)
    studio.shoot("paper-differs", window)
    _keep(window, sheet, _SUZUKI, second=True)
    _choose(panel, _MEMBER, "B")
    _choose(panel, _MEMBER, _SUBJECT)
    studio.shoot("paper-agreed", window)


def _post(studio: Studio) -> list[Path]:
    """Files as they come: new, known, changed, a form, and some that are refused."""
    offices, folder = studio.offices, studio.home / "提出"
    whole = offices.desk.submission("m4").read_bytes()
    cut, picture, foreign = (
        folder / "浜﨑委員（途中で切れた）.submission",
        folder / "写真.pdf",
        folder / "別の評価.submission",
    )
    cut.write_bytes(whole[: len(whole) // 2])
    picture.write_bytes(b"%PDF-1.7")
    foreign.write_bytes((offices.largest_begun.parent / "submissions" / "m03.submission").read_bytes())
    desk = offices.desk
    known = [desk.submission(member) for member in ("m1", "m3", "m4")]
    return [*known, *offices.revised.iterdir(), *offices.forms.glob("評価票*"), cut, picture, foreign]


def _panel(studio: Studio, window: EvaluationWindow) -> PaperPanel:
    panel = studio.page(window, IntakePage).paper
    if not isinstance(panel, PaperPanel):
        raise TypeError("paper is not typed in there any more")
    return panel


def _choose(panel: PaperPanel, member: str, subject: str) -> None:
    rows, model = panel.list.rows, panel.list.model
    rows.setCurrentIndex(model.index(model.place_of(member, subject) or 0, 1))
    panel.take_keyboard()


def _sheet(window: EvaluationWindow, subject_id: str = _SUBJECT) -> ScoreSheet:
    evaluation = window.office.evaluation
    rubric = evaluation.rubric_of(next(one for one in evaluation.subjects if one.id == subject_id))
    marks = {one.id: 2 + (number % 3 == 0) for number, one in enumerate(rubric.scored)}
    comments = (
        Comment(CommentKind.POSITIVE, "標準化に取り組み、企業との検証まで進めた点は高く評価できる。"),
        Comment(CommentKind.ISSUE, "費用対効果の根拠となる市場規模の見通しを示されたい。"),
    )
    return ScoreSheet(subject_id, marks, comments)


def _keep(window: EvaluationWindow, sheet: ScoreSheet, actor: str, *, second: bool) -> None:
    with window.office.acting() as file:
        at = window.office.now()
        keep_entry(file, _MEMBER, sheet, at, actor, second=second, finished=True)
