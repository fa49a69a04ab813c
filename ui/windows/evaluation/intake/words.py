"""What the intake page says of a file in one line: who it is from, how it stands, what it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

from evalapp.errors import EvalError
from evalapp.intake import Difference, Entry, Plan, Status
from evalapp.model import Evaluation
from evalapp.report import SourceKind
from evalapp.rubric import CommentKind
from ui.intake_words import STATUS_WORDS
from ui.windows.signs import Sign
from ui.windows.speaker import Speaker

STATUS_SIGNS: Mapping[Status, tuple[Sign, str]] = {
    Status.REFUSED: (Sign.WARN, "fault"),
    Status.REPLACES: (Sign.SWAP, "warn"),
    Status.NEW: (Sign.PLUS, "accent"),
    Status.UNCHANGED: (Sign.MINUS, "muted"),
}
"""How a status looks, problems first."""

_KINDS = frozenset(kind.value for kind in CommentKind)


def status_word(status: Status, speaker: Speaker) -> str:
    """新規, 変更なし, 差し替え, 不受理."""
    return speaker.language.gettext(STATUS_WORDS[status])


def member_name(evaluation: Evaluation, member_id: str) -> str:
    """A member as lists name them: ``m1　青木 一郎``."""
    name = next((member.name for member in evaluation.members if member.id == member_id), "")
    return f"{member_id}　{name}"


def kind_word(kind: SourceKind, speaker: Speaker) -> str:
    """How answers came."""
    return {
        SourceKind.SEALED: speaker.say("Submission"),
        SourceKind.FORM: speaker.say("Excel form (not signed)"),
        SourceKind.TYPED: speaker.say("Typed in from paper"),
    }[kind]


def joined(parts: list[str], speaker: Speaker) -> str:
    """Parts of one line."""
    return ("、" if speaker.japanese else ", ").join(part for part in parts if part)


def summary(entry: Entry, plan: Plan, speaker: Speaker) -> str:
    """What taking a file in would do, or why it is refused, in one line."""
    say, arrival = speaker.say, entry.arrival
    if entry.reason is not None:
        return why(entry, entry.reason, speaker)
    if arrival is None:
        return ""
    if entry.status is Status.UNCHANGED:
        return _unchanged(entry, plan, speaker)
    parts = [say("waits for confirmation")] if arrival.kind is SourceKind.FORM else []
    if entry.status is Status.REPLACES:
        parts.append(_changes(entry.differences, speaker))
    else:
        parts.append(say("subjects {count}", count=len(arrival.payload.sheets)))
    recused = sum(sheet.recusal is not None for sheet in arrival.payload.sheets)
    if recused and entry.status is Status.NEW:
        parts.append(say("not judging {count}", count=recused))
    if entry.open_cells:
        parts.append(say("blank {count}", count=len(entry.open_cells)))
    if entry.drops_form:
        parts.append(say("a waiting Excel form is no longer needed"))
    return joined(parts, speaker)


def why(entry: Entry, reason: EvalError, speaker: Speaker) -> str:
    """Why a file is not taken in; the file is called by its name: its place is said beside."""
    if reason.params.get("file") == entry.file:
        reason = reason.about(PurePath(entry.file).name)
    return speaker.phrase(reason)


def _unchanged(entry: Entry, plan: Plan, speaker: Speaker) -> str:
    digest = entry.arrival.digest if entry.arrival else ""
    if any(other.arrival and other.arrival.digest == digest for other in plan.to_apply):
        return speaker.say("the same as another file of the list")
    return speaker.say("taken in already with the same content")


def _changes(differences: tuple[Difference, ...], speaker: Speaker) -> str:
    """How many cells of each kind change."""
    say = speaker.say
    counts = Counter("comment" if one.field in _KINDS else one.field for one in differences)
    words = {
        "points": say("scores {count}", count=counts["points"]),
        "comment": say("comments {count}", count=counts["comment"]),
        "recusal": say("recusals {count}", count=counts["recusal"]),
    }
    parts = [word for field, word in words.items() if counts[field]]
    states = {(one.old, one.new) for one in differences if one.field == "state"}
    if ("draft", "final") in states:
        parts.append(say("draft → handed in"))
    if ("final", "draft") in states:
        parts.append(say("handed in → draft"))
    if not parts:
        return say("no answer changes")
    return say("changes: {what}", what=joined(parts, speaker))
