"""Issuing what members answer in: ballots with a key of their own, Excel forms, paper. One file a member."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import Ballot, new_ballot
from evalapp.errors import EvalError
from evalapp.files import make_folder, write_keeping, write_new
from evalapp.form import rubrics_key
from evalapp.model import Evaluation, Member
from evalapp.store.ballot_file import create_ballot
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.forms import issued_forms, note_form
from evalapp.store.issued import Way, note_paper

WriteForm = Callable[[Ballot, str, datetime], bytes]
"""Makes an Excel form of a member's questions, the key of the rubrics' wording, and the moment of making."""

WritePaper = Callable[[Member], bytes]
"""Makes a PDF of a member's blank score sheets."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file that was written for a member.

    Attributes:
        serial: above 1 it replaced an earlier ballot or form; of paper always 1.
        kept: the new name of an earlier document that had the name; ballots and forms refuse instead.
    """

    member: Member
    path: Path
    serial: int
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round of issuing came to for one member.

    Attributes:
        issued: the file; ``None`` if nothing was written.
        fault: why not; ``None`` too for a member who has no subject to judge and gets no Excel form.
    """

    member: Member
    way: Way
    issued: IssuedFile | None
    fault: EvalError | None = None


def issue_round(
    file: EvaluationFile,
    folder: Path,
    ways: Mapping[str, Way],
    writers: tuple[WriteForm, WritePaper],
    at: datetime,
    actor: str,
) -> Iterator[Outcome]:
    """Issue to each member in the way chosen, again if need be; a refusal keeps nobody else from theirs.

    What was yielded stands, wherever the caller stops.

    Args:
        file: the evaluation.
        folder: where the files go; made if missing.
        ways: by member id.
        writers: what makes Excel forms, and what makes paper.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``ballot-unknown-member``, or the folder cannot be made.
    """
    members = chosen_members(file.evaluation, ways) if ways else {}
    make_folder(folder)
    for id_, member in members.items():
        way = ways[id_]
        try:
            match way:
                case Way.BALLOT:
                    files = issue_ballots(file, folder, [id_], at, actor)
                case Way.FORM:
                    files = issue_forms(file, folder, [id_], writers[0], at, actor)
                case Way.PAPER:
                    files = issue_paper(file, folder, [id_], writers[1], at, actor)
            yield Outcome(member, way, next(files, None))
        except EvalError as fault:
            if fault.code == "file-exists":
                # nobody can give this file another name
                fault = EvalError("issue-file-exists", file=fault.params["file"])
            yield Outcome(member, way, None, fault)


def issue_ballots(
    file: EvaluationFile, folder: Path, member_ids: Collection[str], at: datetime, actor: str
) -> Iterator[IssuedFile]:
    """Write a ballot for each member, one after the other.

    Args:
        file: the evaluation.
        folder: where the ballots go; made if missing.
        member_ids: issue (again) to just these; an earlier ballot of theirs is superseded. Empty: to all
            who have none yet.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``ballot-unknown-member``, ``file-exists``, or what the file system refuses.
    """
    serials = [(issued.member_id, issued.serial) for issued in file.issued().values()]
    for member, serial in _wanted(file.evaluation, folder, member_ids, serials):
        yield _issue_ballot(file, folder, member, serial, at, actor)


def issue_forms(
    file: EvaluationFile,
    folder: Path,
    member_ids: Collection[str],
    write: WriteForm,
    at: datetime,
    actor: str,
) -> Iterator[IssuedFile]:
    """Write an Excel form for each member, made by ``write``; for the rest as ``issue_ballots``.

    A member who is recused from every subject gets none.
    """
    serials = [(issued.member_id, issued.serial) for issued in issued_forms(file).values()]
    for member, serial in _wanted(file.evaluation, folder, member_ids, serials):
        form = new_ballot(file.evaluation, member, secrets.token_hex(16), serial, "")
        if not form.judged:
            continue
        key = rubrics_key(rubric for _subject, rubric in form.asked.values())
        path = folder / file_name(member.id, serial, ".xlsx")
        # registered between writing and naming, as a ballot is
        write_new(path, write(form, key, at), partial(note_form, file, form.id, member, serial, at, actor))
        yield IssuedFile(member, path, serial)


