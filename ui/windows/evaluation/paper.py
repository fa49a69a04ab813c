"""Paper (紙の入力): score sheets typed in twice, compared, and confirmed by another person."""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evalapp.ballot import blank_sheet
from evalapp.confirming_paper import Paper, confirm_paper, may_confirm, paper_of, reject_paper
from evalapp.double_entry import Stage, Typing, settled, stage
from evalapp.errors import EvalError
from evalapp.intake import Difference
from evalapp.mark import NoPoints
from evalapp.model import Member, ScoreSheet, Subject
from evalapp.store.double_entry import answered, keep_entry, typings
from evalapp.store.evaluation_file import EvaluationFile
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.dialogs import Answer
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.double_entry.between import Between
from ui.windows.evaluation.double_entry.comparison import Comparison
from ui.windows.evaluation.double_entry.entry_form import EntryForm
from ui.windows.evaluation.double_entry.paper_list import PaperList
from ui.windows.evaluation.double_entry.paper_model import PaperRow, paper_rows, stage_words
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage
from ui.windows.lines import Paragraph


class PaperPanel(OfficePage):
    """The list of sheets at the left, the one chosen at the right."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._member: Member | None = None
        self._subject: Subject | None = None
        self._typing: Typing | None = None
        self._paper: Paper | None = None
        self._second = False
        self.list = PaperList(kit)
        self.form = EntryForm(kit, self._keep)
        self.between = Between(kit)
        self.comparison = Comparison(kit)
        self.title = ElidedLabel()
        self.state = Paragraph(kit.theme, ink="muted")
        self.operator_button = Button(kit.theme, quiet=True)
        self.note = Note(kit.theme, Tone.ALARM)
        self._hint = Paragraph(kit.theme, ink="muted")
        self._empty = QWidget()
        nothing = QVBoxLayout(self._empty)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.addWidget(self._hint)
        nothing.addStretch(1)
        self.stack = QStackedWidget()
        for part in (self._empty, self.form, self.between, self.comparison):
            self.stack.addWidget(part)
        self._head = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.state)
        self._head.addLayout(texts, 1)
        self._head.addWidget(self.operator_button, 0, Qt.AlignmentFlag.AlignTop)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addLayout(self._head)
        self._right.addWidget(self.note)
        self._right.addWidget(self.stack, 1)
        self._halves = Halves(kit, self.list, right, 0.4, 42)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._halves)
        self._connect()
        self.retranslate()
        self.relayout()

    def refresh(self) -> None:
        """Show what the file holds now; an entry under way is not disturbed."""
        self._read()
        if self._subject is None or self.stack.currentWidget() is self.form:
            return
        if self._place not in {(row.member.id, row.subject.id) for row in self.list.model.every}:
            self._leave()
        else:
            self._show_stage()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self.kit.speaker.say
        self.operator_button.setText(say("At work: {name}", name=self.office.actor))
        self.operator_button.setToolTip(say("Whose name the record gets. Click to change it."))
        self._hint.setText(
            say(
                "Choose a paper sheet in the list to type it in. It is typed in twice, best by two people;"
                " what differs is shown, and another person confirms it. Only then does it count."
            )
        )
        self._say_head()

    def relayout(self) -> None:
        """Take distances from the text size."""
        theme, em = self.kit.theme, self.kit.theme.em
        self.title.setFont(theme.font(1.08, bold=True))
        self._halves.setHandleWidth(round(em * 1.2))
        self._right.setSpacing(round(em * 0.6))
        self.list.setMinimumWidth(round(em * 16))

    def take_keyboard(self) -> None:
        """Put the keyboard where work goes on."""
        part = self.stack.currentWidget()
        if isinstance(part, EntryForm | Between | Comparison):
            part.take_keyboard()
        else:
            self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _place(self) -> tuple[str, str]:
        return (self._member.id if self._member else "", self._subject.id if self._subject else "")

    @property
    def _stands(self) -> bool:
        """Whether an answer is in already for the sheet chosen."""
        return any(
            row.stands for row in self.list.model.every if (row.member.id, row.subject.id) == self._place
        )

    def _connect(self) -> None:
        office, kit = self.office, self.kit
        self.list.chosen.connect(self._choose)
        self.list.rows.clicked.connect(lambda _index: self.take_keyboard())
        self.list.rows.activated.connect(lambda _index: self.take_keyboard())
        self.form.finished.connect(self._finish)
        self.form.dropped.connect(self._drop)
        self.between.second_wanted.connect(lambda: self._begin(second=True))
        self.between.first_wanted.connect(lambda: self._begin(second=False))
        self.between.rejected.connect(self._reject)
        self.comparison.settled.connect(self._settle)
        self.comparison.reentry_wanted.connect(lambda: self._begin(second=False))
        self.comparison.confirmed.connect(self._confirm)
        self.comparison.rejected.connect(self._reject)
        self.operator_button.clicked.connect(lambda _checked: office.ask_operator(self))
        office.flushing.connect(self.form.flush)
        office.state_changed.connect(self._note_state)
        kit.theme.changed.connect(self.relayout)

    def _read(self) -> None:
        file = self.office.file
        found = typings(file)
        self._typing = found.get(self._place)
        rows = paper_rows(self.office.evaluation, found, answered(file))
        self.list.show_rows(self.office.evaluation, rows)
        self._say_head()

    def _note_state(self) -> None:
        self.retranslate()
        # whoever is at work now may be allowed what the one before was not
        if self.stack.currentWidget() in {self.between, self.comparison} and self.isVisible():
            self._show_stage()

    def _choose(self, row: PaperRow) -> None:
        if (row.member.id, row.subject.id) == self._place:
            return
        self.form.flush()
        self._member, self._subject = row.member, row.subject
        self._typing = typings(self.office.file, row.member.id).get(self._place)
        self._show_stage()

    def _let_go(self) -> None:
        """Of the entry that was typed before nothing waits any more."""
        self.form.let_go()
        self.office.let_go(self)

    def _leave(self) -> None:
        self._let_go()
        self._member = self._subject = self._typing = self._paper = None
        self.stack.setCurrentWidget(self._empty)
        self.note.clear()
        self._say_head()

    def _show_stage(self) -> None:
        """Show what can be done with the sheet as it is."""
        self._let_go()
        self.note.clear()
        match stage(self._typing):
            case Stage.UNTYPED | Stage.FIRST:
                self._type(second=False)
            case Stage.SECOND:
                self._type(second=True)
            case Stage.ONCE if self._typing:
                self.between.show_entry(
                    self._typing.first, self.office.actor, read_only=self.office.read_only
                )
                self.stack.setCurrentWidget(self.between)
            case _:
                self._compare()
        self._say_head()

    def _begin(self, *, second: bool) -> None:
        self._type(second=second)
        self.take_keyboard()

    def _type(self, *, second: bool) -> None:
        if self._subject is None:
            return
        self._second = second
        rubric = self.office.evaluation.rubric_of(self._subject)
        entry = (self._typing.second if second else self._typing.first) if self._typing else None
        sheet = entry.sheet if entry else blank_sheet(self._subject, rubric)
        self._let_go()
        self.form.show_entry(self._subject, rubric, sheet, read_only=self.office.read_only)
        # an entry that another one was made beside is corrected, not thrown away alone
        self.form.drop_button.setVisible(second or self._typing is None or self._typing.second is None)
        self.stack.setCurrentWidget(self.form)
        self.note.clear()
        if self._stands:
            say = self.kit.speaker.say
            words = say("An answer is in already. Once it is confirmed, what is typed in here replaces it.")
            self.note.say_aloud(words, Tone.NOTICE)
        self._say_head()

    def _keep(self, sheet: ScoreSheet) -> None:
        before = stage(self._typing)
        self._typing = self._write(self.office.keeping(self), sheet, second=self._second)
        if stage(self._typing) is not before:
            # the board tells it too
            self.office.look(own=True)

    def _write(
        self,
        writing: AbstractContextManager[EvaluationFile],
        sheet: ScoreSheet,
        *,
        second: bool,
        finished: bool = False,
    ) -> Typing | None:
        office, (member_id, _subject) = self.office, self._place
        with writing as file:
            return keep_entry(
                file, member_id, sheet, office.now(), office.actor, second=second, finished=finished
            )

    def _finish(self, sheet: ScoreSheet) -> None:
        if not self._may_be_blank(sheet):
            self.form.take_keyboard()
            return
        try:
            self._write(self.office.acting(), sheet, second=self._second, finished=True)
        except EvalError as fault:
            self.form.say_fault(fault)
            return
        self.stack.setCurrentWidget(self._empty)
        self._read()
        found, (member_id, subject_id) = stage(self._typing), self._place
        wanted = {Stage.ONCE: Stage.UNTYPED, Stage.AGREED: Stage.ONCE}.get(found)
        following = self.list.after(member_id, subject_id, wanted) if wanted else None
        if following:
            self._member, self._subject = following.member, following.subject
            self._read()
            self.list.mark(*self._place)
        if following and wanted is Stage.ONCE:
            self._type(second=True)
        else:
            self._show_stage()
        self.take_keyboard()

    def _may_be_blank(self, sheet: ScoreSheet) -> bool:
        """Whether scores left blank are blank on the paper too, which is allowed; asked if there are any."""
        blank = 0 if sheet.recusal else sum(mark is NoPoints.BLANK for mark in sheet.marks.values())
        if not blank:
            return True
        say = self.kit.speaker.say
        answer = self.kit.dialogs.ask(
            self,
            say("Scores left blank: {count}. Are they blank on the paper too?", count=blank),
            say("Blank cells are allowed; they do not count in the means."),
            [(Answer.CANCEL, say("Go on typing")), (Answer.YES, say("Blank on the paper too"))],
        )
        return answer is Answer.YES

    def _drop(self) -> None:
        if self._typing is None:
            self._show_stage()
            return
        if self._second and self._subject:
            rubric = self.office.evaluation.rubric_of(self._subject)
            try:
                # a blank second entry is none
                self._write(self.office.acting(), blank_sheet(self._subject, rubric), second=True)
            except EvalError as fault:
                self.form.say_fault(fault)
                return
            self._read()
            self._show_stage()
        else:
            self._reject()

    def _settle(self, difference: Difference, number: int) -> None:
        typing, subject = self._typing, self._subject
        if typing is None or typing.second is None or subject is None:
            return
        rubric = self.office.evaluation.rubric_of(subject)
        right, wrong = (typing.first, typing.second)[:: 1 if number == 1 else -1]
        sheet = settled(wrong.sheet, right.sheet, difference, rubric)
        try:
            self._write(self.office.acting(), sheet, second=number == 1, finished=True)
        except EvalError as fault:
            self.comparison.say_fault(fault)
            return
        self._read()
        self._compare()

    def _compare(self) -> None:
        if self._typing is None or self._subject is None:
            return
        try:
            self._paper = paper_of(self.office.file, self._typing, self.office.now())
        except EvalError as fault:
            self.stack.setCurrentWidget(self._empty)
            self.note.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)
            return
        self.comparison.show_paper(
            self._paper,
            self._subject,
            self.office.evaluation.rubric_of(self._subject),
            may_confirm=may_confirm(self.office.file, self._typing, self.office.actor),
            read_only=self.office.read_only,
        )
        self.stack.setCurrentWidget(self.comparison)
        self._say_head()

    def _confirm(self) -> None:
        paper, office = self._paper, self.office
        if paper is None:
            return
        if not may_confirm(office.file, paper.typing, office.actor):
            self.comparison.say_fault(EvalError("typing-same-person", actor=office.actor))
            return
        reason = office.ask_reason(self)
        if reason is None:
            return
        now, actor, say = office.now(), office.actor, self.kit.speaker.say

        def done(_nothing: None) -> None:
            office.said.emit(say("Taken in: {subject}, {name}", subject=paper.typing.subject_id, name=name))
            self._leave()
            self._read()

        name = self._member.name if self._member else ""
        office.run(
            lambda file, _progress: confirm_paper(file, paper, now, actor, reason),
            done,
            self.comparison.say_fault,
            writes=True,
        )

    def _reject(self) -> None:
        say, typing = self.kit.speaker.say, self._typing
        if typing is None:
            return
        answer = self.kit.dialogs.ask(
            self,
            say("Reject what was typed in from this sheet?"),
            say("Both entries are removed, and the record says so. The sheet can be typed in anew."),
            [(Answer.DISCARD, say("Reject")), (Answer.CANCEL, say("Keep"))],
        )
        if answer is not Answer.DISCARD:
            return
        try:
            with self.office.acting() as file:
                reject_paper(file, typing, self.office.now(), self.office.actor)
        except EvalError as fault:
            self.note.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)
            return
        self._leave()
        self._read()

    def _say_head(self) -> None:
        say = self.kit.speaker.say
        if self._subject is None or self._member is None:
            self.title.set_text(say("Paper score sheets"))
            self.state.setText("")
            return
        gap = "　" if self.kit.speaker.japanese else "  "
        self.title.set_text(f"{self._member.name}{gap}{self._subject.id}{gap}{self._subject.title}")
        if self.stack.currentWidget() is self.form:
            self.state.setText(say("Second entry") if self._second else say("First entry"))
        else:
            self.state.setText(stage_words(stage(self._typing), self.kit.speaker))
