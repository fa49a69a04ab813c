"""The samples to try the app with, in the app's own folder.

For a member: an evaluation and an untouched ballot of it; for the secretariat: one with all answers.
"""

from __future__ import annotations

import itertools
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import resources
from evalapp import __version__, sealing
from evalapp.answers import ANSWERS_LIMIT, filled_sheets, parse_answers
from evalapp.files import make_folder, naming_faults, read_limited
from evalapp.form import Form
from evalapp.handing_in import hand_in
from evalapp.issuing import file_name, issue_ballots
from evalapp.materials import read_materials
from evalapp.receiving import apply_plan, plan_files
from evalapp.setup import TOML_LIMIT, parse_setup, read_setup_toml
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation
from evalapp.store.snapshots import snapshot_folder
from evalapp.store.texts import read_texts, write_texts
from evalapp.table import Table
from evalapp.table_files import read_csv_table
from evalapp.texts_data import parse_texts
from evalapp.texts_plan import plan_texts
from evalapp.texts_toml import TEXTS_TOML_LIMIT, read_texts_toml

MEMBER = "m2"
"""Whose ballot is tried: a member who judges every subject."""

_NAME = "sample.evaluation"


def sample_ballot(folder: Path, at: datetime, actor: str) -> Path:
    """The sample's ballot as it was left; made if there is none yet.

    Args:
        folder: of the sample; it appears whole or not at all.
        at: now, UTC.
        actor: for the sample's record.

    Raises:
        EvalError: what the file system refuses.
    """
    return _whole(folder / file_name(MEMBER, 1, ".ballot"), partial(_make, at=at, actor=actor))


def fresh_sample_ballot(folder: Path, at: datetime, actor: str) -> Path:
    """A new, untouched sample; the one in ``folder`` is kept beside it as ``NAME (old N)``.

    Raises:
        EvalError: as ``sample_ballot``.
    """
    if folder.exists():
        _put_aside(folder)
    return sample_ballot(folder, at, actor)


def sample_evaluation(folder: Path, at: datetime, actor: str, heading_keys: Iterable[str]) -> Path:
    """The sample's evaluation with all answers and texts, as it was left; made if there is none yet.

    Beside it lie the ballots and what was handed in from them.

    Args:
        folder: of this sample; it appears whole or not at all.
        at: now, UTC.
        actor: for the sample's record.
        heading_keys: as for ``parse_texts``.

    Raises:
        EvalError: what the file system refuses.
    """
    return _whole(folder / _NAME, partial(_make_answered, at=at, actor=actor, heading_keys=heading_keys))


def fresh_sample_evaluation(folder: Path, at: datetime, actor: str, heading_keys: Iterable[str]) -> Path:
    """A new one; the one in ``folder`` is kept beside it as ``NAME (old N)``.

    Raises:
        EvalError: as ``sample_evaluation``.
    """
    if folder.exists():
        _put_aside(folder)
    return sample_evaluation(folder, at, actor, heading_keys)


def _whole(wanted: Path, make: Callable[[Path], None]) -> Path:
    """``wanted``, in a folder that ``make`` fills if it is not there."""
    folder = wanted.parent
    if wanted.exists():
        return wanted
    if folder.exists():
        # what somebody took the file out of
        _put_aside(folder)
    make_folder(folder.parent)
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.tmp")
    try:
        make(making)
        with naming_faults(folder):
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return wanted


def _put_aside(folder: Path) -> None:
    names = (folder.with_name(f"{folder.name} (old {number})") for number in itertools.count(1))
    with naming_faults(folder):
        folder.rename(next(name for name in names if not name.exists()))


def _make(folder: Path, at: datetime, actor: str) -> None:
    with EvaluationFile(_new(folder, at, actor)) as file:
        # written one by one while they are asked for
        for _issued in issue_ballots(file, folder, [MEMBER], at, actor):
            pass


def _make_answered(folder: Path, at: datetime, actor: str, heading_keys: Iterable[str]) -> None:
    path = _new(folder, at, actor)
    table = read_csv_table(read_limited(resources.path("sample", "answers.csv"), ANSWERS_LIMIT))
    submissions = folder / "submissions"
    try:
        with EvaluationFile(path) as file:
            ballots = [one.path for one in issue_ballots(file, folder / "ballots", [], at, actor)]
            for ballot in ballots:
                _answer(ballot, table, submissions, at)
            plan = plan_files(file, [submissions], _no_form, at, __version__)
            apply_plan(file, plan, at, actor, confirmed=False)
            _write_texts(file, at, actor, heading_keys)
    finally:
        # of a place that no longer is
        shutil.rmtree(snapshot_folder(path), ignore_errors=True)


def _new(folder: Path, at: datetime, actor: str) -> Path:
    """The sample's evaluation as set up."""
    make_folder(folder)
    setup = resources.path("sample", "setup.toml")
    evaluation = parse_setup(read_setup_toml(read_limited(setup, TOML_LIMIT)), secrets.token_hex(16))
    materials = read_materials(evaluation.subjects, setup.parent)
    create_evaluation(folder / _NAME, evaluation, materials, sealing.new_evaluation_keys(), at, actor)
    return folder / _NAME


def _answer(path: Path, table: Table, submissions: Path, at: datetime) -> None:
    """Put a member's answers into the ballot and hand them in."""
    with BallotFile(path) as file:
        asked, member = file.ballot.asked, file.ballot.member.id
        own = replace(table, rows=tuple(row for row in table.rows if row.cells[0] == member))
        answers = parse_answers(own, asked, [member])
        file.edit(lambda sheets: filled_sheets(sheets, asked, answers, {}))
        hand_in(file, submissions, draft=False, at=at, app=__version__)


def _no_form(_data: bytes, name: str) -> Form:
    raise AssertionError(f"no Excel form belongs to the sample: {name}")


def _write_texts(file: EvaluationFile, at: datetime, actor: str, heading_keys: Iterable[str]) -> None:
    tables = read_texts_toml(read_limited(resources.path("sample", "texts.toml"), TEXTS_TOML_LIMIT))
    before = read_texts(file)
    plan = plan_texts(parse_texts(tables, file.evaluation, heading_keys), before.texts, None, overwrite=False)
    write_texts(file, plan, before, at, actor)
