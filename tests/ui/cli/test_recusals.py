"""A member does not judge a subject and says why: from the ballot to the documents, which do not say it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalapp.disclosure import People
from evalapp.model import Member
from evalapp.store.ballot_file import BallotFile
from exports.disclosure.folder import check_folder
from tests.story import HEADS, Desk, evalapp, refused

REASON = "株式会社隠戸内製作所の\n技術顧問を務めているため"
WORD = "隠戸内製作所"
REASON_HEADS = (*HEADS, "recusal_reason")


def recuse(desk: Desk, member: str, subject: str, reason: str, word: str = "辞退") -> None:
    row = (member, subject, "", word, "", "", "", reason)
    evalapp("fill", desk.ballot(member), "--from", desk.table("recusal.csv", [row], REASON_HEADS))


@pytest.fixture
def recused(small: Desk) -> Desk:
    """Both have answered everything; m1 then declares a recusal on Q."""
    for member in ("m1", "m2"):
        rows = [(member, s, c, 2, "開かれた意見" if c == "c2" else "") for s in "PQ" for c in ("c1", "c2")]
        small.fill(member, rows)
    recuse(small, "m1", "Q", REASON)
    return small


def test_the_secretariat_reads_the_reason_and_no_document_says_it(recused: Desk) -> None:
    said = evalapp("intake", recused.evaluation, recused.hand_in("m1"), recused.hand_in("m2"), "--apply").out
    assert (
        "    Q: does not judge (conflict of interest: 株式会社隠戸内製作所の 技術顧問を務めているため)"
        in said
    )
    found = evalapp("results", recused.evaluation, "--recusals").out
    assert found == "Q  m1  委員 一  conflict of interest: 株式会社隠戸内製作所の 技術顧問を務めているため\n"
    japanese = evalapp("--lang", "ja", "results", recused.evaluation, "--recusals").out
    assert japanese == "Q  m1  委員 一  利害関係：株式会社隠戸内製作所の 技術顧問を務めているため\n"
    for how in ((), ("--json",), ("--csv",)):
        assert WORD not in evalapp("results", recused.evaluation, *how).out
    assert recused.verified()
    kinds = ("--workbook", "--summary", "--report", "--word", "--csv", "--json", "--sheets")
    for language in ("ja", "en"):
        for edition in ((), ("--named",)):
            common = ("--out", recused.folder / "out", "--lang", language, *edition)
            for which in ((), kinds, ("--sheets", "--combined"), ("--sheets", "--blank")):
                evalapp("export", recused.evaluation, *which, *common)
    files = list((recused.folder / "out").iterdir())
    assert len(files) > 30
    assert looked_for(recused.folder / "out", "技術顧問") == set()
    assert looked_for(recused.folder / "out", WORD) == set()
    # the search does find what is printed
    assert len(looked_for(recused.folder / "out", "開かれた意見")) > 20


def looked_for(folder: Path, word: str) -> set[str]:
    """The files in whose text, properties, hidden parts or name the disclosure check finds ``word``."""
    found = check_folder(folder, People((Member("m99", word),), {}))
    return {one.file for one in found.files if one.findings}


def test_the_member_s_own_prints_do_not_say_it(recused: Desk) -> None:
    out = recused.folder / "own"
    ballot = recused.ballot("m1")
    evalapp("hand-in", ballot, "--out", recused.submissions, "--receipt", out.with_suffix(".pdf"))
    out.mkdir()
    out.with_suffix(".pdf").rename(out / "receipt.pdf")
    evalapp("sheets", ballot, "--out", out / "sheets.pdf")
    evalapp("template", out / "answers.csv", "--answers", ballot)
    assert len(list(out.iterdir())) == 3
    assert looked_for(out, WORD) == set()


def test_a_changed_reason_is_a_change_that_the_plan_shows(recused: Desk) -> None:
    recused.intake(recused.hand_in("m1"))
    first = recused.submission("m1").read_bytes()
    # the same answers are the same file
    assert recused.hand_in("m1").read_bytes() == first
    recuse(recused, "m1", "Q", "別の理由")
    later = recused.hand_in("m1")
    assert later.name == "m1-r2.submission"
    (entry,) = recused.intake(later, apply=False)["files"]
    assert entry["status"] == "replaces"
    assert entry["differences"] == [
        {"subject": "Q", "criterion": None, "field": "reason", "old": REASON, "new": "別の理由"}
    ]
    assert entry["recusals"] == [{"subject": "Q", "kind": "conflict", "reason": "別の理由"}]
    said = evalapp("intake", recused.evaluation, later, "--apply").out
    assert "Q / reason of the recusal: 株式会社隠戸内製作所の 技術顧問を務めているため → 別の理由" in said
    assert "別の理由" in evalapp("results", recused.evaluation, "--recusals").out
    evalapp("undo-intake", recused.evaluation)
    assert WORD in evalapp("results", recused.evaluation, "--recusals").out


def test_a_recusal_said_again_keeps_its_reason_and_one_score_takes_it_back(recused: Desk) -> None:
    path = recused.ballot("m1")
    recused.fill("m1", [("m1", "Q", "", "辞退")])
    with BallotFile(path) as file:
        assert file.sheets()[1].recusal_reason == REASON
    recused.fill("m1", [("m1", "Q", "c1", 0)])
    with BallotFile(path) as file:
        sheet = file.sheets()[1]
        assert (sheet.recusal, sheet.recusal_reason) == (None, "")
        assert sheet.marks == {"c1": 0, "c2": 2}
        assert [comment.text for comment in sheet.comments] == ["開かれた意見"]
        assert file.set_aside() == {}
    # nothing of the reason or of what was set aside travels any more
    recused.intake(recused.hand_in("m1"))
    assert "Nobody" in evalapp("results", recused.evaluation, "--recusals").out


def test_what_is_set_aside_stays_in_the_ballot(recused: Desk) -> None:
    recused.intake(recused.hand_in("m1"))
    with BallotFile(recused.ballot("m1")) as file:
        assert list(file.set_aside()) == ["Q"]
        last = file.last_hand_in()
    assert last is not None
    (_first, second) = json.loads(last.message)["sheets"]
    assert (second["marks"], second["comments"]) == ({"c1": "blank", "c2": "blank"}, [])


def test_a_reason_is_carried_to_a_new_ballot(recused: Desk) -> None:
    evalapp("ballots", recused.evaluation, "--out", recused.ballots, "--member", "m1")
    new = recused.ballot("m1 (2)")
    evalapp("fill", new, "--from", recused.ballot("m1"))
    with BallotFile(new) as file:
        assert file.sheets()[1].recusal_reason == REASON


def test_a_reason_typed_in_from_paper_is_compared_and_kept(recused: Desk) -> None:
    def table(name: str, reason: str) -> Path:
        return recused.table(name, [("m2", "P", "", "欠席", "", "", "", reason)], REASON_HEADS)

    typed, other = table("typed.csv", "海外出張のため"), table("other.csv", "海外出張")
    assert "P /  / reason" in refused("type-in", recused.evaluation, typed, "--second", other)
    evalapp("type-in", recused.evaluation, typed, "--apply")
    assert "absent: 海外出張のため" in evalapp("results", recused.evaluation, "--recusals").out
    assert evalapp("type-in", recused.evaluation, typed, "--json").json["counts"]["unchanged"] == 1
    assert recused.verified()


@pytest.mark.parametrize("row", [("m1", "P", "", ""), ("m1", "P", "c1", 3)])
def test_a_reason_without_a_recusal_is_refused(row: tuple[object, ...], small: Desk) -> None:
    path = small.table("t.csv", [(*row, *[""] * (7 - len(row)), "理由")], REASON_HEADS)
    assert "Row 2" in refused("fill", small.ballot("m1"), "--from", path)
    japanese = evalapp("--lang", "ja", "fill", small.ballot("m1"), "--from", path, code=1).err
    assert "辞退・欠席の理由が記入されています" in japanese
