"""How the set-up stands: what is wrong, whether it is in force, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.evaluation.setup.problem_list import ProblemList
from ui.windows.evaluation.setup_work import SetupWork


class SetupFoot(Card):
    """The card below the tabs.

    Attributes:
        note: the state, in a sentence.
        problems: the list, shown if the user wants it.

    Signals:
        problem_chosen: go to a place (``Problem``).
        issue_wanted, review_wanted, discard_wanted: the buttons.
    """

    problem_chosen = Signal(object)
    issue_wanted = Signal()
    review_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, work: SetupWork) -> None:
        kit = work.office.kit
        super().__init__(kit.theme)
        self._work = work
        self._kit = kit
        self._listed = False
        self.note = Note(kit.theme, Tone.PLAIN)
        self.problems = ProblemList(kit)
        self.list_button = Button(kit.theme)
        self.issue_button = Button(kit.theme)
        self.review_button = Button(kit.theme, primary=True)
        self.discard_button = Button(kit.theme, quiet=True)
        self._row = QHBoxLayout()
        middle = Qt.AlignmentFlag.AlignVCenter
        self._row.addWidget(self.note, 1, middle)
        for button in (self.discard_button, self.list_button, self.issue_button, self.review_button):
            self._row.addWidget(button, 0, middle)
        column = QVBoxLayout()
        column.addWidget(self.problems)
        column.addLayout(self._row)
        self.rows.addLayout(column)
        self.list_button.clicked.connect(lambda _checked: self.show_list(shown=not self._listed))
        self.issue_button.clicked.connect(lambda _checked: self.issue_wanted.emit())
        self.review_button.clicked.connect(lambda _checked: self.review_wanted.emit())
        self.discard_button.clicked.connect(lambda _checked: self.discard_wanted.emit())
        self.problems.problem_chosen.connect(self.problem_chosen)
        work.changed.connect(self.refresh)
        kit.speaker.changed.connect(self.refresh)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.refresh()

    def show_list(self, *, shown: bool) -> None:
        """Show the list of problems, or put it away."""
        self._listed = shown
        self.refresh()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self.rows.setContentsMargins(round(em * 0.9), round(em * 0.35), round(em * 0.6), round(em * 0.35))
        self._row.setSpacing(round(em * 0.3))

    def refresh(self) -> None:
        """Say how it stands."""
        work, say = self._work, self._kit.speaker.say
        problems, faults = work.problems, len(work.faults)
        fixed, may = bool(work.fixed), not work.office.read_only
        self.note.say(*self._state(faults, fixed=fixed))
        self.problems.show_problems(problems)
        self.problems.setVisible(self._listed and bool(problems))
        self.list_button.setVisible(bool(problems))
        self.list_button.setText(
            say("Hide the list") if self._listed else say("Show the list ({count})", count=len(problems))
        )
        self.issue_button.setText(say("On to issuing"))
        self.issue_button.setVisible(may and not fixed and not faults)
        self.review_button.setText(say("Check and apply the changes"))
        self.review_button.setVisible(may and fixed and work.pending and not faults)
        self.discard_button.setText(say("Discard the changes"))
        self.discard_button.setVisible(may and fixed and work.pending)

    def _state(self, faults: int, *, fixed: bool) -> tuple[str, Tone]:
        say = self._kit.speaker.say
        if faults:
            if fixed:
                words = say("The changes cannot be applied yet. To put right: {count}", count=faults)
            else:
                words = say("Nothing can be issued yet. To fill in or put right: {count}", count=faults)
            begun = any(one.key is not None for one in self._work.faults)
            return words, Tone.CAUTION if begun else Tone.PLAIN
        if fixed and self._work.pending:
            return say("There are changes here that are not in force yet."), Tone.CAUTION
        if fixed:
            return say(
                "Files were issued. What you change here comes into force once you apply it."
            ), Tone.PLAIN
        return say("The set-up is complete. Until something is issued it can be changed freely."), Tone.GOOD