def issue_paper(
    file: EvaluationFile,
    folder: Path,
    member_ids: Collection[str],
    write: WritePaper,
    at: datetime,
    actor: str,
) -> Iterator[IssuedFile]:
    """Write a member's blank score sheets to print, made by ``write``, and record it.

    Nothing has to come back as a file: printing again takes the place of nothing, and an earlier PDF with
    other content is kept.

    Args:
        file: the evaluation.
        folder: where the PDFs go; made if missing.
        member_ids: just these; empty: all.
        write: makes the PDF.
        at: now, UTC.
        actor: for the record.

    Raises:
        EvalError: ``ballot-unknown-member``, or what the file system refuses.
    """
    chosen = chosen_members(file.evaluation, member_ids)
    make_folder(folder)
    for member in chosen.values():
        path = folder / file_name(member.id, 1, ".pdf")
        kept = write_keeping(path, write(member))
        note_paper(file, [member.id], at, actor)
        yield IssuedFile(member, path, 1, kept)


def chosen_members(evaluation: Evaluation, member_ids: Collection[str]) -> Mapping[str, Member]:
    """The members with these ids, in the committee's order; all where none is named.

    Raises:
        EvalError: ``ballot-unknown-member``; ``evaluation-empty`` while nobody is set up yet.
    """
    if not evaluation.members:
        raise EvalError("evaluation-empty", title=evaluation.info.title)
    members = {member.id: member for member in evaluation.members}
    if unknown := [id_ for id_ in member_ids if id_ not in members]:
        raise EvalError("ballot-unknown-member", member=unknown[0], known=list(members))
    return {id_: member for id_, member in members.items() if id_ in member_ids or not member_ids}


def _wanted(
    evaluation: Evaluation, folder: Path, member_ids: Collection[str], issued: Collection[tuple[str, int]]
) -> list[tuple[Member, int]]:
    """Who gets a file, with its serial; makes the folder."""
    chosen = chosen_members(evaluation, member_ids)
    make_folder(folder)
    serials = dict.fromkeys(chosen, 0)
    for member_id, serial in issued:
        if member_id in serials:
            serials[member_id] = max(serials[member_id], serial)
    return [(chosen[id_], serial + 1) for id_, serial in serials.items() if member_ids or not serial]


def _issue_ballot(
    file: EvaluationFile, folder: Path, member: Member, serial: int, at: datetime, actor: str
) -> IssuedFile:
    seed, public_key = sealing.new_ballot_keys()
    ballot = new_ballot(file.evaluation, member, secrets.token_hex(16), serial, file.recipient)
    path = folder / file_name(member.id, serial, ".ballot")
    for stale in folder.glob(glob.escape(f".{path.name}.") + "*.tmp"):
        # left by a process that was killed; it holds a key
        stale.unlink(missing_ok=True)

    def register() -> None:
        file.note_ballot(ballot.id, member, serial, public_key, at, actor)

    # registered between writing and naming: a ballot that can be sent out can always be handed in
    create_ballot(path, ballot, seed, file.materials(), register)
    return IssuedFile(member, path, serial)


def file_name(member_id: str, serial: int, suffix: str) -> str:
    """The name of a member's file; what stands in brackets no id can hold, so that no two names meet."""
    name = member_id if serial == 1 else f"{member_id} ({serial})"
    # Windows cannot make a file with the name of a device, and drops a dot at a name's end
    if member_id.partition(".")[0].casefold() in _RESERVED or name.endswith("."):
        name = f"({name})"
    return f"{name}{suffix}"
