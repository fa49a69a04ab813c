"""fill, hand-in: the member's commands."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from evalapp import __version__
from evalapp.answers import filled, parse_answers
from evalapp.errors import EvalError
from evalapp.handing_in import hand_in as seal_and_write
from evalapp.model import ScoreSheet
from evalapp.store.ballot_file import BallotFile
from ui.cli.context import Context, read_table


def fill(options: argparse.Namespace, context: Context) -> int:
    """Put answers into a ballot: all of them, or none if any is refused."""
    with BallotFile(options.ballot) as file:
        if options.answers.suffix == ".ballot":
            sheets = _from_ballot(file, options.answers)
        else:
            table, _data = read_table(options.answers)
            ballot = file.ballot
            answers = parse_answers(table, ballot.asked, [ballot.member.id])
            sheets = [
                filled(
                    sheet,
                    ballot.asked[sheet.subject_id][1],
                    [answer for answer in answers if answer.subject_id == sheet.subject_id],
                )
                for sheet in file.sheets()
            ]
        file.save_sheets(sheets)
        marks = sum(len(sheet.marks) for sheet in sheets)
        context.say(
            "Saved in {file} (subjects: {subjects}, cells: {marks}).",
            file=options.ballot,
            subjects=len(sheets),
            marks=marks,
        )
    return 0


def hand_in(options: argparse.Namespace, context: Context) -> int:
    """Seal the answers."""
    with BallotFile(options.ballot) as file:
        receipt = seal_and_write(
            file, options.out, draft=options.draft, at=context.now().astimezone(), app=__version__
        )
    if receipt.draft:
        context.say(
            "Draft written: {file} (revision {revision})", file=receipt.path, revision=receipt.revision
        )
    else:
        context.say("Handed in: {file} (revision {revision})", file=receipt.path, revision=receipt.revision)
    context.say("Verification code: {code}", code=receipt.code)
    return 0


def _from_ballot(file: BallotFile, path: Path) -> list[ScoreSheet]:
    """The sheets of an earlier ballot of the same member, as far as the criteria are the same."""
    with BallotFile(path) as earlier:
        if earlier.ballot.info.id != file.ballot.info.id or earlier.ballot.member.id != file.ballot.member.id:
            raise EvalError("ballot-other", file=str(path))
        found = {sheet.subject_id: sheet for sheet in earlier.sheets()}
    return [replace(found.get(sheet.subject_id, sheet)) for sheet in file.sheets()]
