"""The mail draft with which a member sends the submission to the secretariat."""

from __future__ import annotations

from dataclasses import dataclass

from evalapp.ballot import Ballot
from evalapp.contact import mail_address_in
from ui.windows.speaker import Speaker


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail to be looked at and sent by the member; ``to`` is empty where the contact names no address."""

    to: str
    subject: str
    body: str


def submission_mail(
    ballot: Ballot, file_name: str, revision: str, code: str, speaker: Speaker, *, draft: bool
) -> MailDraft:
    """The draft, without any score or comment.

    Args:
        ballot: what was answered.
        file_name: of the submission, which the member has to attach.
        revision: in words.
        code: the verification code.
        speaker: in whose language it is written.
        draft: the answers are not complete.
    """
    say = speaker.say
    title, name = ballot.info.title, ballot.member.name
    if draft:
        purpose = say(
            "I send my score sheets for “{title}” as they are so far. They are not complete yet; I will hand"
            " in again.",
            title=title,
        )
    else:
        purpose = say("I hand in my score sheets for “{title}”.", title=title)
    facts = (
        (say("Committee member"), f"{name}　{ballot.member.affiliation}".strip()),
        (say("File name"), file_name),
        (say("Revision"), revision),
        (say("Verification code"), code),
    )
    colon = "：" if speaker.japanese else ": "
    body = [
        say("[Before sending: attach the file {file} to this mail and delete this line.]", file=file_name),
        "",
        say("To the secretariat of the evaluation"),
        "",
        purpose,
        say("The file is attached. Please check that its verification code is the one below."),
        "",
        *(f"{label}{colon}{value}" for label, value in facts),
    ]
    subject = say("Score sheets: {title} ({name})", title=title, name=name)
    return MailDraft(mail_address_in(ballot.info.contact), subject, "\n".join(body))
