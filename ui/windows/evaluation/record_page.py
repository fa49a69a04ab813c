"""The page with the record of every act: read through, verified, written out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from evalapp.errors import EvalError
from evalapp.files import write_keeping
from evalapp.record import Fault
from evalapp.store.evaluation_file import EvaluationFile
from ui.record_list import Entry, entries
from ui.record_words import fault_words, name_words
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.detail_list import Detail, DetailKind, DetailList
from ui.windows.evaluation.halves import Halves
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage
from ui.windows.evaluation.recording.record_model import Column, RecordModel, when_words
from ui.windows.evaluation.recording.search import RecordSearch
from ui.windows.jobs import Job, Progress
from ui.windows.lines import Paragraph
from ui.windows.pdf_saving import SavedPdf, safe_name
from ui.windows.rows import Rows

_FAULTS_SAID = 8


class RecordPage(OfficePage):
    """The lines, and all of the one chosen.

    Attributes:
        search: what narrows them down.
        model, rows: the lines.
        details: of the line chosen.
        note: what verifying or writing out came to.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._entries: tuple[Entry, ...] = ()
        self._job: Job | None = None
        self._verified: tuple[str, tuple[Fault, ...]] | None = None
        self._head = ""
        self._language = kit.speaker.language.code
        self.search = RecordSearch(kit)
        self.count = Paragraph(kit.theme, ink="muted")
        self.verify_button = Button(kit.theme, primary=True)
        self.export_button = Button(kit.theme)
        self.menu = QMenu(self)
        self.note = Note(kit.theme)
        self.model = RecordModel(kit)
        self.rows = Rows(kit, {Column.WHAT: 1.0}, many=True, spare=Column.WHO)
        self.rows.setModel(self.model)
        self.rows.heads.setSortIndicator(Column.NUMBER, Qt.SortOrder.DescendingOrder)
        self.rows.setSortingEnabled(True)
        self.details = DetailList(kit)
        self._assemble()
        self._connect()
        self.retranslate()
        self.relayout()

    # the page

    def refresh(self) -> None:
        """Read the record beside the window."""
        if self._job:
            self._job.cancel()
        language = self.kit.speaker.language

        def work(file: EvaluationFile, _progress: Progress) -> tuple[Entry, ...]:
            return entries(file.record(), file.evaluation, language)

        self._job = self.office.run(work, self._take, self._failed, shown=True)

    def retranslate(self) -> None:
        """Say all texts; the lines are put into words anew."""
        say = self.kit.speaker.say
        self.verify_button.setText(say("Verify the record"))
        self.export_button.setText(say("Write out…"))
        self.rows.setAccessibleName(say("Record"))
        self.details.setAccessibleName(say("All of the line chosen"))
        self.search.retranslate()
        self._say_count()
        self._say_verified()
        if self.isVisible() and self._language != self.kit.speaker.language.code:
            self.refresh()
        else:
            self._stale = True
        self._language = self.kit.speaker.language.code

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = round(self.kit.theme.em)
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.5))
        self._bar.setSpacing(round(em * 0.5))
        self.details.setMinimumWidth(em * 14)

    def take_keyboard(self) -> None:
        """Into the lines."""
        self.rows.setFocus()

    # acts

    def verify(self) -> None:
        """Hold the whole file against its record, beside the window."""

        def work(file: EvaluationFile, _progress: Progress) -> tuple[str, tuple[Fault, ...]]:
            from evalapp.store.verify import verify

            with file.one_state():
                return file.last_line().hash, verify(file)

        self.verify_button.setEnabled(False)
        self.note.say(self.kit.speaker.say("The record is being verified…"), Tone.PLAIN)
        job = self.office.run(work, self._note_verified, self._failed)
        job.ended.connect(lambda: self.verify_button.setEnabled(True))

    def write_out(self, suffix: str, *, everything: bool) -> None:
        """Write the lines shown, or all, to a file: ``.csv`` or ``.json``."""
        kit = self.kit
        found = list(self._entries) if everything else self.model.shown
        name = safe_name(f"{self.office.path.stem} {kit.speaker.say('Record')}{suffix}")
        target = kit.dialogs.save_file(
            self.window(),
            kit.speaker.say("Write the record out"),
            self.office.path.with_name(name),
            f"{suffix[1:].upper()} (*{suffix})",
            replaces=True,
        )
        if target is None:
            return
        if target.suffix.lower() != suffix:
            target = target.with_name(f"{target.name}{suffix}")

        def work(_progress: Progress) -> SavedPdf:
            return SavedPdf(target, write_keeping(target, _content(found, suffix)))

        self.office.jobs.start(work, self._note_saved, self._failed)

    # private

    def _assemble(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        self._bar.addWidget(self.export_button)
        self._bar.addWidget(self.verify_button)
        split = Halves(self.kit, self.rows, self.details, 0.72, 46)
        # it takes what the sentences above it leave
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.search)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.note)
        self._column.addWidget(split, 1)

    def _connect(self) -> None:
        self.search.changed.connect(self._narrow)
        self.rows.row_chosen.connect(lambda _index: self._show_details())
        self.verify_button.clicked.connect(lambda _on: self.verify())
        self.menu.aboutToShow.connect(self._fill_menu)
        below = self.export_button
        below.clicked.connect(lambda _on: self.menu.popup(below.mapToGlobal(below.rect().bottomLeft())))
        self.kit.theme.changed.connect(self.relayout)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.words.setFocus)
        leave = QShortcut(Qt.Key.Key_Escape, self.search.words)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)

    def _take(self, found: tuple[Entry, ...]) -> None:
        self._job = None
        self._entries = found
        self._head = found[-1].line.hash
        self.search.show_entries(found)
        self._narrow()
        self.rows.fit()
        self._say_verified()

    def _narrow(self) -> None:
        """Show what is looked for; the line chosen stays so if it is among it."""
        chosen = self.model.entry(self.rows.currentIndex())
        self.model.show_entries(self._entries, self.search.asked)
        row = self.model.row_of(chosen.line.number) if chosen else None
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(row or 0, 0))
        self._say_count()
        self._show_details()

    def _say_count(self) -> None:
        say, shown, all_ = self.kit.speaker.say, self.model.rowCount(), len(self._entries)
        if not all_:
            self.count.setText(say("The record is being read…"))
        elif self.search.asked.narrows:
            self.count.setText(say("Lines: {shown} of {all}", shown=f"{shown:,}", all=f"{all_:,}"))
        else:
            self.count.setText(say("Lines: {all}", all=f"{all_:,}"))
        self.export_button.setEnabled(bool(all_))

    def _show_details(self) -> None:
        entry = self.model.entry(self.rows.currentIndex())
        self.details.show_details(_details(entry, self) if entry else ())

    def _note_verified(self, found: tuple[str, tuple[Fault, ...]]) -> None:
        self._verified = found
        self._say_verified()

    def _say_verified(self) -> None:
        """What verifying found; nothing once something else was done."""
        if self._verified is None:
            return
        head, faults = self._verified
        if self._head and head != self._head:
            self._verified = None
            self.note.clear()
            self.model.mark_broken(frozenset())
            return
        say, language = self.kit.speaker.say, self.kit.speaker.language
        self.model.mark_broken(frozenset(_broken(faults)))
        if not faults:
            sentence = say(
                "Everything agrees: the record is whole, and set-up and answers are those it names."
                " Lines: {count}, head: {head}",
                count=len(self._entries),
                head=head[:16],
            )
            self.note.say_aloud(sentence, Tone.GOOD)
            return
        sentences = [fault_words(fault, language) for fault in faults[:_FAULTS_SAID]]
        if len(faults) > _FAULTS_SAID:
            sentences.append(say("… and {count} more.", count=len(faults) - _FAULTS_SAID))
        heading = say(
            "The file does not agree with its record. Go back to a copy that does. Faults: {count}",
            count=len(faults),
        )
        self.note.say_aloud("\n".join([heading, *sentences]), Tone.ALARM)

    def _note_saved(self, saved: SavedPdf) -> None:
        self._verified = None
        self.note.say_aloud(saved.sentence(self.kit), Tone.GOOD)

    def _failed(self, fault: EvalError) -> None:
        self.note.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)

    def _fill_menu(self) -> None:
        say = self.kit.speaker.say
        self.menu.clear()
        shown, all_ = self.model.rowCount(), len(self._entries)
        for suffix in (".csv", ".json"):
            for everything, count in ((False, shown), (True, all_)):
                if not everything and shown in {0, all_}:
                    continue
                words = (
                    say("All lines ({count}) as {kind}")
                    if everything
                    else say("The lines shown ({count}) as {kind}")
                )
                action = self.menu.addAction(words.format(count=f"{count:,}", kind=suffix[1:].upper()))
                action.triggered.connect(
                    lambda _on, suffix=suffix, everything=everything: self.write_out(
                        suffix, everything=everything
                    )
                )

    def _leave_search(self) -> None:
        self.search.words.clear()
        self.take_keyboard()


