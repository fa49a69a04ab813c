"""The sample to try the app with: an evaluation and an untouched ballot of it, in the app's own folder."""

from __future__ import annotations

import itertools
import secrets
import shutil
from datetime import datetime
from pathlib import Path

import resources
from evalapp import sealing
from evalapp.files import make_folder, naming_faults, read_limited
from evalapp.issuing import file_name, issue_ballots
from evalapp.materials import read_materials
from evalapp.setup import TOML_LIMIT, parse_setup, read_setup_toml
from evalapp.store.evaluation_file import EvaluationFile, create_evaluation

MEMBER = "m2"
"""Whose ballot is tried: a member who judges every subject."""


def sample_ballot(folder: Path, at: datetime, actor: str) -> Path:
    """The sample's ballot as it was left; made if there is none yet.

    Args:
        folder: of the sample; it appears whole or not at all.
        at: now, UTC.
        actor: for the sample's record.

    Raises:
        EvalError: what the file system refuses.
    """
    ballot = folder / file_name(MEMBER, 1, ".ballot")
    if ballot.exists():
        return ballot
    if folder.exists():
        # what somebody took the ballot out of
        _put_aside(folder)
    make_folder(folder.parent)
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.tmp")
    try:
        _make(making, at, actor)
        with naming_faults(folder):
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return ballot


def fresh_sample_ballot(folder: Path, at: datetime, actor: str) -> Path:
    """A new, untouched sample; the one in ``folder`` is kept beside it as ``NAME (old N)``.

    Raises:
        EvalError: as ``sample_ballot``.
    """
    if folder.exists():
        _put_aside(folder)
    return sample_ballot(folder, at, actor)


def _put_aside(folder: Path) -> None:
    names = (folder.with_name(f"{folder.name} (old {number})") for number in itertools.count(1))
    with naming_faults(folder):
        folder.rename(next(name for name in names if not name.exists()))


def _make(folder: Path, at: datetime, actor: str) -> None:
    make_folder(folder)
    setup = resources.path("sample", "setup.toml")
    evaluation = parse_setup(read_setup_toml(read_limited(setup, TOML_LIMIT)), secrets.token_hex(16))
    materials = read_materials(evaluation.subjects, setup.parent)
    path = folder / "sample.evaluation"
    create_evaluation(path, evaluation, materials, sealing.new_evaluation_keys(), at, actor)
    with EvaluationFile(path) as file:
        # written one by one while they are asked for
        for _issued in issue_ballots(file, folder, [MEMBER], at, actor):
            pass
