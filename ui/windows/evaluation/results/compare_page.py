"""The means of an earlier evaluation beside those of this one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.comparing import Change, Comparison, Figures, Match, SubjectChange, Way, compare, figures_of
from evalapp.errors import EvalError
from evalapp.report import Report
from ui.messages import listed
from ui.result_words import ARROWS, WAYS, match_note
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import LineField
from ui.windows.evaluation.results.listing_model import Item, Line
from ui.windows.evaluation.results.listing_table import ListingTable
from ui.windows.evaluation.results.nothing import Nothing
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph

_WIDTHS = {2: 4.2, 3: 4.2, 4: 4.6, 5: 9.5}
_WEIGHTS = {0: 1.1, 1: 1.0}
_NAMED = 3
"""So many of what has no counterpart are named."""


class ComparePage(QWidget):
    """A row a criterion: before, now, the difference in a figure, an arrow and a word.

    Signals:
        file_wanted: the user wants to choose the earlier evaluation.
    """

    file_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._now: Figures | None = None
        self._before: Figures | None = None
        self._file = Path()
        self._comparison: Comparison | None = None
        self._fault: EvalError | None = None
        self.choose = Button(kit.theme)
        self.title = Paragraph(kit.theme, bold=True)
        self.hint = Paragraph(kit.theme, ink="muted")
        self.fault = Note(kit.theme, Tone.ALARM)
        self.unmatched = Note(kit.theme, Tone.PLAIN)
        self.field = LineField(kit.theme)
        self.nothing = Nothing(kit)
        self.table = ListingTable(kit, _WIDTHS, _WEIGHTS)
        self._card, self._rest = Card(kit.theme), QWidget()
        self._column = QVBoxLayout(self)
        self._top = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.hint)
        self._top.addLayout(texts, 1)
        self._top.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self._card.rows.addWidget(self.field)
        self._card.rows.addWidget(self.table, 1)
        self._column.addLayout(self._top)
        self._column.addWidget(self.fault)
        self._column.addWidget(self.unmatched)
        self._column.addWidget(self._card, 1)
        self._column.addWidget(self.nothing, 1)
        self._column.addWidget(self._rest, 1)
        for button in (self.choose, self.nothing.button):
            button.clicked.connect(lambda _checked: self.file_wanted.emit())
        self.field.textChanged.connect(self.table.look_for)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare with yet."""
        return self._before is None

    def show_report(self, report: Report) -> None:
        """Take the present means."""
        self._now = figures_of(report)
        self._compare()

    def show_previous(self, file: Path, figures: Figures) -> None:
        """Take the means of an earlier evaluation."""
        self._file, self._before, self._fault = file, figures, None
        begun = self.nothing.button.hasFocus()
        self._compare()
        if begun:
            self.table.setFocus()

    def say_fault(self, fault: EvalError) -> None:
        """Say why a file cannot be compared with; what was compared before stays."""
        self._fault = fault
        self.retranslate()

    def retranslate(self) -> None:
        """Say all texts."""
        say, found = self._kit.speaker.say, self._comparison
        self.choose.setText(say("Choose another evaluation…"))
        self.field.setPlaceholderText(say("Find subjects and criteria"))
        self.field.setAccessibleName(say("Find subjects and criteria"))
        self.table.setAccessibleName(say("Means before and now"))
        for part in (self.title, self.hint, self.choose):
            part.setVisible(found is not None)
        self._card.setVisible(bool(found and found.subjects))
        self._rest.setVisible(bool(found and not found.subjects))
        self.nothing.setVisible(found is None)
        self.setFocusProxy(self.nothing.button if found is None else self.table)
        fault = self._kit.speaker.phrase(self._fault) if self._fault else ""
        self.fault.say(fault)
        if found is None:
            how = say(
                "Choose the .evaluation file of an earlier evaluation, or its results exported as JSON."
                " Subjects and criteria are matched by title, then by id; nothing is written."
            )
            self.nothing.show_words(how, say("Choose the earlier evaluation…"))
            self.unmatched.clear()
            return
        self.title.setText(say("Before: {title}", title=found.before.title))
        self.hint.setText(
            say("{file}. The differences are those of the printed means.", file=self._file.name)
        )
        notes = "\n".join(self._notes(found))
        self.unmatched.say(notes)
        self.table.show_lines(self._heads(), [line for one in found.subjects for line in self._lines(one)])

    def relayout(self) -> None:
        """Take sizes from the text size."""
        em = round(self._kit.theme.em)
        self._column.setContentsMargins(round(em * 1.2), round(em * 0.2), round(em * 1.2), round(em * 0.9))
        self._column.setSpacing(round(em * 0.7))
        self.field.setMinimumHeight(round(em * 1.9))
        self.field.setTextMargins(round(em * 0.3), 0, round(em * 0.3), 0)

    def _compare(self) -> None:
        if self._before and self._now:
            self._comparison = compare(self._before, self._now)
        self.retranslate()

    def _notes(self, found: Comparison) -> list[str]:
        """What a person should look at: the same file, guesses, what has no counterpart."""
        speaker = self._kit.speaker
        say, language, notes = speaker.say, speaker.language, []
        if found.before.id == found.now.id:
            notes.append(say("This is the same evaluation at another time."))
        guessed = [one.now.subject_id for one in found.subjects if one.match is Match.ID]
        if guessed:
            notes.append(
                say(
                    "Matched by their id alone, with other titles – please check: {ids}.",
                    ids=listed(guessed, language, _NAMED),
                )
            )
        if not found.subjects:
            notes.append(say("No subject of this evaluation is in the earlier one."))
        before = [f"{one.subject_id} {one.title}" for one in found.only_before]
        now = [f"{one.subject_id} {one.title}" for one in found.only_now]
        for one in found.subjects:
            before += [f"{one.before.subject_id} – {figure.title}" for figure in one.only_before]
            now += [f"{one.now.subject_id} – {figure.title}" for figure in one.only_now]
        if before:
            names = listed(before, language, _NAMED)
            notes.append(say("Only before ({count}): {names}.", count=len(before), names=names))
        if now:
            names = listed(now, language, _NAMED)
            notes.append(say("Only now ({count}): {names}.", count=len(now), names=names))
        return notes

    def _heads(self) -> tuple[str, ...]:
        say = self._kit.speaker.say
        return (say("Subject"), say("Criterion"), say("Before"), say("Now"), say("Difference"), say("Change"))

    def _lines(self, subject: SubjectChange) -> list[Line]:
        gap = "　" if self._kit.speaker.japanese else "  "
        name = f"{subject.now.subject_id}{gap}{subject.now.title}"
        tip = match_note(subject.match, subject.before.title, self._kit.speaker.language)
        return [
            self._line(place, change, Item(name, subject.now.subject_id, tip=tip))
            for place, change in enumerate(subject.changes)
        ]

    def _line(self, place: int, change: Change, name: Item) -> Line:
        language = self._kit.speaker.language
        word = f"{ARROWS[change.way]} {language.gettext(WAYS[change.way])}".strip()
        far = -(10**9) if change.steps is None else change.steps * 10 ** (3 - change.decimals)
        moved = change.way in {Way.UP, Way.DOWN}
        before, now = change.before.mean, change.now.mean
        note = match_note(change.match, change.before.title, language)
        return Line(
            (
                name,
                Item(change.now.title, place, tip=note),
                Item(change.before.printed, -1 if before is None else before, figure=True),
                Item(change.now.printed, -1 if now is None else now, figure=True),
                Item(change.difference, far, figure=True, bold=moved),
                Item(word, far, ink="ink" if moved else "muted"),
            ),
            (name.key, change.now.criterion_id),
        )
