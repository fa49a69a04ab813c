"""What the report's evaluation part holds, before it is set."""

from __future__ import annotations

import tomllib
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.columns import ColumnOrder
from evalapp.compile import Answers, compile_report, ordered_columns
from evalapp.model import Comment, SubjectKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from evalapp.setup import parse_setup
from evalapp.texts import NO_TEXTS, Chapter, OpinionOrder, Section, SubjectTexts, Texts
from evalapp.texts_data import parse_texts
from evalapp.texts_plan import plan_texts
from exports.outline.blocks import (
    Edition,
    Heading,
    JointText,
    MeetingList,
    MemberList,
    Note,
    Opinions,
    Outline,
    Responses,
    Scores,
)
from exports.outline.compose import compose
from exports.outline.words import heading_keys
from resources import path
from tests import builders
from tests.exports.mixed import all_recused
from tests.exports.written import EN, JA, PROGRAMME, outline_of, texts, written_report


def headings(outline: Outline, *levels: int) -> list[str]:
    return [one.text for one in outline.blocks if isinstance(one, Heading) and one.level in levels]


def of_kind(outline: Outline, kind: type) -> list:
    return [one for one in outline.blocks if isinstance(one, kind)]


def test_the_parts_and_chapters_stand_as_in_the_published_report():
    assert headings(outline_of(written_report()), 1, 2) == [
        "第２部　評価",
        "第１章　研究開発課題（プロジェクト）の評価",
        "第２章　複数課題プログラムの評価",
        "第３章　評価ワーキンググループの所見",
        "第４章　評価検討会　委員名簿",
        "第５章　評価検討会　開催経過",
    ]


def test_a_project_has_its_sections_in_the_published_order():
    blocks = outline_of(written_report()).blocks
    start = next(i for i, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 3)
    found = [one.text if isinstance(one, Heading) else type(one) for one in blocks[start : start + 11]]
    assert found == [
        f"Ａ　{builders.GOLDEN['projects'][0]['title']}",
        "１．総合評価",
        JointText,
        Opinions,
        Opinions,
        "２．今後の研究開発の方向等に関する提言",
        Responses,
        Opinions,
        "３．評点法による評点結果",
        Scores,
        f"Ｂ　{builders.GOLDEN['projects'][1]['title']}",
    ]
    assert [one.heading for one in blocks[start : start + 9] if isinstance(one, Opinions)] == [
        "肯定的意見",
        "問題点・改善すべき点",
        "各委員の提言",
    ]


def test_the_order_of_chapters_and_sections_is_data():
    plan = replace(
        texts(),
        chapters=(Chapter.MEETINGS, Chapter.PROJECTS),
        sections=(Section.SCORES, Section.RECOMMENDATIONS, Section.CONSENSUS),
    )
    outline = outline_of(written_report(plan))
    assert headings(outline, 2) == [
        "第１章　評価検討会　開催経過",
        "第２章　研究開発課題（プロジェクト）の評価",
    ]
    assert headings(outline, 4)[:3] == [
        "１．評点法による評点結果",
        "２．今後の研究開発の方向等に関する提言",
        "３．総合評価",
    ]


def test_a_programme_has_a_box_and_two_lists_under_each_of_its_headings():
    outline = outline_of(written_report(replace(texts(), chapters=(Chapter.PROGRAMME,))))
    titles = [f"{'１２３４５６７'[i]}．{one.title}" for i, one in enumerate(PROGRAMME.criteria)]
    assert headings(outline, 3, 4) == [*titles, "８．今後の研究開発の方向等に関する提言"]
    assert [one.text for one in of_kind(outline, JointText)] == [f"p{i}の総意。" for i in range(1, 8)]
    lists = [(one.heading, [item.text for item in one.items]) for one in of_kind(outline, Opinions)]
    assert lists[:2] == [
        ("肯定的意見", ["p1へのpositiveの意見"] * 5),
        ("問題点・改善すべき点", ["p1へのissueの意見"] * 5),
    ]
    assert lists[12:] == [
        ("肯定的意見", []),
        ("問題点・改善すべき点", []),
        ("各委員の提言", ["束を太くする提言"] * 5),
    ]


