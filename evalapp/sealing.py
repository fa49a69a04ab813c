"""Sealing: who may write (Ed25519) and who may read (age, X25519). The only room with cryptography.

A submission is a public-standard age file (armoured) around one signed message, so that it can be opened
with the ``age`` tool and the evaluation's key even without this app. The message inside is::

    evalapp-submission 1\\n
    <signature, base64>\\n
    <length of the payload in bytes>\\n
    <payload, canonical JSON><padding, spaces>

The signature covers the first line and the payload. The padding rounds the message up to 4 KiB, so that the
size of a file does not tell how much a member has written. The armour ends with a fixed line, so that a file
cut in the mail is told from a tampered one.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from evalapp.errors import EvalError

SUBMISSION_LIMIT = 32 * 2**20
"""Largest sealed file in bytes."""

_MAGIC = b"evalapp-submission"
_HEAD = _MAGIC + b" 1\n"
_BLOCK = 4096
_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"


@dataclass(frozen=True, slots=True)
class Signed:
    """An opened message: its payload and the signature that still has to be verified."""

    payload: bytes
    signature: bytes


def new_evaluation_keys() -> tuple[str, str]:
    """A fresh age X25519 pair: the identity (secret) and its recipient (public), in age's own text form."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def new_ballot_keys() -> tuple[bytes, bytes]:
    """A fresh Ed25519 pair: the secret seed and the public key, 32 bytes each."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def sign(payload: bytes, seed: bytes) -> bytes:
    """The 64-byte signature of ``payload`` by the ballot whose secret is ``seed``."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(_HEAD + payload)


def verified(signed: Signed, public_key: bytes) -> bool:
    """Whether the ballot of ``public_key`` signed this payload."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signed.signature, _HEAD + signed.payload)
    except InvalidSignature:
        return False
    return True


def seal(payload: bytes, seed: bytes, recipient: str) -> bytes:
    """Sign ``payload`` and encrypt it to the evaluation. Sealing twice gives different bytes.

    Raises:
        ValueError: ``recipient`` is no age key.
    """
    signature = base64.b64encode(sign(payload, seed))
    message = _HEAD + signature + b"\n%d\n" % len(payload) + payload
    message += b" " * (-len(message) % _BLOCK)
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise ValueError("no age recipient") from error
    return pyrage.encrypt(message, [key], armored=True)


def open_sealed(data: bytes, identity: str) -> Signed:
    """Decrypt a submission with the evaluation's identity.

    Raises:
        EvalError: ``not-a-submission``, ``submission-truncated``, ``submission-damaged``,
            ``submission-other-evaluation`` or ``submission-newer``.
    """
    if not data.lstrip().startswith(_BEGIN):
        raise EvalError(
            "submission-truncated" if _BEGIN.startswith(data[:35].strip()) else "not-a-submission"
        )
    body, end, footer = data.partition(_END)
    if not end:
        raise EvalError("submission-truncated")
    if _BEGIN in footer:
        raise EvalError("submission-damaged")
    # mail programs put lines before and after an attachment's text; the armour itself is authenticated
    data = body.lstrip() + end + b"\n"
    if not _has_short_header(data):
        raise EvalError("submission-damaged")
    try:
        message = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.IdentityError as error:
        # an identity that was changed by hand is not the one it was sealed to
        raise EvalError("submission-other-evaluation") from error
    except pyrage.DecryptError as error:
        # the library tells the cases apart by its words only
        foreign = "No matching keys" in str(error)
        raise EvalError("submission-other-evaluation" if foreign else "submission-damaged") from error
    return _unpack(message)


def _has_short_header(data: bytes) -> bool:
    """Whether age's list of recipients ends soon: each costs the reader time, and there may be a million."""
    armour = data.lstrip()[len(_BEGIN) : len(_BEGIN) + 2 * _BLOCK].partition(b"-----END")[0]
    text = b"".join(armour.split())
    try:
        header = base64.b64decode(text[: len(text) // 4 * 4])
    except binascii.Error:
        return False
    return b"\n--- " in header


def _unpack(message: bytes) -> Signed:
    head, _, rest = message.partition(b"\n")
    if head + b"\n" != _HEAD:
        raise EvalError("submission-newer" if head.startswith(_MAGIC + b" ") else "not-a-submission")
    signature, _, rest = rest.partition(b"\n")
    length, _, rest = rest.partition(b"\n")
    try:
        size = int(length)
        raw = base64.b64decode(signature, validate=True)
    except (ValueError, binascii.Error) as error:
        raise EvalError("submission-damaged") from error
    if not 0 <= size <= len(rest) or rest[size:].strip(b" ") or len(raw) != 64:
        raise EvalError("submission-damaged")
    return Signed(rest[:size], raw)
