"""Rubrics as canonical JSON, told apart by digest: what is stored and sent."""

from __future__ import annotations

import msgspec

from evalapp import canonical
from evalapp.rubric import Rubric


def rubric_document(rubric: Rubric) -> bytes:
    """The rubric as canonical JSON: what is stored and sent with a ballot."""
    return canonical.encode(rubric)


def rubric_digest(rubric: Rubric) -> str:
    """The identity of a rubric's whole wording: SHA-256 of its document, in hex."""
    return canonical.digest(rubric_document(rubric))


def read_rubric_document(document: bytes) -> Rubric:
    """The rubric of ``rubric_document``.

    Raises:
        ValueError: it is no such document.
    """
    try:
        return msgspec.json.decode(document, type=Rubric)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("no rubric document") from error
