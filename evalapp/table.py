"""A table as it arrived from outside (csv, xlsx, json): heads and raw cells, nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula instead of a value. ``text`` starts with ``=``."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty.

    Attributes:
        number: the row as its file counts it, from 1: what messages name.
        cells: one a head; each ``None``, ``str``, ``int``, ``float``, ``bool``, ``datetime.date``,
            ``datetime.datetime``, ``datetime.time`` or :class:`Formula`. Text is never empty.
    """

    number: int
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A head and its rows.

    Attributes:
        heads: as written, without the space around them; never empty, an empty head is ``""``.
        rows: in file order, each with as many cells as there are heads.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
