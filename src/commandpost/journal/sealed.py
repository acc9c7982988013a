"""Sealed bundles: what one workstation carries to one other on a stick, signed by it and readable by nobody else.

Layout: ``CPX1``, the length-prefixed JSON of the envelope, the sender's signature over it (64 bytes), the sealed cargo.
The envelope names the size and digest of the cargo, so that a file cut short is told from a changed one. The cargo is
length-prefixed parts, each a letter and its bytes: ``H`` what the sender holds, ``R`` run frames, ``B`` blob frames,
``L`` one large blob.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.blob_frame import MAX_BLOB, decode_blobs, encode_blobs, frames
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, Run, card_from_json, card_json, decode, encode
from commandpost.journal.chain import DeviceCard, body_hash, key_digest, packed
from commandpost.journal.encoding import FORM_ERRORS

MAGIC = b"CPX1"
CARD_MAGIC = b"CPK1"
VERSION = 1
SIGNATURE = 64  # bytes
MAX_SEALED = 64_000_000  # bytes of a file
MAX_ENVELOPE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What everybody may read of a sealed bundle."""

    id: str  # of this bundle, unguessable
    at: str  # ISO 8601
    sender: DeviceCard
    receiver: DeviceId
    receiver_name: str
    size: int  # of the sealed cargo, bytes
    digest: bytes  # SHA-256 of it

    def written(self) -> bytes:
        """As JSON; the bytes that are signed and that the cargo is bound to."""
        said = {
            "v": VERSION,
            "id": self.id,
            "at": self.at,
            "from": card_json(self.sender),
            "to": self.receiver,
            "to_name": self.receiver_name,
            "size": self.size,
            "digest": self.digest.hex(),
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def bound(self) -> bytes:
        """What the cargo is sealed to, known before its size: it cannot be put into another envelope."""
        return packed("cp1-cargo", self.id, self.sender.device, self.receiver)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBundle:
    """A sealed bundle as it was read; nothing is verified but the form and that it is whole."""

    envelope: Envelope
    message: bytes  # what the signature covers
    signature: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """What is inside: the sender's ends of streams, runs the receiver lacks, blobs that they name."""

    held: Mapping[StreamId, int]
    runs: tuple[Run, ...]
    blobs: tuple[bytes, ...]


def signed_words(written: bytes) -> bytes:
    """The bytes the sender signs."""
    return packed("cp1-sealed", written)


def write(written: bytes, signature: bytes, sealed: bytes) -> bytes:
    """The bundle as a file."""
    return MAGIC + len(written).to_bytes(4, "big") + written + signature + sealed


def read(content: bytes) -> SealedBundle:
    """Take a file apart.

    Raises RuleBroken("sealed_foreign"|"sealed_newer"|"sealed_cut"|"sealed_damaged"|"bundle_too_large").
    """
    if content[:4] != MAGIC:
        raise RuleBroken("sealed_foreign")
    if len(content) > MAX_SEALED:
        raise RuleBroken("bundle_too_large", limit=MAX_SEALED)
    length = int.from_bytes(content[4:8], "big")
    if length > MAX_ENVELOPE:
        raise RuleBroken("sealed_damaged")
    start = 8 + length + SIGNATURE
    if len(content) < start:
        raise RuleBroken("sealed_cut")
    written, signature, sealed = content[8 : 8 + length], content[8 + length : start], content[start:]
    envelope = _envelope(written)
    if len(sealed) < envelope.size:
        raise RuleBroken("sealed_cut")
    if len(sealed) != envelope.size or body_hash(sealed) != envelope.digest:
        raise RuleBroken("sealed_damaged")
    return SealedBundle(envelope=envelope, message=signed_words(written), signature=signature, sealed=sealed)


def write_card(card: DeviceCard) -> bytes:
    """A workstation's card as a file: whom to seal for."""
    return CARD_MAGIC + json.dumps(card_json(card), ensure_ascii=False).encode()


def read_card(content: bytes) -> DeviceCard:
    """Raises RuleBroken("card_unreadable"); whether the card is to be believed is another question."""
    if content[:4] != CARD_MAGIC or len(content) > MAX_ENVELOPE:
        raise RuleBroken("card_unreadable")
    try:
        card = card_from_json(json.loads(content[4:]))
    except FORM_ERRORS as broken:
        raise RuleBroken("card_unreadable") from broken
    if key_digest(card.public_key) != card.device:
        raise RuleBroken("card_unreadable")
    return card


def pack(cargo: Cargo) -> bytes:
    """The cargo before it is sealed."""
    small = [blob for blob in cargo.blobs if len(blob) <= MAX_BLOB]
    parts = [b"H" + json.dumps(dict(cargo.held), separators=(",", ":")).encode()]
    parts += [b"R" + encode(runs) for runs in _frames(cargo.runs)]
    parts += [b"B" + encode_blobs(frame) for frame in frames(small)]
    parts += [b"L" + blob for blob in cargo.blobs if len(blob) > MAX_BLOB]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unpack(plain: bytes) -> Cargo:
    """Raises RuleBroken("sealed_damaged"|"bundle_invalid"|"bundle_too_large"); unknown parts are passed over."""
    held: dict[StreamId, int] = {}
    runs: list[Run] = []
    blobs: list[bytes] = []
    for letter, content in _parts(plain):
        if letter == b"H":
            held |= _held(content)
        elif letter == b"R":
            runs += decode(content)
        elif letter == b"B":
            blobs += decode_blobs(content)
        elif letter == b"L":
            blobs.append(content)
    return Cargo(held=held, runs=tuple(runs), blobs=tuple(blobs))


def _envelope(written: bytes) -> Envelope:
    try:
        said: dict[str, Any] = json.loads(written)
        if said["v"] != VERSION:
            raise RuleBroken("sealed_newer", version=said["v"])
        envelope = Envelope(
            id=str(said["id"]),
            at=str(said["at"]),
            sender=card_from_json(said["from"]),
            receiver=DeviceId(str(said["to"])),
            receiver_name=str(said["to_name"]),
            size=int(said["size"]),
            digest=bytes.fromhex(said["digest"]),
        )
    except FORM_ERRORS as broken:
        raise RuleBroken("sealed_damaged") from broken
    if key_digest(envelope.sender.public_key) != envelope.sender.device:
        raise RuleBroken("sealed_damaged")
    return envelope


def _frames(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs in as few frames as the wire's limits allow; one larger run travels alone."""
    frame: list[Run] = []
    links = size = 0
    for run in runs:
        heavy = sum(len(link.raw or b"") for link in run.links)
        if frame and (links + len(run.links) > MAX_ENTRIES or size + heavy > MAX_BYTES):
            yield frame
            frame, links, size = [], 0, 0
        frame.append(run)
        links, size = links + len(run.links), size + heavy
    if frame:
        yield frame


def _parts(plain: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(plain):
        size = int.from_bytes(plain[at : at + 4], "big")
        part = plain[at + 4 : at + 4 + size]
        if not part or len(part) != size:
            raise RuleBroken("sealed_damaged")
        yield part[:1], part[1:]
        at += 4 + size


def _held(content: bytes) -> dict[StreamId, int]:
    try:
        return {StreamId(str(stream)): int(seq) for stream, seq in json.loads(content).items()}
    except FORM_ERRORS as broken:
        raise RuleBroken("sealed_damaged") from broken
