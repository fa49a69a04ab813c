"""Reads forms, each in a child of its own: what it says, how long it took and how much memory.

Run as a program: takes a length in a line and that many bytes, again and again; answers each with a line of
JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from evalapp.errors import EvalError
from evalapp.form import form_payload
from evalapp.language import load_language
from exports.excel.form_reader import read_form
from tests.forms import NOW, evaluation, issued
from ui.messages import phrase

LONGEST = 20
"""Seconds after which a child is given up."""

_UNIT = 1 if sys.platform == "darwin" else 1024
_EVALUATION, _ISSUED, _LANGUAGE = evaluation(), issued(), load_language("ja")


def outcome(data: bytes) -> dict[str, str]:
    """The answers, or the code of the refusal, or the traceback of a crash."""
    try:
        sheets = form_payload(read_form(data, "x.xlsx"), _EVALUATION, _ISSUED, 1, NOW, "0").sheets
    except EvalError as error:
        phrase(error, _LANGUAGE)
        return {"refused": error.code}
    except Exception:  # noqa: BLE001 - this is what is looked for
        return {"crash": traceback.format_exc()[-2000:]}
    return {"sheets": repr(sheets)}


def _in_a_child(data: bytes) -> dict[str, object]:
    out, into = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(out)
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        with open(into, "w", encoding="utf-8", errors="backslashreplace") as pipe:  # noqa: PTH123 - a pipe
            json.dump(outcome(data), pipe)
        os._exit(0)
    os.close(into)
    with open(out, encoding="utf-8") as pipe:  # noqa: PTH123 - a pipe
        said = pipe.read()
    _child, status, used = os.wait4(child, 0)
    result: dict[str, object] = json.loads(said) if said else {"crash": f"ended by {status}"}
    return result | {"seconds": time.monotonic() - start, "memory": used.ru_maxrss * _UNIT}


def main() -> None:
    """Serve until the input ends."""
    source = sys.stdin.buffer
    while line := source.readline():
        print(json.dumps(_in_a_child(source.read(int(line)))), flush=True)


if __name__ == "__main__":
    main()
