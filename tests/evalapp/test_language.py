from __future__ import annotations

from datetime import date

import pytest

from evalapp.language import LANGUAGES, load_language


def test_dates_in_japanese() -> None:
    assert load_language("ja").date(date(2022, 12, 23)) == "令和4年12月23日"


def test_dates_in_english() -> None:
    assert load_language("en").date(date(2022, 12, 23)) == "23 December 2022"


def test_both_languages_load_and_another_is_a_bug() -> None:
    assert [load_language(code).code for code in LANGUAGES] == ["ja", "en"]
    assert load_language("en").gettext("Criterion") == "Criterion"
    with pytest.raises(ValueError, match="fr"):
        load_language("fr")
