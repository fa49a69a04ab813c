"""All joint texts of one subject, to be written; what is left is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.model import Subject
from evalapp.texts import Place, Value, flattened, judged_criteria, judged_whole
from evalapp.texts_data import subject_table
from ui.text_changes import value_words
from ui.windows.card import Note, Tone
from ui.windows.evaluation.joint_texts.editing import Editing
from ui.windows.evaluation.joint_texts.fields import in_line
from ui.windows.evaluation.joint_texts.units import PassageUnit, RecommendationsUnit, ReviewsUnit, Unit
from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.scroll_bar import use_scroll_bars


class SubjectForm(QScrollArea):
    """The units of the subject shown.

    Attributes:
        units: by place.
        note: why something could not be saved.
    """

    def __init__(self, kit: Kit, editing: Editing) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit, self._editing = kit, editing
        self._subject: Subject | None = None
        self._base: dict[Place, Value] = {}
        self.units: dict[Place, Unit] = {}
        self._title = Paragraph(kit.theme, scale=1.15, bold=True)
        self.note = Note(kit.theme, Tone.ALARM)
        self._page = QWidget()
        self._column = QVBoxLayout()
        self._column.addLayout(in_line(self._title))
        self._column.addWidget(self.note)
        self._column.addStretch(1)
        frame = QHBoxLayout(self._page)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addLayout(self._column, 1)
        self.setWidget(self._page)
        Following(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        editing.changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def subject(self) -> Subject | None:
        """Whose texts are shown."""
        return self._subject

    def show_subject(self, subject: Subject) -> bool:
        """Show the texts of another subject; those of the one before are saved.

        Returns:
            Whether it is shown: what could not be saved is not left behind, but brought into sight.
        """
        if subject == self._subject:
            return True
        self.save()
        if unsaved := next((unit for unit in self.units.values() if unit.dirty), None):
            self.ensureWidgetVisible(unsaved, 0, round(self._kit.theme.em * 2))
            return False
        self._subject = subject
        for unit in self.units.values():
            self._column.removeWidget(unit)
            unit.hide()
            unit.deleteLater()
        self.units = {unit.place: unit for unit in self._made(subject)}
        for number, unit in enumerate(self.units.values(), 2):
            self._column.insertWidget(number, unit)
            unit.set_read_only(read_only=self._editing.office.read_only)
            unit.left.connect(self._save_left)
            unit.mine_wanted.connect(lambda unit=unit: self._settle(unit, mine=True))
            unit.theirs_wanted.connect(lambda unit=unit: self._settle(unit, mine=False))
        self._base = {}
        self.note.clear()
        self.refresh()
        self.retranslate()
        self.verticalScrollBar().setValue(0)
        return True

    def show_place(self, place: Place) -> None:
        """Bring a text into sight and put the keyboard there."""
        if unit := self.units.get(place):
            unit.take_keyboard()
            self.ensureWidgetVisible(unit, 0, round(self._kit.theme.em * 2))

    def refresh(self) -> None:
        """Show what stands; what was typed and is not saved yet stays."""
        if self._subject is None:
            return
        stands = flattened(self._editing.texts)
        table = self._table_of(self._subject)
        for unit in self.units.values():
            if not unit.dirty:
                self._load(unit, table, stands)

    def save(self) -> None:
        """Save what was changed, but for what is not whole yet or was changed elsewhere, too."""
        if self._subject is None or self._editing.office.read_only:
            return
        changed = [unit for unit in self.units.values() if unit.dirty and not unit.conflict.label.text()]
        sound = [unit for unit in changed if unit.sound]
        if not sound:
            self._editing.let_go()
        self._save(sound)

    def _save_left(self) -> None:
        """The keyboard has left a field. An entry just added is not taken away from under it."""
        at = QApplication.focusWidget()
        if not any(unit.unfinished and at and unit.isAncestorOf(at) for unit in self.units.values()):
            self.save()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the texts can only be read."""
        for unit in self.units.values():
            unit.set_read_only(read_only=read_only)

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        if self._subject:
            self._title.setText(f"{self._subject.id}　{self._subject.title}")
        for unit in self.units.values():
            unit.retranslate()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 1.1))
        self._column.setContentsMargins(round(em * 0.4), round(em * 0.2), round(em * 0.9), round(em * 2))

    def _made(self, subject: Subject) -> Iterable[Unit]:
        evaluation, kit = self._editing.office.evaluation, self._kit
        rubric, own = evaluation.rubric_of(subject), self._editing.texts.of(subject.id)
        if judged_whole(rubric, own):
            yield PassageUnit(kit, ("subject", subject.id, "consensus"), "")
        for criterion in judged_criteria(rubric, own):
            yield PassageUnit(kit, ("subject", subject.id, "criterion", criterion.id), criterion.title)
        yield RecommendationsUnit(kit, ("subject", subject.id, "recommendations"))
        yield ReviewsUnit(kit, ("subject", subject.id, "reviews"))

    def _table_of(self, subject: Subject) -> dict[str, Any]:
        return subject_table(subject, self._editing.texts.of(subject.id), self._editing.office.evaluation)

    def _load(self, unit: Unit, table: dict[str, Any], stands: dict[Place, Value]) -> None:
        unit.load(table)
        unit.show_conflict(None)
        self._base.pop(unit.place, None)
        if unit.place in stands:
            self._base[unit.place] = stands[unit.place]

    def _save(self, units: list[Unit], taken: tuple[Place, ...] = ()) -> None:
        subject = self._subject
        if subject is None or not units:
            return
        table: dict[str, Any] = {"id": subject.id}
        for unit in units:
            unit.put_into(table)
        try:
            # saying that the file has changed leads to ``refresh``, which must not take these for typed anew
            conflicts = self._editing.save(table, self._base, taken)
        except EvalError as fault:
            self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        self.note.clear()
        theirs = {change.place: change.old for change in conflicts}
        stands, now = flattened(self._editing.texts), self._table_of(subject)
        for unit in units:
            if unit.place in theirs:
                words = value_words(unit.place, theirs[unit.place], self._kit.speaker.language)
                unit.show_conflict(words)
            else:
                self._load(unit, now, stands)

    def _settle(self, unit: Unit, *, mine: bool) -> None:
        unit.show_conflict(None)
        if mine and unit.sound:
            self._save([unit], (unit.place,))
        elif not mine and self._subject:
            self._load(unit, self._table_of(self._subject), flattened(self._editing.texts))
