"""A pasted table that begins with its heads: the columns of people's own lists stand in another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalapp.cell_blocks import Block
from evalapp.choice_words import Words, value_of
from evalapp.setup_draft import Part

_HEADS: Mapping[Part, Words] = {
    Part.SUBJECTS: {
        "id": ("ID", "番号", "No", "No.", "課題番号", "課題ID", "Number"),
        "title": ("名称", "Title", "課題名", "課題名称", "研究開発課題名", "評価対象", "題名", "Name"),
        "kind": ("種類", "Kind", "種別"),
        "rubric": ("評価基準", "Rubric"),
        "evaluation_kind": ("評価の種類", "Kind of evaluation"),
    },
    Part.MEMBERS: {
        "id": ("ID", "番号", "No", "No.", "委員番号", "委員ID", "Number"),
        "name": ("氏名", "Name", "名前", "委員名", "委員氏名", "評価委員"),
        "role": ("役割", "Role", "役職（委員会）", "区分"),
        "affiliation": ("所属", "Affiliation", "所属・役職", "所属・職名", "所属機関", "所属役職", "所属先"),
        "kana": ("ふりがな", "Kana", "フリガナ", "よみ", "読み", "氏名（ふりがな）"),
        "email": ("メール", "E-mail", "メールアドレス", "Eメール", "E-mailアドレス", "Email", "Mail"),
    },
}
"""For each column the heads by which it is known: first those the product itself writes."""

_WANTED = {Part.SUBJECTS: "title", Part.MEMBERS: "name"}


@dataclass(frozen=True, slots=True)
class Headed:
    """A block without its first row, which was one of heads.

    Attributes:
        columns: for each of the block's columns the one it belongs to; empty: none is known.
        block: the rows below the heads.
        unknown: the heads of columns that belong nowhere and hold something.
    """

    columns: tuple[str, ...]
    block: Block
    unknown: tuple[str, ...]


def headed(part: Part, block: Block) -> Headed | None:
    """What ``block`` says if its first row are heads: one of them the name's, and no column twice.

    Args:
        part: ``SUBJECTS`` or ``MEMBERS``.
        block: as pasted.
    """
    if len(block) < 2:
        return None
    words = _HEADS[part]
    columns = tuple(found if (found := value_of(_plain(head), words)) in words else "" for head in block[0])
    known = [column for column in columns if column]
    if _WANTED[part] not in known or len(set(known)) < len(known):
        return None
    rows = block[1:]
    unknown = tuple(
        head
        for place, (head, column) in enumerate(zip(block[0], columns, strict=True))
        if head and not column and any(row[place] for row in rows if place < len(row))
    )
    return Headed(columns, rows, unknown)


def _plain(head: str) -> str:
    """Without the star by which set-up workbooks mark what has to be filled in."""
    return head.rstrip("*＊ 　")
