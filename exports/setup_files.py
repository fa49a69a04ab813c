"""Set-up files of either kind, TOML and workbook: read into tables, and empty ones to fill in."""

from __future__ import annotations

from pathlib import Path

import resources
from evalapp.errors import EvalError
from evalapp.files import read_limited
from evalapp.language import Language
from evalapp.setup import SETUP_LIMIT, TOML_LIMIT, read_setup_toml
from exports.excel.setup_book import read_setup_book, setup_template

SUFFIXES = (".xlsx", ".toml")


def read_setup_file(path: Path) -> dict[str, object]:
    """The tables of a set-up file, for ``evalapp.setup.parse_setup``.

    Raises:
        EvalError: what the reader of its kind refuses; ``file-wrong-suffix``.
    """
    if path.suffix.lower() == ".toml":
        return read_setup_toml(read_limited(path, TOML_LIMIT))
    data = read_limited(path, SETUP_LIMIT)
    if path.suffix.lower() == ".xlsx":
        return read_setup_book(data, path.name)
    raise _wrong(path)


def empty_setup_file(path: Path, language: Language) -> bytes:
    """An empty set-up file of the kind that ``path`` names.

    Raises:
        EvalError: ``file-wrong-suffix``.
    """
    if path.suffix.lower() == ".toml":
        return resources.path("setup", f"setup-template.{language.code}.toml").read_bytes()
    if path.suffix.lower() == ".xlsx":
        return setup_template(language)
    raise _wrong(path)


def _wrong(path: Path) -> EvalError:
    return EvalError("file-wrong-suffix", file=str(path), expected=" / ".join(SUFFIXES))
