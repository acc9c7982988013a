"""Ed25519 (RFC 8032): the signatures of devices, sessions and servers."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from commandpost.security import sealing


class Ed25519Signer:
    """A private key in memory."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key().public_bytes_raw()

    @property
    def secret(self) -> bytes:
        return self._key.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class Ed25519Signing:
    """Everything a journal needs of cryptography."""

    def fresh(self) -> Ed25519Signer:
        return Ed25519Signer(Ed25519PrivateKey.generate())

    def restore(self, secret: bytes) -> Ed25519Signer:
        """Raise ``ValueError`` when ``secret`` is not 32 bytes."""
        return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(secret))

    def random(self, count: int) -> bytes:
        return os.urandom(count)

    def seal(self, public_key: bytes, plain: bytes, bound: bytes) -> bytes:
        """As ``sealing.seal``."""
        return sealing.seal(public_key, plain, bound)

    def unseal(self, secret: bytes, sealed: bytes, bound: bytes) -> bytes:
        """As ``sealing.unseal``."""
        return sealing.unseal(secret, sealed, bound)

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether the signature is the key's; a malformed key or signature is simply not."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True
