"""The text of a mail as it goes to everybody, with fields that are filled in for each member."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from evalapp.language import Language
from evalapp.mailing import Letter, field_marks, letter_problem
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.controls import LineField
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.text_box import TextBox, TextFrame


class LetterEditor(QWidget):
    """Subject and body, and the fields that can be put in; what cannot be filled in is said while one types.

    Attributes:
        fields: the menu of fields.

    Signals:
        kept: the ``Letter`` is to be used from now on.
        left: nothing is to be changed.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._language = kit.speaker.language
        self._shipped = Letter("", "")
        self._hint = Paragraph(kit.theme, ink="muted")
        self._subject_head = QLabel()
        self.subject = LineField(kit.theme)
        self._subject_head.setBuddy(self.subject)
        self.body = TextBox(kit.theme)
        self.fields = QMenu(self)
        self.field_button = Button(kit.theme)
        # a field goes to where the caret is
        self.field_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem = Note(kit.theme, Tone.ALARM)
        self.keep_button = Button(kit.theme, primary=True)
        self.shipped_button = Button(kit.theme)
        self.cancel_button = Button(kit.theme)
        self._row = QHBoxLayout()
        self._row.addWidget(self._subject_head)
        self._row.addWidget(self.subject, 1)
        self._row.addWidget(self.field_button)
        self._buttons = Flow(self.keep_button, self.cancel_button, self.shipped_button, outdent=RING)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hint)
        self._column.addLayout(self._row)
        self._column.addWidget(TextFrame(kit.theme, self.body), 1)
        self._column.addWidget(self.problem)
        self._column.addLayout(self._buttons)
        self.field_button.clicked.connect(lambda _checked: self._open_fields())
        self.fields.triggered.connect(lambda action: self._insert(action.text()))
        self.subject.textChanged.connect(self._look)
        self.body.textChanged.connect(self._look)
        self.keep_button.clicked.connect(lambda _checked: self.kept.emit(self.letter))
        self.cancel_button.clicked.connect(lambda _checked: self.left.emit())
        self.shipped_button.clicked.connect(lambda _checked: self._put(self._shipped))
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    @property
    def letter(self) -> Letter:
        """As it is written now."""
        return Letter(self.subject.text(), self.body.text)

    def edit(self, letter: Letter, shipped: Letter, language: Language) -> None:
        """Have a letter edited.

        Args:
            letter: as it stands.
            shipped: the app's own, to come back to.
            language: of the letter.
        """
        self._shipped, self._language = shipped, language
        self.fields.clear()
        for mark in field_marks(language):
            self.fields.addAction(mark)
        self._put(letter)
        self.body.setFocus()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._hint.setText(
            say("The text of all mails of this kind. What stands in braces is filled in for each member.")
        )
        self.field_button.setText(say("Put in a field…"))
        self._subject_head.setText(say("Subject line:"))
        self.subject.setAccessibleName(say("Subject line"))
        self.body.setAccessibleName(say("Text of the mail"))
        self.keep_button.setText(say("Use this text"))
        self.cancel_button.setText(say("Cancel"))
        self.shipped_button.setText(say("Back to the app's own text"))
        self._look()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.5))
        self._buttons.setSpacing(round(em * 0.4))
        self._row.setSpacing(round(em * 0.5))
        self.subject.setFixedHeight(round(em * 1.9))

    def _put(self, letter: Letter) -> None:
        self.subject.setText(letter.subject)
        self.body.put(letter.body.strip("\n"))
        self._look()

    def _open_fields(self) -> None:
        self.fields.popup(self.field_button.mapToGlobal(self.field_button.rect().bottomLeft()))

    def _insert(self, mark: str) -> None:
        if self.subject.hasFocus():
            self.subject.insert(mark)
        else:
            self.body.insertPlainText(mark)
            self.body.setFocus()

    def _look(self) -> None:
        problem = letter_problem(self.letter, self._language)
        if problem:
            self.problem.say(self._kit.speaker.phrase(problem))
        else:
            self.problem.clear()
        self.keep_button.setEnabled(problem is None)
        self.shipped_button.setEnabled(self.letter != self._shipped)
