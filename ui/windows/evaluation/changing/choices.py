"""What becomes of the answers to criteria that are worded otherwise: a person decides, one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.windows.buttons import RING, Button
from ui.windows.card import Card
from ui.windows.controls import RadioButton
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

Choice = tuple[str, str]
"""Rubric id and criterion id."""


class Choices(Card):
    """A question for each criterion: let the scores so far stand, or have it judged anew.

    Signals:
        changed: another answer was given.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._title = Paragraph(kit.theme, bold=True, scale=1.08)
        self._text = Paragraph(kit.theme, ink="muted")
        self.all_keep, self.all_anew = Button(kit.theme, quiet=True), Button(kit.theme, quiet=True)
        self._buttons = Flow(self.all_keep, self.all_anew, outdent=RING)
        self.rows.addWidget(self._title)
        self.rows.addWidget(self._text)
        self.rows.addLayout(self._buttons)
        self._below = QVBoxLayout()
        self.rows.addLayout(self._below)
        self.questions: dict[Choice, Question] = {}
        self.all_keep.clicked.connect(lambda: self._answer_all(keep=True))
        self.all_anew.clicked.connect(lambda: self._answer_all(keep=False))
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def kept(self) -> dict[str, list[str]]:
        """By rubric the criteria whose scores stand; every rubric asked about is there."""
        found: dict[str, list[str]] = {rubric: [] for rubric, _criterion in self.questions}
        for (rubric, criterion), question in self.questions.items():
            if question.keep.isChecked():
                found[rubric].append(criterion)
        return found

    def ask_about(
        self, choices: tuple[Choice, ...], title: Callable[[Choice], str], scores: Callable[[Choice], int]
    ) -> None:
        """Ask about these criteria; answers given to any of them before stay.

        Args:
            choices: the criteria.
            title: of one of them.
            scores: how many stand for it now.
        """
        before = {one: question.keep.isChecked() for one, question in self.questions.items()}
        for question in self.questions.values():
            self._below.removeWidget(question)
            question.deleteLater()
        self.questions = {one: Question(self._kit, title(one), scores(one)) for one in choices}
        for one, question in self.questions.items():
            self._below.addWidget(question)
            question.answer(keep=before.get(one, True))
            question.changed.connect(self.changed)
        self.setVisible(bool(choices))
        for button in (self.all_keep, self.all_anew):
            button.setVisible(len(choices) > 1)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._title.setText(say("Scores given so far"))
        self._text.setText(
            say("These criteria are worded otherwise now. Decide for each whether its scores go on counting.")
        )
        self.all_keep.setText(say("Let all stand"))
        self.all_anew.setText(say("Have all judged anew"))

    def _answer_all(self, *, keep: bool) -> None:
        for question in self.questions.values():
            question.answer(keep=keep)
        self.changed.emit()


class Question(QWidget):
    """One criterion.

    Signals:
        changed: it was answered otherwise.
    """

    changed = Signal()

    def __init__(self, kit: Kit, title: str, scores: int) -> None:
        super().__init__()
        self._kit = kit
        self._scores = scores
        self._title = Paragraph(kit.theme, bold=True)
        self._title.setText(title)
        self._count = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.keep, self.anew = RadioButton(kit.theme), RadioButton(kit.theme)
        self._group = QButtonGroup(self)
        self._group.addButton(self.keep)
        self._group.addButton(self.anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, round(kit.theme.em * 0.5), 0, 0)
        column.setSpacing(round(kit.theme.em * 0.3))
        column.addWidget(self._title)
        column.addWidget(self._count)
        self._radios = Flow(self.keep, self.anew)
        self._radios.setSpacing(round(kit.theme.em * 0.4))
        column.addLayout(self._radios)
        for radio in (self.keep, self.anew):
            radio.setAccessibleDescription(title)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def answer(self, *, keep: bool) -> None:
        """Show an answer."""
        (self.keep if keep else self.anew).setChecked(True)

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._count.setText(say("Scores so far: {count}", count=self._scores))
        self.keep.setText(say("Let them stand"))
        self.anew.setText(say("Have it judged anew"))
