"""A sealed bundle on a stick: everything another room may see and lacks, for its workstation alone; and back again.

Each bundle tells what its sender holds. Whoever took one in writes the next with just what is missing over there, so
two rooms without a line come together by carrying a stick there and back. What comes in goes through the same door
as the server's: the second time it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commandpost.app.carried import carried_records
from commandpost.app.courier_values import CarriedRecord
from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.permissions import Action, require
from commandpost.app.ports import StickStore
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal import sealed
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Verifier, body_hash
from commandpost.journal.entry import ChangeSet, Json
from commandpost.journal.exchange import Verdict
from commandpost.journal.sealed import Cargo, Envelope

HELD = "stick.held:"  # setting: what another workstation said it holds
TAKEN = "stick.taken"  # setting: ids of bundles that were taken in, newest last
REMEMBERED = 500  # bundles


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A workstation that a bundle may be sealed for; ``last``: when it last told what it holds."""

    device: DeviceId
    name: str
    unit_name: str
    last: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """A bundle that was written."""

    content: bytes
    entries: int
    blobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StickPreview:
    """What a sealed bundle brings, before anything is taken in."""

    unit_name: str
    device: DeviceId
    device_name: str
    at: datetime
    entries: int  # with their text
    new: int  # of them not here yet
    taken_before: bool
    owed: int  # entries this room could carry back: those the sender lacks
    records: tuple[CarriedRecord, ...]


