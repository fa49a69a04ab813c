"""The submission that was made: where it is, its code, and what to do with it now."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel

from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.store.ballot_file import HandIn, HandInNote
from ui.windows.ballot.hand_in_mail import submission_mail
from ui.windows.ballot.hand_ins_table import revision_text, shown_moment
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import paint_focus
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.theme import Theme


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """A waiting pointer while something takes a moment."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


class CodeLabel(QLabel):
    """A code to be read out and compared: large, and it can be selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self.relayout)
        self.relayout()

    def relayout(self) -> None:
        """Take the size from the text size."""
        font = self._theme.font(1.9, bold=True)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        self.setFont(font)

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self, self._theme)


class ResultCard(Card):
    """The newest hand-in. Hidden until there is one.

    Signals:
        again_requested: the user wants the same file in another place.
    """

    again_requested = Signal()

    def __init__(self, kit: Kit, ballot: Ballot) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._ballot = ballot
        self._hand_in: HandIn | None = None
        self._noted: tuple[HandInNote, ...] = ()
        self._path: Path | None = None
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self.next_step = Paragraph(kit.theme)
        self.code = CodeLabel(kit.theme)
        self._code_name = Paragraph(kit.theme, ink="muted")
        self._code_use = Paragraph(kit.theme, ink="muted")
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels = [Paragraph(kit.theme, ink="muted") for _ in range(4)]
        self._values = [Paragraph(kit.theme) for _ in range(4)]
        for label, value in zip(self._labels, self._values, strict=True):
            self._facts.addRow(label, value)
        self.mail_button = Button(kit.theme, primary=True)
        self.folder_button = Button(kit.theme)
        self.receipt_button = Button(kit.theme)
        self.print_button = Button(kit.theme)
        self.again_button = Button(kit.theme)
        self._buttons = Flow(
            self.mail_button, self.folder_button, self.receipt_button, self.print_button, self.again_button
        )
        self.told = Note(kit.theme, Tone.PLAIN)
        for widget in (self._title, self.next_step, self._code_name, self.code, self._code_use):
            self.rows.addWidget(widget)
        self.rows.addLayout(self._facts)
        self.rows.addLayout(self._buttons)
        self.rows.addWidget(self.told)
        self.mail_button.clicked.connect(self._draft_mail)
        self.folder_button.clicked.connect(self._show_folder)
        self.receipt_button.clicked.connect(self._save_receipt)
        self.print_button.clicked.connect(self._print_receipt)
        self.again_button.clicked.connect(self.again_requested)
        self.hide()
        kit.theme.changed.connect(self.relayout)
        self.relayout()

    def show_hand_in(self, hand_in: HandIn | None, noted: tuple[HandInNote, ...], path: Path | None) -> None:
        """Show the newest hand-in.

        Args:
            hand_in: ``None`` hides the card.
            noted: all revisions.
            path: of its file, if it is known and there.
        """
        if self._hand_in is None or hand_in is None or hand_in.revision != self._hand_in.revision:
            self.told.say("")
        self._hand_in, self._noted, self._path = hand_in, noted, path
        self.retranslate()
        self.setVisible(hand_in is not None)

    def receipt(self) -> bytes:
        """The receipt of the hand-in shown, as PDF, in the language spoken.

        Raises:
            EvalError: the hand-in cannot be read.
        """
        from exports.pdf.receipt import receipt_pdf

        if self._hand_in is None:
            raise RuntimeError("nothing was handed in")
        name = self._path.name if self._path else ""
        return receipt_pdf(self._ballot, self._hand_in, self._noted, name, self._kit.speaker.language)

    def retranslate(self) -> None:
        """Say all texts."""
        say, hand_in, path = self._kit.speaker.say, self._hand_in, self._path
        self.mail_button.setText(say("Open a mail draft"))
        self.folder_button.setText(say("Show in folder"))
        self.receipt_button.setText(say("Save the receipt as PDF…"))
        self.print_button.setText(say("Print the receipt…"))
        self.again_button.setText(say("Save the file elsewhere too…"))
        self.mail_button.setVisible(path is not None)
        self.folder_button.setVisible(path is not None)
        if hand_in is None:
            return
        self._title.setText(say("The submission"))
        if path is None:
            self.next_step.setText(
                say(
                    "The file is not where it was made, or was not made on this computer. Save it again to send it."
                )
            )
        else:
            self.next_step.setText(
                say("Now send this file to the secretariat, for example attached to a mail.")
            )
        self._code_name.setText(say("Verification code"))
        self._code_use.setText(
            say("If the secretariat reads out the same code, your answers have arrived as you gave them.")
        )
        self.code.setText(hand_in.code)
        self.code.setAccessibleName(f"{say('Verification code')} {hand_in.code}")
        facts = (
            (say("File name"), path.name if path else ""),
            (say("Saved in"), str(path.parent) if path else ""),
            (say("Revision"), revision_text(hand_in.revision, self._kit, draft=hand_in.draft)),
            (say("Made at"), shown_moment(hand_in.at, self._kit)),
        )
        for row, (name, value) in enumerate(facts):
            self._labels[row].setText(name)
            self._values[row].setText(value)
            self._facts.setRowVisible(row, bool(value))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._buttons.setSpacing(round(em * 0.4))
        self._facts.setHorizontalSpacing(round(em * 1.4))
        self._facts.setVerticalSpacing(round(em * 0.2))

    def _draft_mail(self) -> None:
        say, hand_in = self._kit.speaker.say, self._hand_in
        if hand_in is None or self._path is None:
            return
        mail = submission_mail(
            self._ballot,
            self._path.name,
            revision_text(hand_in.revision, self._kit, draft=hand_in.draft),
            hand_in.code,
            self._kit.speaker,
            draft=hand_in.draft,
        )
        if self._kit.desktop.mail_draft(mail.to, mail.subject, mail.body):
            self.told.say(
                say("Attach the file {file} to the mail before you send it.", file=self._path.name),
                Tone.PLAIN,
            )
        else:
            self.told.say(say("No mail program could be opened. Send the file in another way."), Tone.NOTICE)

    def _show_folder(self) -> None:
        if self._path is not None and not self._kit.desktop.show_file(self._path):
            say = self._kit.speaker.say
            self.told.say(
                say("The folder could not be opened: {folder}", folder=self._path.parent), Tone.NOTICE
            )

    def _save_receipt(self) -> None:
        from evalapp.files import write_keeping

        say, hand_in = self._kit.speaker.say, self._hand_in
        if hand_in is None:
            return
        folder = self._path.parent if self._path else Path.home()
        name = say("receipt-{code}.pdf", code=hand_in.code)
        target = self._kit.dialogs.save_file(
            self.window(), say("Save the receipt"), folder / name, say("PDF files (*.pdf)")
        )
        if target is None:
            return
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        try:
            with busy():
                kept = write_keeping(target, self.receipt())
        except EvalError as fault:
            self.told.say(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        told = say("The receipt is saved: {file}", file=target)
        if kept:
            told += " " + say("The earlier {file} was kept as {kept}.", file=target.name, kept=kept.name)
        self.told.say(told, Tone.GOOD)

    def _print_receipt(self) -> None:
        from ui.windows.print_window import PrintWindow

        say, hand_in = self._kit.speaker.say, self._hand_in
        if hand_in is not None:
            name = say("receipt-{code}.pdf", code=hand_in.code)
            editions = ((say("Receipt"), self.receipt),)
            PrintWindow(self._kit, say("Receipt"), editions, name, self.window()).show()
