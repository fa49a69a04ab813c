from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.errors import EvalError
from evalapp.text import (
    COMMENT_LIMIT,
    LINE_LIMIT,
    Cleaned,
    check_line,
    check_text,
    cleaned,
    is_seen,
    utf16_units,
)


@given(st.text())
def test_a_text_is_kept_exactly_or_refused(text: str) -> None:
    try:
        assert check_text(text, "here") is text
    except EvalError as refusal:
        found = refusal
    else:
        return
    assert found.code == "text-control-character"
    assert str(found.params["sign"]) in {f"U+{ord(sign):04X}" for sign in text}


@given(st.text())
def test_utf16_units_count_as_utf_16_does(text: str) -> None:
    assert utf16_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("sign", ["\t", "\n", "\r\n", "𠮷", "辻󠄀", "\u200d", "\u0085", "\u2028", "👍🏽"])
def test_what_people_write_is_kept(sign: str) -> None:
    assert check_text(f"a{sign}b", "here") == f"a{sign}b"


def test_the_limit_is_counted_as_excel_counts() -> None:
    assert check_text("あ" * COMMENT_LIMIT, "x")
    assert check_text("𠮷" * (COMMENT_LIMIT // 2), "x")
    for text in ("あ" * (COMMENT_LIMIT + 1), "𠮷" * (COMMENT_LIMIT // 2) + "あ"):
        with pytest.raises(EvalError) as refusal:
            check_text(text, "row 3")
        assert refusal.value.code == "text-too-long"
        assert refusal.value.params == {"where": "row 3", "length": COMMENT_LIMIT + 1, "limit": COMMENT_LIMIT}


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\rb", "a\x00b", "x" * (LINE_LIMIT + 1)])
def test_a_line_is_one_line(text: str) -> None:
    with pytest.raises(EvalError):
        check_line(text, "title")


def test_a_line_loses_the_space_around_it_only() -> None:
    assert check_line("\n 　題 名 \t", "title") == "題 名"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u3000",
        "\u200b",
        "\u3164",
        "\u00ad\ufeff",
        "\u115f\u1160\uffa0",
        "\u2800",
        "\U000e0100\ufe0f",
        "\u202e",
    ],
)
def test_of_some_signs_nothing_is_seen(text: str) -> None:
    assert not is_seen(text)
    assert is_seen(f"{text}、")


@pytest.mark.parametrize("sign", ["あ", "0", "・", "ー", "\u3099", "\ue000", "😀", "\u3013"])
def test_signs_that_are_seen_and_those_that_only_some_fonts_have(sign: str) -> None:
    assert is_seen(sign)


PASTED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\r\n\v\f\x00\x7f\x85\u00a0\u00ad\u200b\u200e\u2028\u2029\u202e\u2060\u3000\ufeff\ufffc"
        ),
    )
)


@given(PASTED)
def test_a_cleaned_text_can_be_kept_and_stays_as_it_is(text: str) -> None:
    clean = cleaned(text)
    assert check_text(clean.text, "here") == clean.text
    assert cleaned(clean.text) == Cleaned(clean.text, 0)


@given(st.text("abcあ辻𠮷\U000e0100\u3099\u200d👍🏽\t\n\u3000 "))
def test_what_people_write_is_not_cleaned_away(text: str) -> None:
    assert cleaned(text) == Cleaned(text, 0)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一\r\n二\r三\v四\f五\x85六\u2028七\u2029八", Cleaned("一\n二\n三\n四\n五\n六\n七\n八", 0)),
        ("10\u00a0mg\u3000以下", Cleaned("10 mg\u3000以下", 0)),
        ("\ufeffa\u200bb\u00adc\u202ed\ufffce\x01f\x9fg", Cleaned("abcdefg", 7)),
        ("\ud800あ\ufffe", Cleaned("あ", 2)),
    ],
)
def test_layout_is_unified_and_litter_removed(text: str, clean: Cleaned) -> None:
    assert cleaned(text) == clean
