"""Pictures of the secretariat's window: setting up, issuing, watching."""

from __future__ import annotations

from tools.pictures.studio import Studio
from ui.windows.evaluation.page import PageName


def pages(studio: Studio) -> None:
    """Every page."""
    for name in ("planned", "half", "texts", "largest"):
        for page in PageName:
            window = studio.office(name, page)
            studio.shoot(f"o-{name}-{page}", window)
            studio.end()
