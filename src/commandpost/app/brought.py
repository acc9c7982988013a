"""What a caller brought itself and need not be given back: a relay would else fetch everything twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.exchange import StreamAnswer, Verdict, Without

MAX_STREAMS = 5_000  # remembered of one device; what is forgotten is sent once more


class BroughtBook:
    """Known for one run of the server and one conversation of each device; may be asked from several threads.

    A conversation begins with ``have``: whoever asks that may have lost what it brought before, and a request that
    was under way since before then says nothing of what it holds now. ``at`` is the time in the request's seal.
    """

    def __init__(self) -> None:
        self._since: dict[DeviceId, str] = {}
        self._ends: dict[DeviceId, dict[StreamId, int]] = {}

    def begin(self, device: DeviceId, at: str) -> None:
        self._since[device] = at
        self._ends[device] = {}

    def note(self, device: DeviceId, runs: Sequence[Run], answers: Sequence[StreamAnswer], at: str) -> None:
        """Remember the runs that were taken and came with all their bodies."""
        ends = self._ends.get(device)
        if ends is None or at <= self._since[device]:
            return
        for run, answer in zip(runs, answers, strict=True):
            if answer.verdict is Verdict.TAKEN and all(link.raw is not None for link in run.links):
                ends[run.stream] = max(run.last, ends.pop(run.stream, 0))
        while len(ends) > MAX_STREAMS:
            ends.pop(next(iter(ends)))

    def hold(self, device: DeviceId, named: Mapping[StreamId, int], answers: Sequence[StreamAnswer]) -> None:
        """Remember as well what the device named in its ``have`` and holds alike."""
        for answer in answers:
            if answer.verdict is Verdict.TAKEN and 0 < named.get(answer.stream, 0) <= answer.seq:
                self._ends[device][answer.stream] = named[answer.stream]

    def without(self, device: DeviceId) -> Without:
        """What to leave out of the device's feed: its own sessions, and these."""
        return Without(device=device, ends=dict(self._ends.get(device, {})))
