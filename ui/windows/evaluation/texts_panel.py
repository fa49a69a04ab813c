"""The joint texts (総合評価, 提言と対処方針, 所見): which are there, written here or in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.files import write_new
from evalapp.model import Subject
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.texts import read_texts
from evalapp.texts import Gap, Place
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.joint_texts.editing import Editing
from ui.windows.evaluation.joint_texts.plan_view import PlanView
from ui.windows.evaluation.joint_texts.subject_form import SubjectForm
from ui.windows.evaluation.joint_texts.taking_in import TakingIn
from ui.windows.evaluation.joint_texts.texts_model import PLACE_ROLE, TextsModel, gap_place
from ui.windows.evaluation.office import Office
from ui.windows.flow import Flow
from ui.windows.jobs import Progress
from ui.windows.rows import Rows

_SUFFIXES = frozenset((".xlsx", ".toml"))


class TextsPanel(QWidget):
    """A list of the texts at the left, the subject's fields at the right; or the plan of a file.

    Attributes:
        rows: the texts, subject by subject.
        form: those of one subject, to be written.
        plan: what a file would change.
        editing, taking: the texts, and a file on its way in.
        out_button, in_button, next_button: what they say.
        note: what the last act came to.
    """

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office, self._kit = office, office.kit
        theme = self._kit.theme
        self._unsaved_said = False
        self._gaps: tuple[Gap, ...] = ()
        self.editing, self.taking = Editing(office), TakingIn(office)
        self.out_button, self.in_button, self.next_button = (Button(theme) for _button in range(3))
        self.note = Note(theme, Tone.GOOD)
        self._model = TextsModel(self._kit)
        self.rows = Rows(self._kit, {0: 1.0}, tree=True)
        self.rows.setModel(self._model)
        self.form = SubjectForm(self._kit, self.editing)
        self.plan = PlanView(office, self.taking)
        self._assemble()
        self.out_button.clicked.connect(self.write_out)
        self.in_button.clicked.connect(self.choose_file)
        self.next_button.clicked.connect(self.show_next)
        self.rows.row_chosen.connect(self._show_row)
        self.rows.activated.connect(self._enter_row)
        self.editing.changed.connect(self._show_texts)
        self.editing.changed.connect(self.taking.plan_again)
        self.taking.changed.connect(self._show_work)
        self.taking.done.connect(self._say_taken)
        office.flushing.connect(self.form.save)
        office.state_changed.connect(self._show_work)
        self._kit.speaker.changed.connect(self.retranslate)
        theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def refresh(self) -> None:
        """Read the texts anew if they have changed, and show a subject."""
        self.editing.refresh()
        self._show_texts()
        if not self.rows.currentIndex().isValid() and self._model.count():
            first = self._model.index(0, 0)
            self.rows.expand(first)
            self.rows.setCurrentIndex(first)

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Say which texts a final edition lacks."""
        self._gaps = tuple(gaps)
        self._show_texts()

    def show_place(self, place: Place) -> None:
        """Show a text with the keyboard in it."""
        index = self._model.find(place)
        if index.isValid():
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index)
            self.form.show_place(place)

    def show_gap(self, gap: Gap) -> None:
        """Show a text that is missing."""
        self.show_place(gap_place(gap))

    def show_next(self) -> None:
        """Show the next text that is missing."""
        place = self._model.next_missing(self.rows.currentIndex().data(PLACE_ROLE))
        if place:
            self.show_place(place)

    def take_file(self, path: Path) -> bool:
        """Plan what a texts file changes; ``False`` if it is none."""
        if path.suffix.lower() not in _SUFFIXES or self._office.read_only:
            return False
        self.form.save()
        self.note.clear()
        self.taking.begin(path)
        return True

    def choose_file(self) -> None:
        """Ask for a texts file."""
        say = self._kit.speaker.say
        kinds = say("Texts") + " (*.xlsx *.toml)"
        paths = self._kit.dialogs.open_files(self, say("Take texts in"), self._office.path.parent, kinds)
        if paths:
            self.take_file(paths[0])

    def write_out(self) -> None:
        """Ask where, and write the texts to a file to be edited."""
        say, language = self._kit.speaker.say, self._kit.speaker.language
        self.form.save()
        proposed = self._office.path.parent / say("joint-texts.xlsx")
        kinds = "Excel (*.xlsx);;TOML (*.toml)"
        path = self._kit.dialogs.save_file(self, say("Write texts out"), proposed, kinds, replaces=False)
        if path is None:
            return
        target = path if path.suffix.lower() in _SUFFIXES else path.with_name(f"{path.name}.xlsx")

        def write(file: EvaluationFile, _progress: Progress) -> None:
            from exports.texts_file import texts_file

            write_new(target, texts_file(target, read_texts(file), file.evaluation, language))

        self._office.run(write, lambda _none: self._say_written(target), self._say_fault)

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.out_button.setText(say("Write out to Excel …"))
        self.in_button.setText(say("Take in a file …"))
        self.next_button.setText(say("Next missing text"))
        self.rows.setAccessibleName(say("Joint texts"))
        self.note.clear()
        self._show_texts()
        self._show_work()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.6))
        self._buttons.setSpacing(round(em * 0.3))
        self._splitter.setHandleWidth(max(round(em * 0.5), 4))
        self.rows.setMinimumWidth(round(em * 15))

    def _assemble(self) -> None:
        self._buttons = Flow(self.out_button, self.in_button, self.next_button, outdent=RING)
        self._splitter = Halves(self._kit, self.rows, self.form, 0.34, 44)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self.plan)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.note)
        self._column.addWidget(self._stack, 1)

    def _show_texts(self) -> None:
        self._model.show_texts(self._office.evaluation, self.editing.texts, self._gaps)
        self.rows.fit()
        self.next_button.setEnabled(bool(self._gaps))

    def _show_work(self) -> None:
        planning = self.taking.path is not None
        self._stack.setCurrentWidget(self.plan if planning else self._splitter)
        self.in_button.setEnabled(not self._office.read_only and not planning)
        self.next_button.setVisible(not planning)
        self.form.set_read_only(read_only=self._office.read_only)

    def _show_row(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if not self.form.show_subject(self._model.subject(index)):
            self._say_unsaved()
            return
        if self._unsaved_said:
            self._unsaved_said = False
            self.note.clear()
        if index.parent().isValid():
            unit = self.form.units.get(index.data(PLACE_ROLE))
            if unit:
                self.form.ensureWidgetVisible(unit, 0, round(self._kit.theme.em * 3))
        else:
            self.rows.expand(index.siblingAtColumn(0))
            self.form.verticalScrollBar().setValue(0)

    def _say_unsaved(self) -> None:
        subject = self.form.subject
        if subject is None:
            return
        # the view is still about to take the other row
        QTimer.singleShot(0, lambda: self._choose_row(subject))
        self._unsaved_said = True
        say = self._kit.speaker.say
        self.note.say_aloud(
            say("A text of subject {subject} is not saved yet. Settle that first.", subject=subject.id),
            Tone.ALARM,
        )

    def _choose_row(self, subject: Subject) -> None:
        with QSignalBlocker(self.rows):
            self.rows.setCurrentIndex(self._model.row_of(subject))

    def _enter_row(self, index: QModelIndex) -> None:
        if index.parent().isValid():
            self.form.show_place(index.data(PLACE_ROLE))

    def _say_written(self, path: Path) -> None:
        say = self._kit.speaker.say
        self.note.say_aloud(
            say("Saved as {file}.", file=path) + " " + say("Edit it, then take it in here."), Tone.GOOD
        )

    def _say_taken(self, count: int) -> None:
        say = self._kit.speaker.say
        self.note.say_aloud(say("{count} texts were changed.", count=count), Tone.GOOD)

    def _say_fault(self, fault: EvalError) -> None:
        self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)
