"""Below the plan: what accepting would do, the number that confirms much replacing, and the acts."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evalapp.intake import Plan, Status
from evalapp.receiving import Applied
from evalapp.report import SourceKind
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.controls import LineField
from ui.windows.evaluation.intake.words import joined, status_word
from ui.windows.flow import Flow
from ui.windows.kit import Kit

_MOST = 10_000_000


class PlanFoot(QWidget):
    """The sentence and the buttons, before accepting and after.

    Attributes:
        told: what accepting would do, or what it has done.
        warning: that many scores are replaced; after accepting, that files were not taken in.
        number: where the number of replaced scores is typed.
        accept_button, add_button, remove_button, clear_button, save_button, undo_button: the acts.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._plan: Plan | None = None
        self._may_write = True
        self.told = Note(kit.theme, Tone.PLAIN)
        self.warning = Note(kit.theme, Tone.NOTICE)
        self._ask = QWidget()
        self._label = QLabel()
        self.number = LineField(kit.theme)
        self.number.setValidator(QIntValidator(0, _MOST, self.number))
        self._label.setBuddy(self.number)
        self._ask_row = Flow(self._label, self.number)
        self._ask.setLayout(self._ask_row)
        self.warning.add(self._ask)
        self.accept_button = Button(kit.theme, primary=True)
        self.undo_button = Button(kit.theme)
        self.add_button = Button(kit.theme)
        self.remove_button = Button(kit.theme)
        self.save_button = Button(kit.theme)
        self.clear_button = Button(kit.theme)
        self._buttons = Flow(
            self.accept_button,
            self.undo_button,
            self.add_button,
            self.remove_button,
            self.save_button,
            self.clear_button,
            outdent=RING,
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.warning)
        self._column.addWidget(self.told)
        self._column.addLayout(self._buttons)
        self.number.textChanged.connect(self._show_acceptable)
        self.number.returnPressed.connect(self.accept_button.click)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def confirmed(self) -> bool:
        """Whether nothing has to be confirmed, or the right number is typed."""
        if self._plan is None or not self._plan.needs_confirmation:
            return True
        return self.number.text() == str(self._plan.replaced_scores)

    def show_plan(self, plan: Plan, *, may_write: bool, new: bool) -> None:
        """Say what accepting would do.

        Args:
            plan: not carried out yet.
            may_write: the evaluation can be worked on here.
            new: it is another plan than the one shown before: a number typed for that one is no answer.
        """
        say, self._plan, self._may_write = self._kit.speaker.say, plan, may_write
        if new:
            self.number.clear()
        # the warning says what would be written, and so does the button
        self.told.say("" if plan.needs_confirmation and may_write else self._intent(plan), Tone.PLAIN)
        if plan.needs_confirmation:
            sentence = say(
                "{replaced} of the evaluation's {scores} scores would be replaced. Look at the old and new"
                " scores; if all is as it should be, type the number of replaced scores.",
                replaced=plan.replaced_scores,
                scores=plan.all_scores,
            )
            self.warning.say(sentence, Tone.ALARM)
        else:
            self.warning.clear()
        self._label.setText(say("Scores replaced:"))
        self.number.setAccessibleName(say("Number of replaced scores"))
        self._ask.setVisible(plan.needs_confirmation)
        count = len(plan.to_apply)
        self.accept_button.setText(
            say("Take in 1 file") if count == 1 else say("Take in {count} files", count=count)
        )
        self.add_button.setText(say("Add files…"))
        self.clear_button.setText(say("Take nothing in"))
        self._show_buttons(applied=False)

    def show_applied(self, plan: Plan, applied: Applied, *, may_write: bool) -> None:
        """Say what accepting has done."""
        say, self._plan, self._may_write = self._kit.speaker.say, plan, may_write
        sentence = say(
            "Taken in as intake {number}: {count} files.", number=applied.intake, count=applied.accepted
        )
        if any(one.arrival and one.arrival.kind is SourceKind.FORM for one in plan.to_apply):
            sentence += " " + say("Excel forms count once they are confirmed.")
        self.told.say_aloud(sentence, Tone.GOOD)
        self._ask.hide()
        if applied.failed:
            sentence = say("{count} files were not taken in; the list says why.", count=len(applied.failed))
            self.warning.say(sentence, Tone.ALARM)
        else:
            self.warning.clear()
        self.undo_button.setText(say("Undo this intake"))
        self.clear_button.setText(say("Take in other files"))
        self._show_buttons(applied=True)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, round(em * 0.5), 0, 0)
        self._column.setSpacing(round(em * 0.4))
        self._buttons.setSpacing(round(em * 0.3))
        self._ask_row.setSpacing(round(em * 0.5))
        self.number.setFixedWidth(round(em * 6))

    def _show_buttons(self, *, applied: bool) -> None:
        say = self._kit.speaker.say
        self.remove_button.setText(say("Leave the chosen files out"))
        self.save_button.setText(say("Save this list…"))
        for button in (self.accept_button, self.add_button, self.remove_button):
            button.setVisible(not applied)
        self.undo_button.setVisible(applied)
        self.undo_button.setEnabled(self._may_write)
        self._show_acceptable()

    def _show_acceptable(self) -> None:
        any_file = self._plan is not None and bool(self._plan.to_apply)
        self.accept_button.setEnabled(self._may_write and any_file and self.confirmed)

    def _intent(self, plan: Plan) -> str:
        speaker, say = self._kit.speaker, self._kit.speaker.say
        if not self._may_write:
            return say("The evaluation can only be read here: nothing can be taken in.")
        if not plan.to_apply:
            return say("There is nothing to take in.")
        counts = [(status, plan.count(status)) for status in (Status.NEW, Status.REPLACES)]
        what = joined(
            [f"{status_word(status, speaker)} {count}" for status, count in counts if count], speaker
        )
        return say("Nothing is written yet. Taking in would write: {what}.", what=what)
