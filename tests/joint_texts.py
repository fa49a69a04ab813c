"""Joint texts for tests: the sample evaluation, texts written for it, and random ones."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

from hypothesis import strategies as st

import resources
from evalapp import canonical
from evalapp.fields import Fields
from evalapp.mark import normalised
from evalapp.model import Evaluation
from evalapp.setup import parse_setup
from evalapp.text import is_seen
from evalapp.texts import (
    Chapter,
    Finding,
    Meeting,
    OpinionOrder,
    Recommendation,
    Review,
    Section,
    SubjectTexts,
    Texts,
)
from evalapp.texts_kept import KeptTexts, texts_document
from exports.outline.words import heading_keys

ODD = (
    "𠮷野家の吉",
    "辻󠄀",
    "=1+1",
    "@SUM",
    "-",
    "+",
    "<r>a</r>",
    "_x000D_",
    '"""',
    "''",
    "\\n",
    "&amp;",
    "#",
    "'x",
)


@cache
def sample_evaluation() -> Evaluation:
    """Projects A, B and C with one joint judgement each, the programme P with one a criterion (p1 … p7)."""
    return parse_setup(tomllib.loads(resources.path("sample", "setup.toml").read_text("utf-8")), "0" * 32)


WRITTEN = Texts(
    title="試験研究　評価報告書",
    committee="評価検討会",
    headings={"meetings": "検討会の開催経過"},
    meetings=(
        Meeting("第１回", date(2027, 1, 22), "・進め方について\n・質疑"),
        Meeting("第２回"),
    ),
    subjects={
        "A": SubjectTexts(
            consensus="　意義は大きい。\n\n　一方、見通しは示されていない。",
            recommendations=(
                Recommendation("公開すること。", ("試行を始める。", "二回開いた。")),
                Recommendation("=続けること。"),
            ),
        ),
        "B": SubjectTexts(
            consensus="𠮷田・辻󠄀堂の手法。",
            reviews=(
                Review(
                    "中間評価（2020年度）",
                    (
                        Finding("踏まえること。", "規制", ("対話の場を設けた。",)),
                        Finding("明らかにすること。"),
                    ),
                ),
                Review("事前評価（2018年度）"),
            ),
        ),
        "P": SubjectTexts(criteria={"p1": "必要である。", "p3": "妥当である。"}),
    },
)


def stored(texts: Texts) -> KeptTexts:
    """``texts`` as an evaluation keeps them."""
    return KeptTexts(texts, canonical.digest(texts_document(texts)))


def kept(text: str) -> str:
    """``text`` as a texts file's reader keeps it."""
    return Fields({"x": text}, "").paragraphs("x")


_SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_PIECES = st.one_of(st.sampled_from(ODD), st.text(_SIGNS, min_size=1, max_size=12))
_LINES = st.lists(_PIECES, min_size=1, max_size=4).map("".join)
_TITLES = _LINES.map(str.strip).filter(is_seen)
_PASSAGES = (
    st.lists(_LINES, min_size=1, max_size=4).flatmap(
        lambda lines: st.sampled_from(("", "　", " ")).map(lambda indent: kept(indent + "\n".join(lines)))
    )
).filter(bool)
_RESPONSES = st.lists(_PASSAGES, max_size=3).map(tuple)
_FINDINGS = st.builds(Finding, _PASSAGES, st.one_of(st.just(""), _TITLES), _RESPONSES)
_REVIEWS = st.lists(
    st.builds(Review, _TITLES, st.lists(_FINDINGS, max_size=3).map(tuple)),
    max_size=3,
    unique_by=lambda review: normalised(review.title),
).map(tuple)
_DAYS = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))


def _subject(criteria: tuple[str, ...]) -> st.SearchStrategy[SubjectTexts]:
    return st.builds(
        SubjectTexts,
        st.just("") | _PASSAGES,
        st.dictionaries(st.sampled_from(criteria), _PASSAGES, max_size=3),
        st.lists(st.builds(Recommendation, _PASSAGES, _RESPONSES), max_size=3).map(tuple),
        _REVIEWS,
    ).filter(lambda one: one != SubjectTexts())


def _some(kinds: type[Chapter | Section]) -> st.SearchStrategy[tuple[Chapter | Section, ...]]:
    return st.permutations(list(kinds)).flatmap(
        lambda order: st.integers(1, len(order)).map(lambda count: tuple(order[:count]))
    )


def random_texts() -> st.SearchStrategy[Texts]:
    """Every kind of text of the sample evaluation, as a reader would keep it."""
    project, programme = ("c1", "c4", "c7"), ("p1", "p2", "p7")
    subjects = {"A": _subject(project), "C": _subject(project), "P": _subject(programme)}
    return st.builds(
        Texts,
        title=st.just("") | _TITLES,
        part=st.just("") | _TITLES,
        lead=st.just("") | _PASSAGES,
        committee=st.just("") | _TITLES,
        reviewing_body=st.just("") | _TITLES,
        chapters=_some(Chapter),
        sections=_some(Section),
        opinions=st.sampled_from(OpinionOrder),
        headings=st.dictionaries(st.sampled_from(heading_keys()), _TITLES, max_size=3),
        meetings=st.lists(st.builds(Meeting, _TITLES, _DAYS, st.just("") | _PASSAGES), max_size=2).map(tuple),
        subjects=st.fixed_dictionaries({}, optional=subjects),
    )
