"""Which sections a subject has in the report, and the units of which its texts are made."""

from __future__ import annotations

from dataclasses import replace

from evalapp.rubric import CommentKind, Criterion, Rubric
from evalapp.texts import (
    NO_TEXTS,
    Recommendation,
    Section,
    SubjectTexts,
    Texts,
    flattened,
    judged_criteria,
    judged_whole,
    sections_of,
    unasked,
)
from tests.builders import SCALE
from tests.joint_texts import WRITTEN

C1 = Criterion("c1", "必要性", "", SCALE, comments=(CommentKind.POSITIVE,))
C2 = Criterion("c2", "効果", "", SCALE)
BOTH = Rubric("r", "全体と項目", (C1, C2))
ONLY_ADVICE = Rubric("advice", "提言だけ", (replace(C2, scale=None),), (CommentKind.RECOMMENDATION,))


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


def test_of_a_subject_nobody_judges_only_what_is_written_has_a_section() -> None:
    silent = unasked(BOTH)
    assert sections_of(silent, NO_TEXTS, "S") == ()
    own = SubjectTexts("", {"c2": "効果"}, (Recommendation("提言"),))
    texts = Texts(subjects={"S": own})
    assert sections_of(silent, texts, "S") == (Section.CRITERIA, Section.RECOMMENDATIONS)
    assert [one.id for one in judged_criteria(silent, own)] == ["c2"]
    assert [one.title for one in silent.criteria] == [one.title for one in BOTH.criteria]


def test_units_are_named_by_place_and_the_empty_ones_left_out() -> None:
    units = flattened(WRITTEN)
    assert units["heading", "meetings"] == "検討会の開催経過"
    assert units["subject", "P", "criterion", "p3"] == "妥当である。"
    assert ("report", "part") not in units
    assert ("subject", "B", "recommendations") not in units
    assert set(flattened(NO_TEXTS)) == {("report", key) for key in ("chapters", "sections", "opinions")}
