"""What arrives: every fault has its own name and sentence, and never stops the other files."""

from __future__ import annotations

import itertools
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from evalapp import canonical, sealing
from evalapp.intake import Status
from evalapp.language import load_language
from evalapp.mark import NoPoints
from evalapp.receiving import apply_plan, plan_files
from evalapp.store.ballot_file import BallotFile
from evalapp.store.evaluation_file import EvaluationFile
from evalapp.submission import TYPED_FORMAT, encode_payload
from tests.story import MEMBERS, NOON, Desk, evalapp, new_desk, payload_of, refused, sealed
from ui.messages import phrase

Maker = Callable[[Desk, Path], Path]


def truncated(desk: Desk, target: Path) -> Path:
    whole = desk.submission("m1").read_bytes()
    target.write_bytes(whole[: len(whole) * 2 // 3])
    return target


def changed(desk: Desk, target: Path) -> Path:
    data = bytearray(desk.submission("m1").read_bytes())
    place = len(data) // 2
    data[place] = ord("A") if data[place] != ord("A") else ord("B")
    target.write_bytes(data)
    return target


def wrong_type(_desk: Desk, target: Path) -> Path:
    target.write_bytes(b"PK\x03\x04 a workbook, not a submission")
    return target


def empty(_desk: Desk, target: Path) -> Path:
    target.touch()
    return target


def huge(_desk: Desk, target: Path) -> Path:
    with target.open("wb") as file:
        file.truncate(sealing.SUBMISSION_LIMIT + 1)
    return target


def missing(_desk: Desk, target: Path) -> Path:
    return target


def a_folder_by_another_name(_desk: Desk, target: Path) -> Path:
    os.mkfifo(target)
    return target


def newer_envelope(desk: Desk, target: Path) -> Path:
    """A message whose head says 2."""
    with BallotFile(desk.ballot("m1")) as file:
        recipient = pyrage.x25519.Recipient.from_str(file.ballot.recipient)
    target.write_bytes(pyrage.encrypt(b"evalapp-submission 2\nnobody knows", [recipient], armored=True))
    return target


def newer_payload(desk: Desk, target: Path) -> Path:
    """A payload of format version 2, which may look quite different."""
    message = canonical.encode({"format": "evalapp-submission", "version": 2, "scores": [1, 2]})
    return sealed(target, desk.ballot("m1"), message)


def forged(desk: Desk, target: Path) -> Path:
    """Signed with a key of the forger's own."""
    seed, _public = sealing.new_ballot_keys()
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=9), seed)


def signed_by_another_member(desk: Desk, target: Path) -> Path:
    """m2 signs what claims to come from m1's ballot."""
    with BallotFile(desk.ballot("m2")) as file:
        seed = file.signing_seed
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=9), seed)


def wrong_member(desk: Desk, target: Path) -> Path:
    """m2's own ballot, m2's own key – but it says that it is from m1."""
    return sealed(target, desk.ballot("m2"), payload_of(desk.ballot("m2"), member="m1", revision=9))


def unknown_ballot(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), ballot="f" * 32))


def superseded_ballot(desk: Desk, target: Path) -> Path:
    """m5 got a second ballot, and then hands in from the first one."""
    evalapp("ballots", desk.evaluation, "--out", desk.ballots, "--member", "m5")
    shutil.move(desk.submission("m5"), target)
    return target


def other_evaluation(desk: Desk, target: Path) -> Path:
    """Sealed to the key of another evaluation."""
    other = new_desk(desk.folder / "other")
    return sealed(target, other.ballot("m1"), payload_of(other.ballot("m1")))


def other_evaluation_inside(desk: Desk, target: Path) -> Path:
    """Sealed to this evaluation's key, but written for another one."""
    payload = payload_of(desk.ballot("m1"), evaluation="e" * 32)
    return sealed(target, desk.ballot("m1"), payload)


def other_rubric(desk: Desk, target: Path) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9, rubrics={"meti-project": "0" * 64})
    return sealed(target, desk.ballot("m1"), payload)


def no_rubric(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=9, rubrics={}))


