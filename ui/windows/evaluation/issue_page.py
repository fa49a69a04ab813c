"""The page from which ballots, Excel forms and paper sheets are issued, and the mails that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from evalapp.errors import EvalError
from evalapp.issuing import Outcome
from evalapp.language import load_language
from evalapp.model import Member
from evalapp.setup_pending import differs
from evalapp.store.issued import IssueState, Way, member_issues, note_paper
from evalapp.store.setup_draft import read_draft
from ui.windows.buttons import RING, Button
from ui.windows.card import Note, Tone
from ui.windows.controls import LineField
from ui.windows.dialogs import Answer
from ui.windows.evaluation.issuing.foot import IssueFoot
from ui.windows.evaluation.issuing.members_model import MemberRow, MembersModel
from ui.windows.evaluation.issuing.members_table import MembersTable
from ui.windows.evaluation.issuing.memory import IssueMemory, issue_folder
from ui.windows.evaluation.issuing.rounds import blank_sheets, issuing, round_words
from ui.windows.evaluation.issuing.sending import mails_next, to_mail
from ui.windows.evaluation.issuing.words import WAYS, mail_kind, way_words
from ui.windows.evaluation.office import Office
from ui.windows.evaluation.page import OfficePage, PageName
from ui.windows.flow import Flow
from ui.windows.jobs import Job
from ui.windows.lines import Paragraph


class IssuePage(OfficePage):
    """The members with what each answers in, and the acts on those who are ticked.

    Attributes:
        model, table: the members.
        foot: folder, language, buttons, progress and what came of it.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        kit = office.kit
        self._memory = IssueMemory(kit.settings, office.evaluation.info.id)
        self._outcomes: dict[str, Outcome] = {}
        self._job: Job | None = None
        self._shown_once = False
        self._pending = False
        self.summary = Paragraph(kit.theme, scale=1.1, bold=True)
        self.notice = Note(kit.theme, Tone.NOTICE)
        self.setup_button = Button(kit.theme)
        self.notice.add(self.setup_button)
        self.all_button = Button(kit.theme)
        self.open_button = Button(kit.theme)
        self.none_button = Button(kit.theme)
        self.way_button = Button(kit.theme)
        self.search = LineField(kit.theme)
        self.search.setClearButtonEnabled(True)
        self.model = MembersModel(kit)
        self.table = MembersTable(kit, self.model)
        self.foot = IssueFoot(kit)
        self.ways = QMenu(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.relayout()

    def refresh(self) -> None:
        """Show how the members stand."""
        ways = self._memory.ways()
        draft = read_draft(self.office.file)
        self._pending = draft is not None and differs(draft, self.office.evaluation)
        rows = []
        for issues in member_issues(self.office.file):
            id_, last = issues.member.id, issues.last
            mailed = self._memory.mailed_at(id_, mail_kind(last)) if last else None
            if mailed and last and mailed < last.at:
                # that mail was about an earlier one
                mailed = None
            rows.append(MemberRow(issues, ways.get(id_, Way.BALLOT), mailed, self._outcomes.get(id_)))
        self.model.show(rows)
        if rows and not self._shown_once:
            self._shown_once = True
            self._choose_open()
        self.foot.show_folder(self.folder)
        self.foot.show_language(self._memory.language)
        self._show_state()

    def retranslate(self) -> None:
        """Say all texts."""
        say = self.kit.speaker.say
        self.all_button.setText(say("Tick all"))
        self.open_button.setText(say("Tick those without"))
        self.none_button.setText(say("Tick none"))
        self.way_button.setText(say("Answer in…"))
        self.search.setPlaceholderText(say("Look for members"))
        self.search.setAccessibleName(say("Look for members"))
        self.table.setAccessibleName(say("Committee members"))
        self.table.setAccessibleDescription(
            say("Space ticks the member, F2 chooses what the member answers in.")
        )
        self.setup_button.setText(say("To the set-up"))
        self.ways.clear()
        for way in WAYS:
            self.ways.addAction(way_words(way, self.kit)).setData(way.value)
        self._show_state()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self.kit.theme.em
        self._column.setContentsMargins(self.margins)
        self._column.setSpacing(round(em * 0.7))
        self._acts.setSpacing(round(em * 0.3))
        self._bar.setSpacing(round(em * 0.8))
        self.search.setMinimumWidth(round(em * 9))
        self.search.setMaximumWidth(round(em * 18))
        self.search.setFixedHeight(round(em * 1.9))

    def show_place(self, place: object) -> None:
        """Tick the members whose ids are given (a tuple)."""
        if isinstance(place, tuple):
            self.refresh()
            self.search.clear()
            self.model.choose([id_ for id_ in place if isinstance(id_, str)])

    def take_keyboard(self) -> None:
        """Into the table, or to the way out of an empty page."""
        if self.model.rows:
            self.table.select_first()
            self.table.setFocus()
        else:
            self.setup_button.setFocus()

    @property
    def folder(self) -> Path:
        """Where files go: beside the evaluation until another folder is chosen."""
        return issue_folder(self.office)

    # acts

    def issue(self) -> None:
        """Issue to all who are ticked; those who have one already are asked about first."""
        rows = self._without_needless(self.model.chosen)
        if not rows:
            return
        office, folder = self.office, self.folder
        ways = {row.issues.member.id: row.way for row in rows}
        language = load_language(self._memory.language)
        self._outcomes = {}
        self.foot.told.clear()
        self._memory.folder = folder
        job = office.run(
            issuing(folder, ways, language, office.now(), office.actor),
            lambda outcomes: self._issued(outcomes, len(ways)),
            self._failed,
            self._stopped,
            writes=True,
        )
        self._follow(job, self.kit.speaker.say("Issuing"), len(ways))

    def write_mails(self) -> None:
        """Open the mails that are due."""
        from ui.windows.evaluation.mail_panel import open_mail_panel

        ids = [row.issues.member.id for row in to_mail(self.model.rows, self.model.chosen)]
        panel = open_mail_panel(self.office, ids, None, self.window())
        panel.done_changed.connect(self.refresh)

    def print_paper(self) -> None:
        """Show the blank sheets of those who are ticked, to be printed; what is printed is recorded."""
        members = [row.issues.member for row in self.model.chosen if row.issues.judged]
        pages = sum(row.issues.judged for row in self.model.chosen)
        language = load_language(self._memory.language)
        self.foot.told.clear()
        job = self.office.run(
            blank_sheets(members, pages, language),
            lambda data: self._preview(data, members),
            self._failed,
            self._stopped,
        )
        self._follow(job, self.kit.speaker.say("Making the sheets"), pages)

    def choose_folder(self) -> None:
        """Ask where files are to go."""
        folder = self.folder
        start = folder if folder.is_dir() else folder.parent
        title = self.kit.speaker.say("Folder for issued files")
        if chosen := self.kit.dialogs.choose_folder(self, title, start):
            self._memory.folder = chosen
            self.foot.show_folder(chosen)

    # private

    @property
    def _may_issue(self) -> bool:
        """Before anything was issued there is no sense in issuing what is about to change."""
        return not self._pending or any(row.issues.last for row in self.model.rows)

    def _lay_out(self) -> None:
        self._acts = Flow(self.all_button, self.open_button, self.none_button, self.way_button, outdent=RING)
        self._bar = QHBoxLayout()
        self._bar.addLayout(self._acts, 1)
        self._bar.addWidget(self.search, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.summary)
        self._column.addWidget(self.notice)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.foot)
        # keeps an empty page at its head
        self._column.addStretch()

    def _connect(self) -> None:
        self.setup_button.clicked.connect(lambda _checked: self.page_wanted.emit(PageName.SETUP, None))
        self.all_button.clicked.connect(lambda _checked: self._choose_shown())
        self.open_button.clicked.connect(lambda _checked: self._choose_open())
        self.none_button.clicked.connect(lambda _checked: self.model.choose(()))
        self.way_button.clicked.connect(lambda _checked: self._open_ways_of_chosen())
        self.search.textChanged.connect(self.table.look_for)
        self.model.chosen_changed.connect(self._show_state)
        self.table.way_wanted.connect(self._open_ways)
        self.ways.triggered.connect(lambda action: self._choose_way(Way(action.data())))
        foot = self.foot
        foot.folder_wanted.connect(self.choose_folder)
        foot.language_chosen.connect(self._choose_language)
        foot.show_button.clicked.connect(lambda _checked: self._show_folder())
        foot.issue_button.clicked.connect(lambda _checked: self.issue())
        foot.mail_button.clicked.connect(lambda _checked: self.write_mails())
        foot.print_button.clicked.connect(lambda _checked: self.print_paper())
        foot.cancel_button.clicked.connect(lambda _checked: self._cancel())
        self.office.state_changed.connect(self._show_state)
        self.kit.theme.changed.connect(self.relayout)

    def _show_state(self) -> None:
        """What the page says and offers, as the members stand and are ticked."""
        say, rows, chosen = self.kit.speaker.say, self.model.rows, self.model.chosen
        empty = not rows or not self.office.evaluation.subjects
        for widget in (self.all_button, self.open_button, self.none_button, self.way_button, self.search):
            widget.setVisible(not empty)
        self.table.setVisible(not empty)
        self.foot.setVisible(not empty)
        self.notice.say(self._setup_notice(empty=empty), Tone.PLAIN if empty else Tone.NOTICE)
        issued = sum(row.issues.last is not None for row in rows)
        if empty:
            self.summary.setText(say("Nothing can be issued yet."))
        elif not issued:
            self.summary.setText(say("Nothing has been issued yet."))
        elif issued == len(rows):
            self.summary.setText(say("Issued to all {members} members.", members=len(rows)))
        else:
            self.summary.setText(
                say("Issued to {issued} of {members} members.", issued=issued, members=len(rows))
            )
        mails = len(to_mail(rows, chosen))
        papers = sum(row.issues.judged > 0 for row in chosen)
        foot, may = self.foot, not self.office.read_only
        foot.issue_button.setText(say("Issue to {count}", count=len(chosen)))
        foot.mail_button.setText(say("Mails to {count}…", count=mails))
        foot.print_button.setText(say("Print for {count}…", count=papers))
        foot.issue_button.setEnabled(may and bool(chosen) and self._may_issue)
        foot.mail_button.setEnabled(bool(mails))
        foot.show_next(mails=mails_next(rows, chosen))
        foot.print_button.setEnabled(may and bool(papers))
        self.way_button.setEnabled(bool(chosen))

    def _setup_notice(self, *, empty: bool) -> str:
        say = self.kit.speaker.say
        if empty:
            return say("First enter the subjects and the committee members in the set-up.")
        if not self._pending:
            return ""
        if self._may_issue:
            return say(
                "The set-up has changes that are not in force yet. What is issued now does not have them."
            )
        return say("The set-up is not in force yet: there is something to be mended. Then it can be issued.")

    def _without_needless(self, rows: Sequence[MemberRow]) -> Sequence[MemberRow]:
        """Of those ticked, whoever is to get something, after asking whether to replace what they have."""
        again = [row for row in rows if row.issues.has(row.way)]
        if not again:
            return rows
        say, others = self.kit.speaker.say, len(rows) - len(again)
        buttons = [(Answer.CANCEL, say("Cancel")), (Answer.YES, say("Issue again"))]
        if others:
            buttons.insert(0, (Answer.OTHER, say("Only to the other {count}", count=others)))
        answer = self.kit.dialogs.ask(
            self,
            say("{count} of these members have one already. Issue it again?", count=len(again)),
            say(
                "The earlier file is then no longer accepted; the members have to be told to use the new one."
                " Answers that have been handed in stay."
            ),
            buttons,
        )
        if answer is Answer.OTHER:
            return [row for row in rows if row not in again]
        return rows if answer is Answer.YES else ()

    def _follow(self, job: Job, doing: str, total: int) -> None:
        self._job = job
        self.foot.show_progress((0, total), doing)
        job.progressed.connect(lambda done, whole: self.foot.show_progress((done, whole), doing))
        job.ended.connect(self._end_job)

    def _end_job(self) -> None:
        self._job = None
        self.foot.show_progress(None)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()

    def _issued(self, outcomes: tuple[Outcome, ...], wanted: int) -> None:
        """Say what came of a round; then who was refused is ticked, or who has nothing yet."""
        self._outcomes = {one.member.id: one for one in outcomes}
        self.refresh()
        self.foot.told.say_aloud(*round_words(outcomes, wanted, self.kit))
        if failed := [one.member.id for one in outcomes if one.fault]:
            self.model.choose(failed)
        else:
            self._choose_open()

    def _failed(self, fault: EvalError) -> None:
        self.foot.told.say_aloud(self.kit.speaker.phrase(fault), Tone.ALARM)

    def _stopped(self) -> None:
        self.foot.told.say_aloud(self.kit.speaker.say("Cancelled. Nothing was written."), Tone.PLAIN)

    def _preview(self, data: bytes, members: Sequence[Member]) -> None:
        from ui.windows.print_window import PrintWindow

        say = self.kit.speaker.say
        window = PrintWindow(
            self.kit,
            lambda: say("Paper sheets"),
            ((lambda: say("Blank sheets"), lambda: data),),
            say("paper sheets") + ".pdf",
            self.window(),
        )
        window.taken.connect(lambda: self._note_paper(members))
        window.show()

    def _note_paper(self, members: Sequence[Member]) -> None:
        try:
            with self.office.acting() as file:
                note_paper(file, [member.id for member in members], self.office.now(), self.office.actor)
        except EvalError as fault:
            self._failed(fault)

    def _choose_shown(self) -> None:
        proxy = self.table.proxy
        shown = [proxy.mapToSource(proxy.index(row, 0)).row() for row in range(proxy.rowCount())]
        self.model.choose([self.model.rows[row].issues.member.id for row in shown])

    def _choose_open(self) -> None:
        # whom a change asks anew has one, that of another may be superseded: ``show_place`` ticks them
        rows = (row for row in self.model.rows if row.issues.state is IssueState.NOT_ISSUED)
        self.model.choose([row.issues.member.id for row in rows])

    def _open_ways(self, place: QPoint) -> None:
        self._way_ids = self.table.selected_ids()
        self.ways.popup(place)

    def _open_ways_of_chosen(self) -> None:
        self._way_ids = [row.issues.member.id for row in self.model.chosen]
        self.ways.popup(self.way_button.mapToGlobal(self.way_button.rect().bottomLeft()))

    def _choose_way(self, way: Way) -> None:
        self._memory.choose_way(self._way_ids, way)
        self.refresh()

    def _choose_language(self, code: str) -> None:
        self._memory.language = code

    def _show_folder(self) -> None:
        files = [one.issued.path for one in self._outcomes.values() if one.issued]
        if not self.kit.desktop.show_file(files[0] if files else self.folder / "."):
            self.foot.told.say(
                self.kit.speaker.say("The folder could not be opened: {folder}", folder=self.folder),
                Tone.NOTICE,
            )
