"""What a rubric has beside its criteria, edited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from evalapp.language import N_
from evalapp.rubric import CommentKind, Rubric
from evalapp.rubric_data import MAX_DECIMALS
from evalapp.rubric_edits import read_title
from ui.windows.card import Card
from ui.windows.controls import ComboBox
from ui.windows.evaluation.rubric.comments_form import CommentsForm
from ui.windows.evaluation.rubric.fields import LineEntry, heading
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class WholeForm(Card):
    """Title, decimals of the mean, comments asked for on a whole subject.

    Signals:
        edited: the rubric as it is then, the name of the step for undoing, and where it was typed.
    """

    edited = Signal(object, str, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._rubric: Rubric | None = None
        self.title = LineEntry(kit, lambda text: read_title(text, "rubric"))
        self._decimals_name = heading(kit.theme)
        self.decimals = ComboBox(kit.theme)
        self.comments = CommentsForm(kit)
        self._id = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self._decimals_name)
        self.rows.addLayout(Flow(self.decimals))
        self.rows.addWidget(self.comments)
        self.rows.addWidget(self._id)
        self.title.typed.connect(self._take_title)
        self.decimals.activated.connect(self._take_decimals)
        self.comments.edited.connect(self._take_comments)
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_rubric(self, rubric: Rubric, *, may: bool) -> None:
        """Show a rubric; what is being typed into the same one stays."""
        self._rubric = rubric
        self.title.show_value(rubric.title, rubric.id)
        self.title.field.setReadOnly(not may)
        self.decimals.setCurrentIndex(rubric.decimals)
        self.decimals.setEnabled(may)
        self.comments.show_kinds(rubric.comments, may=may)
        self._id.setText(self._kit.speaker.say("ID in set-up files: {id}", id=rubric.id))

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.title.rename(say("Title of the rubric"))
        self._decimals_name.setText(say("Means are printed with"))
        self.decimals.setAccessibleName(self._decimals_name.text())
        here = self.decimals.currentIndex()
        self.decimals.clear()
        for count in range(MAX_DECIMALS + 1):
            example = f"{7 / 3:.{count}f}"
            self.decimals.addItem(
                say("{count} digits after the point, as {example}", count=count, example=example)
            )
        self.decimals.setCurrentIndex(here)
        self.comments.rename(say("Comments asked for on the whole subject"))

    def _take_title(self, title: str) -> None:
        if self._rubric:
            self.edited.emit(replace(self._rubric, title=title), N_("Typing"), "title")

    def _take_decimals(self, count: int) -> None:
        if self._rubric:
            self.edited.emit(replace(self._rubric, decimals=count), N_("Choice"), "")

    def _take_comments(self, kinds: tuple[CommentKind, ...]) -> None:
        if self._rubric:
            self.edited.emit(replace(self._rubric, comments=kinds), N_("Choice"), "")
