"""intake and type-in on the command line: shapes, sentences, exit codes."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evalapp.mark import NoPoints
from evalapp.store import received
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.store.received import known
from tests.story import Desk, evalapp, raw_sqlite, refused

FULL = [("m1", s, c, 2) for s in "PQ" for c in ("c1", "c2")]


def type_in(desk: Desk, rows: list[tuple[object, ...]], *options: object, code: int = 0) -> Any:
    path = desk.table("typed.csv", rows)
    return evalapp("type-in", desk.evaluation, path, "--apply", "--json", *options, code=code).json


def test_the_shape_of_an_intake_in_json(desk: Desk) -> None:
    """Kept from version 0.1 on: keys may be added, none may go or change its meaning."""
    found = desk.intake(desk.submission("m1"), desk.folder / "gone", code=1)
    assert set(found) >= {
        "applied",
        "intake",
        "counts",
        "replaced_scores",
        "all_scores",
        "needs_confirmation",
        "files",
    }
    assert found["counts"] == {"new": 1, "unchanged": 0, "replaces": 0, "refused": 1}
    assert (found["applied"], found["intake"], found["all_scores"]) == (True, 1, 98)
    new, bad = found["files"]
    assert set(new) >= {
        "file",
        "status",
        "reason",
        "message",
        "member",
        "revision",
        "draft",
        "code",
        "differences",
        "blank",
    }
    assert (new["member"], new["revision"], new["draft"], new["reason"]) == ("m1", 1, False, None)
    assert (bad["status"], bad["reason"], bad["member"], bad["code"]) == (
        "refused",
        "file-missing",
        None,
        None,
    )
    desk.fill("m1", [("m1", "A", "c1", 0), ("m1", "A", "c2", "NA"), ("m1", "A", "", "", "新しい意見")])
    again = desk.intake(desk.hand_in("m1"), apply=False)
    assert again["applied"] is False
    differences = again["files"][0]["differences"]
    assert differences[:2] == [
        {"subject": "A", "criterion": "c1", "field": "points", "old": 3, "new": 0},
        {"subject": "A", "criterion": "c2", "field": "points", "old": 3, "new": "cannot_judge"},
    ]
    fields = {difference["field"] for difference in differences[2:]}
    assert fields == {"positive", "issue", "recommendation"}
    assert differences[2]["new"] == "新しい意見"
    assert again["replaced_scores"] == 2


def test_an_intake_in_words(desk: Desk) -> None:
    shutil.copy(desk.submission("m1"), desk.folder / "again.submission")
    (desk.folder / "bad.submission").write_text("hello")
    said = evalapp(
        "intake",
        desk.evaluation,
        desk.submission("m1"),
        desk.folder / "again.submission",
        desk.folder / "bad.submission",
        code=1,
    )
    assert said.out.splitlines()[0].startswith("new: ")
    assert said.out.splitlines()[1].startswith("unchanged: ")
    assert said.err.startswith("refused: ")
    assert "--apply" in said.out
    applied = evalapp("intake", desk.evaluation, desk.submissions, "--apply")
    assert "intake 1" in applied.out
    assert "nothing to take in" in evalapp("intake", desk.evaluation, desk.submissions, "--apply").out
    revised = evalapp("intake", desk.evaluation, desk.revised("m1", 0))
    assert "    A / c1 / score: 3 → 0" in revised.out.splitlines()
    bad = desk.folder / "bad.submission"
    japanese = evalapp("--lang", "ja", "intake", desk.evaluation, desk.submissions, bad, code=1)
    assert "差し替え: " in japanese.out
    assert "第2版" in japanese.out
    assert "    A / c1 / 評点: 3 → 0" in japanese.out.splitlines()
    assert japanese.err.count("\n") == 1
    assert "refused" not in japanese.err


def test_the_code_of_the_receipt_is_the_code_of_the_intake(desk: Desk) -> None:
    receipts = {
        member: evalapp("hand-in", desk.ballot(member), "--out", desk.submissions).out.split()[-1]
        for member in ("m1", "m2", "m3", "m4", "m5")
    }
    found = {entry["member"]: entry["code"] for entry in desk.intake(desk.submissions)["files"]}
    assert found == receipts
    assert len(set(found.values())) == 5
    assert {line["details"].get("code") for line in desk.record()} - {None} == set(receipts.values())


def test_answers_on_paper_are_typed_in_beside_sealed_ones(small: Desk) -> None:
    small.fill("m2", [("m2", *row[1:3], 0) for row in FULL])
    small.intake(small.hand_in("m2"))
    found = type_in(small, [*FULL, ("m1", "P", "", "", "手書きの意見\n二行目")])
    assert found["counts"] == {"new": 1, "unchanged": 0, "replaces": 0, "refused": 0}
    assert found["files"][0]["file"] == "typed.csv (m1)"
    assert small.cell("P", "c1")["points"] == [2, 0]
    assert small.verified()
    # a second time changes nothing, a correction names its cells
    assert type_in(small, FULL)["counts"]["unchanged"] == 1
    corrected = type_in(small, [("m1", "Q", "c2", 3)], "--confirm", 1)
    assert corrected["files"][0]["differences"] == [
        {"subject": "Q", "criterion": "c2", "field": "points", "old": 2, "new": 3}
    ]
    assert small.cell("Q", "c2")["points"] == [3, 0]
    assert small.cell("P", "c2")["points"] == [2, 0]
    with EvaluationFile(small.evaluation) as file:
        texts = [comment.text for comment in known(file).current["m1", "P"].sheet.comments]
    assert texts == ["手書きの意見\n二行目"]


def test_two_people_type_the_same_paper(small: Desk) -> None:
    first = small.table("one.csv", [*FULL, ("m2", "P", "c1", 1)])
    wrong = small.table("two.csv", [*FULL[:3], ("m1", "Q", "c2", 3)])
    before = small.evaluation.read_bytes()
    sentence = refused("type-in", small.evaluation, first, "--second", wrong, "--apply")
    assert "m1 / Q / c2 / points" in sentence
    assert "m2 / P" in sentence
    assert small.evaluation.read_bytes() == before
    right = small.table("two.csv", [("m2", "P", "c1", 1), *reversed(FULL)])
    evalapp("type-in", small.evaluation, first, "--second", right, "--apply")
    assert small.cell("P", "c1")["points"] == [2, 1]
    assert small.cell("P", "c2")["blank"] == 1


def test_typed_answers_for_several_members_are_one_entry_each(small: Desk) -> None:
    found = type_in(small, [("m2", "P", "c1", 3), ("m1", "P", "c1", "")])
    assert [entry["member"] for entry in found["files"]] == ["m1", "m2"]
    evalapp("undo-intake", small.evaluation)
    assert [s["received"] for s in small.figures()] == [0, 0]


def test_what_cannot_be_typed_in(desk: Desk) -> None:
    before = desk.evaluation.read_bytes()
    for row, words in (
        (("m3", "B", "c1", 3), "does not judge"),
        (("m9", "A", "c1", 3), "no member “m9”"),
        (("", "A", "c1", 3), "no member"),
        (("m1", "A", "c1", 7), "not a step"),
    ):
        path = desk.table("t.csv", [row])
        assert words in refused("type-in", desk.evaluation, path, "--apply")
    assert desk.evaluation.read_bytes() == before


def test_typing_over_many_sealed_scores_asks_first(full_desk: Desk) -> None:
    rows = [("m1", s, f"c{n}", 0) for s in "AB" for n in range(1, 8)]
    path = full_desk.table("t.csv", rows)
    assert "--confirm 14" in evalapp("type-in", full_desk.evaluation, path, "--apply", code=1).err
    evalapp("type-in", full_desk.evaluation, path, "--apply", "--confirm", 14)
    assert full_desk.cell("A", "c1")["points"] == [0, 3, 3, 3, 3]
    # the sealed original still counts as taken in: it does not come back by itself
    assert full_desk.intake(full_desk.submission("m1"))["counts"]["unchanged"] == 1
    evalapp("undo-intake", full_desk.evaluation)
    assert full_desk.cell("A", "c1")["points"] == [3, 3, 3, 3, 3]
    assert full_desk.verified()


def test_a_sealed_revision_replaces_what_was_typed(small: Desk) -> None:
    type_in(small, FULL)
    small.fill("m1", [(*row[:3], 2) for row in FULL[:-1]] + [("m1", "Q", "c2", NoPoints.CANNOT_JUDGE.value)])
    found = small.intake(small.hand_in("m1"), confirm=1)
    assert found["files"][0]["status"] == "replaces"
    assert small.cell("Q", "c2")["points"] == ["cannot_judge"]


@pytest.mark.parametrize(
    "command", ["intake", "type-in", "results", "record", "export", "undo-intake", "ballots"]
)
def test_what_is_no_evaluation_is_refused(command: str, small: Desk, tmp_path: Path) -> None:
    desk = small
    rest: dict[str, tuple[object, ...]] = {
        "intake": (desk.folder / "setup.toml",),
        "type-in": (desk.table("t.csv", FULL),),
        "export": ("--out", tmp_path / "out"),
        "ballots": ("--out", tmp_path / "out"),
    }
    extra = rest.get(command, ())
    assert "not found" in refused(command, tmp_path / "gone.evaluation", *extra)
    assert "is not an evaluation" in refused(command, desk.ballot("m1"), *extra)
    assert "is not an evaluation" in refused(command, desk.folder / "setup.toml", *extra)
    assert "can be used" in refused(command, tmp_path, *extra)
    (tmp_path / "empty.evaluation").touch()
    assert "is empty" in refused(command, tmp_path / "empty.evaluation", *extra)


def test_a_file_name_cannot_forge_a_line(desk: Desk) -> None:
    """Neither in the plan, nor in a refusal, nor in the record."""
    name = "x\n   99  2027  accepted\x1b[2J\u202efdp"
    good, bad = desk.folder / f"{name}.submission", desk.folder / f"bad {name}.submission"
    desk.submission("m1").rename(good)
    bad.write_text("no submission")
    said = evalapp("intake", desk.evaluation, good, bad, "--apply", code=1)
    assert len(said.out.splitlines()) == 3
    assert len(said.err.splitlines()) == 1
    printed = evalapp("record", desk.evaluation, "--verify").out
    assert len(printed.splitlines()) == len(desk.record()) + 1
    assert not set("\x1b\u202e") & set(said.out + said.err + printed)
    table = desk.table("t.csv", [("m1", "A", "c1", "3\n\x1b[31m4")])
    assert "3\ufffd\ufffd[31m4" in refused("fill", desk.ballot("m1"), "--from", table)


def test_json_with_refusals_also_says_a_sentence_a_file_on_stderr(desk: Desk) -> None:
    bad, gone = desk.folder / "bad.submission", desk.folder / "gone.submission"
    bad.write_text("hello")
    for language in ("en", "ja"):
        said = evalapp(
            *("--lang", language, "intake", desk.evaluation, bad, desk.submission("m1"), gone, "--json"),
            code=1,
        )
        messages = {entry["file"]: entry["message"] for entry in said.json["files"] if entry["message"]}
        assert list(messages) == [str(bad), str(gone)]
        assert said.err.splitlines() == [f"evalapp: {file}: {text}" for file, text in messages.items()]
    assert evalapp("intake", desk.evaluation, desk.submissions, "--json").err == ""


@pytest.fixture
def locked_after_two(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Another program begins to write the evaluation when two files are in."""
    real, count = received.accept, itertools.count(1)
    monkeypatch.setattr("evalapp.store.database._BUSY_SECONDS", 0.01)
    with raw_sqlite(desk.evaluation) as other:

        def accept(*arguments: Any) -> None:
            if next(count) == 3:
                other.execute("BEGIN IMMEDIATE")
            real(*arguments)

        monkeypatch.setattr("evalapp.receiving.accept", accept)
        yield desk
        if other.in_transaction:
            other.execute("ROLLBACK")


