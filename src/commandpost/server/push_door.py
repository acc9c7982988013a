"""Pushes as they came, read and handed to the relay together; runs beside the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commandpost.app.relay import Push, RelayService
from commandpost.app.throttle import Throttle
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.journal.bundle import decode
from commandpost.journal.exchange import Ingested
from commandpost.server.company import Brought


class PushDoor:
    """Counts the entries of each device before they are taken in."""

    def __init__(self, relay: RelayService, throttle: Throttle) -> None:
        self._relay = relay
        self._throttle = throttle

    def take(self, pushes: Sequence[Brought]) -> list[Ingested | Exception]:
        """What came of each of them; one that has no form or is too much keeps nobody else waiting."""
        read = [self._read(push) for push in pushes]
        good = [push for push in read if isinstance(push, Push)]
        outcomes = iter(self._accepted(good) if good else ())
        return [next(outcomes) if isinstance(push, Push) else push for push in read]

    def _read(self, push: Brought) -> Push | CommandPostError:
        try:
            runs = decode(push.content)
            self._throttle.entries(push.caller.device, sum(len(run.links) for run in runs))
        except CommandPostError as refused:
            return refused
        return Push(push.caller, runs, push.at)

    def _accepted(self, pushes: Sequence[Push]) -> Sequence[Ingested | Exception]:
        """What cannot be kept for now comes again, and counts then."""
        try:
            outcomes = self._relay.accept_all(pushes)
        except Unavailable:
            self._give_back(pushes)
            raise
        paired = zip(pushes, outcomes, strict=True)
        self._give_back(push for push, outcome in paired if isinstance(outcome, Unavailable))
        return outcomes

    def _give_back(self, pushes: Iterable[Push]) -> None:
        for push in pushes:
            self._throttle.give_back_entries(push.caller.device, sum(len(run.links) for run in push.runs))
