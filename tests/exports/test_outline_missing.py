"""What the report still lacks: what stands as a placeholder, no more and no less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from evalapp.model import Comment, SubjectKind
from evalapp.report import Missing, MissingReason, Report, SubjectReport
from evalapp.rubric import CommentKind, Criterion, Rubric
from evalapp.texts import Chapter, Finding, Gap, Recommendation, Review, Section, SubjectTexts, Texts
from exports.outline.blocks import Edition, JointText, Note, Opinions, Outline, Responses
from exports.outline.compose import compose
from tests import builders
from tests.exports.mixed import all_recused
from tests.exports.written import JA, outline_of, written_report

C1 = Criterion("c1", "必要性", "", builders.SCALE, comments=(CommentKind.POSITIVE,))
C2 = Criterion("c2", "効果", "", builders.SCALE)
BOTH = Rubric("r", "全体と項目", (C1, C2))
ONLY_ADVICE = Rubric("advice", "提言だけ", (replace(C2, scale=None),), (CommentKind.RECOMMENDATION,))
Asked = TypeVar("Asked", Recommendation, Finding)
WHOLE = SubjectTexts("全体", {"c1": "必要"}, (Recommendation("提言", ("対処",)),))
UNANSWERED = SubjectTexts(
    recommendations=(Recommendation("一", ("答",)), Recommendation("二")),
    reviews=(
        Review("一回目", (Finding("一", responses=("答",)), Finding("二"))),
        Review("なし"),
        Review("二回目", (Finding("三"),)),
    ),
)


def subject_of(rubric: Rubric, *said: Comment) -> SubjectReport:
    """One member judged it by ``rubric`` and said this."""
    blank = builders.subject_report("S", "課題", [[1]] * 7, comments=[said])
    rows = [[1]] * len(rubric.scored)
    scored = builders.subject_report("S", "課題", rows, rubric=rubric, comments=[said])
    return replace(scored, columns=blank.columns)


def composed(own: SubjectTexts, subject: SubjectReport, **plan: object) -> Outline:
    texts = replace(Texts(subjects={subject.subject.id: own}), **plan)  # type: ignore[arg-type]
    return outline_of(replace(builders.report(subject), texts=texts), edition=Edition.DRAFT)


def lacking(own: SubjectTexts, rubric: Rubric = BOTH, **plan: object) -> list[Gap]:
    return list(composed(own, subject_of(rubric), **plan).missing)


def test_every_kind_of_gap_is_found_and_closed() -> None:
    assert lacking(SubjectTexts()) == [
        Gap("S", "consensus"),
        Gap("S", "consensus", "c1"),
        Gap("S", "recommendations"),
    ]
    assert lacking(replace(WHOLE, recommendations=UNANSWERED.recommendations)) == [
        Gap("S", "response", None, 2)
    ]
    assert lacking(replace(WHOLE, reviews=UNANSWERED.reviews)) == [
        Gap("S", "finding-response", None, 2),
        Gap("S", "finding-response", None, 3),
    ]
    assert lacking(WHOLE) == []


def test_what_is_not_printed_is_no_gap() -> None:
    assert lacking(SubjectTexts(), chapters=(Chapter.PROGRAMME, Chapter.REVIEWS)) == []
    assert lacking(SubjectTexts(), sections=(Section.SCORES,)) == []
    assert lacking(SubjectTexts(), ONLY_ADVICE) == [Gap("S", "recommendations")]
    assert lacking(replace(WHOLE, reviews=UNANSWERED.reviews), chapters=(Chapter.PROJECTS,)) == []


def test_gaps_come_in_printed_order() -> None:
    plan = Texts(
        chapters=(Chapter.REVIEWS, Chapter.PROGRAMME, Chapter.PROJECTS),
        sections=(Section.RECOMMENDATIONS, Section.CONSENSUS),
        subjects={"B": UNANSWERED},
    )
    found = [(gap.subject_id, gap.what) for gap in outline_of(written_report(plan)).missing]
    assert found == [
        *[("B", "finding-response")] * 2,
        ("P", "recommendations"),
        *[(id_, what) for id_ in "A" for what in ("recommendations", "consensus")],
        ("B", "response"),
        ("B", "consensus"),
        *[(id_, what) for id_ in "C" for what in ("recommendations", "consensus")],
    ]


def test_of_a_subject_nobody_judges_only_responses_can_be_missing() -> None:
    outline = composed(replace(UNANSWERED, criteria={"c7": "項目の総意"}), all_recused())
    assert [gap.what for gap in outline.missing] == ["response", "finding-response", "finding-response"]
    (note,) = (one for one in outline.blocks[1:] if isinstance(one, Note) and "全委員" in one.text)
    after = outline.blocks[outline.blocks.index(note) + 1 :]
    assert [one for one in after if isinstance(one, JointText)] == [JointText("項目の総意")]
    assert [len(one.rows) for one in after if isinstance(one, Responses)] == [2, 2, 0, 1]
    assert not any(isinstance(one, Opinions) for one in after)


def test_a_recommendation_nobody_asked_for_asks_the_committee_for_none() -> None:
    silent = replace(ONLY_ADVICE, comments=())
    outline = composed(SubjectTexts(), subject_of(silent, Comment(CommentKind.RECOMMENDATION, "一言")))
    assert outline.missing == ()
    assert not any(isinstance(one, Responses) for one in outline.blocks)
    assert [one.items[0].text for one in outline.blocks if isinstance(one, Opinions)] == ["一言"]


def test_comments_left_out_by_the_plan_are_not_counted_as_printed() -> None:
    said = (Comment(CommentKind.POSITIVE, "全体"), Comment(CommentKind.POSITIVE, "項目", "c1"))
    subject = subject_of(BOTH, *said)
    assert composed(WHOLE, subject).comments == 2
    assert composed(WHOLE, subject, sections=(Section.CRITERIA, Section.SCORES)).comments == 1
    assert composed(WHOLE, subject, chapters=(Chapter.PROGRAMME,)).comments == 0


kinds = st.sets(st.sampled_from(list(CommentKind))).map(lambda found: tuple(sorted(found)))
responses = st.lists(st.just("答"), max_size=2).map(tuple)
findings = st.lists(st.builds(Finding, st.just("所見"), responses=responses), max_size=2).map(tuple)
own_texts = st.builds(
    SubjectTexts,
    st.sampled_from(["", "総意"]),
    st.dictionaries(st.sampled_from(["c0", "c1"]), st.just("総意"), max_size=2),
    st.lists(st.builds(Recommendation, st.just("提言"), responses), max_size=2).map(tuple),
    st.lists(st.builds(Review, st.just("審議"), findings), max_size=2).map(tuple),
)
rubrics = st.builds(
    lambda shape, asked: Rubric(
        "r",
        "表",
        tuple(
            Criterion(f"c{place}", f"項目{place}", scale=builders.SCALE if scored else None, comments=own)
            for place, (scored, own) in enumerate(shape)
        ),
        asked,
    ),
    st.lists(st.tuples(st.booleans(), kinds), min_size=2, max_size=3),
    kinds,
)
comments = st.builds(
    Comment, st.sampled_from(list(CommentKind)), st.just("意見"), st.sampled_from([None, "c0", "c1"])
)


@st.composite
def subjects(draw: st.DrawFn, id_: str) -> SubjectReport:
    rubric, state = draw(rubrics), draw(st.sampled_from(["judged", "awaited", "recused"]))
    subject = all_recused(rubric)
    if state == "judged":
        subject = subject_of(rubric, *draw(st.lists(comments, max_size=4)))
    if state == "awaited":
        awaited = Missing(builders.members(1)[0], MissingReason.NOT_RECEIVED)
        subject = replace(subject, recusals=(), missing=(awaited,))
    kind = draw(st.sampled_from(list(SubjectKind)))
    return replace(subject, subject=replace(subject.subject, id=id_, kind=kind))


def some_of(kind: type[Chapter | Section]) -> st.SearchStrategy[tuple[Chapter | Section, ...]]:
    return st.lists(st.sampled_from(list(kind)), unique=True).map(tuple)


reports = st.builds(
    lambda found, plan, own: replace(builders.report(*found), texts=replace(plan, subjects=own)),
    st.tuples(subjects("A"), subjects("B")),
    st.builds(Texts, chapters=some_of(Chapter), sections=some_of(Section)),
    st.fixed_dictionaries({}, optional={"A": own_texts, "B": own_texts}),
)


def placeholders(outline: Outline) -> int:
    """How often a reader sees that something is missing."""
    return sum(str(astuple(block)).count("まだ記入されていません") for block in outline.blocks)


def written(texts: Texts, gap: Gap) -> Texts:
    """``texts`` with the one that ``gap`` says is missing."""
    own = texts.of(gap.subject_id)
    if gap.what == "consensus" and gap.criterion_id:
        own = replace(own, criteria={**own.criteria, gap.criterion_id: "総意"})
    elif gap.what == "consensus":
        own = replace(own, consensus="総意")
    elif gap.what == "recommendations":
        own = replace(own, recommendations=(Recommendation("提言", ("答",)),))
    elif gap.what == "response":
        own = replace(own, recommendations=_answered(own.recommendations, gap.number))
    else:
        counts = [len(review.findings) for review in own.reviews]
        before = [sum(counts[:place]) for place in range(len(counts))]
        reviews = tuple(
            replace(review, findings=_answered(review.findings, (gap.number or 0) - first))
            for review, first in zip(own.reviews, before, strict=True)
        )
        own = replace(own, reviews=reviews)
    return replace(texts, subjects={**texts.subjects, gap.subject_id: own})


def _answered(asked: Sequence[Asked], number: int | None) -> tuple[Asked, ...]:
    return tuple(
        replace(one, responses=("答",)) if place == number else one for place, one in enumerate(asked, 1)
    )


@given(reports, st.booleans())
def test_what_is_missing_is_what_has_a_placeholder(report: Report, named: bool) -> None:
    def outline() -> Outline:
        return compose(report, JA, Edition.FINAL, named=named)

    missing = outline().missing
    assert placeholders(outline()) == len(missing) == len(set(missing))
    for left, gap in enumerate(reversed(missing)):
        assert len(outline().missing) == len(missing) - left
        report = replace(report, texts=written(report.texts, gap))
    assert outline().missing == ()
    assert placeholders(outline()) == 0
