"""Declaring in place that one does not judge a subject: no dialog, for it can be taken back at any time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.model import RecusalKind, Subject, SubjectKind
from evalapp.recusing import REASON_LIMIT
from ui.windows.ballot.choice import EDGE, Choice
from ui.windows.ballot.comment_editor import CommentEditor
from ui.windows.ballot.editor_frame import EditorFrame
from ui.windows.ballot.sheet_states import recusal_name
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class RecusalPanel(Card):
    """Asks why, and says what becomes of the answers given so far.

    Signals:
        declared: the ``RecusalKind`` and the reason, which may be empty.
        left: the member goes on judging.
    """

    declared = Signal(object, str)
    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._kind = RecusalKind.CONFLICT
        self._subject: Subject | None = None
        self._drafts: dict[str, tuple[RecusalKind, str]] = {}
        self._open: set[str] = set()
        self._title = Paragraph(kit.theme, bold=True, scale=1.08)
        self.choices = {kind: Choice(kit, "", "", self) for kind in RecusalKind}
        self._label = Paragraph(kit.theme, bold=True)
        self._secret = Paragraph(kit.theme, ink="muted")
        self.reason = CommentEditor(kit, REASON_LIMIT, (2, 6))
        self.note = Note(kit.theme, Tone.ALARM)
        self._follows = Paragraph(kit.theme)
        self.declare_button = Button(kit.theme, primary=True)
        self.leave_button = Button(kit.theme)
        self._choice_row = Flow(*self.choices.values())
        self._button_row = QHBoxLayout()
        self._button_row.addWidget(self.declare_button)
        self._button_row.addWidget(self.leave_button)
        self._button_row.addStretch(1)
        self._add_texts(self._title)
        self.rows.addLayout(self._choice_row)
        self._add_texts(self._label)
        self.rows.addWidget(EditorFrame(kit, self.reason))
        self._add_texts(self.note, self._secret, self._follows)
        self.rows.addLayout(self._button_row)
        for kind, choice in self.choices.items():
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            choice.clicked.connect(lambda _checked, kind=kind: self._choose(kind))
        self.declare_button.clicked.connect(lambda: self.declared.emit(self._kind, self.reason.text.strip()))
        self.leave_button.clicked.connect(self.left)
        self.reason.refused.connect(self.say_fault)
        self.reason.typed.connect(self.note.clear)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)

    def ask(self, subject: Subject) -> None:
        """Ask about a subject, as it was left there, and bring the keyboard to the kind chosen."""
        self._turn_to(subject)
        self._open.add(subject.id)
        self.show()
        self.choices[self._kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_subject(self, subject: Subject, *, recusable: bool) -> None:
        """Another subject is looked at: what is asked there stands as it was left, else nothing does."""
        self._turn_to(subject)
        self.setVisible(recusable and subject.id in self._open)

    def put_away(self, *, declared: bool) -> None:
        """The question is answered, or asked no more; what was typed then is there if it is asked again."""
        if self._subject:
            self._open.discard(self._subject.id)
            if declared:
                self._drafts.pop(self._subject.id, None)
                self._subject = None
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        return *self.choices.values(), self.reason, self.declare_button, self.leave_button

    def say_fault(self, fault: EvalError) -> None:
        """Say why it cannot be declared so."""
        self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)

    def retranslate(self) -> None:
        """Say everything."""
        say = self._kit.speaker.say
        programme = self._subject is not None and self._subject.kind is SubjectKind.PROGRAMME
        title = say("Do not judge this programme") if programme else say("Do not judge this project")
        self._title.setText(title)
        for kind, choice in self.choices.items():
            choice.rename(recusal_name(kind, self._kit.speaker))
            choice.setAccessibleDescription(title)
            choice.setFixedSize(choice.sizeHint())
            choice.take_shape(None)
        self._label.setText(say("Reason (optional)"))
        self._secret.setText(say("Only the secretariat sees it. It is never published."))
        self.reason.setAccessibleName(say("Reason (optional)"))
        self._follows.setText(
            say(
                "Scores and comments entered so far will not be handed in. "
                "They come back when you take this back."
            )
        )
        self.declare_button.setText(say("Do not judge"))
        self.leave_button.setText(say("Go on judging"))

    def _add_texts(self, *texts: QWidget) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(EDGE, 0, EDGE, 0)
        for text in texts:
            column.addWidget(text)
        self.rows.addLayout(column)

    def _turn_to(self, subject: Subject) -> None:
        if self._subject:
            self._drafts[self._subject.id] = self._kind, self.reason.text
        self._subject = subject
        kind, reason = self._drafts.get(subject.id, (RecusalKind.CONFLICT, ""))
        self.reason.put(reason)
        self.note.clear()
        self._choose(kind)
        self.retranslate()

    def _choose(self, kind: RecusalKind) -> None:
        self._kind = kind
        for one, choice in self.choices.items():
            choice.show_chosen(chosen=one is kind)

    # Qt's

    def _relayout(self) -> None:
        super()._relayout()
        for choice in getattr(self, "choices", {}).values():
            choice.setFixedSize(choice.sizeHint())
            choice.take_shape(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and the arrows choose; Escape leaves."""
        kinds = list(self.choices)
        holding = next((kind for kind, choice in self.choices.items() if choice.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif holding and event.key() == Qt.Key.Key_Space:
            self._choose(holding)
        elif holding and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            other = kinds[(kinds.index(holding) + 1) % len(kinds)]
            self.choices[other].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()
