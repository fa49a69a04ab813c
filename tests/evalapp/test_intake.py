"""Planning alone, on values: random mail in random order against a simple model of what should stand."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from evalapp.ballot import Gap
from evalapp.errors import EvalError
from evalapp.intake import (
    Arrival,
    Difference,
    Plan,
    Refusal,
    Status,
    all_scores,
    arrival,
    plan,
    sheet_differences,
)
from evalapp.known import Current, Held, Issued, Known
from evalapp.mark import Mark, NoPoints
from evalapp.model import Comment, Evaluation, Recusal, RecusalKind, ScoreSheet, Subject, SubjectKind
from evalapp.report import SourceKind
from evalapp.rubric import CommentKind, Criterion, EvaluationKind, Rubric
from evalapp.submission import Payload, decode_payload, encode_payload
from tests.builders import INFO, SCALE, members
from tests.story import NOON

RUBRIC = Rubric("r", "", tuple(Criterion(f"c{n}", f"項目{n}", scale=SCALE) for n in range(1, 6)))
SUBJECT = Subject("S", "課題", SubjectKind.PROJECT, "r", EvaluationKind.INTERIM)
MEMBERS = tuple(members(3))
EVALUATION = Evaluation(INFO, (RUBRIC,), (SUBJECT,), MEMBERS)
BALLOTS = {f"ballot-{member.id}": member.id for member in MEMBERS}


def known(held: tuple[Arrival, ...] = ()) -> Known:
    """An evaluation in which ``held`` were taken in, in this order."""
    issued = {id_: Issued(id_, member, 1, b"", newest=True) for id_, member in BALLOTS.items()}
    lines = tuple(
        Held(n, one.payload.member, one.payload.ballot, one.payload.revision, one.digest, one.sha256)
        for n, one in enumerate(held, 1)
    )
    current = {
        (one.payload.member, sheet.subject_id): Current(n, one.payload.draft, sheet)
        for n, one in enumerate(held, 1)
        for sheet in one.payload.sheets
    }
    return Known(EVALUATION, "", issued, lines, current)


def sheet(*marks: Mark, **more: object) -> ScoreSheet:
    return ScoreSheet("S", {f"c{n}": mark for n, mark in enumerate(marks, 1)}, **more)  # type: ignore[arg-type]


def came(member: str, revision: int, *marks: Mark, draft: bool = False, name: str = "") -> Arrival:
    payload = Payload(
        INFO.id, f"ballot-{member}", member, revision, draft, NOON, {"r": "0"}, "0", (sheet(*marks),)
    )
    message = encode_payload(payload)
    return arrival(name or f"{member}-r{revision}", SourceKind.SEALED, b"sealed" + message, payload, message)


# one content a revision: what an honest ballot hands in
LETTERS = st.builds(
    lambda member, revision: came(
        member, revision, *[(revision + n) % 4 for n in range(5)], draft=revision == 2
    ),
    st.sampled_from([member.id for member in MEMBERS]),
    st.integers(1, 4),
)
MAIL = st.lists(LETTERS | st.builds(Refusal, st.just("bad"), st.just(EvalError("file-empty"))), max_size=10)


def applied(held: tuple[Arrival, ...], made: Plan) -> tuple[Arrival, ...]:
    return (*held, *(entry.arrival for entry in made.to_apply if entry.arrival))


def standing(held: tuple[Arrival, ...]) -> Mapping[str, int]:
    return {one.payload.member: one.payload.revision for one in held}


@settings(max_examples=200)
@given(MAIL, st.lists(st.integers(0, 10), max_size=3), st.randoms(use_true_random=False))
def test_the_newest_revision_stands_whatever_the_order(
    mail: list[Arrival | Refusal], cuts: list[int], rng
) -> None:  # type: ignore[no-untyped-def]
    letters = [one for one in mail if isinstance(one, Arrival)]
    wanted: dict[str, int] = {}
    for one in letters:
        wanted[one.payload.member] = max(wanted.get(one.payload.member, 0), one.payload.revision)
    shuffled = rng.sample(mail, len(mail))
    bounds = [0, *sorted(min(cut, len(mail)) for cut in cuts), len(mail)]
    held: tuple[Arrival, ...] = ()
    for start, end in itertools.pairwise(bounds):
        call = shuffled[start:end]
        made = plan(call, known(held))
        assert [entry.file for entry in made.entries] == [one.file for one in call]
        assert sum(made.count(status) for status in Status) == len(call)
        assert all((entry.reason is not None) == (entry.status is Status.REFUSED) for entry in made.entries)
        held = applied(held, made)
        # the same once more changes nothing
        assert plan(call, known(held)).to_apply == ()
    assert standing(held) == wanted


def test_a_duplicate_in_one_call_is_unchanged() -> None:
    one = came("m1", 1, 3, 3, 3, 3, 3)
    made = plan([one, replace(one, file="copy")], known())
    assert [entry.status for entry in made.entries] == [Status.NEW, Status.UNCHANGED]


def test_two_contents_of_one_revision_are_both_put_before_a_person() -> None:
    one, other = came("m1", 1, 3, 3, 3, 3, 3, name="a"), came("m1", 1, 0, 3, 3, 3, 3, name="b")
    both = plan([one, other], known())
    assert [entry.reason.code for entry in both.entries if entry.reason] == ["submission-same-revision"] * 2
    later = plan([other, one], known((one,)))
    assert [entry.status for entry in later.entries] == [Status.REFUSED, Status.UNCHANGED]
    assert later.entries[0].differences == (Difference("S", "c1", "points", 3, 0),)
    settled = plan([one, other, came("m1", 2, 1, 1, 1, 1, 1)], known())
    assert [entry.status for entry in settled.entries] == [Status.REFUSED, Status.REFUSED, Status.NEW]


def test_what_counts_as_replaced() -> None:
    final = came("m1", 1, 3, 2, NoPoints.CANNOT_JUDGE, 0, 1)
    for marks, replaced in (
        ((3, 2, NoPoints.CANNOT_JUDGE, 0, 1), 0),
        ((3, 2, 3, 0, 1), 0),  # a score where there was none replaces nothing
        ((3, 2, NoPoints.CANNOT_JUDGE, 3, NoPoints.BLANK), 2),
        ((0, 0, 0, 1, 0), 4),
    ):
        made = plan([came("m1", 2, *marks)], known((final,)))
        assert made.replaced_scores == replaced
        assert made.all_scores == 15
        assert made.needs_confirmation is (replaced * 10 > 15)
    assert plan([came("m1", 2, 3, 2, 1, 0, 1, draft=True)], known((final,))).replaced_scores == 4
    draft = came("m1", 1, 3, 3, 3, 3, 3, draft=True)
    assert plan([came("m1", 2, 0, 0, 0, 0, 0)], known((draft,))).replaced_scores == 0


def test_every_kind_of_difference_is_named() -> None:
    old = sheet(
        3,
        NoPoints.BLANK,
        1,
        comments=(Comment(CommentKind.ISSUE, "古い"), Comment(CommentKind.POSITIVE, "消える", "c1")),
    )
    new = sheet(
        NoPoints.CANNOT_JUDGE,
        0,
        1,
        comments=(Comment(CommentKind.ISSUE, "新しい"), Comment(CommentKind.RECOMMENDATION, "加わる")),
    )
    assert sheet_differences(old, new) == [
        Difference("S", "c1", "points", 3, "cannot_judge"),
        Difference("S", "c2", "points", None, 0),
        Difference("S", None, "issue", "古い", "新しい"),
        Difference("S", "c1", "positive", "消える", None),
        Difference("S", None, "recommendation", None, "加わる"),
    ]
    recused = replace(sheet(NoPoints.BLANK), recusal=RecusalKind.ABSENT)
    assert sheet_differences(sheet(2), recused) == [
        Difference("S", None, "recusal", None, "absent"),
        Difference("S", "c1", "points", 2, None),
    ]
    assert sheet_differences(old, old) == []
    final = plan([came("m1", 2, 3, 3, 3, 3, 3)], known((came("m1", 1, 3, 3, 3, 3, 3, draft=True),)))
    assert final.entries[0].differences == (Difference("S", None, "state", "draft", "final"),)


def test_all_scores_leaves_out_the_recused() -> None:
    recused = replace(EVALUATION, recusals=(Recusal("m1", "S", RecusalKind.CONFLICT),))
    assert (all_scores(EVALUATION), all_scores(recused)) == (15, 10)


def test_differences_come_in_the_order_of_the_rubric() -> None:
    """Not in that of the letters, in which c10 would stand before c2."""
    rubric = replace(
        RUBRIC, criteria=tuple(Criterion(f"c{n}", f"項目{n}", scale=SCALE) for n in range(1, 13))
    )
    everything = known((came("m1", 1, *[3] * 12),))
    state = replace(everything, evaluation=replace(EVALUATION, rubrics=(rubric,)))
    revised = came("m1", 2, *[0] * 12)
    (entry,) = plan([replace(revised, payload=decode_payload(revised.message))], state).entries
    assert list(decode_payload(revised.message).sheets[0].marks)[:3] == ["c1", "c10", "c11"]
    assert [one.criterion_id for one in entry.differences] == [f"c{n}" for n in range(1, 13)]


def test_what_is_about_the_whole_subject_comes_last_but_a_recusal_first() -> None:
    comments = (Comment(CommentKind.ISSUE, "全体"), Comment(CommentKind.POSITIVE, "項目", "c1"))
    first = came("m1", 1, 3, 3, 3, 3, 3)
    commented = replace(first.payload, revision=2, sheets=(sheet(3, 2, 3, 3, 3, comments=comments),))
    message = encode_payload(commented)
    second = arrival("second", SourceKind.SEALED, b"x", commented, message)
    found = plan([second], known((first,))).entries[0].differences
    assert [(one.criterion_id, one.field) for one in found] == [
        ("c1", "positive"),
        ("c2", "points"),
        (None, "issue"),
    ]
    recused = replace(sheet(*[NoPoints.BLANK] * 5), recusal=RecusalKind.ABSENT)
    payload = replace(commented, revision=3, sheets=(recused,))
    third = arrival("third", SourceKind.SEALED, b"y", payload, encode_payload(payload))
    found = plan([third], known((first, second))).entries[0].differences
    assert found[0] == Difference("S", None, "recusal", None, "absent")
    assert [one.criterion_id for one in found[1:]] == ["c1", "c1", "c2", "c3", "c4", "c5", None]


def test_what_would_still_be_blank_is_listed() -> None:
    made = plan(
        [came("m1", 1, 3, NoPoints.BLANK, NoPoints.CANNOT_JUDGE, 0, NoPoints.BLANK, draft=True)], known()
    )
    assert made.entries[0].open_cells == (Gap("S", "c2"), Gap("S", "c5"))
    assert plan([came("m1", 1, 3, 3, 3, 3, 3)], known()).entries[0].open_cells == ()
