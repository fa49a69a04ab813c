"""The submission that was made: where it is, its code, and what to do with it now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.store.ballot_file import HandIn
from ui.windows.ballot.hand_in_mail import submission_mail
from ui.windows.busy import busy
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.code_label import CodeLabel
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.pdf_saving import save_pdf
from ui.windows.revisions import revision_text, shown_moment

if TYPE_CHECKING:
    from evalapp.handing_in import Standing


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
        self._standing: Standing | None = None
        self._path: Path | None = None
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self.next_step = Paragraph(kit.theme)
        self.code = CodeLabel(kit.theme)
        self._code_name = Paragraph(kit.theme, ink="muted")
        self._code_use = Paragraph(kit.theme, ink="muted")
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._labels = [Paragraph(kit.theme, ink="muted") for _ in range(4)]
        self._values = [Paragraph(kit.theme) for _ in range(4)]
        for row, (label, value) in enumerate(zip(self._labels, self._values, strict=True)):
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
        self.mail_button = Button(kit.theme, primary=True)
        self.folder_button = Button(kit.theme)
        self.receipt_button = Button(kit.theme)
        self.print_button = Button(kit.theme)
        self.again_button = Button(kit.theme)
        self._buttons = Flow(
            self.mail_button,
            self.folder_button,
            self.receipt_button,
            self.print_button,
            self.again_button,
            outdent=RING,
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

    def show_standing(self, standing: Standing, path: Path | None) -> None:
        """Show the newest hand-in.

        Args:
            standing: if nothing was handed in yet, the card is hidden.
            path: of the newest hand-in's file, if it is known and there.
        """
        last = standing.last
        if self._standing is None or last is None or last != self._standing.last:
            self.told.say("")
        self._standing, self._hand_in, self._path = standing, last, path
        self.retranslate()
        self.setVisible(last is not None)

    def receipt(self) -> bytes:
        """The receipt of the hand-in shown, as PDF, in the language spoken.

        Raises:
            EvalError: the hand-in cannot be read.
        """
        from exports.pdf.receipt import receipt_pdf

        if self._standing is None or self._hand_in is None:
            raise RuntimeError("nothing was handed in")
        name = self._path.name if self._path else ""
        noted, language = self._standing.noted, self._kit.speaker.language
        return receipt_pdf(self._ballot, self._hand_in, noted, name, language)

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
        if hand_in is None or self._standing is None:
            return
        self._title.setText(say("The submission (draft)") if hand_in.draft else say("The submission"))
        if not self._standing.unchanged:
            self.next_step.setText(say("This file does not hold what you have changed since."))
        elif path is None:
            self.next_step.setText(
                say(
                    "The file is not where it was made, or was not made on this computer."
                    " Save it again to send it."
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
        # what a screen reader says when the keyboard comes here after the act
        self.mail_button.setAccessibleDescription(self.next_step.text())
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
            self._labels[row].setVisible(bool(value))
            self._values[row].setVisible(bool(value))

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
        if self._hand_in is None:
            return
        try:
            with busy():
                content = self.receipt()
            saved = save_pdf(self._kit, self.window(), self._title_of_receipt(), self._receipt_name, content)
        except EvalError as fault:
            self.told.say(self._kit.speaker.phrase(fault), Tone.ALARM)
        else:
            if saved:
                self.told.say(saved.sentence(self._kit), Tone.GOOD)

    def _print_receipt(self) -> None:
        from ui.windows.print_window import PrintWindow

        if self._hand_in is not None:
            editions = ((self._title_of_receipt, self.receipt),)
            PrintWindow(self._kit, self._title_of_receipt, editions, self._receipt_name, self.window()).show()

    def _title_of_receipt(self) -> str:
        return self._kit.speaker.say("Receipt")

    @property
    def _receipt_name(self) -> str:
        code = self._hand_in.code if self._hand_in else ""
        return self._kit.speaker.say("receipt-{code}.pdf", code=code)
