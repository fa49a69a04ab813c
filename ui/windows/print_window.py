"""What will be printed, looked at first; then onto paper or into a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from evalapp.errors import EvalError
from evalapp.files import write_keeping
from ui.windows.busy import busy
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.controls import RadioButton
from ui.windows.flow import Flow
from ui.windows.kit import Kit
from ui.windows.pdf_file import open_pdf
from ui.windows.pdf_layout import Fit, Place
from ui.windows.pdf_reader import PdfReader
from ui.windows.pdf_saving import SavedPdf, save_pdf

_GEOMETRY = "print-window"


def installed_printers() -> Sequence[str]:
    """The names of the printers that the system knows; asking may take a moment."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


class PrintWindow(QWidget):
    """A preview of one or more editions of a document; what is printed and saved is what is shown.

    Attributes:
        reader: the preview.
        choices: a button for each edition.
        save_button, print_button, cancel_button: what they say.

    Signals:
        taken: what is shown was saved, or went to a printer as a whole.
    """

    taken = Signal()

    def __init__(
        self,
        kit: Kit,
        title: Callable[[], str],
        editions: Sequence[tuple[Callable[[], str], Callable[[], bytes]]],
        file_name: str,
        parent: QWidget | None = None,
        printers: Callable[[], Sequence[str]] = installed_printers,
    ) -> None:
        """Make a window that is not modal; ``show`` it.

        Args:
            kit: language, looks and seams.
            title: says that of the window.
            editions: what says a label, and what makes the PDF when the edition is chosen or has become
                outdated; it may raise ``EvalError``.
            file_name: proposed when saving the first edition; the others add their label.
            parent: the window it belongs to.
            printers: the names of the printers there are.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit = kit
        self._title = title
        self._editions = tuple(editions)
        self._file_name = file_name
        self._printers = printers
        self._edition: int | None = None
        self._outdated = False
        self._content = b""
        self._said: Callable[[], tuple[str, Tone]] | None = None
        self._job: Generator[tuple[int, int], None, None] | None = None
        self._printer_name = ""
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._print_on)
        self.reader = PdfReader(kit)
        self.choices = [RadioButton(kit.theme) for _edition in self._editions]
        self.save_button = Button(kit.theme)
        self.print_button = Button(kit.theme, primary=True)
        self.cancel_button = Button(kit.theme)
        self._note = Note(kit.theme, Tone.GOOD)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._printing = QLabel()
        self._assemble()
        for number, choice in enumerate(self.choices):
            choice.toggled.connect(lambda on, number=number: self._choose(number) if on else None)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.cancel_button.clicked.connect(self._cancel)
        kit.speaker.changed.connect(self.retranslate)
        kit.speaker.changed.connect(self._show_edition)
        kit.theme.changed.connect(self.relayout)
        self.retranslate()
        self._show_progress()
        self.restoreGeometry(kit.settings.state(_GEOMETRY))

    @property
    def printing(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self._job is not None

    @property
    def said(self) -> str:
        """What the last act came to; empty for nothing."""
        return self._said()[0] if self._said else ""

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self._kit.speaker.say
        self.setWindowTitle(self._title())
        for choice, (label, _make) in zip(self.choices, self._editions, strict=True):
            choice.setText(label())
        self.save_button.setText(say("Save as PDF …"))
        self.print_button.setText(say("Print …"))
        self.cancel_button.setText(say("Stop printing"))
        self._progress.setAccessibleName(say("Printing"))
        self._show_said()
        self.relayout()

    def outdate(self) -> None:
        """What is printed has changed: the preview is made anew as soon as one works in the window again."""
        self._outdated = True
        if self.isActiveWindow():
            self._renew()

    def relayout(self) -> None:
        """Take distances from the text size."""
        gap = round(self._kit.theme.em * 0.6)
        self._head.setContentsMargins(gap, gap, gap, gap // 2)
        self._head.setSpacing(gap)
        self._foot.setContentsMargins(gap, gap, gap, gap)
        self._foot.setSpacing(gap)
        self._notes.setContentsMargins(gap, 0, gap, gap // 2)
        for button in (self.save_button, self.print_button, self.cancel_button):
            button.setMinimumWidth(button.sizeHint().width())

    def _assemble(self) -> None:
        choices = Flow(*self.choices)
        if len(self.choices) == 1:
            self.choices[0].hide()
        self._head = QHBoxLayout()
        self._head.addLayout(choices, 1)
        self._head.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        self._notes = QVBoxLayout()
        self._notes.addWidget(self._note)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._printing)
        self._foot.addWidget(self._progress, 1)
        self._foot.addWidget(self.cancel_button)
        self._foot_row = QWidget()
        self._foot_row.setLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._notes)
        column.addWidget(self.reader, 1)
        column.addWidget(self._foot_row)

    def _choose(self, number: int) -> None:
        if number == self._edition:
            return
        self._edition = number
        self._say(None)
        self._show_edition(str(Place(fit=Fit.PAGE)))

    def _show_edition(self, state: str = "") -> None:
        """Make the edition chosen and show it, where one was in it unless ``state`` says another place."""
        if self._edition is None:
            return
        self._outdated = False
        try:
            with busy():
                self._content = self._editions[self._edition][1]()
        except EvalError as error:
            self._content = b""
            self.reader.show_error(error)
        else:
            self.reader.show_pdf(self._file_name, self._content, state or self.reader.state())
        self._show_progress()

    def _renew(self) -> None:
        if self._outdated and self._edition is not None:
            before = self._content
            self._show_edition()
            if self._content != before:
                say = self._kit.speaker.say
                self._say(lambda: (say("Something has changed. The preview shows it now."), Tone.PLAIN))

    def _save(self) -> None:
        say = self._kit.speaker.say
        name = Path(self._file_name)
        if self._edition:
            name = name.with_stem(f"{name.stem}-{self._editions[self._edition][0]()}")
        try:
            saved = save_pdf(self._kit, self, say("Save as PDF"), name.name, self._content)
        except EvalError as error:
            self._say_fault(error)
        else:
            if saved:
                self._say_saved(saved)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        with busy():
            some = bool(self._printers())
        if not some:
            self._say_fault(EvalError("no-printer"))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        if not self._kit.dialogs.print_dialog(self, printer, self.reader.pages):
            return
        if printer.outputFileName() and printer.printRange() is QPrinter.PrintRange.AllPages:
            # "print to file": what is there already is better than pictures of it
            try:
                path = Path(printer.outputFileName())
                self._say_saved(SavedPdf(path, write_keeping(path, self._content)))
            except EvalError as error:
                self._say_fault(error)
            return
        from ui.windows.printing import print_pdf

        try:
            # a document of its own: the preview may show another edition meanwhile
            self._document = open_pdf(self._file_name, self._content)
        except EvalError as error:
            self._say_fault(error)
            return
        self._printer_name = printer.printerName()
        self._job = print_pdf(self._document, printer)
        self._say(None)
        self._show_progress()
        self._turn.start(0)

    def _print_on(self) -> None:
        if self._job is None:
            return
        try:
            done, pages = next(self._job)
        except StopIteration:
            self._end_job()
            name, say = self._printer_name, self._kit.speaker.say
            self._say(lambda: (say("Sent to the printer {printer}.", printer=name), Tone.GOOD))
            self.taken.emit()
        except EvalError as error:
            self._end_job()
            self._say_fault(error)
        else:
            self._progress.setRange(0, pages)
            self._progress.setValue(done)
            page = min(done + 1, pages)
            self._printing.setText(
                self._kit.speaker.say("Printing page {page} of {pages}", page=page, pages=pages)
            )

    def _cancel(self) -> None:
        if self._job is not None:
            self._end_job()
            say = self._kit.speaker.say
            self._say(
                lambda: (say("Printing was stopped. Pages already sent may still come out."), Tone.PLAIN)
            )

    def _end_job(self) -> None:
        self._turn.stop()
        if self._job is not None:
            self._job.close()
        self._job = None
        self._show_progress()

    def _show_progress(self) -> None:
        self._foot_row.setVisible(self.printing)
        ready = bool(self._content) and not self.printing
        self.save_button.setEnabled(bool(self._content))
        self.print_button.setEnabled(ready)

    def _say_fault(self, error: EvalError) -> None:
        self._say(lambda: (self._kit.speaker.phrase(error), Tone.ALARM))

    def _say_saved(self, saved: SavedPdf) -> None:
        self._say(lambda: (saved.sentence(self._kit), Tone.GOOD))
        self.taken.emit()

    def _say(self, said: Callable[[], tuple[str, Tone]] | None) -> None:
        self._said = said
        self._show_said()

    def _show_said(self) -> None:
        sentence, tone = self._said() if self._said else ("", Tone.PLAIN)
        self._note.say(sentence, tone)

    def sizeHint(self) -> QSize:
        """A page of A4 and the controls."""
        em = self._kit.theme.em
        return QSize(round(em * 44), round(em * 52))

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window sees what is there now."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the first edition when it is to be seen."""
        super().showEvent(event)
        if self._edition is None and self.choices:
            self.choices[0].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being printed is stopped; the window keeps its place."""
        self._end_job()
        self._kit.settings.set_state(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)
