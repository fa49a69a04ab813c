"""The windows. What both faces share lies here; the member's window is in ``ui.windows.ballot``."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 hands out None, True and False without counting the reference, as Python allows since 3.12;
    # before, the process aborts after some thousand calls (none_dealloc). So here they never die either.
    for _value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_value)).value = 1 << 60
