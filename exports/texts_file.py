"""A file of joint texts (.toml or .xlsx), out to be edited and back in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evalapp.errors import EvalError
from evalapp.files import read_limited
from evalapp.language import Language
from evalapp.model import Evaluation
from evalapp.texts_data import GivenTexts, parse_texts
from evalapp.texts_kept import KeptTexts
from evalapp.texts_toml import TEXTS_TOML_LIMIT, read_texts_toml, texts_toml
from exports.outline.words import heading_keys

SUFFIXES = (".xlsx", ".toml")


def texts_file(path: Path, kept: KeptTexts, evaluation: Evaluation, language: Language) -> bytes:
    """The texts as the content of a file, in the form that its name asks for.

    Raises:
        EvalError: ``file-wrong-suffix``, or what the form refuses.
    """
    match path.suffix.lower():
        case ".toml":
            return texts_toml(kept, evaluation, language)
        case ".xlsx":
            from exports.excel.texts_book import texts_book  # noqa: PLC0415 - heavy

            return texts_book(kept, evaluation, language)
    raise _wrong_suffix(path)


def read_texts_file(path: Path, evaluation: Evaluation) -> GivenTexts:
    """What a texts file says.

    Raises:
        EvalError: ``file-wrong-suffix``, as ``read_limited``, ``parse_texts``, or what the form refuses.
    """
    return parse_texts(_tables(path, evaluation), evaluation, heading_keys())


def _tables(path: Path, evaluation: Evaluation) -> Mapping[str, object]:
    match path.suffix.lower():
        case ".toml":
            return read_texts_toml(read_limited(path, TEXTS_TOML_LIMIT))
        case ".xlsx":
            from exports.excel.texts_book import TEXTS_LIMIT, read_texts_book  # noqa: PLC0415 - heavy

            return read_texts_book(read_limited(path, TEXTS_LIMIT), path.name, evaluation)
    raise _wrong_suffix(path)


def _wrong_suffix(path: Path) -> EvalError:
    return EvalError("file-wrong-suffix", file=str(path), expected=".toml / .xlsx")
