"""Taking runs from elsewhere: verify, append, fold; a bad run is kept aside and never blocks the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import Run, encode
from commandpost.journal.chain import DeviceCard, Link, Opening, Signer, Stored, key_digest, opening_is_sound
from commandpost.journal.encoding import read_body
from commandpost.journal.entry import MAX_BODY_BYTES, Body, Entry
from commandpost.journal.exchange import AlarmKind, StreamAnswer, Verdict
from commandpost.journal.revocation import enrolled_since
from commandpost.storage import blob_rows, record_rows
from commandpost.storage.database import CARDS, Database, fact, in_turn, put, put_new, take_numbers
from commandpost.storage.entry_rows import card_row, find_card, find_stream, insert_entries, move_head, stream_row
from commandpost.storage.feed_rows import publish
from commandpost.storage.links import hash_at, stubs_within
from commandpost.storage.sessions import Session
from commandpost.storage.tables import DEVICE, QUARANTINE, STREAM, STUB

AUTHORITIES = "authorities"  # fact: public keys (hex) whose word on devices counts here
KEPT_FRAME = 4_000_000  # bytes of a bad frame worth keeping
CHILDREN = select(STREAM).where(STREAM.c.parent == bindparam("parent"))


@dataclass(frozen=True, slots=True)
class Proof:
    """What is reckoned of a run before the journal is locked for it."""

    hashes: tuple[bytes, ...]
    signed: bool  # by the stream's key, to its last entry


@dataclass(slots=True)
class Intake:
    """What one transaction took."""

    entries: list[Entry] = field(default_factory=list)
    answers: list[StreamAnswer] = field(default_factory=list)
    audience: set[UnitCode] = field(default_factory=set)
    believed: Mapping[DeviceId, DeviceCard] = field(default_factory=dict)  # the cards of those who are no strangers
    _bodies: dict[bytes, Body] = field(default_factory=dict)

    def body(self, link: Link, raw: bytes) -> Body:
        """What an entry says; read once, however often it is asked for."""
        found = self._bodies.get(link.body_hash)
        if found is None:
            found = self._bodies[link.body_hash] = read_body(raw)
        return found


class Ingest(Database):
    """The one door in for what arrives from elsewhere."""

    _session: Session
    _authority_key: Signer  # this journal's own word as a server

    def _take_runs(self, connection: Connection, runs: Sequence[Run], *, judged: bool = False) -> Intake:
        """``judged``: the own server has taken them; what a device wrote before it was revoked stays."""
        intake = Intake(believed=self._believe(connection, [run.card for run in runs]))
        proofs = [self._proof(run, intake) for run in runs]
        in_turn(connection)
        for run, proof in zip(runs, proofs, strict=True):
            verdict = self._take_run(connection, run, proof, intake, judged=judged)
            intake.answers.append(_answer(connection, run.stream, verdict))
        record_rows.fold_in(connection, intake.entries, reader=self._place.reader)
        blob_rows.obey_erasures(connection, intake.entries, self._stamp())
        return intake

    def _proof(self, run: Run, intake: Intake) -> Proof:
        """The dear part of judging a run; bodies are read here too, and found again in the intake."""
        if run.card.device not in intake.believed:
            return Proof((), signed=False)
        hashes = run.hashes()
        for link in run.links:
            if link.raw is not None and len(link.raw) <= MAX_BODY_BYTES:
                intake.body(link, link.raw)
        return Proof(hashes, self._signing.verify(run.opening.public_key, hashes[-1], run.signature))

    def _take_run(self, connection: Connection, run: Run, proof: Proof, intake: Intake, *, judged: bool) -> Verdict:
        row = find_stream(connection, run.stream)
        refusal = self._stranger(run, intake.believed.get(run.card.device), known=row is not None, judged=judged)
        if refusal is not None:
            self._set_aside(connection, run, refusal.value)
            return refusal
        held = 0 if row is None else row.seq
        if run.first > held + 1:
            return Verdict.GAP
        bad = self._flaw(connection, run, proof, held, intake)
        if bad is not None:
            self._set_aside(connection, run, bad.value)
            return bad
        if run.last <= held:
            self._fill_stubs(connection, run, intake)
            return Verdict.TAKEN
        if row is None:
            self._meet_stream(connection, run)
        self._note_branches(connection, run)
        self._extend(connection, run, proof.hashes, held, intake)
        return Verdict.TAKEN

    def _stranger(self, run: Run, card: DeviceCard | None, *, known: bool, judged: bool) -> Verdict | None:
        """Why the run's device or stream is not believed; None when it is."""
        if card is None or card.device != run.opening.device or card.unit != run.opening.unit:
            return Verdict.UNKNOWN_DEVICE
        if card.revoked_at is not None and not judged:
            return Verdict.REVOKED
        if known:
            return None if run.stream == key_digest(run.opening.public_key) else Verdict.SIGNATURE
        return None if opening_is_sound(run.opening, card.public_key, self._signing) else Verdict.SIGNATURE

    def _believe(self, connection: Connection, shown: Iterable[DeviceCard]) -> Mapping[DeviceId, DeviceCard]:
        """The cards as enrolled here, or as an authority we trust vouches for them, of those that are shown.

        Kept before anything else is locked and under the counter of cards: two who bring them at once wait in turn.
        """
        cards = sorted(set(shown), key=lambda card: (card.device, card.enrolled_at))
        if any(self._is_to_keep(connection, card) for card in cards):
            take_numbers(connection, CARDS, 1)
            for card in cards:
                if self._is_to_keep(connection, card):  # what was kept or revoked meanwhile counts
                    put(connection, DEVICE, card_row(_plain(card)), keys=("device",))
        held = ((card.device, find_card(connection, card.device)) for card in cards)
        return {device: card for device, card in held if card is not None}

    def _is_to_keep(self, connection: Connection, card: DeviceCard) -> bool:
        """Whether a card tells something new and an authority we trust vouches for it."""
        held = find_card(connection, card.device)
        if held is not None and not enrolled_since(_plain(card), held):
            return False
        said = fact(connection, AUTHORITIES)
        keys = [bytes.fromhex(str(key)) for key in said] if isinstance(said, list) else []
        return any(self._signing.verify(key, card.message, card.certificate) for key in keys)

    def _vouched(self, connection: Connection, device: DeviceId) -> DeviceCard:
        """A device's card to be shown to others; a serving journal gives its own word for it."""
        return self._shown(find_card(connection, device))

    def _shown(self, card: DeviceCard | None) -> DeviceCard:
        if card is None:
            raise LookupError("a stream's device has no card")
        if not self._place.serving:
            return card
        return replace(card, certificate=self._authority_key.sign(card.message))

    def _flaw(self, connection: Connection, run: Run, proof: Proof, held: int, intake: Intake) -> Verdict | None:
        if not proof.signed:
            return Verdict.SIGNATURE
        if any(link.raw is not None and len(link.raw) > MAX_BODY_BYTES for link in run.links):
            return Verdict.TOO_BIG
        common = min(run.last, held)
        before = run.prev if common < run.first else proof.hashes[common - run.first]
        if hash_at(connection, run.stream, common) != before:
            self._alarm(connection, AlarmKind.FORK, run.stream, str(common))
            return Verdict.FORK
        units = {intake.body(link, link.raw).unit for link in run.links if link.raw is not None}
        return None if units <= {run.opening.unit, ""} else Verdict.UNKNOWN_DEVICE

    def _meet_stream(self, connection: Connection, run: Run) -> None:
        own = run.opening.device == self._session.device
        connection.execute(insert(STREAM).values(stream_row(run.opening, own=own)))

    def _note_branches(self, connection: Connection, run: Run) -> None:
        """Raise an alarm when two sessions go on from one head, or one goes on behind what is already held."""
        opening = run.opening
        children = connection.execute(CHILDREN, {"parent": run.stream}).all()
        for child in children:
            if run.last > child.parent_seq:
                self._alarm(connection, AlarmKind.BRANCH, child.stream, run.stream)
        if run.first > 1:
            return
        siblings = select(STREAM.c.stream).where(_same_beginning(opening), STREAM.c.stream != run.stream)
        for sibling in connection.execute(siblings).scalars():
            self._alarm(connection, AlarmKind.BRANCH, run.stream, sibling)
        parent = find_stream(connection, opening.parent) if opening.parent else None
        if parent is not None and parent.seq > opening.parent_seq:
            self._alarm(connection, AlarmKind.BRANCH, run.stream, parent.stream)

    def _extend(self, connection: Connection, run: Run, hashes: Sequence[bytes], held: int, intake: Intake) -> None:
        entries: list[Entry] = []
        stubs: list[dict[str, object]] = []
        for seq in range(held + 1, run.last + 1):
            at = seq - run.first
            stored = Stored(
                seq=seq,
                prev=run.prev if at == 0 else hashes[at - 1],
                hash=hashes[at],
                signature=run.signature if seq == run.last else None,
                link=run.links[at],
            )
            if stored.link.raw is None:
                stubs.append(_stub_row(run.stream, stored))
            else:
                entries.append(_entry(run.stream, stored, stored.link.raw, intake))
        put_new(connection, STUB, stubs)
        self._admit(connection, run, entries, intake)
        move_head(connection, run.stream, run.last, hashes[-1])

    def _fill_stubs(self, connection: Connection, run: Run, intake: Intake) -> None:
        """Take the bodies of entries that were only hashes until now."""
        filled: list[Entry] = []
        for stored in stubs_within(connection, run.stream, run.first, run.last):
            raw = run.links[stored.seq - run.first].raw
            if raw is not None:
                filled.append(_entry(run.stream, stored, raw, intake))
                connection.execute(delete(STUB).where(STUB.c.stream == run.stream, STUB.c.seq == stored.seq))
        self._admit(connection, run, filled, intake)

    def _admit(self, connection: Connection, run: Run, entries: list[Entry], intake: Intake) -> None:
        if not entries:
            return
        first = insert_entries(connection, entries, self._stamp(), run.opening.unit)
        blob_rows.note_named(connection, entries, first)
        if self._place.serving:
            intake.audience |= publish(connection, entries, first, run.opening.unit)
        intake.entries += entries

    def _set_aside(self, connection: Connection, run: Run, why: str) -> None:
        """Keep a bad frame for whoever investigates; once per stream, seq and reason."""
        same = select(QUARANTINE.c.id).where(
            QUARANTINE.c.stream == run.stream, QUARANTINE.c.seq == run.first, QUARANTINE.c.why == why
        )
        if connection.execute(same.limit(1)).scalar() is not None:
            return
        frame = encode([run])[:KEPT_FRAME]
        row = {"stream": run.stream, "seq": run.first, "why": why, "frame": frame, "at": self._stamp()}
        connection.execute(insert(QUARANTINE).values(row))
        self._alarm(connection, AlarmKind.QUARANTINED, run.stream, f"{why}:{run.first}")


