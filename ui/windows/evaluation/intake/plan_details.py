"""The chosen file of a plan: who it is from, its code, and what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.intake import Entry, Plan, Status
from evalapp.model import Evaluation
from evalapp.report import SourceKind
from ui.windows.card import Note, Tone
from ui.windows.code_label import CodeLabel
from ui.windows.detail_list import Detail, DetailList
from ui.windows.evaluation.intake.details import Telling
from ui.windows.evaluation.intake.words import joined, kind_word, member_name
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.revisions import revision_text, shown_moment


class PlanDetails(QWidget):
    """Facts above, cells below.

    Attributes:
        code: large, to be read out on the telephone.
        reason: why the file is refused and what to do; or what a person should know of it.
        cells: old and new, blank cells, recusals.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._name = Paragraph(kit.theme, bold=True)
        self._facts = Paragraph(kit.theme, ink="muted", scale=0.92)
        self.code = CodeLabel(kit.theme, 1.5)
        self.reason = Note(kit.theme, Tone.ALARM)
        self.cells = DetailList(kit)
        self._column = QVBoxLayout(self)
        for widget in (self._name, self._facts, self.code, self.reason):
            self._column.addWidget(widget)
        self._column.addWidget(self.cells, 1)
        self._column.addStretch(0)
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_entry(
        self, entry: Entry | None, plan: Plan, evaluation: Evaluation, sentence: str, *, refused: bool
    ) -> None:
        """Show one file; ``None``: none is chosen.

        Args:
            entry: the file.
            plan: all files.
            evaluation: whose answers they are.
            sentence: what taking it in would do, or why it is refused.
            refused: it is.
        """
        say = self._kit.speaker.say
        if entry is None:
            self._name.setText(say("Choose a file to see what it would change."))
            self._facts.setText("")
            self._show(code="", details=[])
            self.reason.clear()
            return
        self._name.setText(PurePath(entry.file).name)
        self._facts.setText("\n".join(self._facts_of(entry, evaluation)))
        self._facts.setToolTip(entry.file)
        if refused:
            self.reason.say(sentence, Tone.ALARM)
        elif entry.status is Status.UNCHANGED:
            self.reason.say(sentence, Tone.PLAIN)
        else:
            self.reason.clear()
        code = entry.arrival.code if entry.arrival else ""
        self._show(code, list(Telling(evaluation, self._kit.speaker).entry(entry, plan)))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(round(em), round(em * 0.8), 0, 0)
        self._column.setSpacing(round(em * 0.4))
        self.cells.setMinimumHeight(round(em * 6))

    def _show(self, code: str, details: Sequence[Detail]) -> None:
        self.code.setText(code)
        self.code.setAccessibleName(f"{self._kit.speaker.say('Verification code')} {code}")
        self.code.setVisible(bool(code))
        self.cells.setAccessibleName(self._kit.speaker.say("What the file would change"))
        self.cells.show_details(details)
        self.cells.setVisible(bool(details))

    def _facts_of(self, entry: Entry, evaluation: Evaluation) -> list[str]:
        speaker, arrival = self._kit.speaker, entry.arrival
        if arrival is None:
            return [str(PurePath(entry.file).parent)]
        payload = arrival.payload
        revision = revision_text(payload.revision, self._kit, draft=payload.draft)
        facts = [
            member_name(evaluation, payload.member),
            joined([kind_word(arrival.kind, speaker), revision], speaker),
        ]
        if arrival.kind is SourceKind.SEALED:
            facts.append(speaker.say("Made at {when}", when=shown_moment(payload.handed_in_at, self._kit)))
        return facts

    # Qt's

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line between the list and this."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, 1, self.height()), self._kit.theme.colour("line"))
        painter.end()
