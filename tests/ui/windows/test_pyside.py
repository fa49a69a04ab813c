"""What the app has to know of PySide6 itself."""

import subprocess
import sys

MANY_CALLS = """
import ui.windows
from PySide6.QtCore import QObject
thing = QObject()
for number in range(200_000):
    thing.setObjectName("x")
    thing.blockSignals(False)
print("alive")
"""


def test_a_long_day_of_calls_does_not_end_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr


def test_no_import_statement_waits_for_qt() -> None:
    """PySide6 would read the source of every module that is imported after it."""
    code = (
        "import linecache, ui.windows.theme; print([name for name in linecache.cache if 'resources' in name])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
