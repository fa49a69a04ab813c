"""What a criterion asks and what each score means, beside the sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from evalapp.model import Subject
from evalapp.rubric import Criterion, Rubric
from ui.windows.kit import Kit
from ui.windows.scroll_bar import use_scroll_bars


class GuidancePanel(QTextBrowser):
    """The guidance of one criterion; it follows the keyboard through the sheet."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self._shown: tuple[Subject, Rubric, Criterion] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.retranslate)

    def show_criterion(self, subject: Subject, rubric: Rubric, criterion_id: str) -> None:
        """Show the guidance of one criterion of ``rubric``, with the steps as ``subject`` has them."""
        shown = (subject, rubric, rubric.criterion(criterion_id))
        if shown != self._shown:
            self._shown = shown
            self.retranslate()

    def show_nothing(self) -> None:
        """Show no criterion: the subject is not judged."""
        if self._shown:
            self._shown = None
            self.retranslate()

    def retranslate(self) -> None:
        """Write everything anew."""
        say = self._kit.speaker.say
        self.setAccessibleName(say("Guidance"))
        writer = _Writer(self._kit, self.document())
        if self._shown is None:
            writer.text(say("You do not judge this, so there is no guidance here."), "muted")
            return
        subject, rubric, criterion = self._shown
        writer.heading(f"{rubric.number(criterion.id)}　{criterion.title}", 1.1)
        writer.text(criterion.guidance or say("There is no guidance for this criterion."))
        if criterion.scored:
            writer.heading(say("What the scores mean"))
            for step in criterion.scale_for(subject.evaluation_kind).steps:
                writer.step(str(step.points), step.label)
            writer.step(
                say("Cannot judge"), say("It does not enter the average: choose it where you lack the basis.")
            )
        else:
            writer.text(say("This criterion takes comments only, no score."), "muted")
        # the caret went along with what was written, and Qt brings it into sight when the panel is shown
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)


class _Writer:
    """Fills a document with text set for reading; the texts are never read as markup."""

    def __init__(self, kit: Kit, document: QTextDocument) -> None:
        self._kit = kit
        document.clear()
        em = kit.theme.em
        document.setDocumentMargin(em * 0.9)
        self._cursor = QTextCursor(document)
        self._first = True

    def heading(self, text: str, scale: float = 1.0) -> None:
        self._block(0.7)
        self._insert(text, "ink", scale, bold=True)

    def text(self, text: str, colour: str = "ink") -> None:
        for line in text.splitlines():
            self._block(0.35)
            self._insert(line, colour)

    def step(self, points: str, label: str) -> None:
        self._block(0.25)
        self._insert(points, "ink", bold=True)
        self._insert(f"　{label}" if label else "", "ink")

    def _block(self, above: float) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(160, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(0 if self._first else self._kit.theme.em * above)
        if self._first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._first = False

    def _insert(self, text: str, colour: str, scale: float = 1.0, *, bold: bool = False) -> None:
        signs = QTextCharFormat()
        signs.setFont(self._kit.theme.font(scale, bold=bold))
        signs.setForeground(QColor(getattr(self._kit.theme.colours, colour)))
        self._cursor.insertText(text, signs)
