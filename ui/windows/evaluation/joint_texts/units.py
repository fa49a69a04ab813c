"""The units of one subject's texts as fields: each is loaded, looked at and saved as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evalapp.texts import Place
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.joint_texts.entries import EntryList, ReviewCard
from ui.windows.evaluation.joint_texts.fields import PassageField, in_line
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class Unit(QWidget):
    """One unit; where somebody else has changed it, too, it asks which is to stand.

    Attributes:
        place: which.
        conflict: that somebody else has changed it.
        mine_button, theirs_button: which is to stand.

    Signals:
        left: it may have to be saved.
        mine_wanted, theirs_wanted: what is written here is to stand, or what somebody else has written.
    """

    left = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, kit: Kit, place: Place) -> None:
        super().__init__()
        self.kit = kit
        self.place = place
        self.conflict = Note(kit.theme, Tone.ALARM)
        self.mine_button, self.theirs_button = Button(kit.theme), Button(kit.theme)
        for button in (self.mine_button, self.theirs_button):
            self.conflict.add(button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.mine_button.clicked.connect(self.mine_wanted)
        self.theirs_button.clicked.connect(self.theirs_wanted)

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        raise NotImplementedError

    @property
    def sound(self) -> bool:
        """Whether it can be saved; if not, it says why."""
        raise NotImplementedError

    @property
    def unfinished(self) -> bool:
        """Whether an entry of it is still empty: it is not saved while the keyboard is in it."""
        return False

    def put_into(self, table: dict[str, Any]) -> None:
        """Add it to the subject's table."""
        raise NotImplementedError

    def load(self, table: Mapping[str, Any]) -> None:
        """Show what the subject's table has."""
        raise NotImplementedError

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Put the keyboard into its first field."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self.kit.speaker.say
        self.mine_button.setText(say("Take what is written here"))
        self.theirs_button.setText(say("Take the other one"))

    def show_conflict(self, theirs: str | None) -> None:
        """Say what somebody else has written meanwhile; ``None`` takes it away."""
        if theirs is None:
            self.conflict.clear()
            return
        say = self.kit.speaker.say
        self.conflict.say_aloud(
            say(
                "This text was changed elsewhere while you were writing, so yours is not saved yet. It now"
                " says: {text}",
                text=theirs or say("(nothing)"),
            ),
            Tone.ALARM,
        )


class PassageUnit(Unit):
    """The joint judgement of the subject or of one criterion."""

    def __init__(self, kit: Kit, place: Place, criterion_title: str) -> None:
        super().__init__(kit, place)
        self._criterion = criterion_title
        self.field = PassageField(kit, (3, 18), strong=True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.conflict)
        self.field.left.connect(self.left)

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        return self.field.dirty

    @property
    def sound(self) -> bool:
        """Whether it can be saved; if not, it says why."""
        return self.field.fault is None

    def put_into(self, table: dict[str, Any]) -> None:
        """Add it to the subject's table."""
        if self.place[2] == "criterion":
            table.setdefault("criteria", {})[self.place[3]] = self.field.text
        else:
            table["consensus"] = self.field.text

    def load(self, table: Mapping[str, Any]) -> None:
        """Show what the subject's table has."""
        criteria = table.get("criteria", {})
        of_whole = table.get("consensus", "")
        self.field.load(criteria.get(self.place[3], "") if self.place[2] == "criterion" else of_whole)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        self.field.set_read_only(read_only=read_only)

    def take_keyboard(self) -> None:
        """Put the keyboard into its first field."""
        self.field.editor.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        super().retranslate()
        judgement = self.kit.speaker.say("Joint judgement")
        self.field.rename(f"{self._criterion}：{judgement}" if self._criterion else judgement)


