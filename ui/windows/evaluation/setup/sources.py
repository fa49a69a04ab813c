"""What a new evaluation begins with: a shipped rubric, last year's evaluation, or a set-up file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.model import Evaluation
from evalapp.rubric_data import shipped_rubric, shipped_rubric_ids
from evalapp.setup_draft import Draft
from evalapp.setup_starts import draft_from_previous, draft_from_tables, new_draft
from ui.windows.buttons import Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import ComboBox, RadioButton
from ui.windows.desktop import documents_folder
from ui.windows.elided import ElidedLabel
from ui.windows.flow import Flow
from ui.windows.free_name import free_name
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph


class Source(StrEnum):
    """Where the new evaluation begins."""

    RUBRIC = "rubric"
    PREVIOUS = "previous"
    FILE = "file"


class Taken(StrEnum):
    """What of last year's evaluation is taken besides its rubrics."""

    MEMBERS = "members"
    ALL = "all"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Start:
    """The draft of a new evaluation, and its materials as (subject id, name, content)."""

    draft: Draft
    materials: tuple[tuple[str, str, bytes], ...] = ()


class SourceCard(Card):
    """The three ways, each with what it needs.

    Attributes:
        file: the evaluation or set-up file that was chosen.

    Signals:
        changed: another way, or another file.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme)
        self._kit = kit
        self._previous: Evaluation | None = None
        self._read: Start | None = None
        self.file: Path | None = None
        self._heading = Paragraph(kit.theme, bold=True)
        self.ways = {source: RadioButton(kit.theme) for source in Source}
        self._hints = {source: Paragraph(kit.theme, ink="muted", scale=0.9) for source in Source}
        self.rubrics = ComboBox(kit.theme)
        self.rubrics.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.taken = ComboBox(kit.theme)
        self.taken.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.open_previous = Button(kit.theme)
        self.open_file = Button(kit.theme)
        self.template_button = Button(kit.theme, quiet=True)
        self._previous_name, self._file_name = ElidedLabel(), ElidedLabel()
        self.note = Note(kit.theme, Tone.ALARM)
        self._assemble()
        self.ways[Source.RUBRIC].setChecked(True)
        for rubric_id in sorted(shipped_rubric_ids(), key=lambda id_: id_ != "meti-project"):
            self.rubrics.addItem(shipped_rubric(rubric_id).title, rubric_id)
        self.open_previous.clicked.connect(lambda _checked: self.choose(Source.PREVIOUS))
        self.open_file.clicked.connect(lambda _checked: self.choose(Source.FILE))
        self.template_button.clicked.connect(lambda _checked: self.save_template())
        self._group.buttonClicked.connect(self._note_way)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self.relayout()
        self._note_way()

    @property
    def chosen(self) -> Source:
        """The way chosen."""
        return next(source for source, button in self.ways.items() if button.isChecked())

    @property
    def title(self) -> str:
        """The title that the source has; empty if none."""
        if self.chosen is Source.PREVIOUS and self._previous:
            return self._previous.info.title
        if self.chosen is Source.FILE and self._read:
            return self._read.draft.head.cells[0]
        return ""

    def start(self, title: str) -> Start:
        """The beginning as chosen.

        Args:
            title: of the new evaluation; a set-up file has its own.

        Raises:
            EvalError: ``new-no-source``: no file was chosen yet.
        """
        if self.chosen is Source.RUBRIC:
            return Start(new_draft(title.strip(), shipped_rubric(str(self.rubrics.currentData()))))
        if self.chosen is Source.FILE and self._read:
            return self._read
        if self.chosen is Source.PREVIOUS and self._previous:
            taken = self.taken.currentData()
            draft = draft_from_previous(
                self._previous,
                title.strip(),
                subjects=taken == Taken.ALL,
                members=taken in {Taken.ALL, Taken.MEMBERS},
            )
            return Start(draft)
        raise EvalError("new-no-source")

    def choose(self, source: Source) -> None:
        """Ask for the file."""
        say = self._kit.speaker.say
        self.ways[source].setChecked(True)
        if source is Source.PREVIOUS:
            kinds, title = say("Evaluations") + " (*.evaluation)", say("Choose the earlier evaluation")
        else:
            kinds, title = say("Set-up files") + " (*.xlsx *.toml)", say("Choose the set-up file")
        folder = self.file.parent if self.file else documents_folder()
        paths = self._kit.dialogs.open_files(self, title, folder, kinds)
        if paths:
            self.take_file(paths[0])
        else:
            self._note_way()

    def take_file(self, path: Path) -> None:
        """Read an earlier evaluation or a set-up file; what is wrong with it is said here."""
        source = Source.PREVIOUS if path.suffix == ".evaluation" else Source.FILE
        self.ways[source].setChecked(True)
        self._previous, self._read, self.file = None, None, None
        try:
            if source is Source.PREVIOUS:
                self._previous = _previous(path)
            else:
                self._read = _read(path)
        except EvalError as fault:
            self._note_way()
            self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        self.file = path
        self._note_way()

    def save_template(self) -> None:
        """Write an empty set-up workbook to fill in."""
        from evalapp.files import write_new
        from exports.setup_files import empty_setup_file

        say = self._kit.speaker.say
        proposed = free_name(documents_folder() / (say("Set-up of an evaluation") + ".xlsx"))
        path = self._kit.dialogs.save_file(
            self, say("Save an empty workbook"), proposed, say("Workbooks") + " (*.xlsx)", replaces=False
        )
        if path is None:
            return
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        try:
            write_new(path, empty_setup_file(path, self._kit.speaker.language))
        except EvalError as fault:
            self.note.say_aloud(self._kit.speaker.phrase(fault), Tone.ALARM)
            return
        self.note.say_aloud(
            say("The workbook is saved: {file}. Fill it in, then choose it here.", file=path.name), Tone.GOOD
        )

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self._heading.setText(say("Begin with"))
        self.ways[Source.RUBRIC].setText(say("A rubric"))
        self.ways[Source.PREVIOUS].setText(say("An earlier evaluation"))
        self.ways[Source.FILE].setText(say("A set-up file (Excel workbook or TOML)"))
        self._hints[Source.RUBRIC].setText(
            say("Everything can still be changed afterwards, the wording too.")
        )
        self._hints[Source.PREVIOUS].setText(
            say("Its criteria, organisation and contact are taken; its dates, recusals and answers are not.")
        )
        self._hints[Source.FILE].setText(
            say("For a set-up file that is filled in. Plain lists can be pasted once the evaluation is made.")
        )
        self.rubrics.setAccessibleName(say("Rubric"))
        self.taken.setAccessibleName(say("What is taken besides"))
        words = {
            Taken.MEMBERS: say("with its members"),
            Taken.ALL: say("with its members and subjects"),
            Taken.NOTHING: say("without members and subjects"),
        }
        place = max(self.taken.currentIndex(), 0)
        self.taken.clear()
        for taken, word in words.items():
            self.taken.addItem(word, taken)
        self.taken.setCurrentIndex(place)
        for button in (self.open_previous, self.open_file):
            button.setText(say("Choose a file…"))
        self.template_button.setText(say("Save an empty workbook…"))

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        for layout in self._inner:
            layout.setContentsMargins(round(em * 1.75), 0, 0, round(em * 0.4))
            layout.setSpacing(round(em * 0.35))
        for row in self._file_rows:
            row.setSpacing(round(em * 0.6))

    def _assemble(self) -> None:
        self._group = QButtonGroup(self)
        self._inner: list[QVBoxLayout] = []
        self._file_rows: list[QHBoxLayout] = []
        self.rows.addWidget(self._heading)
        self._bodies: dict[Source, QWidget] = {}
        for source, button in self.ways.items():
            self._group.addButton(button)
            way = QVBoxLayout()
            way.setSpacing(0)
            way.addWidget(button)
            inner = QVBoxLayout()
            inner.addWidget(self._hints[source])
            body = self._bodies[source] = self._body(source)
            inner.addWidget(body)
            self._inner.append(inner)
            way.addLayout(inner)
            self.rows.addLayout(way)
        self.rows.addWidget(self.note)

    def _body(self, source: Source) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        if source is Source.RUBRIC:
            column.addLayout(Flow(self.rubrics))
            return body
        first = source is Source.PREVIOUS
        row = QHBoxLayout()
        row.addWidget(self.open_previous if first else self.open_file)
        row.addWidget(self._previous_name if first else self._file_name, 1)
        self._file_rows.append(row)
        column.addLayout(row)
        column.addLayout(Flow(self.taken if first else self.template_button))
        return body

    def _note_way(self) -> None:
        for source, body in self._bodies.items():
            body.setVisible(source is self.chosen)
        name = self.file.name if self.file else ""
        self._previous_name.set_text(name if self._previous else "")
        self._file_name.set_text(name if self._read else "")
        self.note.clear()
        self.changed.emit()


def _previous(path: Path) -> Evaluation:
    from evalapp.store.evaluation_file import EvaluationFile

    with EvaluationFile(path, read_only=True) as file:
        return file.evaluation


def _read(path: Path) -> Start:
    from evalapp.materials import read_materials
    from evalapp.setup import parse_setup
    from exports.setup_files import read_setup_file

    tables = read_setup_file(path)
    materials = tuple(read_materials(parse_setup(tables, "0" * 32).subjects, path.parent))
    found: dict[str, list[tuple[str, str]]] = {}
    for subject_id, name, content in materials:
        found.setdefault(subject_id, []).append((name, canonical.digest(content)))
    return Start(draft_from_tables(tables, found), materials)
