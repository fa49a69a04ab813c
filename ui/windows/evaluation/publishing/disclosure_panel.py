"""The disclosure check: what it looked at, what it searched for, what it found."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from evalapp.disclosure import People
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.publishing.checking import Checking
from ui.windows.evaluation.publishing.disclosure_model import DisclosureModel
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.rows import Rows


class DisclosurePanel(QWidget):
    """Shows a ``Checking``.

    Attributes:
        verdict: what came of it.
        rows: the files with what was found in each.
        check_button, show_button, cancel_button: what they say.
    """

    def __init__(self, office: Office, checking: Checking) -> None:
        super().__init__()
        self._office = office
        self._kit = kit = office.kit
        self._checking = checking
        self._about = Paragraph(kit.theme)
        self.check_button = Button(kit.theme)
        self.show_button = Button(kit.theme)
        self.cancel_button = Button(kit.theme)
        self.verdict = Note(kit.theme, Tone.PLAIN)
        self._searched = Paragraph(kit.theme, ink="muted", scale=0.9)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._model = DisclosureModel(kit)
        self.rows = Rows(kit, {0: 0.42, 1: 0.58}, tree=True)
        self.rows.setModel(self._model)
        self._assemble()
        self.check_button.clicked.connect(self.choose_folder)
        self.show_button.clicked.connect(self._show_folder)
        self.cancel_button.clicked.connect(checking.cancel)
        checking.changed.connect(self.show_state)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def choose_folder(self) -> None:
        """Ask for a folder and look into all that is in it."""
        say = self._kit.speaker.say
        start = self._checking.folder or self._office.path.parent
        folder = self._kit.dialogs.choose_folder(self, say("Folder to check"), start)
        if folder:
            self._checking.check(folder)

    def take_folder(self, paths: list[Path]) -> bool:
        """Check a folder that was dropped; ``False`` if it is none."""
        folders = [path for path in paths if path.is_dir()]
        if len(folders) != 1 or len(paths) != 1:
            return False
        self._checking.check(folders[0])
        return True

    def show_state(self) -> None:
        """Show how far the check is, or what came of it."""
        checking, say = self._checking, self._kit.speaker.say
        self._model.show_files(checking.files)
        for row, looked in enumerate(checking.files):
            index = self._model.index(row, 0)
            if not looked.clean and not self.rows.isExpanded(index):
                self.rows.expand(index)
            for detail in range(self._model.rowCount(index)):
                self.rows.setFirstColumnSpanned(detail, index, True)  # noqa: FBT003 - Qt's
        self.rows.setVisible(bool(checking.files))
        if not checking.running:
            self.rows.fit()
        self._bar.setRange(0, checking.total)
        self._bar.setValue(len(checking.files))
        for part in (self._bar, self.cancel_button):
            part.setVisible(checking.running)
        self.show_button.setVisible(checking.folder is not None)
        sentence, tone = verdict(checking, self._kit)
        if sentence != self.verdict.label.text():
            self.verdict.say_aloud(sentence, tone)
        self._searched.setVisible(checking.people is not None)
        if checking.people:
            self._searched.setText(_searched_words(checking.people, self._kit))
        self._bar.setAccessibleName(say("Disclosure check"))

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self._about.setText(
            say(
                "Before documents are published, the check looks into the files themselves (text, properties,"
                " hidden sheets, metadata, file names) for anything that names a member. It runs by itself on"
                " what is saved without names, and here on any folder."
            )
        )
        self.check_button.setText(say("Check a folder …"))
        self.show_button.setText(say("Show the folder"))
        self.cancel_button.setText(say("Stop"))
        self.rows.setAccessibleName(say("Files that were looked into"))
        self.show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.7))
        self._buttons.setSpacing(round(em * 0.5))
        self._bar.setFixedHeight(round(em * 0.5))

    def _assemble(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.check_button)
        self._buttons.addWidget(self.show_button)
        self._buttons.addWidget(self._bar, 1)
        self._buttons.addWidget(self.cancel_button)
        self._buttons.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._about)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.verdict)
        self._column.addWidget(self._searched)
        self._column.addWidget(self.rows, 1)
        self._column.addStretch()

    def _show_folder(self) -> None:
        if self._checking.folder:
            self._kit.desktop.show_file(self._checking.folder)


def verdict(checking: Checking, kit: Kit) -> tuple[str, Tone]:
    """What is to be said of a check in one or two sentences; empty before the first."""
    say, files = kit.speaker.say, checking.files
    if checking.running:
        return (
            say("{done} of {files} files looked into …", done=len(files), files=checking.total)
            if checking.total
            else say("The check begins …")
        ), Tone.PLAIN
    if checking.fault:
        return kit.speaker.phrase(checking.fault), Tone.ALARM
    if checking.cancelled:
        return say(
            "The check was stopped: {done} of {files} files were looked into.",
            done=len(files),
            files=checking.total,
        ), Tone.NOTICE
    if not files:
        return "", Tone.PLAIN
    bad = sum(not looked.clean for looked in files)
    if bad:
        return say(
            "Not to be published as it is: {count} of {files} files name a member, are left over from"
            " earlier, or could not be looked into. Mend or take out what is listed, then check again.",
            count=bad,
            files=len(files),
        ), Tone.ALARM
    places = sum(sum(looked.counts.values()) for looked in files)
    allowed = any(looked.findings for looked in files)
    sentence = (
        say(
            "Nothing was found that names a member, apart from the members' list that the report prints:"
            " {files} files, {places} places looked into.",
            files=len(files),
            places=f"{places:,}",
        )
        if allowed
        else say(
            "Nothing was found that names a member: {files} files, {places} places looked into.",
            files=len(files),
            places=f"{places:,}",
        )
    )
    return sentence, Tone.GOOD


def _searched_words(people: People, kit: Kit) -> str:
    return kit.speaker.say(
        "Searched for: the names, readings, mail addresses and ids of {members} members, and {codes}"
        " verification codes and ids of ballots and forms.",
        members=len(people.members),
        codes=len(people.codes),
    )
