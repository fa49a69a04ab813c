"""The windows. What both faces share lies here; the member's window is in ``ui.windows.ballot``."""
