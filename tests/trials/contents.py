"""What a file holds, as plain values to compare, and whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from evalapp import canonical, sealing
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.verify import verify
from evalapp.submission import decode_payload


def ballot_contents(path: Path) -> dict[str, object]:
    """The sheets and the hand-ins of a ballot; opening it rolls back what a killed process left."""
    with BallotFile(path) as file:
        sheets = file.sheets()
    with closing(sqlite3.connect(path)) as connection:
        codes = [code for (code,) in connection.execute("SELECT code FROM hand_in ORDER BY revision")]
    _check_integrity(path)
    return {"sheets": sheets, "codes": codes}


def evaluation_contents(path: Path) -> dict[str, object]:
    """Marks, comments, revisions and codes of an evaluation, which must agree with its own record."""
    with EvaluationFile(path) as file:
        assert verify(file) == ()
        contents: dict[str, object] = {
            "marks": file.db.execute("SELECT * FROM mark").fetchall(),
            "comments": file.db.execute("SELECT * FROM comment").fetchall(),
            # numbers of submissions may differ after a kill; what they are does not
            "sheets": file.db.execute(
                "SELECT subject, sheet.member, sheet.draft, recusal, submission.code, revision FROM sheet"
                " JOIN submission ON submission.no = sheet.submission"
            ).fetchall(),
            "submissions": sorted(
                file.db.execute("SELECT member, kind, revision, draft, code, payload FROM submission")
            ),
            "acts": sorted((line.act, line.details.get("code", "")) for line in file.record()),
        }
    _check_integrity(path)
    return contents


def identity_of(path: Path) -> str:
    """The secret key of an evaluation."""
    with EvaluationFile(path) as file:
        return file.identity


def submissions_in(folder: Path, identity: str) -> dict[str, str]:
    """The verification code of every submission by file name; one that is not whole fails here."""
    found = {}
    for path in sorted(folder.glob("*.submission")) if folder.is_dir() else ():
        message = sealing.open_sealed(path.read_bytes(), identity).payload
        decode_payload(message)
        found[path.name] = canonical.verification_code(message)
    return found


def _check_integrity(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert list(_faults(connection)) == []


def _faults(connection: sqlite3.Connection) -> Iterator[object]:
    yield from (row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",))
    yield from connection.execute("PRAGMA foreign_key_check")