def _plain(card: DeviceCard) -> DeviceCard:
    """Without what no certificate covers: anybody may say of a card that it is revoked."""
    return replace(card, revoked_at=None)


def _same_beginning(opening: Opening) -> ColumnElement[bool]:
    """Streams that go on from where this one does; a disk may have been cloned before its first entry, too."""
    if opening.parent is None:
        return and_(STREAM.c.device == opening.device, STREAM.c.parent.is_(None), STREAM.c.seq > 0)
    return STREAM.c.parent == opening.parent


def _answer(connection: Connection, stream: StreamId, verdict: Verdict) -> StreamAnswer:
    row: Row[Any] | None = find_stream(connection, stream)
    if row is None:
        return StreamAnswer(stream=stream, verdict=verdict, seq=0, hash=bytes(32))
    return StreamAnswer(stream=stream, verdict=verdict, seq=row.seq, hash=bytes(row.hash))


def _entry(stream: StreamId, stored: Stored, raw: bytes, intake: Intake) -> Entry:
    return Entry(
        stream=stream,
        seq=stored.seq,
        prev=stored.prev,
        hash=stored.hash,
        signature=stored.signature,
        raw=raw,
        body=intake.body(stored.link, raw),
    )


def _stub_row(stream: StreamId, stored: Stored) -> dict[str, object]:
    return {
        "stream": stream,
        "seq": stored.seq,
        "prev": stored.prev,
        "hash": stored.hash,
        "signature": stored.signature,
        "body_hash": stored.link.body_hash,
    }
