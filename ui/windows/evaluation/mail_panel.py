"""Mails to members: each is looked at, opened as a draft or copied, and marked as done."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evalapp.language import LANGUAGES, load_language
from evalapp.mailing import Honorific, Letter, Mail, MailKind, shipped_letter, write_mail
from ui.windows.buttons import RING, Button
from ui.windows.card import Tone
from ui.windows.controls import ComboBox
from ui.windows.desktop import LONGEST_DRAFT, SAFE_DRAFT, mail_address
from ui.windows.evaluation.issuing.letter_editor import LetterEditor
from ui.windows.evaluation.issuing.mail_form import MailForm
from ui.windows.evaluation.issuing.mail_items import MailItem, mail_items
from ui.windows.evaluation.issuing.mail_list import MailList, MailRow
from ui.windows.evaluation.issuing.memory import IssueMemory, issue_folder
from ui.windows.evaluation.issuing.words import MAILS
from ui.windows.evaluation.office import Office
from ui.windows.flow import Flow
from ui.windows.lines import Paragraph
from ui.windows.preferences import LANGUAGE_NAMES

_GEOMETRY = "mail-panel"


class MailPanel(QWidget):
    """The mails of some members, one of them shown.

    What is changed in one mail stays while the panel is open; the text for all is kept for the evaluation.

    Attributes:
        list: the members.
        form: the mail that is shown.
        letter_editor: the text for all.

    Signals:
        done_changed: a mail was marked as done, or as not done.
    """

    done_changed = Signal()

    def __init__(self, office: Office, member_ids: Collection[str], kind: MailKind | None = None) -> None:
        """Args:
        office: the open evaluation.
        member_ids: to whom; the chair comes first.
        kind: what for; ``None``: to send what was issued last to each; who has got nothing is left out.
        """
        super().__init__()
        self._office = office
        self._kit = kit = office.kit
        self._ids = frozenset(member_ids)
        self._kind = kind
        self._memory = IssueMemory(kit.settings, office.evaluation.info.id)
        self._items: tuple[MailItem, ...] = ()
        self._changed: dict[str, Mail] = {}
        self._row = 0
        self._title = Paragraph(kit.theme, scale=1.1, bold=True)
        self._without = Paragraph(kit.theme, ink="warn")
        self.language, self.honorific = ComboBox(kit.theme), ComboBox(kit.theme)
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        for honorific in Honorific:
            self.honorific.addItem(honorific.value, honorific.value)
        self.letter_button = Button(kit.theme)
        self.previous_button, self.next_button = Button(kit.theme), Button(kit.theme)
        self.list = MailList(kit)
        self.form = MailForm(kit)
        self.letter_editor = LetterEditor(kit)
        self._sides = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()
        self.retranslate()
        self.relayout()
        if self._items:
            self.list.turn_to(self._first_open())

    @property
    def mails(self) -> tuple[Mail, ...]:
        """All mails as they stand."""
        return tuple(self._mail(item) for item in self._items)

    def reload(self) -> None:
        """Make the mails anew: the set-up, what was issued or the text may have changed."""
        with self._office.reading():
            self._read()
        self.language.setCurrentIndex(self.language.findData(self._memory.language))
        self.honorific.setCurrentIndex(self.honorific.findData(self._memory.honorific.value))
        self._show_list()
        self._show_mail()

    def _read(self) -> None:
        member = self._item.member.id if self._item else ""
        self._items = mail_items(self._office.file, self._ids, self._kind)
        ids = [item.member.id for item in self._items]
        # who writes to somebody goes on writing to the same
        self._row = ids.index(member) if member in ids else min(self._row, max(len(ids) - 1, 0))

    def retranslate(self) -> None:
        """Say all texts."""
        say = self._kit.speaker.say
        self.setWindowTitle(say("Mail drafts – {title}", title=self._office.evaluation.info.title))
        for box, name in (
            (self.language, say("Language of the mails")),
            (self.honorific, say("Form of address")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.letter_button.setText(say("Change the text for all…"))
        self.list.setAccessibleName(say("Members to write to"))
        self.previous_button.setText(say("Previous"))
        self.next_button.setText(say("Next"))
        self._show_list()
        self._show_mail()

    def relayout(self) -> None:
        """Take distances from the text size."""
        em = self._kit.theme.em
        margin = round(em * 1.1)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(round(em * 0.7))
        self._head.setSpacing(round(em * 0.5))
        self._middle.setSpacing(round(em * 0.8))
        self._left.setSpacing(round(em * 0.6))
        self._steps.setSpacing(round(em * 0.4))
        self.list.setFixedWidth(round(em * 13))
        self.setMinimumSize(round(em * 40), round(em * 23))

    # private

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.honorific, self.language, self.letter_button):
            self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._sides.addWidget(self.form)
        self._sides.addWidget(self.letter_editor)
        self._middle = QHBoxLayout()
        self._left = QVBoxLayout()
        self._left.addWidget(self.list, 1)
        self._steps = Flow(self.previous_button, self.next_button, outdent=RING)
        self._left.addLayout(self._steps)
        self._middle.addLayout(self._left)
        self._middle.addWidget(self._sides, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._without)
        self._column.addLayout(self._middle, 1)

    def _connect(self) -> None:
        self.list.turned.connect(self._turn)
        self.language.activated.connect(lambda _row: self._choose_language(self.language.currentData()))
        self.honorific.activated.connect(lambda _row: self._choose_honorific())
        self.letter_button.clicked.connect(lambda _checked: self._edit_letter())
        self.letter_editor.kept.connect(self._keep_letter)
        self.letter_editor.left.connect(self._leave_letter)
        form = self.form
        form.changed.connect(self._note_change)
        form.draft_button.clicked.connect(lambda _checked: self._open_draft())
        form.copy_button.clicked.connect(lambda _checked: self._copy())
        form.done_button.clicked.connect(lambda _checked: self._turn_done())
        form.folder_button.clicked.connect(lambda _checked: self._show_file())
        self.previous_button.clicked.connect(lambda _checked: self.list.turn_to(self._row - 1))
        self.next_button.clicked.connect(lambda _checked: self.list.turn_to(self._row + 1))
        self._office.changed.connect(self.reload)
        self._kit.speaker.changed.connect(self.retranslate)
        self._kit.theme.changed.connect(self.relayout)

    @property
    def _item(self) -> MailItem | None:
        return self._items[self._row] if self._items else None

    def _first_open(self) -> int:
        rows = (row for row, item in enumerate(self._items) if not self._done(item))
        return next(rows, 0)

    def _done(self, item: MailItem) -> bool:
        return self._memory.mailed_at(item.member.id, item.kind) is not None

    def _mail(self, item: MailItem) -> Mail:
        if changed := self._changed.get(item.member.id):
            return changed
        code, memory = self._memory.language, self._memory
        return write_mail(
            memory.letter(item.kind, code),
            self._office.evaluation.info,
            item.member,
            item.subjects,
            item.file_name,
            memory.honorific,
            load_language(code),
        )

    def _show_list(self) -> None:
        say, memory = self._kit.speaker.say, self._memory
        self.list.mails.show(
            [
                MailRow(
                    item.member.name,
                    self._mail(item).to,
                    memory.mailed_at(item.member.id, item.kind),
                )
                for item in self._items
            ]
        )
        without = [item.member.name for item in self._items if not self._mail(item).to]
        self._without.setText(
            say("No mail address is known of: {names}", names="、".join(without)) if without else ""
        )
        self._without.setVisible(bool(without))
        self.honorific.setVisible(memory.language == "ja")

    def _show_mail(self) -> None:
        say, item = self._kit.speaker.say, self._item
        self.form.setEnabled(item is not None)
        self.previous_button.setEnabled(self._row > 0)
        self.next_button.setEnabled(self._row < len(self._items) - 1)
        self.letter_button.setEnabled(item is not None)
        if item is None:
            self._title.setText(say("There is no mail to write."))
            return
        self._title.setText(
            say(
                "{kind} ({number} of {count})",
                kind=self._kit.speaker.language.gettext(MAILS[item.kind]),
                number=self._row + 1,
                count=len(self._items),
            )
        )
        self.form.show_mail(
            self._mail(item),
            item.file_name,
            item.path(issue_folder(self._office)),
            done=self._done(item),
        )

    # acts

    def _turn(self, row: int) -> None:
        if 0 <= row < len(self._items):
            self._row = row
            self.form.told.clear()
            self._leave_letter()
            self._show_mail()

    def _note_change(self) -> None:
        if self._item:
            self._changed[self._item.member.id] = self.form.mail

    def _open_draft(self) -> None:
        """Open the draft; a text too long for some mail programs lies on the clipboard as well."""
        say, item = self._kit.speaker.say, self._item
        if item is None:
            return
        mail = self._mail(item)
        length = len(mail_address(mail.to, mail.subject, mail.body))
        if length > SAFE_DRAFT:
            QGuiApplication.clipboard().setText(mail.body)
        body = mail.body if length <= LONGEST_DRAFT else ""
        if not self._kit.desktop.mail_draft(mail.to, mail.subject, body):
            self.form.told.say_aloud(
                say("No mail program could be opened. Copy the text into your mail program."), Tone.NOTICE
            )
            return
        self._mark(item, done=True)
        parts = []
        if item.file_name:
            parts.append(say("Attach the file {file} to the mail before you send it.", file=item.file_name))
        if not body:
            parts.append(
                say("The text is too long to be handed over: it was copied. Paste it into the mail.")
            )
        elif length > SAFE_DRAFT:
            parts.append(say("If the text is cut short there, paste it: it was copied."))
        self.form.told.say_aloud(
            ("" if self._kit.speaker.japanese else " ").join(parts) or say("The draft was opened."),
            Tone.PLAIN,
        )

    def _copy(self) -> None:
        if item := self._item:
            QGuiApplication.clipboard().setText(self._mail(item).body)
            self.form.told.say_aloud(self._kit.speaker.say("The text was copied."), Tone.GOOD)

    def _turn_done(self) -> None:
        if item := self._item:
            self._mark(item, done=not self._done(item))

    def _mark(self, item: MailItem, *, done: bool) -> None:
        self._memory.note_mailed(item.member.id, item.kind, self._office.now() if done else None)
        self._show_list()
        self._show_mail()
        self.done_changed.emit()

    def _show_file(self) -> None:
        path = self._item.path(issue_folder(self._office)) if self._item else None
        if path and not self._kit.desktop.show_file(path):
            say = self._kit.speaker.say
            self.form.told.say(
                say("The folder could not be opened: {folder}", folder=path.parent), Tone.NOTICE
            )

    def _choose_language(self, code: str) -> None:
        self._memory.language = code
        self._make_anew()

    def _choose_honorific(self) -> None:
        self._memory.honorific = Honorific(self.honorific.currentData())
        self._make_anew()

    def _make_anew(self) -> None:
        """Who is addressed otherwise gets another text: what was changed by hand in single mails goes."""
        self._changed.clear()
        self._leave_letter()
        self._show_list()
        self._show_mail()

    def _edit_letter(self) -> None:
        if item := self._item:
            code = self._memory.language
            self._sides.setCurrentWidget(self.letter_editor)
            self.letter_editor.edit(
                self._memory.letter(item.kind, code), shipped_letter(item.kind, code), load_language(code)
            )

    def _keep_letter(self, letter: Letter) -> None:
        if item := self._item:
            self._memory.keep_letter(item.kind, self._memory.language, letter)
            self._make_anew()

    def _leave_letter(self) -> None:
        self._sides.setCurrentWidget(self.form)

    # Qt's

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window remembers its place."""
        self._kit.settings.set_state(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)


def open_mail_panel(
    office: Office, member_ids: Collection[str], kind: MailKind | None, parent: QWidget
) -> MailPanel:
    """Show the mails in a window of their own that belongs to ``parent``; see ``MailPanel``."""
    panel = MailPanel(office, member_ids, kind)
    panel.setParent(parent, Qt.WindowType.Window)
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    em, room = office.kit.theme.em, panel.screen().availableGeometry()
    if not panel.restoreGeometry(office.kit.settings.state(_GEOMETRY)):
        panel.resize(
            min(round(em * 66), round(room.width() * 0.9)), min(round(em * 42), round(room.height() * 0.9))
        )
    panel.show()
    panel.list.setFocus()
    return panel
