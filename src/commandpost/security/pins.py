"""PINs at the desk, kept as argon2id hashes (RFC 9106) on this workstation only."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY


class Argon2PinHasher:
    """argon2id with 64 MiB and three passes: about a tenth of a second on a duty-room machine."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    def hash(self, pin: str) -> str:
        return self._hasher.hash(pin)

    def matches(self, pin: str, hashed: str) -> bool:
        """Tell whether the PIN is the hashed one; a damaged hash matches nothing."""
        try:
            return self._hasher.verify(hashed, pin)
        except (VerificationError, InvalidHashError):
            return False
