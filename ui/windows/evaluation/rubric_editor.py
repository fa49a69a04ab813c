"""The rubrics of a set-up, their wording edited in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.language import N_
from evalapp.rubric import Criterion, EvaluationKind, Rubric
from evalapp.rubric_data import shipped_rubric
from evalapp.rubric_edits import (
    moved_criterion,
    with_criterion,
    with_new_criterion,
    with_own_id,
    with_same_steps,
    without_criterion,
)
from evalapp.setup_draft import Part, cell
from evalapp.setup_edits import add_rubric
from evalapp.wordings import wordings
from ui.windows.ballot.sheet_scroll import SheetScroll
from ui.windows.card import Card, Note, Tone
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.rubric.criteria_model import CRITERION_ROLE, CriteriaModel
from ui.windows.evaluation.rubric.criterion_form import CriterionForm
from ui.windows.evaluation.rubric.preview import CriterionPreview
from ui.windows.evaluation.rubric.rubrics_bar import RubricsBar
from ui.windows.evaluation.rubric.whole_form import WholeForm
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.rows import Rows
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign

_BESIDE = 56
"""From so many heights of a line on, the preview stands beside the form."""


class RubricEditor(QWidget):
    """One rubric at a time: its criteria in a list, the chosen one's wording in a form beside it."""

    def __init__(self, office: Office, work: SetupWork) -> None:
        super().__init__()
        self._office = office
        self._work = work
        self._kit = kit = office.kit
        self._rubric_id = ""
        self._criterion_id = ""
        self.bar = RubricsBar(kit)
        self.note = Note(kit.theme, Tone.PLAIN)
        self.model = CriteriaModel(kit)
        self.list = Rows(kit, {0: 1})
        self.list.setModel(self.model)
        self.list.heads.hide()
        self.add, self.up, self.down, self.remove = (QAction(self) for _number in range(4))
        self._signs = QHBoxLayout()
        for sign, action in zip(
            (Sign.PLUS, Sign.UP, Sign.DOWN, Sign.CLOSE),
            (self.add, self.up, self.down, self.remove),
            strict=True,
        ):
            self._signs.addWidget(SignButton(kit.theme, sign, action))
        self._signs.addStretch()
        self._left = Card(kit.theme)
        self._left.rows.addWidget(self.list, 1)
        self._left.rows.addLayout(self._signs)
        self.whole = WholeForm(kit)
        self.form = CriterionForm(kit)
        self.preview = CriterionPreview(kit)
        self._forms = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._forms.setContentsMargins(0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        for widget, share in ((self.whole, 3), (self.form, 3), (self.preview, 2)):
            self._forms.addWidget(widget, share, top)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(self._forms)
        below.addStretch()
        self._scroll = SheetScroll(kit, below)
        self._parts = QHBoxLayout()
        self._parts.addWidget(self._left, 2)
        self._parts.addWidget(self._scroll, 5)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.note)
        self._column.addLayout(self._parts, 1)
        self.setFocusProxy(self.list)
        self._connect()
        self.relayout()
        self.retranslate()

    def _connect(self) -> None:
        kit, bar = self._kit, self.bar
        self.list.row_chosen.connect(self._choose)
        self.list.removed.connect(self.remove.trigger)
        self.add.triggered.connect(lambda _checked: self._add())
        self.up.triggered.connect(lambda _checked: self._move(-1))
        self.down.triggered.connect(lambda _checked: self._move(1))
        self.remove.triggered.connect(lambda _checked: self._remove())
        self.whole.edited.connect(self._change)
        self.form.edited.connect(self._take_criterion)
        self.form.spread.connect(self._spread)
        self.form.kind_changed.connect(self._show_preview)
        bar.chosen.connect(self._choose_rubric)
        bar.added.connect(lambda id_: self._add_rubric(shipped_rubric(id_)))
        bar.copied.connect(self._copy_rubric)
        bar.exchanged.connect(self._exchange_rubric)
        bar.removed.connect(self._remove_rubric)
        self._work.changed.connect(self.refresh)
        self._office.state_changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    @property
    def rubric(self) -> Rubric:
        """The one shown."""
        rubrics = self._work.draft.rubrics
        return next((one for one in rubrics if one.id == self._rubric_id), rubrics[0])

    def refresh(self) -> None:
        """Show the draft; what is just being typed is left as it is."""
        if not self._work.draft.rubrics:
            return
        rubric, may = self.rubric, not self._office.read_only
        self._rubric_id = rubric.id
        rubrics = self._work.draft.rubrics
        removable = len(rubrics) > 1 and rubric.id not in self._used()
        self.bar.show_rubrics(rubrics, rubrics.index(rubric), removable=removable, may=may)
        self.model.show_rubric(rubric)
        self.list.fit()
        self._show_row(self.model.row_of(self._criterion_id))
        self._show_forms()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.list.setAccessibleName(say("Criteria"))
        self.add.setText(say("Add a criterion"))
        self.up.setText(say("Move up"))
        self.down.setText(say("Move down"))
        self.remove.setText(say("Remove the criterion"))
        self.refresh()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.6))
        self._parts.setSpacing(round(em * 0.8))
        self._forms.setSpacing(round(em * 0.8))
        self._signs.setSpacing(round(em * 0.2))
        self._left.setMinimumWidth(round(em * 13))
        self._left.setMaximumWidth(round(em * 24))
        self._left.rows.setContentsMargins(1, round(em * 0.4), 1, round(em * 0.4))
        self._turn()

    # edits

    def _change(self, rubric: Rubric, name: str, place: str = "") -> None:
        rubrics = tuple(rubric if one.id == rubric.id else one for one in self._work.draft.rubrics)
        joins = f"rubric {rubric.id} {self._criterion_id} {place}" if place else ""
        self._work.change(replace(self._work.draft, rubrics=rubrics), name, joins)

    def _take_criterion(self, criterion: Criterion, name: str, place: str) -> None:
        self._change(with_criterion(self.rubric, criterion), name, place)

    def _add(self) -> None:
        rubric = self.rubric
        after = self._criterion_id or rubric.criteria[-1].id
        title = self._kit.speaker.say("New criterion")
        taken = {one.id for worded in wordings(self._office.evaluation, rubric.id) for one in worded.criteria}
        changed, self._criterion_id = with_new_criterion(rubric, after, title, taken)
        self._change(changed, N_("Adding a criterion"))
        self.form.title.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.title.field.selectAll()

    def _move(self, by: int) -> None:
        if self._criterion_id:
            self._change(moved_criterion(self.rubric, self._criterion_id, by), N_("Moving a criterion"))

    def _remove(self) -> None:
        if not self._criterion_id or self._office.read_only:
            return
        rubric, row = self.rubric, self.model.row_of(self._criterion_id)
        try:
            changed = without_criterion(rubric, self._criterion_id)
        except EvalError as fault:
            self.note.say(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        self._criterion_id = changed.criteria[min(row, len(changed.criteria)) - 1].id
        self._change(changed, N_("Removing a criterion"))

    def _spread(self) -> None:
        if self._criterion_id:
            rubric = self.rubric
            same = with_same_steps(rubric, rubric.criterion(self._criterion_id))
            self._change(same, N_("The same steps for all"))

    def _add_rubric(self, rubric: Rubric) -> None:
        draft = self._work.draft
        own = with_own_id(rubric, [one.id for one in draft.rubrics])
        self._rubric_id, self._criterion_id = own.id, ""
        self._work.change(add_rubric(draft, own), N_("Adding a rubric"))

    def _copy_rubric(self) -> None:
        title = self._kit.speaker.say("{title} (copy)", title=self.rubric.title)
        self._add_rubric(replace(self.rubric, title=title))

    def _exchange_rubric(self, id_: str) -> None:
        self._criterion_id = ""
        self._change(replace(shipped_rubric(id_), id=self.rubric.id), N_("Exchanging a rubric"))

    def _remove_rubric(self) -> None:
        draft, rubric = self._work.draft, self.rubric
        left = tuple(one for one in draft.rubrics if one.id != rubric.id)
        self._criterion_id = ""
        self._work.change(replace(draft, rubrics=left), N_("Removing a rubric"))

    # what is shown

    def _used(self) -> set[str]:
        """The rubrics by which subjects are judged."""
        draft = self._work.draft
        return {cell(Part.SUBJECTS, row, "rubric") or draft.rubrics[0].id for row in draft.subjects}

    def _choose_rubric(self, place: int) -> None:
        self._rubric_id, self._criterion_id = self._work.draft.rubrics[place].id, ""
        self.refresh()

    def _choose(self, index: QModelIndex) -> None:
        chosen = str(index.data(CRITERION_ROLE) or "") if index.isValid() else self._criterion_id
        if chosen != self._criterion_id:
            self._criterion_id = chosen
            self._show_forms()
            self._scroll.to_top()

    def _show_row(self, row: int) -> None:
        if self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _show_forms(self) -> None:
        rubric, may = self.rubric, not self._office.read_only
        row = self.model.row_of(self._criterion_id)
        if row == 0:
            self._criterion_id = ""
            self.whole.show_rubric(rubric, may=may)
        else:
            self.form.show_criterion(rubric, rubric.criterion(self._criterion_id), may=may)
        self.whole.setVisible(row == 0)
        self.form.setVisible(row > 0)
        self.preview.setVisible(row > 0)
        self._show_preview()
        self.add.setEnabled(may)
        self.up.setEnabled(may and row > 1)
        self.down.setEnabled(may and 0 < row < len(rubric.criteria))
        self.remove.setEnabled(may and row > 0)
        self._say_state(rubric)

    def _show_preview(self) -> None:
        if self._criterion_id:
            rubric = self.rubric
            kind = self.form.steps.kind or self._kind()
            self.preview.show_criterion(rubric, rubric.criterion(self._criterion_id), kind)

    def _kind(self) -> EvaluationKind:
        found = cell(Part.HEAD, self._work.draft.head, "kind")
        return EvaluationKind(found) if found in {*EvaluationKind} else EvaluationKind.INTERIM

    def _say_state(self, rubric: Rubric) -> None:
        say = self._kit.speaker.say
        stands = next((one for one in self._office.evaluation.rubrics if one.id == rubric.id), None)
        if self._work.fixed and stands is not None and stands != rubric:
            self.note.say(
                say(
                    "This rubric is in members' hands. When the changes come into force, you decide for each"
                    " criterion whether the scores so far stand."
                ),
                Tone.PLAIN,
            )
        else:
            self.note.clear()

    def _turn(self) -> None:
        beside = self.width() > self._kit.theme.em * _BESIDE
        directions = QBoxLayout.Direction
        self._forms.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview stands beside the form where there is room."""
        super().resizeEvent(event)
        self._turn()
