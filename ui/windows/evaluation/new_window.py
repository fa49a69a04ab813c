"""The window in which a new evaluation is made."""

from __future__ import annotations

import secrets
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from evalapp.account import account_name
from evalapp.errors import EvalError
from ui.windows.busy import busy
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import LineField
from ui.windows.desktop import documents_folder
from ui.windows.dropping import dropped_files, take_drop
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.setup.sources import Source, SourceCard, Start
from ui.windows.flow import Flow
from ui.windows.following import Following
from ui.windows.free_name import free_name
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.recents import short_place
from ui.windows.scroll_bar import use_scroll_bars

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


class NewEvaluationWindow(QWidget):
    """Says what the new evaluation begins with, what it is called and where it lies.

    Signals:
        created: the file of the new evaluation (``Path``).
    """

    created = Signal(Path)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._path: Path | None = None
        self._titled = False
        self._heading = Paragraph(kit.theme, scale=1.35, bold=True)
        self.source = SourceCard(kit)
        self.title = LineField(kit.theme)
        self._title_label = QLabel()
        self._title_label.setBuddy(self.title)
        self._place_label = QLabel()
        self._place = ElidedLabel()
        self.change_button = Button(kit.theme)
        self.note = Note(kit.theme, Tone.ALARM)
        self.make_button = Button(kit.theme, primary=True)
        self.close_button = Button(kit.theme)
        self._assemble()
        self.setAcceptDrops(True)
        self.source.changed.connect(self._note_source)
        self.title.textEdited.connect(self._note_title)
        self.change_button.clicked.connect(lambda _checked: self.choose_place())
        self.make_button.clicked.connect(lambda _checked: self.make())
        self.close_button.clicked.connect(lambda _checked: self.close())
        QShortcut("Ctrl+W", self, self.close)
        QShortcut(Qt.Key.Key_Escape, self, self.close)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()
        room, em = self.screen().availableGeometry(), kit.theme.em
        self.resize(min(round(em * 50), room.width()), min(round(em * 44), room.height()))
        self.title.setFocus()

    @property
    def path(self) -> Path:
        """Where the evaluation will lie: where the user said, or named by its title among the documents."""
        if self._path:
            return self._path
        name = self._name() or self._kit.speaker.say("New evaluation")
        stem = name.translate(_UNFIT).strip(" .")[:60] or "evaluation"
        return free_name(documents_folder() / f"{stem}.evaluation")

    def make(self) -> None:
        """Make the evaluation; what is missing is said in the window."""
        self.note.clear()
        try:
            with busy():
                self._make(self.source.start(self.title.text()))
        except EvalError as fault:
            self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)
            if fault.code == "setup-missing" and self.source.chosen is not Source.FILE:
                self.title.setFocus()

    def choose_place(self) -> None:
        """Ask where the evaluation is to lie."""
        say = self._kit.speaker.say
        kinds = say("Evaluations") + " (*.evaluation)"
        found = self._kit.dialogs.save_file(
            self, say("Where is the evaluation to lie?"), self.path, kinds, replaces=False
        )
        if found:
            self._path = (
                found if found.suffix == ".evaluation" else found.with_name(f"{found.name}.evaluation")
            )
            self._show_place()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.setWindowTitle(say("New evaluation"))
        self._heading.setText(say("Make a new evaluation"))
        self._title_label.setText(say("Title of the evaluation"))
        self.title.setPlaceholderText(say("For example: Interim evaluation of the programme …"))
        self._place_label.setText(say("Where it is saved"))
        self.change_button.setText(say("Change…"))
        self.change_button.setAccessibleName(say("Choose where the evaluation lies"))
        self.make_button.setText(say("Make it"))
        self.close_button.setText(say("Cancel"))
        self._show_place()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        margin = round(em * 1.4)
        self._column.setContentsMargins(margin, margin, margin, round(em * 0.6))
        self._column.setSpacing(round(em * 0.9))
        self._foot.setContentsMargins(margin, round(em * 0.6), margin - RING, margin)
        self._foot.setSpacing(round(em * 0.6))
        self._place_row.setSpacing(round(em * 0.6))
        self.title.setMinimumHeight(round(em * 2))
        self._title_label.setFont(self._kit.theme.font(bold=True))
        self._place_label.setFont(self._kit.theme.font(bold=True))

    # private

    def _assemble(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self._heading)
        self._column.addWidget(self.source)
        names = Card(self._kit.theme)
        names.rows.addWidget(self._title_label)
        names.rows.addWidget(self.title)
        names.rows.addSpacing(RING)
        names.rows.addWidget(self._place_label)
        self._place_row = QHBoxLayout()
        self._place_row.addWidget(self._place, 1)
        self._place_row.addWidget(self.change_button)
        names.rows.addLayout(self._place_row)
        self._column.addWidget(names)
        self._column.addWidget(self.note)
        self._column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        use_scroll_bars(scroll, self._kit.theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Following(scroll)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addLayout(Flow(self.close_button, self.make_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot)

    def _name(self) -> str:
        return self.source.title if self.source.chosen is Source.FILE else self.title.text().strip()

    def _note_source(self) -> None:
        """The source says what the title is, or proposes one."""
        self.note.clear()
        of_file = self.source.chosen is Source.FILE
        self.title.setEnabled(not of_file)
        if of_file or (self.source.title and not self._titled):
            self.title.setText(self.source.title)
        self._show_place()

    def _note_title(self) -> None:
        self._titled = bool(self.title.text().strip())
        self._show_place()

    def _show_place(self) -> None:
        path = self.path
        self._place.set_text(str(path), f"{short_place(path, self._kit.speaker)} {path.name}", path.name)

    def _make(self, start: Start) -> None:
        from evalapp import sealing
        from evalapp.starting import new_evaluation

        path = self.path
        new_evaluation(
            path,
            start.draft,
            secrets.token_hex(16),
            start.materials,
            sealing.new_evaluation_keys(),
            self._kit.now().astimezone(UTC),
            account_name(),
        )
        self.created.emit(path)

    # Qt's

    def changeEvent(self, event: QEvent) -> None:
        """A file of the chosen name may have come meanwhile."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._show_place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Last year's evaluation or a set-up file may be dropped."""
        take_drop(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with the file that is dropped."""
        if take_drop(event) and (paths := dropped_files(event)):
            self.source.take_file(paths[0])
