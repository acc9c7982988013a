"""What a workstation that serves its room says of itself, so that only a device of the unit is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commandpost.journal.bundle import card_from_json, card_json
from commandpost.journal.chain import DeviceCard, Verifier, packed


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWord:
    """The certificate of the room's own authority, vouched for by the key of the device that serves."""

    card: DeviceCard
    fingerprint: str  # SHA-256 of the certificate, 64 hex digits
    signature: bytes  # of the device's key over ``message``

    @property
    def message(self) -> bytes:
        return room_message(self.card, self.fingerprint)

    def is_said_by(self, known: DeviceCard, verifier: Verifier) -> bool:
        """Whether the device with this card, as it is known here, signed it."""
        return self.card.device == known.device and verifier.verify(known.public_key, self.message, self.signature)


def room_message(card: DeviceCard, fingerprint: str) -> bytes:
    """The bytes a serving device signs."""
    return packed("cp1-room", card.device, card.unit, fingerprint)


def word_json(word: RoomWord) -> dict[str, Any]:
    """The word as JSON; bytes in hex."""
    return {"card": card_json(word.card), "fingerprint": word.fingerprint, "signature": word.signature.hex()}


def word_from_json(said: Mapping[str, Any]) -> RoomWord:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return RoomWord(
        card=card_from_json(said["card"]),
        fingerprint=str(said["fingerprint"]),
        signature=bytes.fromhex(said["signature"]),
    )
