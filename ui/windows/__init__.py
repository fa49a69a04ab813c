"""The windows. What both faces share lies here; the member's window is in ``ui.windows.ballot``."""

import builtins
import ctypes
import sys

import PySide6.QtCore  # noqa: F401 - it puts itself there when it is loaded

if sys.version_info < (3, 12):
    # PySide6 6.12 hands out None, True and False without counting the reference, as Python allows since 3.12;
    # before, the process aborts after some thousand calls (none_dealloc). So here they never die either.
    for _value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_value)).value = 1 << 60

# PySide6 puts itself in the place of every import statement to look whether the module wishes its methods in
# snake_case, and reads the source of each for that. None of ours does: without, a window stands sooner.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
