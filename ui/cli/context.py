"""What every command gets: language, clock, actor and the two streams."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from evalapp.errors import EvalError
from evalapp.language import Language

if TYPE_CHECKING:
    from evalapp.table import Table

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

EXIT_FAULT = 1
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one call.

    Attributes:
        language: of messages.
        now: the clock, UTC.
        actor: the account's name, for the record.
        out: results.
        err: faults and warnings.
    """

    language: Language
    now: Callable[[], datetime]
    actor: str
    out: TextIO
    err: TextIO

    def say(self, english: str, **values: object) -> None:
        """Print one translated line; ``{name}`` takes a value."""
        self.line(self.language.gettext(english).format(**values))

    def line(self, text: str) -> None:
        """Print one line."""
        print(_one_line(text), file=self.out)

    def warn(self, sentence: str) -> None:
        """Print one line, already phrased, on stderr."""
        print(_one_line(sentence), file=self.err)

    def json(self, value: object) -> None:
        """Print a value as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=1), file=self.out)


def _one_line(text: str) -> str:
    # a file's name or a cell may hold line ends, colours or a change of direction: none may forge a line
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def expect_pdf(path: Path) -> None:
    """Refuse a name that is no PDF's.

    Raises:
        EvalError: ``file-wrong-suffix``.
    """
    if path.suffix.lower() != ".pdf":
        raise EvalError("file-wrong-suffix", file=str(path), expected=".pdf")


def write_document(path: Path, data: bytes, context: Context) -> None:
    """Write a file and say so; one of that name is kept under another."""
    from evalapp.files import write_keeping

    if kept := write_keeping(path, data):
        context.say("The earlier {file} was kept as {kept}.", file=path.name, kept=kept.name)
    context.say("Written: {file}", file=path)


def read_table(path: Path) -> tuple[Table, bytes]:
    """An ANSWERS table from a .csv, .tsv, .txt, .json or .xlsx file, with the bytes it came in.

    Raises:
        EvalError: the suffix is another, the file cannot be read or is no table.
    """
    from evalapp.answers import ANSWERS_LIMIT
    from evalapp.files import read_limited
    from evalapp.table_files import read_csv_table, read_json_table

    suffix = path.suffix.lower()
    if suffix not in {".csv", ".tsv", ".txt", ".json", ".xlsx"}:
        raise EvalError("answers-unknown-suffix", file=str(path))
    data = read_limited(path, ANSWERS_LIMIT)
    if suffix == ".json":
        return read_json_table(data), data
    if suffix == ".xlsx":
        return _workbook_table(data, path.name), data
    return read_csv_table(data), data


def _workbook_table(data: bytes, name: str) -> Table:
    from exports.excel.answers import read_answers_table

    try:
        return read_answers_table(data, name)
    except EvalError:
        _refuse_form(data, name)
        raise


def _refuse_form(data: bytes, name: str) -> None:
    """Say of an Excel form that it is one: no table of answers can be read from it."""
    from exports.excel.form_reader import read_form

    try:
        read_form(data, name)
    except EvalError:
        return
    raise EvalError("answers-are-a-form", file=name)
