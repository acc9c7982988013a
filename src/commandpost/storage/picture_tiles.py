"""Raster MBTiles: a foreign SQLite file of pictures, opened for reading only and trusted with nothing."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as DriverConnection  # the shape; sqlcipher3 has no types of its own
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import DEEPEST, TileId

_LARGEST = 2 * 2**20
_STEPS = 5_000_000  # of SQLite's machine: a view built to run for ever is ended


class PictureTiles:
    """One file; used from one thread at a time. Every method raises ``tile_file_unreadable``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine = create_engine(
            "sqlite+pysqlite://", module=sqlite, creator=self._connect, poolclass=StaticPool
        )

    def described(self) -> dict[str, str]:
        """The file's metadata. Raises also ``tile_file_not_pictures`` for vector tiles."""
        rows = self._asked("SELECT name, value FROM metadata LIMIT 100")
        told = {str(name): str(value) for name, value in rows}
        if told.get("format", "png").lower() not in {"png", "jpg", "jpeg", "webp"}:
            raise RuleBroken("tile_file_not_pictures", file=self._path.name)
        return told

    def zooms(self) -> tuple[int, int]:
        """The least and the most level of zoom that hold a picture."""
        ((least, most),) = self._asked("SELECT min(zoom_level), max(zoom_level) FROM tiles")
        if not isinstance(least, int) or not isinstance(most, int):
            raise RuleBroken("tile_file_unreadable", file=self._path.name, reason="empty")
        return max(0, least), min(DEEPEST, most)

    def tile(self, tile: TileId) -> bytes | None:
        """The picture of one square; rows in the file count from the south."""
        rows = self._asked(
            "SELECT tile_data FROM tiles WHERE zoom_level = :z AND tile_column = :x AND tile_row = :y LIMIT 1",
            z=tile.z,
            x=tile.x,
            y=tile.row_from_south,
        )
        content = rows[0][0] if rows else None
        return content if isinstance(content, bytes) and len(content) <= _LARGEST else None

    def close(self) -> None:
        self._engine.dispose()

    def _asked(self, statement: str, **values: int) -> list[tuple[object, ...]]:
        try:
            with self._engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(statement), values)]
        except (SQLAlchemyError, sqlite.DatabaseError) as error:
            reason = str(getattr(error, "orig", error))
            raise RuleBroken("tile_file_unreadable", file=self._path.name, reason=reason) from error

    def _connect(self) -> DriverConnection:
        address = f"file:{quote(str(self._path))}?mode=ro&immutable=1"
        connection: DriverConnection = sqlite.connect(address, uri=True, check_same_thread=False)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        connection.set_progress_handler(lambda: 1, _STEPS)
        return connection
