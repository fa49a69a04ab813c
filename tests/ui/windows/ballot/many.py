"""A ballot with many subjects."""

from __future__ import annotations

from pathlib import Path

from tests.story import Desk, new_desk


def setup_of(count: int) -> str:
    """A set-up (TOML) with so many subjects; m1 is recused from the third."""
    parts = ['[evaluation]\ntitle = "多数の評価"\nkind = "interim"\nrubric = "meti-project"\n']
    parts += [
        f'[[subject]]\nid = "{n:03}"\ntitle = "課題{n}　次世代蓄電池の界面反応の可視化と長寿命化"\n'
        for n in range(1, count + 1)
    ]
    parts += [
        '[[member]]\nid = "m1"\nname = "委員 一"\nrole = "chair"\n',
        '[[member]]\nid = "m2"\nname = "委員 二"\n',
    ]
    parts += ['[[recusal]]\nmember = "m1"\nsubject = "003"\nkind = "absent"\n']
    return "".join(parts)


def many_subjects(folder: Path, count: int) -> Path:
    """The ballot of m1."""
    desk: Desk = new_desk(folder / f"many{count}", setup_of(count))
    return desk.ballot("m1")
