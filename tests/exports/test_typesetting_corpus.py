"""Line breaking over a large random corpus, in the styles and widths that documents really use."""

from __future__ import annotations

import itertools
import random

import pytest

from exports.pdf.ink import Style
from exports.pdf.wording import LABEL, LATIN_TEXT, SMALL, STRONG_LABEL, SUBHEADING, TEXT
from exports.typesetting.kinsoku import CLOSING, SPACES, permitted
from exports.typesetting.lines import Line, set_text
from exports.typesetting.prepare import prepare
from tests.exports.test_typesetting import PIECES

STYLES = (TEXT, LATIN_TEXT, LABEL, STRONG_LABEL, SMALL, SUBHEADING)
WIDTHS = (471.0, 455.0, 225.0, 220.0, 161.0, 119.0, 66.0)
"""Points: a whole page, a box on a sheet, the two columns of a table, the fields of a head."""

PLAIN = "研究開発評価委員会国民生活技術成果実用化の必要性はがをにとでもあいうえおアイウエオカキク"
NASTY = (
    *(piece for piece in PIECES if "\n" not in piece),  # every text is one paragraph
    *"〝〟｟｠⦅⦆‘’“”〖〗ㇷ゚㍿㋿‐–〜゠",
    "か\u309a",
    "ə\u0301",
    "\u02e9\u02e5",
    "ㇷ\u309a",
    "a\u00a0b",
    "--",
)


HEADLESS = frozenset("、。，．・：；？！」』）〕］｝〉》】’”ーっゃゅょァッャュョヶ々ゝヽ…‥％℃､｡｣ｰ)]}!?,.:;%")
TAILLESS = frozenset("「『（〔［｛〈《【‘“￥＃｢([{#")
"""Said once more beside the program's own lists: a sign lost from those would be seen here."""


def random_text(chance: random.Random) -> str:
    """Sometimes what people write, sometimes what nobody writes, mostly something between."""
    share = chance.choice((0.02, 0.15, 0.5, 1.0))
    parts = []
    for _ in range(chance.randint(1, 60)):
        if chance.random() < share:
            parts.append(chance.choice(NASTY))
        else:
            parts.append("".join(chance.choices(PLAIN, k=chance.randint(1, 6))))
    return "".join(parts)


def assert_exact(paragraph: str, lines: list[Line]) -> None:
    """The lines one after the other are the paragraph; between two of them only spaces are left out."""
    at = 0
    for line in lines:
        end = at + len(line.text)
        assert paragraph[at:end].replace("\t", " ") == line.text
        at = end
        while at < len(paragraph) and paragraph[at] in SPACES:
            at += 1
    assert at == len(paragraph)


def assert_within(line: Line, style: Style, measure: int) -> None:
    """No line is wider than its box, unless one single character is; closing signs hang half out."""
    assert line.width <= measure or len(line.text.strip()) <= 1
    face = style.typeface
    natural = sum(face.advances[sign] for sign in line.text) + sum(amount for _at, amount in line.kerns)
    hanging = 500 if face.solid and line.text and line.text[-1] in CLOSING else 0
    assert line.width in {natural, natural - hanging}


def avoidable(line: str, following: str) -> bool:
    """Whether the break between two lines breaks a prohibition although an earlier break would not."""
    if not line or not following:
        return False
    parted = line[-1] == following[0] and line[-1] in "―—─…‥"
    if following[0] not in HEADLESS and line[-1] not in TAILLESS and not parted:
        return False
    whole = line + following[0]
    return any(permitted(whole, at) for at in range(1, len(line)))


def visible(line: Line) -> str:
    return "".join(sign for sign in line.text if sign not in SPACES)


def check_corpus(seed: int, texts: int) -> int:
    """Set so many texts and check every line; returns how many breaks there were."""
    chance = random.Random(seed)
    breaks = 0
    for _ in range(texts):
        text, style, width = random_text(chance), chance.choice(STYLES), chance.choice(WIDTHS)
        measure = style.measure(width)
        lines = set_text(text, style.typeface, measure)
        assert_exact(prepare(text, style.typeface), lines)
        for line in lines:
            assert_within(line, style, measure)
        for line, following in itertools.pairwise(lines):
            breaks += 1
            assert not avoidable(visible(line), visible(following)), (line.text, following.text)
    return breaks


def test_a_random_corpus_keeps_every_rule_in_every_style_and_width():
    assert check_corpus(20221223, 20_000) > 60_000


@pytest.mark.soak
def test_a_very_large_random_corpus_keeps_every_rule():
    assert sum(check_corpus(seed, 50_000) for seed in range(8)) > 1_000_000


def test_the_check_itself_sees_a_broken_rule():
    """A corpus without a violation says something only if a violation would be seen."""
    assert avoidable("評価の結果", "。次")
    assert avoidable("評価の「", "次")
    assert avoidable("評価の…", "…次")
    assert not avoidable("評価の結果", "次")
    with pytest.raises(AssertionError):
        assert_exact("評価票", [Line("評価", 2000)])
    with pytest.raises(AssertionError):
        assert_within(Line("評価票", 3000), TEXT, 2500)