def a_sheet_is_missing(desk: Desk, target: Path) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9)
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=payload.sheets[1:]))


def a_sheet_too_many(desk: Desk, target: Path) -> Path:
    """m3 does not judge project B, but sends a sheet on it."""
    payload = payload_of(desk.ballot("m3"), revision=9)
    sheets = payload_of(desk.ballot("m1")).sheets
    return sealed(target, desk.ballot("m3"), replace(payload, sheets=sheets))


def _with_mark(desk: Desk, target: Path, mark: object, draft: bool = False) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9, draft=draft)
    first = payload.sheets[0]
    marks = {**first.marks, "c1": mark}
    sheets = (replace(first, marks=marks), *payload.sheets[1:])  # type: ignore[arg-type]
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=sheets))


def a_mark_off_the_scale(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, 4)


def a_negative_mark(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, -1)


def a_mark_beyond_any_number(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, 10**30)


def a_fraction_as_mark(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, 2.5)


def a_word_as_mark(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, "three")


def recused_as_mark(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, NoPoints.RECUSED)


def blank_but_final(desk: Desk, target: Path) -> Path:
    return _with_mark(desk, target, NoPoints.BLANK)


def a_criterion_too_many(desk: Desk, target: Path) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9)
    first = replace(payload.sheets[0], marks={**payload.sheets[0].marks, "c8": 3})
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=(first, *payload.sheets[1:])))


def a_doubled_comment(desk: Desk, target: Path) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9)
    first = payload.sheets[0]
    first = replace(first, comments=(*first.comments, first.comments[0]))
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=(first, *payload.sheets[1:])))


def _with_text(desk: Desk, target: Path, text: str) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9)
    first = payload.sheets[0]
    first = replace(first, comments=(replace(first.comments[0], text=text),))
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=(first, *payload.sheets[1:])))


def a_control_character(desk: Desk, target: Path) -> Path:
    return _with_text(desk, target, "よい\x0b成果")


def a_text_too_long(desk: Desk, target: Path) -> Path:
    return _with_text(desk, target, "長" * 32_001)


def an_empty_text(desk: Desk, target: Path) -> Path:
    return _with_text(desk, target, " ")


def revision_0(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=0))


def a_revision_beyond_any_number(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=2**70))


def handed_in_before_any_era(desk: Desk, target: Path) -> Path:
    at = NOON.replace(year=1800)
    return sealed(target, desk.ballot("m1"), payload_of(desk.ballot("m1"), revision=9, handed_in_at=at))


def typed_answers_as_a_file(desk: Desk, target: Path) -> Path:
    """What only the secretariat may enter, sent as a file."""
    payload = payload_of(desk.ballot("m1"), ballot="", format=TYPED_FORMAT)
    return sealed(target, desk.ballot("m1"), payload)


def typed_answers_from_a_ballot(desk: Desk, target: Path) -> Path:
    payload = payload_of(desk.ballot("m1"), revision=9, format=TYPED_FORMAT)
    return sealed(target, desk.ballot("m1"), replace(payload, sheets=payload.sheets[:1]))


def other_spelling_of_the_same(desk: Desk, target: Path) -> Path:
    """The same JSON with a space in it: only canonical bytes pass."""
    message = encode_payload(payload_of(desk.ballot("m1"), revision=9)).replace(b":", b": ", 1)
    return sealed(target, desk.ballot("m1"), message)


def an_unknown_key(desk: Desk, target: Path) -> Path:
    message = encode_payload(payload_of(desk.ballot("m1"), revision=9))
    return sealed(target, desk.ballot("m1"), b'{"aaa":1,' + message[1:])


def no_json(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), b"\xff\xfe\x00")


def nested_json(desk: Desk, target: Path) -> Path:
    return sealed(target, desk.ballot("m1"), b"[" * 200_000 + b"]" * 200_000)


