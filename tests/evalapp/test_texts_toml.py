"""Joint texts as TOML: out and back in, written by hand, and refused by place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from evalapp.errors import EvalError
from evalapp.language import load_language
from evalapp.texts import NO_TEXTS, Chapter, Recommendation, SubjectTexts, Texts, flattened
from evalapp.texts_data import GivenTexts, parse_texts
from evalapp.texts_kept import read_texts_document, texts_document
from evalapp.texts_plan import TextStatus, plan_texts
from evalapp.texts_toml import read_texts_toml, texts_toml
from exports.outline.words import heading_keys
from tests.joint_texts import WRITTEN, kept, random_texts, sample_evaluation, stored
from ui.messages import phrase

JA, EN = load_language("ja"), load_language("en")
LATER = WRITTEN.subjects["A"].recommendations


def parsed(toml: str | bytes) -> GivenTexts:
    data = toml.encode() if isinstance(toml, str) else toml
    return parse_texts(read_texts_toml(data), sample_evaluation(), heading_keys())


def written(texts: Texts) -> str:
    return texts_toml(stored(texts), sample_evaluation(), JA).decode()


def refused(toml: str) -> str:
    """The Japanese sentence for what is wrong with ``toml``."""
    with pytest.raises(EvalError) as caught:
        parsed(toml)
    assert caught.value.params["document"] == "texts"
    return phrase(caught.value, JA)


@given(random_texts())
def test_texts_go_out_as_toml_and_back_without_a_change(texts: Texts) -> None:
    given_back = parsed(written(texts))
    assert given_back.based_on == stored(texts).digest
    plan = plan_texts(given_back, texts, texts)
    assert plan.changes == ()
    assert plan.unchanged == len(flattened(texts))
    assert plan_texts(given_back, NO_TEXTS, None).result == texts
    assert read_texts_document(texts_document(texts), stored(texts).digest) == stored(texts)


def test_the_same_texts_give_the_same_file_with_the_subjects_titles() -> None:
    assert written(WRITTEN) == written(WRITTEN)
    assert "# P: 再生・細胞医療及び遺伝子治療産業化基盤プログラム" in written(WRITTEN)
    assert 'p2 = ""' in written(WRITTEN), "a judgement not written yet has its place"


def test_a_file_written_by_hand_sets_and_clears_what_it_names_and_leaves_the_rest() -> None:
    toml = """
    [report]
    title = ""
    chapters = ["programme", "projects"]
    [headings]
    scores = "評点"
    [[subject]]
    id = "A"
    consensus = ""
    [[subject]]
    id = "P"
    criteria = {p1 = "", p2 = "新しい"}
    [[subject.recommendation]]
    text = "一つ"
    """
    plan = plan_texts(parsed(toml), WRITTEN, None)
    assert {change.place: change.status for change in plan.changes} == {
        ("report", "title"): TextStatus.REMOVED,
        ("report", "chapters"): TextStatus.CHANGED,
        ("heading", "scores"): TextStatus.NEW,
        ("subject", "A", "consensus"): TextStatus.REMOVED,
        ("subject", "P", "criterion", "p1"): TextStatus.REMOVED,
        ("subject", "P", "criterion", "p2"): TextStatus.NEW,
        ("subject", "P", "recommendations"): TextStatus.NEW,
    }
    after = plan.result
    assert after.chapters == (Chapter.PROGRAMME, Chapter.PROJECTS)
    assert after.headings == {"meetings": "検討会の開催経過", "scores": "評点"}
    assert (after.meetings, after.committee) == (WRITTEN.meetings, "評価検討会")
    assert after.of("A") == SubjectTexts(recommendations=LATER)
    assert after.of("B") == WRITTEN.of("B")
    assert after.of("P") == SubjectTexts(
        criteria={"p2": "新しい", "p3": "妥当である。"}, recommendations=(Recommendation("一つ"),)
    )


def test_the_last_meeting_heading_and_recommendation_can_be_removed_from_a_written_file() -> None:
    lines, skipped = [], False
    for line in written(WRITTEN).splitlines():
        if line.startswith("["):
            skipped = line in ("[[meeting]]", "[[subject.recommendation]]", "[headings]")
        if not skipped:
            lines.append(line)
    plan = plan_texts(parsed("\n".join(lines)), WRITTEN, WRITTEN)
    assert {change.place: change.status for change in plan.changes} == dict.fromkeys(
        [("heading", "meetings"), ("meetings",), ("subject", "A", "recommendations")], TextStatus.REMOVED
    )
    by_hand = plan_texts(parsed("\n".join(lines[4:])), WRITTEN, None)
    assert by_hand.changes == (), "a file that names no base says nothing of what it does not name"


def test_line_ends_blank_lines_and_the_indent_of_a_paragraph() -> None:
    assert kept("　一\r\n二\r三\n") == "　一\n二\n三"
    assert kept("\n \n　\n　一\n\n二　\n　\n") == "　一\n\n二"
    assert kept(" \n　\n") == ""
    text = WRITTEN.of("A").consensus.replace("\n", "\r\n")
    toml = f'[[subject]]\r\nid = "A"\r\nconsensus = """\r\n{text}\r\n"""'
    assert plan_texts(parsed(toml), WRITTEN, None).changes == ()


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[[subject]]\nid = "Z"', ("評価対象 1", "評価対象「Z」", "A、B、C、P")),
        ('[[subject]]\nid = "A"\n[[subject]]\nid = "A"', ("「A」", "重複")),
        ('[[subject]]\nid = "A"\n[subject.criteria]\nc9 = "x"', ("評価対象 1, 評価項目", "c9")),
        ('[headings]\nfoo = "x"', ("見出し", "foo")),
        ("[[subjects]]", ("最上位", "subjects")),
        ('[report]\ntitel = "x"', ("報告書", "titel")),
        ('[report]\nchapters = ["scores"]', ("報告書", "scores", "projects（研究開発課題の評価）")),
        ("[report]\nsections = []", ("sections（評価対象ごとの節とその順序）",)),
        ('[report]\nopinions = "x"', ("unlinked（順不同（委員が特定されない順））",)),
        ('[[meeting]]\ntitle = "x"\ndate = "soon"', ("開催経過 1", "date（開催日）", "soon")),
        ('[[subject]]\nid = "A"\n[[subject.recommendation]]\nresponse = "x"', ("提言 1", "text（提言）")),
        (
            '[[subject]]\nid = "A"\n[[subject.recommendation]]\ntext = "x"\nresponse_2 = "y"',
            ("提言 1", "response（対処方針）"),
        ),
        (
            '[[subject]]\nid = "B"\n[[subject.review]]\ntitle = "x"\n[[subject.review]]\ntitle = "ｘ"',
            ("「ｘ」", "評価対象 1, 所見の回"),
        ),
        ('[[subject]]\nid = "A"\nconsensus = 5', ("評価対象 1", "consensus", "文字列")),
        ("x = ", ("文章ファイルが TOML",)),
        ('subject = ["x"]', ("評価対象 1に", "表を書いて")),
        ('[[subject]]\nid = "A"\nrecommendation = ["x"]', ("評価対象 1, 提言 1に", "表を書いて")),
        ('[[subject]]\nid = "A"\n[[subject.recommendation]]\ntext = "\u3164"', ("提言 1", "text（提言）")),
        ('[[meeting]]\ntitle = "\u200b"', ("開催経過 1", "title（会議）")),
        ('[report]\nchapters = ["reviews", "reviews"]', ("「reviews」", "重複")),
    ],
)
def test_what_is_wrong_is_refused_by_its_place_in_the_texts_file(toml: str, words: tuple[str, ...]) -> None:
    sentence = refused(toml)
    assert sentence.startswith("文章")
    for word in words:
        assert word in sentence


@pytest.mark.parametrize(
    "text", ["\u200b", "\u3164\u3000", "\u00ad\n\u00ad", " \ufeff", "\u2800", "\U000e0100"]
)
def test_a_text_of_which_nothing_is_seen_is_empty(text: str) -> None:
    toml = f'[report]\ntitle = "{text.splitlines()[0]}"\n[[subject]]\nid = "A"\nconsensus = """{text}"""'
    assert set(parsed(toml).units.values()) == {""}
    assert kept(f"{text}見").endswith("見")


def test_a_text_that_cannot_be_kept_is_refused_by_its_place() -> None:
    long = '[[subject]]\nid = "A"\n[[subject.recommendation]]\ntext = "' + "𠮷" * 16_001 + '"'
    sentence = refused(long)
    assert sentence.startswith("評価対象 1, 提言 1, text（提言）")
    assert "32002" in sentence
    assert "U+0007" in refused('[[subject]]\nid = "A"\nconsensus = "\\u0007"')
    assert parsed(long.replace("𠮷" * 16_001, "𠮷" * 16_000)).units


@pytest.mark.parametrize("page", ["docs/texts.md", "docs/ja/texts.md"])
def test_the_example_in_the_documentation_is_a_texts_file(page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    result = plan_texts(parsed(example), NO_TEXTS, None).result
    assert result.of("A").consensus == "　…\n　…"
    assert result.of("A").reviews[0].findings[0].theme == "…"


def test_sentences_about_a_set_up_still_say_so() -> None:
    error = EvalError("setup-missing", where="subject 2", key="title")
    assert phrase(error, JA) == "設定の評価対象 2の「title（名称）」が未記入です。記入してください。"
    assert phrase(error, EN) == "In the set-up, subject 2: “title” is missing. Fill it in."
    there = phrase(error.of("texts"), EN)
    assert there == "In the texts file, subject 2: “title” is missing. Fill it in."
