from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from commandpost.security import sealing
from commandpost.security.signing import Ed25519Signing

SIGNING = Ed25519Signing()


@given(st.binary(max_size=2_000), st.binary(max_size=50))
def test_only_the_receiver_opens_what_was_sealed_to_it(plain: bytes, bound: bytes) -> None:
    receiver, other = SIGNING.fresh(), SIGNING.fresh()
    sealed = SIGNING.seal(receiver.public_key, plain, bound)

    assert SIGNING.unseal(receiver.secret, sealed, bound) == plain
    with pytest.raises(ValueError, match="not sealed to this key"):
        SIGNING.unseal(other.secret, sealed, bound)
    with pytest.raises(ValueError, match="not sealed to this key"):
        SIGNING.unseal(receiver.secret, sealed, bound + b"x")


def test_the_signing_key_and_the_sealing_key_are_one_point() -> None:
    """Both ways to the receiver's X25519 key meet: from its public key, and from its secret."""
    for _ in range(20):
        receiver = SIGNING.fresh()
        theirs = sealing._montgomery(receiver.public_key)
        own = X25519PrivateKey.from_private_bytes(hashlib.sha512(receiver.secret).digest()[:32])

        assert own.public_key().public_bytes_raw() == theirs


def test_every_flipped_bit_is_found() -> None:
    receiver = SIGNING.fresh()
    sealed = SIGNING.seal(receiver.public_key, b"text", b"")
    for at in range(len(sealed)):
        spoilt = bytearray(sealed)
        spoilt[at] ^= 1
        with pytest.raises(ValueError, match=r"."):
            SIGNING.unseal(receiver.secret, bytes(spoilt), b"")


def test_malformed_keys_and_short_texts_are_value_errors() -> None:
    for key in (b"", b"\x01" + bytes(31)):
        with pytest.raises(ValueError, match=r"."):
            SIGNING.seal(key, b"", b"")
    with pytest.raises(ValueError, match="too short"):
        SIGNING.unseal(SIGNING.fresh().secret, b"short", b"")
