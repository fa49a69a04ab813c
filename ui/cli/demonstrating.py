"""demo: the whole main job on the sample evaluation, through the very commands that users type."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

import resources
from evalapp.files import make_folder, write_new
from ui.cli.context import Context
from ui.cli.parser import build_parser


def demo(options: argparse.Namespace, context: Context) -> int:
    """Set up, issue, fill, hand in, take in, write the texts, print, check what is to be published."""
    out: Path = options.out
    evaluation = out / "sample.evaluation"
    make_folder(out)
    _run(context, "new", evaluation, "--setup", resources.path("sample", "setup.toml"))
    _run(context, "ballots", evaluation, "--out", out / "ballots")
    make_folder(out / "receipts")
    for answers in _answers_by_member(out / "answers"):
        ballot = out / "ballots" / f"{answers.stem}.ballot"
        _run(context, "fill", ballot, "--from", answers)
        receipt = out / "receipts" / f"{answers.stem}.pdf"
        _run(context, "hand-in", ballot, "--out", out / "submissions", "--receipt", receipt)
    _run(context, "ballots", evaluation, "--out", out / "forms", "--as", "excel")
    _run(context, "ballots", evaluation, "--out", out / "paper", "--as", "paper")
    _run(context, "intake", evaluation, out / "submissions", "--apply")
    _run(context, "texts", evaluation, "--from", resources.path("sample", "texts.toml"), "--apply")
    _run(context, "export", evaluation, "--out", out / "public", "--edition", "final")
    _run(context, "export", evaluation, "--out", out / "public", "--sheets", "--combined")
    _run(context, "export", evaluation, "--out", out / "internal", "--sheets", "--named")
    _run(context, "disclosure", evaluation, out / "public")
    _run(context, "record", evaluation, "--verify")
    _run(context, "results", evaluation)
    return 0


def _run(context: Context, *words: object) -> None:
    from ui.cli import run

    arguments = [str(word) for word in words]
    print(f"$ evalapp {' '.join(arguments)}", file=context.out, flush=True)
    if run(build_parser(context.language).parse_args(arguments), context):
        raise AssertionError(f"the sample does not go through {arguments[0]}")


def _answers_by_member(folder: Path) -> list[Path]:
    """The sample's answers as one file a member, as each of them would have it."""
    make_folder(folder)
    text = resources.path("sample", "answers.csv").read_text("utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""))
    files = []
    for member in dict.fromkeys(row[0] for row in rows):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows([heads, *(row for row in rows if row[0] == member)])
        files.append(folder / f"{member}.csv")
        write_new(files[-1], stream.getvalue().encode())
    return files
