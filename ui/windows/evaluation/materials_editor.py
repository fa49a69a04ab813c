"""The PDFs that members see beside the score sheets, attached to subjects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from evalapp.errors import EvalError
from evalapp.language import N_
from evalapp.material_edits import materials_of, moved, renamed, with_added, without
from evalapp.setup_draft import Draft, DraftMaterial, Part, cell
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.setup_draft import material_content
from ui.windows.buttons import RING, Button
from ui.windows.card import Card, Note, Tone
from ui.windows.controls import LineField
from ui.windows.evaluation.materials.models import KEY_ROLE, MaterialsModel, SubjectsModel
from ui.windows.evaluation.materials.reading import Brought, Facts, bringing, looking
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.setup_work import SetupWork
from ui.windows.flow import Flow
from ui.windows.jobs import Progress
from ui.windows.lines import Paragraph
from ui.windows.pdf_reader import PdfReader
from ui.windows.rows import Rows
from ui.windows.sign_button import SignButton
from ui.windows.signs import Sign

_FOLDER = "evaluation/materials-folder"


class MaterialsEditor(QWidget):
    """Subjects in a list; the chosen one's materials beside it, the chosen one of these to read below."""

    def __init__(self, office: Office, work: SetupWork) -> None:
        super().__init__()
        self._office = office
        self._work = work
        self._kit = kit = office.kit
        self._subject = self._listed = 0
        self._facts: dict[str, Facts] = {}
        self._asked: set[str] = set()
        self._read = ""
        self._said: list[EvalError | str] = []
        self.search = LineField(kit.theme)
        self.search.setClearButtonEnabled(True)
        self.subjects = SubjectsModel(kit)
        self._found = QSortFilterProxyModel()
        self._found.setSourceModel(self.subjects)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.subject_list = Rows(kit, {0: 1})
        self.subject_list.setModel(self._found)
        self.files = MaterialsModel(kit)
        self.file_list = Rows(kit, {0: 1}, many=True)
        self.file_list.setModel(self.files)
        self._title = Paragraph(kit.theme, bold=True, scale=1.08)
        self._nothing = Paragraph(kit.theme, ink="muted")
        self.add_button = Button(kit.theme)
        self.rename_button, self.remove_button = Button(kit.theme, quiet=True), Button(kit.theme, quiet=True)
        self.up, self.down = QAction(self), QAction(self)
        self.note = Note(kit.theme, Tone.ALARM)
        self.reader = PdfReader(kit)
        self.setFocusProxy(self.subject_list)
        self._lay_out()
        self._connect()
        self.relayout()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._kit.theme
        self._left = Card(theme)
        self._left.rows.addWidget(self.search)
        self._left.rows.addWidget(self.subject_list, 1)
        self._card = Card(theme)
        self._buttons = Flow(
            self.add_button,
            SignButton(theme, Sign.UP, self.up),
            SignButton(theme, Sign.DOWN, self.down),
            self.rename_button,
            self.remove_button,
            outdent=RING,
        )
        self._card.rows.addWidget(self._title)
        self._card.rows.addLayout(self._buttons)
        self._card.rows.addWidget(self.note)
        self._card.rows.addWidget(self._nothing)
        self._card.rows.addWidget(self.file_list, 1)
        self._card.rows.addStretch()
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self._card)
        self._split.addWidget(self.reader)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._parts = QHBoxLayout(self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(self._left, 2)
        self._parts.addWidget(self._split, 5)

    def _connect(self) -> None:
        kit = self._kit
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.subject_list.row_chosen.connect(self._choose_subject)
        self.file_list.row_chosen.connect(self._choose_file)
        self.file_list.removed.connect(self.remove)
        self.file_list.selectionModel().selectionChanged.connect(self._show_buttons)
        self.add_button.clicked.connect(self.choose_files)
        self.rename_button.clicked.connect(self.rename)
        self.remove_button.clicked.connect(self.remove)
        self.up.triggered.connect(lambda _checked: self._move(-1))
        self.down.triggered.connect(lambda _checked: self._move(1))
        self._work.changed.connect(self.refresh)
        self._office.state_changed.connect(self.refresh)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)

    # acts

    def show_subject(self, key: int) -> None:
        """Show the materials of a subject, given by its row's key."""
        self.search.clear()
        row = self.subjects.row_of(key)
        if row >= 0:
            self.subject_list.setCurrentIndex(self._found.mapFromSource(self.subjects.index(row, 0)))

    def choose_files(self) -> None:
        """Ask for PDFs to attach to the subject shown."""
        say, settings = self._kit.speaker.say, self._kit.settings
        folder = Path(settings.text(_FOLDER) or self._office.path.parent)
        kind = say("PDF files")
        title = say("Choose materials")
        chosen = self._kit.dialogs.open_files(self, title, folder, f"{kind} (*.pdf *.PDF)")
        if chosen:
            settings.set_text(_FOLDER, str(chosen[0].parent))
            self.take_files(chosen)

    def take_files(self, paths: list[Path]) -> bool:
        """Attach files, or the PDFs of folders, to the subject shown; ``False`` if there is none."""
        if self._office.read_only or not self._subject:
            return False
        subject, self._said = self._subject, []

        def done(brought: Brought) -> None:
            self._attach(subject, brought)

        self._office.run(bringing(paths), done, self._say_fault, writes=True)
        return True

    def remove(self) -> None:
        """Take the chosen materials off their subject."""
        places = [row.row() for row in self.file_list.selected_rows()]
        if places and not self._office.read_only:
            self._change(without(self._work.draft, self._subject, places), N_("Removing materials"))

    def rename(self) -> None:
        """Ask for another name for the chosen material."""
        rows = self.file_list.selected_rows()
        if len(rows) != 1 or self._office.read_only:
            return
        say, place = self._kit.speaker.say, rows[0].row()
        before = self.files.files[place].name
        name = self._kit.dialogs.ask_text(
            self,
            say("What should this material be called?"),
            say("Members see this name."),
            before,
            say("Rename"),
        )
        if name is None:
            return
        self._said = []
        try:
            self._change(renamed(self._work.draft, self._subject, place, name), N_("Renaming a material"))
        except EvalError as fault:
            self._say_fault(fault)

    # what is shown

    def refresh(self) -> None:
        """Show the draft."""
        draft, may = self._work.draft, not self._office.read_only
        self.subjects.show_draft(draft)
        self.subject_list.fit()
        if self.subjects.row_of(self._subject) < 0:
            self._subject = 0
        if not self._subject and self._found.rowCount():
            self.subject_list.setCurrentIndex(self._found.index(0, 0))
        self.add_button.setEnabled(may and bool(self._subject))
        self._show_files()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.search.setPlaceholderText(say("Find a subject"))
        self.search.setAccessibleName(say("Find a subject"))
        self.subject_list.setAccessibleName(say("Subjects"))
        self.file_list.setAccessibleName(say("Materials"))
        self.add_button.setText(say("Add PDFs …"))
        self.rename_button.setText(say("Rename …"))
        self.remove_button.setText(say("Remove"))
        self.up.setText(say("Move up"))
        self.down.setText(say("Move down"))
        self.refresh()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._parts.setSpacing(round(em * 0.8))
        self._left.setMinimumWidth(round(em * 13))
        self._left.setMaximumWidth(round(em * 26))
        self._card.setMinimumHeight(round(em * 14))
        self.reader.setMinimumHeight(round(em * 8))
        self._buttons.setSpacing(round(em * 0.3))
        self.search.setMinimumHeight(round(em * 1.8))

    def _attach(self, subject: int, brought: Brought) -> None:
        say = self._kit.speaker.say
        draft, replaced = with_added(self._work.draft, subject, brought.files)
        self._said = list(brought.faults)
        self._said += [say("{file} was exchanged for the new one.", file=name) for name in replaced]
        if brought.files:
            self._work.change(draft, N_("Adding materials"))
        self._show_files()
        if brought.files and subject == self._subject:
            names = [one.name for one in self.files.files]
            first = next((row for row, name in enumerate(names) if name == brought.files[0].name), 0)
            self.file_list.setCurrentIndex(self.files.index(first, 0))

    def _move(self, by: int) -> None:
        rows = self.file_list.selected_rows()
        if len(rows) == 1:
            place = rows[0].row()
            self._change(moved(self._work.draft, self._subject, place, by), N_("Moving a material"))
            last = len(self.files.files) - 1
            self.file_list.setCurrentIndex(self.files.index(max(0, min(place + by, last)), 0))

    def _change(self, draft: Draft, name: str) -> None:
        self._work.change(draft, name)

    def _choose_subject(self, index: QModelIndex) -> None:
        key = int(index.data(KEY_ROLE)) if index.isValid() else 0
        if key != self._subject:
            self._subject, self._said = key, []
            self.add_button.setEnabled(bool(key) and not self._office.read_only)
            self._show_files()

    def _show_files(self) -> None:
        say, draft = self._kit.speaker.say, self._work.draft
        row = draft.row(Part.SUBJECTS, self._subject) if self._subject else None
        files = materials_of(draft, self._subject) if row else ()
        other, here = files != self.files.files, self.file_list.currentIndex().row()
        self.files.show_files(files, self._facts)
        self.file_list.fit()
        if other and files:
            place = min(max(here, 0), len(files) - 1) if self._subject == self._listed else 0
            self.file_list.setCurrentIndex(self.files.index(place, 0))
        self._listed = self._subject
        title = " ".join(cell(Part.SUBJECTS, row, column) for column in ("id", "title")) if row else ""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._nothing.setText(
            say("Drop PDFs here, or add them with the button. Members read them beside the score sheet.")
            if row
            else say("There are no subjects yet. Enter them under “Subjects” first.")
        )
        self._nothing.setVisible(not files)
        self.file_list.setVisible(bool(files))
        self.reader.setVisible(bool(files))
        between = "\n"
        self.note.say(between.join(self._phrased(one) for one in self._said), self._tone())
        self._look_up(files)
        self._show_buttons()
        self._show_document()

    def _phrased(self, said: EvalError | str) -> str:
        return said if isinstance(said, str) else self._kit.speaker.phrase(said)

    def _tone(self) -> Tone:
        return Tone.ALARM if any(isinstance(one, EvalError) for one in self._said) else Tone.PLAIN

    def _say_fault(self, fault: EvalError) -> None:
        self._said = [fault]
        self._show_files()

    def _show_buttons(self) -> None:
        rows, may = self.file_list.selected_rows(), not self._office.read_only
        one = may and len(rows) == 1
        self.rename_button.setEnabled(one)
        self.remove_button.setEnabled(may and bool(rows))
        self.up.setEnabled(one and rows[0].row() > 0)
        self.down.setEnabled(one and rows[0].row() < len(self.files.files) - 1)

    def _look_up(self, files: tuple[DraftMaterial, ...]) -> None:
        """Find out size and pages of what is shown for the first time."""
        wanted = [one for one in files if one.sha256 not in self._facts and one.sha256 not in self._asked]
        if not wanted or not self.isVisible():
            return
        self._asked |= {one.sha256 for one in wanted}

        def done(facts: Mapping[str, Facts]) -> None:
            self._facts |= facts
            self.files.show_files(self.files.files, self._facts)
            self.file_list.fit()

        self._office.run(looking(wanted), done, self._say_fault, shown=True)

    def _choose_file(self, index: QModelIndex) -> None:
        del index
        self._show_document()

    def _show_document(self) -> None:
        """Read the chosen material, if it is another one than is shown."""
        row = self.file_list.currentIndex().row()
        if not self.isVisible() or not 0 <= row < len(self.files.files):
            return
        one = self.files.files[row]
        if one.sha256 == self._read:
            return
        self._read = one.sha256

        def content(file: EvaluationFile, _progress: Progress) -> bytes:
            return material_content(file, one.sha256)

        def done(found: bytes) -> None:
            if self._read == one.sha256:
                self.reader.show_pdf(one.name, found)

        self._office.run(content, done, self.reader.show_error, shown=True)

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is to be seen."""
        super().showEvent(event)
        self._show_files()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the memory of the document back."""
        super().hideEvent(event)
        self._read = ""
        self.reader.clear()
