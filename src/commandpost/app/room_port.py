"""What a room needs of a desk's journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from commandpost.app.relay_port import RelayStore
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import ChangeSet, Json
from commandpost.journal.exchange import FeedPage, Ingested, Position, StreamAnswer


class RoomStore(RelayStore, Protocol):
    """A desk's journal that is served to its room, or brought together with the one that is."""

    @property
    def repairs(self) -> int: ...

    def device(self) -> DeviceCard: ...

    def authority(self) -> bytes | None:
        """The pinned public key of the unit's server; None before enrolment."""
        ...

    def believed(self, card: DeviceCard) -> DeviceCard | None:
        """The card as enrolled here or vouched for by a server trusted here; None for a stranger's."""
        ...

    def sign_request(self, message: bytes) -> bytes:
        """Sign with the device's key."""
        ...

    def open_room(self) -> None:
        """From now on also bring the unit's server what other desks of the unit wrote."""
        ...

    def room_holdings(self) -> Mapping[StreamId, tuple[int, bytes]]:
        """The newest sessions here, whoever wrote them: seq and hash of their last entries."""
        ...

    def lacking(
        self, held: Mapping[StreamId, int], refused: Collection[StreamId], max_entries: int, max_bytes: int
    ) -> tuple[Run, ...]:
        """What the other side lacks of the newest sessions, oldest first, within limits but at least one run."""
        ...

    def ends_to_tell(self, held: Mapping[StreamId, int], told: Mapping[StreamId, int]) -> tuple[Run, ...]:
        """Last entries once more: of own sessions whose receipt is not here, and of those whose newer receipt is."""
        ...

    def settle_room(self, answers: Sequence[StreamAnswer]) -> ChangeSet:
        """Keep the receipts that were passed on; read everything again where the other side holds more of our own."""
        ...

    def room_position(self) -> Position: ...

    def take_from_room(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        """Ingest a page and save its cursor in one transaction; a gap puts it back to the beginning, once.

        A cursor that is not where it was when the page was ``asked`` for stays.
        """
        ...

    def met_room(self, epoch: str) -> bool:
        """Whether another journal is served than last time; then nothing of it counts as read."""
        ...

    def blobs_named_by(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """Those blobs that the bodies in these runs name and that are here."""
        ...

    def blobs_wanted(self, limit: int = 200) -> tuple[str, ...]: ...

    def keep_to_pass_on(self, content: bytes) -> str:
        """Keep a blob that came from the room; the unit's server gets it from here while its entry is not receipted."""
        ...

    def import_runs(self, runs: Sequence[Run]) -> Ingested: ...

    def pending(self) -> int: ...

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...
