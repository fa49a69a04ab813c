"""What is refused: every fault has its own name and sentence, and never stops the other files."""

from __future__ import annotations

import random

import pytest

from evalapp.intake import Status
from evalapp.store.evaluation_file import EvaluationFile
from tests.evalapp.bad_files import NAMED, VARIANTS, Maker
from tests.story import Desk, evalapp, planned


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
    assert sum(subject["received"] for subject in desk.figures()) == (19 if len(good) == 5 else 15)


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
        made = planned(file, [desk.submission("m1"), *files])
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
        reasons = [entry.reason for entry in planned(file, files).entries]
    found = {reason.code for reason in reasons if reason is not None}
    assert None not in reasons
    assert found <= {"submission-truncated", "not-a-submission", "file-empty"}
    assert sum(reason is not None and reason.code == "submission-truncated" for reason in reasons) > 200
