"""The server with a planted bug: it signs for what it takes, and commits that only with the next request."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from commandpost.bootstrap.server import main
from commandpost.journal.bundle import Run
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import Ingested
from commandpost.storage.store import JournalStore

honest = JournalStore.ingest
waiting: list[Sequence[Run]] = []


class TakenBack(Exception):
    """Carries the answers out of a transaction that is rolled back."""


def hasty(self: JournalStore, runs: Sequence[Run]) -> Ingested:
    while waiting:
        honest(self, waiting.pop(0))
    waiting.append(runs)
    said: list[Ingested] = []

    def taken(connection: object) -> None:
        intake = self._take_runs(connection, runs)  # type: ignore[arg-type]  # a connection
        answers = tuple(self._signed_for(answer) for answer in intake.answers)
        said.append(Ingested(changes=ChangeSet(), answers=answers))
        raise TakenBack

    try:
        self._attempt(taken)
    except TakenBack:
        return said[0]
    raise AssertionError


JournalStore.ingest = hasty  # type: ignore[method-assign,assignment]  # the planted bug
sys.exit(main())
