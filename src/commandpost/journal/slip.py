"""A slip: one signed word of a workstation that travels outside the server, as a QR series or a file.

It carries the workstation's card, so that whoever trusts the same server can check it without a line to anybody.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard, Verifier, key_digest, packed

MAGIC = b"CPS1"
MAX_WIRE = 24_000  # bytes, some forty codes; a longer report travels as a file
MAX_CONTENT = 200_000  # bytes it may unpack to


class SlipKind(StrEnum):
    """What a slip says."""

    REPORT = "report"
    RECEIPT = "receipt"
    HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was signed; ``content`` is JSON as it was written."""

    kind: SlipKind
    card: DeviceCard
    content: bytes
    signature: bytes

    @property
    def message(self) -> bytes:
        return slip_message(self.kind, self.card.device, self.content)


def slip_message(kind: SlipKind, device: DeviceId, content: bytes) -> bytes:
    """The bytes the workstation signs."""
    return packed("cp1-slip", kind, device, content)


def encode(slip: Slip) -> bytes:
    """The slip as it travels. Raises RuleBroken("slip_too_long")."""
    card = slip.card
    plain = packed(
        slip.kind,
        card.device,
        card.unit,
        card.public_key,
        card.name,
        card.enrolled_at,
        card.certificate,
        slip.content,
        slip.signature,
    )
    wire = MAGIC + zlib.compress(plain, 9)
    if len(wire) > MAX_WIRE or len(plain) > MAX_CONTENT:
        raise RuleBroken("slip_too_long", size=len(wire), limit=MAX_WIRE)
    return wire


def decode(wire: bytes) -> Slip:
    """Unpack a slip; only its form is checked. Raises RuleBroken("slip_unreadable")."""
    parts = list(_parts(_unpacked(wire)))
    if len(parts) != 9:
        raise RuleBroken("slip_unreadable", reason="parts")
    try:
        kind, device, unit, name, enrolled = (parts[at].decode() for at in (0, 1, 2, 4, 5))
        card = DeviceCard(
            device=DeviceId(device),
            unit=UnitCode(unit),
            public_key=parts[3],
            name=name,
            enrolled_at=enrolled,
            certificate=parts[6],
        )
        return Slip(kind=SlipKind(kind), card=card, content=parts[7], signature=parts[8])
    except ValueError as broken:
        raise RuleBroken("slip_unreadable", reason="text") from broken


def refuse_forged(slip: Slip, believed: DeviceCard | None, verifier: Verifier) -> DeviceCard:
    """The card of whoever signed it, as this journal believes it.

    ``believed`` is what the journal says of the card it carries. Raises RuleBroken("slip_stranger"|"slip_revoked"|
    "slip_forged").
    """
    card = slip.card
    if believed is None or believed.device != key_digest(card.public_key) or believed.unit != card.unit:
        raise RuleBroken("slip_stranger", name=card.name, unit=card.unit)
    if believed.revoked_at is not None:
        raise RuleBroken("slip_revoked", name=believed.name, at=believed.revoked_at)
    if not verifier.verify(believed.public_key, slip.message, slip.signature):
        raise RuleBroken("slip_forged", name=believed.name)
    return believed


def _unpacked(wire: bytes) -> bytes:
    if wire[:4] != MAGIC or len(wire) > MAX_WIRE:
        raise RuleBroken("slip_unreadable", reason="magic")
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(wire[4:], MAX_CONTENT)
    except zlib.error as broken:
        raise RuleBroken("slip_unreadable", reason="zlib") from broken
    if not unpacker.eof or unpacker.unused_data:
        raise RuleBroken("slip_unreadable", reason="cut")
    return plain


def _parts(plain: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(plain):
        size = int.from_bytes(plain[at : at + 4], "big")
        part = plain[at + 4 : at + 4 + size]
        if len(part) != size:
            raise RuleBroken("slip_unreadable", reason="cut")
        yield part
        at += 4 + size
