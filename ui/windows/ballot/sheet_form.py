"""The fields of one rubric: made once, filled with the sheet of one subject after another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.editing import comment_text
from evalapp.errors import EvalError
from evalapp.mark import Mark, NoPoints
from evalapp.model import Subject, SubjectKind
from evalapp.rubric import CommentKind, Rubric
from exports.wording import comment_kind, numbered
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.criterion_card import CriterionCard
from ui.windows.ballot.sheet_scroll import wish
from ui.windows.ballot.work import CommentPlace, Work
from ui.windows.card import Tone
from ui.windows.kit import Kit

Cell = tuple[str | None, CommentKind | None]
"""A field of a sheet: criterion (``None``: the whole subject) and kind of comment (``None``: the score)."""


class SheetForm(QWidget):
    """All cards of a rubric, in order, the comments on the whole subject last.

    Attributes:
        cards: by criterion; ``None`` for the whole subject, if the rubric asks for comments on it.
        unkept: texts that were typed and could not be kept.

    Signals:
        entered: the keyboard has come into this ``Cell``.
        next_wanted: to the next open field.
        caret_moved: the caret in the comment of this ``Cell`` is elsewhere.
        noted: this ``Note`` below a field says something.
    """

    entered = Signal(object)
    next_wanted = Signal()
    caret_moved = Signal(object)
    noted = Signal(object)

    def __init__(self, kit: Kit, work: Work, subject: Subject, rubric: Rubric) -> None:
        super().__init__()
        self._kit = kit
        self._work = work
        self._rubric = rubric
        self._subject = subject
        self.unkept: dict[CommentPlace, str] = {}
        self.cards: dict[str | None, CriterionCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for criterion in rubric.criteria:
            row = None
            if criterion.scored:
                title = f"{rubric.number(criterion.id)} {criterion.title}"
                row = ChoiceRow(kit, title, criterion.scale_for(subject.evaluation_kind))
                row.marked.connect(partial(self._mark, criterion.id))
                row.moved.connect(partial(self._move, criterion.id))
                row.next_wanted.connect(self.next_wanted)
            self._add(column, criterion.id, row, criterion.comments)
        if rubric.comments:
            self._add(column, None, None, rubric.comments)
        work.flushing.connect(self.flush)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.show_subject(subject)

    @property
    def cells(self) -> Iterator[Cell]:
        """All fields in order."""
        for criterion_id, card in self.cards.items():
            if card.row:
                yield criterion_id, None
            for kind in card.boxes:
                yield criterion_id, kind

    @property
    def stops(self) -> Iterator[QWidget]:
        """What Tab comes to, in order; of a row it is one choice at a time."""
        for card in self.cards.values():
            if card.row:
                yield from card.row.choices
            yield from (box.editor for box in card.boxes.values())

    def box(self, cell: Cell) -> CommentBox | None:
        """The comment of a cell; ``None`` for a score."""
        criterion_id, kind = cell
        return self.cards[criterion_id].boxes.get(kind) if kind and criterion_id in self.cards else None

    def is_open(self, cell: Cell) -> bool:
        """Whether nothing stands in a field."""
        criterion_id, kind = cell
        sheet = self._work.sitting.sheets[self._subject.id]
        if kind is None:
            return criterion_id is not None and sheet.marks[criterion_id] is NoPoints.BLANK
        return not comment_text(sheet, criterion_id, kind)

    def show_subject(self, subject: Subject) -> None:
        """Fill the fields with the sheet of a subject; what was typed into another one is saved first."""
        self.keep_unkept()
        self._subject = subject
        sheet = self._work.sitting.sheets[subject.id]
        self._forget_notes()
        for criterion_id, card in self.cards.items():
            for kind, box in card.boxes.items():
                unkept = self.unkept.get((subject.id, criterion_id, kind))
                box.load(comment_text(sheet, criterion_id, kind), unkept)
        self.refresh()
        self.retranslate()

    def refresh(self) -> None:
        """Show what the sheet holds now, where that is something else."""
        sheet = self._work.sitting.sheets[self._subject.id]
        for criterion_id, card in self.cards.items():
            if criterion_id and card.row:
                card.show_mark(sheet.marks[criterion_id])
            for kind, box in card.boxes.items():
                box.show_text(comment_text(sheet, criterion_id, kind))
                box.set_read_only(read_only=self._work.read_only)
            if card.row:
                card.row.set_read_only(read_only=self._work.read_only)
        self.setEnabled(sheet.recusal is None)
        if sheet.recusal:
            self._forget_notes()

    def retranslate(self) -> None:
        """Say the headings, and what each comment is on."""
        language, say = self._kit.speaker.language, self._kit.speaker.say
        programme = self._subject.kind is SubjectKind.PROGRAMME
        whole = say("Comments on the whole programme") if programme else say("Comments on the whole project")
        for criterion_id, card in self.cards.items():
            if criterion_id is None:
                card.rename(whole, "")
            else:
                criterion = self._rubric.criterion(criterion_id)
                number = self._rubric.number(criterion_id)
                card.rename(numbered(number, criterion.title, language), criterion.guidance)
            where = card.title if criterion_id else self._subject.title
            for kind, box in card.boxes.items():
                box.rename(comment_kind(kind, language), where)

    def relayout(self) -> None:
        """Take distances from the text size."""
        layout = self.layout()
        if layout:
            layout.setSpacing(round(self._kit.theme.em * 0.75))

    def show_guidance(self, *, shown: bool) -> None:
        """Whether each heading has its guidance below it."""
        for card in self.cards.values():
            card.show_guidance(shown=shown)

    def flush(self) -> None:
        """Save everything typed."""
        for card in self.cards.values():
            for box in card.boxes.values():
                box.flush()

    def keep_unkept(self) -> None:
        """Save everything typed, and hold on to what cannot be kept."""
        self.flush()
        for criterion_id, card in self.cards.items():
            for kind, box in card.boxes.items():
                if box.fault:
                    self.unkept[self._subject.id, criterion_id, kind] = box.text
                else:
                    self.unkept.pop((self._subject.id, criterion_id, kind), None)

    def focus(self, cell: Cell) -> QWidget | None:
        """Bring the keyboard into a field; returns the widget that has it, ``None`` if there is none."""
        criterion_id, kind = cell
        card = self.cards.get(criterion_id)
        field = card.field(kind) if card else None
        if isinstance(field, ChoiceRow):
            field = field.current
        if field:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def _forget_notes(self) -> None:
        for card in self.cards.values():
            if card.row:
                card.row.forget()

    def _add(
        self,
        column: QVBoxLayout,
        criterion_id: str | None,
        row: ChoiceRow | None,
        kinds: tuple[CommentKind, ...],
    ) -> None:
        boxes = {}
        for kind in kinds:
            cell: Cell = (criterion_id, kind)
            box = CommentBox(self._kit, partial(self._keep, criterion_id, kind), self._work.note_typing)
            box.next_wanted.connect(self.next_wanted)
            box.caret_moved.connect(partial(self.caret_moved.emit, cell))
            box.note.said.connect(partial(self.noted.emit, box.note))
            boxes[kind] = box
        if row:
            row.note.said.connect(partial(self.noted.emit, row.note))
        card = CriterionCard(self._kit, row, boxes)
        card.entered.connect(partial(self._enter, criterion_id))
        self.cards[criterion_id] = card
        column.addWidget(card)

    def _mark(self, criterion_id: str, mark: Mark, joins: bool) -> None:  # noqa: FBT001 - a signal's value
        try:
            self._work.set_mark(self._subject.id, criterion_id, mark, joins=joins)
        except EvalError as overtaken:
            if row := self.cards[criterion_id].row:
                row.note.say_aloud(self._kit.speaker.phrase(overtaken), Tone.ALARM)

    def _keep(
        self,
        criterion_id: str | None,
        kind: CommentKind,
        text: str,
        joins: bool,  # noqa: FBT001 - as above
    ) -> None:
        where = self._subject.id, criterion_id, kind
        # first, for the state of saving is said on the way
        self.unkept.pop(where, None)
        try:
            self._work.set_comment(self._subject.id, criterion_id, kind, text, joins=joins)
        except EvalError:
            self.unkept[where] = text
            raise

    def _move(self, criterion_id: str, by: int) -> None:
        ids = list(self.cards)
        at = ids.index(criterion_id) + by
        if 0 <= at < len(ids):
            self.focus((ids[at], None))

    def _enter(self, criterion_id: str | None, kind: CommentKind | None) -> None:
        for one, card in self.cards.items():
            card.set_active(active=one == criterion_id)
            if card.row and one != criterion_id:
                card.row.forget()
        self.entered.emit((criterion_id, kind))

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        return wish(self._kit.theme, 60)
