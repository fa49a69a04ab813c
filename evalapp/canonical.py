"""Canonical JSON: the bytes that are signed, hashed and compared."""

from __future__ import annotations

import hashlib

import msgspec

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def encode(value: object) -> bytes:
    """``value`` as UTF-8 JSON with sorted keys and no spaces: equal values give equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def verification_code(payload: bytes) -> str:
    """The short code printed on receipt, sheet and intake list: 60 bits of the payload's SHA-256.

    Twelve signs in three groups, without I, L, O and U so that it can be read out by phone.
    """
    number = int.from_bytes(hashlib.sha256(b"evalapp code\n" + payload).digest()[:8], "big") >> 4
    signs = [_SIGNS[number >> shift & 31] for shift in range(55, -1, -5)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))
