"""Blocks as Excel puts them on the clipboard, and the order in which people sort."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.cell_blocks import MAX_BLOCK_ROWS, natural_key, one_line, read_block, write_block
from evalapp.errors import EvalError
from evalapp.text import cleaned


def test_a_block_copied_from_excel_is_read() -> None:
    copied = 'm1\t髙瀬　惇也\t座長\r\nm2\t"姓\n名"\t"「委員」の ""代表"""\r\n\t\t\r\n'
    assert read_block(copied) == (
        ("m1", "髙瀬　惇也", "座長"),
        ("m2", "姓 名", '「委員」の "代表"'),
    )


def test_a_quotation_mark_that_stands_for_itself_is_text() -> None:
    assert read_block('12" 画面\tB\n"始まりだけ\tD') == (('12" 画面', "B"), ('"始まりだけ', "D"))


def test_one_text_is_one_cell() -> None:
    assert read_block("ただの文字") == (("ただの文字",),)
    assert read_block("") == read_block("\r\n\r\n") == ()


def test_what_is_too_large_is_refused_before_anything_is_made_of_it() -> None:
    with pytest.raises(EvalError, match="paste-too-large"):
        read_block("x\n" * (MAX_BLOCK_ROWS + 1))
    with pytest.raises(EvalError, match="paste-too-large"):
        read_block("x\t" * 101)


_CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(
    lambda text: one_line(cleaned(text).text)
)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[_CELLS] * width), max_size=5)))
def test_what_is_copied_is_pasted_again(rows: list[tuple[str, ...]]) -> None:
    while rows and not any(rows[-1]):
        rows.pop()
    assert read_block(write_block(tuple(rows))) == tuple(rows)


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    ids = ["m10", "ｍ２", "m1", "A", "b12", "B3", "課題10", "課題9", "", "10", "9"]
    assert sorted(ids, key=natural_key) == [
        "",
        "9",
        "10",
        "A",
        "B3",
        "b12",
        "m1",
        "ｍ２",
        "m10",
        "課題9",
        "課題10",
    ]
