"""The stage of the trials: a small evaluation, its ballots and submissions, and a warm process."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NOW = "2022-12-24T03:04:05+00:00"
MEMBERS = ("m1", "m2", "m3")
SUBJECTS = ("A", "B")
CRITERIA = tuple(f"c{number}" for number in range(1, 8))
_CRITERIA = ", ".join(f'{{id = "{id_}", title = "項目 {id_}"}}' for id_ in CRITERIA)
SETUP = """
[evaluation]
title = "試験評価"
rubric = "trial"
[[rubric]]
id = "trial"
title = "試験"
steps = [{points = 3, label = "優"}, {points = 2}, {points = 1}, {points = 0, label = "不可"}]
criteria = [CRITERIA]
[[subject]]
id = "A"
title = "課題 A"
[[subject]]
id = "B"
title = "課題 B"
[[member]]
id = "m1"
name = "委員 一"
[[member]]
id = "m2"
name = "委員 二"
[[member]]
id = "m3"
name = "委員 三"
[[recusal]]
member = "m3"
subject = "B"
""".replace("CRITERIA", _CRITERIA)

CHANGED = (
    SETUP.replace("試験評価", "改めた評価").replace("項目 c1", "項目 一").replace("項目 c2", "項目 二")
    + """
[[recusal]]
member = "m1"
subject = "B"
[[subject]]
id = "C"
title = "課題 C"
"""
)


@dataclass(frozen=True)
class Outcome:
    """What a run came to; ``exit`` is ``None`` if the process was killed by ``signal``."""

    exit: int | None
    signal: int
    out: str
    err: str
    seconds: float
    memory: int
    acts: list[str]

    @property
    def sentence(self) -> bool:
        """Whether stderr holds one line, as a refusal must."""
        return self.err.count("\n") == 1 and self.err.startswith("evalapp: ")


class Zygote:
    """The warm process of ``zygote.py``. Use it as a context manager."""

    def __init__(self, data: Path) -> None:
        self._environment = {
            "EVALAPP_DATA": str(data),
            "LANG": "en_US.UTF-8",
            "LC_ALL": "",
            "LC_MESSAGES": "",
        }
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(
        self,
        *commands: Sequence[object],
        fault: tuple[int, str] | tuple[int, str, bool] | None = None,
        now: str | None = NOW,
        **more: Any,
    ) -> Outcome:
        """Run commands one after the other in one process, until one fails."""
        job = {
            "commands": [
                [os.fspath(w) if isinstance(w, Path) else str(w) for w in words] for words in commands
            ],
            "fault": fault,
            "now": now,
            **more,
            "environment": self._environment | more.get("environment", {}),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))

    def do(self, *commands: Sequence[object], **more: Any) -> Outcome:
        """Run commands that must succeed."""
        outcome = self.run(*commands, **more)
        assert outcome.exit == 0, outcome
        return outcome


def answers(path: Path, member: str, shift: int, comment: str = "よい。\n次も続ける。") -> Path:
    """An answers file: complete, its points and comments depending on member and ``shift``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["subject", "criterion", "points", "comment_positive", "comment_issue"])
        for subject in SUBJECTS:
            if (member, subject) == ("m3", "B"):
                continue
            for number, criterion in enumerate(CRITERIA):
                points = (number + shift + int(member[1:]) * 2) % 4
                writer.writerow([subject, criterion, "NA" if number == shift % 5 else points, "", ""])
            writer.writerow([subject, "", "", f"{comment} {member} {shift}", "=1+1" * shift])
    return path


def build(folder: Path, zygote: Zygote) -> Path:
    """Everything a trial starts from: ballots filled once, first submissions, and changed ones.

    ``e.evaluation`` has m1's first submission taken in; ``first/`` and ``second/`` hold submissions of
    revision 1 and 2; ``m1.ballot`` … are empty, ``full/m1.ballot`` … are filled.
    """
    folder.mkdir(parents=True)
    (folder / "setup.toml").write_text(SETUP, "utf-8")
    (folder / "changed.toml").write_text(CHANGED, "utf-8")
    evaluation = folder / "e.evaluation"
    zygote.do(["new", evaluation, "--setup", folder / "setup.toml"], ["ballots", evaluation, "--out", folder])
    (folder / "full").mkdir()
    for member in MEMBERS:
        shutil.copy(folder / f"{member}.ballot", folder / "full")
        ballot = folder / "full" / f"{member}.ballot"
        first = answers(folder / f"{member}-1.csv", member, 1)
        second = answers(folder / f"{member}-2.csv", member, 2)
        zygote.do(
            ["fill", ballot, "--from", first],
            ["hand-in", ballot, "--out", folder / "first"],
            ["fill", ballot, "--from", second],
            ["hand-in", ballot, "--out", folder / "second"],
        )
    zygote.do(["intake", evaluation, folder / "first" / "m1.submission", "--apply"])
    return folder
