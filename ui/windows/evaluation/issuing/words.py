"""What the ways of answering and the kinds of mail are called."""

from __future__ import annotations

from datetime import datetime

from evalapp.language import N_
from evalapp.mailing import MailKind
from evalapp.store.issued import IssueNote, IssueState, Way
from ui.windows.kit import Kit
from ui.windows.recents import exact_moment, moment
from ui.windows.signs import Sign

WAYS = {
    Way.BALLOT: N_("Ballot"),
    Way.FORM: N_("Excel form"),
    Way.PAPER: N_("Paper"),
}
MAILS = {
    MailKind.BALLOT: N_("Sending the ballot"),
    MailKind.FORM: N_("Sending the Excel form"),
    MailKind.PAPER: N_("Sending paper sheets"),
    MailKind.REMINDER: N_("Reminding"),
    MailKind.RENEWED: N_("Sending what was issued again"),
}
STATES = {
    IssueState.NOTHING_TO_JUDGE: (N_("Judges no subject"), Sign.INFO, "muted"),
    IssueState.NOT_ISSUED: (N_("Not issued yet"), Sign.BUSY, "muted"),
    IssueState.ISSUED: (N_("Issued"), Sign.DONE, "good"),
    IssueState.OUTDATED: (N_("To be issued anew: the set-up was changed"), Sign.WARN, "warn"),
}
"""Word, sign, and the ink of the sign."""


def way_words(way: Way, kit: Kit) -> str:
    """What a way is called."""
    return kit.speaker.language.gettext(WAYS[way])


def note_words(note: IssueNote, kit: Kit, *, exact: bool = False) -> str:
    """What was issued and when: 評価票ファイル（2回目） 今日 14:03.

    Args:
        note: what was issued.
        kit: the window's.
        exact: the time of earlier days too.
    """
    way = way_words(note.way, kit)
    if note.serial > 1:
        way = kit.speaker.say("{way} (no. {number})", way=way, number=note.serial)
    when = exact_moment if exact else moment
    return f"{way}　{when(note.at, kit.now(), kit.speaker)}"


def near(at: datetime, kit: Kit) -> str:
    """A moment by the computer's clock; of earlier days the day."""
    return moment(at, kit.now(), kit.speaker)


def mail_kind(note: IssueNote) -> MailKind:
    """The mail that goes with something issued."""
    if note.way is Way.PAPER:
        return MailKind.PAPER
    if note.serial > 1:
        return MailKind.RENEWED
    return MailKind.BALLOT if note.way is Way.BALLOT else MailKind.FORM
