"""Who works here, as the computer knows it."""

from __future__ import annotations

import getpass


def account_name() -> str:
    """The name of the account, for the record; ``unknown`` where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
