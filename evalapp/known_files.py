"""What the app remembers of files on this computer: where they were worked on, which copies are settled.

It is a help, never a truth: without it nothing is lost, only asked again. So a list that cannot be read
counts as empty, and one that cannot be written stays as it was; two programs at once lose one entry at most.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.files import make_folder, read_limited, write_over
from evalapp.model import Evaluation

RECENT = 20
"""How many ballots, and how many evaluations, are remembered as opened."""

_SETTLED = 200
_FILE_LIMIT = 2**20


@dataclass(frozen=True, slots=True)
class KnownBallot:
    """A ballot that was worked on.

    Attributes:
        path: absolute; it may be gone.
        title: of the evaluation.
        member: the member's name.
        opened_at: last, UTC.
    """

    path: Path
    ballot_id: str
    title: str
    member: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class KnownEvaluation:
    """An evaluation that was worked on.

    Attributes:
        path: absolute; it may be gone.
        subjects, members: how many there were.
        opened_at: last, UTC.
    """

    path: Path
    title: str
    subjects: int
    members: int
    opened_at: datetime


KnownFile: TypeAlias = KnownBallot | KnownEvaluation


@dataclass(frozen=True, slots=True)
class Settled:
    """Contents of copies (``Copy.work``) about which nobody has to be asked again, the newest last.

    Attributes:
        taken_in: which a copy in the app's own folder began with.
        set_aside: in whose stead the user chose another copy.
    """

    taken_in: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


NOTHING_SETTLED = Settled()


@dataclass(frozen=True, slots=True)
class _Memory:
    recent: tuple[KnownFile, ...]
    settled: Settled


def ballots_folder(data: Path) -> Path:
    """Where ballots are taken in, below the app's data folder; it may not exist."""
    return data / "ballots"


def recent_files(data: Path) -> tuple[KnownFile, ...]:
    """The ballots and evaluations worked on, the last one first; some may be gone.

    Args:
        data: the app's data folder.
    """
    return _read(data).recent


def known_paths(data: Path, ballot_id: str | None = None) -> tuple[Path, ...]:
    """Where copies of a ballot may lie: all places worked in, and the app's own folder.

    Args:
        data: the app's data folder.
        ballot_id: leaves out the places in which another ballot was worked on; ``None`` leaves none out.
    """
    recent = {one.path: one.ballot_id for one in recent_files(data) if isinstance(one, KnownBallot)}
    own = sorted(ballots_folder(data).glob("*.ballot"))
    return tuple(
        path for path in dict.fromkeys((*recent, *own)) if ballot_id in {None, recent.get(path, ballot_id)}
    )


def settled(data: Path) -> Settled:
    """What is settled about copies."""
    return _read(data).settled


def remember(data: Path, path: Path, ballot: Ballot, at: datetime) -> None:
    """Note that a ballot is worked on at ``path``, absolute, ``at`` this moment, UTC."""
    _note(data, KnownBallot(path, ballot.id, ballot.info.title, ballot.member.name, at))


def remember_evaluation(data: Path, path: Path, evaluation: Evaluation, at: datetime) -> None:
    """Note that an evaluation is worked on at ``path``, absolute, ``at`` this moment, UTC."""
    subjects, members = len(evaluation.subjects), len(evaluation.members)
    _note(data, KnownEvaluation(path, evaluation.info.title, subjects, members, at))


def forget(data: Path, path: Path) -> None:
    """Drop a path from the files worked on; the file itself stays."""
    memory = _read(data)
    others = tuple(one for one in memory.recent if not _same_place(one.path, path))
    if others != memory.recent:
        _write(data, replace(memory, recent=others))


def _note(data: Path, entry: KnownFile) -> None:
    memory = _read(data)
    others = (one for one in memory.recent if not _same_place(one.path, entry.path))
    _write(data, replace(memory, recent=_trimmed((entry, *others))))


def _trimmed(files: Iterable[KnownFile]) -> tuple[KnownFile, ...]:
    """The newest of each kind: who issues many evaluations does not lose sight of a ballot."""
    kept: list[KnownFile] = []
    counts: Counter[type] = Counter()
    for one in sorted(files, key=lambda one: one.opened_at, reverse=True):
        counts[type(one)] += 1
        if counts[type(one)] <= RECENT:
            kept.append(one)
    return tuple(kept)


def note_taken_in(data: Path, work: str) -> None:
    """Note a work that was taken in."""
    now = _read(data)
    _write(data, replace(now, settled=replace(now.settled, taken_in=_newest(now.settled.taken_in, [work]))))


def note_choice(data: Path, chosen: str, others: Collection[str]) -> None:
    """Note that ``others`` were set aside in favour of ``chosen``, which may have been set aside before."""
    now = _read(data)
    aside = [work for work in _newest(now.settled.set_aside, others) if work != chosen]
    _write(data, replace(now, settled=replace(now.settled, set_aside=tuple(aside))))


def _newest(works: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """The newest of both, each once, those of ``more`` last."""
    more = [*dict.fromkeys(more)]
    return tuple([*(work for work in works if work not in more), *more][-_SETTLED:])


def _same_place(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)


def _file(data: Path) -> Path:
    return data / "recent-ballots.json"


def _read(data: Path) -> _Memory:
    try:
        found = json.loads(read_limited(_file(data), _FILE_LIMIT))
    except (EvalError, ValueError, RecursionError):
        found = None
    stored = found if isinstance(found, dict) else {}
    entries = [_entry(item) for item in _list(stored, "recent")]
    works = {
        name: tuple(one for one in _list(stored, name) if isinstance(one, str))
        for name in ("taken_in", "set_aside")
    }
    return _Memory(_trimmed(one for one in entries if one), Settled(**works))


def _list(stored: dict[str, Any], name: str) -> list[Any]:
    found = stored.get(name)
    return found if isinstance(found, list) else []


def _entry(item: object) -> KnownFile | None:
    if not isinstance(item, dict) or (opened_at := _opened_at(item)) is None:
        return None
    path, title = Path(item["path"]), item["title"]
    # entries without a kind are ballots of the first edition
    match item:
        case {"kind": "evaluation", "subjects": int(subjects), "members": int(members)}:
            return KnownEvaluation(path, title, subjects, members, opened_at)
        case {"ballot": str(ballot_id), "member": str(member)} if item.get("kind", "ballot") == "ballot":
            return KnownBallot(path, ballot_id, title, member, opened_at)
    return None


def _opened_at(item: dict[str, Any]) -> datetime | None:
    """When it was opened; ``None`` too where its path and title are none."""
    texts = [item.get(name) for name in ("path", "title", "opened")]
    if not all(isinstance(text, str) and "\0" not in text for text in texts):
        return None
    try:
        opened_at = datetime.fromisoformat(item["opened"]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return opened_at if Path(item["path"]).is_absolute() else None


def _stored(one: KnownFile) -> dict[str, str | int]:
    shared = {"path": str(one.path), "title": one.title, "opened": one.opened_at.isoformat()}
    if isinstance(one, KnownBallot):
        return {**shared, "kind": "ballot", "ballot": one.ballot_id, "member": one.member}
    return {**shared, "kind": "evaluation", "subjects": one.subjects, "members": one.members}


def _write(data: Path, memory: _Memory) -> None:
    stored = {
        "recent": [_stored(one) for one in memory.recent],
        "taken_in": memory.settled.taken_in,
        "set_aside": memory.settled.set_aside,
    }
    with contextlib.suppress(EvalError):
        make_folder(data)
        # ASCII: a path on Linux may be no text at all, and still comes back as it was
        write_over(_file(data), json.dumps(stored, indent=1).encode("ascii"))
