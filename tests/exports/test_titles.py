from __future__ import annotations

from exports.typesetting.faces import Design, typeface
from exports.typesetting.titles import set_title

FACE = typeface(Design.STRONG)


def lines(text: str, ems: int) -> list[str]:
    return [line.text for line in set_title(text, FACE, ems * 1000)]


def test_a_title_that_fits_stays_on_one_line():
    assert lines("終了時評価　中間評価", 30) == ["終了時評価　中間評価"]


def test_a_long_title_breaks_at_the_space_its_writer_left():
    title = "再生・細胞医療の産業化に向けた研究開発　終了時評価・中間評価"
    assert lines(title, 24) == title.split("　")


def test_a_long_title_without_a_space_breaks_into_even_lines():
    title = "再生医療技術を応用した創薬支援基盤技術の開発と産業化に関する調査研究"
    found = lines(title, len(title) - 2)
    assert "".join(found) == title
    assert len(found) == 2
    assert min(map(len, found)) > len(title) // 3


def test_a_long_title_breaks_between_words_where_it_can():
    title = "再生・細胞医療及び遺伝子治療の産業化に向けた研究開発　評価報告書"
    assert lines(title, 19) == ["再生・細胞医療及び遺伝子治療の", "産業化に向けた研究開発　評価報告書"]


def test_a_title_without_words_to_part_at_is_still_broken_evenly():
    assert lines("課題" * 10, 12) == ["課題" * 5, "課題" * 5]


def test_a_title_that_would_need_another_line_for_its_words_is_broken_inside_one():
    found = lines("研究開発基盤技術総合調査及び国際標準化推進事業", 15)
    assert "".join(found) == "研究開発基盤技術総合調査及び国際標準化推進事業"
    assert len(found) == 2
