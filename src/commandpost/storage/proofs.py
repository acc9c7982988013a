"""What is reckoned of a run before the journal is locked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commandpost.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Proof:
    """What is reckoned of a run before the journal is locked for it."""

    hashes: Sequence[bytes]
    signed: bool  # by the stream's key, to its last entry
    entries: Sequence[Entry | None] = ()  # as its links stand; None: a hash alone, or larger than allowed
