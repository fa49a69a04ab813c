"""The words of argparse itself, in the user's language."""

from __future__ import annotations

import argparse

from evalapp.language import N_, Language

USAGE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse says (Python 3.11 to 3.14); a sentence that a later version words otherwise stays English."""


def translate_usage(language: Language) -> None:
    """Let argparse speak ``language``. It offers no other way than its module's own names."""

    def plural(one: str, many: str, count: int) -> str:
        return language.gettext(one if count == 1 else many)

    vars(argparse).update(_=language.gettext, ngettext=plural)