def for_a_passphrase(_desk: Desk, target: Path) -> Path:
    """An age file, but one that asks for a password."""
    target.write_bytes(
        b"-----BEGIN AGE ENCRYPTED FILE-----\n"
        b"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA3Tm9hYnFrTytLQmtvQjJR\n"
        b"OEhRNWhRIDE4CnQwVkhXWS96Y2ZwQXJMaGpCUGU3dkppeXJQdWUraWFzZHpNa3k1\n"
        b"cWhMZUEKLS0tIEJyYmEza3NSamExb3VDaEJXWS9uZnNqL2JmbzZWcnp2Z3hHb0cx\n"
        b"WUo4NFUKmT4cASlu80gYarwadqKmW19dEt7DP56qr0pS+GV1dBgj5xLfpOXSQzPN\n"
        b"qpTdnQ3p+NoiZGk=\n"
        b"-----END AGE ENCRYPTED FILE-----\n"
    )
    return target


def text_before(desk: Desk, target: Path) -> Path:
    """A mail program put its own words above."""
    target.write_bytes(b"Dear all,\n" + desk.submission("m1").read_bytes())
    return target


def glued(desk: Desk, target: Path) -> Path:
    target.write_bytes(desk.submission("m1").read_bytes() + desk.submission("m2").read_bytes())
    return target


def a_text_between_the_lines(_desk: Desk, target: Path) -> Path:
    target.write_bytes(b"-----BEGIN AGE ENCRYPTED FILE-----\nnothing\n-----END AGE ENCRYPTED FILE-----\n")
    return target


def only_blanks(_desk: Desk, target: Path) -> Path:
    target.write_bytes(b" \n" * 100)
    return target


# the faults that the issue names, each with a code of its own
NAMED: dict[Maker, str] = {
    other_evaluation: "submission-other-evaluation",
    unknown_ballot: "submission-unknown-ballot",
    wrong_member: "submission-wrong-member",
    superseded_ballot: "submission-superseded-ballot",
    changed: "submission-damaged",
    truncated: "submission-truncated",
    wrong_type: "not-a-submission",
    empty: "file-empty",
    huge: "file-too-large",
    missing: "file-missing",
    newer_payload: "submission-newer",
    forged: "submission-forged",
    other_rubric: "submission-other-rubric",
    a_mark_off_the_scale: "submission-not-fitting",
}
VARIANTS: dict[Maker, str] = {
    a_folder_by_another_name: "file-is-folder",
    newer_envelope: "submission-newer",
    signed_by_another_member: "submission-forged",
    other_evaluation_inside: "submission-other-evaluation",
    no_rubric: "submission-other-rubric",
    a_sheet_is_missing: "submission-not-fitting",
    a_sheet_too_many: "submission-not-fitting",
    a_negative_mark: "submission-not-fitting",
    a_mark_beyond_any_number: "submission-not-fitting",
    a_fraction_as_mark: "submission-damaged",
    a_word_as_mark: "submission-damaged",
    recused_as_mark: "submission-not-fitting",
    blank_but_final: "submission-not-fitting",
    a_criterion_too_many: "submission-not-fitting",
    a_doubled_comment: "submission-not-fitting",
    an_empty_text: "submission-not-fitting",
    a_control_character: "text-control-character",
    a_text_too_long: "text-too-long",
    revision_0: "submission-not-fitting",
    a_revision_beyond_any_number: "submission-not-fitting",
    handed_in_before_any_era: "submission-not-fitting",
    typed_answers_as_a_file: "not-a-submission",
    typed_answers_from_a_ballot: "not-a-submission",
    other_spelling_of_the_same: "submission-damaged",
    an_unknown_key: "submission-damaged",
    no_json: "submission-damaged",
    nested_json: "submission-damaged",
    for_a_passphrase: "submission-other-evaluation",
    text_before: "not-a-submission",
    glued: "submission-damaged",
    a_text_between_the_lines: "submission-damaged",
    only_blanks: "submission-truncated",
}


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(m, c, id=m.__name__) for m, c in (NAMED | VARIANTS).items()]
)
def test_a_bad_file_is_refused_by_name_and_the_others_go_through(make: Maker, code: str, desk: Desk) -> None:
    bad = make(desk, desk.folder / "bad.submission")
    good = [file for file in desk.all_submissions() if file.exists()]
    found = desk.intake(*good[:2], bad, *good[2:], code=1)
    assert found["counts"] == {"new": len(good), "unchanged": 0, "replaces": 0, "refused": 1}
    by_file = {entry["file"]: entry for entry in found["files"]}
    assert len(by_file) == len(good) + 1
    assert by_file[str(bad)]["reason"] == code
    assert by_file[str(bad)]["status"] == "refused"
    assert by_file[str(bad)]["message"]
    assert all(by_file[str(file)]["status"] == "new" for file in good)
    assert desk.verified()
    assert sum(subject["received"] for subject in desk.figures()) == (14 if len(good) == 5 else 11)


