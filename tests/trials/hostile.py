"""Files that nobody means well with: mutations and craft."""

from __future__ import annotations

import base64
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyrage

from evalapp import canonical, sealing
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile


def mutated(data: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """``data`` with some damage: bits, cuts, insertions, doubled or swapped pieces, pieces of ``other``."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at = chance.randrange(max(1, len(changed)))
        length = chance.choice((1, 2, 4, 16, 100, 4096))
        match chance.randrange(9):
            case 0 | 1 | 2 if changed:
                changed[at] ^= 1 << chance.randrange(8)
            case 3:
                changed[at : at + length] = chance.randbytes(min(length, len(changed) - at))
            case 4:
                del changed[at : at + length]
            case 5:
                changed[at:at] = chance.randbytes(length)
            case 6:
                changed[at:at] = changed[at : at + length]
            case 7:
                changed[at : at + length] = other[at : at + length]
            case _:
                del changed[at:]
    return bytes(changed)


def mutated_in_place(data: bytes, chance: random.Random) -> bytes:
    """Damage that keeps a database's pages where they are, behind its header: what is hardest to notice."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(100, len(changed))
        if chance.random() < 0.6:
            changed[at] ^= 1 << chance.randrange(8)
        else:
            size = min(chance.choice((1, 2, 8)), len(changed) - at)
            changed[at : at + size] = chance.randbytes(size)
    return bytes(changed)


class Forge:
    """Seals whatever it is given, with the keys of a real ballot and evaluation."""

    def __init__(self, evaluation: Path, ballot: Path) -> None:
        with EvaluationFile(evaluation) as file:
            self.recipient = file.recipient
        with BallotFile(ballot) as file:
            self.seed = file.signing_seed
            last = file.last_hand_in()
        assert last is not None
        self.message = last.message
        self.sealed = last.sealed

    def encrypted(self, message: bytes, *, armoured: bool = True) -> bytes:
        """Any bytes, encrypted to the right evaluation."""
        return pyrage.encrypt(message, [pyrage.x25519.Recipient.from_str(self.recipient)], armored=armoured)

    def signed(self, payload: bytes) -> bytes:
        """Any payload, rightly signed and sealed: what a member with a programmer's skill can send."""
        return sealing.seal(payload, self.seed, self.recipient)

    def changed(self, **fields: object) -> bytes:
        """The real payload with other values, rightly signed."""
        return self.signed(canonical.encode(json.loads(self.message) | fields))


def submissions(forge: Forge, *, large: bool) -> Iterator[tuple[str, bytes]]:
    """Crafted submissions; none of them may be taken in."""
    message, value = forge.message, json.loads(forge.message)
    head = b"evalapp-submission 1\n"
    signature = b"A" * 86 + b"=="
    yield "nothing", forge.encrypted(b"")
    yield "binary age", forge.encrypted(message, armoured=False)
    yield "bare payload", forge.encrypted(message)
    yield "newer", forge.encrypted(b"evalapp-submission 2\nwhat only that version knows")
    yield "huge length", forge.encrypted(head + signature + b"\n" + b"9" * 5000 + b"\n{}")
    yield "negative length", forge.encrypted(head + signature + b"\n-1\n{}")
    yield "length 1_0", forge.encrypted(head + signature + b"\n1_0\n0123456789")
    yield "length in other digits", forge.encrypted(head + signature + "\n२\n{}".encode())
    yield "no signature", forge.encrypted(head + b"\n2\n{}")
    yield "short signature", forge.encrypted(head + b"AAAA\n2\n{}")
    yield "hidden tail", forge.encrypted(head + signature + b"\n2\n{}" + b" " * 100 + b"x")
    yield from _armours(forge.sealed)
    yield "invalid UTF-8", forge.signed(message.replace(b"m2", b"\xff\xfe"))
    yield "NUL", forge.signed(message + b"\0")
    for name, number in (
        ("NaN", b"NaN"),
        ("Infinity", b"Infinity"),
        ("10^400", b"1" + b"0" * 400),
        ("1e400", b"1e400"),
        ("10^5000", b"1" + b"0" * 5000),
        ("minus zero", b"-0"),
        ("3.0", b"3.0"),
        ("2^63", b"9223372036854775808"),
        ("minus one", b"-1"),
        ("true", b"true"),
    ):
        if name in {"Infinity", "10^400", "minus zero", "3.0"} and not large:
            continue
        yield f"points {name}", forge.signed(message.replace(b'"c5":', b'"c5":' + number + b',"x":', 1))
        yield f"mark {name}", forge.signed(_with_mark(message, number))
        yield f"revision {name}", forge.signed(message.replace(b'"revision":2', b'"revision":' + number, 1))
    yield "doubled key", forge.signed(message.replace(b'"draft":', b'"draft":true,"draft":', 1))
    yield "spaces in JSON", forge.signed(message.replace(b",", b", ", 1))
    for moment in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00+23:59", "x"):
        yield f"handed in {moment}", forge.changed(handed_in_at=moment, revision=-7)
    yield "member of another", forge.changed(member="m1")
    yield "no member", forge.changed(member="")
    yield "typed", forge.changed(format="evalapp-typed-answers", ballot="")
    yield "typed, with a ballot", forge.changed(format="evalapp-typed-answers")
    yield "no sheets", forge.changed(sheets=[])
    yield "sheets twice", forge.changed(sheets=value["sheets"] * 2)
    yield "lone surrogate", forge.signed(message.replace(b'"app":"', b'"app":"\\ud800', 1))
    deep = 100_000
    yield "deep lists", forge.signed(b"[" * deep + b"]" * deep)
    yield "deep in a field", forge.signed(b'{"x":' + b'{"x":' * deep + b"1" + b"}" * (deep + 1))
    yield (
        "deep, right head",
        forge.signed(
            b'{"format":"evalapp-submission","version":1,"sheets":' + b"[" * deep + b"]" * deep + b"}"
        ),
    )
    yield "2,000 sheets", forge.changed(sheets=value["sheets"] * 1000)
    if large:
        yield "200,000 sheets", forge.changed(sheets=[_blank(f"s{n}") for n in range(200_000)])
        yield (
            "a million marks",
            forge.changed(sheets=[value["sheets"][0] | {"marks": {f"c{n}": 1 for n in range(1_000_000)}}]),
        )
        yield (
            "a comment of 10 MB",
            forge.changed(
                sheets=[
                    value["sheets"][0]
                    | {"comments": [{"criterion_id": None, "kind": "positive", "text": "あ" * 3_300_000}]}
                ]
            ),
        )
        yield "20 MB of spaces", forge.encrypted(head + signature + b"\n2\n{}" + b" " * (20 * 2**20))
        yield "20 MB of line ends", forge.encrypted(head + b"\n" * (20 * 2**20))
        yield "200,000 rubrics", forge.changed(rubrics={f"r{n}": "0" * 64 for n in range(200_000)})
        yield "30 MB of nothing", b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * (30 * 2**20)
        yield "33 MB", b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * (33 * 2**20)
        yield (
            "armour of line ends",
            b"-----BEGIN AGE ENCRYPTED FILE-----\n"
            + b"\n" * (30 * 2**20)
            + b"-----END AGE ENCRYPTED FILE-----\n",
        )
        yield (
            "many recipients",
            b"-----BEGIN AGE ENCRYPTED FILE-----\n"
            + _lines(b"age-encryption.org/v1\n" + (b"-> X25519 " + (b"A" * 43 + b"\n") * 2) * 100_000)
            + b"-----END AGE ENCRYPTED FILE-----\n",
        )


def _armours(sealed: bytes) -> Iterator[tuple[str, bytes]]:
    """A member's own submission with text around or inside that makes it doubtful what was sent."""
    lines = sealed.splitlines(keepends=True)
    yield "two armours", sealed + sealed
    yield "a second armour in the footer", sealed + b"-- \n" + lines[0]
    yield "text above", b"Dear all,\n" + sealed
    yield "quoted by a mail", b"".join(b"> " + line for line in lines)
    yield "END before BEGIN", lines[-1] + sealed
    yield "END in the middle", b"".join([*lines[:9], lines[-1], *lines[9:]])


def _with_mark(message: bytes, number: bytes) -> bytes:
    value = json.loads(message)
    value["sheets"][0]["marks"]["c5"] = "NUMBER"
    return canonical.encode(value).replace(b'"NUMBER"', number)


def _blank(subject_id: str) -> dict[str, object]:
    return {"comments": [], "marks": {}, "recusal": None, "subject_id": subject_id}


def _lines(data: bytes) -> bytes:
    text = base64.b64encode(data)
    return b"".join(text[start : start + 64] + b"\n" for start in range(0, len(text), 64))


HEAVY_DATABASES = frozenset(
    {"migrations with a generated column", "a million migrations", "2,000 tables", "title of 50 MB"}
)


def databases(original: Path, folder: Path, *, large: bool) -> Iterator[tuple[str, Path]]:
    """Copies of a ballot or evaluation with what only a hostile writer puts into a database."""
    bomb = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
    for name, script in {
        "trigger": "CREATE TRIGGER t AFTER INSERT ON mark BEGIN UPDATE mark SET points = 3; END",
        "view": "CREATE VIEW v AS SELECT * FROM mark",
        "view bomb": f"CREATE VIEW v AS {bomb} count(*) AS id FROM n",
        "table replaced by a bomb": f"ALTER TABLE mark RENAME TO m; CREATE VIEW mark AS {bomb} x AS subject,"
        " 'c1' AS criterion, 'points' AS state, 3 AS points FROM n",
        "migrations are a bomb": "ALTER TABLE _sqlite_migrations RENAME TO old;"
        f" CREATE VIEW _sqlite_migrations AS {bomb} 1 AS id, 'ballot' AS migration_set, 'x' || x AS name,"
        " '' AS applied_at FROM n",
        "migrations with a generated column": "DROP TABLE _sqlite_migrations; CREATE TABLE _sqlite_migrations"
        " (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT"
        " AS (hex(zeroblob(300000000))));"
        " INSERT INTO _sqlite_migrations VALUES (1, 'ballot', 'm001_first_edition'),"
        " (2, 'evaluation', 'm001_first_edition')",
        "migrations with a heavy check": "DROP TABLE _sqlite_migrations; CREATE TABLE _sqlite_migrations"
        " (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT,"
        " CHECK (length(hex(zeroblob(400000000))) > 0));"
        " PRAGMA ignore_check_constraints = ON; INSERT INTO _sqlite_migrations VALUES"
        " (1, 'ballot', 'm001_first_edition', ''), (2, 'evaluation', 'm001_first_edition', '')",
        "other migrations": "DELETE FROM _sqlite_migrations",
        "newer": "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " SELECT migration_set, 'm999_later', applied_at FROM _sqlite_migrations LIMIT 1",
        "a million migrations": "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000)"
        " SELECT migration_set, 'm' || x, applied_at FROM n, (SELECT * FROM _sqlite_migrations LIMIT 1)",
        "generated column": "ALTER TABLE member ADD COLUMN g TEXT AS (hex(zeroblob(300000000)))",
        "heavy check": "CREATE TABLE x (a CHECK (length(hex(zeroblob(400000000))) > 0));"
        " PRAGMA ignore_check_constraints = ON; INSERT INTO x VALUES (1)",
        "index on an expression": "CREATE INDEX i ON member (length(hex(zeroblob(length(name) * 100000))))",
        "virtual table": "CREATE VIRTUAL TABLE x USING fts5 (y)",
        "virtual table, a migrations name": "CREATE VIRTUAL TABLE x_sqlite_migrations USING fts5 (y)",
        "more tables": "CREATE TABLE x (a)",
        "2,000 tables": "PRAGMA synchronous = OFF;" + ";".join(f"CREATE TABLE x{n} (a)" for n in range(2000)),
        "no tables": "PRAGMA foreign_keys = OFF; DROP TABLE comment",
        "no member": "PRAGMA foreign_keys = OFF; DELETE FROM member",
        "no subjects": "PRAGMA foreign_keys = OFF; DELETE FROM mark; DELETE FROM comment;"
        " DELETE FROM subject",
        "no rubric": "PRAGMA foreign_keys = OFF; DELETE FROM rubric",
        "WAL": "PRAGMA journal_mode = WAL",
        "other application": "PRAGMA application_id = 1",
        "impossible day": "UPDATE HEAD SET held_on = '9999-99-99'",
        "impossible deadline": "UPDATE HEAD SET deadline = '0000-00-00'",
        "other rubric": "UPDATE rubric SET document = replace(document, 'c1', 'c2')",
        "rubric of another shape": "UPDATE rubric SET document = '{}'",
        "deep rubric": "UPDATE rubric SET document = '{\"a\":' || replace(hex(zeroblob(200000)), '0', '[')"
        " || '}'",
        "title of 50 MB": "UPDATE HEAD SET title = hex(zeroblob(25000000))",
        "NUL in a title": "UPDATE subject SET title = 'a' || char(0) || 'b'",
        "text that is no UTF-8": "UPDATE subject SET title = CAST(x'fffe80' AS TEXT)",
        "bad recipient": "UPDATE HEAD SET recipient = 'age1nobody'",
    }.items():
        if name in HEAVY_DATABASES and not large:
            continue
        path = folder / f"{name.replace(' ', '-')}{original.suffix}"
        path.write_bytes(original.read_bytes())
        statements = [script] if "BEGIN" in script else script.split(";")
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for statement in statements:
                db.execute(statement.replace("HEAD", original.suffix[1:]))
        yield name, path
