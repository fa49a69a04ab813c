"""The score sheet of one subject: its head, its cards, and the way on to the next subject."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.model import RecusalKind, Subject
from evalapp.rubric import CommentKind
from ui.windows.ballot.sheet_foot import SheetFoot
from ui.windows.ballot.sheet_form import Cell, SheetForm
from ui.windows.ballot.sheet_head import SheetHead
from ui.windows.ballot.sheet_place import SheetPlace, read_place, written_place
from ui.windows.ballot.sheet_scroll import SheetScroll
from ui.windows.ballot.sheet_states import RecusedBanner, SetUpRecusal
from ui.windows.ballot.work import CommentPlace, Work
from ui.windows.card import Note
from ui.windows.kit import Kit

if TYPE_CHECKING:
    from ui.windows.ballot.recusal_panel import RecusalPanel


class SheetView(QWidget):
    """Shows one sheet at a time; forms of a rubric are made once and used again.

    Signals:
        criterion_entered: the keyboard has come to this criterion, by its id.
        step_wanted: the next (1) or the previous (-1) subject.
        hand_in_wanted: there is no next subject.
        place_changed: ``place`` is another one.
        noted: a field has something to say, and that is in sight now.
    """

    criterion_entered = Signal(str)
    step_wanted = Signal(int)
    hand_in_wanted = Signal()
    place_changed = Signal()
    noted = Signal()

    def __init__(self, kit: Kit, work: Work) -> None:
        super().__init__()
        self._kit = kit
        self._work = work
        self._ballot = work.sitting.ballot
        self._subject: Subject | None = None
        self._cell: Cell = (None, None)
        self._forms: dict[tuple[object, ...], SheetForm] = {}
        self._form: SheetForm | None = None
        self._read_only_shown = work.read_only
        self._guidance = kit.settings.flag("guidance-in-sheet", default=False)
        self.head = SheetHead(kit)
        self._panel: RecusalPanel | None = None
        self.banner = RecusedBanner(kit)
        self.set_up_recusal = SetUpRecusal(kit)
        self.foot = SheetFoot(kit)
        self._cards = QVBoxLayout()
        for part in (self.banner, self.set_up_recusal, self.foot):
            self._cards.addWidget(part)
            part.hide()
        self._cards.addStretch(1)
        self._scroll = SheetScroll(kit, self._cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        self._follow = QTimer(self, singleShot=True, interval=0)
        self._follow.timeout.connect(self._follow_caret)
        self._connect()
        self._relayout()

    @property
    def subject_id(self) -> str:
        """Of the subject shown; empty before the first."""
        return self._subject.id if self._subject else ""

    @property
    def panel(self) -> RecusalPanel:
        """Where the member declares not to judge the subject."""
        if self._panel is None:
            from ui.windows.ballot.recusal_panel import RecusalPanel

            self._panel = RecusalPanel(self._kit)
            self._panel.hide()
            self._panel.declared.connect(self._declare)
            self._panel.left.connect(self._leave_panel)
            self._panel.note.said.connect(partial(self._show_note, self._panel.note))
            self._cards.insertWidget(0, self._panel)
            self._order_tabs()
        return self._panel

    @property
    def form(self) -> SheetForm | None:
        """The fields shown; ``None`` for a subject that the secretariat has set up as not judged."""
        return self._form

    @property
    def unkept(self) -> tuple[CommentPlace, ...]:
        """The comments in which something is typed that cannot be kept. Closing the window loses it."""
        if self._form:
            self._form.keep_unkept()
        return tuple(place for form in self._forms.values() for place in form.unkept)

    def show_subject(self, subject_id: str) -> None:
        """Show the sheet of a subject from its beginning; the one shown stays as it is."""
        if subject_id == self.subject_id:
            return
        if self._form:
            self._form.keep_unkept()
        self._subject = next(one for one in self._ballot.subjects if one.id == subject_id)
        self._cell = (None, None)
        self._show_form(self._subject)
        at = self._ballot.subjects.index(self._subject)
        self.foot.show_way(first=at == 0, last=at == len(self._ballot.subjects) - 1)
        self.foot.show()
        self._refresh(subject_id)
        if self._panel:
            self._panel.show_subject(self._subject, recusable=self._recusable)
        self._scroll.to_top()
        self.place_changed.emit()

    def go_to(self, criterion_id: str | None, kind: CommentKind | None) -> None:
        """Bring the keyboard into a cell: a score, a comment, or (both ``None``) the first field."""
        cell = (criterion_id, kind)
        if self._form and cell == (None, None):
            cell = next(iter(self._form.cells), cell)
        if self._form and (field := self._form.focus(cell)):
            self._scroll.reveal(field)

    def go_to_next_open(self) -> None:
        """Bring the keyboard into the next open field after the one it was in, then from the top.

        If nothing is open, it comes to the button that leads on.
        """
        if not self._form or not self._form.isEnabled():
            self.foot.take_focus()
            return
        # what is just being typed closes its field
        self._form.flush()
        cells = list(self._form.cells)
        at = cells.index(self._cell) + 1 if self._cell in cells else 0
        found = next((cell for cell in cells[at:] + cells[:at] if self._form.is_open(cell)), None)
        if found:
            self.go_to(*found)
        else:
            self.foot.take_focus()
            self._scroll.reveal(self.foot)

    def take_keyboard(self) -> None:
        """Bring the keyboard to where it was last in this sheet."""
        if self._form and self._form.isEnabled():
            self.go_to(*self._cell)
        else:
            self.foot.take_focus()

    def show_guidance(self, *, shown: bool) -> None:
        """Whether each heading has its guidance below it."""
        self._guidance = shown
        for form in self._forms.values():
            form.show_guidance(shown=shown)

    def place(self) -> str:
        """Where the member is in the sheet shown, for ``restore_place``."""
        box = self._form.box(self._cell) if self._form else None
        caret = box.editor.textCursor().position() if box else 0
        return written_place(SheetPlace(self.subject_id, *self._cell, caret))

    def restore_place(self, text: str) -> None:
        """Go where ``place`` was said; what it says of other sheets or cannot be understood is ignored."""
        place = read_place(text)
        if not place or place.subject_id not in {one.id for one in self._ballot.subjects}:
            self.take_keyboard()
            return
        self.show_subject(place.subject_id)
        cell = (place.criterion_id, place.kind)
        known = self._form is not None and cell in set(self._form.cells)
        self.go_to(*(cell if known else (None, None)))
        if known and self._form and (box := self._form.box(cell)):
            cursor = box.editor.textCursor()
            cursor.setPosition(max(0, min(place.caret, box.editor.document().characterCount() - 1)))
            box.editor.setTextCursor(cursor)

    def _connect(self) -> None:
        self.head.recusal_wanted.connect(self._ask_recusal)
        self.banner.back_wanted.connect(self._take_back)
        self.foot.step_wanted.connect(self.step_wanted)
        self.foot.hand_in_wanted.connect(self.hand_in_wanted)
        self._work.sheet_changed.connect(self._refresh)
        self._work.state_changed.connect(self._take_state)
        self._kit.theme.changed.connect(self._relayout)

    def _show_form(self, subject: Subject) -> None:
        form, reused = None, False
        if question := self._ballot.asked.get(subject.id):
            key = (subject.rubric_id, subject.evaluation_kind)
            if form := self._forms.get(key):
                reused = True
                form.show_subject(subject)
            else:
                form = self._forms[key] = SheetForm(self._kit, self._work, *question)
                form.show_guidance(shown=self._guidance)
                form.entered.connect(partial(self._enter, form))
                form.next_wanted.connect(self.go_to_next_open)
                form.caret_moved.connect(self._move_caret)
                form.noted.connect(self._show_note)
                self._cards.insertWidget(self._cards.indexOf(self.foot), form)
        before, self._form = self._form, form
        if before and before is not form:
            # Qt passes the keyboard from field to field while it hides them: see _enter
            before.hide()
        # a new one in a window not seen yet comes with it: shown now, it would be laid out for no good
        if form and (reused or self.isVisible()):
            form.show()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes from the top to the bottom; Qt's order is that in which the parts were made."""
        stops: list[QWidget] = [self.head.recuse_button]
        stops += self._panel.stops if self._panel else ()
        stops.append(self.banner.back_button)
        stops += self._form.stops if self._form else ()
        stops += self.foot.stops
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _refresh(self, subject_id: str) -> None:
        if self._subject is None or subject_id != self._subject.id:
            return
        sitting = self._work.sitting
        sheet = sitting.sheets.get(subject_id)
        set_up = next((one for one in self._ballot.recusals if one.subject_id == subject_id), None)
        self.set_up_recusal.setVisible(set_up is not None)
        if set_up:
            self.set_up_recusal.show_recusal(set_up.kind)
        self.banner.setVisible(bool(sheet and sheet.recusal))
        if sheet and sheet.recusal:
            self.banner.show_recusal(sheet.recusal, sheet.recusal_reason, read_only=self._work.read_only)
        if self._form:
            self._form.refresh()
        if self._panel and not self._recusable:
            self._panel.hide()
        progress = sitting.progress(subject_id) if sheet else None
        self.head.show_subject(self._subject, progress, recusable=self._recusable)

    def _take_state(self) -> None:
        if self._form and self._read_only_shown != self._work.read_only:
            self._read_only_shown = self._work.read_only
            self._refresh(self.subject_id)

    @property
    def _recusable(self) -> bool:
        sheet = self._work.sitting.sheets.get(self.subject_id)
        return bool(sheet and not sheet.recusal and not self._work.read_only)

    def _ask_recusal(self) -> None:
        if self._subject:
            self.panel.ask(self._subject)
            self._scroll.to_top()

    def _declare(self, kind: RecusalKind, reason: str) -> None:
        try:
            self._work.declare(self.subject_id, kind, reason)
        except EvalError as fault:
            self.panel.say_fault(fault)
            return
        self.panel.put_away(declared=True)
        self._scroll.to_top()
        self.banner.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_panel(self) -> None:
        # what is hidden with the keyboard in it passes it on to the field below
        cell = self._cell
        self.panel.put_away(declared=False)
        self._cell = cell
        self.take_keyboard()

    def _take_back(self) -> None:
        self._work.take_back(self.subject_id)
        self.take_keyboard()

    def _enter(self, form: SheetForm, cell: Cell) -> None:
        if form is not self._form:
            return
        self._cell = cell
        if cell[0] is not None:
            self.criterion_entered.emit(cell[0])
        if self._form and (card := self._form.cards.get(cell[0])) and card.row and cell[1] is None:
            self._scroll.reveal(card)
        elif cell[1]:
            self._follow.start()
        self.place_changed.emit()

    def _move_caret(self, cell: Cell) -> None:
        if cell == self._cell:
            self.place_changed.emit()
            self._follow.start()

    def _follow_caret(self) -> None:
        box = self._form.box(self._cell) if self._form else None
        if box and box.editor.hasFocus():
            self._scroll.show_part(box.editor.viewport(), box.editor.cursorRect())

    def _show_note(self, note: Note) -> None:
        # below the last field in sight it would be said unseen; it has no place yet
        QTimer.singleShot(0, note, lambda: self._reveal_note(note))

    def _reveal_note(self, note: Note) -> None:
        if note.isVisible():
            self._scroll.reveal(note)
            self.noted.emit()

    def _relayout(self) -> None:
        em = self._kit.theme.em
        self._cards.setContentsMargins(round(em * 1.1), round(em * 0.8), round(em * 1.1), round(em * 1.2))
        self._cards.setSpacing(round(em * 0.75))
