"""What is projected is what is printed, and nobody is in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.model import Comment, Member, Recusal, RecusalKind
from evalapp.report import Missing, MissingReason, Report
from evalapp.rubric import CommentKind
from evalapp.texts import Section, Texts
from exports.outline.blocks import Edition, Opinions
from exports.outline.compose import compose
from exports.slides import Remark, Remarks, Row, Slide, slides
from tests.builders import published_report, report, subject_report

JAPANESE = load_language("ja")
ENGLISH = load_language("en")


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, walked to its last field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
    elif dataclasses.is_dataclass(value):
        assert type(value) in {Slide, Row, Remarks, Remark}, type(value)
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))
    else:
        assert value is None or isinstance(value, int | Fraction), type(value)


def with_people(shown: Report) -> Report:
    """Members with names, addresses and codes that stand nowhere else."""
    renamed = {
        member.id: Member(
            f"Identity-{member.id}",
            f"氏名{member.id}",
            affiliation="秘密大学",
            email=f"{member.id}@example.jp",
        )
        for member in shown.members
    }
    subjects = tuple(
        replace(
            subject,
            columns=tuple(replace(one, member=renamed[one.member.id]) for one in subject.columns),
            recusals=(Recusal("Identity-m1", subject.subject.id, RecusalKind.CONFLICT, "秘密の理由"),),
            missing=(Missing(renamed["m2"], MissingReason.DRAFT),),
        )
        for subject in shown.subjects
    )
    return replace(shown, subjects=subjects, members=tuple(renamed.values()), unconfirmed=(renamed["m3"],))


def test_the_figures_are_the_printed_ones():
    found = slides(published_report(), JAPANESE)
    row = found[1].rows[5]
    assert row == Row("６．費用対効果", "2.3", Fraction(3, 4), "", ("1", "3", "2", "3"))
    assert [len(slide.rows) for slide in found] == [7, 7, 7]
    assert found[0].maximum == 3


def test_n_is_shown_where_the_table_shows_it():
    rows = [[3, NoPoints.CANNOT_JUDGE], [NoPoints.BLANK, NoPoints.BLANK]] + [[1, 2]] * 5
    slide = slides(report(subject_report("A", "課題", rows)), JAPANESE)[0]
    assert [row.count for row in slide.rows[:3]] == ["n=1/2", "n=0/2", "n=2/2"]
    assert (slide.rows[0].signs, slide.rows[1].mean, slide.rows[1].share) == (("3", "＊"), "－", None)
    assert slide.legend[0] == "□ 未記入"


def test_the_comments_are_those_of_the_report_in_its_order():
    comments = [
        (
            Comment(CommentKind.POSITIVE, f"{'・' * (n == 0)}良い{n}"),
            Comment(CommentKind.ISSUE, f"・問題{n}", "c2"),
        )
        for n in range(5)
    ]
    shown = report(subject_report("A", "課題", [[1, 2, 3, 2, 1]] * 7, comments=comments))
    printed = [
        item.text
        for block in compose(shown, JAPANESE, Edition.DRAFT, named=False).blocks
        if isinstance(block, Opinions)
        for item in block.items
    ]
    slide = slides(shown, JAPANESE)[0]
    assert [remark.text for one in slide.remarks for remark in one.items] == printed
    assert len(printed) == 10
    assert {remark.bulleted for one in slide.remarks for remark in one.items} == {True, False}


def test_a_section_that_is_not_printed_is_not_shown():
    comments = [(Comment(CommentKind.POSITIVE, "良い"),)] * 2
    shown = report(subject_report("A", "課題", [[1, 2]] * 7, comments=comments))
    assert slides(shown, JAPANESE)[0].remarks
    without = replace(shown, texts=Texts(sections=(Section.SCORES,)))
    assert slides(without, JAPANESE)[0].remarks == ()


def test_the_types_hold_no_member_no_code_and_no_statistic():
    found = slides(with_people(published_report()), JAPANESE)
    words = "\n".join(texts_in(found))
    assert "費用対効果" in words
    for secret in ("Identity", "氏名", "秘密", "example.jp", "TEST-"):
        assert secret not in words
    fields = {field.name for kind in (Slide, Row, Remarks, Remark) for field in dataclasses.fields(kind)}
    assert fields == {
        *("evaluation", "subject_id", "title", "kind", "rows", "maximum", "legend", "note", "remarks"),
        *("mean", "share", "count", "signs", "section", "items", "text", "bulleted"),
    }


NAMES = st.text("甲乙丙丁戊己庚辛壬癸", min_size=4, max_size=6)


@given(st.lists(NAMES, min_size=2, max_size=5, unique=True), st.data())
def test_no_name_is_shown_but_where_a_member_wrote_it(names: list[str], data: st.DataObject):
    quoted = data.draw(st.sets(st.sampled_from(names)))
    subject = subject_report("A", "課題", [[1] * len(names)] * 7)
    columns = tuple(
        replace(
            column,
            member=Member(f"id-{name}", name, email=f"{name}@example.jp"),
            comments=(
                Comment(CommentKind.POSITIVE, f"「{name}」のとおり。" if name in quoted else "良い。"),
            ),
        )
        for column, name in zip(subject.columns, names, strict=True)
    )
    shown = replace(report(replace(subject, columns=columns)), members=tuple(one.member for one in columns))
    language = data.draw(st.sampled_from([JAPANESE, ENGLISH]))
    for slide in slides(shown, language):
        outside = "\n".join(texts_in(replace(slide, remarks=())))
        remarks = "\n".join(texts_in(slide.remarks))
        for name in names:
            assert name not in outside
            # one name may be part of another
            assert (name in remarks) == any(name in other for other in quoted)
            assert f"id-{name}" not in remarks
            assert f"{name}@" not in remarks
