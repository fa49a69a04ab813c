"""The cells of one paper sheet, as close together as on the paper: scores in a column, then the comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evalapp.ballot import ordered_comments
from evalapp.editing import comment_text
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints
from evalapp.model import ScoreSheet, Subject
from evalapp.rubric import CommentKind, Rubric
from evalapp.text import check_text
from exports.wording import comment_kind, numbered
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.sheet_scroll import wish
from ui.windows.card import Note, Tone
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.double_entry.mark_field import MarkField
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

_CommentPlace = tuple[str | None, CommentKind]


class SheetFields(QWidget):
    """The fields of one rubric, filled with the sheet of one subject after another.

    Args:
        kit: the window's.
        subject: whose kind of evaluation chooses the words of the scale.
        rubric: the subject's.
        keep: keeps a sheet as it is typed; raises ``EvalError`` if it cannot.

    Signals:
        ended: Enter (in a comment Ctrl+Enter) in the last cell.
    """

    ended = Signal()

    def __init__(
        self, kit: Kit, subject: Subject, rubric: Rubric, keep: Callable[[ScoreSheet], None]
    ) -> None:
        super().__init__()
        self._kit = kit
        self._keep = keep
        self._subject = subject
        self.rubric = rubric
        self._sheet: ScoreSheet | None = None
        self.marks: dict[str, MarkField] = {}
        self.boxes: dict[_CommentPlace, CommentBox] = {}
        self._labels: dict[str, ElidedLabel] = {}
        self._titles: dict[str, Paragraph] = {}
        self.note = Note(kit.theme, Tone.ALARM)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 2)
        for criterion in rubric.scored:
            self._add_mark(criterion.id)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.note)
        places = [(one.id, kind) for one in rubric.criteria for kind in one.comments]
        for place in [*places, *((None, kind) for kind in rubric.comments)]:
            self._add_box(place)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    @property
    def cells(self) -> list[QWidget]:
        """What the keyboard comes to, in order."""
        return [*self.marks.values(), *(box.editor for box in self.boxes.values())]

    def show_sheet(self, subject: Subject, sheet: ScoreSheet, *, read_only: bool) -> None:
        """Show what stands on the sheet of ``subject``."""
        self._subject = subject
        self._sheet = sheet
        self.note.clear()
        for criterion_id, field in self.marks.items():
            field.show_mark(sheet.marks[criterion_id])
            field.setReadOnly(read_only)
        for place, box in self.boxes.items():
            box.load(comment_text(sheet, *place))
            box.set_read_only(read_only=read_only)
        self.setEnabled(sheet.recusal is None)
        self.retranslate()

    def flush(self) -> None:
        """Keep everything typed."""
        for box in self.boxes.values():
            box.flush()

    @property
    def fault(self) -> EvalError | None:
        """Why a comment as typed cannot be kept."""
        return next((box.fault for box in self.boxes.values() if box.fault), None)

    def take_keyboard(self) -> None:
        """Put the keyboard into the first cell that is open, else into the first one."""
        empty = (one for one in self.marks.values() if not one.text())
        cell = next(empty, None) or next(iter(self.cells), None)
        if cell:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything that is not the rubric's own."""
        language = self._kit.speaker.language
        for scored_id, title in self._titles.items():
            title.setText(self._heading(scored_id))
            self.marks[scored_id].setAccessibleName(title.text())
            self._show_label(scored_id)
        for (criterion_id, kind), box in self.boxes.items():
            name = comment_kind(kind, language)
            if criterion_id:
                name = f"{self._heading(criterion_id)} – {name}"
            box.rename(name, self._subject.title)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._grid.setVerticalSpacing(round(em * 0.25))
        self._grid.setHorizontalSpacing(round(em * 0.8))
        self._column.setSpacing(round(em * 0.5))
        for label in self._labels.values():
            label.setFont(self._kit.theme.font(0.92))

    def _heading(self, criterion_id: str) -> str:
        title = self.rubric.criterion(criterion_id).title
        return numbered(self.rubric.number(criterion_id), title, self._kit.speaker.language)

    def _add_mark(self, criterion_id: str) -> None:
        scale = self.rubric.criterion(criterion_id).scale_for(self._subject.evaluation_kind)
        field = self.marks[criterion_id] = MarkField(self._kit, scale)
        field.marked.connect(partial(self._take_mark, criterion_id))
        field.moved.connect(partial(self._move, field))
        field.refused.connect(self._say_refused)
        title = self._titles[criterion_id] = Paragraph(self._kit.theme)
        label = self._labels[criterion_id] = ElidedLabel()
        row = len(self.marks) - 1
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(title, row, 0, middle)
        self._grid.addWidget(field, row, 1, middle)
        self._grid.addWidget(label, row, 2, middle)

    def _add_box(self, place: _CommentPlace) -> None:
        box = self.boxes[place] = CommentBox(self._kit, partial(self._take_text, place), _untold)
        box.next_wanted.connect(partial(self._move, box.editor, 1))
        self._column.addWidget(box)

    def _take_mark(self, criterion_id: str, mark: Mark) -> None:
        if self._sheet is None:
            return
        self.note.clear()
        self._sheet = replace(self._sheet, marks={**self._sheet.marks, criterion_id: mark})
        self._show_label(criterion_id)
        try:
            self._keep(self._sheet)
        except EvalError as fault:
            self._say_refused(fault)

    def _take_text(self, place: _CommentPlace, text: str, _joins: bool) -> None:  # noqa: FBT001 - a callback's value
        if self._sheet is None:
            return
        check_text(text, self._subject.title)
        texts = {(one.criterion_id, one.kind): one.text for one in self._sheet.comments}
        texts[place] = text
        self._sheet = replace(self._sheet, comments=ordered_comments(texts, self.rubric))
        self._keep(self._sheet)
        # else the box would put back what it was given, once a composition ends
        self.boxes[place].show_text(comment_text(self._sheet, *place))

    def _show_label(self, criterion_id: str) -> None:
        """What the score is called: seen to be the one on the paper."""
        mark = self._sheet.marks[criterion_id] if self._sheet else NoPoints.BLANK
        scale = self.rubric.criterion(criterion_id).scale_for(self._subject.evaluation_kind)
        label = next((step.label for step in scale.steps if step.points == mark), "")
        self._labels[criterion_id].set_text(label)

    def _say_refused(self, fault: EvalError) -> None:
        self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)

    def _move(self, cell: QWidget, by: int) -> None:
        at = self.cells.index(cell) + by
        if at == len(self.cells):
            self.ended.emit()
        elif at >= 0:
            self.cells[at].setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        return wish(self._kit.theme, 40)


def _untold(*, typing: bool) -> None:
    """Nobody shows whether something waits for the next moment to be kept."""