def test_files_after_which_nothing_could_be_written_are_named_and_the_plan_is_shown(
    locked_after_two: Desk,
) -> None:
    desk = locked_after_two
    said = evalapp("intake", desk.evaluation, desk.submissions, "--apply", code=1)
    assert [line.partition(":")[0] for line in said.out.splitlines()[:5]] == ["new"] * 5
    assert "Taken in as intake 1: 2 (" in said.out
    lines = said.err.splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in lines] == [
        str(path) for path in desk.all_submissions()[2:]
    ]
    assert all("is being used by another program" in line for line in lines)


def test_files_after_which_nothing_could_be_written_in_json(locked_after_two: Desk) -> None:
    desk = locked_after_two
    said = evalapp("intake", desk.evaluation, desk.submissions, "--apply", "--json", code=1)
    assert (said.json["applied"], said.json["intake"]) == (True, 1)
    assert said.json["counts"] == {"new": 2, "unchanged": 0, "replaces": 0, "refused": 3}
    assert [entry["status"] for entry in said.json["files"]] == ["new"] * 2 + ["refused"] * 3
    assert [entry["reason"] for entry in said.json["files"]] == [None] * 2 + ["file-busy"] * 3
    assert said.err.count("\n") == 3
    for entry, line in zip(said.json["files"][2:], said.err.splitlines(), strict=True):
        assert line == f"evalapp: {entry['file']}: {entry['message']}"


