"""Make the samples of a released file format, once: ``python -m tests.make_samples``.

They go to ``tests/data/<version>/`` and are kept for ever; a folder that is there already is never changed.
(Before the release of that version, remove the folder and make it anew when a schema has moved.)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from evalapp import __version__
from tests.story import evalapp, new_desk

FOLDER = Path(__file__).parent / "data" / __version__.rpartition(".")[0]


def main() -> int:
    """Write a small evaluation with something of everything in it."""
    if FOLDER.exists():
        sys.stderr.write(f"{FOLDER} is there already; a released sample is never changed\n")
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
        rows = [("m2", "P", "c1", 2), ("m2", "P", "c2", ""), ("m2", "Q", "", "欠席")]
        evalapp("type-in", desk.evaluation, desk.table("typed.csv", rows), "--apply")
        desk.fill("m2", [("m2", "P", "c1", 0)])
        desk.intake(desk.hand_in("m2", "--draft"), confirm=1)
        evalapp("undo-intake", desk.evaluation)
        FOLDER.mkdir(parents=True)
        shutil.copy(desk.evaluation, FOLDER / "sample.evaluation")
        shutil.copy(desk.ballot("m1"), FOLDER / "m1.ballot")
        shutil.copy(last, FOLDER / "m1.submission")
    return 0


if __name__ == "__main__":
    sys.exit(main())
