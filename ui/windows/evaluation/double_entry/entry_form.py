"""The form for one entry: whether the member judges, the cells, and the end of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from evalapp.ballot import blank_sheet
from evalapp.errors import EvalError
from evalapp.model import RecusalKind, ScoreSheet, Subject
from evalapp.recusing import check_reason, declared, taken_back
from evalapp.rubric import Rubric
from ui.windows.ballot.sheet_scroll import SheetScroll
from ui.windows.ballot.sheet_states import recusal_name
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import LineField, RadioButton
from ui.windows.evaluation.double_entry.sheet_fields import SheetFields
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class EntryForm(QWidget):
    """Keeps the sheet through ``keep`` at every key; the typist says when it is finished.

    Signals:
        finished: the ``ScoreSheet`` as typed.
        dropped: the typist wants nothing of this entry kept.
    """

    finished = Signal(object)
    dropped = Signal()

    def __init__(self, kit: Kit, keep: Callable[[ScoreSheet], None]) -> None:
        super().__init__()
        self._kit = kit
        self._write = keep
        self._subject: Subject | None = None
        self._rubric: Rubric | None = None
        self._sheet: ScoreSheet | None = None
        self._set_aside: ScoreSheet | None = None
        self._unkept = False
        self._read_only = False
        self.fields: SheetFields | None = None
        self.judging = RadioButton(kit.theme)
        self.recusals = {kind: RadioButton(kit.theme) for kind in RecusalKind}
        self.reason = LineField(kit.theme)
        self._keys = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.finish_button = Button(kit.theme, primary=True)
        self.drop_button = Button(kit.theme, quiet=True)
        self.note = Note(kit.theme, Tone.ALARM)
        self._card = Card(kit.theme)
        self._choices = Flow(self.judging, *self.recusals.values())
        self._card.rows.addLayout(self._choices)
        self._card.rows.addWidget(self.reason)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.addWidget(self._card)
        self._cards.addStretch(1)
        self.area = SheetScroll(kit, self._cards)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.finish_button)
        self._buttons.addWidget(self.drop_button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._keys)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self.note)
        self._column.addLayout(self._buttons)
        for button in (self.judging, *self.recusals.values()):
            button.clicked.connect(self._take_recusal)
        self.reason.editingFinished.connect(self._take_recusal)
        self.finish_button.clicked.connect(lambda _checked: self._finish())
        self.drop_button.clicked.connect(lambda _checked: self.dropped.emit())
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def show_entry(self, subject: Subject, rubric: Rubric, sheet: ScoreSheet, *, read_only: bool) -> None:
        """Show an entry as far as it is typed."""
        self._subject, self._rubric, self._sheet = subject, rubric, sheet
        self._set_aside = None
        self._unkept = False
        self._read_only = read_only
        self.note.clear()
        self._use_fields(subject, rubric)
        self.reason.setText(sheet.recusal_reason)
        self._show()
        self.area.to_top()

    def flush(self) -> None:
        """Keep everything typed."""
        if self.fields:
            self.fields.flush()
        if self._sheet and self._sheet.recusal and self.reason.text() != self._sheet.recusal_reason:
            self._take_recusal()
        if self._sheet and self._unkept:
            try:
                self._keep(self._sheet)
            except EvalError as fault:
                self.say_fault(fault)

    def let_go(self) -> None:
        """The entry is left: what could not be kept of it is not kept any more."""
        self._unkept = False

    def take_keyboard(self) -> None:
        """Put the keyboard where typing goes on."""
        if self._sheet and self._sheet.recusal:
            self.finish_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.fields:
            self.fields.take_keyboard()

    def say_fault(self, fault: EvalError) -> None:
        """Say why the entry cannot be kept."""
        self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.judging.setText(say("Judges this subject"))
        for kind, button in self.recusals.items():
            button.setText(recusal_name(kind, self._kit.speaker))
        self.reason.setPlaceholderText(say("Reason as written on the paper (may be left empty)"))
        self.reason.setAccessibleName(say("Reason for not judging"))
        self._keys.setText(
            say("Digits score and go on to the next cell; N: cannot judge; Delete: blank; Enter: next.")
        )
        self.finish_button.setText(say("Finish this entry"))
        self.drop_button.setText(say("Discard this entry"))
        for button in (self.judging, *self.recusals.values()):
            button.updateGeometry()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(em * 0.5))
        self._cards.setSpacing(round(em * 0.6))
        self._choices.setSpacing(round(em * 0.8))
        self._buttons.setContentsMargins(0, 0, 0, RING)
        self.reason.setFixedHeight(round(em * 1.9))

    def _use_fields(self, subject: Subject, rubric: Rubric) -> None:
        if self.fields and self.fields.rubric == rubric:
            return
        if self.fields:
            self.fields.flush()
            self._card.rows.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
        self.fields = SheetFields(self._kit, subject, rubric, self._keep)
        self.fields.ended.connect(lambda: self.finish_button.setFocus(Qt.FocusReason.OtherFocusReason))
        self._card.rows.addWidget(self.fields)

    def _show(self) -> None:
        if self._subject is None or self._sheet is None or self.fields is None:
            return
        recusal = self._sheet.recusal
        self.judging.setChecked(recusal is None)
        for kind, button in self.recusals.items():
            button.setChecked(kind is recusal)
        self.reason.setVisible(recusal is not None)
        if recusal and self.fields.isAncestorOf(QApplication.focusWidget() or self):
            # what is hidden would hand the keyboard to anybody
            self.recusals[recusal].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.setVisible(recusal is None)
        for widget in (self.judging, *self.recusals.values(), self.reason, self.finish_button):
            widget.setEnabled(not self._read_only)
        self.drop_button.setEnabled(not self._read_only)
        self.fields.show_sheet(self._subject, self._sheet, read_only=self._read_only)

    def _keep(self, sheet: ScoreSheet) -> None:
        # what the disk refuses is written with the next key, or when all is flushed
        self._sheet, self._unkept = sheet, True
        self._write(sheet)
        self._unkept = False
        self.note.clear()

    def _take_recusal(self) -> None:
        if self._sheet is None or self._rubric is None or self._subject is None:
            return
        if self.fields:
            self.fields.flush()
        chosen = next((kind for kind, button in self.recusals.items() if button.isChecked()), None)
        sheet = self._sheet
        try:
            if chosen is None:
                sheet = taken_back(sheet, self._set_aside or blank_sheet(self._subject, self._rubric))
            else:
                self._set_aside = self._set_aside if sheet.recusal else sheet
                reason = check_reason(self.reason.text(), self._subject.title)
                sheet = declared(sheet, self._rubric, chosen, reason)
            if sheet != self._sheet or self._unkept:
                self._keep(sheet)
        except EvalError as fault:
            self.say_fault(fault)
            return
        self._show()

    def _finish(self) -> None:
        self.flush()
        if self.fields and self.fields.fault:
            self.say_fault(self.fields.fault)
        elif self._sheet:
            self.finished.emit(self._sheet)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the button that ends the entry presses it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.finish_button.hasFocus():
            self.finish_button.click()
        else:
            super().keyPressEvent(event)