def test_a_plan_says_every_kind_of_difference_in_the_users_words(small: Desk) -> None:
    small.fill("m1", [*FULL[:3], ("m1", "Q", "", "", "古い")])
    small.intake(small.hand_in("m1", "--draft"))
    small.fill("m1", [("m1", "P", "c1", "NA"), ("m1", "P", "c2", ""), ("m1", "Q", "", "欠席")])
    draft = small.hand_in("m1", "--draft")
    lines = {
        language: evalapp("--lang", language, "intake", small.evaluation, draft).out.splitlines()
        for language in ("en", "ja")
    }
    assert lines["en"][0].startswith(f"replaces: {draft}  m1  revision 2 (draft)  ")
    assert lines["ja"][0].startswith(f"差し替え: {draft}  m1  第2版 (途中)  ")
    assert lines["en"][1:-2] == [
        "    P / c1 / score: 2 → cannot judge",
        "    P / c2 / score: 2 → □",
        "    Q / recusal: □ → absent",
        "    Q / c1 / score: 2 → □",
        "    Q / Positive opinions: 古い → □",
        "    still blank (1): P-c2",
    ]
    assert lines["ja"][1:-2] == [
        "    P / c1 / 評点: 2 → 評価不能",
        "    P / c2 / 評点: 2 → □",
        "    Q / 辞退・欠席: □ → 欠席",
        "    Q / c1 / 評点: 2 → □",
        "    Q / 肯定的意見: 古い → □",
        "    未記入(1): P-c2",
    ]
    small.fill("m1", FULL)
    final = small.hand_in("m1")
    small.intake(draft)
    assert "    P / state: draft → handed in" in evalapp("intake", small.evaluation, final).out.splitlines()


