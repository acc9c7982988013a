"""Taking runs from elsewhere: verify, append, fold; a bad run is kept aside and never blocks the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run, encode
from commandpost.journal.chain import ZERO, DeviceCard, Signer, key_digest, opening_is_sound
from commandpost.journal.encoding import read_body
from commandpost.journal.entry import MAX_BODY_BYTES, Entry
from commandpost.journal.exchange import AlarmKind, StreamAnswer, Verdict
from commandpost.journal.revocation import enrolled_since
from commandpost.storage import blob_rows, record_rows
from commandpost.storage.ahead import ahead_of
from commandpost.storage.database import CARDS, Database, fact, in_turn, put, take_numbers
from commandpost.storage.entry_rows import card_row, find_card, find_cards
from commandpost.storage.intake import Intake, Taken
from commandpost.storage.links import hash_at, stubs_within
from commandpost.storage.proofs import Proof
from commandpost.storage.sessions import Session
from commandpost.storage.tables import DEVICE, QUARANTINE, STUB

AUTHORITIES = "authorities"  # fact: public keys (hex) whose word on devices counts here
KEPT_FRAME = 4_000_000  # bytes of a bad frame worth keeping


class Ingest(Database):
    """The one door in for what arrives from elsewhere."""

    _session: Session
    _authority_key: Signer  # this journal's own word as a server

    def _take_runs(
        self, connection: Connection, runs: Sequence[Run], *, judged: bool = False, rescued: bool = False
    ) -> Intake:
        """``judged``: the own server has taken them; what a device wrote before it was revoked stays.

        ``rescued``: they were read from this machine's own file of before.
        """
        intake = Intake(believed=self._believe(connection, [run.card for run in runs]), rescued=rescued)
        proofs = [self._proof(run, intake) for run in runs]
        intake.ahead = ahead_of(connection, runs, proofs, self._stamp(), reader=self._place.reader)
        in_turn(connection)
        intake.heads.read(connection, runs)
        for run, proof in zip(runs, proofs, strict=True):
            intake.runs.append(Taken(_answer(intake, run.stream, Verdict.TAKEN)))
            verdict = self._take_run(connection, run, proof, intake, judged=judged)
            intake.runs[-1].answer = _answer(intake, run.stream, verdict)
        self._write_down(connection, intake)
        entries = intake.entries
        to_fold = entries if intake.ahead is None else intake.ahead.begin(connection, entries)
        record_rows.fold_in(connection, to_fold, reader=self._place.reader)
        blob_rows.obey_erasures(connection, entries, self._stamp())
        return intake

    def _write_down(self, connection: Connection, intake: Intake) -> None:
        intake.write_down(connection, self._stamp(), publishing=self._place.serving)

    def _proof(self, run: Run, intake: Intake) -> Proof:
        """The dear part of judging a run: hashes, the signature, and what its bodies say."""
        if run.card.device not in intake.believed:
            return Proof((), signed=False)
        hashes = run.hashes()
        signed = self._signing.verify(run.opening.public_key, hashes[-1], run.signature)
        return Proof(hashes, signed=signed, entries=_entries(run, hashes))

    def _take_run(self, connection: Connection, run: Run, proof: Proof, intake: Intake, *, judged: bool) -> Verdict:
        head = intake.heads.get(run.stream)
        held = 0 if head is None else head.seq
        judged = judged or run.last <= held  # nothing new, whoever was revoked since it was taken
        refusal = self._stranger(run, intake.believed.get(run.card.device), known=head is not None, judged=judged)
        if refusal is not None:
            self._set_aside(connection, run, refusal.value)
            return refusal
        if run.first > held + 1:
            return Verdict.GAP
        bad = self._flaw(connection, run, proof, held, intake)
        if bad is not None:
            self._set_aside(connection, run, bad.value)
            return bad
        if run.first <= held:
            self._fill_stubs(connection, run, proof, intake)
        if run.last <= held:
            return Verdict.TAKEN
        if head is None:
            intake.heads.meet(run.opening, own=run.opening.device == self._session.device)
        self._note_branches(connection, run, intake)
        self._note_own(connection, run, intake)
        self._extend(run, proof, held, intake)
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
        devices = [card.device for card in cards]
        held = find_cards(connection, devices)
        if not any(self._is_to_keep(connection, card, held.get(card.device)) for card in cards):
            return held
        take_numbers(connection, CARDS, 1)
        for card in cards:
            if self._is_to_keep(connection, card, find_card(connection, card.device)):  # kept or revoked by now
                put(connection, DEVICE, card_row(_plain(card)), keys=("device",))
        return find_cards(connection, devices)

    def _is_to_keep(self, connection: Connection, card: DeviceCard, held: DeviceCard | None) -> bool:
        """Whether a card tells something new and an authority we trust vouches for it."""
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
        if self._hash_at(connection, run.stream, common, intake) != before:
            self._alarm(connection, AlarmKind.FORK, run.stream, str(common))
            return Verdict.FORK
        units = {entry.body.unit for entry in proof.entries if entry is not None}
        return None if units <= {run.opening.unit, ""} else Verdict.UNKNOWN_DEVICE

    def _hash_at(self, connection: Connection, stream: StreamId, seq: int, intake: Intake) -> bytes | None:
        head = intake.heads.get(stream)
        if seq == (0 if head is None else head.seq):
            return ZERO if head is None else head.hash
        self._write_down(connection, intake)
        return hash_at(connection, stream, seq)

    def _note_branches(self, connection: Connection, run: Run, intake: Intake) -> None:
        """Raise an alarm when two sessions go on from one head, or one goes on behind what is already held."""
        opening = run.opening
        for child in intake.heads.children(run.stream):
            if run.last > child.parent_seq:
                self._alarm(connection, AlarmKind.BRANCH, child.stream, run.stream)
        if run.first > 1:
            return
        for sibling in intake.heads.beside(opening):
            self._alarm(connection, AlarmKind.BRANCH, run.stream, sibling.stream)
        parent = intake.heads.get(opening.parent) if opening.parent else None
        if parent is not None and parent.seq > opening.parent_seq:
            self._alarm(connection, AlarmKind.BRANCH, run.stream, parent.stream)

    def _note_own(self, connection: Connection, run: Run, intake: Intake) -> None:
        """Raise an alarm when more of this device comes from elsewhere than is here: an old copy, or a second machine.

        Once until it is dismissed: an old copy may lack the sessions of weeks.
        """
        own = run.opening.device == self._session.device and not intake.rescued
        if own and not self._is_told(connection, AlarmKind.RESTORED_BACKUP):
            self._alarm(connection, AlarmKind.RESTORED_BACKUP, run.stream, "")

    def _extend(self, run: Run, proof: Proof, held: int, intake: Intake) -> None:
        entries: list[Entry] = []
        stubs: list[dict[str, object]] = []
        hashes = proof.hashes
        prev = run.prev if held < run.first else hashes[held - run.first]
        for at in range(held + 1 - run.first, len(run.links)):
            entry, seq = proof.entries[at], run.first + at
            if entry is None:
                signature = run.signature if seq == run.last else None
                stubs.append(_stub_row(run.stream, seq, prev, hashes[at], signature, run.links[at].body_hash))
            else:
                entries.append(entry)
            prev = hashes[at]
        intake.add(run, entries, stubs)
        intake.heads.move(run.stream, run.last, prev)

    def _fill_stubs(self, connection: Connection, run: Run, proof: Proof, intake: Intake) -> None:
        """Take the bodies of entries that were only hashes until now."""
        filled: list[Entry] = []
        self._write_down(connection, intake)
        for stored in stubs_within(connection, run.stream, run.first, run.last):
            entry = proof.entries[stored.seq - run.first]
            if entry is not None:
                filled.append(entry.signed(stored.signature))
                connection.execute(delete(STUB).where(STUB.c.stream == run.stream, STUB.c.seq == stored.seq))
        intake.add(run, filled)

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


def _answer(intake: Intake, stream: StreamId, verdict: Verdict) -> StreamAnswer:
    head = intake.heads.get(stream)
    if head is None:
        return StreamAnswer(stream=stream, verdict=verdict, seq=0, hash=ZERO)
    return StreamAnswer(stream=stream, verdict=verdict, seq=head.seq, hash=head.hash)


def _entries(run: Run, hashes: Sequence[bytes]) -> list[Entry | None]:
    """A run's links with what they say; those without it are only hashes here."""
    found: list[Entry | None] = []
    prev = run.prev
    for seq, (link, own) in enumerate(zip(run.links, hashes, strict=True), run.first):
        raw = link.raw
        if raw is None or len(raw) > MAX_BODY_BYTES:
            found.append(None)
        else:
            signature = run.signature if seq == run.last else None
            body = read_body(raw)
            found.append(
                Entry(stream=run.stream, seq=seq, prev=prev, hash=own, signature=signature, raw=raw, body=body)
            )
        prev = own
    return found


def _stub_row(  # noqa: PLR0917  # a row's columns
    stream: StreamId, seq: int, prev: bytes, head: bytes, signature: bytes | None, body_hash: bytes
) -> dict[str, object]:
    return {
        "stream": stream,
        "seq": seq,
        "prev": prev,
        "hash": head,
        "signature": signature,
        "body_hash": body_hash,
    }
