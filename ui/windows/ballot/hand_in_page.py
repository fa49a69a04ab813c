"""The page on which a member checks the answers and hands them in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evalapp import __version__
from evalapp.errors import EvalError
from ui.windows.ballot.hand_in_act import ActCard
from ui.windows.ballot.hand_in_check import CheckCard
from ui.windows.ballot.hand_in_result import ResultCard
from ui.windows.ballot.hand_ins_table import HandInsTable
from ui.windows.ballot.words import unkept_fault
from ui.windows.ballot.work import Work
from ui.windows.busy import busy
from ui.windows.card import Card, Note, Tone
from ui.windows.following import Following
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.revisions import revision_text, shown_moment
from ui.windows.saving import Saving
from ui.windows.scroll_bar import use_scroll_bars

if TYPE_CHECKING:
    from evalapp.handing_in import Standing


class HandInPage(QScrollArea):
    """What is open, the act of handing in, the file it made, and what was handed in before.

    Args:
        kit: the window's.
        work: the member's.
        folder: where submissions go until the user chooses another folder.

    Signals:
        cell_chosen: where the user wants to go: subject id, criterion id or ``None``, ``CommentKind`` or
            ``None``.
        preview_requested: the user wants to see the official sheets.
    """

    cell_chosen = Signal(str, object, object)
    preview_requested = Signal()

    def __init__(self, kit: Kit, work: Work, folder: Path) -> None:
        super().__init__()
        use_scroll_bars(self, kit.theme)
        self._kit = kit
        self._work = work
        ballot = work.sitting.ballot
        self._judges = bool(ballot.judged)
        self._title = Paragraph(kit.theme, scale=1.35, bold=True)
        self.standing = Note(kit.theme, Tone.PLAIN)
        self.check = CheckCard(kit, work)
        self.act = ActCard(kit, folder, ballot.info.deadline)
        self.result = ResultCard(kit, ballot)
        self.history = Card(kit.theme)
        self._history_title = Paragraph(kit.theme, scale=1.1, bold=True)
        self.table = HandInsTable(kit)
        self.history.rows.addWidget(self._history_title)
        self.history.rows.addWidget(self.table)
        self._page = QWidget()
        self._column = QVBoxLayout()
        cards = (self.check, self.act, self.result, self.history)
        for part in (self._title, self.standing, *cards):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._frame = QHBoxLayout(self._page)
        self._frame.addLayout(self._column, 1)
        self.setWidget(self._page)
        Following(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.check.cell_chosen.connect(self.cell_chosen)
        self.check.preview_requested.connect(self.preview_requested)
        self.act.requested.connect(self.hand_in)
        self.result.again_requested.connect(self._save_again)
        work.sheet_changed.connect(self._refresh_if_seen)
        work.state_changed.connect(self._refresh_if_seen)
        kit.speaker.changed.connect(self.refresh)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.refresh()

    def refresh(self) -> None:
        """Look at the answers, at the file and at what was handed in, and say everything anew."""
        say = self._kit.speaker.say
        self._title.setText(say("Check and hand in"))
        for part in (self.check, self.act):
            part.setVisible(self._judges)
        if not self._judges:
            self.history.hide()
            self.standing.say(
                say("You are recused from every subject of this evaluation, so there is nothing to hand in."),
                Tone.PLAIN,
            )
            return
        self.check.refresh()
        try:
            standing = self._standing()
        except EvalError as fault:
            self.standing.say("")
            self.act.refresh(
                draft=not self.check.complete, wanted=True, obstacle=self._kit.speaker.phrase(fault)
            )
            return
        path = self._known_file(standing)
        self._say_standing(standing, path)
        self.act.refresh(
            draft=not self.check.complete,
            wanted=not (standing.settled and path),
            obstacle=self._obstacle(),
        )
        self.result.show_standing(standing, path)
        self.table.hand_ins.show_notes(standing.noted)
        self.table.setAccessibleName(say("Handed in so far"))
        self._history_title.setText(say("Handed in so far"))
        self.history.setVisible(bool(standing.noted))
        self.table.fit()
        stops = (self.check.list, self.act.hand_in_button, self.result.mail_button, self.check.preview_button)
        self.setFocusProxy(next(stop for stop in stops if stop.isVisibleTo(self) and stop.isEnabled()))

    def hand_in(self) -> None:
        """Make the submission in the folder shown, if it can be done and is what the button said."""
        draft = self.act.draft
        self._work.flush()
        self._work.look()
        self.refresh()
        # what was typed last, or written by another program, may have changed what the button stands for
        if draft == self.act.draft and self.act.hand_in_button.isEnabled():
            self._make(self.act.folder)

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self._kit.theme.em)
        self._frame.setContentsMargins(round(em * 1.4), em, round(em * 1.4), em)
        self._column.setSpacing(round(em * 0.8))
        self._page.setMaximumWidth(em * 62)
        self.table.fit()
        self.check.list.fit()

    def _make(self, folder: Path) -> None:
        from evalapp.handing_in import hand_in

        file = self._work.sitting.file
        self.act.say_fault(None)
        try:
            with busy():
                receipt = hand_in(file, folder, draft=self.act.draft, at=self._kit.now(), app=__version__)
        except EvalError as fault:
            self.act.say_fault(fault)
            self.refresh()
            self._show(self.act)
            return
        self._kit.settings.set_text(self._memory(receipt.code), str(receipt.path))
        self._work.handed_in.emit()
        self.refresh()
        self._show(self.result)
        self.result.mail_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, card: QWidget) -> None:
        """Scroll to a card, once those that have just appeared have their places."""
        QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card))

    def _save_again(self) -> None:
        """Write the file of the newest hand-in in another folder: the same bytes."""
        from evalapp.handing_in import write_again

        say = self._kit.speaker.say
        folder = self._kit.dialogs.choose_folder(
            self.window(), say("Folder for the submission"), self.act.folder
        )
        if folder is None:
            return
        try:
            with busy():
                standing = self._standing()
                if (last := standing.last) is None:
                    return
                path = write_again(self._work.sitting.file, last, folder)
        except EvalError as fault:
            self.result.told.say(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        if self._known_file(standing) is None:
            self._kit.settings.set_text(self._memory(last.code), str(path))
        self.refresh()
        self.result.told.say(say("The file is saved: {file}", file=path), Tone.GOOD)

    def _standing(self) -> Standing:
        from evalapp.handing_in import standing

        sitting = self._work.sitting
        return standing(sitting.file, tuple(sitting.sheets.values()))

    def _memory(self, code: str) -> str:
        """Under which name the settings keep where the file of a hand-in was written.

        By its code: two copies of a ballot may have the same revision with other answers.
        """
        return f"handed-in/{self._work.sitting.ballot.id}/{code}"

    def _known_file(self, standing: Standing) -> Path | None:
        """The file of the newest hand-in, if it lies where it was written."""
        if standing.last is None:
            return None
        name = self._kit.settings.text(self._memory(standing.last.code))
        # never raises, whatever became of the drive
        return Path(name) if name and os.path.isfile(name) else None  # noqa: PTH113

    def _say_standing(self, standing: Standing, path: Path | None) -> None:
        say, last = self._kit.speaker.say, standing.last
        if last is None:
            self.standing.say(say("Nothing has been handed in from this file yet."), Tone.PLAIN)
            return
        revision = revision_text(last.revision, self._kit, draft=last.draft)
        at = shown_moment(last.at, self._kit)
        if standing.unchanged and path is None:
            # noted before it is written: a full disk may have kept the file from being there at all
            sentence = say(
                "The file of {revision}, sealed on {at}, is not where it was made. You can make it again.",
                revision=revision,
                at=at,
            )
            self.standing.say(sentence, Tone.PLAIN)
        elif standing.unchanged:
            sentence = say(
                "{revision} was sealed on {at}. Nothing has changed since.", revision=revision, at=at
            )
            self.standing.say(sentence, Tone.PLAIN if last.draft else Tone.GOOD)
        else:
            sentence = say(
                "{revision} was sealed on {at}. Your answers have changed since and are not handed in yet.",
                revision=revision,
                at=at,
            )
            self.standing.say(sentence, Tone.NOTICE)

    def _obstacle(self) -> str:
        say, state = self._kit.speaker.say, self._work.state
        match state.saving:
            case Saving.FAILED if state.fault:
                why = self._kit.speaker.phrase(state.fault)
                return f"{why} " + say("You can hand in as soon as your answers are saved.")
            case Saving.READ_ONLY:
                return say(
                    "This ballot is open in another window. Hand in there, or close that window first."
                )
            case Saving.TYPING:
                return say("A comment is not saved yet. Go back to it, and then hand in.")
            case Saving.UNKEPT:
                fault = unkept_fault(self._work.sitting.ballot, self._work.unkept[0], self._kit.speaker)
                return self._kit.speaker.phrase(fault)
        return ""

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        """Save what is typed and look at everything anew."""
        self._work.flush()
        self.refresh()
        super().showEvent(event)
