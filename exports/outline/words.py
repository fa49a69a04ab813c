"""The report's own headings: data in ``resources/report``, with what an evaluation has put in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import resources
from evalapp.rubric import EvaluationKind
from evalapp.texts import Texts

_HEADINGS = "headings"


@lru_cache(maxsize=2)
def _shipped(code: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.path("report", f"wording.{code}.toml").read_text("utf-8"))


def heading_keys() -> tuple[str, ...]:
    """The keys of all headings that an evaluation can give other words."""
    own = {"part", "lead", "committee", "reviewing_body"}
    return tuple(key for key in _shipped("ja")[_HEADINGS] if key not in own)


@dataclass(frozen=True, slots=True)
class Words:
    """The headings of one report.

    Args:
        code: the document's language.
        texts: whose own words go before the shipped ones.
    """

    code: str
    texts: Texts

    def heading(self, key: str, kind: EvaluationKind | None = None, /, **values: object) -> str:
        """The words for ``key``: the evaluation's own, else those for ``kind``, else the general ones."""
        shipped = _shipped(self.code)
        word = self._own(key) or shipped.get(kind or "", {}).get(key) or shipped[_HEADINGS][key]
        return _filled(word, values)

    def committee(self) -> str:
        """What the committee is called."""
        return self.heading("committee")

    def body(self) -> str:
        """What the reviewing body is called."""
        return self.heading("reviewing_body")

    def _own(self, key: str) -> str:
        own = {
            "part": self.texts.part,
            "lead": self.texts.lead,
            "committee": self.texts.committee,
            "reviewing_body": self.texts.reviewing_body,
        }
        return own[key] if key in own else self.texts.headings.get(key, "")


def _filled(word: str, values: Mapping[str, object]) -> str:
    """``word`` with its places filled; other braces, which a user may have typed, stay."""
    for name, value in values.items():
        word = word.replace(f"{{{name}}}", str(value))
    return word
