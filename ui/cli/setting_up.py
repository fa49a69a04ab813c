"""template, new, ballots."""

from __future__ import annotations

import argparse
import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evalapp.ballot import Ballot
from evalapp.errors import EvalError
from evalapp.files import write_new
from evalapp.language import Language, load_language
from evalapp.model import Member
from evalapp.setup import parse_setup
from ui.cli.context import Context

if TYPE_CHECKING:
    from evalapp.store.evaluation_file import EvaluationFile


def template(options: argparse.Namespace, context: Context) -> int:
    """Write an empty set-up, or the answers table of a ballot."""
    path: Path = options.file
    if options.answers:
        data = _answers_template(options.answers, path, context.language)
    else:
        from exports.setup_files import empty_setup_file

        data = empty_setup_file(path, context.language)
    write_new(path, data)
    context.say("Written: {file}", file=path)
    return 0


def _answers_template(ballot: Path, path: Path, language: Language) -> bytes:
    from evalapp.answers import answers_table
    from evalapp.store.ballot_file import BallotFile
    from evalapp.table_files import write_csv_table

    with BallotFile(ballot) as file:
        table = answers_table(file.ballot, file.sheets(), japanese=language.code == "ja")
    if path.suffix.lower() == ".csv":
        return write_csv_table(table)
    if path.suffix.lower() == ".xlsx":
        from exports.excel.answers_book import answers_book

        return answers_book(table, language)
    raise EvalError("file-wrong-suffix", file=str(path), expected=".csv / .xlsx")


def new(options: argparse.Namespace, context: Context) -> int:
    """Make an evaluation."""
    from evalapp import sealing
    from evalapp.materials import read_materials
    from evalapp.store.evaluation_file import create_evaluation
    from exports.setup_files import read_setup_file

    path: Path = options.evaluation
    if path.suffix != ".evaluation":
        raise EvalError("file-wrong-suffix", file=str(path), expected=".evaluation")
    evaluation = parse_setup(read_setup_file(options.setup), secrets.token_hex(16))
    materials = read_materials(evaluation.subjects, options.setup.parent)
    create_evaluation(
        path, evaluation, materials, sealing.new_evaluation_keys(), context.now(), context.actor
    )
    context.say(
        "Made {file} (subjects: {subjects}, members: {members}).",
        file=path,
        subjects=len(evaluation.subjects),
        members=len(evaluation.members),
    )
    return 0


def ballots(options: argparse.Namespace, context: Context) -> int:
    """Issue ballots or Excel forms, or print blank score sheets."""
    from evalapp.issuing import issue_ballots, issue_forms
    from evalapp.store.evaluation_file import EvaluationFile

    with EvaluationFile(options.evaluation) as file:
        if options.kind == "paper":
            return _paper(file, options, context)
        if options.kind == "excel":
            from exports.excel.form_book import form_book

            def write(form: Ballot, key: str, at: datetime) -> bytes:
                return form_book(form, key, load_language(options.form_lang), at)

            files = issue_forms(file, options.out, options.member, write, context.now(), context.actor)
        else:
            files = issue_ballots(file, options.out, options.member, context.now(), context.actor)
        count = 0
        for issued in files:
            context.say("Issued to {member}: {file}", member=issued.member.id, file=issued.path)
            count += 1
        if not count:
            context.say("Every member has one already. To issue one again, name the --member.")
    return 0


def _paper(file: EvaluationFile, options: argparse.Namespace, context: Context) -> int:
    """A member's blank score sheets to print: nothing is issued that has to come back as a file."""
    from evalapp.issuing import issue_paper
    from exports.pdf.sheet_page import blank_pages
    from exports.pdf.sheets import sheets_pdf

    language = load_language(options.form_lang)

    def write(member: Member) -> bytes:
        return sheets_pdf(blank_pages(file.evaluation, member), language, by_member=True)

    for issued in issue_paper(file, options.out, options.member, write, context.now(), context.actor):
        if issued.kept:
            context.say(
                "The earlier {file} was kept as {kept}.", file=issued.path.name, kept=issued.kept.name
            )
        context.say("Written: {file}", file=issued.path)
    return 0
