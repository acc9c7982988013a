"""The serving side of a journal: a relay, a district server and a city server are the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.admission import Admission, Seal
from commandpost.app.brought import BroughtBook
from commandpost.app.peer import MAX_BLOB_BYTES
from commandpost.app.presence import PresenceBook, Roll
from commandpost.app.relay_port import RelayStore
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EVERYONE, UNSAID, DeviceId, StreamId, UnitCode
from commandpost.journal.blob_frame import MAX_BLOB, MAX_BLOBS, MAX_FRAME
from commandpost.journal.bundle import MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard, Verifier
from commandpost.journal.clock import Clock
from commandpost.journal.encoding import is_plain
from commandpost.journal.exchange import (
    ALL,
    Enrolment,
    FeedPage,
    Glance,
    Ingested,
    Position,
    Shown,
    StreamAnswer,
    UnitActivity,
    Without,
)
from commandpost.journal.revocation import Revocation

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread over the telephone
LARGE_TOLD = 20  # names of large blobs in one answer
CODE_LENGTH = 12  # 59 bits
CODE_VALID = timedelta(days=7)
NOBODY = UnitCode("-")  # no unit has this code


@dataclass(frozen=True, slots=True)
class Push:
    """What one device brings at once, and when it sealed it."""

    caller: DeviceCard
    runs: Sequence[Run]
    at: str = ""


class RelayService:
    """What enrolled devices may ask of a server; every method may run on any thread.

    ``pick`` chooses a character of an alphabet unguessably.
    ``room``: see ``seal_message``.
    """

    def __init__(
        self,
        store: RelayStore,
        verifier: Verifier,
        clock: Clock,
        *,
        pick: Callable[[str], str],
        room: str = "",
    ) -> None:
        self._store = store
        self._clock = clock
        self._pick = pick
        self._admission = Admission(store, verifier, clock, room)
        self._presence = PresenceBook(clock.now())
        self._brought = BroughtBook()

    def now(self) -> datetime:
        return self._clock.now()

    def epoch(self) -> str:
        """The journal's epoch now: a database may be promoted or restored under a running server."""
        return self._store.epoch()

    def knows(self, device: DeviceId, cards: str) -> bool:
        """Whether ``admit`` would ask nothing of the journal; ``cards`` names the state of all cards."""
        return self._admission.knows(device, cards)

    def remembers(self, device: DeviceId) -> bool:
        """Whether ``meets`` holds without asking the journal."""
        return self._admission.remembers(device)

    def meets(self, device: DeviceId, cards: str) -> bool:
        """Whether there is a device of this name; it may be revoked. ``cards``: as for ``admit``."""
        return self._admission.meets(device, cards)

    def admit(self, method: str, target: str, content: bytes, seal: Seal, cards: str = "") -> DeviceCard:
        """The caller's card; see ``Admission.admit``. Who is let in counts as heard."""
        card = self._admission.admit(method, target, content, seal, cards)
        self._presence.note(card.unit, self._clock.now())
        return card

    def vouches(self, method: str, target: str, digest: bytes, seal: Seal) -> bool:
        """Whether a device signed this request, if the content it will bring has this digest; lets nobody in."""
        return self._admission.vouches(method, target, digest, seal)

    def presence(self, caller: DeviceCard) -> Roll:
        """When the caller's unit and those below it were last heard."""
        return self.roll(caller.unit)

    def roll(self, unit: UnitCode) -> Roll:
        """When a unit and those below it were last heard."""
        return self._presence.roll(self._store.family(unit), self._clock.now())

    def recall_presence(self) -> None:
        """Take up who was heard before this start."""
        self._presence.learn(self._store.heard(), self._clock.now())

    def is_presence_due(self) -> bool:
        """Whether ``keep_presence`` is to be called now: once a minute at most."""
        return self._presence.is_due(self._clock.now())

    def keep_presence(self) -> None:
        """Keep who was heard, for the time after a restart. Raises Unavailable."""
        kept = self._store.keep_heard(self._presence.seen(self._clock.now()))
        self._presence.learn(kept, self._clock.now())

    def invite(self, unit: UnitCode) -> str:
        """A fresh one-time code for a workstation of a unit, good for a week, in groups of four."""
        text = "".join(self._pick(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        self._store.add_enrolment(text, unit, (self._clock.now() + CODE_VALID).isoformat())
        return "-".join(text[at : at + 4] for at in range(0, CODE_LENGTH, 4))

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        """Exchange a one-time code, however it was spaced, for a device card.

        Raises RuleBroken("enrolment_code_wrong"|"enrolment_code_used"|"enrolment_code_expired"|"enrolment_invalid"),
        RuleBroken("enrolment_other_unit", unit), RuleBroken("station_taken"|"station_enrolled", station).
        """
        if len(public_key) != 32 or not 0 < len(name) <= 100 or not is_plain(name):
            raise RuleBroken("enrolment_invalid")
        plain = "".join(letter for letter in code.upper() if letter.isalnum())
        return self._store.enroll(plain, public_key, name, unit)

    def revoke(self, device: DeviceId) -> None:
        """Let a workstation in no more; what it wrote stays. Raises RuleBroken("device_unknown")."""
        if self._store.card(device) is None:
            raise RuleBroken("device_unknown", device=device)
        self._store.revoke(device)

    def revoked(self, caller: DeviceCard) -> tuple[Revocation, ...]:
        """Who of the caller's unit and those below it is let in no more, under this server's signature."""
        return self._store.revoked(caller.unit)

    def have(
        self, caller: DeviceCard, streams: Mapping[StreamId, tuple[int, bytes]], at: str = ""
    ) -> tuple[StreamAnswer, ...]:
        """What is held of the named streams, and of the caller's other sessions: it may be an old copy of itself."""
        self._brought.begin(caller.device, at)
        return self._store.have(streams, caller.device)

    def accept(self, caller: DeviceCard, runs: Sequence[Run], at: str = "") -> Ingested:
        """Take runs, whoever brings them: each is judged by its own signatures. ``at``: when the caller sealed them."""
        ingested = self._store.ingest(runs)
        self._brought.note(caller.device, runs, ingested.answers, at)
        return ingested

    def accept_all(self, pushes: Sequence[Push]) -> tuple[Ingested | Exception, ...]:
        """As ``accept``, several at once, each answered for itself. Raises Unavailable, of which none is to blame."""
        if len(pushes) == 1:
            return (self.accept(pushes[0].caller, pushes[0].runs, pushes[0].at),)
        outcomes = self._store.ingest_all([push.runs for push in pushes])
        for push, outcome in zip(pushes, outcomes, strict=True):
            if isinstance(outcome, Ingested):
                self._brought.note(push.caller.device, push.runs, outcome.answers, push.at)
        return outcomes

    def feed(self, caller: DeviceCard, position: Position, limit: int) -> FeedPage:
        """A page of the caller's own unit's feed, without the caller's own sessions and what it brought itself.

        A position of another epoch starts from the beginning.
        Raises RuleBroken("feed_foreign") for another unit's feed.
        """
        if position.unit != caller.unit:
            raise RuleBroken("feed_foreign", unit=position.unit)
        after = position.lsn if position.epoch == self._store.epoch() else 0
        without = ALL if position.whole else self.without(caller)
        seen = self._store.seen_by(caller.unit)
        return seen.feed(caller.unit, after, limit=min(max(limit, 1), MAX_ENTRIES), without=without)

    def without(self, caller: DeviceCard) -> Without:
        """What the caller's feed leaves out: its own sessions and what it brought itself."""
        return self._brought.without(caller.device)

    def public_feed(self, after: int, limit: int, upto: int) -> FeedPage:
        """The page of somebody who may see nothing but what is for everybody: any reader may be given it."""
        return self._store.seen_by(NOBODY).feed(NOBODY, after, limit=min(max(limit, 1), MAX_ENTRIES), upto=upto)

    def newest(self) -> int:
        """The last number given to an entry: whether anything came since."""
        return self._store.newest()

    def glance(self, known: int | None) -> Glance:
        """Where the journal stands, with what was published after ``known``, the newest of it if it is much."""
        return self._store.glance(known)

    def standing(self) -> Glance:
        """Where the journal stands, without what was published."""
        return self._store.standing()

    def newest_for(self, unit: UnitCode) -> int:
        """The number of the last entry in the unit's feed."""
        return self._store.newest_for(unit)

    def shown(self, stream: StreamId, after: int) -> tuple[Shown, ...]:
        """The links of a stream after a seq, with those who may see their bodies."""
        return self._store.shown(stream, after)

    def blob(self, caller: DeviceCard, sha256: str) -> bytes | None:
        """A blob's content when the caller's unit may see an entry that names it; else None."""
        return self._store.seen_by(caller.unit).blob(sha256) if self._may_see(caller, sha256) else None

    def blob_part(self, caller: DeviceCard, sha256: str, first: int, length: int) -> tuple[bytes, int] | None:
        """As ``blob``, but only the bytes from ``first`` on, and beside them the size of all of it."""
        if not self._may_see(caller, sha256):
            return None
        return self._store.seen_by(caller.unit).blob_part(sha256, first, length)

    def _may_see(self, caller: DeviceCard, sha256: str) -> bool:
        return is_plain(sha256) and bool(self._store.blob_audience(sha256) & {caller.unit, EVERYONE})

    def blobs(self, caller: DeviceCard, names: Sequence[str], room: int) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """Small blobs of those the caller may see, at most ``room`` bytes but one at least; names of the large ones."""
        seen = self._store.seen_by(caller.unit)
        sizes = seen.blob_sizes(names, caller.unit)
        small: list[str] = []
        for name, size in sizes.items():
            if size > MAX_BLOB or len(small) >= MAX_BLOBS or (small and size > room):
                continue
            small.append(name)
            room -= size
        contents = seen.first_blobs(small, MAX_FRAME) if small else ()
        large = [name for name, size in sizes.items() if size > MAX_BLOB]
        return tuple(content for _, content in contents), tuple(large[:LARGE_TOLD])

    def put_blob(self, sha256: str, content: bytes) -> None:
        """Keep a blob under the digest of its content.

        Raises RuleBroken("blob_too_large"|"blob_damaged").
        """
        if len(content) > MAX_BLOB_BYTES:
            raise RuleBroken("blob_too_large", limit=MAX_BLOB_BYTES)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise RuleBroken("blob_damaged", sha256=sha256)
        self._store.put_blob(content)

    def put_blobs(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        """Keep small blobs of one frame; returns their names in order. Idempotent."""
        return self._store.put_blobs(contents)

    def activity(self) -> tuple[UnitActivity, ...]:
        return self._store.activity()
