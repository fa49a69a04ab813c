"""Opening a ballot where it is safe to work: what was decided is carried out and remembered."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evalapp.copies import (
    Choose,
    Copy,
    Opening,
    TakeIn,
    copies_of,
    decide,
    free_path,
    read_copy,
    take_hand_ins,
    take_in,
)
from evalapp.errors import EvalError
from evalapp.known_files import ballots_folder, known_paths, note_choice, note_taken_in, settled
from evalapp.places import Place

_TRIES = 5


def plan_opening(asked: Path, place: Place, data: Path, in_work: Collection[Path] = ()) -> Opening:
    """Decide where the work on a ballot goes on; nothing is written.

    Args:
        asked: the file that was opened, absolute.
        place: where it lies.
        data: the app's data folder.
        in_work: the files that are open now, not ``asked`` itself.

    Raises:
        EvalError: what is wrong with ``asked``, as ``BallotFile``; what is wrong with others is passed over.
    """
    copy = read_copy(asked)
    others = copies_of(copy, (*in_work, *known_paths(data, copy.ballot.id)))
    target = free_path(ballots_folder(data), asked.stem)
    return decide(copy, place, others, target, settled(data), in_work)


def begin(asked: Path, place: Place, data: Path, in_work: Collection[Path] = ()) -> Opening:
    """``plan_opening``, carried out: what has to be taken in has been when this returns.

    Returns:
        ``WorkIn`` or ``Continue``: work in its ``path``; ``TakeIn``: work in its ``target``; ``Choose``: ask
        the user, then ``settle``.

    Raises:
        EvalError: what is wrong with ``asked``, or that it could not be taken in.
    """
    for _try in range(_TRIES):
        opening = plan_opening(asked, place, data, in_work)
        if not isinstance(opening, TakeIn):
            return opening
        try:
            _take_in(opening.source, opening.target, data)
        except EvalError as fault:
            # clicked twice, the other process was faster: then its copy is the one to continue
            if fault.code != "file-exists":
                raise
        else:
            return opening
    raise EvalError("file-busy", file=str(asked))


def settle(choice: Choose, chosen: Copy, place: Place, data: Path) -> Path:
    """Go on in the copy that the user chose; the others stay as they are, and are not asked about again.

    What was handed in from the others is registered in the chosen one, so that no revision number is given to
    two contents.

    Args:
        choice: what was asked.
        chosen: ``choice.asked`` or one of ``choice.others``.
        place: where the chosen one lies; a fragile one is taken in.
        data: the app's data folder.

    Returns:
        Where to work.

    Raises:
        EvalError: what is wrong with one of the files, or what the file system refuses; then nothing is
            settled.
    """
    others = [one for one in (choice.asked, *choice.others) if one is not chosen]
    path = chosen.path
    if place is not Place.DURABLE:
        path = _take_in(chosen, free_path(ballots_folder(data), path.stem), data)
    take_hand_ins(path, [one.path for one in others if one.hand_ins])
    note_choice(data, chosen.work, [one.work for one in others if one.touched])
    return path


def _take_in(source: Copy, target: Path, data: Path) -> Path:
    take_in(source.path, target)
    if source.touched:
        note_taken_in(data, source.work)
    return target
