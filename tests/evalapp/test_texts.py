"""Which sections a subject has in the report, and what a final edition still lacks."""

from __future__ import annotations

from dataclasses import replace

from evalapp.model import Subject, SubjectKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from evalapp.texts import (
    NO_TEXTS,
    Chapter,
    Finding,
    Gap,
    Recommendation,
    Review,
    Section,
    SubjectTexts,
    Texts,
    flattened,
    gaps,
    judged_criteria,
    judged_whole,
    sections_of,
)
from tests.builders import SCALE
from tests.joint_texts import WRITTEN, sample_evaluation

C1 = Criterion("c1", "必要性", "", SCALE, comments=(CommentKind.POSITIVE,))
C2 = Criterion("c2", "効果", "", SCALE)
BOTH = Rubric("r", "全体と項目", (C1, C2))
ONLY_ADVICE = Rubric("advice", "提言だけ", (replace(C2, scale=None),), (CommentKind.RECOMMENDATION,))


def subject(id_: str = "S", kind: SubjectKind = SubjectKind.PROJECT) -> Subject:
    return Subject(id_, "課題", kind, "r", EvaluationKind.INTERIM)


def lacking(own: SubjectTexts, rubric: Rubric = BOTH, **plan: object) -> list[Gap]:
    texts = replace(Texts(subjects={"S": own}), **plan)  # type: ignore[arg-type]
    return list(gaps(texts, [(subject(), rubric)]))


WHOLE = SubjectTexts("全体", {"c1": "必要"}, (Recommendation("提言", ("対処",)),))


def test_a_rubric_says_which_sections_a_subject_has() -> None:
    assert sections_of(BOTH, NO_TEXTS, "S") == tuple(Section)
    assert sections_of(ONLY_ADVICE, NO_TEXTS, "S") == (Section.RECOMMENDATIONS,)
    silent = replace(ONLY_ADVICE, comments=())
    assert sections_of(silent, NO_TEXTS, "S") == ()


def test_a_text_that_is_written_has_its_section_though_nobody_asked_for_it() -> None:
    silent = replace(ONLY_ADVICE, comments=())
    own = SubjectTexts("全体", {"c2": "効果"}, (Recommendation("提言"),))
    assert judged_whole(silent, own)
    assert judged_criteria(silent, own) == silent.criteria
    texts = Texts(subjects={"S": own})
    assert sections_of(silent, texts, "S") == (
        Section.CONSENSUS,
        Section.CRITERIA,
        Section.RECOMMENDATIONS,
    )


def test_the_plan_orders_the_sections_and_leaves_some_out() -> None:
    texts = Texts(sections=(Section.SCORES, Section.CONSENSUS))
    assert sections_of(BOTH, texts, "S") == (Section.SCORES, Section.CONSENSUS)


def test_every_kind_of_gap_is_found_and_closed() -> None:
    assert lacking(SubjectTexts()) == [
        Gap("S", "consensus"),
        Gap("S", "consensus", "c1"),
        Gap("S", "recommendations"),
    ]
    unanswered = replace(WHOLE, recommendations=(*WHOLE.recommendations, Recommendation("二つ目")))
    assert lacking(unanswered) == [Gap("S", "response", None, 2)]
    reviews = (
        Review("一回目", (Finding("一", responses=("答",)), Finding("二"))),
        Review("なし"),
        Review("二回目", (Finding("三"),)),
    )
    assert lacking(replace(WHOLE, reviews=reviews)) == [
        Gap("S", "finding-response", None, 2),
        Gap("S", "finding-response", None, 3),
    ]
    assert lacking(WHOLE) == []


def test_what_is_not_printed_is_no_gap() -> None:
    assert lacking(SubjectTexts(), chapters=(Chapter.PROGRAMME, Chapter.REVIEWS)) == []
    assert lacking(SubjectTexts(), sections=(Section.SCORES,)) == []
    assert lacking(SubjectTexts(), ONLY_ADVICE) == [Gap("S", "recommendations")]
    unanswered = replace(WHOLE, reviews=(Review("一回目", (Finding("一"),)),))
    assert lacking(unanswered, chapters=(Chapter.PROJECTS,)) == []
    programme = subject(kind=SubjectKind.PROGRAMME)
    assert gaps(Texts(chapters=(Chapter.PROJECTS,)), [(programme, BOTH)]) == ()
    assert len(gaps(Texts(chapters=(Chapter.PROGRAMME,)), [(programme, BOTH)])) == 3


def test_gaps_come_in_the_order_of_subjects() -> None:
    evaluation = sample_evaluation()
    found = gaps(WRITTEN, [(one, evaluation.rubric_of(one)) for one in evaluation.subjects])
    assert [(gap.subject_id, gap.what) for gap in found][:2] == [
        ("A", "response"),
        ("B", "recommendations"),
    ]
    assert {gap.criterion_id for gap in found if gap.subject_id == "P" and gap.what == "consensus"} == {
        "p2",
        "p4",
        "p5",
        "p6",
        "p7",
    }
    order = [gap.subject_id for gap in found]
    assert order == sorted(order)


def test_units_are_named_by_place_and_the_empty_ones_left_out() -> None:
    units = flattened(WRITTEN)
    assert units["heading", "meetings"] == "検討会の開催経過"
    assert units["subject", "P", "criterion", "p3"] == "妥当である。"
    assert ("report", "part") not in units
    assert ("subject", "B", "recommendations") not in units
    assert set(flattened(NO_TEXTS)) == {("report", key) for key in ("chapters", "sections", "opinions")}