def test_each_named_fault_has_its_own_sentence_in_both_languages(desk: Desk) -> None:
    sentences: dict[str, set[str]] = {"en": set(), "ja": set()}
    for number, make in enumerate(NAMED):
        bad = make(desk, desk.folder / f"bad-{number}.submission")
        for code, said in sentences.items():
            run = evalapp("--lang", code, "intake", desk.evaluation, bad, code=1)
            assert run.err.count("\n") == 1
            sentence = run.err.replace(str(bad), "FILE").strip()
            sentence = sentence.partition("  ")[2]  # after the file, the member and the code
            said.add(sentence.rpartition("  ")[2])
    assert {code: len(said) for code, said in sentences.items()} == {"en": len(NAMED), "ja": len(NAMED)}
    assert not sentences["en"] & sentences["ja"]
    assert all(any("ぁ" <= sign <= "ヿ" for sign in sentence) for sentence in sentences["ja"])


def test_older_revisions_and_the_same_revision_with_other_content(desk: Desk) -> None:
    """m1 worked in two copies of one ballot: a person has to decide, and the next revision settles it."""
    copy = shutil.copy(desk.ballot("m1"), desk.folder / "copy.ballot")
    second = desk.revised("m1", 0)
    evalapp("fill", copy, "--from", desk.table("c.csv", [("m1", "A", "c1", 1)]))
    evalapp("hand-in", copy, "--out", desk.folder / "rival")
    rival = desk.folder / "rival/copy.submission"

    both = desk.intake(second, rival, apply=False, code=1)
    assert [entry["reason"] for entry in both["files"]] == ["submission-same-revision"] * 2

    desk.intake(second)
    assert desk.cell("A", "c1")["points"] == [0]
    later = desk.intake(rival, desk.submission("m1"), code=1)
    assert [entry["reason"] for entry in later["files"]] == [
        "submission-same-revision",
        "submission-outdated",
    ]
    assert later["files"][0]["differences"] == [
        {"subject": "A", "criterion": "c1", "field": "points", "old": 0, "new": 1}
    ]
    assert "revision 2" in later["files"][0]["message"]
    assert "revision 1" in later["files"][1]["message"]

    settled = desk.intake(desk.revised("m1", 2))
    assert settled["files"][0]["status"] == "replaces"
    assert desk.cell("A", "c1")["points"] == [2]
    for language in ("en", "ja"):
        said = evalapp("--lang", language, "intake", desk.evaluation, rival, desk.submission("m1"), code=1)
        assert len(set(said.err.splitlines())) == 2


def test_no_changed_byte_gets_in(desk: Desk) -> None:
    """Every region of the file: lines of the armour, the header, the body, the last line."""
    whole = desk.submission("m1").read_bytes()
    rng = random.Random(7)
    places = {*range(80), *range(len(whole) - 80, len(whole)), *rng.sample(range(len(whole)), 400)}
    codes = set()
    same = 0
    with EvaluationFile(desk.evaluation) as file:
        files = []
        for number, place in enumerate(sorted(places)):
            data = bytearray(whole)
            data[place] ^= 1 << rng.randrange(7)
            path = desk.folder / f"{number}.submission"
            path.write_bytes(data)
            files.append(path)
        made = plan_files(file, [desk.submission("m1"), *files])
        for entry in made.entries[1:]:
            if entry.reason is None:
                # a line end turned into another blank is the same message
                assert entry.status is Status.UNCHANGED
                same += 1
            else:
                codes.add(entry.reason.code)
    assert len(files) > 400
    assert same < 5
    assert codes <= {
        "submission-damaged",
        "submission-truncated",
        "not-a-submission",
        "submission-other-evaluation",
    }


