from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.dates import era_date, parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-23",
        "2022/12/23",
        "2022.12.23",
        "2022年12月23日",
        "２０２２年１２月２３日",
        " 2022 年 12 月 23 日 ",
        "令和4年12月23日",
        "令和４年１２月２３日",
        "R4.12.23",
        "r4/12/23",
    ],
)
def test_a_day_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2022, 12, 23)


def test_first_years_and_single_digits() -> None:
    assert parse_day("令和元年5月1日") == date(2019, 5, 1)
    assert parse_day("平成31年4月30日") == date(2019, 4, 30)
    assert parse_day("2026/1/5") == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨日",
        "20221223",
        "2022-13-01",
        "2022-02-30",
        "22-12-23",
        "令和0年1月1日",
        "令和元年4月30日",
        "元年1月1日",
    ],
)
def test_what_names_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_day(text)


@given(st.dates(date(1868, 1, 1), date(2100, 12, 31)))
def test_what_documents_print_is_read_back(day: date) -> None:
    assert parse_day(era_date(day)) == day
