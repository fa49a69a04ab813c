"""The list of corrections, made of values and read back with other programs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalapp.closing import Correction, CorrectionList, KeptSheet, Moment, Since, changed_places, corrections
from evalapp.language import load_language
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, Evaluation, Member, Subject, SubjectKind
from evalapp.record import Act, RecordLine, next_line
from evalapp.rubric import CommentKind, EvaluationKind
from evalapp.scoring import tally
from exports.errata import errata
from exports.pdf.errata import errata_pdf
from exports.plain.errata import errata_csv
from tests.builders import INFO, NOW, RUBRIC
from tests.exports import pdf_reading as pdf

JA, EN = load_language("ja"), load_language("en")
SUBJECTS = tuple(
    Subject(id_, title, SubjectKind.PROJECT, RUBRIC.id, EvaluationKind.INTERIM)
    for id_, title in (("A", "再生医療の産業化に向けた評価基盤技術開発"), ("B", "遺伝子治療製造技術開発"))
)
MEMBERS = (Member("m1", "高橋 恵"), Member("m2", "渡辺 実"), Member("m3", "石井 茂"))
EVALUATION = Evaluation(INFO, (RUBRIC,), SUBJECTS, MEMBERS)


def record(*changes: tuple[Act, dict[str, str | int]]) -> list[RecordLine]:
    """A record that begins with a closing; a day lies between two lines."""
    lines: list[RecordLine] = []
    for act, details in ((Act.CREATED, {}), (Act.CLOSED, {}), *changes):
        at = NOW + timedelta(days=len(lines))
        lines.append(next_line(lines[-1] if lines else None, at, "事務局", act, details))
    return lines


def points(member: str, criterion: str, old: int | None, new: int | None, reason: str) -> Correction:
    before: list[Mark] = [3, 2, *([] if old is None else [old])]
    after: list[Mark] = [3, 2, *([] if new is None else [new])]
    return Correction(
        "A", criterion, "points", member, old, new, tally(before), tally(after), NOW, "事務局 太郎", reason
    )


def text(member: str, old: str | None, new: str | None) -> Correction:
    when = NOW + timedelta(days=3)
    return Correction("B", None, "issue", member, old, new, None, None, when, "事務局 太郎", "本人の申出")


def listed(*found: Correction) -> CorrectionList:
    return CorrectionList(EVALUATION, found, NOW, NOW + timedelta(days=5), "f" * 64)


FOUND = (
    points("m1", "c1", 2, 3, "記入誤り"),
    points("m2", "c1", None, 1, "郵便の遅れ"),
    Correction("A", None, "recusal", "m3", None, "conflict", None, None, NOW, "事務局 太郎", "利害関係"),
    text("m3", "事業化の時期が示されていない。", "事業化の時期と市場の規模が示されていない。"),
)


def test_scores_of_one_criterion_stand_together_without_names() -> None:
    made = errata(listed(*FOUND), JA, named=False)
    first, second = made.subjects
    (line,) = first.lines
    assert line.place == f"１．{RUBRIC.criteria[0].title}"
    assert line.wrong == "評点：2、なし\n平均：2.3（n=3）"
    assert line.right == "評点：3、1\n平均：2.7（n=3）"
    assert line.reason == "記入誤り\n郵便の遅れ"
    assert [one.number for one in (*first.lines, *second.lines)] == [1, 2]
    assert all(one.who == "" for one in second.lines)


def test_a_named_list_has_a_line_a_cell_and_the_recusals() -> None:
    made = errata(listed(*FOUND), JA, named=True)
    lines = [line for subject in made.subjects for line in subject.lines]
    assert [line.who for line in lines] == ["高橋 恵", "渡辺 実", "石井 茂", "石井 茂"]
    assert "辞退" in lines[2].right


@pytest.mark.parametrize("language", [JA, EN], ids=["ja", "en"])
def test_the_pages_are_read_back(language, tmp_path) -> None:
    data = errata_pdf(errata(listed(*FOUND), language, named=False), language)
    printed = pdf.text(data)
    assert "記入誤り" in printed
    assert "事業化の時期と市場の規模" in printed
    assert not [member.name for member in MEMBERS if member.name.replace(" ", "") in printed]
    assert "事務局太郎" not in printed
    assert data == errata_pdf(errata(listed(*FOUND), language, named=False), language)
    assert all(row[1] == "yes" for row in pdf.fonts(data))
    pdf.check(data, tmp_path)
    assert [title for _level, title in pdf.outline(data)] == [
        subject.title for subject in errata(listed(*FOUND), language, named=False).subjects
    ]


def test_a_text_longer_than_a_page_goes_on_overleaf() -> None:
    long = "この課題は、計画の全体を見直す必要がある。" * 120
    data = errata_pdf(errata(listed(text("m3", None, long)), JA, named=False), JA)
    assert len(pdf.pages(data)) > 1
    assert pdf.text(data).count("直す必") > 110  # columns are read line by line


def test_an_empty_list_says_so() -> None:
    assert "訂正はありません" in pdf.text(errata_pdf(errata(listed(), JA, named=False), JA))


def test_the_table_guards_formulas_and_tells_nothing_of_members() -> None:
    data = errata_csv(listed(*FOUND, text("m1", None, "=1+1")), named=False).decode("utf-8-sig")
    assert "'=1+1" in data
    assert not [word for word in ("m1", "m2", "m3", "事務局", "conflict") if word in data]
    named = errata_csv(listed(*FOUND), named=True).decode("utf-8-sig")
    assert named.count("m2") == 1


marks = st.sampled_from([0, 1, 2, 3, NoPoints.BLANK, NoPoints.CANNOT_JUDGE])


@st.composite
def sheets(draw: st.DrawFn) -> tuple[KeptSheet, ...]:
    """Some of the sheets that three members can give on two subjects."""
    found = []
    for subject in SUBJECTS:
        for member in MEMBERS:
            if draw(st.booleans()):
                values: dict[str, Mark] = {one.id: draw(marks) for one in RUBRIC.scored}
                words = draw(st.sampled_from(["", "良い。", "悪い。"]))
                comments = (Comment(CommentKind.ISSUE, words),) if words else ()
                found.append(KeptSheet(member.id, subject.id, "code", values, comments))
    return tuple(found)


@given(sheets(), sheets())
def test_the_list_leads_from_the_old_answers_to_the_new_ones(
    original: tuple[KeptSheet, ...], now: tuple[KeptSheet, ...]
) -> None:
    lines = record((Act.SETUP_CHANGED, {"reason": "委員の交代"}))
    before, after = ({(one.member_id, one.subject_id): one for one in kept} for kept in (original, now))
    happened = {
        place: Since(moments=(Moment(lines[0], before.get(place)), Moment(lines[-1], after.get(place))))
        for place in changed_places(original, now)
    }
    found = corrections(EVALUATION, original, now, happened, lines)
    cells = _cells(original)
    for one in found:
        place = one.member_id, one.subject_id, one.criterion_id, one.field
        assert cells.pop(place, None) == one.old
        if one.new is not None:
            cells[place] = one.new
        assert one.reason == "委員の交代"
    assert cells == _cells(now)
    for one in found:
        if one.field == "points":
            assert one.after == tally(
                mark
                for sheet in now
                if sheet.subject_id == one.subject_id
                for id_, mark in sheet.marks.items()
                if id_ == one.criterion_id
            )
    assert corrections(EVALUATION, now, now, {}, lines) == ()


def _cells(sheets: tuple[KeptSheet, ...]) -> dict[tuple[object, ...], object]:
    """What stands, cell by cell; blank cells stand for nothing."""
    found: dict[tuple[object, ...], object] = {}
    for sheet in sheets:
        for id_, mark in sheet.marks.items():
            if mark is not NoPoints.BLANK:
                found[sheet.member_id, sheet.subject_id, id_, "points"] = mark
        for one in sheet.comments:
            found[sheet.member_id, sheet.subject_id, None, one.kind.value] = one.text
    return found
