"""What a process does in the trials of kills and faults, and what has to stand afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evalapp.mark import NoPoints
from evalapp.store.evaluation_file import EvaluationFile
from tests.trials.contents import ballot_contents, evaluation_contents, identity_of, submissions_in


@dataclass(frozen=True)
class Story:
    """Commands run in one process, and what the folder holds afterwards.

    Attributes:
        commands: with ``{}`` for the folder; ``<`` and a file stand for what is written in it.
        contents: what the folder holds, as values to compare; fails if anything in it is not whole.
        keeps: given these values, stdout and stderr, checks that everything said to be done is there.
        says: a regular expression for what each command that succeeds says once.
        stands: one for the refusal of a command that was done already; nothing fits where it can be repeated.
    """

    commands: tuple[tuple[str, ...], ...]
    contents: Callable[[Path], dict[str, Any]]
    keeps: Callable[[dict[str, Any], str, str], None]
    says: str = "Saved in|Verification code"
    stands: str = "(?!)"

    def words(self, folder: Path) -> list[list[str]]:
        return [[_word(word, folder) for word in words] for words in self.commands]

    def done(self, out: str) -> int:
        """How many commands said that they were done."""
        return len(re.findall(self.says, out))


def _word(word: str, folder: Path) -> str:
    text = word.replace("{}", str(folder))
    return Path(text[1:]).read_text("utf-8") if text.startswith("<") else text


def _fill_contents(folder: Path) -> dict[str, Any]:
    return ballot_contents(folder / "m2.ballot")


def _fill_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    texts = [
        comment.text for sheet in contents["sheets"] for comment in sheet.comments if "m2" in comment.text
    ]
    generation = 0 if not texts else int(texts[0][-1])
    assert generation >= out.count("Saved in")
    # whole fills only
    assert [text[-4:] for text in texts] == [f"m2 {generation}"] * (2 if generation else 0)
    marks = [mark for sheet in contents["sheets"] for mark in sheet.marks.values()]
    assert marks.count(NoPoints.BLANK) == (0 if generation else 14)


def _hand_in_contents(folder: Path) -> dict[str, Any]:
    files = submissions_in(folder / "out", identity_of(folder / "e.evaluation"))
    return {**ballot_contents(folder / "m2.ballot"), "files": files}


def _hand_in_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    said = {line.rpartition(" ")[2] for line in out.splitlines() if line.startswith("Verification code")}
    assert said <= set(contents["files"].values()) <= set(contents["codes"])


def _intake_contents(folder: Path) -> dict[str, Any]:
    return evaluation_contents(folder / "e.evaluation")


def _intake_keeps(contents: dict[str, Any], out: str, err: str) -> None:
    taken = re.search(r"Taken in as intake \d+: (\d+)", out)
    if taken:
        planned = re.findall(r"^(new|replaces|unchanged): (.+?)  .*(\S{14})$", out, re.MULTILINE)
        assert planned
        held = {code for *_, code, _payload in contents["submissions"]}
        failed = {code for _, file, code in planned if f"evalapp: {file}: " in err}
        said = {code for *_, code in planned}
        # what stderr names is not in, all else is
        assert said - failed <= held
        assert not failed & held
        assert int(taken[1]) == sum(word != "unchanged" for word, *_ in planned) - len(failed)
    # nothing half: the sheets of a member stand with all their marks and comments, or not at all
    for subject, member, *_ in contents["sheets"]:
        assert sum(mark[0] == subject and mark[2] == member for mark in contents["marks"]) == 7
        assert sum(text[:2] == (subject, member) for text in contents["comments"]) == 2


def _setup_contents(folder: Path) -> dict[str, Any]:
    path = folder / "e.evaluation"
    with EvaluationFile(path) as file:
        return {**evaluation_contents(path), "setup": file.evaluation}


def _setup_keeps(contents: dict[str, Any], out: str, _err: str) -> None:
    setup = contents["setup"]
    changed = setup.info.title == "改めた評価"
    assert changed or "is in force" not in out
    # all of it or nothing: head, wording, recusals and the answers understood by them
    assert len(setup.revisions) == changed
    assert [subject.id for subject in setup.subjects] == (["A", "B", "C"] if changed else ["A", "B"])
    assert bool(setup.recusal("m1", "B")) is changed
    blank = [mark for mark in contents["marks"] if mark[3] == "blank"]
    assert len(blank) == (1 if changed else 0)


STORIES = {
    "fill": Story(
        (
            ("fill", "{}/m2.ballot", "--from", "{}/m2-1.csv"),
            ("fill", "{}/m2.ballot", "--from", "{}/m2-2.csv"),
        ),
        _fill_contents,
        _fill_keeps,
    ),
    "hand-in": Story(
        (
            ("fill", "{}/m2.ballot", "--from", "{}/m2-1.csv"),
            ("hand-in", "{}/m2.ballot", "--out", "{}/out"),
            ("fill", "{}/m2.ballot", "--from", "{}/m2-2.csv"),
            ("hand-in", "{}/m2.ballot", "--out", "{}/out"),
        ),
        _hand_in_contents,
        _hand_in_keeps,
    ),
    "intake": Story(
        (
            (
                *("intake", "{}/e.evaluation", "{}/second/m1.submission", "{}/first/m2.submission"),
                *("{}/first/m3.submission", "--apply", "--confirm", "12"),
            ),
        ),
        _intake_contents,
        _intake_keeps,
    ),
    "setup": Story(
        (("setup", "{}/e.evaluation", "--from", "{}/changed.toml", "--keep", "c2", "--apply"),),
        _setup_contents,
        _setup_keeps,
    ),
}
