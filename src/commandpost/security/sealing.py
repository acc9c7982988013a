"""Sealing to one workstation: X25519 with a key of one use, HKDF, ChaCha20-Poly1305 (RFC 7748, 5869, 8439).

The receiver's key is its device key, which every card shows and its server vouched for: an Ed25519 key is a point of
the curve that X25519 uses, in other coordinates (RFC 7748, section 4.1).
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FIELD = 2**255 - 19
NONCE = bytes(12)  # every key is used once
KEY = 32  # bytes


def seal(public_key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Seal to an Ed25519 public key; ``bound`` must be told again to open. Raises ValueError for a malformed key."""
    once = X25519PrivateKey.generate()
    shown = once.public_key().public_bytes_raw()
    theirs = _montgomery(public_key)
    secret = once.exchange(X25519PublicKey.from_public_bytes(theirs))
    return shown + ChaCha20Poly1305(_key(secret, shown, theirs)).encrypt(NONCE, plain, bound)


def unseal(secret: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open with an Ed25519 secret. Raises ValueError where it is not sealed to it, was changed or bound otherwise."""
    if len(sealed) < KEY:
        raise ValueError("too short")
    own = X25519PrivateKey.from_private_bytes(hashlib.sha512(secret).digest()[:KEY])
    shown = sealed[:KEY]
    shared = own.exchange(X25519PublicKey.from_public_bytes(shown))
    key = _key(shared, shown, own.public_key().public_bytes_raw())
    try:
        return ChaCha20Poly1305(key).decrypt(NONCE, sealed[KEY:], bound)
    except InvalidTag as broken:
        raise ValueError("not sealed to this key") from broken


def _key(secret: bytes, shown: bytes, theirs: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=b"cp1-seal" + shown + theirs).derive(secret)


def _montgomery(public_key: bytes) -> bytes:
    """The u coordinate of an Ed25519 point: (1 + y) / (1 - y)."""
    if len(public_key) != KEY:
        raise ValueError("no key")
    y = int.from_bytes(public_key, "little") & (2**255 - 1)
    return ((1 + y) * pow(1 - y, FIELD - 2, FIELD) % FIELD).to_bytes(KEY, "little")