def test_no_cut_file_gets_in(desk: Desk) -> None:
    whole = desk.submission("m1").read_bytes()
    rng = random.Random(8)
    lengths = {*range(1, 60), *range(len(whole) - 60, len(whole) - 1), *rng.sample(range(len(whole)), 100)}
    files = []
    for length in sorted(lengths):
        path = desk.folder / f"{length}.submission"
        path.write_bytes(whole[:length])
        files.append(path)
    with EvaluationFile(desk.evaluation) as file:
        reasons = [entry.reason for entry in plan_files(file, files).entries]
    found = {reason.code for reason in reasons if reason is not None}
    assert None not in reasons
    assert found <= {"submission-truncated", "not-a-submission", "file-empty"}
    assert sum(reason is not None and reason.code == "submission-truncated" for reason in reasons) > 200


def test_a_mail_system_that_turns_line_ends_does_no_harm(desk: Desk) -> None:
    desk.submission("m1").write_bytes(desk.submission("m1").read_bytes().replace(b"\n", b"\r\n"))
    assert desk.intake(desk.submissions)["counts"]["new"] == 5
    assert desk.verified()


def test_a_file_with_a_name_from_another_system_is_taken_in(desk: Desk) -> None:
    """A name in Shift_JIS, as an old archive unpacks it; and one like a formula, and a path."""
    odd = Path(os.fsdecode(os.fsencode(desk.submissions) + b"/\x95\x5d\x89\xbf.submission"))
    desk.submission("m1").rename(odd)
    desk.submission("m2").rename(desk.submissions / "=cmd|' !A1\n.submission")
    assert desk.intake(desk.submissions)["counts"]["new"] == 5
    assert desk.verified()
    evalapp("record", desk.evaluation)


def test_a_name_too_long_for_the_system_is_refused_like_any_other(desk: Desk) -> None:
    long = desk.folder / ("名" * 200 + ".submission")
    found = desk.intake(long, desk.submission("m1"), code=1)
    assert [entry["status"] for entry in found["files"]] == ["refused", "new"]


def test_a_folder_stands_for_its_files(desk: Desk) -> None:
    (desk.submissions / ".hidden").write_text("left alone")
    (desk.submissions / "deeper").mkdir()
    found = desk.intake(desk.submissions)
    assert [entry["member"] for entry in found["files"]] == list(MEMBERS)
    nothing = desk.folder / "nothing"
    nothing.mkdir()
    assert desk.intake(nothing)["files"] == []


def test_the_plan_alone_writes_nothing(desk: Desk) -> None:
    before = desk.evaluation.read_bytes()
    found = desk.intake(desk.submissions, apply=False)
    assert found["applied"] is False
    assert found["intake"] is None
    assert found["counts"]["new"] == 5
    assert desk.evaluation.read_bytes() == before


def test_every_intake_reconciles(desk: Desk) -> None:
    """Files given = new + unchanged + replaces + refused, each named once a time given."""
    first = desk.submission("m1")
    desk.intake(first, desk.submission("m2"))
    second = desk.revised("m1", 1)
    bad = changed(desk, desk.folder / "bad.submission")
    given = [second, first, first, desk.submission("m2"), desk.submission("m3"), bad, desk.folder / "gone"]
    found = desk.intake(*given, code=1)
    assert [entry["file"] for entry in found["files"]] == [str(path) for path in given]
    assert [entry["status"] for entry in found["files"]] == [
        "replaces",
        "unchanged",
        "unchanged",
        "unchanged",
        "new",
        "refused",
        "refused",
    ]
    assert sum(found["counts"].values()) == len(given)


