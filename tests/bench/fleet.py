"""Workstations without a disk: keys, cards and signed runs as real ones make them, by the thousand."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from commandpost.app import wire
from commandpost.app.admission import digest_message
from commandpost.app.peer import PROTOCOL
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.domain.ids import PersonId, RecordId, StreamId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import ZERO, DeviceCard, Link, Opening, Signer, body_hash, entry_hash, key_digest
from commandpost.journal.clock import TrustedClock
from commandpost.journal.encoding import body_bytes
from commandpost.journal.entry import Body, Timing
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.store import JournalStore

SIGNING = Ed25519Signing()
CLOCK = TrustedClock(SystemRawClock())
FORM = "%Y-%m-%dT%H:%M:%S.%f+00:00"
BEGUN = datetime(2026, 7, 15, 0, 0, 8, 517, UTC)
WORDS = (
    "清河路{n}号院外墙体开裂，已拉警戒线",
    "防汛巡查第{n}次，无异常",
    "市民来电第{n}号：井盖缺失，已转办",
    "值班查岗第{n}次，在岗",
)


@dataclass(slots=True)
class Post:
    """One workstation in one session."""

    unit: UnitCode
    device: Signer
    session: Signer
    card: DeviceCard
    seq: int = 0
    head: bytes = ZERO
    to: tuple[UnitCode, ...] = ()

    @property
    def stream(self) -> StreamId:
        return StreamId(key_digest(self.session.public_key))

    def run(self, count: int) -> Run:
        """The next entries as one signed run."""
        first, prev, links = self.seq + 1, self.head, []
        for number in range(first, first + count):
            raw = body_bytes(self._body(number))
            links.append(Link(body_hash=body_hash(raw), raw=raw))
            self.head = entry_hash(self.stream, number, self.head, links[-1].body_hash)
        self.seq += count
        return Run(
            opening=self._opening(),
            card=self.card,
            first=first,
            prev=prev,
            links=tuple(links),
            signature=self.session.sign(self.head),
        )

    def runs(self, counts: Sequence[int]) -> Iterator[Run]:
        for count in counts:
            yield self.run(count)

    def headers(self, method: str, target: str, content: bytes = b"") -> dict[str, str]:
        """The seal of one request."""
        at, nonce = CLOCK.now().astimezone(UTC).strftime(FORM), secrets.token_hex(16)
        digest = hashlib.sha256(content).digest()
        return {
            wire.DIGEST_HEADER: digest.hex(),
            wire.PROTOCOL_HEADER: str(PROTOCOL),
            wire.DEVICE_HEADER: self.card.device,
            wire.TIME_HEADER: at,
            wire.NONCE_HEADER: nonce,
            wire.SIGNATURE_HEADER: self.device.sign(digest_message(method, target, digest, at, nonce)).hex(),
        }

    def _opening(self) -> Opening:
        plain = Opening(
            stream=self.stream,
            device=self.card.device,
            unit=self.unit,
            public_key=self.session.public_key,
            parent=None,
            parent_seq=0,
            parent_hash=ZERO,
            certificate=b"",
        )
        signature = self.device.sign(plain.message)
        return Opening(**{**{name: getattr(plain, name) for name in plain.__slots__}, "certificate": signature})

    def _body(self, number: int) -> Body:
        text = WORDS[number % len(WORDS)].format(n=number)
        wall = (BEGUN + timedelta(seconds=61, milliseconds=283) * number).isoformat()
        timing = Timing(
            wall=wall, boot_ns=10**13 + number * 61_283_441_127, boot_id="4f7c", offset=0.0132, uncertainty=0.0417
        )
        return Body(
            version=1,
            hlc=(1_784_000_000_000 + number * 61_283) << 16,
            timing=timing,
            author=PersonId("staff-li"),
            unit=self.unit,
            kind="log",
            record=RecordId(f"log-{self.card.name}-{number:06x}"),
            act="log.record",
            set={"text": text, "at": wall, "direction": "note", "author": "李某"},
            base={},
            to=self.to,
            personal=None,
            blobs=(),
            note="",
        )


def enrol(store: JournalStore, unit: UnitCode, name: str) -> Post:
    """A workstation known to a serving journal."""
    device = SIGNING.fresh()
    code = secrets.token_hex(6).upper()
    store.add_enrolment(code, unit)
    card = store.enroll(code, device.public_key, name).card
    return Post(unit=unit, device=device, session=SIGNING.fresh(), card=card)


def question(streams: Sequence[Post]) -> bytes:
    """What a ``have`` asks for."""
    return json.dumps({one.stream: {"seq": one.seq, "hash": one.head.hex()} for one in streams}).encode()
