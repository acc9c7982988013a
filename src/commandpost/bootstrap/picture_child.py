"""Reads MBTiles and decodes pictures in a process of its own.

Run as ``python -m commandpost.bootstrap.picture_child MEMORY_MB``.

A foreign SQLite file or picture may be broken on purpose; what it does to the library that reads it stays here. Serves
the jobs ``describe``, ``tile`` and ``decode`` as :func:`~commandpost.geodata.serving.serve` tells; pictures
travel as base64.
"""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commandpost.geodata.serving import Jobs, Say, serve

_OPEN_AT_ONCE = 8


def main(arguments: list[str]) -> int:
    """Serve until the input ends; see the module."""
    return serve(int(arguments[0]), _jobs)


def _jobs() -> Jobs:
    from commandpost.bootstrap.picture_pixels import pixels_of
    from commandpost.domain.tile_source import TileId
    from commandpost.storage.picture_tiles import PictureTiles

    held: dict[str, PictureTiles] = {}

    def opened(name: str) -> PictureTiles:
        if name not in held:
            if len(held) >= _OPEN_AT_ONCE:
                held.pop(next(iter(held))).close()
            held[name] = PictureTiles(Path(name))
        return held[name]

    def describe(job: Mapping[str, Any], _say: Say) -> dict[str, Any]:
        file = PictureTiles(Path(job["file"]))
        try:
            return {"told": file.described(), "zooms": file.zooms()}
        finally:
            file.close()

    def tile(job: Mapping[str, Any], _say: Say) -> str | None:
        content = opened(job["file"]).tile(TileId(*job["tile"]))
        return b64encode(content).decode() if content is not None else None

    def decode(job: Mapping[str, Any], _say: Say) -> dict[str, Any] | None:
        made = pixels_of(b64decode(job["content"]))
        if made is None:
            return None
        return {"width": made.width, "height": made.height, "pixels": b64encode(made.pixels).decode()}

    def forget(job: Mapping[str, Any], _say: Say) -> None:
        file = held.pop(job["file"], None)
        if file is not None:
            file.close()

    return {"describe": describe, "tile": tile, "decode": decode, "forget": forget}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
