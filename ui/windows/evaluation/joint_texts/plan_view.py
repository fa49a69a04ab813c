"""What a texts file would change: each text old and new, and a choice where two people have changed it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from evalapp.differing import text_differences
from evalapp.language import N_
from evalapp.model import Evaluation
from evalapp.texts_plan import TextChange, TextStatus
from ui.text_changes import STATUS_WORDS, place_words, value_words
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.controls import RadioButton
from ui.windows.evaluation.joint_texts.taking_in import TakingIn
from ui.windows.evaluation.joint_texts.text_pane import TextPane
from ui.windows.evaluation.office import Office
from ui.windows.kit import Kit
from ui.windows.row_cells import SIGN_ROLE, Index
from ui.windows.row_models import HeadedRows
from ui.windows.rows import Rows
from ui.windows.signs import Sign

_SIGNS = {
    TextStatus.NEW: (Sign.PLUS, "good"),
    TextStatus.CHANGED: (Sign.DONE, "accent"),
    TextStatus.REMOVED: (Sign.MINUS, "muted"),
    TextStatus.CONFLICT: (Sign.WARN, "fault"),
}


class ChangesModel(HeadedRows):
    """The changes of a plan: what happens, and to which text."""

    heads = (N_("State"), N_("Text"))

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.speaker)
        self._kit = kit
        self._evaluation: Evaluation | None = None
        self._changes: tuple[TextChange, ...] = ()

    def count(self) -> int:
        """The texts that change."""
        return len(self._changes)

    def show_changes(self, changes: tuple[TextChange, ...], evaluation: Evaluation) -> None:
        """Take the changes of another plan; the same places keep their rows."""
        self._evaluation = evaluation
        if [one.place for one in changes] == [one.place for one in self._changes]:
            self._changes = changes
            if changes:
                self.dataChanged.emit(self.index(0, 0), self.index(len(changes) - 1, 1))
            return
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def change(self, row: int) -> TextChange:
        """The change of a row."""
        return self._changes[row]

    # Qt's

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts already said, and the state's sign."""
        if not index.isValid() or self._evaluation is None:
            return None
        change, language = self._changes[index.row()], self._kit.speaker.language
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if index.column() == 0:
                return language.gettext(STATUS_WORDS[change.status])
            return place_words(change.place, self._evaluation, language)
        return _SIGNS[change.status] if role == SIGN_ROLE and index.column() == 0 else None


