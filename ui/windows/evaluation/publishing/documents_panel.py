"""The documents: a list, the one that is looked at, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from exports.documents import Documents, Kind
from ui.document_words import gap_words
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.publishing.document_list import DocumentList
from ui.windows.evaluation.publishing.keeping import Keeping
from ui.windows.evaluation.publishing.making import Made, Making
from ui.windows.evaluation.publishing.options_bar import OptionsBar
from ui.windows.evaluation.publishing.preview import Preview
from ui.windows.evaluation.publishing.words import care_words, kind_words
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.lines import Paragraph
from ui.windows.print_window import PrintWindow, installed_printers

_PRINTED = frozenset((Kind.REPORT, Kind.SUMMARY, Kind.COMBINED, Kind.SHEETS, Kind.BLANK))


class DocumentsPanel(QWidget):
    """Shows what ``Making`` makes, and has it saved by ``Keeping``.

    Attributes:
        options: how documents are made.
        list: the documents.
        preview: the one looked at.
        internal, care, word: what is to be known of it.
        save_button, print_button: for the one looked at.
        save_all_button: for the ticked ones.
        corrections_button: leads to where their list is made; shown once there may be some.
        print_window: from which a document was printed last.

    Signals:
        gap_chosen: the user wants to write a missing text (``Gap``).
        help_wanted: the user wants to go where a fault (``EvalError``) can be mended.
    """

    gap_chosen = Signal(object)
    help_wanted = Signal(object)

    def __init__(self, kit: Kit, making: Making, keeping: Keeping) -> None:
        super().__init__()
        self._kit, self._making, self._keeping = kit, making, keeping
        self._kind = Kind.REPORT
        self.print_window: PrintWindow | None = None
        self.options = OptionsBar(kit, making.options)
        self.list = DocumentList(kit)
        self.preview = Preview(kit)
        self.internal = Note(kit.theme, Tone.ALARM)
        self.care = Note(kit.theme, Tone.NOTICE)
        self.word = Note(kit.theme, Tone.PLAIN)
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self._file = ElidedLabel()
        self.save_button, self.print_button = Button(kit.theme), Button(kit.theme)
        self.save_all_button = Button(kit.theme, primary=True)
        self.corrections_button = Button(kit.theme, quiet=True)
        self.corrections_button.hide()
        self._assemble()
        self.options.changed.connect(self._use)
        self.list.chosen.connect(self.look_at)
        self.list.missing_wanted.connect(self._go_to_missing)
        self.list.documents.ticked.connect(self._show_buttons)
        self.preview.gap_chosen.connect(self.gap_chosen)
        self.preview.help_wanted.connect(self.help_wanted)
        self.save_button.clicked.connect(self.save_one)
        self.print_button.clicked.connect(lambda _checked: self.print_one())
        self.save_all_button.clicked.connect(self.save_ticked)
        making.changed.connect(self.show_state)
        making.progressed.connect(self.preview.tell)
        keeping.changed.connect(self._show_buttons)
        kit.speaker.changed.connect(self.retranslate)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    @property
    def kind(self) -> Kind:
        """The document looked at."""
        return self._kind

    def look_at(self, kind: Kind) -> None:
        """Show another document, made beside the window if need be."""
        self._kind = kind
        self.show_state()
        self._making.want(self._previewed)

    def show_state(self) -> None:
        """Show the list, and the document chosen or why it is not there."""
        making = self._making
        documents, named = making.documents, making.options.named
        self.list.show_documents(documents, self._kind, named=named)
        self.list.updateGeometry()
        self._say_about(documents)
        found = making.made(self._previewed) if documents else making.fault
        if isinstance(found, Made) and documents:
            self.preview.show_document(self._kind, documents.name(self._previewed), found)
        elif isinstance(found, EvalError):
            gaps = documents.missing([self._kind]) if documents and found.code == "edition-incomplete" else ()
            language = self._kit.speaker.language
            words = [gap_words(gap, documents.report, language) for gap in gaps] if documents else []
            self.preview.show_fault(found, words, gaps)
        else:
            self.preview.show_waiting()
        self._show_buttons()

    def save_one(self) -> None:
        """Ask where, and save the document looked at."""
        documents, say = self._making.documents, self._kit.speaker.say
        if documents is None:
            return
        name = documents.name(self._kind)
        suffix = name.rpartition(".")[2]
        kinds = f"{suffix.upper()} (*.{suffix})"
        proposed = self._keeping.folder / name
        target = self._kit.dialogs.save_file(self, say("Save the document"), proposed, kinds, replaces=True)
        if target:
            if target.suffix.lower() != f".{suffix}":
                target = target.with_name(f"{target.name}.{suffix}")
            self._keeping.save(documents, [(self._kind, target)])

    def save_ticked(self) -> None:
        """Ask for a folder, and save the ticked documents there."""
        documents, say = self._making.documents, self._kit.speaker.say
        ticks = self.list.documents.ticks
        if documents is None or not ticks:
            return
        title = say("Folder for the documents")
        folder = self._kit.dialogs.choose_folder(self, title, self._keeping.folder)
        if folder:
            self._keeping.save(documents, [(kind, folder / documents.name(kind)) for kind in ticks])

    def print_one(self, printers: Callable[[], Sequence[str]] = installed_printers) -> None:
        """Open the window from which the document looked at is printed."""
        documents, made = self._making.documents, self._making.made(self._kind)
        if documents is None or not isinstance(made, Made):
            return
        kind, kit = self._kind, self._kit
        self.print_window = PrintWindow(
            kit,
            lambda: kind_words(kind, kit),
            [(lambda: kind_words(kind, kit), lambda: made.data)],
            documents.name(kind),
            self.window(),
            printers,
        )
        self.print_window.show()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.save_button.setText(say("Save …"))
        self.print_button.setText(say("Print …"))
        self.corrections_button.setText(say("List of corrections…"))
        self.corrections_button.setToolTip(say("It is made on the page for closing."))
        self.show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        self._column.setSpacing(round(em * 0.6))
        self._head.setSpacing(round(em * 0.4))
        self._right.setSpacing(round(em * 0.4))
        self._right.setContentsMargins(round(em * 0.8), 0, 0, 0)
        self._left.setSpacing(round(em * 0.5))
        self._splitter.setHandleWidth(max(round(em * 0.4), 4))
        self.preview.setMinimumHeight(round(em * 17))

    @property
    def _previewed(self) -> Kind:
        """What is shown of a Word file is the PDF of the same content."""
        return Kind.REPORT if self._kind is Kind.WORD else self._kind

    def _assemble(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.list, 1)
        self._acts = Flow(self.save_all_button, self.corrections_button, outdent=RING)
        self._left.addLayout(self._acts)
        right = QWidget()
        self._head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._file)
        self._head.addLayout(titles, 1)
        for button in (self.print_button, self.save_button):
            self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._right = QVBoxLayout(right)
        self._right.addLayout(self._head)
        for note in (self.internal, self.care, self.word):
            self._right.addWidget(note)
        self._right.addWidget(self.preview, 1)
        self._splitter = Halves(self._kit, left, right, 0.32, 46)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.options)
        self._column.addWidget(self._splitter, 1)

    def _go_to_missing(self, kind: Kind) -> None:
        documents = self._making.documents
        if documents and (gaps := documents.missing([kind])):
            self.gap_chosen.emit(gaps[0])

    def _use(self, options: object) -> None:
        self._making.use(options)  # type: ignore[arg-type]

    def _say_about(self, documents: Documents | None) -> None:
        say, kind = self._kit.speaker.say, self._kind
        self._title.setText(kind_words(kind, self._kit))
        self._file.set_text(documents.name(kind) if documents else "")
        for note in (self.internal, self.care, self.word):
            note.clear()
        if documents is None:
            return
        if documents.internal(kind):
            self.internal.say(say("Internal: the members' names are in it. Do not publish it or pass it on."))
        cautions = [care_words(caution, self._kit) for caution in documents.cautions([kind])]
        lines = "\n".join(cautions)
        self.care.say(lines)
        if kind is Kind.WORD:
            self.word.say(
                say("Shown is the PDF of the same content; Word sets pages and lines a little otherwise.")
            )

    def _show_buttons(self) -> None:
        documents, say = self._making.documents, self._kit.speaker.say
        there = isinstance(self._making.made(self._previewed), Made)
        idle = not self._keeping.running
        self.save_button.setEnabled(there and idle)
        self.print_button.setVisible(self._kind in _PRINTED)
        self.print_button.setEnabled(there)
        ticks = len(self.list.documents.ticks)
        self.save_all_button.setText(say("Save the ticked ones ({count}) …", count=ticks))
        self.save_all_button.setEnabled(documents is not None and bool(ticks) and idle)
