"""Words are found as a reader would find them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.folding import fold, folded
from evalapp.text_search import found


def hits(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in found(folded(text), query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("本事業は再生医療技\r\n術を応用し、", "再生医療技術", ["再生医療技\r\n術"]),
        ("令和４年度から令和8年度まで", "年度", ["年度", "年度"]),
        ("令和４年度", "令和4年度", ["令和４年度"]),
        ("ﾛｰﾄﾞﾏｯﾌﾟ", "ロードマップ", ["ﾛｰﾄﾞﾏｯﾌﾟ"]),
        ("ろーどまっぷ", "ロードマップ", ["ろーどまっぷ"]),
        ("髙瀬委員", "高瀬", ["髙瀬"]),
        ("Research\r\nPlan", "research plan", ["Research\r\nPlan"]),
        ("a commer\ufffecial use", "commercial", ["commer\ufffecial"]),
        ("so far there is no art", "art", ["art"]),
        ("MPS を含む", "MPSを", ["MPS を"]),
        ("あああ", "ああ", ["ああ"]),
        ("資料", "予算", []),
        ("資料", "", []),
        ("資料 1-2", " - ", []),
    ],
)
def test_found(text: str, query: str, expected: list[str]) -> None:
    assert hits(text, query) == expected


@given(st.text(max_size=60), st.text(max_size=6))
def test_what_is_found_reads_like_what_was_asked(text: str, query: str) -> None:
    spans = list(found(folded(text), query))
    assert all(fold(query) in fold(text[start:end]) for start, end in spans)
    assert all(one[0] < two[0] for one, two in pairwise(spans))


@given(st.text("再生医療のかな漢字ＡＢ１カナ", min_size=1, max_size=8), st.text("再生医療、。", max_size=20))
def test_what_is_there_is_found(word: str, around: str) -> None:
    assert hits(f"{around}\r\n{word[:3]}\r\n{word[3:]}{around}", word)
