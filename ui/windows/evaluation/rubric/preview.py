"""How a criterion looks to the member: the very card of the member's window, to look at only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.rubric import Criterion, EvaluationKind, Rubric
from exports.wording import comment_kind, numbered
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.criterion_card import CriterionCard
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class CriterionPreview(QWidget):
    """A name and the card; nothing in it takes the keyboard or the mouse."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Rubric, str, EvaluationKind] | None = None
        self.card: CriterionCard | None = None
        self._name = Paragraph(kit.theme, ink="muted", scale=0.92)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._name)
        kit.speaker.changed.connect(self.retranslate)
        self.retranslate()

    def show_criterion(self, rubric: Rubric, criterion: Criterion, kind: EvaluationKind) -> None:
        """Show a criterion as it stands in an evaluation of this kind."""
        shown = rubric, criterion.id, kind
        if shown == self._shown:
            return
        self._shown = shown
        self._make(rubric, criterion, kind)

    def retranslate(self) -> None:
        """Say all texts."""
        self._name.setText(self._kit.speaker.say("As members see it"))
        if self._shown:
            rubric, criterion_id, kind = self._shown
            self._make(rubric, rubric.criterion(criterion_id), kind)

    def _make(self, rubric: Rubric, criterion: Criterion, kind: EvaluationKind) -> None:
        kit, language = self._kit, self._kit.speaker.language
        title = numbered(rubric.number(criterion.id), criterion.title, language)
        row = ChoiceRow(kit, title, criterion.scale_for(kind)) if criterion.scored else None
        boxes = {
            one: CommentBox(kit, lambda _text, _joins: None, _note_nothing) for one in criterion.comments
        }
        for one, box in boxes.items():
            box.rename(comment_kind(one, language), title)
            box.set_read_only(read_only=True)
        card = CriterionCard(kit, row, boxes)
        card.rename(title, criterion.guidance)
        card.show_guidance(shown=True)
        if row:
            row.set_read_only(read_only=True)
        card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in card.findChildren(QWidget):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self.card:
            self._column.removeWidget(self.card)
            self.card.deleteLater()
        self.card = card
        self._column.addWidget(card)


def _note_nothing(*, typing: bool) -> None:
    """Nothing is typed here."""
