"""Trials of a story: a fault at the N-th act, for one N after the other."""

from __future__ import annotations

import itertools
import re
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.trials import faults
from tests.trials.stage import Outcome, Zygote
from tests.trials.stories import Story

KILLABLE = [
    pytest.mark.skipif(sys.platform == "win32", reason="forks and kills"),
    pytest.mark.skipif(not faults.sqlite_calls_can_be_replaced(), reason="this Python's SQLite is closed"),
]
"""Marks of a module whose processes are killed."""


def ends_undisturbed(
    stories: Mapping[str, Story], zygote: Zygote, start: Path, folder: Path
) -> dict[str, object]:
    """What each story leads to when nothing goes wrong."""
    found = {}
    for name, story in stories.items():
        shutil.copytree(start, folder / name)
        zygote.do(*story.words(folder / name))
        found[name] = story.contents(folder / name)
    return found


def trial(
    zygote: Zygote, start: Path, folder: Path, story: Story, expected: object, fault: tuple[object, ...]
) -> Outcome:
    """One run under a fault and one without: the first loses nothing, the second ends as if undisturbed."""
    shutil.copytree(start, folder)
    outcome = zygote.run(*story.words(folder), fault=fault)
    assert outcome.exit in {None, 0, 1}, outcome
    assert outcome.exit != 1 or outcome.err.splitlines()[-1].startswith("evalapp: "), outcome
    assert "Traceback" not in outcome.err, outcome
    story.keeps(story.contents(folder), outcome.out, outcome.err)
    # somebody runs again what was not said to be done
    for words in story.words(folder)[story.done(outcome.out) :]:
        again = zygote.run(words)
        assert again.exit == 0 or re.search(story.stands, again.err), again
    assert story.contents(folder) == expected
    shutil.rmtree(folder)
    return outcome


def every_fault(
    zygote: Zygote,
    start: Path,
    folder: Path,
    story: Story,
    expected: object,
    fault: Sequence[object],
    step: int,
) -> Counter[int | None]:
    """Trials with the fault at the 1st, 1 + step … act, until the story comes to its end undisturbed."""
    ends: Counter[int | None] = Counter()
    for at in itertools.count(1, step):
        outcome = trial(zygote, start, folder / f"{at}", story, expected, (at, *fault))
        ends[outcome.exit] += 1
        if len(outcome.acts) < at and outcome.exit == 0:
            return ends
    raise AssertionError


def every_act(
    zygote: Zygote, start: Path, folder: Path, name: str, story: Story, expected: object, how: str
) -> None:
    """The fault at every single act of a story; an error once, and once from then on."""
    for lasting in (False, True) if how in faults.ERRORS else (False,):
        ends = every_fault(zygote, start, folder, story, expected, [how, lasting], 1)
        print(f"\n{name}, {how}{', lasting' * lasting}: {dict(ends)}")
        assert ends.total() > 25
