"""Make the samples of a released file format, once: ``python -m tests.make_samples 0.2``.

They go to ``tests/data/<version>/`` and are kept for ever; a folder that is there already is never changed.
(Before the release of that version, remove the folder and make it anew when a schema has moved.)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.story import HEADS, evalapp, new_desk


def main() -> int:
    """Write a small evaluation with something of everything in it."""
    folder = Path(__file__).parent / "data" / sys.argv[1]
    if folder.exists():
        sys.stderr.write(f"{folder} is there already; a released sample is never changed\n")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        # the record names the account that did it
        os.environ |= {"EVALAPP_DATA": str(Path(scratch) / "data"), "LOGNAME": "secretariat"}
        desk = new_desk(Path(scratch) / "desk")
        desk.fill(
            "m1", [("m1", s, c, p) for s, c, p in zip("PPQQ", ("c1", "c2") * 2, (3, 2, 1, 0), strict=True)]
        )
        desk.intake(desk.hand_in("m1"))
        desk.fill(
            "m1", [("m1", "P", "c2", "NA", "項目の意見"), ("m1", "P", "", "", "全体\n=1+1 <b>𠮷</b>", "問題")]
        )
        last = desk.hand_in("m1")
        desk.intake(last, confirm=1)
        heads = (*HEADS, "recusal_reason")
        rows = [
            ("m2", "P", "c1", 2),
            ("m2", "P", "c2", ""),
            ("m2", "Q", "", "欠席", "", "", "", "海外出張のため"),
        ]
        evalapp("type-in", desk.evaluation, desk.table("typed.csv", rows, heads), "--apply")
        desk.fill("m2", [("m2", "P", "c1", 0), ("m2", "Q", "c1", 3), ("m2", "Q", "", "", "取り置かれる意見")])
        rows = [("m2", "Q", "", "辞退", "", "", "", "共同研究の相手\nが参画しているため")]
        evalapp("fill", desk.ballot("m2"), "--from", desk.table("rows.csv", rows, heads))
        draft = desk.hand_in("m2", "--draft")
        desk.intake(draft, confirm=1)
        evalapp("undo-intake", desk.evaluation)
        folder.mkdir(parents=True)
        shutil.copy(desk.evaluation, folder / "sample.evaluation")
        for kept in (desk.ballot("m1"), desk.ballot("m2"), draft):
            shutil.copy(kept, folder)
        shutil.copy(last, folder / "m1.submission")
    return 0


if __name__ == "__main__":
    sys.exit(main())
