"""The plan of a texts file as a secretariat reads it: what changed, where, and what it was."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from evalapp.language import load_language
from evalapp.texts import (
    NO_TEXTS,
    Chapter,
    Finding,
    Meeting,
    OpinionOrder,
    Recommendation,
    Review,
    SubjectTexts,
    Texts,
    flattened,
)
from evalapp.texts_data import GivenTexts
from evalapp.texts_plan import plan_texts
from tests.joint_texts import WRITTEN, sample_evaluation
from ui.text_changes import plan_lines

JA, EN = load_language("ja"), load_language("en")
LONG = (
    "　本課題は、細胞の製造工程を自動化し、国内に供給の拠点を築こうとするものであり、その意義は大きい。"
    "一方、目標とする規模については、需要の見通しに照らして妥当であるとはいえない。"
    "\n　今後は、利用者の声を早くから取り入れ、計画を柔軟に見直すことが望まれる。"
)


def shown(old: Texts, new: Texts, language: str = "ja") -> list[str]:
    cleared = dict.fromkeys(flattened(old), "")
    plan = plan_texts(GivenTexts("", {**cleared, **flattened(new)}), old, None)
    return list(plan_lines(plan, sample_evaluation(), load_language(language)))


def judged(text: str) -> Texts:
    return Texts(subjects={"A": SubjectTexts(text)})


def advised(*recommendations: Recommendation) -> Texts:
    return Texts(subjects={"A": SubjectTexts(recommendations=recommendations)})


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in line)


def test_a_word_late_in_a_paragraph_is_seen_with_what_stands_around_it() -> None:
    assert shown(judged(LONG), judged(LONG.replace("妥当", "過大"))) == [
        "変更: A / 総合評価",
        "    - …、需要の見通しに照らして妥当であるとはいえない。¶　今後は、利用者…",
        "    + …、需要の見通しに照らして過大であるとはいえない。¶　今後は、利用者…",
    ]


def test_every_edit_of_a_text_has_its_place() -> None:
    edited = LONG.replace("自動化", "高度化").replace("妥当", "過大").replace("取り入れ、", "")
    lines = shown(judged(LONG), judged(edited))
    assert [line[4] for line in lines[1:]] == ["-", "+"] * 3
    assert "自動化" in lines[1]
    assert "高度化" in lines[2]
    assert "取り入れ、計画" in lines[5]
    assert "早くから計画" in lines[6]
    assert max(map(width, lines)) <= 76


def test_of_very_many_edits_the_first_are_shown_and_the_rest_hinted_at() -> None:
    old = "".join(f"第{number}の点については問題がない。" for number in range(40))
    lines = shown(judged(old), judged(old.replace("ない", "ある")))
    assert len(lines) == 1 + 6 * 2 + 1
    assert lines[-1] == "    …"


def test_a_new_text_and_a_removed_one_are_shown_by_their_beginning() -> None:
    start = "　本課題は、細胞の製造工程を自動化し、国内に供給の拠点を築こうとする…"
    assert shown(NO_TEXTS, judged(LONG)) == ["新規: A / 総合評価", f"    + {start}"]
    assert shown(judged(LONG), NO_TEXTS) == ["削除: A / 総合評価", f"    - {start}"]
    assert shown(NO_TEXTS, judged("妥当である。"), "en") == [
        "new: A / joint judgement",
        "    + 妥当である。",
    ]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("一。二。", "一。\n二。", ["- 一。二。", "+ 一。¶二。"]),
        ("辻です", "辻\U000e0100です", ["- 辻です", "+ 辻[U+E0100]です"]),
        ("成果", "成\u200b果", ["- 成果", "+ 成[U+200B]果"]),
        ("a b", "a\u00a0b", ["- a b", "+ a[U+00A0]b"]),
        ("が", "か\u3099", ["- が", "+ か[U+3099]"]),
        ("が\n辻\U000e0100", "が\n辻\U000e0100。", ["- が¶辻\U000e0100", "+ が¶辻\U000e0100。"]),
    ],
)
def test_what_is_not_seen_is_named_where_it_makes_the_difference(
    old: str, new: str, lines: list[str]
) -> None:
    assert [line[4:] for line in shown(judged(old), judged(new))[1:]] == lines


def test_a_response_is_shown_with_its_recommendation_s_number_only() -> None:
    first, second = Recommendation("公開すること。", ("検討する。",)), Recommendation("続けること。")
    after = advised(
        replace(first, responses=("検討する。", "公開した。")), replace(second, responses=("続ける。",))
    )
    assert shown(advised(first, second), after) == [
        "変更: A / 提言",
        "    1. 対処方針（第2回）",
        "      + 公開した。",
        "    2. 対処方針",
        "      + 続ける。",
    ]


def test_recommendations_that_came_went_or_changed_are_told_apart() -> None:
    one, two, three, four = (Recommendation(f"{sign}を進めること。") for sign in "甲乙丙丁")
    lines = shown(advised(one, two, three), advised(four, one, Recommendation("乙を急ぐこと。"), three), "en")
    assert lines == [
        "changed: A / recommendations",
        "    1. Recommendation",
        "      + 丁を進めること。",
        "    3. Recommendation",
        "      - 乙を進めること。",
        "      + 乙を急ぐこと。",
    ]
    answered = replace(two, responses=("行う。",))
    assert shown(advised(one, answered, three), advised(one, three))[1:] == [
        "    2. 提言",
        "      - 乙を進めること。 / 行う。",
    ]


def test_remarks_and_meetings_are_shown_by_the_heads_of_their_columns() -> None:
    reviews = (Review("中間評価", (Finding("示すこと。", "規制"),)), Review("事前評価"))
    changed = (Review("中間評価", (Finding("示すこと。", "規格", ("示した。",)),)),)
    old = Texts(meetings=(Meeting("第１回"),), subjects={"B": SubjectTexts(reviews=reviews)})
    new = Texts(
        meetings=(Meeting("第１回", date(2027, 1, 22), "質疑"),),
        subjects={"B": SubjectTexts(reviews=changed)},
    )
    assert shown(old, new) == [
        "変更: 開催経過",
        "    1. 開催日",
        "      + 2027-01-22",
        "    1. 議事",
        "      + 質疑",
        "変更: B / 所見",
        "    1. 項目",
        "      - 規制",
        "      + 規格",
        "    1. 対処方針",
        "      + 示した。",
        "    2. 所見",
        "      - 事前評価",
    ]


def test_the_plan_of_the_report_is_shown_in_its_words() -> None:
    new = Texts(chapters=(Chapter.PROGRAMME, Chapter.PROJECTS), opinions=OpinionOrder.AS_LISTED)
    lines = shown(NO_TEXTS, new)
    assert lines[0] == "変更: 報告書 / 章とその順序"
    assert lines[2] == "    + 複数課題プログラムの評価, 研究開発課題の評価"
    assert lines[4:] == ["    - 順不同（委員が特定されない順）", "    + 名簿順"]
    assert shown(NO_TEXTS, replace(NO_TEXTS, headings={"scores": "評点"}))[0] == "新規: 見出し / scores"
    assert shown(WRITTEN, replace(WRITTEN, title=""), "en")[0] == "removed: report / Title"


def test_whatever_is_changed_the_plan_stays_short() -> None:
    many = [Recommendation(f"{number}" + "あ。" * 200, ("い" * 500,)) for number in range(600)]
    for after in (
        [Recommendation(f"改{one.text}", one.responses) for one in many],
        many[::-1],
        [Recommendation("か" + "\u3099" * 500 + str(number)) for number in range(600)],
    ):
        lines = shown(advised(*many), advised(*after))
        assert len(lines) <= 1 + 6 * 3 + 1
        assert max(map(len, lines)) <= 76
