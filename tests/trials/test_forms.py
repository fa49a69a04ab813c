"""A form from outside may be anything: no crash, no hang, no flood, no score silently changed."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Self

import openpyxl
import pytest

from evalapp.errors import EvalError
from evalapp.form import Form, FormCell, form_payload
from evalapp.table import Formula
from tests.forms import NOW, blank, evaluation, filled, full_answers, issued
from tests.trials.bad_forms import mutated
from tests.trials.crafted_forms import crafted
from tests.trials.form_worker import outcome

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

SECONDS = 2.0
MEMORY = 256 * 10**6
ROOT = Path(__file__).parents[2]


class Survey:
    """Has forms read one after the other, collects what must not be and the worst of what may."""

    def __init__(self, form: bytes) -> None:
        self.form = form
        self.faults: list[str] = []
        self.ends: Counter[str] = Counter()
        self.seconds: tuple[float, str] = (0.0, "")
        self.memory: tuple[int, str] = (0, "")
        self._truth = outcome(form)["sheets"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trials.form_worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.communicate()

    def read(self, name: str, data: bytes) -> None:
        """Read one form and judge what came of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"%d\n" % len(data) + data)
        self._process.stdin.flush()
        result: dict[str, Any] = json.loads(self._process.stdout.readline())
        self.seconds = max(self.seconds, (result["seconds"], name))
        self.memory = max(self.memory, (result["memory"], name))
        end = result.get("refused") or self._judged(result, data)
        self.ends[end] += 1
        if end in {"CRASH", "CHANGED"}:
            self.faults.append(f"{name}: {end}\n{result.get('crash') or result['sheets'][:600]}")
        if result["seconds"] > SECONDS:
            self.faults.append(f"{name}: {result['seconds']:.1f} s")
        if result["memory"] > MEMORY:
            self.faults.append(f"{name}: {result['memory'] / 1e6:.0f} MB")

    def close(self, title: str) -> None:
        """Print the worst, and fail with all faults."""
        slow, fat = self.seconds, self.memory
        print(
            f"\n{title}: {sum(self.ends.values())} forms, {dict(self.ends)};"
            f" slowest {slow[0]:.2f} s ({slow[1]}), most memory {fat[0] / 1e6:.0f} MB ({fat[1]})"
        )
        assert not self.faults, "\n\n".join(self.faults[:10])

    def _judged(self, result: dict[str, Any], data: bytes) -> str:
        if "crash" in result:
            return "CRASH"
        if result["sheets"] == self._truth:
            return "as it was"
        return "an edit" if result["sheets"] == by_openpyxl(data) else "CHANGED"


def by_openpyxl(data: bytes) -> str:
    """What another library reads: an edit of a cell is what both see."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _by_openpyxl(data)


def _by_openpyxl(data: bytes) -> str:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = {}
        for name, defined in book.defined_names.items():
            ((sheet, address),) = defined.destinations
            cell = book[sheet][address.replace("$", "")]
            value = Formula(str(cell.value)) if cell.data_type == "f" else cell.value
            cells[name] = FormCell(value, address)
        return repr(form_payload(Form(cells), evaluation(), issued(), 1, NOW, "0").sheets)
    except (
        EvalError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        return f"refused: {error}"


@pytest.fixture
def survey() -> Iterator[Survey]:
    answers = full_answers() | {"evalapp_s3_c1": "２"}
    with Survey(filled(blank(), answers)) as made:
        yield made


def _mutate(survey: Survey, count: int, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(count):
        survey.read(f"mutation {seed}/{number}", mutated(survey.form, chance))


def test_mutated_forms(survey: Survey) -> None:
    _mutate(survey, 300, 1)
    survey.close("mutated forms")
    assert survey.ends["as it was"] > 20
    assert survey.ends["workbook-damaged"] > 50


def test_crafted_forms(survey: Survey) -> None:
    for name, data in islice(crafted(survey.form, large=False), 0, None, 4):
        survey.read(name, data)
    survey.close("some crafted forms")
    assert sum(survey.ends.values()) > 60


@pytest.mark.soak
def test_ten_thousand_mutated_forms(survey: Survey) -> None:
    _mutate(survey, 10_000, 2)
    survey.close("mutated forms")


@pytest.mark.soak
def test_all_crafted_forms(survey: Survey) -> None:
    for name, data in crafted(survey.form, large=True):
        survey.read(name, data)
    survey.close("crafted forms")
    assert sum(survey.ends.values()) >= 300
