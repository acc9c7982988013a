"""A folder of pictures named ``zoom/column/row.png``."""

from __future__ import annotations

from pathlib import Path

from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import DEEPEST, TileId

_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
_LARGEST = 2 * 2**20


class TileFolder:
    """Reads one picture when it is asked for; names are made of numbers only, so nothing outside is ever opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def zooms(self) -> tuple[int, int]:
        """The least and the most level of zoom. Raises ``tile_file_unreadable``."""
        try:
            names = [one.name for one in self._folder.iterdir() if one.is_dir()]
        except OSError as error:
            raise RuleBroken("tile_file_unreadable", file=self._folder.name, reason=str(error)) from error
        levels = [int(name) for name in names if name.isascii() and name.isdigit() and int(name) <= DEEPEST]
        if not levels:
            raise RuleBroken("tile_file_unreadable", file=self._folder.name, reason="zoom/column/row.png")
        return min(levels), max(levels)

    def tile(self, tile: TileId) -> bytes | None:
        """The picture of one square, None where there is none."""
        base = self._folder / str(tile.z) / str(tile.x)
        for suffix in _SUFFIXES:
            path = base / f"{tile.y}{suffix}"
            if path.is_file() and path.stat().st_size <= _LARGEST:
                return path.read_bytes()
        return None
