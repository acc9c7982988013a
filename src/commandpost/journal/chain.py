"""The chain: every entry names the hash of the one before it, and a session's key signs the end of each run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from commandpost.domain.ids import DeviceId, StreamId, UnitCode

ZERO = bytes(32)  # what the first entry of a stream names as its predecessor


class Signer(Protocol):
    """A private key in memory."""

    @property
    def public_key(self) -> bytes:
        """32 bytes, Ed25519."""
        ...

    @property
    def secret(self) -> bytes:
        """32 bytes; only a device's or a server's own key is ever written down, inside its encrypted journal."""
        ...

    def sign(self, message: bytes) -> bytes: ...


class Verifier(Protocol):
    """Ed25519, seen from the rings that must not know who computes it."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool: ...


class Signing(Verifier, Protocol):
    """What a journal needs of cryptography; ``commandpost.security.signing`` has it."""

    def fresh(self) -> Signer:
        """A new key pair."""
        ...

    def restore(self, secret: bytes) -> Signer: ...

    def random(self, count: int) -> bytes:
        """Unguessable bytes."""
        ...

    def seal(self, public_key: bytes, plain: bytes, bound: bytes) -> bytes:
        """Encrypt to a device's key; ``bound`` must be told again to open."""
        ...

    def unseal(self, secret: bytes, sealed: bytes, bound: bytes) -> bytes:
        """Open with a device's secret. Raises ValueError where it is not sealed to it or was changed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCard:
    """A workstation as the server enrolled it; the identity is the digest of the key, so it cannot be swapped."""

    device: DeviceId
    unit: UnitCode
    public_key: bytes
    name: str
    enrolled_at: str  # ISO 8601 UTC
    certificate: bytes = b""  # the vouching server's signature over ``message``
    revoked_at: str | None = None

    @property
    def message(self) -> bytes:
        return packed("cp1-device", self.device, self.unit, self.public_key, self.name, self.enrolled_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The birth of a session stream: its key, certified by the device, and the head of the session before."""

    stream: StreamId
    device: DeviceId
    unit: UnitCode
    public_key: bytes
    parent: StreamId | None
    parent_seq: int
    parent_hash: bytes
    certificate: bytes  # the device's signature over ``message``

    @property
    def message(self) -> bytes:
        parent = (self.parent or "", self.parent_seq, self.parent_hash)
        return packed("cp1-stream", self.public_key, self.device, self.unit, *parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A server's signed word that it holds entries ``low``–``high`` of a stream, the last one with this hash."""

    stream: StreamId
    low: int
    high: int
    tier: str  # "street", "district", "city": who holds it
    hash: bytes
    at: str  # ISO 8601 UTC, the server's clock
    signature: bytes

    @property
    def message(self) -> bytes:
        return packed("cp1-receipt", self.stream, self.low, self.high, self.tier, self.hash, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the chain needs of one entry; ``raw`` is None where the reader may not see the body."""

    body_hash: bytes
    raw: bytes | None = None


def packed(*parts: str | bytes | int) -> bytes:
    """Join parts with their lengths, so that no two different lists give the same bytes."""
    encoded = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def key_digest(public_key: bytes) -> str:
    """The identity a key gives: 32 hex digits."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def body_hash(raw: bytes) -> bytes:
    """SHA-256 of the bytes as they were written."""
    return hashlib.sha256(raw).digest()


def entry_hash(stream: StreamId, seq: int, prev: bytes, body: bytes) -> bytes:
    """Return SHA-256("cp1" ‖ stream ‖ seq ‖ prev ‖ body), where ``body`` is the hash of the body."""
    return hashlib.sha256(b"cp1" + stream.encode() + seq.to_bytes(8, "big") + prev + body).digest()


def run_hashes(stream: StreamId, first: int, prev: bytes, links: Sequence[Link]) -> tuple[bytes, ...]:
    """Return the hash of every link of a run that starts at ``first`` after ``prev``."""
    hashes: list[bytes] = []
    for seq, link in enumerate(links, first):
        prev = entry_hash(stream, seq, prev, link.body_hash)
        hashes.append(prev)
    return tuple(hashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One stored link as a verification meets it, in the order of ``seq``."""

    seq: int
    prev: bytes
    hash: bytes
    signature: bytes | None
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first bad entry of a stream."""

    stream: StreamId
    seq: int
    reason: str  # "missing", "body", "prev", "hash", "signature", "unsigned", "opening", and what a storage adds


def opening_is_sound(opening: Opening, device_key: bytes, verifier: Verifier) -> bool:
    """Whether the stream is its key's, and the device's key certifies it."""
    return (
        opening.stream == key_digest(opening.public_key)
        and opening.device == key_digest(device_key)
        and verifier.verify(device_key, opening.message, opening.certificate)
    )


def verify_stream(opening: Opening, links: Iterable[Stored], verifier: Verifier) -> Fault | None:
    """Walk a stream from its first entry; return its first bad entry, or None.

    Every signature present is checked, and the last entry must have one.
    """
    prev, seq, signed = ZERO, 0, True
    for stored in links:
        seq += 1
        reason = _link_fault(opening, stored, seq, prev, verifier)
        if reason:
            return Fault(stream=opening.stream, seq=seq, reason=reason)
        prev, signed = stored.hash, stored.signature is not None
    return None if signed else Fault(stream=opening.stream, seq=seq, reason="unsigned")


def _link_fault(opening: Opening, stored: Stored, seq: int, prev: bytes, verifier: Verifier) -> str | None:
    if stored.seq != seq:
        return "missing"
    if stored.link.raw is not None and body_hash(stored.link.raw) != stored.link.body_hash:
        return "body"
    if stored.prev != prev:
        return "prev"
    if stored.hash != entry_hash(opening.stream, seq, prev, stored.link.body_hash):
        return "hash"
    if stored.signature is not None and not verifier.verify(opening.public_key, stored.hash, stored.signature):
        return "signature"
    return None
