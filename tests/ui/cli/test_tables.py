"""Results in words."""

from __future__ import annotations

import re

from evalapp.language import load_language
from tests.builders import report
from tests.exports.mixed import mixed_subject
from ui.cli.tables import results_text


def test_a_criterion_carries_its_place_in_the_rubric() -> None:
    text = results_text(report(mixed_subject()), load_language("ja"))
    assert re.findall(r"[０-９]．\w+", text) == ["２．必要性", "４．総括"]
    assert "1. " not in results_text(report(mixed_subject()), load_language("en"))