def test_two_programmes_are_told_apart_by_their_titles():
    report = written_report()
    programme = report.subjects[-1]
    other = replace(programme, subject=replace(programme.subject, id="Q", title="別の束"))
    outline = outline_of(replace(report, subjects=(programme, other)))
    assert headings(outline, 3)[:2] == ["Ｐ　束ねた事業", "Ｑ　別の束"]


def test_responses_come_in_rounds_and_reviews_without_remarks_are_empty_tables():
    tables = of_kind(outline_of(written_report()), Responses)
    assert tables[0].heads == ("提言", "対処方針")
    assert tables[0].rows[0].responses == (
        ("", "課題Aに応じる。"),
        ("対処方針（第2回）", "課題Aに再び応じる。"),
    )
    reviews = [one for one in tables if one.heads == ("所見", "対処方針")]
    assert [len(one.rows) for one in reviews] == [0, 2] * 3
    assert not any(one.placeholder for one in reviews)
    assert (reviews[1].rows[0].theme, reviews[1].rows[1].theme) == ("課題Aの主題", "")


def test_what_is_missing_stands_as_a_placeholder():
    outline = outline_of(written_report(Texts()), edition=Edition.DRAFT)
    boxes = of_kind(outline, JointText)
    assert len(boxes) == 3 + len(PROGRAMME.criteria)
    assert all(box.placeholder and box.text == "（総合評価はまだ記入されていません）" for box in boxes)
    tables = of_kind(outline, Responses)
    assert [one.placeholder for one in tables] == ["（提言はまだ記入されていません）"] * 4
    own = replace(texts().subjects["A"].recommendations[0], responses=())
    found = outline_of(written_report(Texts(subjects={"A": SubjectTexts("総意", {}, (own,))})))
    row = of_kind(found, Responses)[0].rows[0]
    assert row.placeholder
    assert row.responses == (("", "（対処方針はまだ記入されていません）"),)


def test_comments_without_names_stand_in_an_order_that_tells_no_column():
    said = [f"意見その{i}" for i in range(10)]
    orders = []
    for turned in (said, said[::-1]):
        comments = [(Comment(CommentKind.POSITIVE, text),) for text in turned]
        report = builders.report(builders.subject_report("A", "題", [[1] * 10] * 7, comments=comments))
        orders.append([item.text for item in of_kind(outline_of(report), Opinions)[0].items])
        named = of_kind(outline_of(report, named=True), Opinions)[0].items
        assert [(item.text, item.author) for item in named] == [
            (text, f"委員 {i}") for i, text in enumerate(turned, 1)
        ]
    assert orders[0] == orders[1]
    assert orders[0] not in (said, said[::-1])


@pytest.mark.parametrize("order", list(ColumnOrder))
def test_comments_as_listed_follow_the_committee_and_not_the_columns(order):
    said = [f"意見その{i}" for i in range(5)]
    comments = [(Comment(CommentKind.POSITIVE, text),) for text in said]
    subject = builders.subject_report("A", "題", [[0, 2, 1, 3, 2]] * 7, comments=comments)
    listed = replace(builders.report(subject), texts=Texts(opinions=OpinionOrder.AS_LISTED))
    report = ordered_columns(listed, order, "秘密")
    columns = [column.member.id for column in report.subjects[0].columns]
    assert (columns == [member.id for member in report.members]) is (order is ColumnOrder.AS_LISTED)
    for named in (False, True):
        items = of_kind(outline_of(report, named=named), Opinions)[0].items
        assert [item.text for item in items] == said


