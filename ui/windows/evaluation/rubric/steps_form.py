"""The steps of a criterion's scale: points, and what they are called, for all or one kind of evaluation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.language import N_
from evalapp.rubric import Criterion, EvaluationKind, ScaleStep
from evalapp.rubric_edits import read_label, read_points, with_label, with_points, with_steps
from exports.wording import evaluation_kind
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.controls import ComboBox
from ui.windows.evaluation.rubric.fields import Reading, air, heading
from ui.windows.evaluation.setup.head_form import HeadField
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign

_MOST = 20


class StepsForm(QWidget):
    """A row for each step.

    Signals:
        edited: the criterion as it is then, the name of the step for undoing, and where it was typed.
        spread: use these steps for all criteria.
        kind_changed: labels of another kind of evaluation are shown.
    """

    edited = Signal(object, str, str)
    spread = Signal()
    kind_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._criterion: Criterion | None = None
        self._where = ""
        self._may = True
        self._fault: EvalError | None = None
        self.title = heading(kit.theme)
        self.kinds = ComboBox(kit.theme)
        self.add_button = Button(kit.theme, quiet=True)
        self.spread_button = Button(kit.theme, quiet=True)
        self.note = Note(kit.theme, Tone.ALARM)
        self.rows: list[StepRow] = []
        self._rows = QVBoxLayout()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.kinds)
        self._buttons = Flow(self.add_button, self.spread_button, outdent=RING)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._rows)
        self._column.addWidget(self.note)
        self._column.addLayout(self._buttons)
        self.kinds.activated.connect(self._turn_to_kind)
        self.add_button.clicked.connect(self.add)
        self.spread_button.clicked.connect(self.spread)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    @property
    def kind(self) -> EvaluationKind | None:
        """Whose labels are shown; ``None``: those for all kinds without their own."""
        value = self.kinds.currentData()
        return EvaluationKind(value) if value else None

    def show_criterion(self, criterion: Criterion, of: object, where: str, *, may: bool) -> None:
        """Show the steps of a criterion that takes points.

        Args:
            criterion: as kept.
            of: which one it is; what is being typed into the same one stays.
            where: how sentences call it.
            may: it can be changed.
        """
        self._criterion, self._where, self._may = criterion, where, may
        scale = criterion.scale if self.kind is None else criterion.scale_for(self.kind)
        steps = scale.steps if scale else ()
        while len(self.rows) > len(steps):
            row = self.rows.pop()
            self._rows.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < len(steps):
            self._add_row()
        for place, (row, step) in enumerate(zip(self.rows, steps, strict=True)):
            row.show_step(step, (of, place, self.kind), removable=len(steps) > 2, may=may)
        self.add_button.setEnabled(may and len(steps) < _MOST)
        self.spread_button.setEnabled(may)

    def add(self) -> None:
        """One more step, below the others."""
        criterion = self._criterion
        if criterion is None or criterion.scale is None:
            return
        points = criterion.scale.points
        free = next(
            one for one in (min(points) - 1, *range(max(points) + 2)) if one >= 0 and one not in points
        )
        steps = (*criterion.scale.steps, ScaleStep(free))
        self._try(lambda: with_steps(criterion, steps, self._where), N_("Adding a step"))

    def retranslate(self) -> None:
        """Say all texts."""
        say, language = self._kit.speaker.say, self._kit.speaker.language
        self.title.setText(say("Steps of the score"))
        self.kinds.setAccessibleName(say("Wording for"))
        here = max(self.kinds.currentIndex(), 0)
        self.kinds.clear()
        self.kinds.addItem(say("Wording for all evaluations"), "")
        for kind in EvaluationKind:
            words = say("Wording for: {kind}", kind=evaluation_kind(kind, language))
            self.kinds.addItem(words, kind.value)
        self.kinds.setCurrentIndex(here)
        self.add_button.setText(say("Add a step"))
        self.spread_button.setText(say("Use these steps for all criteria"))
        self.note.say(self._kit.speaker.phrase(self._fault.of("draft")) if self._fault else "")

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.35))
        self._rows.setSpacing(round(em * 0.25))

    def _add_row(self) -> None:
        row = StepRow(self._kit)
        place = len(self.rows)
        row.points_typed.connect(lambda text: self._take_points(place, text))
        row.label_typed.connect(lambda text: self._take_label(place, text))
        row.remove.triggered.connect(lambda _checked: self._remove(place))
        self._rows.addWidget(row)
        self.rows.append(row)

    def _take_points(self, place: int, text: str) -> None:
        if criterion := self._criterion:
            where = f"{self._where}, step {place + 1}"
            self._try(
                lambda: with_points(criterion, place, read_points(text, where), self._where),
                N_("Typing"),
                f"points {place}",
            )

    def _take_label(self, place: int, text: str) -> None:
        if criterion := self._criterion:
            where = f"{self._where}, step {place + 1}"
            self._try(
                lambda: with_label(criterion, self.kind, place, read_label(text, where)),
                N_("Typing"),
                f"label {place} {self.kind or ''}",
            )

    def _remove(self, place: int) -> None:
        criterion = self._criterion
        if criterion and criterion.scale:
            steps = tuple(one for number, one in enumerate(criterion.scale.steps) if number != place)
            self._try(lambda: with_steps(criterion, steps, self._where), N_("Removing a step"))

    def _try(self, edit: Callable[[], Criterion], name: str, joins: str = "") -> None:
        self._fault = None
        try:
            changed = edit()
        except EvalError as fault:
            self._fault = fault
        else:
            self.edited.emit(changed, name, joins)
        self.note.say(self._kit.speaker.phrase(self._fault.of("draft")) if self._fault else "")

    def _turn_to_kind(self) -> None:
        if self._criterion:
            self.kind_changed.emit()


class StepRow(QWidget):
    """Points and label of one step.

    Signals:
        points_typed, label_typed: the text as typed.
    """

    points_typed = Signal(str)
    label_typed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.points, self.label = HeadField(kit.theme), HeadField(kit.theme)
        self.points.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remove = QAction(self)
        self._button = SignButton(kit.theme, Sign.CLOSE, self.remove)
        self._points = Reading(lambda text: read_points(text, ""), self.points.setText, self.points.text)
        self._label = Reading(lambda text: read_label(text, ""), self.label.setText, self.label.text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.points)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self._button)
        self.points.textEdited.connect(self.points_typed)
        self.label.textEdited.connect(self.label_typed)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def show_step(self, step: ScaleStep, of: object, *, removable: bool, may: bool) -> None:
        """Show a step; what is being typed into the same one stays."""
        self._points.keep(str(step.points), of)
        self._label.keep(step.label, of)
        self.remove.setEnabled(may and removable)
        for field in (self.points, self.label):
            field.setReadOnly(not may)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.points.setAccessibleName(say("Points"))
        self.label.setAccessibleName(say("What this step is called"))
        self.label.setPlaceholderText(say("What this step is called"))
        self.remove.setText(say("Remove this step"))

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = self._kit.theme.em
        self.points.setFixedWidth(round(em * 3.6))
        for field in (self.points, self.label):
            air(field, self._kit.theme)
        self._row.setSpacing(round(em * 0.4))
