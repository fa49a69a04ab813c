"""What is asked and answered: recommendations and remarks, each with the rounds of its responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.texts_data import RESPONSES
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.evaluation.joint_texts.fields import LineRow, PassageField
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign


class EntryCard(Card):
    """One recommendation, or one remark under its theme.

    Attributes:
        theme: of a remark; ``None`` for a recommendation.
        text: what is asked.
        responses: its answers, round by round; a further round is shown once the one before is written.

    Signals:
        left: the keyboard has left one of its fields.
        moved: the user wants it one place further up (-1) or down (1).
        removed: the user wants it away.
    """

    left = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, kit: Kit, *, themed: bool) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._title = Paragraph(kit.theme, bold=True)
        self.theme = LineRow(kit) if themed else None
        self.text = PassageField(kit)
        self.responses = [PassageField(kit) for _round in RESPONSES]
        self._acts = [QAction(self) for _act in range(3)]
        self.up, self.down, self.remove = self._acts
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        for action, sign in zip(self._acts, (Sign.UP, Sign.DOWN, Sign.CLOSE), strict=True):
            self._head.addWidget(SignButton(kit.theme, sign, action))
        self.rows.addLayout(self._head)
        for field in self._fields:
            self.rows.addWidget(field)
            field.left.connect(self.left)
        for response in self.responses:
            response.typed.connect(self._show_rounds)
        self.up.triggered.connect(lambda: self.moved.emit(-1))
        self.down.triggered.connect(lambda: self.moved.emit(1))
        self.remove.triggered.connect(self.removed)
        self._show_rounds()

    @property
    def table(self) -> dict[str, str]:
        """As a texts file has it."""
        theme = {"theme": self.theme.text} if self.theme else {}
        answers = zip(RESPONSES, (response.text for response in self.responses), strict=True)
        return {**theme, "text": self.text.text, **{key: text for key, text in answers if text.strip()}}

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        return any(field.dirty for field in self._fields)

    @property
    def sound(self) -> bool:
        """Whether it can be saved; if not, the fields say why."""
        say = self._kit.speaker.say
        filled = [bool(response.text.strip()) for response in self.responses]
        written = any(filled) or bool(self.theme and self.theme.text.strip())
        if written and not self.text.text.strip():
            self.text.note.say_aloud(say("Not saved yet: write this text first."), Tone.NOTICE)
            return False
        for number, before in enumerate(filled[:-1]):
            if not before and any(filled[number + 1 :]):
                self.responses[number].note.say_aloud(
                    say("Not saved yet: a later round is written, this one is empty."), Tone.NOTICE
                )
                return False
        return not any(field.fault for field in (self.text, *self.responses))

    def load(self, table: Mapping[str, str]) -> None:
        """Show what is kept."""
        if self.theme:
            self.theme.load(table.get("theme", ""))
        self.text.load(table["text"])
        for key, response in zip(RESPONSES, self.responses, strict=True):
            response.load(table.get(key, ""))
        self._show_rounds()

    def rename(self, name: str, ask: str, place: tuple[int, int]) -> None:
        """Say what it is.

        Args:
            name: of the whole, with its number.
            ask: of what is asked.
            place: its number from 0, and how many there are.
        """
        say = self._kit.speaker.say
        self._title.setText(name)
        self.text.rename(ask, name)
        if self.theme:
            self.theme.rename(say("Theme (may be empty)"))
        self.responses[0].rename(say("Response"), name)
        for number, response in enumerate(self.responses[1:], 2):
            response.rename(say("Response (round {number})", number=number), name)
        for action, word in zip(
            self._acts, (say("Further up"), say("Further down"), say("Remove")), strict=True
        ):
            action.setText(word)
        number, count = place
        self.up.setEnabled(number > 0)
        self.down.setEnabled(number + 1 < count)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        if self.theme:
            self.theme.field.setReadOnly(read_only)
        for field in (self.text, *self.responses):
            field.set_read_only(read_only=read_only)
        for action in self._acts:
            action.setVisible(not read_only)

    @property
    def _fields(self) -> list[PassageField | LineRow]:
        return [*([self.theme] if self.theme else []), self.text, *self.responses]

    def _show_rounds(self) -> None:
        before = True
        for response in self.responses:
            response.setVisible(before or bool(response.text.strip()))
            before = bool(response.text.strip())


class EntryList(QWidget):
    """Entries one below the other, and a button that adds one.

    Attributes:
        cards: the entries.
        add_button: what it says.

    Signals:
        left: something is to be saved.
    """

    left = Signal()

    def __init__(self, kit: Kit, *, themed: bool) -> None:
        super().__init__()
        self._kit, self._themed = kit, themed
        self.cards: list[EntryCard] = []
        self._loaded = 0
        self._reordered = False
        self._read_only = False
        self._words = ("", "")
        self.add_button = Button(kit.theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.add_button)
        self.add_button.clicked.connect(self.add)
        kit.theme.changed.connect(self._relayout)
        self._relayout()

    @property
    def tables(self) -> list[dict[str, str]]:
        """As a texts file has them."""
        return [card.table for card in self.cards]

    @property
    def dirty(self) -> bool:
        """Whether they say something else than what was loaded."""
        changed = len(self.cards) != self._loaded or self._reordered
        return changed or any(card.dirty for card in self.cards)

    @property
    def sound(self) -> bool:
        """Whether all can be saved."""
        found = [card.sound for card in self.cards]
        return all(found)  # each has said what is wrong with it

    @property
    def unfinished(self) -> bool:
        """Whether one of them is still empty."""
        return any(not "".join(card.table.values()).strip() for card in self.cards)

    def load(self, tables: Sequence[Mapping[str, str]]) -> None:
        """Show what is kept."""
        self._loaded, self._reordered = len(tables), False
        while len(self.cards) > len(tables):
            self._drop(self.cards[-1])
        while len(self.cards) < len(tables):
            self._make()
        for card, table in zip(self.cards, tables, strict=True):
            card.load(table)
        self._rename()

    def add(self) -> None:
        """Add an empty entry and put the keyboard there."""
        card = self._make()
        card.load({"text": ""})
        self._rename()
        card.show()  # now: what is hidden takes no keyboard
        card.text.editor.setFocus()

    def rename(self, numbered: str, ask: str, add: str) -> None:
        """Say what the entries are: ``{number}`` in ``numbered``."""
        self._words = (numbered, ask)
        self.add_button.setText(add)
        self._rename()

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether they can only be read."""
        self._read_only = read_only
        self.add_button.setVisible(not read_only)
        for card in self.cards:
            card.set_read_only(read_only=read_only)

    def _make(self) -> EntryCard:
        card = EntryCard(self._kit, themed=self._themed)
        card.set_read_only(read_only=self._read_only)
        card.left.connect(self.left)
        card.removed.connect(lambda: self._remove(card))
        card.moved.connect(lambda by: self._move(card, by))
        self._column.insertWidget(len(self.cards), card)
        self.cards.append(card)
        return card

    def _drop(self, card: EntryCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _remove(self, card: EntryCard) -> None:
        self._drop(card)
        self._rename()
        self.left.emit()

    def _move(self, card: EntryCard, by: int) -> None:
        # the texts change places, the fields stay
        number = self.cards.index(card)
        one, other = self.cards[number], self.cards[number + by]
        first, second = one.table, other.table
        for target, table in ((one, second), (other, first)):
            target.load(table)
        self._reordered = True
        self.left.emit()

    def _rename(self) -> None:
        numbered, ask = self._words
        for number, card in enumerate(self.cards):
            name = numbered.replace("{number}", str(number + 1))
            card.rename(name, ask, (number, len(self.cards)))

    def _relayout(self) -> None:
        self._column.setSpacing(round(self._kit.theme.em * 0.6))


class ReviewCard(QWidget):
    """One review by the reviewing body: its title and its remarks.

    Signals:
        left: something is to be saved.
        removed: the user wants it away.
    """

    left = Signal()
    removed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.title = LineRow(kit)
        self.note = Note(kit.theme, Tone.NOTICE)
        self.findings = EntryList(kit, themed=True)
        self.remove = QAction(self)
        self._button = SignButton(kit.theme, Sign.CLOSE, self.remove)
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self._button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(row)
        self._column.addWidget(self.note)
        self._column.addWidget(self.findings)
        self.title.left.connect(self.left)
        self.findings.left.connect(self.left)
        self.remove.triggered.connect(self.removed)

    @property
    def table(self) -> dict[str, object]:
        """As a texts file has it."""
        return {"title": self.title.text, "finding": self.findings.tables}

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        return self.title.dirty or self.findings.dirty

    def sound(self, twins: Sequence[str]) -> bool:
        """Whether it can be saved beside reviews of the other titles."""
        say, title = self._kit.speaker.say, self.title.text.strip()
        wanted = bool(self.findings.cards)
        self.note.clear()
        if not title and wanted:
            self.note.say_aloud(say("Not saved yet: name the review first."), Tone.NOTICE)
        elif title and title in twins:
            self.note.say_aloud(say("Not saved yet: there is another review of this name."), Tone.NOTICE)
        return not self.note.label.text() and self.findings.sound

    def load(self, table: Mapping[str, object]) -> None:
        """Show what is kept."""
        self.title.load(str(table["title"]))
        findings = table["finding"]
        self.findings.load(findings if isinstance(findings, list) else [])

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.title.rename(say("Review, for example “Interim evaluation (fiscal year 2020)”"))
        self.remove.setText(say("Remove this review"))
        self.findings.rename(say("Remark {number}"), say("Remark"), say("Add a remark"))

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        self.title.field.setReadOnly(read_only)
        self.findings.set_read_only(read_only=read_only)
        self.remove.setVisible(not read_only)
