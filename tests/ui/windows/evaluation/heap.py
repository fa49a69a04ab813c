"""A heap of mail: 300 files in folders, 260 of which are good and 40 bad in 12 ways."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from evalapp import sealing
from evalapp.ballot import new_ballot
from evalapp.model import Comment, ScoreSheet
from evalapp.rubric import CommentKind
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.submission import ballot_payload, encode_payload
from tests.evalapp import bad_files
from tests.story import NOON, SMALL_SETUP, Desk, evalapp

GOOD, BAD = 260, 40
WAYS = (
    bad_files.other_evaluation,
    bad_files.unknown_ballot,
    bad_files.wrong_member,
    bad_files.changed,
    bad_files.truncated,
    bad_files.wrong_type,
    bad_files.empty,
    bad_files.newer_payload,
    bad_files.forged,
    bad_files.other_rubric,
    bad_files.a_mark_off_the_scale,
    bad_files.a_control_character,
)
_REAL = tuple(f"m{number}" for number in range(1, 6))


@dataclass(frozen=True)
class Heap:
    """The desk that the heap lies on.

    Attributes:
        folder: of all files; the bad ones are in a folder inside it.
        codes: of the bad files, by path.
    """

    desk: Desk
    folder: Path
    codes: dict[str, str]

    def copy(self, folder: Path) -> Heap:
        """The same in another folder."""
        shutil.copytree(self.desk.folder, folder)
        old, new = str(self.desk.folder), str(folder)
        codes = {path.replace(old, new): code for path, code in self.codes.items()}
        return Heap(Desk(folder), folder / "mail", codes)


def heap(folder: Path) -> Heap:
    """Make one."""
    desk = Desk(folder)
    folder.mkdir(parents=True)
    start, _members, rubric = SMALL_SETUP.partition("[[member]]")
    rubric = rubric[rubric.index("[[rubric]]") :]
    people = "".join(f'[[member]]\nid = "m{n}"\nname = "委員 {n}"\n' for n in range(1, GOOD + 1))
    (folder / "setup.toml").write_text(start + people + rubric, "utf-8")
    evalapp("new", desk.evaluation, "--setup", folder / "setup.toml")
    members = [word for member in _REAL for word in ("--member", member)]
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, *members)
    mail = folder / "mail"
    mail.mkdir()
    with EvaluationFile(desk.evaluation) as file:
        for number, member in enumerate(file.evaluation.members):
            target = mail / f"{member.id}.submission"
            if member.id in _REAL:
                with BallotFile(desk.ballot(member.id)) as opened:
                    ballot, seed = opened.ballot, opened.signing_seed
            else:
                seed, public = sealing.new_ballot_keys()
                ballot = new_ballot(file.evaluation, member, f"{number:032x}", 1, file.recipient)
                file.note_ballot(ballot.id, member, 1, public, NOON, "tester")
            sheets = tuple(
                ScoreSheet(
                    subject.id,
                    {criterion.id: (number + place) % 4 for place, criterion in enumerate(rubric.scored)},
                    (Comment(CommentKind.POSITIVE, f"着実に進んでいる。{number}", "c2"),),
                )
                for subject, rubric in ballot.asked.values()
            )
            payload = ballot_payload(ballot, sheets, revision=1, draft=False, handed_in_at=NOON, app="0")
            target.write_bytes(sealing.seal(encode_payload(payload), seed, file.recipient))
    desk.submissions.mkdir()
    for member_id in _REAL:
        shutil.copy(mail / f"{member_id}.submission", desk.submission(member_id))
    return Heap(desk, mail, _spoil(desk, mail / "こわれたもの"))


def _spoil(desk: Desk, folder: Path) -> dict[str, str]:
    """The bad files; the first of each way is made, the others are its copies."""
    for member in _REAL:
        rows = [
            (member, subject, criterion, 2, "よい" * (criterion == "c2"))
            for subject in "PQ"
            for criterion in ("c1", "c2")
        ]
        evalapp("fill", desk.ballot(member), "--from", desk.table("fill.csv", rows))
    folder.mkdir()
    known = bad_files.NAMED | bad_files.VARIANTS
    codes = {}
    for number in range(BAD):
        way = WAYS[number % len(WAYS)]
        target = folder / f"{way.__name__} {number:02}.submission"
        first = folder / f"{way.__name__} {number % len(WAYS):02}.submission"
        if target == first:
            way(desk, target)
        else:
            shutil.copy(first, target)
        codes[str(target)] = known[way]
    return codes
