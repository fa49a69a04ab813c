"""Evaluations for the pictures of the secretariat's window, each at another point of its way."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from datetime import UTC
from functools import cached_property
from pathlib import Path

import resources
from evalapp import sealing
from evalapp.rubric_data import shipped_rubric
from evalapp.setup_starts import new_draft
from evalapp.starting import new_evaluation
from tests.largest import largest
from tests.story import HEADS, MEMBERS, Desk, evalapp, sample_answers
from tools.pictures.chance import NOW, StillClock
from tools.pictures.sent_back import form_sent_back

_HANDED_IN = {"m1": (12, 24), "m2": (12, 28), "m3": (1, 4), "m4": (1, 5), "m5": (1, 5)}


class Offices:
    """Made when they are first asked for; every caller gets a copy. ``stop_chance`` was called before.

    Args:
        folder: for the files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, name: str, to: Path) -> Path:
        """Copy one of them, called as its property, to ``to``, which is an evaluation's path."""
        made: Path = getattr(self, name)
        return Path(shutil.copy(made, to))

    @cached_property
    def planned(self) -> Path:
        """The sample's set-up."""
        path = self._folder / "planned.evaluation"
        StillClock.set_to(12, 1, 10, 12)
        evalapp("new", path, "--setup", resources.path("sample", "setup.toml"))
        return path

    @cached_property
    def empty(self) -> Path:
        """A title and a rubric, and nothing else."""
        path = self._folder / "empty.evaluation"
        draft = new_draft("次世代蓄電池の研究開発　事前評価", shipped_rubric("meti-project"))
        at, keys = NOW.astimezone(UTC), sealing.new_evaluation_keys()
        new_evaluation(path, draft, secrets.token_hex(16), (), keys, at, "secretariat")
        return path

    @cached_property
    def desk(self) -> Desk:
        """The sample's ballots issued, and everybody's submission written."""
        desk = Desk(self._folder)
        shutil.copy(self.planned, desk.evaluation)
        StillClock.set_to(12, 8, 9, 35)
        evalapp("ballots", desk.evaluation, "--out", desk.ballots)
        for member, answers in zip(MEMBERS, sample_answers(self._folder), strict=True):
            evalapp("fill", desk.ballot(member), "--from", answers)
            StillClock.set_to(*_HANDED_IN[member], 11, 20)
            evalapp("hand-in", desk.ballot(member), "--out", desk.submissions)
        return desk

    @cached_property
    def issued(self) -> Path:
        """Nothing has come in yet."""
        return self._copied(self.desk.evaluation, "issued")

    @cached_property
    def forms(self) -> Path:
        """The folder with m5's Excel form as it is issued in ``half``, and as it comes back."""
        self.half  # noqa: B018 - issues it
        return self._folder / "forms"

    @cached_property
    def half(self) -> Path:
        """Two of five have handed in, one as a draft; another one's Excel form waits to be confirmed."""
        desk = Desk(self._folder)
        desk.evaluation = self._copied(self.issued, "half")
        drafts, forms = self._folder / "drafts", self._folder / "forms"
        StillClock.set_to(1, 4, 9, 50)
        evalapp("hand-in", self.desk.ballot("m4"), "--draft", "--out", drafts)
        evalapp("ballots", desk.evaluation, "--out", forms, "--as", "excel", "--member", "m5")
        form = form_sent_back(forms / "m5.xlsx", forms / "評価票（小檜山委員）.xlsx")
        StillClock.set_to(1, 4, 16, 22)
        desk.intake(self.desk.submission("m1"), self.desk.submission("m2"))
        StillClock.set_to(1, 5, 9, 41)
        desk.intake(*sorted(drafts.iterdir()), form)
        return desk.evaluation

    @cached_property
    def answered(self) -> Path:
        """Everything has come in, in three intakes."""
        desk = Desk(self._folder)
        desk.evaluation = self._copied(self.issued, "answered")
        for day, members in ((12, ("m1",)), (4, ("m2", "m3")), (5, ("m4", "m5"))):
            StillClock.set_to(12 if day == 12 else 1, 25 if day == 12 else day, 13, 10)
            desk.intake(*map(self.desk.submission, members))
        return desk.evaluation

    @cached_property
    def revised(self) -> Path:
        """The folder with what m1 hands in once more, one score being another."""
        self.answered  # noqa: B018 - the first hand-in comes before
        StillClock.set_to(1, 5, 9, 10)
        Desk(self._folder).revised("m1", 1, self._folder / "revised")
        return self._folder / "revised"

    @cached_property
    def rewritten(self) -> Path:
        """What m2 hands in once more, all scores of two projects being others."""
        self.answered  # noqa: B018 - the first hand-in comes before
        rows = [("m2", subject, f"c{one}", one % 2) for subject in "AC" for one in range(1, 8)]
        StillClock.set_to(1, 5, 13, 40)
        evalapp("fill", self.desk.ballot("m2"), "--from", self._table(self._folder, rows))
        return self.desk.hand_in("m2", folder=self._folder / "rewritten")

    @cached_property
    def texts(self) -> Path:
        """All joint texts are written, too."""
        path = self._copied(self.answered, "texts")
        StillClock.set_to(1, 5, 13, 30)
        evalapp("texts", path, "--from", resources.path("sample", "texts.toml"), "--apply")
        return path

    @cached_property
    def closed(self) -> Path:
        """Closed, and corrected afterwards."""
        path, (revised,) = self._copied(self.answered, "closed"), self.revised.iterdir()
        StillClock.set_to(1, 8, 17, 30)
        evalapp("close", path)
        StillClock.set_to(1, 12, 10, 20)
        evalapp("intake", path, revised, "--apply", "--reason", "委員からの訂正の申し出（電話、1月12日）")
        return path

    @cached_property
    def previous(self) -> Path:
        """Last year's results: the same projects with lower scores here and there."""
        folder = self._folder / "previous"
        folder.mkdir()
        desk = Desk(folder)
        shutil.copy(self.planned, desk.evaluation)
        StillClock.set_to(12, 8, 9, 35)
        evalapp("ballots", desk.evaluation, "--out", desk.ballots)
        for number, (member, answers) in enumerate(zip(MEMBERS, sample_answers(folder), strict=True)):
            evalapp("fill", desk.ballot(member), "--from", answers)
            lower = [(member, "A", f"c{one}", 2) for one in range(1, 8, 2 + number % 2)]
            higher = [(member, "C", f"c{one}", 3) for one in (2, 5)]
            evalapp("fill", desk.ballot(member), "--from", self._table(folder, [*lower, *higher]))
            evalapp("hand-in", desk.ballot(member), "--out", desk.submissions)
        desk.intake(*desk.all_submissions())
        return Path(shutil.move(desk.evaluation, self._folder / "令和6年度.evaluation"))

    @cached_property
    def largest(self) -> Path:
        """100 subjects, 30 members, all answered."""
        (self._folder / "large").mkdir()
        return largest(self._folder / "large" / "largest.evaluation")

    @cached_property
    def largest_begun(self) -> Path:
        """The same, of which eleven members have handed in."""
        (self._folder / "begun").mkdir()
        return largest(self._folder / "begun" / "largest.evaluation", received=11)

    def _copied(self, path: Path, name: str) -> Path:
        return Path(shutil.copy(path, self._folder / f"{name}.evaluation"))

    def _table(self, folder: Path, rows: Sequence[Sequence[object]]) -> Path:
        return Desk(folder).table("other.csv", rows, HEADS)