def _content(found: Sequence[Entry], suffix: str) -> bytes:
    from exports.plain.record import record_csv, record_json

    ordered = sorted(found, key=lambda entry: entry.line.number)
    if suffix == ".json":
        return record_json(entry.line for entry in ordered)
    return record_csv((entry.line, entry.act, entry.what) for entry in ordered)


def _details(entry: Entry, page: RecordPage) -> list[Detail]:
    """All of a line, to be read and compared."""
    kit, line = page.kit, entry.line
    say, language = kit.speaker.say, kit.speaker.language
    found = [
        Detail(DetailKind.TITLE, f"{line.number}　{entry.act}"),
        Detail(DetailKind.TEXT, say("When"), f"{when_words(entry.at, kit)}\n{line.at} (UTC)"),
        Detail(DetailKind.TEXT, say("By whom"), line.actor),
    ]
    if entry.what:
        found.append(Detail(DetailKind.TEXT, say("To what"), entry.what))
    found += [
        Detail(DetailKind.TEXT, name_words(key, language), str(value))
        for key, value in line.details.items()
        if (key, value) != ("draft", 0)
    ]
    found += [
        Detail(DetailKind.TEXT, say("Hash of this line"), line.hash),
        Detail(DetailKind.TEXT, say("Hash of the line before"), line.previous),
    ]
    return found


def _broken(faults: Iterable[Fault]) -> Iterable[int]:
    return (int(fault.where) for fault in faults if fault.code == "chain-broken")
