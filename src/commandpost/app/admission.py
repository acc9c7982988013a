"""Who may ask a server: every request is signed by an enrolled device, and no signature counts twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.relay_port import RelayStore
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId
from commandpost.journal.chain import DeviceCard, Verifier, packed
from commandpost.journal.clock import Clock

FRESH = timedelta(minutes=5)  # how far a request's time may lie from the server's
MAX_CARDS = 20_000  # remembered
MAX_SEEN = 50_000  # remembered nonces; beyond it the oldest half is forgotten early


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a request carries beside its content."""

    device: DeviceId
    at: str  # ISO 8601 UTC, the server's time as the caller reckons it
    nonce: str
    signature: bytes


def seal_message(method: str, target: str, content: bytes, at: str, nonce: str, *, room: str = "") -> bytes:
    """The bytes a device signs for one request; ``target`` is path and query as sent.

    ``room`` is the fingerprint of the authority of the room's desk that is asked, "": a server is. So what one was
    asked is no question to the other.
    """
    return digest_message(method, target, hashlib.sha256(content).digest(), at, nonce, room=room)


def digest_message(method: str, target: str, digest: bytes, at: str, nonce: str, *, room: str = "") -> bytes:
    """The same bytes where of the content only the SHA-256 is known."""
    to = ("cp1-room-request", room) if room else ("cp1-request",)
    return packed(*to, method, target, digest, at, nonce)


class Admission:
    """Checks seals; may be asked from several threads.

    A caller with a wrong clock is told ``request_stale`` together with the server's time and asks again: a wrong
    clock never keeps anybody out. Requests are idempotent, so the memory of nonces may be lost at a restart.
    """

    def __init__(self, store: RelayStore, verifier: Verifier, clock: Clock, room: str = "") -> None:
        self._store = store
        self._verifier = verifier
        self._clock = clock
        self._room = room
        self._seen: dict[tuple[str, str], datetime] = {}
        self._cards: dict[DeviceId, tuple[str, DeviceCard]] = {}  # with the state of all cards they were read in

    def knows(self, device: DeviceId, cards: str) -> bool:
        """Whether the device's card is known as it stands in the state ``cards`` of all cards."""
        return bool(cards) and self._cards.get(device, ("",))[0] == cards

    def remembers(self, device: DeviceId) -> bool:
        """Whether the device was met since the start; it may have been revoked meanwhile."""
        return device in self._cards

    def meets(self, device: DeviceId, cards: str) -> bool:
        """Whether there is such a device, revoked or not; its card is remembered as of the state ``cards``."""
        return self._card(device, cards) is not None

    def admit(self, method: str, target: str, content: bytes, seal: Seal, cards: str = "") -> DeviceCard:
        """Return the caller's card.

        ``cards`` names a state of all cards that held when or after the request came: a card that was read in it need
        not be read again, and one that was revoked since has made another state. "": it is read.
        Raises RuleBroken("device_unknown"|"device_revoked"|"request_unsigned"|"request_stale"|"request_replayed").
        """
        card = self._card(seal.device, cards)
        if card is None:
            raise RuleBroken("device_unknown", device=seal.device)
        if card.revoked_at is not None:
            raise RuleBroken("device_revoked", device=seal.device, at=card.revoked_at)
        message = seal_message(method, target, content, seal.at, seal.nonce, room=self._room)
        if not self._verifier.verify(card.public_key, message, seal.signature):
            raise RuleBroken("request_unsigned", device=seal.device)
        self._check_fresh(seal)
        return card

    def vouches(self, method: str, target: str, digest: bytes, seal: Seal) -> bool:
        """Whether a request bears a device's signature that was not used yet, before its content is here.

        It lets nobody in: the card may be an old one, and the content is compared with the digest by ``admit``.
        """
        _, known = self._cards.get(seal.device, ("", None))
        card = known or self._store.card(seal.device)
        if card is None or card.revoked_at is not None or (seal.device, seal.nonce) in self._seen:
            return False
        message = digest_message(method, target, digest, seal.at, seal.nonce, room=self._room)
        return self._is_fresh(seal) and self._verifier.verify(card.public_key, message, seal.signature)

    def _card(self, device: DeviceId, cards: str) -> DeviceCard | None:
        state, known = self._cards.get(device, ("", None))
        if known is not None and cards and state == cards:
            return known
        card = self._store.card(device)
        if card is not None and cards:
            if len(self._cards) >= MAX_CARDS:
                self._cards.clear()
            self._cards[device] = cards, card
        return card

    def _check_fresh(self, seal: Seal) -> None:
        now = self._clock.now()
        if not self._is_fresh(seal):
            raise RuleBroken("request_stale", device=seal.device)
        self._forget()
        key, mark = (seal.device, seal.nonce), now.replace()  # an object of its own, so setdefault tells who was first
        if self._seen.setdefault(key, mark) is not mark:
            raise RuleBroken("request_replayed", device=seal.device)

    def _is_fresh(self, seal: Seal) -> bool:
        return abs(_moment(seal.at) - self._clock.now()) <= FRESH

    def _forget(self) -> None:
        if len(self._seen) >= MAX_SEEN:
            for key in list(self._seen)[: MAX_SEEN // 2]:
                self._seen.pop(key, None)


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as broken:
        raise RuleBroken("request_unsigned", reason="time") from broken
    if at.tzinfo is None:
        raise RuleBroken("request_unsigned", reason="time")
    return at