class PlanView(QWidget):
    """Shows a ``TakingIn``.

    Attributes:
        note: what the file would do, or why it cannot be read.
        rows: the changes.
        panes: the text when it was written out, as it stands, and as the file has it.
        stands_choice, file_choice: which of two texts is to stand.
        apply_button, leave_button: what they say.
    """

    def __init__(self, office: Office, taking: TakingIn) -> None:
        super().__init__()
        self._office, self._kit, self._taking = office, office.kit, taking
        theme = self._kit.theme
        self.note = Note(theme, Tone.PLAIN)
        self._model = ChangesModel(self._kit)
        self.rows = Rows(self._kit, {1: 1.0})
        self.rows.setModel(self._model)
        self.panes = [TextPane(self._kit) for _state in range(3)]
        self.stands_choice, self.file_choice = RadioButton(theme), RadioButton(theme)
        self._choices = QButtonGroup(self)
        for choice in (self.stands_choice, self.file_choice):
            self._choices.addButton(choice)
        self.apply_button, self.leave_button = Button(theme, primary=True), Button(theme)
        self._assemble()
        self.rows.row_chosen.connect(self._show_change)
        self._choices.buttonClicked.connect(self._choose)
        self.apply_button.clicked.connect(taking.apply)
        self.leave_button.clicked.connect(taking.leave)
        taking.changed.connect(self.show_state)
        self._kit.speaker.changed.connect(self.retranslate)
        theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def show_state(self) -> None:
        """Show the plan, that it is being made, or why there is none."""
        taking, say = self._taking, self._kit.speaker.say
        plan = taking.plan
        self._work.setVisible(plan is not None and bool(plan.changes))
        if taking.fault:
            self.note.say_aloud(self._kit.speaker.phrase(taking.fault), Tone.ALARM)
        elif plan is None:
            self.note.say(say("{file} is being read …", file=taking.path.name) if taking.path else "")
        else:
            self._say_plan()
            before = self.rows.currentIndex().row()
            self._model.show_changes(plan.changes, self._office.evaluation)
            if plan.changes:
                row = min(max(before, 0), len(plan.changes) - 1)
                self.rows.setCurrentIndex(self._model.index(row, 0))
                self._show_change(self._model.index(row, 0))
                self.rows.fit()
        count = len(plan.carried_out) if plan else 0
        self.apply_button.setText(say("Take in ({count})", count=count))
        self.apply_button.setVisible(plan is not None and bool(plan.changes))
        self.apply_button.setEnabled(bool(count) and not self._office.read_only)

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.stands_choice.setText(say("Leave it as it stands"))
        self.file_choice.setText(say("Take the file's"))
        self.leave_button.setText(say("Put the file away"))
        self.rows.setAccessibleName(say("Texts that the file changes"))
        self.show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        gap = round(self._kit.theme.em * 0.6)
        self._column.setSpacing(gap)
        for row in (self._acts, self._texts, self._choice):
            row.setSpacing(gap)

    def _assemble(self) -> None:
        self._work = QSplitter(Qt.Orientation.Vertical)
        self._work.setChildrenCollapsible(False)
        self._work.addWidget(self.rows)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        self._choice = QHBoxLayout()
        for choice in (self.stands_choice, self.file_choice):
            self._choice.addWidget(choice)
        self._choice.addStretch()
        self._texts = QHBoxLayout()
        for pane in self.panes:
            self._texts.addWidget(pane, 1)
        column.addLayout(self._choice)
        column.addLayout(self._texts, 1)
        self._work.addWidget(below)
        self._work.setStretchFactor(1, 1)
        self._acts = QHBoxLayout()
        self._acts.addWidget(self.apply_button)
        self._acts.addWidget(self.leave_button)
        self._acts.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.note)
        self._column.addWidget(self._work, 1)
        self._column.addLayout(self._acts)
        self._column.addStretch()

    def _say_plan(self) -> None:
        plan, say, path = self._taking.plan, self._kit.speaker.say, self._taking.path
        if plan is None or path is None:
            return
        if not plan.changes:
            self.note.say_aloud(
                say("{file} says nothing new: all its texts stand already.", file=path.name), Tone.GOOD
            )
            return
        sentence = say(
            "{file}: new {new}, changed {changed}, removed {removed}, unchanged {unchanged}. Nothing is"
            " written until you take it in.",
            file=path.name,
            new=plan.count(TextStatus.NEW),
            changed=plan.count(TextStatus.CHANGED),
            removed=plan.count(TextStatus.REMOVED),
            unchanged=plan.unchanged,
        )
        tone, open_ = Tone.PLAIN, plan.count(TextStatus.CONFLICT)
        if self._taking.conflicts:
            tone = Tone.NOTICE
            sentence += "\n" + say(
                "Changed in the file and elsewhere: {count}. Choose for each which is to stand; without a"
                " choice it stays as it stands ({open}).",
                count=len(self._taking.conflicts),
                open=open_,
            )
        self.note.say(sentence, tone)

    def _show_change(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        change, say = self._model.change(index.row()), self._kit.speaker.say
        language = self._kit.speaker.language
        conflict = change.place in self._taking.conflicts
        old, new, base = (
            value_words(change.place, value, language) for value in (change.old, change.new, change.base)
        )
        differences = list(text_differences(old, new))
        of_base, stands, of_file = self.panes
        of_base.setVisible(conflict)
        of_base.show_text(say("When the file was written out"), base, ())
        stands.show_text(say("As it stands"), old, [gone for gone, _come in differences])
        of_file.show_text(say("In the file"), new, [come for _gone, come in differences])
        for choice in (self.stands_choice, self.file_choice):
            choice.setVisible(conflict)
        taken = change.place in self._taking.taken
        (self.file_choice if taken else self.stands_choice).setChecked(True)

    def _choose(self) -> None:
        index = self.rows.currentIndex()
        if index.isValid():
            place = self._model.change(index.row()).place
            self._taking.choose(place, take=self.file_choice.isChecked())
