"""Publishing (公表): documents looked at, saved, printed and checked, and the texts that reports print."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from evalapp.errors import EvalError
from evalapp.store.closing import closings
from evalapp.texts import Gap
from exports.documents import Documents, Kind
from ui.windows.buttons import Button
from ui.windows.card import Note, Tone
from ui.windows.elided import ElidedLabel
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.evaluation.publishing.checking import Checking
from ui.windows.evaluation.publishing.disclosure_panel import DisclosurePanel
from ui.windows.evaluation.publishing.documents_panel import DocumentsPanel
from ui.windows.evaluation.publishing.keeping import Keeping
from ui.windows.evaluation.publishing.making import Making
from ui.windows.evaluation.publishing.outcome import Outcome
from ui.windows.evaluation.texts_panel import TextsPanel
from ui.windows.tabs import FlatTabs

_HELP = {"record-faults": PageName.RECORD, "edition-unconfirmed": PageName.INTAKE}


class Tab(IntEnum):
    """The tabs, in their order."""

    DOCUMENTS = 0
    TEXTS = 1
    CHECK = 2


class PublishingPage(OfficePage):
    """Three tabs: the documents, the joint texts, the disclosure check.

    Attributes:
        making, keeping, checking: the documents, their saving, and the check of what was saved.
        documents, disclosure, texts: the tabs.
        outcome: what saving came to.
        outdated: that what was saved is not what stands now.
        nothing, nothing_button: why there is nothing to publish yet, and what leads to where work begins.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self.making = Making(office)
        self.keeping = Keeping(office, self.making)
        self.checking = Checking(office)
        self.documents = DocumentsPanel(kit, self.making, self.keeping)
        self.disclosure = DisclosurePanel(office, self.checking)
        self.texts = TextsPanel(office)
        self.outcome = Outcome(kit, self.keeping, self.checking)
        self._state = ElidedLabel(Qt.AlignmentFlag.AlignRight)
        self.nothing = Note(kit.theme, Tone.PLAIN)
        self.nothing_button = Button(kit.theme)
        self.nothing.add(self.nothing_button)
        self.outdated = Note(kit.theme, Tone.NOTICE)
        self.tabs = FlatTabs(kit)
        self._stack = QStackedWidget()
        self._assemble()
        self.tabs.currentChanged.connect(self._show_tab)
        self.documents.help_wanted.connect(self._help)
        self.documents.gap_chosen.connect(self._write)
        self.documents.corrections_button.clicked.connect(
            lambda _checked: self.page_wanted.emit(PageName.CLOSING, None)
        )
        self.outcome.check_wanted.connect(lambda: self.tabs.setCurrentIndex(Tab.CHECK))
        self.nothing_button.clicked.connect(lambda: self.page_wanted.emit(self._way_out, None))
        self.making.changed.connect(self._show_state)
        self.making.changed.connect(self._show_gaps)
        self.keeping.changed.connect(self._show_state)
        self.keeping.done.connect(self._check_saved)
        kit.theme.changed.connect(self.relayout)
        self.relayout()
        self.retranslate()

    def refresh(self) -> None:
        """Look whether the evaluation has changed, and have the document looked at made anew if so."""
        self._show_state()
        self.documents.corrections_button.setVisible(bool(closings(self.office.file)))
        if self.office.evaluation.subjects:
            self.texts.refresh()
            self.making.refresh()
            self.documents.look_at(self.documents.kind)

    def show_place(self, place: object) -> None:
        """Show a tab (``Tab``), or the joint text at a place of ``flattened``."""
        if isinstance(place, Tab):
            self.tabs.setCurrentIndex(place)
        elif isinstance(place, tuple):
            self.tabs.setCurrentIndex(Tab.TEXTS)
            self.texts.show_place(place)

    def take_files(self, paths: list[Path]) -> bool:
        """A folder dropped on the check is looked into, a file dropped on the texts is taken in."""
        tab = self.tabs.currentIndex()
        if tab == Tab.TEXTS:
            return len(paths) == 1 and self.texts.take_file(paths[0])
        return tab == Tab.CHECK and self.disclosure.take_folder(paths)

    def take_keyboard(self) -> None:
        """Work begins at the head of the tab shown, or elsewhere while there is nothing."""
        heads = (self.documents.list, self.texts.rows, self.disclosure.check_button)
        some = self._stack.isVisibleTo(self)
        (heads[self.tabs.currentIndex()] if some else self.nothing_button).setFocus()

    def retranslate(self) -> None:
        """Say everything in the language spoken now."""
        say = self.kit.speaker.say
        words = (say("Documents"), say("Joint texts of the report"), say("Disclosure check"))
        for number, word in enumerate(words):
            self.tabs.setTabText(number, word)
        self.tabs.relayout()
        self._show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self.kit.theme.em
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.6))
        self._head.setSpacing(round(em))
        self._state.setFont(self.kit.theme.font(0.9))
        muted = self._state.palette()
        muted.setColor(muted.ColorRole.WindowText, self.kit.theme.colour("muted"))
        self._state.setPalette(muted)

    def _assemble(self) -> None:
        for panel in (self.documents, self.texts, self.disclosure):
            self.tabs.addTab("")
            self._stack.addWidget(panel)
        self._head = QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._head.addWidget(self._state, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        for part in (self.nothing, self.outdated, self._stack, self.outcome):
            self._column.addWidget(part, 1 if part is self._stack else 0)
        self._column.addStretch()

    @property
    def _way_out(self) -> PageName:
        return PageName.INTAKE if self.office.evaluation.subjects else PageName.SETUP

    def _show_state(self) -> None:
        say, documents = self.kit.speaker.say, self.making.documents
        some = bool(self.office.evaluation.subjects)
        for part in (self.tabs, self._state, self._stack):
            part.setVisible(some)
        self._state.set_text(_state_words(documents, self) if documents else "")
        answered = documents is None or any(subject.columns for subject in documents.report.subjects)
        if not some:
            self.nothing.say(say("There is nothing to publish yet: the evaluation has no subjects."))
            self.nothing_button.setText(say("Go to the set-up"))
        elif not answered:
            self.nothing.say(
                say("No score sheet has been taken in yet. The documents show empty tables until then.")
            )
            self.nothing_button.setText(say("Go to the intake"))
        else:
            self.nothing.clear()
        head = self.keeping.head
        stale = bool(head and documents and documents.report.record_head != head)
        self.outdated.say(
            say(
                "The evaluation has changed since documents were last saved. Save them again to pass them on."
            )
            if stale and not self.keeping.running
            else ""
        )

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        # what the check has found is told there at length
        self.outcome.tell_check(told=tab != Tab.CHECK)

    def _show_gaps(self) -> None:
        if self.making.documents:
            self.texts.show_gaps(self.making.documents.missing([Kind.REPORT]))

    def _write(self, gap: Gap) -> None:
        self.tabs.setCurrentIndex(Tab.TEXTS)
        self.texts.show_gap(gap)

    def _check_saved(self) -> None:
        """Look into what was saved for publication."""
        paths = [one.path for one in self.keeping.written if not one.internal]
        if paths:
            self.checking.check(paths[0].parent, paths)

    def _help(self, fault: EvalError) -> None:
        self.page_wanted.emit(_HELP[fault.code], None)


def _state_words(documents: Documents, page: PublishingPage) -> str:
    report = documents.report
    local = report.compiled_at.astimezone(page.kit.now().tzinfo)
    return page.kit.speaker.say(
        "as of {when}, record {head}", when=_moment(local, page), head=report.record_head[:12]
    )


def _moment(at: datetime, page: PublishingPage) -> str:
    return f"{page.kit.speaker.language.date(at.date())} {at:%H:%M}"
