"""Files that must be refused, each made in its own way: ``make(desk, target)`` writes one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyrage

from evalapp import canonical, sealing
from evalapp.mark import NoPoints
from evalapp.store.ballot_file import BallotFile
from evalapp.submission import TYPED_FORMAT, encode_payload
from tests.story import NOON, Desk, evalapp, new_desk, payload_of, sealed

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
    target.write_bytes(b"%PDF-1.7 a document, not a submission")
    return target


def a_zip_that_is_no_workbook(_desk: Desk, target: Path) -> Path:
    target.write_bytes(b"PK\x03\x04 neither a form nor a submission")
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
    """A payload of format version 3, which may look quite different."""
    message = canonical.encode({"format": "evalapp-submission", "version": 3, "scores": [1, 2]})
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
    a_zip_that_is_no_workbook: "workbook-damaged",
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
