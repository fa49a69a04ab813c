"""Closing keeps what counted; from then on every change has a reason and is listed with its means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from evalapp.closing import Correction
from evalapp.correcting import corrections_of
from evalapp.errors import EvalError
from evalapp.receiving import apply_plan
from evalapp.store.closing import closings, is_closed, reopen
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.freezing import close, counted_sheets, first_closing
from evalapp.store.received import undo_intake
from evalapp.store.verify import verify
from tests.story import NOON, SMALL_SETUP, Desk, new_desk, planned, tampering

LATER = NOON + timedelta(days=1)


@pytest.fixture
def closed(small: Desk) -> Desk:
    """m1 handed in (3 everywhere, a comment), m2 not; then it was closed."""
    small.fill("m1", [("m1", s, c, 3) for s in "PQ" for c in ("c1", "c2")])
    small.fill("m1", [("m1", "P", "c2", 3, "良い。")])
    small.intake(small.hand_in("m1"))
    with EvaluationFile(small.evaluation) as file:
        close(file, NOON, "jimu")
    return small


@pytest.fixture
def file(closed: Desk) -> Iterator[EvaluationFile]:
    with EvaluationFile(closed.evaluation) as opened:
        yield opened


def code_of(call: object, *arguments: object) -> str:
    with pytest.raises(EvalError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.code


def take_in(file: EvaluationFile, path: Path, reason: str = "", actor: str = "jimu") -> list[str]:
    """Take a submission in a day after; the codes of what failed."""
    made = planned(file, [path])
    came = apply_plan(file, made, LATER, actor, confirmed=True, reason=reason)
    return [one.reason.code for one in came.failed]


def short(one: Correction) -> tuple[object, ...]:
    means = tuple(f"{side.printed(1)}/{side.n}" for side in (one.before, one.after) if side)
    return one.member_id, one.subject_id, one.criterion_id, one.field, one.old, one.new, *means


def all_scored(desk: Desk, member: str, points: int) -> Path:
    desk.fill(member, [(member, s, c, points) for s in "PQ" for c in ("c1", "c2")])
    return desk.hand_in(member)


def test_closing_keeps_what_counts_and_is_recorded(closed: Desk, file: EvaluationFile) -> None:
    assert is_closed(file)
    assert first_closing(file) == counted_sheets(file)
    kept = {(one.member_id, one.subject_id): one for one in first_closing(file)}
    assert sorted(kept) == [("m1", "P"), ("m1", "Q")]
    assert kept["m1", "P"].marks == {"c1": 3, "c2": 3}
    assert kept["m1", "P"].comments[0].text == "良い。"
    assert len(kept["m1", "P"].code) == 14
    line = file.record()[-1]
    assert (line.act, line.details["sheets"]) == ("closed", 2)
    assert code_of(close, file, LATER, "jimu") == "already-closed"
    assert corrections_of(file).corrections == ()
    assert closed.verified()


def test_a_late_answer_needs_a_reason_and_is_listed_with_the_means(
    closed: Desk, file: EvaluationFile
) -> None:
    late = all_scored(closed, "m2", 2)
    assert code_of(take_in, file, late) == "evaluation-closed"
    assert corrections_of(file).corrections == ()
    assert take_in(file, late, "郵便の遅れ", "佐藤") == []
    found = corrections_of(file).corrections
    assert [short(one) for one in found] == [
        ("m2", subject, criterion, "points", None, 2, "3.0/1", "2.5/2")
        for subject in "PQ"
        for criterion in ("c1", "c2")
    ]
    assert {(one.at, one.actor, one.reason) for one in found} == {(LATER, "佐藤", "郵便の遅れ")}
    assert verify(file) == ()


def test_each_cell_has_the_reason_of_the_change_that_made_it(closed: Desk, file: EvaluationFile) -> None:
    closed.fill("m1", [("m1", "P", "c1", 1)])
    take_in(file, closed.hand_in("m1"), "一回目の訂正")
    closed.fill("m1", [("m1", "P", "c2", 3, "大変良い。")])
    take_in(file, closed.hand_in("m1"), "二回目の訂正")
    assert [(*short(one), one.reason) for one in corrections_of(file).corrections] == [
        ("m1", "P", "c1", "points", 3, 1, "3.0/1", "1.0/1", "一回目の訂正"),
        ("m1", "P", "c2", "positive", "良い。", "大変良い。", "二回目の訂正"),
    ]


def test_a_change_taken_back_is_no_correction(closed: Desk, file: EvaluationFile) -> None:
    closed.fill("m1", [("m1", "P", "c1", 1)])
    take_in(file, closed.hand_in("m1"), "訂正")
    assert code_of(undo_intake, file, None, LATER, "jimu") == "evaluation-closed"
    undo_intake(file, None, LATER, "jimu", "取り違え")
    assert corrections_of(file).corrections == ()
    # what counted at the closing is undone: it is missing now, and that is listed
    undo_intake(file, None, LATER, "jimu", "別人の票")
    found = corrections_of(file).corrections
    assert short(found[0]) == ("m1", "P", "c1", "points", 3, None, "3.0/1", "－/0")
    assert {one.reason for one in found} == {"別人の票"}
    assert {one.field for one in found} == {"points", "positive"}
    assert verify(file) == ()


def test_changes_while_reopened_have_the_reason_of_the_reopening(closed: Desk, file: EvaluationFile) -> None:
    assert code_of(reopen, file, "  ", LATER, "jimu") == "reason-missing"
    reopen(file, "委員会の申出", LATER, "局長")
    assert not is_closed(file)
    assert code_of(reopen, file, "again", LATER, "jimu") == "not-closed"
    closed.fill("m1", [("m1", "P", "c1", 0)])
    assert take_in(file, closed.hand_in("m1")) == []
    close(file, LATER, "jimu")
    closed.fill("m1", [("m1", "Q", "c1", 0)])
    take_in(file, closed.hand_in("m1"), "再締切の後")
    # compared with the first closing, not with the second
    assert [(*short(one)[1:6], one.reason) for one in corrections_of(file).corrections] == [
        ("P", "c1", "points", 3, 0, "委員会の申出"),
        ("Q", "c1", "points", 3, 0, "再締切の後"),
    ]
    first, second = closings(file)
    assert first.reopening is not None
    assert (first.reopening.actor, first.reopening.reason) == ("局長", "委員会の申出")
    assert second.reopening is None
    assert verify(file) == ()


def test_a_reason_is_a_text_that_can_be_read_and_kept(file: EvaluationFile) -> None:
    for blank in ("  ", "\u3000", "\u200b"):
        assert code_of(undo_intake, file, None, LATER, "jimu", blank) == "evaluation-closed"
        assert code_of(reopen, file, blank, LATER, "jimu") == "reason-missing"
    for text, code in (
        ("\udcff", "text-control-character"),
        ("a\x1b[31m", "text-control-character"),
        ("長" * 1_001, "text-too-long"),
    ):
        assert code_of(undo_intake, file, None, LATER, "jimu", text) == code
        assert code_of(reopen, file, text, LATER, "jimu") == code
    assert file.record()[-1].act == "closed"


def test_who_declares_afterwards_that_they_do_not_judge_leaves_the_mean(
    closed: Desk, file: EvaluationFile
) -> None:
    take_in(file, all_scored(closed, "m2", 0), "遅れ")
    closed.fill("m1", [("m1", "P", "", "辞退")])
    take_in(file, closed.hand_in("m1"), "利害関係の申告")
    found = [short(one) for one in corrections_of(file).corrections if one.member_id == "m1"]
    assert found == [
        ("m1", "P", None, "recusal", None, "conflict"),
        ("m1", "P", "c1", "points", 3, None, "3.0/1", "0.0/1"),
        ("m1", "P", "c2", "points", 3, None, "3.0/1", "0.0/1"),
        ("m1", "P", "c2", "positive", "良い。", None),
    ]


def test_a_draft_over_an_answer_takes_it_out(closed: Desk, file: EvaluationFile) -> None:
    closed.fill("m1", [("m1", "P", "c1", "")])
    take_in(file, closed.hand_in("m1", "--draft"), "本人が書き直し中")
    found = corrections_of(file).corrections
    assert {(one.new, one.reason) for one in found} == {(None, "本人が書き直し中")}
    assert len([one for one in found if one.field == "points"]) == 4


def test_an_evaluation_never_closed_has_no_corrections(small: Desk) -> None:
    with EvaluationFile(small.evaluation) as opened:
        assert code_of(corrections_of, opened) == "never-closed"
        assert closings(opened) == ()


def test_recusals_of_the_set_up_are_kept_too(tmp_path: Path) -> None:
    desk = new_desk(
        tmp_path / "recused",
        SMALL_SETUP + '[[recusal]]\nmember = "m1"\nsubject = "P"\nkind = "conflict"\n',
    )
    with EvaluationFile(desk.evaluation) as opened:
        close(opened, NOON, "jimu")
        assert [(one.member_id, one.recusal) for one in first_closing(opened)] == [("m1", "conflict")]
        assert corrections_of(opened).corrections == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE closing SET document = replace(document, '3', '2')",
        "UPDATE closing SET actor = 'x'",
        "UPDATE reopening SET reason = 'x'",
        "DELETE FROM reopening",
    ],
)
def test_a_closing_changed_by_hand_is_found(closed: Desk, change: str) -> None:
    with EvaluationFile(closed.evaluation) as opened:
        reopen(opened, "委員会の申出", LATER, "jimu")
    assert closed.verified()
    with tampering(closed.evaluation) as db:
        assert db.execute(change).rowcount == 1
    with EvaluationFile(closed.evaluation) as opened:
        assert {fault.code for fault in verify(opened)} == {"closing-changed"}
