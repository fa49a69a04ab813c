"""How long the user waits before anything happens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measuring import Case


def prepare(_folder: Path) -> None:
    """Nothing to prepare."""


def _process(*words: str) -> Callable[[Path], Callable[[], object]]:
    command = [sys.executable, *words]
    return lambda _folder: lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


_BARE = {"python -c pass": _process("-c", "pass")}
CASES = [
    Case("evalapp --version", _process("-m", "evalapp", "--version"), _BARE, repeats=7),
    Case("import of the stores and of sealing", _process("-c", "import evalapp.receiving"), _BARE, repeats=7),
]
