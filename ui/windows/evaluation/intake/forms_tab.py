"""The tab on which Excel forms, which nobody has signed, are held against the member's own word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from evalapp.confirming import Waiting, decide
from evalapp.errors import EvalError
from evalapp.record import same_person
from evalapp.store.evaluation_file import EvaluationFile
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.code_label import CodeLabel
from ui.windows.detail_list import DetailList
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.intake.details import Telling
from ui.windows.evaluation.intake.forms_model import MEMBER, STATE, FormsModel
from ui.windows.evaluation.intake.words import member_name
from ui.windows.evaluation.office import Office
from ui.windows.flow import Flow
from ui.windows.jobs import Progress
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.rows import Rows


class FormsTab(QWidget):
    """The forms, the chosen one to read out, and the decision.

    Attributes:
        model, table: the forms that wait.
        code, answers: of the chosen one.
        rule: who may decide; ``fault``: why the last decision could not be taken.
        confirm_button, reject_button: the decision.
    """

    def __init__(self, office: Office) -> None:
        super().__init__()
        kit = office.kit
        self._office = office
        self._kit: Kit = kit
        self._empty = Paragraph(kit.theme, ink="muted")
        self._advice = Paragraph(kit.theme)
        self.model = FormsModel(office)
        self.table = Rows(kit, {MEMBER: 1.0}, below=STATE)
        self.table.setModel(self.model)
        self.code = CodeLabel(kit.theme, 1.5)
        self.answers = DetailList(kit)
        self.rule = Note(kit.theme, Tone.PLAIN)
        self.fault = Note(kit.theme, Tone.ALARM)
        self.confirm_button = Button(kit.theme, primary=True)
        self.reject_button = Button(kit.theme)
        self._lay_out()
        self.table.row_chosen.connect(lambda _index: self._show_chosen())
        self.confirm_button.clicked.connect(lambda _checked: self._decide(confirmed=True))
        self.reject_button.clicked.connect(lambda _checked: self._decide(confirmed=False))
        office.state_changed.connect(self._show_chosen)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def show_forms(self, forms: Sequence[Waiting]) -> None:
        """Show the forms that wait; the one that was chosen stays chosen if it still does."""
        chosen = self.chosen
        self.model.show_forms(forms)
        codes = [one.form.code for one in forms]
        row = codes.index(chosen.form.code) if chosen and chosen.form.code in codes else 0
        if forms:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.fit()
        self._stack.setCurrentIndex(1 if forms else 0)
        self._show_chosen()

    @property
    def chosen(self) -> Waiting | None:
        """The form that is shown."""
        row = self.table.currentIndex().row()
        return self.model.forms[row] if 0 <= row < len(self.model.forms) else None

    def take_keyboard(self) -> None:
        """Put the keyboard where work begins."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._empty.setText(
            say(
                "No Excel form waits to be confirmed. Forms come here once they are taken in: nobody has"
                " signed them, so they count only when a person has compared them with the member's own word."
            )
        )
        self._advice.setText(
            say(
                "Ask the member for the verification code of the form, or read the scores out to the member."
                " If they agree, confirm the form; its answers count from then on."
            )
        )
        self.confirm_button.setText(say("Confirm the form"))
        self.reject_button.setText(say("Reject the form"))
        self.table.setAccessibleName(say("Excel forms that wait to be confirmed"))
        self.answers.setAccessibleName(say("All answers of the form"))
        self.model.show_forms(self.model.forms)
        self.show_forms(self.model.forms)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        for column in (self._column, self._side):
            column.setSpacing(round(em * 0.5))
        self._side.setContentsMargins(round(em), round(em * 0.5), 0, 0)
        self._blank.setContentsMargins(0, round(em * 0.4), 0, 0)
        self._empty.setMaximumWidth(round(em * 46))
        self._buttons.setSpacing(round(em * 0.3))
        self.table.setMinimumWidth(round(em * 22))

    def _lay_out(self) -> None:
        blank, full, side = QWidget(), QWidget(), QWidget()
        self._blank = QVBoxLayout(blank)
        self._blank.addWidget(self._empty)
        self._blank.addStretch(1)
        self._side = QVBoxLayout(side)
        self._buttons = Flow(self.confirm_button, self.reject_button, outdent=RING)
        for widget in (self.code, self.answers, self.rule, self.fault):
            self._side.addWidget(widget)
        self._side.setStretch(1, 1)
        self._side.addLayout(self._buttons)
        self._column = QVBoxLayout(full)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._advice)
        self._column.addWidget(Halves(self._kit, self.table, side, 0.42, 42), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(blank)
        self._stack.addWidget(full)

    def _show_chosen(self) -> None:
        one = self.chosen
        if one is None:
            return
        self.code.setText(one.form.code)
        self.code.setAccessibleName(f"{self._kit.speaker.say('Verification code')} {one.form.code}")
        self.answers.show_details(list(Telling(self._office.evaluation, self._kit.speaker).form(one)))
        hindrance = self._hindrance(one)
        self.rule.say(hindrance or self._rule(), Tone.NOTICE if hindrance else Tone.PLAIN)
        may_write = not self._office.read_only
        self.confirm_button.setEnabled(may_write and not hindrance)
        self.reject_button.setEnabled(may_write)

    def _hindrance(self, one: Waiting) -> str:
        """Why the form cannot be confirmed here and now; empty if it can."""
        say, office = self._kit.speaker.say, self._office
        if one.open_cells:
            return say(
                "The form has blank cells ({count}) and cannot be confirmed. Ask the member to complete it,"
                " and take it in again.",
                count=len(one.open_cells),
            )
        if office.evaluation.two_person_rule and same_person(office.actor, one.form.taken_in_by):
            return say(
                "{actor} took this form in; another person has to confirm it. If another person is at the"
                " keyboard now, enter that name at the top of the window.",
                actor=office.actor,
            )
        return ""

    def _rule(self) -> str:
        say = self._kit.speaker.say
        if self._office.evaluation.two_person_rule:
            return say(
                "Who confirms is another person than who took the form in. You are: {actor}.",
                actor=self._office.actor,
            )
        return say("In this evaluation one person may take a form in and confirm it.")

    def _decide(self, *, confirmed: bool) -> None:
        one, office = self.chosen, self._office
        reason = office.ask_reason(self) if one else None
        if one is None or reason is None:
            return
        self.fault.clear()
        self.confirm_button.setEnabled(False)
        self.reject_button.setEnabled(False)
        at, actor = office.now(), office.actor

        def work(file: EvaluationFile, _progress: Progress) -> None:
            decide(file, one, at, actor, confirmed=confirmed, reason=reason)

        def decided(_nothing: None) -> None:
            say, name = self._kit.speaker.say, member_name(office.evaluation, one.form.member_id)
            if confirmed:
                office.said.emit(say("Confirmed: the form of {member} counts from now on.", member=name))
            else:
                office.said.emit(say("Rejected: the form of {member} stays out.", member=name))

        def failed(fault: EvalError) -> None:
            self._show_chosen()
            self.fault.say(self._kit.speaker.phrase(fault))

        office.run(work, decided, failed, writes=True)
