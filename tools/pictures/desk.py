"""The sample's ballots for the pictures: the same bytes of answers, ids and codes in every run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import resources
from tests.story import Desk, evalapp


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
