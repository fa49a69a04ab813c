"""fill, hand-in, sheets: the member's commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from evalapp import __version__
from evalapp.answers import carried_over, filled_sheets, parse_answers
from evalapp.errors import EvalError
from evalapp.handing_in import hand_in as seal_and_write
from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import ScoreSheet
from evalapp.store.ballot_file import BallotFile
from ui.cli.context import Context, expect_pdf, read_table, write_document

Change = Callable[[tuple[ScoreSheet, ...]], list[ScoreSheet]]


def fill(options: argparse.Namespace, context: Context) -> int:
    """Put answers into a ballot: all of them, or none if any is refused."""
    with BallotFile(options.ballot) as file:
        change = _from_ballot if options.answers.suffix == ".ballot" else _from_table
        file.edit(change(file, options.answers))
        sheets = file.sheets()
    marks = [mark for sheet in sheets for mark in sheet.marks.values()]
    context.say(
        "Saved in {file} (subjects: {subjects}, cells filled: {filled} of {cells}).",
        file=options.ballot,
        subjects=len(sheets),
        filled=sum(mark is not NoPoints.BLANK for mark in marks),
        cells=len(marks),
    )
    return 0


def hand_in(options: argparse.Namespace, context: Context) -> int:
    """Seal the answers, and print the receipt if asked to."""
    if options.receipt:
        expect_pdf(options.receipt)
    printed = b""
    with BallotFile(options.ballot) as file:
        receipt = seal_and_write(
            file, options.out, draft=options.draft, at=context.now().astimezone(), app=__version__
        )
        if options.receipt and (last := file.last_hand_in()):
            from exports.pdf.receipt import receipt_pdf

            language = load_language(options.form_lang)
            printed = receipt_pdf(file.ballot, last, file.hand_ins(), receipt.path.name, language)
    if receipt.draft:
        context.say(
            "Draft written: {file} (revision {revision})", file=receipt.path, revision=receipt.revision
        )
    else:
        context.say("Handed in: {file} (revision {revision})", file=receipt.path, revision=receipt.revision)
    context.say("Verification code: {code}", code=receipt.code)
    if printed:
        write_document(options.receipt, printed, context)
    return 0


def sheets(options: argparse.Namespace, context: Context) -> int:
    """Print the member's own score sheets."""
    from exports.pdf.sheet_page import ballot_pages
    from exports.pdf.sheets import sheets_pdf

    expect_pdf(options.out)
    with BallotFile(options.ballot) as file:
        pages = ballot_pages(file.ballot, file.sheets(), file.last_hand_in(), blank=options.blank)
        data = sheets_pdf(pages, load_language(options.form_lang), by_member=True)
    write_document(options.out, data, context)
    return 0


def _from_table(file: BallotFile, path: Path) -> Change:
    ballot = file.ballot
    table, _data = read_table(path)
    answers = parse_answers(table, ballot.asked, [ballot.member.id])

    def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
        return filled_sheets(sheets, ballot.asked, answers, file.set_aside())

    return change


def _from_ballot(file: BallotFile, path: Path) -> Change:
    ballot = file.ballot
    with BallotFile(path) as earlier:
        if earlier.ballot.info.id != ballot.info.id or earlier.ballot.member.id != ballot.member.id:
            raise EvalError("ballot-other", file=str(path))
        found = {sheet.subject_id: sheet for sheet in earlier.sheets()}

    def change(sheets: tuple[ScoreSheet, ...]) -> list[ScoreSheet]:
        return [
            carried_over(found.get(sheet.subject_id, sheet), sheet, ballot.asked[sheet.subject_id][1])
            for sheet in sheets
        ]

    return change