@pytest.mark.parametrize(
    ("text", "bulleted"),
    [
        ("意義は大きい。", True),
        ("・意義は大きい。\n・体制が弱い。", False),
        ("　・意義は大きい。", False),
        ("● 意義", False),
        ("○○大学との連携", True),
        ("○意義", False),
        ("－意義", False),
        ("－0.5 という値", True),
        ("- point", False),
        ("-based work", True),
        ("（１）意義", True),
    ],
)
def test_a_comment_that_brings_its_bullet_gets_no_other(text, bulleted):
    report = builders.report(
        builders.subject_report("A", "題", [[1]] * 7, comments=[(Comment(CommentKind.ISSUE, text),)])
    )
    (item,) = of_kind(outline_of(report), Opinions)[1].items
    assert (item.text, item.bulleted) == (text, bulleted)


def test_an_anonymous_outline_names_members_in_their_list_only():
    outline = outline_of(written_report())
    lists = of_kind(outline, MemberList)
    assert [(one.name, one.role) for one in lists[0].members[:2]] == [("委員 3", "座長"), ("委員 1", "")]
    for block in outline.blocks:
        if isinstance(block, Scores):
            assert not block.named
        elif block not in lists:
            assert "委員 " not in str(astuple(block))
    without = written_report(replace(texts(), chapters=(Chapter.PROJECTS, Chapter.PROGRAMME)))
    assert of_kind(outline_of(without), MemberList) == []


def test_meetings_have_their_days_in_the_documents_style():
    report = written_report()
    (found,) = of_kind(outline_of(report), MeetingList)
    assert [(one.day, one.agenda) for one in found.meetings] == [
        ("令和4年10月3日", "議題の一\n議題の二"),
        ("", ""),
    ]
    (found,) = of_kind(compose(report, EN, Edition.FINAL, named=False), MeetingList)
    assert found.meetings[0].day == "3 October 2022"


def test_headings_take_the_evaluations_own_words_and_fill_their_places():
    own = replace(
        texts(),
        part="第Ⅱ部",
        lead="{committee}と{相手}の話",
        committee="有識者会議",
        reviewing_body="親会議",
        headings={"consensus": "総評", "recommendation": "お願い", "members": "{committee}の顔ぶれ"},
    )
    outline = outline_of(written_report(own))
    assert headings(outline, 1) == ["第Ⅱ部"]
    assert outline.subtitle.endswith("第Ⅱ部")
    assert of_kind(outline, Note)[0].text == "有識者会議と{相手}の話"
    assert {"第３章　親会議の所見", "第４章　有識者会議の顔ぶれ"} <= set(headings(outline, 2))
    assert headings(outline, 4)[0] == "１．総評"
    assert of_kind(outline, Responses)[0].heads == ("お願い", "対処方針")


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (EvaluationKind.EX_ANTE, "２．研究開発の実施に当たっての提言"),
        (EvaluationKind.INTERIM, "２．今後の研究開発の方向等に関する提言"),
        (EvaluationKind.FINAL, "２．今後の研究開発の方向等に関する提言"),
        (EvaluationKind.FOLLOW_UP, "２．今後の施策に生かすべき提言"),
    ],
)
def test_the_kind_of_evaluation_changes_the_wording(kind, heading):
    outline = outline_of(builders.report(builders.subject_report("A", "題", [[1]] * 7, kind=kind)))
    assert headings(outline, 4)[1] == heading


def test_the_kind_stands_on_the_cover_where_all_subjects_share_it():
    one = builders.subject_report("A", "題", [[1]] * 7, kind=EvaluationKind.FINAL)
    assert outline_of(builders.report(one)).subtitle == "終了時評価　第２部　評価"
    assert compose(builders.report(one), EN, Edition.FINAL, named=False).subtitle == (
        "Final evaluation: Part 2: Evaluation"
    )
    assert outline_of(builders.published_report()).subtitle == "第２部　評価"


def test_a_subject_nobody_judges_says_so_and_has_no_scores():
    outline = outline_of(builders.report(all_recused()))
    assert "全委員が辞退または欠席のため、評価を行っていません。" in [
        one.text for one in of_kind(outline, Note)
    ]
    assert of_kind(outline, Scores) == []


