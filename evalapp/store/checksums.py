"""Checksums of a ballot's parts: SQLite does not notice a score that a bad disk or a hand has changed."""

from __future__ import annotations

from sqlite3 import Connection

from evalapp import canonical

Checksum = tuple[str, str]
"""The name of a part and its digest."""

HAND_IN = "SELECT revision, draft, at, payload, code, sealed FROM hand_in"

_SHEET = (
    "SELECT criterion, state, points FROM mark WHERE subject = ? ORDER BY criterion",
    "SELECT criterion, kind, text FROM comment WHERE subject = ? ORDER BY criterion, kind",
    "SELECT kind FROM declared_recusal WHERE subject = ?",
)
_ADDED = (
    "SELECT reason FROM declared_recusal WHERE subject = ? AND reason <> ''",
    "SELECT criterion, state, points FROM set_aside_mark WHERE subject = ? ORDER BY criterion",
    "SELECT criterion, kind, text FROM set_aside_comment WHERE subject = ? ORDER BY criterion, kind",
)
_NOTHING = canonical.digest(canonical.encode([[], [], []]))


def setup_checksum(db: Connection) -> Checksum:
    """Of what the secretariat sent out, but for the materials and rubrics."""
    found = [
        db.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("ballot", "member", "subject", "recusal")
    ]
    return "set-up", canonical.digest(canonical.encode(found))


def sheet_checksum(db: Connection, subject: int) -> Checksum:
    """Of what stands in one sheet and what its recusal has set aside."""
    found = [db.execute(select, [subject]).fetchall() for select in _SHEET]
    added = [db.execute(select, [subject]).fetchall() for select in _ADDED]
    # a sheet without any of this keeps the digest that it has in a file of the first version
    found += added if any(added) else []
    return f"sheet {subject}", canonical.digest(canonical.encode(found))


def hand_in_checksum(db: Connection, revision: int) -> Checksum:
    """Of one hand-in."""
    row = db.execute(f"{HAND_IN} WHERE revision = ?", [revision]).fetchone()
    return f"hand-in {revision}", canonical.digest(canonical.encode(row))


def keep(db: Connection, checksum: Checksum) -> None:
    """Write the checksum of a part that has just been written."""
    db.execute("REPLACE INTO checksum VALUES (?, ?)", checksum)


def compare(db: Connection, checksum: Checksum) -> None:
    """Hold a part, as it stands, against the checksum that was kept of it.

    Raises:
        ValueError: it is not as it was saved.
    """
    part, digest = checksum
    row = db.execute("SELECT digest FROM checksum WHERE part = ?", [part]).fetchone()
    if digest != (row[0] if row else _NOTHING):
        raise ValueError(f"{part} is not as it was saved")
