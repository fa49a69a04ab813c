"""The head of a set-up as a form: title, kind, dates, whom members ask."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from evalapp.cell_blocks import one_line
from evalapp.dates import parse_day
from evalapp.language import N_, Language
from evalapp.setup_draft import COLUMNS, Part
from evalapp.setup_edits import set_cell
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import ComboBox, LineField
from ui.windows.evaluation.setup.words import choices_of, column_title
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.following import Following
from ui.windows.lines import Paragraph
from ui.windows.scroll_bar import use_scroll_bars
from ui.windows.theme import Theme

_CHOICES = ("kind", "two_person_rule")
_DAYS = ("date", "deadline")
_ORDER = ("title", "kind", "organisation", "date", "deadline", "contact", "two_person_rule")
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class HeadField(LineField):
    """A line whose undoing is the page's: one history for the whole set-up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undoing to the window."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in self._keys):
            event.ignore()
            return False
        return super().event(event)


class HeadForm(QScrollArea):
    """The fields of ``Part.HEAD``; what is typed goes into the draft at once."""

    def __init__(self, work: SetupWork) -> None:
        super().__init__()
        kit = work.office.kit
        use_scroll_bars(self, kit.theme)
        self._work = work
        self._kit = kit
        self.fields: dict[str, LineField] = {}
        self.lists: dict[str, ComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, Paragraph] = {}
        self.notes: dict[str, Note] = {}
        self._card = Card(kit.theme)
        self._grid = QGridLayout()
        self._card.rows.addLayout(self._grid)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self._card)
        self._column.addStretch(1)
        for row, name in enumerate(_ORDER):
            self._add(name, row * 3)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Following(self)
        work.changed.connect(self.refresh)
        work.office.state_changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()

    def take_keyboard(self, column: str = "title") -> None:
        """Put the keyboard into a field."""
        (self.fields.get(column) or self.lists[column]).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the draft; what is just being typed is left as it is."""
        cells = dict(zip(COLUMNS[Part.HEAD], self._work.draft.head.cells, strict=True))
        may = not self._work.office.read_only
        for name, field in self.fields.items():
            if one_line(field.text()) != cells[name]:
                field.setText(cells[name])
            field.setReadOnly(not may)
        for name, chosen in self.lists.items():
            chosen.setCurrentIndex(chosen.findData(cells[name]))
            chosen.setEnabled(may)
        faults = {one.column: one for one in self._work.problems if one.part is Part.HEAD}
        for name, note in self.notes.items():
            found = faults.get(name)
            tone = Tone.NOTICE if found and found.advice else Tone.ALARM
            sentence = self._kit.speaker.phrase(found.error) if found else ""
            note.say(sentence, tone)
        for name in _DAYS:
            self._hints[name].setText(self._day_hint(cells[name]))

    def retranslate(self) -> None:
        """Say all texts."""
        language, say = self._kit.speaker.language, self._kit.speaker.say
        for name, label in self._labels.items():
            label.setText(column_title(Part.HEAD, name, language))
            field = self.fields.get(name) or self.lists[name]
            field.setAccessibleName(label.text())
        for name, chosen in self.lists.items():
            words = choices_of(self._work.draft, Part.HEAD, name, language)
            if name == "two_person_rule":
                words = {
                    "true": say("Yes: another person confirms what came as an Excel form"),
                    "false": say("No: the person who took it in may confirm it too"),
                }
            chosen.clear()
            for value, word in words.items():
                chosen.addItem(word, value)
        self._hints["title"].setText(say("Printed on every document."))
        self._hints["contact"].setText(
            say("Whom members ask. Their mail drafts go to the first mail address in it.")
        )
        for name in _DAYS:
            self.fields[name].setPlaceholderText(say("For example 2027-01-22"))
        self.refresh()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setContentsMargins(0, 0, round(em * 0.6), round(em * 0.6))
        self._grid.setHorizontalSpacing(round(em * 1.2))
        self._grid.setVerticalSpacing(round(em * 0.2))
        self._card.setMaximumWidth(round(em * 58))
        for name, field in self.fields.items():
            field.setMinimumHeight(round(em * 1.9))
            field.setMaximumWidth(round(em * (15 if name in _DAYS else 60)))
        for row in range(2, len(_ORDER) * 3, 3):
            self._grid.setRowMinimumHeight(row, round(em * 0.5))

    def _add(self, name: str, row: int) -> None:
        theme = self._kit.theme
        label = self._labels[name] = QLabel()
        if name in _CHOICES:
            chosen = self.lists[name] = ComboBox(theme)
            chosen.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            chosen.activated.connect(lambda _row: self._take(name, str(chosen.currentData())))
            field: QWidget = chosen
        else:
            line = self.fields[name] = HeadField(theme)
            line.textEdited.connect(lambda text: self._take(name, text, f"head {name}"))
            field = line
        label.setBuddy(field)
        hint = self._hints[name] = Paragraph(theme, ink="muted", scale=0.9)
        note = self.notes[name] = Note(theme)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(hint)
        below.addWidget(note)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, middle)
        self._grid.addWidget(
            field, row, 1, Qt.AlignmentFlag.AlignLeft if name in _CHOICES else Qt.AlignmentFlag(0)
        )
        self._grid.addLayout(below, row + 1, 1)
        self._grid.setColumnStretch(1, 1)

    def _take(self, name: str, text: str, joins: str = "") -> None:
        draft = set_cell(self._work.draft, Part.HEAD, 0, name, text)
        self._work.change(draft, N_("Typing") if joins else N_("Choice"), joins)

    def _day_hint(self, text: str) -> str:
        """The day that was understood, with its weekday: a wrong month shows."""
        try:
            return day_in_words(parse_day(text), self._kit.speaker.language)
        except ValueError:
            return ""


def day_in_words(day: date, language: Language) -> str:
    """A day with its weekday: 令和9年1月22日（金曜日）."""
    weekday = language.gettext(_WEEKDAYS[day.weekday()])
    return (
        f"{language.date(day)}（{weekday}）" if language.code == "ja" else f"{weekday}, {language.date(day)}"
    )
