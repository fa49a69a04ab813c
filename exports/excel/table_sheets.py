"""Sheets that people fill in: their tables and columns in Japanese and English, for writing and reading.

Both languages are read whatever the language of the app, so these words are no matter of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from evalapp.choice_words import Words
from evalapp.language import Language
from evalapp.mark import normalised


class Kind(Enum):
    """How a cell is understood."""

    TEXT = auto()
    DATE = auto()
    INTEGER = auto()
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    LIST = auto()
    PASSAGE = auto()
    """Text that keeps the place of its cell (``evalapp.fields.LocatedText``)."""
    ORDER = auto()
    """Choices whose order counts, one a line."""
    KEPT = auto()
    """Text that the app needs back as it wrote it; grey."""
    SHOWN = auto()
    """For reading only, grey: what stands there is not read back."""


NONE = ("なし", "None", "無し", "無")
GUIDE_NAMES = ("記入要領", "Guide")


@dataclass(frozen=True, slots=True)
class Column:
    """One key of a table.

    Attributes:
        key: as in the TOML shape.
        ja, en: its head.
        words: the values of a choice.
        width: in column units.
    """

    key: str
    ja: str
    en: str
    kind: Kind = Kind.TEXT
    words: Words = field(default_factory=dict)
    required: bool = False
    width: int = 16

    def head(self, language: Language) -> str:
        """The head in ``language``; a required column's ends in an asterisk."""
        return (self.ja if language.code == "ja" else self.en) + (" *" if self.required else "")

    def word(self, value: str, language: Language) -> str:
        """The word for a value of a choice; an unknown value stands for itself."""
        words = self.words.get(value)
        return value if words is None else words[0 if language.code == "ja" else 1]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet: a table of the TOML shape, or the keys of one such table, a row each."""

    key: str
    ja: str
    en: str
    columns: tuple[Column, ...]

    def name(self, language: Language) -> str:
        """The tab's name."""
        return self.ja if language.code == "ja" else self.en

    def column(self, head: str) -> Column | None:
        """The column with this head in either language, or its key."""
        word = normalised(head.replace("*", "").replace("＊", ""))
        for column in self.columns:
            if word in (normalised(column.ja), normalised(column.en), column.key):
                return column
        return None


def table_among(tables: Iterable[TableSheet], name: str) -> TableSheet | None:
    """The table on the tab ``name``, in either language."""
    word = normalised(name)
    for table in tables:
        if word in (normalised(table.ja), normalised(table.en), table.key):
            return table
    return None
