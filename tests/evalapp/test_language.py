from __future__ import annotations

from datetime import date

import pytest

from evalapp.language import LANGUAGES, era_date, load_language


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2022, 12, 23), "令和4年12月23日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "1926年12月24日"),
        (date(1, 1, 1), "1年1月1日"),
        (date(9999, 12, 31), "令和7981年12月31日"),
    ],
)
def test_dates_in_the_japanese_era(day: date, written: str) -> None:
    assert era_date(day) == written
    assert load_language("ja").date(day) == written


def test_dates_in_english() -> None:
    assert load_language("en").date(date(2022, 12, 23)) == "23 December 2022"


def test_both_languages_load_and_another_is_a_bug() -> None:
    assert [load_language(code).code for code in LANGUAGES] == ["ja", "en"]
    assert load_language("en").gettext("Criterion") == "Criterion"
    with pytest.raises(ValueError, match="fr"):
        load_language("fr")
