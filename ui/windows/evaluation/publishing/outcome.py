"""What saving came to, and what the check says of it: one line below the documents."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.publishing.checking import Checking
from ui.windows.evaluation.publishing.disclosure_panel import verdict
from ui.windows.evaluation.publishing.keeping import Keeping
from ui.windows.kit import Kit


class Outcome(QWidget):
    """Shows the last saving and the check of what was saved; hidden before the first.

    Attributes:
        saved: what was written, or why not.
        checked: what the check says.
        folder_button, check_button, cancel_button: what they say.

    Signals:
        check_wanted: the user wants to see what the check looked at.
    """

    check_wanted = Signal()

    def __init__(self, kit: Kit, keeping: Keeping, checking: Checking) -> None:
        super().__init__()
        self._kit, self._keeping, self._checking = kit, keeping, checking
        self._told = True
        self.saved, self.checked = Note(kit.theme, Tone.GOOD), Note(kit.theme, Tone.PLAIN)
        self.folder_button = Button(kit.theme, quiet=True)
        self.check_button = Button(kit.theme, quiet=True)
        self.cancel_button = Button(kit.theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._progress = QHBoxLayout()
        self._progress.addWidget(self._bar, 1)
        self._progress.addWidget(self.cancel_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._progress)
        self._rows = [_row(self.saved, self.folder_button), _row(self.checked, self.check_button)]
        for row in self._rows:
            self._column.addLayout(row)
        self.folder_button.clicked.connect(self._show_folder)
        self.check_button.clicked.connect(self.check_wanted)
        self.cancel_button.clicked.connect(keeping.cancel)
        keeping.changed.connect(self.show_state)
        checking.changed.connect(self.show_state)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def tell_check(self, *, told: bool) -> None:
        """Say here what the check found, or not: it is told in sight."""
        self._told = told
        self.show_state()

    def show_state(self) -> None:
        """Show how far it is, or what it came to."""
        keeping = self._keeping
        sentence, tone = _saved_words(keeping, self._kit)
        self._bar.setRange(0, keeping.total)
        self._bar.setValue(len(keeping.written))
        for part in (self._bar, self.cancel_button):
            part.setVisible(keeping.running)
        if sentence != self.saved.label.text():
            self.saved.say_aloud(sentence, tone)
        self.folder_button.setVisible(bool(keeping.written) and not keeping.running)
        of_saved = bool(keeping.written) and self._checking.folder == keeping.written[0].path.parent
        wanted = of_saved and self._told and not keeping.running
        checked, tone = verdict(self._checking, self._kit) if wanted else ("", tone)
        self.checked.say(checked, tone)
        self.check_button.setVisible(bool(checked))
        self.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.folder_button.setText(say("Show the folder"))
        self.check_button.setText(say("What the check looked at"))
        self.cancel_button.setText(say("Stop"))
        self._bar.setAccessibleName(say("Saving"))
        self.show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.2))
        self._bar.setFixedHeight(round(em * 0.5))

    def _show_folder(self) -> None:
        if self._keeping.written:
            self._kit.desktop.show_file(self._keeping.written[0].path)


def _row(note: Note, button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(note, 1)
    row.addWidget(button)
    return row


def _saved_words(keeping: Keeping, kit: Kit) -> tuple[str, Tone]:
    say, written = kit.speaker.say, keeping.written
    if keeping.running:
        done, total = len(written), keeping.total
        return say("Saving: {done} of {total} documents …", done=done, total=total), Tone.PLAIN
    parts = []
    if len(written) == 1:
        parts.append(say("Saved as {file}.", file=written[0].path))
    elif written:
        folder = written[0].path.parent
        parts.append(say("{count} documents were saved in {folder}.", count=len(written), folder=folder))
    if kept := [one.kept for one in written if one.kept]:
        parts.append(say("Earlier ones were kept as: {files}.", files=", ".join(kept)))
    if keeping.cancelled:
        parts.append(
            say("It was stopped: {done} of {total} were saved.", done=len(written), total=keeping.total)
        )
        return " ".join(parts), Tone.NOTICE
    if keeping.fault:
        parts.append(kit.speaker.phrase(keeping.fault))
        return " ".join(parts), Tone.ALARM
    return (" " if not kit.speaker.japanese else "").join(parts), Tone.GOOD