class RecommendationsUnit(Unit):
    """All recommendations with their responses."""

    def __init__(self, kit: Kit, place: Place) -> None:
        super().__init__(kit, place)
        self._title = Paragraph(kit.theme, bold=True)
        self.entries = EntryList(kit, themed=False)
        self.column.addLayout(in_line(self._title))
        self.column.addWidget(self.conflict)
        self.column.addWidget(self.entries)
        self.entries.left.connect(self.left)

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        return self.entries.dirty

    @property
    def sound(self) -> bool:
        """Whether it can be saved; if not, it says why."""
        return self.entries.sound

    @property
    def unfinished(self) -> bool:
        """Whether an entry of it is still empty."""
        return self.entries.unfinished

    def put_into(self, table: dict[str, Any]) -> None:
        """Add it to the subject's table."""
        table["recommendation"] = self.entries.tables

    def load(self, table: Mapping[str, Any]) -> None:
        """Show what the subject's table has."""
        self.entries.load(table["recommendation"])

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        self.entries.set_read_only(read_only=read_only)

    def take_keyboard(self) -> None:
        """Put the keyboard into its first field."""
        first = self.entries.cards[0].text.editor if self.entries.cards else self.entries.add_button
        first.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        super().retranslate()
        say = self.kit.speaker.say
        self._title.setText(say("Recommendations and responses"))
        self.entries.rename(
            say("Recommendation {number}"), say("Recommendation"), say("Add a recommendation")
        )


class ReviewsUnit(Unit):
    """All reviews with their remarks and the responses to them."""

    def __init__(self, kit: Kit, place: Place) -> None:
        super().__init__(kit, place)
        self._title = Paragraph(kit.theme, bold=True)
        self.reviews: list[ReviewCard] = []
        self._loaded = 0
        self._read_only = False
        self.add_button = Button(kit.theme)
        self.column.addLayout(in_line(self._title))
        for part in (self.conflict, self.add_button):
            self.column.addWidget(part)
        self.add_button.clicked.connect(self._add)

    @property
    def dirty(self) -> bool:
        """Whether it says something else than what was loaded."""
        return len(self.reviews) != self._loaded or any(review.dirty for review in self.reviews)

    @property
    def sound(self) -> bool:
        """Whether it can be saved; if not, it says why."""
        titles = [review.title.text.strip() for review in self.reviews]
        found = [review.sound(titles[:number]) for number, review in enumerate(self.reviews)]
        return all(found)  # each has said what is wrong with it

    @property
    def unfinished(self) -> bool:
        """Whether a review has no title or an empty remark."""
        return any(not review.title.text.strip() or review.findings.unfinished for review in self.reviews)

    def put_into(self, table: dict[str, Any]) -> None:
        """Add it to the subject's table."""
        table["review"] = [review.table for review in self.reviews]

    def load(self, table: Mapping[str, Any]) -> None:
        """Show what the subject's table has."""
        tables: Sequence[Mapping[str, Any]] = table["review"]
        self._loaded = len(tables)
        while len(self.reviews) > len(tables):
            self._drop(self.reviews[-1])
        while len(self.reviews) < len(tables):
            self._make()
        for review, one in zip(self.reviews, tables, strict=True):
            review.load(one)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read."""
        self._read_only = read_only
        self.add_button.setVisible(not read_only)
        for review in self.reviews:
            review.set_read_only(read_only=read_only)

    def take_keyboard(self) -> None:
        """Put the keyboard into its first field."""
        first = self.reviews[0].title.field if self.reviews else self.add_button
        first.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        super().retranslate()
        say = self.kit.speaker.say
        self._title.setText(say("Remarks of the reviewing body and responses"))
        self.add_button.setText(say("Add a review"))
        for review in self.reviews:
            review.retranslate()

    def _add(self) -> None:
        review = self._make()
        review.show()  # now: what is hidden takes no keyboard
        review.title.field.setFocus()

    def _make(self) -> ReviewCard:
        review = ReviewCard(self.kit)
        review.retranslate()
        review.set_read_only(read_only=self._read_only)
        review.left.connect(self.left)
        review.removed.connect(lambda: self._remove(review))
        # above the button
        self.column.insertWidget(self.column.count() - 1, review)
        self.reviews.append(review)
        return review

    def _remove(self, review: ReviewCard) -> None:
        self._drop(review)
        self.left.emit()

    def _drop(self, review: ReviewCard) -> None:
        self.reviews.remove(review)
        self.column.removeWidget(review)
        review.hide()
        review.deleteLater()
