"""What the mails to some members are made of: for each its kind, and the file that goes with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from evalapp.issuing import file_name
from evalapp.mailing import MailKind
from evalapp.model import Member
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.issued import IssueNote, Way, member_issues
from ui.windows.evaluation.issuing.words import mail_kind

_SUFFIXES = {Way.BALLOT: ".ballot", Way.FORM: ".xlsx", Way.PAPER: ".pdf"}


@dataclass(frozen=True, slots=True)
class MailItem:
    """A mail that is to be written.

    Attributes:
        subjects: how many the member judges.
        file_name: of what is to be attached; empty for nothing.
    """

    member: Member
    kind: MailKind
    subjects: int
    file_name: str

    def path(self, folder: Path) -> Path | None:
        """Where the file to be attached lies, if it is in ``folder``."""
        if not self.file_name:
            return None
        path = folder / self.file_name
        return path if path.is_file() else None


def mail_items(
    file: EvaluationFile, member_ids: Collection[str], kind: MailKind | None
) -> tuple[MailItem, ...]:
    """The mails to these members, the chair first.

    Args:
        file: the evaluation.
        member_ids: those who have got nothing are left out if ``kind`` is ``None``.
        kind: ``None``: for each what fits that which was issued last.
    """
    items = []
    for issues in member_issues(file):
        last = issues.last
        own = kind or (mail_kind(last) if last else None)
        if issues.member.id in member_ids and own is not None:
            enclosed = _file_name(last) if last and own.encloses else ""
            items.append(MailItem(issues.member, own, issues.judged, enclosed))
    return tuple(items)


def _file_name(note: IssueNote) -> str:
    return file_name(note.member_id, note.serial, _SUFFIXES[note.way])
