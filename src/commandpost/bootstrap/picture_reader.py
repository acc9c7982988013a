"""MBTiles and the pictures of all maps as this process sees them: asked of a bounded child, a job at a time."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from pathlib import Path
from threading import Lock
from typing import Any

from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import TileId, TilePicture
from commandpost.geodata.process import BoundedProcess

_CHILD = "commandpost.bootstrap.picture_child"
_SECONDS = 10  # of one picture
_MEMORY_MB = 1024

_log = logging.getLogger(__name__)


class PictureReader:
    """Safe to use from several threads; blocks. Raises ``tile_file_…`` and what ``BoundedProcess`` raises."""

    def __init__(self, child: str = _CHILD) -> None:
        self._child = BoundedProcess(child, seconds=_SECONDS, memory_mb=_MEMORY_MB, environment={})
        self._asking = Lock()
        self._used = False

    def described(self, file: Path) -> tuple[dict[str, str], tuple[int, int]]:
        """The metadata of a file, and the least and the most level of zoom that hold a picture."""
        said = self._asked(file, verb="describe")
        least, most = said["zooms"]
        return said["told"], (least, most)

    def tile(self, file: Path, tile: TileId) -> bytes | None:
        """One picture, None where there is none."""
        said = self._asked(file, verb="tile", tile=(tile.z, tile.x, tile.y))
        return b64decode(said) if said is not None else None

    def decoded(self, content: bytes) -> TilePicture | None:
        """The pixels of a picture; one that is no picture, or that its decoder does not survive, is none."""
        try:
            said = self._asked(Path(), verb="decode", content=b64encode(content).decode())
        except RuleBroken as error:
            _log.warning("a picture of a map could not be decoded: %s", error.code)
            return None
        if said is None:
            return None
        made = TilePicture(width=said["width"], height=said["height"], pixels=b64decode(said["pixels"]))
        return made if made.whole else None

    def forget(self, file: Path) -> None:
        """Let go of a file."""
        if self._used:
            self._asked(file, verb="forget")

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def _asked(self, file: Path, **job: Any) -> Any:  # noqa: ANN401 - JSON
        with self._asking:
            self._used = True
            return next(said["done"] for said in self._child.answers(file, **job))
