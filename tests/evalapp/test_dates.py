"""Days as documents write them and as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.dates import era_date, parse_day

CHRISTMAS_EVE_EVE = date(2022, 12, 23)


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


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-23",
        "2022/12/23",
        "2022.12.23",
        "2022年12月23日",
        "2022年12月23",
        "２０２２年１２月２３日",
        "2022 年 12 月 23 日",
        " 2022-12-23\u3000",
        "令和4年12月23日",
        "令和４年１２月２３日",
        "R4.12.23",
        "r4/12/23",
        "Ｒ４．１２．２３",
        "令和 4 年 12 月 23 日",
        "令和04年12月23日",
    ],
)
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert parse_day(text) == CHRISTMAS_EVE_EVE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022/1/5", date(2022, 1, 5)),
        ("2022-01-05", date(2022, 1, 5)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("H31.4.30", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S1.12.25", date(1926, 12, 25)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_first_years_and_the_edges_of_the_eras(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2022",
        "2022-12",
        "22-12-23",  # which century?
        "元年12月23日",  # of which era?
        "2023-02-29",
        "2022-13-01",
        "2022-00-10",
        "0000-01-01",
        "2022-12-23T00:00",
        "12/23/2022",
        "20221223",
        "令和元年4月30日",  # still 平成
        "R0.5.1",
        "令和0年5月1日",
        "平成元年1月7日",  # still 昭和
        "昭和元年12月24日",
        "昭和9999年1月1日",
        "大正10年1月1日",
        "X4.12.23",
        "令和4年12月23日（金）",
        "2022--12-23",
        "-2022-12-23",
        "²022-12-23x",
    ],
)
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|year|era|month|range"):
        parse_day(text)


@pytest.mark.parametrize("text", ["平成32年1月1日", "昭和65年1月1日", "H99.12.31"])
def test_a_year_after_the_end_of_its_era_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="outside its era"):
        parse_day(text)


@given(st.dates())
def test_what_a_document_prints_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    if day.year >= 1000:  # a year without an era has four digits
        assert parse_day(era_date(day)) == day


@given(st.text(alphabet="0123456789元令和平成昭rhsRHS年月日-/. ０４", max_size=14) | st.text(max_size=20))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        found: object = parse_day(text)
    except ValueError as refusal:
        found = refusal
    assert isinstance(found, date | ValueError)
