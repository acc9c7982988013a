"""A witness beside the journal's file: how far its own chain had come when the last commit returned.

It is written after each commit and never waited for, so it can lag behind a power cut but never run ahead. A journal
that opens with less than its witness says has lost acknowledged entries: a torn write-ahead log, an old file put back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from commandpost.domain.ids import StreamId

LINE = 256  # bytes; written over in place
SUFFIX = ".head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What the witness says."""

    stream: StreamId
    seq: int
    key: str  # digest of the key the journal was opened with: tells a damaged file from a wrong key


class Witness:
    """The witness of one database file; ``key`` None: the file is not encrypted."""

    def __init__(self, database: Path, key: bytes | None) -> None:
        self._file = database.with_name(database.name + SUFFIX)
        self._key = key_mark(key)

    def note(self, stream: StreamId, seq: int) -> None:
        """Remember the committed end of the chain. A disk that refuses this line has refused nothing that counts."""
        line = json.dumps({"stream": stream, "seq": seq, "key": self._key}).ljust(LINE).encode()
        try:
            with self._file.open("r+b" if self._file.exists() else "wb") as file:
                file.write(line)
        except OSError:
            return

    def said(self) -> Testimony | None:
        """What was last noted; None without a line that can be read."""
        try:
            told = json.loads(self._file.read_bytes())
            return Testimony(stream=StreamId(str(told["stream"])), seq=int(told["seq"]), key=str(told["key"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def knows_key(self) -> bool:
        """Whether the journal was opened with this very key before."""
        told = self.said()
        return told is not None and told.key == self._key


def key_mark(key: bytes | None) -> str:
    """A digest that tells whether two keys are one; the key is 32 random bytes, so it reveals nothing."""
    return hashlib.sha256(b"commandpost key" + (key or b"")).hexdigest()[:32]