def test_where_criteria_have_no_sections_their_comments_keep_the_criterions_name():
    plan = replace(texts(), sections=(Section.CONSENSUS,), chapters=(Chapter.PROGRAMME,))
    items = of_kind(outline_of(written_report(plan)), Opinions)[0].items
    assert f"（{PROGRAMME.criteria[0].title}）p1へのpositiveの意見" in [item.text for item in items]


def test_the_samples_texts_fill_its_report():
    setup, given = (
        tomllib.loads(path("sample", name).read_text("utf-8")) for name in ("setup.toml", "texts.toml")
    )
    evaluation = parse_setup(setup, "0" * 32)
    found = plan_texts(parse_texts(given, evaluation, heading_keys()), NO_TEXTS, None).result
    nothing = Answers({}, {}, {})
    report = compile_report(
        evaluation, nothing, compiled_at=builders.NOW, record_head="", version="", texts=found
    )
    assert outline_of(report).missing == ()
    assert len(outline_of(replace(report, texts=NO_TEXTS)).missing) == 14
    *projects, programme = found.subjects.values()
    assert all(own.consensus and not own.criteria for own in projects)
    assert list(programme.criteria) == [f"p{number}" for number in range(1, 8)]
    assert not programme.consensus
    assert all(len(own.recommendations) == 3 for own in (*projects, programme))
    reviews = [review for own in found.subjects.values() for review in own.reviews]
    assert sorted(bool(review.findings) for review in reviews) == [False] * 4 + [True] * 4
    # the sample is titled in Japanese, but the words of the report are those of the document's language
    english = compose(report, EN, Edition.FINAL, named=False)
    headings = [block.text for block in english.blocks if isinstance(block, Heading) and block.level == 2]
    notes = [block.text for block in english.blocks if isinstance(block, Note)]
    assert len(headings) == 5
    assert all(text.isascii() for text in (*headings, *notes))


kinds = st.sets(st.sampled_from(list(CommentKind))).map(lambda found: tuple(sorted(found)))
criteria = st.tuples(kinds, st.booleans(), st.booleans())


@given(
    st.lists(criteria, min_size=1, max_size=3),
    kinds,
    st.lists(st.tuples(st.sampled_from(list(CommentKind)), st.integers(-1, 2)), max_size=12),
    st.permutations(list(Section)),
    st.booleans(),
    st.sampled_from(list(SubjectKind)),
)
def test_every_comment_stands_in_exactly_one_list(shape, asked, said, sections, named, kind):
    """Whatever the rubric asked for, whatever is written, in whatever order the sections are planned."""
    rubric = Rubric(
        "r",
        "表",
        tuple(
            Criterion(f"c{i}", f"項目{i}", scale=builders.SCALE if scored else None, comments=own)
            for i, (own, scored, _written) in enumerate(shape)
        ),
        asked,
    )
    comments = tuple(
        Comment(one, f"意見その{i}。", f"c{place}" if 0 <= place < len(shape) else None)
        for i, (one, place) in enumerate(said)
    )
    subject = builders.subject_report(
        "A", "題", [[1]] * len(rubric.scored), rubric=rubric, comments=[comments]
    )
    if not rubric.scored:
        columns = builders.subject_report("A", "題", [[1]] * 7, comments=[comments]).columns
        subject = replace(subject, columns=columns)
    subject = replace(subject, subject=replace(subject.subject, kind=kind))
    written = {f"c{i}": "総意" for i, (_own, _scored, has) in enumerate(shape) if has}
    plan = Texts(sections=tuple(sections), subjects={"A": SubjectTexts("", written)})
    outline = compose(replace(builders.report(subject), texts=plan), JA, Edition.DRAFT, named=named)
    printed = [item.text for block in of_kind(outline, Opinions) for item in block.items]
    assert sorted(text[text.index("意見その") :] for text in printed) == sorted(one.text for one in comments)
