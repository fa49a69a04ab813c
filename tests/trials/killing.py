"""Trials of a story: a fault at the N-th act, for one N after the other."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.trials.stage import Outcome, Zygote
from tests.trials.stories import Story


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
