"""The people of a test's story: they work at a desk, through the very commands that users type."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import resources
from evalapp import sealing
from evalapp.intake import Plan
from evalapp.receiving import plan_files
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.submission import Payload, ballot_payload, encode_payload
from exports.excel.form_reader import read_form
from ui.cli import main

HEADS = (
    "member",
    "subject",
    "criterion",
    "points",
    "comment_positive",
    "comment_issue",
    "comment_recommendation",
)
MEMBERS = ("m1", "m2", "m3", "m4", "m5")
NOON = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)

SMALL_SETUP = """
[evaluation]
title = "小さな評価"
kind = "interim"
date = "2027-01-22"
rubric = "small"
[[subject]]
id = "P"
title = "課題Ｐ"
[[subject]]
id = "Q"
title = "課題Ｑ"
[[member]]
id = "m1"
name = "委員 一"
role = "chair"
[[member]]
id = "m2"
name = "委員 二"
[[rubric]]
id = "small"
title = "二項目"
steps = [{points = 3}, {points = 2}, {points = 1}, {points = 0}]
criteria = [{id = "c1", title = "必要性"}, {id = "c2", title = "総合評価", comments = ["positive"]}]
"""


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def evalapp(*words: object, code: int = 0) -> Said:
    """Run a command as typed; it must end with ``code``, and never with a traceback."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            found = main([str(word) for word in words])
        except SystemExit as leaving:
            found = int(leaving.code or 0)
    said = Said(found, out.getvalue(), err.getvalue())
    assert "Traceback" not in said.out + said.err
    assert found == code, said
    if code == 1 and "--json" not in words:  # JSON names its faults itself
        assert said.err.strip(), "a fault must be explained"
    return said


def refused(*words: object) -> str:
    """Run a command that must be refused with one sentence and nothing else; returns the sentence."""
    said = evalapp(*words, code=1)
    assert said.err.startswith("evalapp: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("evalapp: ").strip()


class Desk:
    """A folder with an evaluation, its ballots and what came back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.evaluation = folder / "sample.evaluation"
        self.ballots = folder / "ballots"
        self.submissions = folder / "submissions"

    def ballot(self, member: str) -> Path:
        return self.ballots / f"{member}.ballot"

    def submission(self, member: str) -> Path:
        return self.submissions / f"{member}.submission"

    def all_submissions(self) -> list[Path]:
        return [self.submission(member) for member in MEMBERS]

    def table(self, name: str, rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> Path:
        """An answers file with these rows, short rows filled up."""
        path = self.folder / name
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows([*row, *[""] * (len(heads) - len(row))] for row in rows)
        path.write_text(stream.getvalue(), "utf-8", newline="")
        return path

    def fill(self, member: str, rows: Sequence[Sequence[object]], *, code: int = 0) -> Said:
        return evalapp("fill", self.ballot(member), "--from", self.table("rows.csv", rows), code=code)

    def hand_in(self, member: str, *options: str, folder: Path | None = None) -> Path:
        """The file that a hand-in wrote."""
        said = evalapp("hand-in", self.ballot(member), "--out", folder or self.submissions, *options)
        return Path(said.out.partition(": ")[2].rpartition(" (revision")[0].splitlines()[0])

    def revised(self, member: str, points: int, folder: Path | None = None) -> Path:
        """The member changes one score of project A and hands in again."""
        self.fill(member, [(member, "A", "c1", points)])
        return self.hand_in(member, folder=folder)

    def intake(self, *files: Path, code: int = 0, apply: bool = True, confirm: int | None = None) -> Any:
        """The JSON of an intake."""
        options = ["--json", *(["--apply"] if apply else [])]
        options += [] if confirm is None else ["--confirm", str(confirm)]
        return evalapp("intake", self.evaluation, *files, *options, code=code).json

    def results(self) -> Any:
        return evalapp("results", self.evaluation, "--json").json

    def figures(self) -> Any:
        """What the results say of the subjects: all but the moment and the record they were taken at."""
        return self.results()["subjects"]

    def cell(self, subject: str, criterion: str) -> Any:
        found = next(one for one in self.figures() if one["id"] == subject)
        return next(one for one in found["criteria"] if one["id"] == criterion)

    def record(self) -> list[Any]:
        return list(evalapp("record", self.evaluation, "--json").json["lines"])

    def verified(self) -> bool:
        said = evalapp("record", self.evaluation, "--verify", "--json")
        return bool(said.json["verified"])


def sample_answers(folder: Path) -> list[Path]:
    """The sample's answers as one file a member."""
    text = resources.path("sample", "answers.csv").read_text("utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""))
    desk = Desk(folder)
    return [
        desk.table(f"{member}.csv", [row for row in rows if row[0] == member], heads) for member in MEMBERS
    ]


def sample_desk(folder: Path) -> Desk:
    """The shipped sample, from its set-up to the handed-in files."""
    desk = Desk(folder)
    evalapp("new", desk.evaluation, "--setup", resources.path("sample", "setup.toml"))
    evalapp("ballots", desk.evaluation, "--out", desk.ballots)
    for member, answers in zip(MEMBERS, sample_answers(folder), strict=True):
        evalapp("fill", desk.ballot(member), "--from", answers)
        evalapp("hand-in", desk.ballot(member), "--out", desk.submissions)
    return desk


def new_desk(folder: Path, setup: str = SMALL_SETUP) -> Desk:
    """A desk with an evaluation made from ``setup`` (TOML) and its ballots issued."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder)
    (folder / "setup.toml").write_text(setup, "utf-8")
    evalapp("new", desk.evaluation, "--setup", folder / "setup.toml")
    evalapp("ballots", desk.evaluation, "--out", desk.ballots)
    return desk


def payload_of(path: Path, /, **changes: Any) -> Payload:
    """What a hand-in of the ballot would sign as revision 1, with some fields changed."""
    with BallotFile(path) as file:
        payload = ballot_payload(
            file.ballot, file.sheets(), revision=1, draft=False, handed_in_at=NOON, app="0.1.0"
        )
    return replace(payload, **changes)


def sealed(target: Path, ballot: Path, message: Payload | bytes, seed: bytes | None = None) -> Path:
    """Sign ``message`` with the ballot's key (or ``seed``), seal it to its evaluation, write it."""
    data = message if isinstance(message, bytes) else encode_payload(message)
    with BallotFile(ballot) as file:
        target.write_bytes(sealing.seal(data, seed or file.signing_seed, file.ballot.recipient))
    return target


def planned(file: EvaluationFile, paths: Iterable[Path]) -> Plan:
    """The plan of an intake at noon."""
    return plan_files(file, paths, read_form, NOON, "0.1.0")


@contextlib.contextmanager
def own_data(folder: Path) -> Iterator[None]:
    """What runs before the first test gets a data folder of its own, and speaks English as the tests do."""
    with mock.patch.dict(os.environ, EVALAPP_DATA=str(folder), LC_ALL="C.UTF-8"):
        yield


@contextlib.contextmanager
def raw_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as somebody with a database browser sees it: no checks, no triggers in the way."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """Change what the triggers guard and put them back: the schema looks untouched afterwards."""
    with raw_sqlite(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in triggers:
            connection.execute(sql)
