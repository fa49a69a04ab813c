"""Signing and sealing; the format is public, so it is opened here by other means too."""

from __future__ import annotations

import base64
import random

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from evalapp import canonical, sealing
from evalapp.errors import EvalError

IDENTITY, RECIPIENT = sealing.new_evaluation_keys()
SEED, PUBLIC = sealing.new_ballot_keys()


def wrap(message: bytes) -> bytes:
    return pyrage.encrypt(message, [pyrage.x25519.Recipient.from_str(RECIPIENT)], armored=True)


def fault(data: bytes, identity: str = IDENTITY) -> str:
    with pytest.raises(EvalError) as refusal:
        sealing.open_sealed(data, identity)
    return refusal.value.code


@settings(max_examples=30)
@given(st.binary(max_size=20_000))
def test_what_was_sealed_is_opened_and_verified(payload: bytes) -> None:
    signed = sealing.open_sealed(sealing.seal(payload, SEED, RECIPIENT), IDENTITY)
    assert signed.payload == payload
    assert sealing.verified(signed, PUBLIC)
    other = sealing.new_ballot_keys()[1]
    assert not sealing.verified(signed, other)
    assert not sealing.verified(sealing.Signed(payload + b" ", signed.signature), PUBLIC)


def test_anyone_with_the_key_and_the_public_tools_can_read_it() -> None:
    """As the module describes the format; an archive must be readable without this app."""
    payload = '{"評点":3}'.encode()
    message = pyrage.decrypt(
        sealing.seal(payload, SEED, RECIPIENT), [pyrage.x25519.Identity.from_str(IDENTITY)]
    )
    head, signature, length, rest = message.split(b"\n", 3)
    assert head == b"evalapp-submission 1"
    assert rest[: int(length)] == payload
    assert rest[int(length) :].strip(b" ") == b""
    key = Ed25519PublicKey.from_public_bytes(PUBLIC)
    key.verify(base64.b64decode(signature), b"evalapp-submission 1\n" + payload)


def test_the_size_does_not_tell_how_much_was_written() -> None:
    """What is encrypted is filled up to 4 KiB; age adds a random little of its own around it."""
    identity = pyrage.x25519.Identity.from_str(IDENTITY)
    for length, blocks in ((1, 1), (100, 1), (3900, 1), (5000, 2), (100_000, 25)):
        assert len(pyrage.decrypt(sealing.seal(b"x" * length, SEED, RECIPIENT), [identity])) == blocks * 4096


def test_sealing_twice_differs_and_signing_twice_does_not() -> None:
    assert sealing.seal(b"x", SEED, RECIPIENT) != sealing.seal(b"x", SEED, RECIPIENT)
    assert sealing.sign(b"x", SEED) == sealing.sign(b"x", SEED)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"", "not-a-submission"),
        (b"hello", "not-a-submission"),
        (b"evalapp-submission 2\n", "submission-newer"),
        (b"evalapp-submission 10\nx", "submission-newer"),
        (b"evalapp-submissions 1\nx", "not-a-submission"),
        (b"evalapp-submission 1\n", "submission-damaged"),
        (b"evalapp-submission 1\nAAAA\n3\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(64)) + b"\n4\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(64)) + b"\n-1\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(64)) + b"\nx\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(64)) + b"\n2\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(64)) + b"\n" + b"9" * 5000, "submission-damaged"),
        (b"evalapp-submission 1\n" + base64.b64encode(bytes(63)) + b"\n3\nabc", "submission-damaged"),
        (b"evalapp-submission 1\n!!!\n3\nabc", "submission-damaged"),
    ],
)
def test_messages_that_nobody_signed(message: bytes, code: str) -> None:
    assert fault(wrap(message)) == code


def test_other_keys_and_broken_ones() -> None:
    data = sealing.seal(b"x", SEED, RECIPIENT)
    assert fault(data, sealing.new_evaluation_keys()[0]) == "submission-other-evaluation"
    assert fault(data, "AGE-SECRET-KEY-1NONSENSE") == "submission-other-evaluation"


