"""Joint texts as they are kept: each state one JSON document, named by its digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from evalapp import canonical
from evalapp.errors import EvalError
from evalapp.text import check_text
from evalapp.texts import NO_TEXTS, Texts


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """One state of the texts as the evaluation keeps it.

    Attributes:
        texts: all of them.
        digest: of the document that is kept, by which files and record name this state. It is not to be made
            from ``texts`` again: a later version of the app may write them otherwise.
    """

    texts: Texts
    digest: str


NOTHING_KEPT = KeptTexts(NO_TEXTS, canonical.digest(b""))
"""Before any texts are kept; every version of the app names it so."""


def texts_document(texts: Texts) -> bytes:
    """The texts as canonical JSON: what is stored."""
    return canonical.encode(texts)


def read_texts_document(document: bytes, digest: str) -> KeptTexts:
    """What is kept as the bytes of ``texts_document``, also those of an older version of the app.

    Args:
        document: as stored.
        digest: as stored beside it.

    Raises:
        ValueError: it is no such document, not the one that ``digest`` names, or holds a text that no texts
            file may bring in.
    """
    if canonical.digest(document) != digest:
        raise ValueError("not the document that the digest names")
    try:
        texts = msgspec.json.decode(document, type=Texts)
        for text in _strings(msgspec.to_builtins(texts)):
            check_text(text, "")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, EvalError) as error:
        raise ValueError("no texts document") from error
    return KeptTexts(texts, digest)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
