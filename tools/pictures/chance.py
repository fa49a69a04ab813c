"""Takes chance out of ids, keys, sealing and the clock, so that every run makes the same files."""

from __future__ import annotations

import base64
import hashlib
import itertools
import secrets
from datetime import datetime, timedelta, timezone, tzinfo
from types import SimpleNamespace

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evalapp import sealing
from ui import cli

TOKYO = timezone(timedelta(hours=9))

NOW = datetime(2027, 1, 5, 14, 3, tzinfo=TOKYO)
"""Three days before the sample's deadline."""

_BEGIN, _END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_MARK = b"\n--- "


class StillClock(datetime):
    """The clock of the commands: it shows ``moment`` until it is set."""

    moment = NOW

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The moment."""
        return cls.moment.astimezone(tz)

    @classmethod
    def set_to(cls, month: int, day: int, hour: int, minute: int) -> None:
        """Put it to a moment of the sample's winter: December is of 2026, all others are of 2027."""
        cls.moment = datetime(2026 if month == 12 else 2027, month, day, hour, minute, tzinfo=TOKYO)


def stop_chance() -> None:
    """From now on in this process nothing is left to chance.

    Sealed files are not encrypted then: age takes a new key for each, and the record holds its digest.
    """
    numbers = itertools.count()

    def token_hex(size: int) -> str:
        return hashlib.sha256(str(next(numbers)).encode()).hexdigest()[: 2 * size]

    def new_ballot_keys() -> tuple[bytes, bytes]:
        seed = hashlib.sha256(f"seed {next(numbers)}".encode()).digest()
        return seed, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()

    def new_evaluation_keys() -> tuple[str, str]:
        key = "age1" + hashlib.sha256(f"key {next(numbers)}".encode()).hexdigest()[:58]
        return key, key

    secrets.token_hex = token_hex  # type: ignore[assignment]
    sealing.new_ballot_keys = new_ballot_keys
    sealing.new_evaluation_keys = new_evaluation_keys
    key = SimpleNamespace(from_str=str)
    sealing.pyrage = SimpleNamespace(  # type: ignore[assignment]
        encrypt=_wrap,
        decrypt=_unwrap,
        x25519=SimpleNamespace(Identity=key, Recipient=key),
        **{name: getattr(pyrage, name) for name in ("DecryptError", "IdentityError", "RecipientError")},
    )
    cli.datetime = StillClock  # type: ignore[attr-defined]


def _wrap(message: bytes, keys: list[str], *, armored: bool) -> bytes:
    """What stands for age's encryption to ``keys``."""
    if not armored:
        raise ValueError("only armoured files are written")
    text = base64.b64encode(keys[0].encode() + _MARK + message)
    lines = [text[begin : begin + 64] for begin in range(0, len(text), 64)]
    return b"\n".join((_BEGIN, *lines, _END, b""))


def _unwrap(data: bytes, identities: list[str]) -> bytes:
    """What stands for age's decryption."""
    try:
        text = base64.b64decode(b"".join(data.split(b"-----")[2].split()), validate=True)
    except ValueError as error:
        raise pyrage.DecryptError("damaged") from error
    key, mark, message = text.partition(_MARK)
    if not mark or key.decode(errors="replace") not in identities:
        raise pyrage.DecryptError("No matching keys")
    return message
