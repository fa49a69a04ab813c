"""The sample's ballots for the pictures: the same bytes of answers, ids and codes in every run."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import resources
from evalapp import sealing
from tests.story import Desk, evalapp

MEMBERS = ("m1", "m2", "m3")


def stop_chance() -> None:
    """Take chance out of ids and keys: verification codes are the same in every run."""
    numbers = itertools.count()

    def token_hex(size: int) -> str:
        return hashlib.sha256(str(next(numbers)).encode()).hexdigest()[: 2 * size]

    def new_ballot_keys() -> tuple[bytes, bytes]:
        seed = hashlib.sha256(f"seed {next(numbers)}".encode()).digest()
        return seed, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()

    secrets.token_hex = token_hex  # type: ignore[assignment]
    sealing.new_ballot_keys = new_ballot_keys


def make_ballots(folder: Path) -> dict[str, Path]:
    """Ballots of the sample by their names: ``empty``, ``half`` and ``full`` of m1, ``other`` of m3."""
    desk = Desk(folder)
    evalapp("new", desk.evaluation, "--setup", resources.path("sample", "setup.toml"))
    evalapp("ballots", desk.evaluation, "--out", desk.ballots)
    issued = desk.ballot("m1")
    made = {"other": desk.ballot("m3"), "empty": folder / "empty.ballot", "half": folder / "half.ballot"}
    made["empty"].write_bytes(issued.read_bytes())
    heads, *rows = csv.reader(
        io.StringIO(resources.path("sample", "answers.csv").read_text("utf-8"), newline="")
    )
    mine = [row for row in rows if row[0] == "m1"]
    begun = [row for row in mine if row[1] == "A" or (row[1] == "B" and row[2] in {"c1", "c2", "c3", "c4"})]
    for name, answers in (("half", begun), ("full", mine)):
        evalapp("fill", issued, "--from", desk.table(f"{name}.csv", answers, heads))
        made[name] = folder / f"{name}.ballot"
        made[name].write_bytes(issued.read_bytes())
    return made
