"""The desk at which a monkey works as the secretariat: half issued, half answered, with files to drop."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import resources
from tests.evalapp import bad_files
from tests.story import Desk, evalapp, sample_answers
from tests.ui.windows.evaluation.intake_desk import form_of
from tests.ui.windows.kit import AnsweringDialogs
from ui.windows.dialogs import Answer

_BAD = (bad_files.truncated, bad_files.wrong_type, bad_files.empty, bad_files.forged, bad_files.newer_payload)


def build(folder: Path) -> Desk:
    """m1 and m2 are taken in, m3 has handed in, m4 sends a form, m5 has nothing; ``mail`` has the files."""
    desk = Desk(folder)
    mail = folder / "mail"
    mail.mkdir()
    evalapp("new", desk.evaluation, "--setup", resources.path("sample", "setup.toml"))
    members = [word for member in ("m1", "m2", "m3") for word in ("--member", member)]
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, *members)
    for member, answers in zip(("m1", "m2", "m3"), sample_answers(folder), strict=False):
        evalapp("fill", desk.ballot(member), "--from", answers)
        shutil.copy(desk.hand_in(member), mail / f"{member} 1.submission")
    evalapp("intake", desk.evaluation, desk.submission("m1"), desk.submission("m2"), "--apply")
    for number, member in enumerate(("m1", "m3", "m1"), 2):
        shutil.copy(desk.revised(member, number % 4), mail / f"{member} {number}.submission")
    for points, leave in ((2, 0), (1, 3)):
        shutil.move(form_of(desk, "m4", points, leave=leave), mail)
    for number, make in enumerate(_BAD):
        make(desk, mail / f"bad {number}.submission")
    shutil.copy(desk.ballot("m1"), mail)
    shutil.copytree(resources.path("sample", "materials"), mail / "materials")
    shutil.copy(resources.path("sample", "texts.toml"), mail)
    shutil.copy(resources.path("sample", "setup.toml"), mail)
    (mail / "results.json").write_text(evalapp("results", desk.evaluation, "--json").out, "utf-8")
    return desk


@dataclass
class Surroundings:
    """What dialogs choose from.

    Attributes:
        folder: where files are written.
        pool: files and folders, good and bad.
    """

    folder: Path
    pool: tuple[Path, ...]

    @classmethod
    def of(cls, desk: Desk) -> Surroundings:
        mail = desk.folder / "mail"
        found = sorted(one for one in mail.rglob("*"))
        return cls(desk.folder / "written", (*found, desk.ballots, mail / "nothing there.submission"))


class Whims(AnsweringDialogs):
    """Answers every question in one of the ways a person could."""

    def __init__(self, rng: Any, around: Surroundings) -> None:
        super().__init__()
        self._rng = rng
        self._around = around
        around.folder.mkdir(exist_ok=True)

    def open_files(self, *_question: object) -> list[Path]:  # type: ignore[override]
        return self._rng.sample(self._around.pool, self._rng.randrange(3))

    def save_file(self, *question: Any, **_how: object) -> Path | None:  # type: ignore[override]
        name = self._rng.choice((question[2].name, "again", "ない/ところ.pdf", ".", "x" * 300))
        return self._rng.choice((None, self._around.folder / name))

    def choose_folder(self, *_question: object) -> Path | None:  # type: ignore[override]
        return self._rng.choice((None, self._around.folder, self._around.folder / "gone", *self._around.pool))

    def print_dialog(self, *_question: object) -> bool:  # type: ignore[override]
        return False

    def ask(self, *question: Any) -> Answer:
        answer = self._rng.choice([part for part, _label in question[-1]])
        assert isinstance(answer, Answer)
        return answer

    def ask_text(self, *_question: object) -> str | None:  # type: ignore[override]
        return self._rng.choice(
            (None, "佐藤 由美", "鈴木 一郎", "誤記のため", "x\u202ey", "長" * 5_000, "\x07")
        )
