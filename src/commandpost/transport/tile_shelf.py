"""Tiles kept on the disk under a cap of bytes; what was looked at longest ago goes first."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from commandpost.domain.tile_source import TileId, TileSource

LIMIT_BYTES = 300 * 2**20
_DOWN_TO = 0.9  # of the limit, so that not every tile makes room anew
_SUFFIX = ".tile"


class TileShelf:
    """A folder of pictures; safe to use from several threads. File names tell nothing of the user's key."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._sizes: OrderedDict[Path, int] | None = None  # the least recently used first
        self._bytes = 0
        self._lock = Lock()

    @property
    def bytes_held(self) -> int:
        with self._lock:
            self._known()
            return self._bytes

    def get(self, source: TileSource, tile: TileId) -> tuple[bytes, datetime] | None:
        """A kept picture and when it was fetched."""
        path = self._path(source, tile)
        try:
            content, fetched = path.read_bytes(), path.stat().st_mtime
        except OSError:
            return None
        with self._lock:
            known = self._known()
            if path in known:
                known.move_to_end(path)
        return content, datetime.fromtimestamp(fetched, UTC)

    def put(self, source: TileSource, tile: TileId, content: bytes, fetched: datetime) -> None:
        """Keep a picture; a disk that refuses is no reason to show none."""
        path = self._path(source, tile)
        with self._lock, suppress(OSError):
            known = self._known()
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_suffix(".new")
            fresh.write_bytes(content)
            os.utime(fresh, (fetched.timestamp(), fetched.timestamp()))
            fresh.replace(path)
            self._bytes += len(content) - known.pop(path, 0)
            known[path] = len(content)
            self._make_room(known)

    def forget(self, source: TileSource) -> None:
        """Throw away all pictures of a source; others are served meanwhile."""
        folder = self._folder / _name(source)
        with self._lock:
            gone = [path for path in self._known() if folder in path.parents]
        for path in gone:
            with self._lock:
                if path in self._known():
                    self._drop(self._known(), path)

    def _make_room(self, known: OrderedDict[Path, int]) -> None:
        if self._bytes <= self._limit:
            return
        while known and self._bytes > self._limit * _DOWN_TO:
            self._drop(known, next(iter(known)))

    def _drop(self, known: OrderedDict[Path, int], path: Path) -> None:
        self._bytes -= known.pop(path)
        path.unlink(missing_ok=True)

    def _known(self) -> OrderedDict[Path, int]:
        """What lies in the folder, read once."""
        if self._sizes is None:
            found = [(path, path.stat()) for path in self._folder.rglob(f"*{_SUFFIX}")]
            found.sort(key=lambda one: one[1].st_mtime)
            self._sizes = OrderedDict((path, stat.st_size) for path, stat in found)
            self._bytes = sum(self._sizes.values())
        return self._sizes

    def _path(self, source: TileSource, tile: TileId) -> Path:
        return self._folder / _name(source) / str(tile.z) / str(tile.x) / f"{tile.y}{_SUFFIX}"


def _name(source: TileSource) -> str:
    return hashlib.sha256(source.place.encode()).hexdigest()[:20]
