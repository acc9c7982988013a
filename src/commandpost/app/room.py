"""What the other workstations of a room may ask of the one that serves it: the same as of a server, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.admission import Seal
from commandpost.app.relay import RelayService
from commandpost.app.room_port import RoomStore
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UNSAID, DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Verifier
from commandpost.journal.clock import Clock
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import Enrolment, Ingested, StreamAnswer
from commandpost.journal.revocation import Revocation

SILENCE = frozenset({"", "server_unreachable", "server_busy", "link_closed", "not_linked"})  # passes by itself
PRESENT = timedelta(minutes=1)  # who asked nothing for longer is not connected


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Another workstation that is connected here."""

    name: str
    heard: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """How a desk stands to its room."""

    serving: bool = False
    codes: tuple[str, ...] = ()  # one for each address of this machine, the likeliest first
    addresses: tuple[str, ...] = ()  # the same, written out with the port
    guests: tuple[Guest, ...] = ()
    host: str = ""  # the desk this one is connected to; "": none
    online: bool = False  # whether that one answers
    problem: str = ""  # the code of what stood against the last attempt; "": nothing

    @property
    def refusal(self) -> str:
        """Why the desk this one is connected to and this one do not come together; "" for a silence that passes."""
        return self.problem if self.host and not self.online and self.problem not in SILENCE else ""

    @property
    def together(self) -> bool:
        """Whether another desk of the room is reached now, by either way."""
        return self.online or bool(self.guests)


class RoomService(RelayService):
    """Serves the journal of a desk to devices of the same unit that its server enrolled.

    It signs nothing of its own: entries, cards and the server's receipts are passed on as they came.
    ``mark`` is the fingerprint of the room's authority, to which requests are sealed.
    """

    def __init__(
        self, store: RoomStore, verifier: Verifier, clock: Clock, announce: Callable[[ChangeSet], None], mark: str
    ) -> None:
        super().__init__(store, verifier, clock, pick=lambda alphabet: alphabet[0], room=mark)
        self._room = store
        self._unit = store.device().unit
        self._announce = announce
        self._guests: dict[DeviceId, Guest] = {}

    def is_presence_due(self) -> bool:
        """A desk keeps nothing of whom it hears: its unit's server tells that."""
        return False

    def introduce(self, card: DeviceCard) -> None:
        """Get to know a device before its first request. Raises RuleBroken("device_unknown"|"device_revoked")."""
        self._of_the_unit(self._room.believed(card), card.device)

    def admit(self, method: str, target: str, content: bytes, seal: Seal, cards: str = "") -> DeviceCard:
        """The caller's card; besides what a server refuses, a device of another unit is unknown here."""
        card = self._of_the_unit(super().admit(method, target, content, seal, cards), seal.device)
        self._guests[card.device] = Guest(name=card.name, heard=self.now())
        return card

    def guests(self) -> tuple[Guest, ...]:
        """Who is connected now, by name."""
        since = self.now() - PRESENT
        return tuple(sorted((one for one in [*self._guests.values()] if one.heard >= since), key=lambda one: one.name))

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        """Nobody is enrolled by a desk."""
        del code, public_key, name, unit
        raise RuleBroken("enrolment_code_wrong")

    def revoked(self, caller: DeviceCard) -> tuple[Revocation, ...]:
        """A desk's word on others counts for nobody."""
        del caller
        return ()

    def have(
        self, caller: DeviceCard, streams: Mapping[StreamId, tuple[int, bytes]], at: str = ""
    ) -> tuple[StreamAnswer, ...]:
        """As a server; a desk names all that it holds whole, which the feed then leaves out."""
        answers = super().have(caller, streams, at)
        self._brought.hold(caller.device, {stream: seq for stream, (seq, _) in streams.items()}, answers)
        return answers

    def accept(self, caller: DeviceCard, runs: Sequence[Run], at: str = "") -> Ingested:
        """As a server; the desk's own window is told as well."""
        ingested = super().accept(caller, runs, at)
        if ingested.changes != ChangeSet():
            self._announce(ingested.changes)
        return ingested

    def _of_the_unit(self, card: DeviceCard | None, device: DeviceId) -> DeviceCard:
        if card is None or not card.enrolled_at or card.unit != self._unit:
            raise RuleBroken("device_unknown", device=device)
        if card.revoked_at is not None:
            raise RuleBroken("device_revoked", device=device, at=card.revoked_at)
        return card
