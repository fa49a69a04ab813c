"""What comes from outside may be anything: no crash, no hang, no flood, no score silently changed."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.trials.contents import ballot_contents, identity_of, submissions_in
from tests.trials.hostile import Forge, databases, mutated, mutated_in_place, submissions
from tests.trials.hostile_tables import setups, tables
from tests.trials.stage import MEMBERS, Outcome, Zygote, build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

SECONDS = 2.0
MEMORY = 256 * 10**6


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Path:
    return build(tmp_path_factory.mktemp("stage") / "start", zygote)


@pytest.fixture(scope="module")
def forge(start: Path) -> Forge:
    return Forge(start / "e.evaluation", start / "full" / "m2.ballot")


class Survey:
    """Runs commands, collects what must not be, and remembers the worst of what may."""

    def __init__(self, zygote: Zygote) -> None:
        self._zygote = zygote
        self.faults: list[str] = []
        self.ends: Counter[int | None] = Counter()
        self.seconds: tuple[float, str] = (0.0, "")
        self.memory: tuple[int, str] = (0, "")

    def run(self, name: str, *commands: Iterable[object], files: int = 1, **more: Any) -> Outcome:
        outcome = self._zygote.run(*map(list, commands), seconds=20, **more)
        self.ends[outcome.exit] += 1
        self.seconds = max(self.seconds, (outcome.seconds / files, name))
        self.memory = max(self.memory, (outcome.memory, name))
        if outcome.exit not in {0, 1, 2} or "Traceback" in outcome.err + outcome.out:
            self.faults.append(f"{name}: {outcome.exit}, signal {outcome.signal}\n{outcome.err[-1500:]}")
        if outcome.exit == 1 and not (outcome.err + outcome.out).strip():
            self.faults.append(f"{name}: no sentence")
        if outcome.seconds / files > SECONDS:
            self.faults.append(f"{name}: {outcome.seconds:.1f} s")
        if outcome.memory > MEMORY:
            self.faults.append(f"{name}: {outcome.memory / 1e6:.0f} MB")
        return outcome

    def close(self, title: str) -> None:
        """Print the worst, and fail with all faults."""
        slow, fat = self.seconds, self.memory
        print(
            f"\n{title}: {sum(self.ends.values())} runs, exits {dict(self.ends)};"
            f" slowest {slow[0]:.2f} s ({slow[1]}), most memory {fat[0] / 1e6:.0f} MB ({fat[1]})"
        )
        assert not self.faults, "\n\n".join(self.faults)


def _take_in_mutated(survey: Survey, start: Path, folder: Path, forge: Forge, count: int, seed: int) -> int:
    """Offer mutated submissions to a copy of the evaluation; whatever is taken in must be an original."""
    chance = random.Random(seed)
    originals = [(start / "first" / f"{member}.submission").read_bytes() for member in MEMBERS]
    true_codes = set(submissions_in(start / "first", identity_of(start / "e.evaluation")).values())
    message = forge.message
    files = folder / f"files{seed}"
    files.mkdir()
    for number in range(count):
        original = chance.choice(originals)
        match number % 4:
            case 0 | 1:
                data = mutated(original, chance, chance.choice(originals))
            case 2:
                data = forge.encrypted(mutated(b"evalapp-submission 1\n" + message, chance))
            case _:
                data = forge.signed(mutated(message, chance, message[7:]))
        (files / f"{number}.submission").write_bytes(data)
    evaluation = folder / f"e{seed}.evaluation"
    shutil.copy(start / "e.evaluation", evaluation)
    outcome = survey.run(
        f"batch {seed}", ["intake", evaluation, files, "--apply", "--json", "--confirm", "0"], files=count
    )
    plan = json.loads(outcome.out)
    assert len(plan["files"]) == count
    taken = [one for one in plan["files"] if one["status"] != "refused"]
    # white space around a file changes nothing; a signed message that is still canonical is the member's own
    assert {one["code"] for one in taken if int(Path(one["file"]).stem) % 4 < 2} <= true_codes
    assert all(one["member"] == "m2" for one in taken if int(Path(one["file"]).stem) % 4 == 3)
    return len(taken)


def test_mutated_submissions(zygote: Zygote, start: Path, forge: Forge, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _take_in_mutated(survey, start, tmp_path, forge, 600, 1)
    survey.close("mutated submissions")


@pytest.mark.soak
def test_many_mutated_submissions(zygote: Zygote, start: Path, forge: Forge, tmp_path: Path) -> None:
    survey = Survey(zygote)
    taken = sum(_take_in_mutated(survey, start, tmp_path, forge, 2000, seed) for seed in range(2, 12))
    survey.close(f"20,000 mutated submissions, {taken} unchanged in meaning or the member's own")


def _sweep_submissions(survey: Survey, start: Path, folder: Path, forge: Forge, *, large: bool) -> None:
    for name, data in submissions(forge, large=large):
        path = folder / "x.submission"
        path.write_bytes(data)
        outcome = survey.run(name, ["intake", start / "e.evaluation", path, "--json"])
        if outcome.exit is not None and outcome.exit < 3:
            assert json.loads(outcome.out)["files"][0]["status"] == "refused", name


def test_crafted_submissions(zygote: Zygote, start: Path, forge: Forge, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_submissions(survey, start, tmp_path, forge, large=False)
    survey.close("crafted submissions")


@pytest.mark.soak
def test_large_crafted_submissions(zygote: Zygote, start: Path, forge: Forge, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_submissions(survey, start, tmp_path, forge, large=True)
    survey.close("crafted submissions, large ones too")


def _sweep_databases(survey: Survey, start: Path, folder: Path, *, large: bool) -> None:
    for original in (start / "full" / "m2.ballot", start / "e.evaluation"):
        for name, path in databases(original, folder, large=large):
            words = f"{name}{original.suffix}"
            if original.suffix == ".ballot":
                shutil.copy(path, folder / "again.ballot")
                outcome = survey.run(words, ["fill", path, "--from", start / "m2-1.csv"])
                survey.run(words, ["hand-in", folder / "again.ballot", "--out", folder / "out"])
            else:
                outcome = survey.run(words, ["results", path, "--json"])
                if outcome.exit == 0:
                    survey.run(words, ["record", path, "--verify"])
                    survey.run(words, ["intake", path, start / "first", "--apply"])
                    survey.run(words, ["export", path, "--out", folder / "out", "--workbook"])


def test_hostile_databases(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_databases(survey, start, tmp_path, large=False)
    survey.close("hostile databases")


@pytest.mark.soak
def test_large_hostile_databases(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_databases(survey, start, tmp_path, large=True)
    survey.close("hostile databases, large ones too")


def _mutate_ballots(survey: Survey, start: Path, folder: Path, count: int, seed: int) -> Counter[str]:
    """A damaged ballot is refused, or what is handed in from it is what stood in it."""
    chance, kinds = random.Random(seed), Counter[str]()
    original = start / "full" / "m2.ballot"
    data, path, out = original.read_bytes(), folder / "x.ballot", folder / "out"
    true = ballot_contents(original)
    identity = identity_of(start / "e.evaluation")
    for number in range(count):
        path.write_bytes(mutated_in_place(data, chance) if number % 4 else mutated(data, chance))
        shutil.rmtree(out, ignore_errors=True)
        path.with_name("x.ballot-journal").unlink(missing_ok=True)
        outcome = survey.run(f"ballot {seed}/{number}", ["hand-in", path, "--out", out])
        if outcome.exit != 0:
            kinds["refused"] += 1
            continue
        codes = set(submissions_in(out, identity).values())
        if codes <= set(true["codes"]):
            kinds["as it was"] += 1
        else:
            kinds["CHANGED"] += 1
    return kinds


def test_mutated_ballots(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    kinds = _mutate_ballots(survey, start, tmp_path, 60, 1)
    survey.close(f"mutated ballots {dict(kinds)}")
    assert not kinds["CHANGED"]


@pytest.mark.soak
def test_a_thousand_mutated_ballots(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    kinds = _mutate_ballots(survey, start, tmp_path, 3000, 2)
    survey.close(f"mutated ballots {dict(kinds)}")
    assert not kinds["CHANGED"]


def _mutate_evaluations(survey: Survey, start: Path, folder: Path, count: int, seed: int) -> Counter[str]:
    """A damaged evaluation is refused, or prints what it printed before, or its record shows the change."""
    chance, kinds = random.Random(seed), Counter[str]()
    data, path = (start / "e.evaluation").read_bytes(), folder / "x.evaluation"
    true = survey.run("undamaged", ["results", start / "e.evaluation", "--json"]).out
    for number in range(count):
        path.write_bytes(mutated_in_place(data, chance) if number % 4 else mutated(data, chance))
        path.with_name("x.evaluation-journal").unlink(missing_ok=True)
        results = survey.run(f"evaluation {seed}/{number}", ["results", path, "--json"])
        verified = survey.run(f"evaluation {seed}/{number}, verify", ["record", path, "--verify"])
        if results.exit != 0:
            kinds["refused"] += 1
        elif results.out == true:
            kinds["as it was"] += 1
        elif verified.exit != 0:
            kinds["printed, but shown by the record"] += 1
        else:
            kinds["CHANGED"] += 1
    return kinds


def test_mutated_evaluations(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    kinds = _mutate_evaluations(survey, start, tmp_path, 25, 1)
    survey.close(f"mutated evaluations {dict(kinds)}")
    assert not kinds["CHANGED"]


@pytest.mark.soak
def test_a_thousand_mutated_evaluations(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    kinds = _mutate_evaluations(survey, start, tmp_path, 2000, 2)
    survey.close(f"mutated evaluations {dict(kinds)}")
    assert not kinds["CHANGED"]


def _sweep_tables(survey: Survey, start: Path, folder: Path, *, large: bool) -> None:
    ballot = folder / "m2.ballot"
    shutil.copy(start / "m2.ballot", ballot)
    before = ballot_contents(ballot)
    for name, data in tables(large=large):
        (folder / name).write_bytes(data)
        outcome = survey.run(name, ["fill", ballot, "--from", folder / name])
        if outcome.exit == 0:
            survey.faults.append(f"{name}: taken")
        (folder / name).unlink()
    assert ballot_contents(ballot) == before


def test_hostile_tables(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_tables(survey, start, tmp_path, large=False)
    survey.close("hostile tables")


@pytest.mark.soak
def test_large_hostile_tables(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_tables(survey, start, tmp_path, large=True)
    survey.close("hostile tables, large ones too")


def _sweep_setups(survey: Survey, folder: Path, *, large: bool) -> None:
    for name, data in setups(large=large):
        (folder / name).write_bytes(data)
        outcome = survey.run(name, ["new", folder / "x.evaluation", "--setup", folder / name])
        if outcome.exit == 0:
            survey.faults.append(f"{name}: taken")
            (folder / "x.evaluation").unlink()


def test_hostile_setups(zygote: Zygote, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_setups(survey, tmp_path, large=False)
    survey.close("hostile set-ups")


@pytest.mark.soak
def test_large_hostile_setups(zygote: Zygote, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_setups(survey, tmp_path, large=True)
    survey.close("hostile set-ups, large ones too")


NAMES = (
    "two\nlines",
    "-rf",
    "--apply",
    "...",
    "a" * 240,
    "あ" * 80,
    "\udcff\udcfe",
    "%s{0}{file}",
    "{file!r:>1000000000}",
    "\x1b[31mred",
    "\u202egpj",
    "con",
    "e\u0301",
    " ",
    "'\"`$(x)",
)


QUICK_NAMES = ("two\nlines", "a" * 240, "\udcff\udcfe", "{file!r:>1000000000}", "\u202egpj")


def _sweep_names(survey: Survey, start: Path, tmp_path: Path, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        folder = tmp_path / f"{number}"
        shutil.copytree(start, folder)
        for suffix, source in (
            (".submission", "first/m2.submission"),
            (".csv", "m2-1.csv"),
            (".ballot", "m2.ballot"),
        ):
            shutil.copy(folder / source, folder / f"{name[: 240 - len(suffix)]}{suffix}")
        evaluation = folder / f"{name[:200]}.evaluation"
        shutil.copy(folder / "e.evaluation", evaluation)
        stem = str(folder / name)
        shown = f"name {name[:20]!a}"
        taken = survey.run(
            shown, ["intake", evaluation, f"{stem[: len(str(folder)) + 230]}.submission"], now=None
        )
        survey.run(shown, ["intake", evaluation, f"{stem}.submission", "--apply", "--json"])
        survey.run(shown, ["record", evaluation, "--verify"])
        filled = survey.run(
            shown,
            ["fill", f"{stem}.ballot", "--from", f"{stem}.csv"],
            ["hand-in", f"{stem}.ballot", "--out", folder / f"{name}"[:200]],
        )
        assert taken.exit in {0, 1}
        assert filled.exit in {0, 1}
        survey.run(shown, ["fill", f"{stem}.ballot/..", "--from", f"{stem}.csv"])
        survey.run(shown, ["intake", evaluation, f"{stem}.submission" * 20, folder])
        survey.run(shown, ["new", f"{stem * 30}.evaluation", "--setup", folder / "setup.toml"])
        survey.run(shown, ["intake", f"{stem * 30}.evaluation", f"{stem * 30}.submission"])
        survey.run(shown, ["ballots", evaluation, "--out", f"{stem * 30}"])
        survey.run(shown, ["export", evaluation, "--out", f"{stem * 30}", "--workbook"])


def test_file_names(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_names(survey, start, tmp_path, QUICK_NAMES)
    survey.close("file names")


@pytest.mark.soak
def test_all_file_names(zygote: Zygote, start: Path, tmp_path: Path) -> None:
    survey = Survey(zygote)
    _sweep_names(survey, start, tmp_path, NAMES)
    survey.close("all file names")


DEVICES = ("con", "NUL", "aux.1", "COM1", "lpt9", "PRN", "a.", "..", "m-1", "-1", "CONIN$", "clock$")


def test_member_ids_that_are_no_file_names(zygote: Zygote, tmp_path: Path) -> None:
    """Each becomes a file name that Windows can make, or is refused by name."""
    survey = Survey(zygote)
    for number, id_ in enumerate(DEVICES):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        setup = folder / "setup.toml"
        setup.write_text(
            '[evaluation]\ntitle = "t"\n[[subject]]\nid = "A"\ntitle = "a"\n'
            f'[[member]]\nid = "{id_}"\nname = "n"\n[[member]]\nid = "{id_}-2"\nname = "n2"\n',
            "utf-8",
        )
        evaluation = folder / "e.evaluation"
        outcome = survey.run(
            id_, ["new", evaluation, "--setup", setup], ["ballots", evaluation, "--out", folder]
        )
        for path in folder.glob("*.ballot"):
            first = path.name.partition(".")[0].casefold()
            assert first not in {"con", "prn", "aux", "nul", "com1", "lpt9", "conin$", "clock$"}
            assert not path.stem.endswith((".", " "))
        assert len(list(folder.glob("*.ballot"))) == (2 if outcome.exit == 0 else 0)
    survey.close("member ids")
