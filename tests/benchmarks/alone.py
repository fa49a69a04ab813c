"""The fresh process in which one case or yardstick runs: MODULE INDEX YARDSTICK FOLDER."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measuring import measure

if __name__ == "__main__":
    module, index, yardstick, folder = sys.argv[1:]
    case = import_module(f"tests.benchmarks.{module}").CASES[int(index)]
    print(json.dumps(asdict(measure(case, yardstick or None, Path(folder)))))
