"""What the charts of documents and windows have in common."""

from __future__ import annotations


def chart_ticks(maximum: int) -> range:
    """The ticks of an axis from 0 to ``maximum``, 1 or more: 1, 2 or 5 times a power of ten apart."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if maximum <= 10 * factor * power:
                return range(0, maximum + 1, factor * power)
        power *= 10
