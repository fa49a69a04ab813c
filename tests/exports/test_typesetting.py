"""Line breaking and justification over large random texts."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.typesetting.faces import GETA, Design, typeface
from exports.typesetting.justify import runs
from exports.typesetting.kinsoku import CLOSING, NO_END, NO_START, SPACES, is_word, permitted, violates
from exports.typesetting.lines import Line, one_line, set_text
from exports.typesetting.prepare import prepare

TEXT = typeface(Design.TEXT)
LABEL = typeface(Design.LABEL)

PIECES = (
    *"研究開発評価委員会国民生活技術成果実用化の必要性はがをにとでもあいうえおアイウエオカキク",
    *"、。，．・：；？！」』）】》〕ーっッゃュ々ゝ％℃…‥",
    *"「『（【《〔￥＃",
    "……",
    "――",
    "iPS",
    "GMP",
    "2022",
    "１，２００",
    "３．５",
    "non-clinical",
    "https://www.example.org/a/b_c.html?x=1&y=2",
    "supercalifragilisticexpialidocious",
    " ",
    " ",
    "\u3000",
    "\t",
    "\n",
    "\r\n",
    "😀",
    "𠮷",
    "辻\U000e0100",
    "か\u3099",
    "ﾊﾞｯﾁ､｢",
    "\u202e",
    "\x07",
    "<b>",
    "&amp;",
    "=1+1",
    "(A)",
    "\u00a0",
    "é",
    "\ud800",
    "\ue000",
)
nasty = st.lists(st.sampled_from(PIECES), max_size=120).map("".join) | st.text(max_size=80)
measures = st.sampled_from((1000, 1500, 2000, 3000, 5000, 8000, 13_000, 21_000, 40_000))
designs = st.sampled_from((Design.TEXT, Design.LABEL))


def advance(line: Line, face=TEXT) -> int:
    """What the line takes when drawn unjustified, less the blank half that hangs out."""
    return sum(face.advances[sign] for sign in line.text) + sum(amount for _at, amount in line.kerns)


def visible(text: str) -> str:
    return "".join(sign for sign in text if sign not in SPACES and sign != "\n")


@settings(max_examples=600, deadline=None)
@given(nasty, measures, designs)
def test_no_text_is_lost(text, measure, design):
    face = typeface(design)
    lines = set_text(text, face, measure)
    assert visible("".join(line.text for line in lines)) == visible(prepare(text, face))


@settings(max_examples=600, deadline=None)
@given(nasty, measures, designs)
def test_no_line_is_wider_than_its_box(text, measure, design):
    face = typeface(design)
    for line in set_text(text, face, measure):
        hanging = 500 if face.solid and line.text and line.text[-1] in CLOSING else 0
        assert line.width <= measure or len(line.text.strip()) <= 1
        assert line.width in {advance(line, face), advance(line, face) - hanging}


@settings(max_examples=600, deadline=None)
@given(nasty, measures, designs)
def test_no_prohibition_is_broken_where_it_can_be_kept(text, measure, design):
    face = typeface(design)
    for paragraph in prepare(text, face).split("\n"):
        lines = [visible(line.text) for line in set_text(paragraph, face, measure)]
        for line, following in itertools.pairwise(lines):
            if line and following and violates(line[-1], following[0]):
                whole = line + following[0]
                assert not any(permitted(whole, at) for at in range(1, len(line)))


words = st.lists(
    st.sampled_from(("研究、", "評価。」", "GMP", "iPS-MPS", "2022", "１，２００", "é")), max_size=60
)


@settings(max_examples=400, deadline=None)
@given(words, st.sampled_from(("の", " ", "\u3000")), st.sampled_from((5000, 9000, 21_000, 40_000)), designs)
def test_no_word_or_number_is_split(found, between, measure, design):
    lines = set_text(between.join(found), typeface(design), measure)
    for line, following in itertools.pairwise(lines):
        for word in found:
            for at in range(1, len(word)):
                parted = line.text.endswith(word[:at]) and following.text.startswith(word[at:])
                assert not (parted and is_word(word[at - 1]) and word[at - 1] != "-" and word.isalnum())


@settings(max_examples=400, deadline=None)
@given(nasty, measures, designs)
def test_runs_draw_the_whole_line_to_the_measure(text, measure, design):
    face = typeface(design)
    for line in set_text(text, face, measure):
        for justified in (False, True):
            pieces = runs(line, face, justified=justified)
            assert "".join(piece.text for piece in pieces) == line.text
            drawn = sum(
                sum(piece.face.advances[sign] for sign in piece.text)
                + piece.spread * (len(piece.text) - 1)
                + piece.after
                for piece in pieces
            )
            natural = advance(line, face)
            filled = natural + line.slack
            assert drawn == pytest.approx(natural) or (justified and drawn == pytest.approx(filled))


def test_a_large_corpus_has_no_violation_at_all():
    chance = random.Random(20221223)
    plain = "研究開発評価委員会国民生活技術成果実用化の必要性はがをにとでもあいうえおアイウエオ"
    closing = [
        "、",
        "。",
        "」、",
        "）。",
        "！",
        "？",
        "……",
        "――",
        "っ",
        "ー",
        "ァ",
        "々",
        "％",
        "・",
        "】",
        "》",
    ]
    opening = ["「", "（", "『", "【", "￥", "（「"]
    words = ["iPS", "GMP", "FDA", "2022", "40", "EMA", "AI", "Type-II"]
    lines = breaks = 0
    for _round in range(400):
        text = "".join(
            "".join(chance.choices(plain, k=chance.randint(1, 9)))
            + chance.choice([*closing, "", ""])
            + chance.choice([*opening, *words, "", "", ""])
            for _ in range(60)
        )
        for measure in (12_000, 17_500, 30_000, 44_000):
            found = set_text(text, TEXT, measure)
            lines += len(found)
            for line, following in itertools.pairwise(found):
                breaks += 1
                assert following.text[0] not in NO_START, (line.text, following.text)
                assert line.text[-1] not in NO_END, (line.text, following.text)
                assert not (line.text[-1].isascii() and following.text[0].isascii() and line.text[-1] != "-")
    assert lines > 20_000
    assert breaks > 20_000


@pytest.mark.parametrize(
    ("text", "em", "expected"),
    [
        ("これは文です。", 6, ["これは文で", "す。"]),
        ("これは「文」です", 4, ["これは", "「文」で", "す"]),
        ("あいうえー", 4, ["あいう", "えー"]),
        ("あいうえっか", 4, ["あいう", "えっか"]),
        ("あいう……え", 4, ["あい", "う……え"]),
        ("あいう――え", 4, ["あいう", "――え"]),
        ("金額は￥500です", 4, ["金額は", "￥500で", "す"]),
        ("約１，２００人", 4, ["約", "１，２０", "０人"]),
        ("iPS細胞の培養", 3, ["iPS細", "胞の培", "養"]),
        ("one two three", 3, ["one", "two", "three"]),
        ("の（ 注", 3, ["の", "（ 注"]),
        ("研究 ）で", 2, ["研", "究 ）", "で"]),
        ("は小檜山\u00a0涼の", 5, ["は小檜", "山\u00a0涼の"]),
        ("研究ト\u309aㇷ\u309aで", 3, ["研究", "\U0010f00c\U0010f00dで"]),
        ("あいう⦅え⦆お", 4, ["あいう", "⦅え⦆お"]),
        ("\u3000段落の字下げ", 4, ["\u3000段落の", "字下げ"]),
    ],
)
def test_breaks(text, em, expected):
    assert [line.text for line in set_text(text, TEXT, em * 1000)] == expected


def test_a_full_stop_at_the_end_may_hang_out_its_blank_half():
    (line,) = set_text("あいうえ。", TEXT, 4500)
    assert (line.text, line.width) == ("あいうえ。", 4500)


def test_a_long_address_breaks_at_a_joint_and_a_long_word_anywhere():
    first, *_rest = set_text("参照：https://www.example.org/policy/evaluation/2022.html", TEXT, 15_000)
    assert first.text == "参照：https://www.example.org/"
    assert [line.text for line in set_text("A" * 50, TEXT, 10_000)] == ["A" * 20, "A" * 20, "A" * 10]


def test_user_line_breaks_blank_lines_and_tabs_are_kept():
    lines = set_text("一\r\n\r\n二\u2028三\x0b四\n甲\t乙", TEXT, 20_000)
    assert [line.text for line in lines] == ["一", "", "二", "三", "四", "甲 乙"]
    assert lines[-1].width == 4000 + 1000


def test_neighbouring_brackets_are_set_closer_only_in_the_solid_typeface():
    text = "（「あ」）、い"
    assert one_line(text, TEXT).width == 7000 - 3 * 500
    assert not one_line(text, LABEL).kerns


def test_markup_is_plain_text():
    text = '<b>&amp;</b> <para> =1+1 "%s" {x}'
    assert one_line(text, TEXT).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("辻\U000e0101さん", "辻さん"),
        ("☀\ufe0f", "☀" if "☀" in TEXT.printable else GETA),
        ("a\u202eb\u200bc\x00d\ufeff", "abcd"),
        ("か\u3099は\u309a", "がぱ"),
        ("e\u0301", "é"),
        ("か\u309aも", "\U0010f000も"),
        ("\u02e9\u02e5\u02e9", "\U0010f017\u02e9"),
        ("\U0010f000", GETA),
        ("😀", GETA),
        ("👨\u200d👩\u200d👧", GETA),
        ("👍\U0001f3fd", GETA),
        ("\ud800", GETA),
        ("\ue000\U00100041", GETA * 2),
        ("𠮷野", "𠮷野"),
        ("ﾊﾝｶｸ", "ﾊﾝｶｸ"),
        ("神\ufa19", "神\ufa19"),
    ],
)
def test_what_cannot_be_printed_does_no_harm(text, expected):
    prepared = prepare(text, LABEL)
    assert prepared == expected


def test_a_variation_selector_chooses_its_glyph_where_the_font_has_it():
    plain, chosen = prepare("葛", TEXT), prepare("葛\U000e0100", TEXT)
    assert len(chosen) == 1
    assert TEXT.main.glyphs[plain] != TEXT.main.glyphs[chosen]
    assert TEXT.main.sources[chosen] == "葛\U000e0100"


def test_twenty_thousand_characters_are_set_in_a_moment():
    text = "評価委員会（2022年度）の「結論」は、次のとおりである。" * 770
    begin = time.perf_counter()
    lines = set_text(text[:20_000], TEXT, 44_000)
    assert time.perf_counter() - begin < 0.5
    assert visible("".join(line.text for line in lines)) == text[:20_000]


@pytest.mark.parametrize(
    "sign", "、。，．・：；？！」』）〕］｝〉》】〙〗’”ーっゃゅょァャヶ々ゝヽ〜…‥％℃｣､｡ｰﾞ)]}!?,.:;"
)
def test_never_at_the_head_of_a_line(sign):
    for measure in (2000, 3000, 4000, 5000):
        for line in set_text(f"評価の結果{sign}次の課題", TEXT, measure)[1:]:
            assert not line.text.startswith(sign)


@pytest.mark.parametrize("sign", "「『（〔［｛〈《【〘〖‘“｢([{￥＄$＃№")
def test_never_at_the_foot_of_a_line(sign):
    for measure in (2000, 3000, 4000, 5000, 6000):
        for line in set_text(f"評価の結果{sign}次の課題", TEXT, measure)[:-1]:
            assert not line.text.endswith(sign)


@pytest.mark.parametrize("pair", ["……", "――", "——", "‥‥", "──"])
def test_never_parted(pair):
    for measure in (3000, 4000, 5000, 6000):
        assert any(pair in line.text for line in set_text(f"評価の結果{pair}次の課題", TEXT, measure))
