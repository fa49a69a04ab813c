"""Before a changed set-up comes into force: what changes, what follows, and what to do with scores so far."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.changes import Change
from evalapp.errors import EvalError
from evalapp.language import N_
from evalapp.mark import NoPoints
from evalapp.setup_plan import Ground, SetupPlan, open_choices, plan_setup, read_ground
from evalapp.setup_problems import contents_of, evaluation_of
from evalapp.store.evaluation_file import EvaluationFile
from ui.change_words import ChangeWords
from ui.windows.ballot.sheet_scroll import SheetScroll
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import LineField
from ui.windows.detail_list import DetailList
from ui.windows.evaluation.changing.choices import Choice, Choices
from ui.windows.evaluation.changing.details import plan_details, summary
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.office import Office, reason_hint
from ui.windows.evaluation.page import PageName
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.flow import Flow
from ui.windows.jobs import Progress
from ui.windows.lines import Paragraph


class ChangePanel(QWidget):
    """Shows the plan for the draft and puts it into force. Call ``start`` whenever it is shown.

    Signals:
        left: the user is done here, whether the draft came into force or not.
        page_wanted: as a page's: issuing, with those chosen who need something new.
    """

    left = Signal()
    page_wanted = Signal(object, object)

    def __init__(self, office: Office, work: SetupWork) -> None:
        super().__init__()
        self._office = office
        self._work = work
        self._kit = kit = office.kit
        self._ground: Ground | None = None
        self._plan: SetupPlan | None = None
        self._fault: EvalError | None = None
        self._in_force: SetupPlan | None = None
        self._acting = False
        self._title = Paragraph(kit.theme, scale=1.35, bold=True)
        self.note = Note(kit.theme, Tone.PLAIN)
        self.issue_button = Button(kit.theme)
        self.note.add(self.issue_button)
        self.list = DetailList(kit)
        self.choices = Choices(kit)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.choices)
        beside.addStretch()
        self._beside = SheetScroll(kit, beside)
        self._reason_label = Paragraph(kit.theme, bold=True)
        self._reason_hint = Paragraph(kit.theme, ink="muted", scale=0.9)
        self.reason = LineField(kit.theme)
        self.apply_button = Button(kit.theme, primary=True)
        self.leave_button = Button(kit.theme)
        framed = Card(kit.theme)
        framed.rows.addWidget(self.list)
        self._parts = Halves(kit, framed, self._beside, 0.6, 44)
        self._buttons = Flow(self.apply_button, self.leave_button, outdent=RING)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self.note)
        self._column.addWidget(self._parts, 1)
        self._column.addWidget(self._reason_label)
        self._column.addWidget(self.reason)
        self._column.addWidget(self._reason_hint)
        self._column.addLayout(self._buttons)
        self.choices.changed.connect(self._plan_anew)
        self.reason.textChanged.connect(self._show_buttons)
        self.apply_button.clicked.connect(self.put_into_force)
        self.leave_button.clicked.connect(self.left)
        self.issue_button.clicked.connect(self._want_issue)
        work.changed.connect(self._follow)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def start(self) -> None:
        """Read what the draft is held against, and show what it would change."""
        self._ground = self._plan = self._fault = self._in_force = None
        self.reason.clear()
        self.retranslate()
        if self._work.faults:
            self._show_fault(self._work.faults[0].error)
            return
        self._office.run(
            lambda file, _progress: read_ground(file), self._take_ground, self._show_fault, shown=True
        )

    def put_into_force(self) -> None:
        """Put the draft into force beside the window."""
        plan = self._plan
        if plan is None or not self.apply_button.isEnabled():
            return
        from evalapp.store.adopting import adopt

        contents, at, actor = contents_of(self._work.draft), self._office.now(), self._office.actor
        kept, reason = self.choices.kept, self.reason.text().strip()

        def work(file: EvaluationFile, _progress: Progress) -> tuple[Change, ...]:
            return adopt(file, plan.new, contents, at, actor, kept=kept, reason=reason)

        def done(_changes: tuple[Change, ...]) -> None:
            self._acting, self._plan, self._in_force = False, None, plan
            self.retranslate()
            self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(fault: EvalError) -> None:
            self._acting = False
            self._show_fault(fault)

        self._acting, self._plan = True, None
        self._show()
        self._office.run(work, done, failed, writes=True)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._title.setText(say("Check the changes and put them into force"))
        self.list.setAccessibleName(say("What changes and what follows"))
        self._reason_label.setText(say("The evaluation is closed. Why is it changed now?"))
        self.reason.setAccessibleName(self._reason_label.text())
        self._reason_hint.setText(reason_hint(self._kit.speaker))
        self.reason.setAccessibleDescription(reason_hint(self._kit.speaker))
        self.apply_button.setText(say("Put into force"))
        self.issue_button.setText(say("To issuing"))
        self._show()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(round(em * 1.2), round(em * 0.7), round(em * 1.2), round(em * 0.9))
        self._column.setSpacing(round(em * 0.6))
        self._parts.setHandleWidth(em)
        self._buttons.setSpacing(round(em * 0.5))

    def _follow(self) -> None:
        """The draft is another one: undone, for example."""
        if self.isVisible() and not (self._acting or self._in_force):
            self.start()

    def _take_ground(self, ground: Ground) -> None:
        self._ground = ground
        try:
            new = evaluation_of(self._work.draft, ground.known.evaluation.info.id)
            choices = open_choices(ground, new)
            words = ChangeWords(ground.known.evaluation, new, self._kit.speaker.language)
            self.choices.ask_about(choices, lambda one: words.criterion(*one), self._scores)
            self._plan_anew()
        except EvalError as fault:
            self._show_fault(fault)

    def _scores(self, choice: Choice) -> int:
        """How many scores stand for a criterion."""
        rubric, criterion = choice
        if self._ground is None:
            return 0
        known = self._ground.known
        judged = {one.id for one in known.evaluation.subjects if one.rubric_id == rubric}
        return sum(
            current.sheet.marks.get(criterion, NoPoints.BLANK) is not NoPoints.BLANK
            for (_member, subject), current in known.current.items()
            if subject in judged and not current.draft
        )

    def _plan_anew(self) -> None:
        if self._ground is None:
            return
        draft = self._work.draft
        new = evaluation_of(draft, self._ground.known.evaluation.info.id)
        self._plan = plan_setup(self._ground, new, contents_of(draft), self.choices.kept)
        self._show()

    def _show_fault(self, fault: EvalError) -> None:
        self._fault, self._plan = fault, None
        self._show()

    def _show(self) -> None:
        say = self._kit.speaker.say
        plan = self._plan or self._in_force
        self._say_state(plan)
        closed = bool(self._plan and self._ground and self._ground.closed)
        for widget in (self._reason_label, self.reason, self._reason_hint):
            widget.setVisible(closed)
        self._beside.setVisible(bool(self._plan and self.choices.questions))
        if plan and self._ground:
            self.list.show_details(plan_details(self._ground.known.evaluation, plan, self._kit))
        else:
            self.list.show_details(())
        self.leave_button.setText(say("Close") if self._in_force or self._fault else say("Not now"))
        self._show_buttons()

    def _say_state(self, plan: SetupPlan | None) -> None:
        say = self._kit.speaker.say
        needs = bool(plan and plan.consequences.needs)
        self.issue_button.setVisible(bool(self._in_force) and needs)
        if self._fault:
            self.note.say(self._kit.speaker.phrase(self._fault), Tone.ALARM)
        elif self._in_force:
            sentence = say("The changes are in force.")
            if needs:
                sentence = say(
                    "The changes are in force. Members who need a new ballot or form now: {count}",
                    count=len(self._in_force.consequences.needs),
                )
            self.note.say(sentence, Tone.GOOD)
        elif plan is None:
            sentence = N_("The changes are being put into force …")
            if not self._acting:
                sentence = N_("The changes are being compared with all answers …")
            self.note.say(self._kit.speaker.language.gettext(sentence), Tone.PLAIN)
        elif not plan.changes:
            self.note.say(say("Nothing differs from the set-up in force."), Tone.PLAIN)
        else:
            found = plan.consequences
            self.note.say(summary(plan, self._kit), Tone.NOTICE if found.set_aside else Tone.PLAIN)

    def _show_buttons(self) -> None:
        closed = bool(self._ground and self._ground.closed)
        wanted = bool(self._plan and self._plan.changes) and not self._office.read_only
        self.apply_button.setEnabled(wanted and (not closed or bool(self.reason.text().strip())))
        self.apply_button.setVisible(self._in_force is None and self._fault is None)

    def _want_issue(self) -> None:
        if self._in_force:
            needs = tuple(need.member_id for need in self._in_force.consequences.needs)
            self.page_wanted.emit(PageName.ISSUE, needs)
