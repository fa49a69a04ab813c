"""Who is to get a mail, and whether sending comes next."""

from __future__ import annotations

from collections.abc import Sequence

from evalapp.store.issued import IssueState
from ui.windows.evaluation.issuing.members_model import MemberRow

_HAS = frozenset((IssueState.ISSUED, IssueState.NOTHING_TO_JUDGE))


def to_mail(rows: Sequence[MemberRow], chosen: Sequence[MemberRow]) -> Sequence[MemberRow]:
    """Those chosen who have got something; if none has, all whose mail is due for what will do as it is."""
    ticked = [row for row in chosen if row.issues.last]
    return ticked or [row for row in rows if row.issues.state is IssueState.ISSUED and not row.mailed_at]


def mails_next(rows: Sequence[MemberRow], chosen: Sequence[MemberRow]) -> bool:
    """Whether what was issued is to be sent now, rather than more to be issued.

    After a round of issuing it is; later, once nobody chosen is without. It is not while somebody was refused
    or needs another.
    """
    outcomes = [row.outcome for row in rows if row.outcome and not row.mailed_at]
    if any(row.issues.state is IssueState.OUTDATED for row in rows) or any(one.fault for one in outcomes):
        return False
    issued = any(one.issued for one in outcomes)
    return bool(to_mail(rows, chosen)) and (issued or all(row.issues.state in _HAS for row in chosen))
