"""The wording of one criterion, edited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from evalapp.language import N_
from evalapp.rubric import CommentKind, Criterion, Rubric
from evalapp.rubric_edits import read_guidance, read_title, with_scoring
from ui.windows.card import Card
from ui.windows.controls import RadioButton
from ui.windows.evaluation.rubric.comments_form import CommentsForm
from ui.windows.evaluation.rubric.fields import LineEntry, PassageEntry, heading
from ui.windows.evaluation.rubric.steps_form import StepsForm
from ui.windows.flow import Flow
from ui.windows.kit import Kit


class CriterionForm(Card):
    """Title, guidance, whether and how it is scored, comments asked for.

    Signals:
        edited: the criterion as it is then, the name of the step for undoing, and where it was typed.
        spread: its steps are to be those of all criteria.
        kind_changed: labels of another kind of evaluation are shown.
    """

    edited = Signal(object, str, str)
    spread = Signal()
    kind_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._rubric: Rubric | None = None
        self._criterion: Criterion | None = None
        self._where = "criterion"
        self.title = LineEntry(kit, lambda text: read_title(text, self._where))
        self.guidance = PassageEntry(kit, lambda text: read_guidance(text, self._where))
        self._scoring = heading(kit.theme)
        self.scored, self.silent = RadioButton(kit.theme), RadioButton(kit.theme)
        self._group = QButtonGroup(self)
        self._group.addButton(self.scored)
        self._group.addButton(self.silent)
        self.steps = StepsForm(kit)
        self.comments = CommentsForm(kit)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.guidance)
        self.rows.addWidget(self._scoring)
        self._radios = Flow(self.scored, self.silent)
        self.rows.addLayout(self._radios)
        self.rows.addWidget(self.steps)
        self.rows.addWidget(self.comments)
        self.title.typed.connect(lambda title: self._change(title=title))
        self.guidance.typed.connect(lambda text: self._change(guidance=text))
        self._group.buttonClicked.connect(lambda _button: self._take_scoring())
        self.steps.edited.connect(self.edited)
        self.steps.spread.connect(self.spread)
        self.steps.kind_changed.connect(self._turn_to_kind)
        self.comments.edited.connect(self._take_comments)
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_criterion(self, rubric: Rubric, criterion: Criterion, *, may: bool) -> None:
        """Show a criterion of ``rubric``; what is being typed into the same one stays."""
        self._rubric, self._criterion = rubric, criterion
        self._where = f"criterion {rubric.number(criterion.id)}"
        of = rubric.id, criterion.id
        self.title.show_value(criterion.title, of)
        self.guidance.show_value(criterion.guidance, of)
        self.title.field.setReadOnly(not may)
        self.guidance.box.setReadOnly(not may)
        (self.scored if criterion.scored else self.silent).setChecked(True)
        for radio in (self.scored, self.silent):
            radio.setEnabled(may)
        self.steps.setVisible(criterion.scored)
        if criterion.scored:
            self.steps.show_criterion(criterion, of, self._where, may=may)
        self.comments.show_kinds(criterion.comments, may=may)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.title.rename(say("Heading of the criterion"))
        self.guidance.rename(say("Guidance: what members are to look at"))
        self._scoring.setText(say("Scoring"))
        self.scored.setText(say("With a score"))
        self.silent.setText(say("Comments only"))
        self.comments.rename(say("Comments asked for on this criterion"))

    def _change(self, title: str | None = None, guidance: str | None = None) -> None:
        if (criterion := self._criterion) is None:
            return
        if title is not None:
            self.edited.emit(replace(criterion, title=title), N_("Typing"), "title")
        if guidance is not None:
            self.edited.emit(replace(criterion, guidance=guidance), N_("Typing"), "guidance")

    def _take_scoring(self) -> None:
        if self._rubric and self._criterion:
            changed = with_scoring(self._rubric, self._criterion, scored=self.scored.isChecked())
            self.edited.emit(changed, N_("Choice"), "")

    def _take_comments(self, kinds: tuple[CommentKind, ...]) -> None:
        if self._criterion:
            self.edited.emit(replace(self._criterion, comments=kinds), N_("Choice"), "")

    def _turn_to_kind(self) -> None:
        if self._rubric and self._criterion:
            self.show_criterion(self._rubric, self._criterion, may=not self.title.field.isReadOnly())
        self.kind_changed.emit()