def test_typing_in_over_a_draft_starts_from_a_blank_sheet(small: Desk) -> None:
    """A draft's scores become official by the member's own hand only."""
    small.fill("m1", [*FULL, ("m1", "P", "", "", "下書きの意見")])
    small.intake(small.hand_in("m1", "--draft"))
    table = small.table("typed.csv", [("m1", "P", "c1", 3)])
    found = evalapp("type-in", small.evaluation, table, "--json").json["files"][0]
    assert found["blank"] == [{"subject": "P", "criterion": "c2"}]
    assert {"subject": "P", "criterion": None, "field": "state", "old": "draft", "new": "final"} in found[
        "differences"
    ]
    assert "    still blank (1): P-c2" in evalapp("type-in", small.evaluation, table).out.splitlines()
    evalapp("type-in", small.evaluation, table, "--apply")
    assert (small.cell("P", "c1")["points"], small.cell("P", "c2")["points"]) == ([3], [None])
    assert small.cell("Q", "c1")["points"] == []  # still a draft
    with EvaluationFile(small.evaluation) as file:
        assert known(file).current["m1", "P"].sheet.comments == ()


def test_open_cells_in_json_are_there_for_every_file(small: Desk) -> None:
    small.fill("m1", FULL[1:])
    (found,) = small.intake(small.hand_in("m1", "--draft"), apply=False)["files"]
    assert found["blank"] == [{"subject": "P", "criterion": "c1"}]
    small.fill("m1", FULL)
    (found,) = small.intake(small.hand_in("m1"), apply=False)["files"]
    assert found["blank"] == []


@pytest.mark.parametrize("how", ["name", "path", "link", "hard link"])
def test_the_second_entry_must_be_another_file(how: str, small: Desk) -> None:
    first = small.table("typed.csv", FULL)
    second = small.folder / "second.csv"
    if how == "name":
        second = first
    elif how == "path":
        second = small.folder / "ballots" / ".." / "typed.csv"
    elif how == "link":
        second.symlink_to(first)
    else:
        second.hardlink_to(first)
    sentence = refused("type-in", small.evaluation, first, "--second", second, "--apply")
    assert sentence == f"{second} is the first entry itself. Name the file with the second entry."
    assert small.record()[-1]["act"] == "ballot-issued"
    # the same content in another file is what a careful second typist makes
    copy = Path(shutil.copy(first, small.folder / "typed again.csv"))
    evalapp("type-in", small.evaluation, first, "--second", copy, "--apply")
    assert "not found" in refused("type-in", small.evaluation, first, "--second", small.folder / "gone.csv")


def test_the_confirmation_that_a_plan_names_is_the_one_that_is_asked_for(full_desk: Desk) -> None:
    rows = [("m1", s, f"c{n}", 0) for s in "AB" for n in range(1, 8)]
    full_desk.fill("m1", rows)
    path = full_desk.hand_in("m1")
    english = evalapp("intake", full_desk.evaluation, path).out.splitlines()[-1]
    assert english.startswith("Nothing was written. 14 of 98 scores would be replaced.")
    assert english.endswith("add --apply --confirm 14.")
    assert "--apply --confirm 14" in evalapp("--lang", "ja", "intake", full_desk.evaluation, path).out
    evalapp("intake", full_desk.evaluation, path, "--apply", "--confirm", 14)
    full_desk.fill("m1", rows[:1])
    few = evalapp("intake", full_desk.evaluation, full_desk.revised("m1", 1)).out.splitlines()[-1]
    assert few == "Nothing was written. To carry this out, add --apply."