class StickService:
    """Use cases of sealed bundles; nothing is taken before somebody looked at it."""

    def __init__(self, desk: Desk, store: StickStore, verifier: Verifier) -> None:
        self._desk = desk
        self._store = store
        self._verifier = verifier

    def receivers(self) -> tuple[Receiver, ...]:
        """Workstations that were met here, those of other rooms and of this one."""
        names = Names(self._desk.store)
        return tuple(
            Receiver(
                device=card.device, name=card.name, unit_name=names.unit(card.unit), last=self._told(card.device)[0]
            )
            for card in self._store.known_cards()
        )

    def own_card(self) -> bytes:
        """A file by which another room can seal for this workstation. Raises RuleBroken("not_enrolled")."""
        card = self._store.device()
        if not card.enrolled_at:
            raise RuleBroken("not_enrolled")
        return sealed.write_card(card)

    def meet(self, content: bytes) -> Receiver:
        """Take another workstation's card. Raises RuleBroken("card_unreadable"|"bundle_stranger"|"card_own")."""
        said = sealed.read_card(content)
        card = self._store.believed(said)
        if card is None or card.revoked_at is not None:
            raise RuleBroken("bundle_stranger", name=said.name)
        if card.device == self._store.device().device:
            raise RuleBroken("card_own")
        names = Names(self._desk.store)
        return Receiver(device=card.device, name=card.name, unit_name=names.unit(card.unit), last=None)

    def lacking(self, device: DeviceId) -> int:
        """How many entries a bundle for that workstation would carry. Raises RuleBroken("receiver_unknown")."""
        return _entries(self._runs_for(self._card(device)))

    def write(self, device: DeviceId) -> Outbound:
        """A sealed bundle for a workstation.

        Raises RuleBroken("receiver_unknown"|"not_enrolled") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.SEND)
        own, card = self._store.device(), self._card(device)
        if not own.enrolled_at:
            raise RuleBroken("not_enrolled")
        runs = self._runs_for(card)
        blobs = self._store.blobs_of(runs)
        cargo = sealed.pack(Cargo(held=self._store.reach(), runs=runs, blobs=blobs))
        plain = Envelope(
            id=str(self._desk.new_id("stick")),
            at=self._desk.now().isoformat(),
            sender=own,
            receiver=card.device,
            receiver_name=card.name,
            size=0,
            digest=b"",
        )
        content = self._store.seal(card, cargo, plain.bound)
        written = replace(plain, size=len(content), digest=body_hash(content)).written()
        signature = self._store.sign_request(sealed.signed_words(written))
        return Outbound(content=sealed.write(written, signature, content), entries=_entries(runs), blobs=len(blobs))

    def preview(self, content: bytes) -> StickPreview:
        """What a file would bring.

        Raises RuleBroken of ``sealed.read`` and ``sealed.unpack``, and "bundle_stranger", "sealed_forged",
        "sealed_for_another".
        """
        envelope, cargo = self._opened(content)
        reach, sender = self._store.reach(), envelope.sender
        fresh = sum(
            link.raw is not None and seq > reach.get(run.stream, 0)
            for run in cargo.runs
            for seq, link in enumerate(run.links, run.first)
        )
        return StickPreview(
            unit_name=Names(self._desk.store).unit(sender.unit),
            device=sender.device,
            device_name=sender.name,
            at=datetime.fromisoformat(envelope.at),
            entries=_entries(cargo.runs),
            new=fresh,
            taken_before=envelope.id in self._taken(),
            owed=_entries(self._store.runs_for(sender.unit, cargo.held)),
            records=carried_records(self._desk.store, cargo.runs),
        )

    def take(self, content: bytes) -> ChangeSet:
        """Take a bundle in and remember what its sender holds; a second time changes nothing.

        Raises as ``preview`` does, and RuleBroken("bundle_refused", reason=…) when a part does not verify; the sound
        parts are kept.
        """
        require(self._desk.session, Action.RECEIPT)
        envelope, cargo = self._opened(content)
        taken = self._store.import_runs(cargo.runs)
        if cargo.blobs:
            self._store.put_blobs(cargo.blobs)
        if envelope.id not in self._taken():  # an older file brought again tells nothing new of its sender
            self._remember(envelope, cargo.held)
        self._desk.announce(taken.changes)
        bad = [answer.verdict for answer in taken.answers if answer.verdict is not Verdict.TAKEN]
        if bad:
            raise RuleBroken("bundle_refused", reason=str(bad[0]), taken=len(taken.changes.entries))
        return taken.changes

    # ------------------------------------------------------------------------------------------ inside

    def _opened(self, content: bytes) -> tuple[Envelope, Cargo]:
        read = sealed.read(content)
        envelope = read.envelope
        card = self._store.believed(envelope.sender)
        if card is None or card.revoked_at is not None:
            raise RuleBroken("bundle_stranger", name=envelope.sender.name)
        if not self._verifier.verify(card.public_key, read.message, read.signature):
            raise RuleBroken("sealed_forged", name=envelope.sender.name)
        if envelope.receiver != self._store.device().device:
            raise RuleBroken("sealed_for_another", name=envelope.receiver_name)
        try:
            plain = self._store.unseal(read.sealed, envelope.bound)
            written = datetime.fromisoformat(envelope.at)
        except ValueError as broken:
            raise RuleBroken("sealed_damaged") from broken
        if written.tzinfo is None:
            raise RuleBroken("sealed_damaged")
        return envelope, sealed.unpack(plain)

    def _card(self, device: DeviceId) -> DeviceCard:
        found = next((card for card in self._store.known_cards() if card.device == device), None)
        if found is None:
            raise RuleBroken("receiver_unknown")
        return found

    def _runs_for(self, card: DeviceCard) -> tuple[Run, ...]:
        return self._store.runs_for(card.unit, self._told(card.device)[1])

    def _told(self, device: DeviceId) -> tuple[datetime | None, Mapping[StreamId, int]]:
        """What a workstation last told of itself, and when."""
        said = self._store.setting(HELD + device)
        if not isinstance(said, dict):
            return None, {}
        held = said["held"] if isinstance(said["held"], dict) else {}
        return datetime.fromisoformat(str(said["at"])), {StreamId(name): int(str(seq)) for name, seq in held.items()}

    def _taken(self) -> list[str]:
        said = self._store.setting(TAKEN)
        return [str(one) for one in said] if isinstance(said, list) else []

    def _remember(self, envelope: Envelope, held: Mapping[StreamId, int]) -> None:
        ends: dict[str, Json] = {stream: seq for stream, seq in held.items()}  # noqa: C416  # another type of value
        told: dict[str, Json] = {"at": envelope.at, "held": ends}
        before, _ = self._told(envelope.sender.device)
        if before is None or datetime.fromisoformat(envelope.at) >= before:
            self._store.set_setting(HELD + envelope.sender.device, told)
        ids: list[Json] = [*self._taken(), envelope.id]
        self._store.set_setting(TAKEN, ids[-REMEMBERED:])


def _entries(runs: Sequence[Run]) -> int:
    return sum(link.raw is not None for run in runs for link in run.links)
