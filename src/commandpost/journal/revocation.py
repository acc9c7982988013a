"""A server's word that a workstation is let in no more, for the desks of its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commandpost.journal.bundle import card_from_json, card_json
from commandpost.journal.chain import DeviceCard, Verifier, packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The whole card, so that a device that was never met is refused as well when it comes with an older one."""

    card: DeviceCard  # with ``revoked_at``
    signature: bytes = b""  # of the server's key over ``message``

    @property
    def message(self) -> bytes:
        return packed("cp1-revoked", self.card.device, self.card.revoked_at or "")

    def is_said_by(self, authority: bytes, verifier: Verifier) -> bool:
        """Whether the server with this key vouched for the card and revoked it."""
        card = self.card
        return (
            card.revoked_at is not None
            and verifier.verify(authority, card.message, card.certificate)
            and verifier.verify(authority, self.message, self.signature)
        )


def enrolled_since(card: DeviceCard, held: DeviceCard) -> bool:
    """Whether a card was made after the one that is held was revoked: the device was enrolled anew."""
    if held.revoked_at is None or card.revoked_at is not None:
        return False
    return _is_later(card.enrolled_at, held.revoked_at)


def revokes_anew(card: DeviceCard, held: DeviceCard) -> bool:
    """Whether a server's word on a revoked card says more than the card that is held."""
    if held.revoked_at is None:
        return not enrolled_since(held, card)
    return _is_later(card.revoked_at or "", held.revoked_at) or _is_later(card.enrolled_at, held.enrolled_at)


def _is_later(moment: str, than: str) -> bool:
    try:
        return datetime.fromisoformat(moment) > datetime.fromisoformat(than)
    except (ValueError, TypeError):  # no moment, or one without a zone
        return False


def revocation_json(one: Revocation) -> dict[str, Any]:
    """A revocation as JSON; bytes in hex."""
    return {"card": card_json(one.card), "signature": one.signature.hex()}


def revocation_from_json(said: Mapping[str, Any]) -> Revocation:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return Revocation(card=card_from_json(said["card"]), signature=bytes.fromhex(said["signature"]))
