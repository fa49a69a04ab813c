"""One criterion of a sheet: what is asked, the choices, and the comments that belong to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evalapp.mark import Mark, NoPoints
from evalapp.rubric import CommentKind
from ui.windows.ballot.choice import EDGE
from ui.windows.ballot.choice_row import ChoiceRow
from ui.windows.ballot.comment_box import CommentBox
from ui.windows.ballot.sheet_scroll import wish
from ui.windows.card import Card
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.signs import Sign, paint_sign


class CriterionCard(Card):
    """A heading with its fields, or (no ``row``) the comments on the whole subject.

    Attributes:
        row: the choices; ``None`` where no score is asked.
        boxes: the comments asked for, in order.

    Signals:
        entered: the keyboard has come into one of its fields: the kind of comment, or ``None`` for the score.
    """

    entered = Signal(object)

    def __init__(self, kit: Kit, row: ChoiceRow | None, boxes: Mapping[CommentKind, CommentBox]) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self.row = row
        self.boxes = boxes
        self._active = False
        self._mark: Mark = NoPoints.BLANK
        self._title = Paragraph(kit.theme, bold=True, scale=1.08)
        self._guidance = Paragraph(kit.theme, ink="muted")
        self._guidance.hide()
        self._state = StateBadge(kit)
        if row is None:
            self._state.hide()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setContentsMargins(EDGE, 0, EDGE, 0)
        texts.addLayout(head)
        texts.addWidget(self._guidance)
        self.rows.addLayout(texts)
        if row:
            self.rows.addWidget(row)
            row.entered.connect(lambda: self.entered.emit(None))
        for kind, box in boxes.items():
            self.rows.addWidget(box)
            box.entered.connect(lambda kind=kind: self.entered.emit(kind))

    @property
    def title(self) -> str:
        """The heading as shown."""
        return self._title.text()

    def rename(self, title: str, guidance: str) -> None:
        """Show a heading and its guidance."""
        self._title.setText(title)
        self._guidance.setText(guidance)
        self.setAccessibleName(title)

    def show_guidance(self, *, shown: bool) -> None:
        """Whether the guidance stands below the heading."""
        self._guidance.setVisible(shown and bool(self._guidance.text()))

    def show_mark(self, mark: Mark) -> None:
        """Show the score that the sheet holds."""
        if self.row and mark != self._mark:
            self._mark = mark
            self.row.show_mark(mark)
            self._state.show_mark(mark)

    def set_active(self, *, active: bool) -> None:
        """Whether this is where the member is."""
        if active != self._active:
            self._active = active
            self.update()

    def field(self, kind: CommentKind | None) -> QWidget | None:
        """The choices (``None``) or a comment's editor; the first there is if it has not got it."""
        if kind and kind in self.boxes:
            return self.boxes[kind].editor
        if self.row:
            return self.row
        return next((box.editor for box in self.boxes.values()), None)

    # Qt's

    def sizeHint(self) -> QSize:
        """The size it asks for at the present text size."""
        return wish(self._kit.theme, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        super().paintEvent(event)
        if self._active:
            em = self._kit.theme.em
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._kit.theme.colour("accent"))
            bar = QRectF(0, em * 0.9, max(3.0, em * 0.22), self.height() - em * 1.8)
            painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
            painter.end()


class StateBadge(QLabel):
    """未記入, or the score that stands, with a sign."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._mark: Mark = NoPoints.BLANK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.relayout()
        kit.speaker.changed.connect(self.relayout)
        kit.theme.changed.connect(self.relayout)

    def show_mark(self, mark: Mark) -> None:
        """Say another state."""
        self._mark = mark
        self.relayout()

    def relayout(self) -> None:
        """Say the state and take the room it needs."""
        from exports.wording import mark_state

        say, em = self._kit.speaker.say, self._kit.theme.em
        if isinstance(self._mark, NoPoints):
            self.setText(mark_state(self._mark, self._kit.speaker.language))
        else:
            self.setText(say("Score {points}", points=self._mark))
        width = QFontMetricsF(self._kit.theme.font(0.9)).horizontalAdvance(self.text())
        self.setFixedSize(round(width + em * 1.3), round(em * 1.5))
        self.update()

    # Qt's

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme = self._kit.theme
        em, blank = theme.em, self._mark is NoPoints.BLANK
        ink = theme.colour("muted" if not self.isEnabled() else "warn" if blank else "good")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign = QRectF(0, (self.height() - em * 0.9) / 2, em * 0.9, em * 0.9)
        painter.setPen(ink)
        if blank:
            painter.drawEllipse(sign.adjusted(em * 0.2, em * 0.2, -em * 0.2, -em * 0.2))
        else:
            paint_sign(painter, sign, Sign.DONE, ink)
        painter.setFont(theme.font(0.9))
        painter.drawText(
            QRectF(em * 1.15, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.end()
