"""The member's window, killed while keys arrive: whatever it showed as saved is in the file."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from evalapp.errors import EvalError
from tests.trials.screen import screen
from tests.trials.window_killing import Heard, answers, killed_while_typing, lost, lost_hand_ins
from tests.ui.windows.conftest import issued_once

__all__ = ["issued_once"]


_LIFE = 10
"""So many kills a ballot has to live through; then another one is begun, lest all ends in recusals."""


@pytest.fixture
def ballots(issued_once: Path, tmp_path: Path) -> Iterator[Path]:
    """Ballots in app's folders of their own: one in the folder for temporary files would be taken in."""

    def begin(number: int) -> Path:
        folder = tmp_path / f"data{number}"
        folder.mkdir()
        return Path(shutil.copy(issued_once, folder / "m1.ballot"))

    return map(begin, count())


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def trial(ballots: Iterator[Path], display: str, kills: int, seed: int) -> Counter[str]:
    """Kill so many times; nothing may be lost. Says how often something was tried."""
    rng, tried = random.Random(seed), Counter[str]()
    for kill in range(kills):
        if kill % _LIFE == 0:
            ballot = next(ballots)
            before = answers(ballot)
        heard = killed_while_typing(ballot, display, rng)
        after = answers(ballot)
        assert lost(heard, after) == [], f"kill {kill}"
        assert lost_hand_ins(heard, ballot) == [], f"kill {kill}"
        tried["shown"] += heard.saved != before
        tried["changed"] += after != before
        tried["edits"] += heard.edits
        tried["handed in"] += bool(heard.handed)
        tried["recused"] += any(" recusal" in cell and after[cell] != before[cell] for cell in after)
        before = after
    print(dict(tried))
    return tried


@pytest.mark.soak
def test_a_hundred_kills_at_random_moments_lose_nothing_shown_as_saved(
    ballots: Iterator[Path], display: str
) -> None:
    tried = trial(ballots, display, 100, 20261121)
    # else nothing was tried: the keys must have reached the sheet, and the word must have been shown
    assert tried["shown"] > 50
    assert tried["changed"] > 50
    assert tried["handed in"]
    assert tried["recused"]


def test_a_few_kills_lose_nothing_shown_as_saved(ballots: Iterator[Path], display: str) -> None:
    tried = trial(ballots, display, 4, 1)
    assert tried["shown"]
    assert tried["edits"]


@pytest.mark.parametrize("lie", ["unwritten", "label"])
def test_a_window_that_lies_is_found_out(ballots: Iterator[Path], display: str, lie: str) -> None:
    rng, ballot = random.Random(lie), next(ballots)
    assert any(lost(killed_while_typing(ballot, display, rng, lie), answers(ballot)) for _try in range(12))


def test_the_judge_of_losses_finds_one() -> None:
    heard = Heard({"A c1": "2", "A c2": "blank"}, [{"A c1": "2", "A c2": "3"}])
    assert lost(heard, {"A c1": "2", "A c2": "3"}) == []
    assert lost(heard, {"A c1": "2", "A c2": "blank"}) == []
    assert lost(heard, {"A c1": "blank", "A c2": "3"}) != []
    assert lost(heard, {"A c2": "3"}) != []
    with pytest.raises(EvalError):
        answers(Path("missing.ballot"))
