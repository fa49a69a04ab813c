"""How the unnamed columns may be ordered, as the pages offer it."""

from __future__ import annotations

from evalapp.columns import ColumnOrder
from evalapp.language import N_
from ui.windows.kit import Kit

_WORDS = {
    ColumnOrder.SHUFFLED: N_("Shuffled per subject"),
    ColumnOrder.SORTED: N_("Highest total first"),
    ColumnOrder.AS_LISTED: N_("As the committee is listed"),
}

ORDERS = tuple(_WORDS)
"""The safest for publishing first."""


def order_words(order: ColumnOrder, kit: Kit) -> str:
    """How columns are ordered."""
    return kit.speaker.language.gettext(_WORDS[order])
