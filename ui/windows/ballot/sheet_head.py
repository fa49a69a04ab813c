"""What stands above a score sheet: the subject, how far its sheet is, and the way out of judging it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from evalapp.model import Subject, SubjectKind
from evalapp.progress import Progress
from exports.wording import evaluation_kind
from ui.windows.ballot.subject_model import comments_text, scores_text, subject_name
from ui.windows.buttons import Button
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph, plain, unbroken


class SheetHead(QWidget):
    """Two lines and a bar that fills.

    Signals:
        recusal_wanted: the member wants to declare that they do not judge the subject.
    """

    recusal_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._subject: Subject | None = None
        self._progress: Progress | None = None
        self._recusable = False
        self._title = Paragraph(kit.theme, bold=True, scale=1.25)
        self._about = Paragraph(kit.theme, ink="muted")
        self.recuse_button = Button(kit.theme, quiet=True)
        self.recuse_button.clicked.connect(self.recusal_wanted)
        self._second = QHBoxLayout()
        self._second.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        self._second.addWidget(self.recuse_button, 0, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addLayout(self._second)
        self.relayout()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    @property
    def about(self) -> str:
        """The second line."""
        return plain(self._about.text())

    def show_subject(self, subject: Subject, progress: Progress | None, *, recusable: bool) -> None:
        """Show a subject; ``progress`` is ``None`` for one that has no sheet."""
        self._subject = subject
        self._progress = progress
        self._recusable = recusable
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything."""
        if self._subject is None:
            return
        say, subject, done = self._kit.speaker.say, self._subject, self._progress
        programme = subject.kind is SubjectKind.PROGRAMME
        about = [
            say("Programme") if programme else say("Research and development project"),
            evaluation_kind(subject.evaluation_kind, self._kit.speaker.language),
        ]
        if done and not done.recusal:
            about.append(scores_text(done.marked, done.scored, self._kit.speaker))
            about.append(comments_text(done.commented, done.commentable, self._kit.speaker))
        # a line ends between the facts, not inside one
        about = [unbroken(fact) for fact in about if fact]
        self._title.setText(subject_name(subject))
        self._about.setText("　".join(about))
        self._about.setAccessibleName(self.about)
        self.recuse_button.setText(
            say("Do not judge this programme…") if programme else say("Do not judge this project…")
        )
        self.recuse_button.setVisible(self._recusable)
        self.setAccessibleName(subject_name(subject))
        self._part()
        self.update()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(round(em * 1.2), round(em * 0.6), round(em * 1.2), round(em * 0.5))
        self._column.setSpacing(0)
        self._part()
        self.update()

    def _part(self) -> None:
        """Put the button below the facts where both do not fit beside each other."""
        margins = self._column.contentsMargins()
        needed = self._about.sizeHint().width() + self.recuse_button.sizeHint().width()
        beside = needed + self._kit.theme.em <= self.width() - margins.left() - margins.right()
        self._second.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for its new size."""
        super().resizeEvent(event)
        self._part()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of the theme."""
        theme, done = self._kit.theme, self._progress
        painter = QPainter(self)
        high = max(3.0, theme.em * 0.2)
        rest = QRectF(0, self.height() - high, self.width(), high)
        painter.fillRect(rest, theme.colour("line"))
        if done and not done.recusal:
            # every field counts the same: scores, and where none are asked the comments
            filled, asked = (done.marked, done.scored) if done.scored else (done.commented, done.commentable)
            rest.setWidth(self.width() * filled / max(asked, 1))
            painter.fillRect(rest, theme.colour("good" if filled == asked else "accent"))
        painter.end()