def test_applying_twice_changes_nothing(full_desk: Desk) -> None:
    before = full_desk.results()
    data = full_desk.evaluation.read_bytes()
    again = full_desk.intake(full_desk.submissions)
    assert again["counts"] == {"new": 0, "unchanged": 5, "replaces": 0, "refused": 0}
    assert again["intake"] is None
    assert full_desk.results() == before
    assert full_desk.evaluation.read_bytes() == data


def test_the_same_content_sealed_anew_is_unchanged(full_desk: Desk) -> None:
    """Sealing twice gives different bytes; what counts is what was signed."""
    with BallotFile(full_desk.ballot("m1")) as file:
        hand_in = file.last_hand_in()
        assert hand_in is not None
        seed, recipient = file.signing_seed, file.ballot.recipient
    anew = full_desk.folder / "anew.submission"
    anew.write_bytes(sealing.seal(hand_in.message, seed, recipient))
    assert anew.read_bytes() != full_desk.submission("m1").read_bytes()
    assert full_desk.intake(anew)["counts"]["unchanged"] == 1


@pytest.fixture(scope="module")
def correspondence(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, list[Path]]:
    """A small evaluation and all that came back: revisions, a draft, duplicates, a recusal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALAPP_DATA", str(tmp_path_factory.mktemp("data")))
        desk = new_desk(tmp_path_factory.mktemp("letters"))
        files = []
        for points in (3, 2, 0):
            rows = [("m1", s, c, points) for s, c in itertools.product("PQ", ("c1", "c2"))]
            desk.fill("m1", rows)
            files.append(desk.hand_in("m1"))
        desk.fill("m2", [("m2", "P", "c1", 1), ("m2", "Q", "", "辞退")])
        files.append(desk.hand_in("m2", "--draft"))
        desk.fill("m2", [("m2", "P", "c2", "NA", "よい")])
        files.append(desk.hand_in("m2"))
        files.append(Path(shutil.copy(files[1], desk.folder / "m1 again.submission")))
        return desk, files


def test_the_order_of_arrival_never_matters(correspondence: tuple[Desk, list[Path]], tmp_path: Path) -> None:
    desk, files = correspondence
    rng = random.Random(11)
    outcomes = set()
    for number in range(40):
        order = rng.sample(files, len(files))
        copy = tmp_path / f"{number}.evaluation"
        shutil.copy(desk.evaluation, copy)
        calls: list[list[Path]] = [[]]
        for path in order:
            calls[-1].append(path)
            if rng.random() < 0.4:
                calls.append([])
        with EvaluationFile(copy) as file:
            given = 0
            for call in calls:
                made = plan_files(file, call)
                given += len(made.entries)
                assert sum(made.count(status) for status in Status) == len(call)
                apply_plan(file, made, NOON, "tester", confirmed=True)
            assert given == len(files)
        outcomes.add(str(evalapp("results", copy, "--json").json["subjects"]))
    assert len(outcomes) == 1
    (subjects,) = outcomes
    assert "'points': [0, 1]" in subjects  # the newest of m1 beside m2's
    assert "cannot_judge" in subjects


def test_undo_and_apply_again(full_desk: Desk) -> None:
    first = full_desk.figures()
    revised = full_desk.revised("m1", 0)
    full_desk.intake(revised)
    changed_figures = full_desk.figures()
    assert full_desk.cell("A", "c1")["points"] == [0, 3, 3, 3, 3]

    evalapp("undo-intake", full_desk.evaluation)
    assert full_desk.figures() == first
    full_desk.intake(revised)
    assert full_desk.figures() == changed_figures

    # an intake further back is undone without touching what came later
    evalapp("undo-intake", full_desk.evaluation, "--intake", 1)
    left = {subject["id"]: subject["received"] for subject in full_desk.figures()}
    assert left == {"A": 1, "B": 1, "C": 1}
    assert full_desk.cell("A", "c1")["points"] == [0]
    evalapp("undo-intake", full_desk.evaluation)
    assert all(subject["received"] == 0 for subject in full_desk.figures())
    assert full_desk.cell("A", "c1")["mean"] == "－"
    assert "no intake" in refused("undo-intake", full_desk.evaluation)

    full_desk.intake(full_desk.submissions, code=1)  # m1's first revision is now refused as outdated
    assert full_desk.figures() == changed_figures
    assert full_desk.verified()
    acts = [line["act"] for line in full_desk.record()]
    assert acts.count("intake-undone") == 3


def test_an_intake_that_is_not_there_cannot_be_undone(full_desk: Desk) -> None:
    assert "1" in refused("undo-intake", full_desk.evaluation, "--intake", 7)
    evalapp("undo-intake", full_desk.evaluation, "--intake", 1)
    refused("undo-intake", full_desk.evaluation, "--intake", 1)


def test_replacing_more_than_a_tenth_asks_for_the_number(full_desk: Desk) -> None:
    """105 scores less 7 recused are 98: ten may be replaced, eleven may not without a word."""
    full_desk.fill("m1", [("m1", subject, f"c{n}", 0) for subject in "AB" for n in range(1, 8)][:10])
    ten = full_desk.hand_in("m1")
    assert full_desk.intake(ten, apply=False)["needs_confirmation"] is True
    before = full_desk.evaluation.read_bytes()
    said = evalapp("intake", full_desk.evaluation, ten, "--apply", code=1)
    assert "10 of 98" in said.err
    assert "--confirm 10" in said.err
    assert "replaces: " in said.out  # the plan is shown all the same
    full_desk.intake(ten, code=1, confirm=9)
    full_desk.intake(ten, code=1, confirm=98)
    assert full_desk.evaluation.read_bytes() == before
    assert full_desk.intake(ten, confirm=10)["counts"]["replaces"] == 1


def test_a_tenth_itself_may_be_replaced(full_desk: Desk) -> None:
    full_desk.fill("m1", [("m1", "A", f"c{n}", 0) for n in range(1, 8)] + [("m1", "B", "c1", 0)])
    found = full_desk.intake(full_desk.hand_in("m1"))
    assert found["replaced_scores"] == 8
    assert found["needs_confirmation"] is False


def test_scores_that_a_draft_takes_away_count_as_replaced(full_desk: Desk) -> None:
    """m1 hands in a draft after the final sheets: 21 scores would no longer be counted."""
    full_desk.fill("m1", [("m1", "A", "c1", "")])
    draft = full_desk.hand_in("m1", "--draft")
    found = full_desk.intake(draft, apply=False)
    assert found["replaced_scores"] == 21
    assert found["needs_confirmation"] is True
    full_desk.intake(draft, confirm=21)
    assert full_desk.cell("A", "c1")["n"] == 4
    full_desk.fill("m1", [("m1", "A", "c1", 3)])
    final = full_desk.intake(full_desk.hand_in("m1"))
    assert final["replaced_scores"] == 0  # a draft's scores never counted
    assert full_desk.cell("A", "c1")["points"] == [3, 3, 3, 3, 3]


def test_a_plan_that_was_overtaken_is_not_carried_out(desk: Desk) -> None:
    """Two people at the secretariat plan at the same time; the second has to look again."""
    with EvaluationFile(desk.evaluation) as one, EvaluationFile(desk.evaluation) as other:
        first = plan_files(one, desk.all_submissions())
        second = plan_files(other, [desk.submission("m1")])
        apply_plan(other, second, NOON, "other", confirmed=False)
        came = apply_plan(one, first, NOON, "one", confirmed=False)
    assert came.accepted == 4
    assert [refusal.reason.code for refusal in came.failed] == ["intake-overtaken"]
    assert came.failed[0].file == str(desk.submission("m1"))
    assert "Run the intake again" in phrase(came.failed[0].reason, load_language("en"))
    assert sum(subject["received"] for subject in desk.figures()) == 14
    assert desk.verified()


def test_the_original_bytes_are_kept(full_desk: Desk) -> None:
    with EvaluationFile(full_desk.evaluation) as file:
        kept: dict[str, Any] = dict(file.db.execute("SELECT file_name, original FROM submission").fetchall())
    assert kept == {path.name: path.read_bytes() for path in full_desk.all_submissions()}
