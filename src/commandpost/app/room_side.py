"""A desk's journal as seen by its link to the workstation that serves the room; the link itself is that to a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commandpost.app.room_port import RoomStore
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import MAX_BYTES, MAX_ENTRIES, Run
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import ChangeSet, Json
from commandpost.journal.exchange import Enrolment, FeedPage, Ingested, Position, StreamAnswer, Verdict
from commandpost.journal.revocation import Revocation

SETTINGS = "room."  # before the names of what the link to the server keeps as well
QUEUE = SETTINGS + "blobs"  # names of blobs that go behind their entries, kept over restarts


class RoomSide:
    """Implements ``SyncStore``: both ways everything, whoever wrote it; nothing here counts as delivered.

    What the other side holds is remembered for this run of the program; a new one asks again.
    """

    def __init__(self, store: RoomStore) -> None:
        self._store = store
        self._held: dict[StreamId, int] = {}
        self._told: dict[StreamId, int] = {}  # how far the other side has receipts of the unit's server
        self._telling: dict[StreamId, int] = {}  # what it will have when it answers
        self._refused: set[StreamId] = set()
        self._blobs = _still_here(store)  # to be sent, in order
        self._sent: set[str] = set()

    @property
    def repairs(self) -> int:
        return self._store.repairs

    def device(self) -> DeviceCard:
        return self._store.device()

    def sign_request(self, message: bytes) -> bytes:
        return self._store.sign_request(message)

    def enrolled(self, enrolment: Enrolment) -> None:
        """A room enrols nobody."""
        raise LookupError(enrolment.tier)

    def authority(self) -> bytes | None:
        return self._store.authority()

    def holdings(self) -> Mapping[StreamId, tuple[int, bytes]]:
        self._held.clear()
        self._refused.clear()  # whoever was a stranger there may have been enrolled since
        return self._store.room_holdings()

    def offers(self, *, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> tuple[Run, ...]:
        """What the other side lacks, whoever wrote it; then the ends whose receipt one of the two has not."""
        lacking = self._store.lacking(self._held, self._refused, max_entries, max_bytes)
        if lacking:
            return lacking
        ends = self._store.ends_to_tell(self._held, self._told)
        self._telling = {run.stream: receipt.high for run in ends for receipt in run.receipts}
        return ends

    def delivered(self) -> Mapping[StreamId, int]:
        """Nothing: a desk of the room delivers for nobody."""
        return {}

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        del before
        for answer in answers:
            if answer.verdict not in {Verdict.TAKEN, Verdict.GAP}:
                self._refused.add(answer.stream)
                continue
            self._held[answer.stream] = answer.seq
            high = self._telling.pop(answer.stream, 0) if answer.receipt is None else answer.receipt.high
            self._told[answer.stream] = max(high, self._told.get(answer.stream, 0))
        return self._store.settle_room(answers)

    def heed(self, revocations: Sequence[Revocation]) -> None:
        """Only the unit's server says who is revoked."""

    def position(self) -> Position:
        return self._store.room_position()

    def take(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        ingested = self._store.take_from_room(page, asked)
        for run, answer in zip(page.runs, ingested.answers, strict=True):
            if answer.verdict is Verdict.TAKEN and all(link.raw is not None for link in run.links):
                self._held[run.stream] = max(run.last, self._held.get(run.stream, 0))
        return ingested

    def met_epoch(self, epoch: str) -> bool:
        changed = self._store.met_room(epoch)
        if changed:
            self._held.clear()
            self._told.clear()
            self._refused.clear()
            self._sent.clear()
        return changed

    def blobs_to_send(self, limit: int = 500) -> tuple[str, ...]:
        """What the entries name that the other side lacks; kept first, since a large one goes behind its entry."""
        named = self._store.blobs_named_by(self._store.lacking(self._held, self._refused, MAX_ENTRIES, MAX_BYTES))
        new = [name for name in named if name not in self._sent and name not in self._blobs]
        if new:
            self._blobs.update(dict.fromkeys(new))
            self._store.set_setting(QUEUE, list(self._blobs))
        return tuple(self._blobs)[:limit]

    def blobs_sent(self, names: Sequence[str]) -> None:
        self._sent.update(names)
        for name in names:
            self._blobs.pop(name, None)
        self._store.set_setting(QUEUE, list(self._blobs))

    def blobs_wanted(self, limit: int = 200) -> tuple[str, ...]:
        return self._store.blobs_wanted(limit)

    def blob(self, sha256: str) -> bytes | None:
        return self._store.blob(sha256)

    def first_blobs(self, names: Sequence[str], room: int) -> tuple[tuple[str, bytes], ...]:
        return self._store.first_blobs(names, room)

    def put_blob(self, content: bytes) -> str:
        return self._store.keep_to_pass_on(content)

    def import_runs(self, runs: Sequence[Run]) -> Ingested:
        return self._store.import_runs(runs)

    def pending(self) -> int:
        return self._store.pending()

    def setting(self, key: str) -> Json:
        return self._store.setting(SETTINGS + key)

    def set_setting(self, key: str, value: Json) -> None:
        self._store.set_setting(SETTINGS + key, value)


def _still_here(store: RoomStore) -> dict[str, None]:
    """Blobs that an earlier run of the program did not get rid of."""
    kept = store.setting(QUEUE)
    names = [str(name) for name in kept] if isinstance(kept, list) else []
    return dict.fromkeys(store.blob_sizes(names, store.device().unit) if names else ())