@settings(max_examples=200)
@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_crash_the_opening(noise: bytes, framed: bool) -> None:
    data = (
        b"-----BEGIN AGE ENCRYPTED FILE-----\n%s\n-----END AGE ENCRYPTED FILE-----\n" % noise
        if framed
        else noise
    )
    assert fault(data)


def test_two_submissions_glued_together_are_no_submission() -> None:
    one, other = sealing.seal(b"x", SEED, RECIPIENT), sealing.seal(b"y", SEED, RECIPIENT)
    assert fault(one + other) == "submission-damaged"
    lines = one.splitlines(keepends=True)
    assert fault(b"".join(lines[:3] + lines[4:])) == "submission-damaged"
    assert fault(b"".join([*lines[:3], lines[4], lines[3], *lines[5:]])) == "submission-damaged"


def test_verification_codes_can_be_read_out_by_phone_and_tell_payloads_apart() -> None:
    rng = random.Random(1)
    codes = [canonical.verification_code(rng.randbytes(20)) for _ in range(5000)]
    assert len(set(codes)) == 5000
    assert all(len(code) == 14 and code[4] == code[9] == "-" for code in codes)
    assert not set("".join(codes)) & set("ILOUilou")
    assert len(set("".join(codes))) == 33
    assert canonical.verification_code(b"x") == canonical.verification_code(b"x") == "H2WJ-0Z2Q-A9Y6"


def test_equal_values_give_equal_bytes() -> None:
    assert (
        canonical.encode({"b": 1, "a": [1, "あ"]})
        == canonical.encode({"a": (1, "あ"), "b": 1})
        == '{"a":[1,"あ"],"b":1}'.encode()
    )
    assert canonical.digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (b"", b"-- \nSent from my phone\n"),
        (b"", b"\r\n\r\n" + "社外秘\r\n".encode("cp932")),
        (b"\n\r\n  ", b""),
        (b"\r\n", b"\n-----END PGP SIGNATURE-----\n"),
        (b"", b"-----END AGE ENCRYPTED FILE-----\n"),
        (b"", b"\x00\xff" * 5000),
    ],
)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_what_a_mail_program_puts_below_or_blank_lines_above_do_no_harm(
    above: bytes, below: bytes, line_end: bytes
) -> None:
    data = above + sealing.seal(b"payload", SEED, RECIPIENT).replace(b"\n", line_end) + below
    signed = sealing.open_sealed(data, IDENTITY)
    assert signed.payload == b"payload"
    assert sealing.verified(signed, PUBLIC)


@pytest.mark.parametrize(
    "above", [b"Dear all,\n", b"\xef\xbb\xbf", b"-----END AGE ENCRYPTED FILE-----\n", b"> "]
)
def test_a_text_above_is_no_submission(above: bytes) -> None:
    assert fault(above + sealing.seal(b"x", SEED, RECIPIENT)) == "not-a-submission"


def test_a_second_armour_anywhere_below_is_damage() -> None:
    """Which of the two was meant nobody can tell; not even its first line may stand there."""
    one, other = sealing.seal(b"x", SEED, RECIPIENT), sealing.seal(b"y", SEED, RECIPIENT)
    for below in (one, other, b"\n-- \nold version:\n" + other, b"-----BEGIN AGE ENCRYPTED FILE-----"):
        assert fault(one + below) == "submission-damaged"


def test_a_footer_does_not_heal_a_cut_file() -> None:
    whole = sealing.seal(b"x", SEED, RECIPIENT)
    cut = whole[: whole.index(b"-----END")]
    assert fault(cut + b"-- \nSent from my phone\n") == "submission-truncated"
    lines = whole.splitlines(keepends=True)
    assert fault(b"".join([*lines[:-3], lines[-1]]) + b"footer") == "submission-damaged"
