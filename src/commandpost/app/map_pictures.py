"""The port of maps that come as pictures: services, MBTiles and folders; ring 3 fills it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from commandpost.domain.tile_source import TileId, TilePicture, TileSource


class MapPictures(Protocol):
    """The picture maps of this workstation.

    ``sources`` and ``hosts`` answer at once; ``picture`` and ``look_at`` block and belong to no store; what changes the
    list belongs to the store's thread and is an administrator's: it raises as ``permissions.require`` does.
    """

    def sources(self) -> tuple[TileSource, ...]: ...

    def hosts(self) -> frozenset[str]:
        """Hosts that may be asked for tiles."""
        ...

    def picture(self, source: TileSource, tile: TileId) -> TilePicture | None:
        """One picture, decoded in a process of its own; none where there is none or it is no picture.

        Raises ``RuleBroken("tile_…")`` or ``Unavailable("tiles_…")``.
        """
        ...

    def resolve(self, address: str) -> str:
        """A WMTS's own address as an address of tiles, by asking what it has; any other address unchanged. Blocks.

        Raises ``RuleBroken("tile_layers_many")`` when several layers fit and none is named, and as ``picture``.
        """
        ...

    def add_service(
        self, title: str, address: str, key: str = "", *, provider: str = "", approval_number: str = ""
    ) -> TileSource:
        """Raises ``RuleBroken("tile_address_wrong"|"tile_key_missing"|"tile_host_not_allowed")``."""
        ...

    def look_at(self, place: Path) -> TileSource:
        """What an MBTiles file or a folder holds; raises ``RuleBroken("tile_file_…")``."""
        ...

    def add(self, source: TileSource) -> None: ...

    def allow(self, host: str) -> None:
        """Put a host on the list."""
        ...

    def answer_for(self, source: str, provider: str, approval_number: str) -> None:
        """Who answers for a map of pictures from now on."""
        ...

    def remove(self, source: str) -> None: ...

    def forget(self, source: TileSource) -> None:
        """Delete what was kept of a removed source; as ``picture``, it blocks and belongs to no store."""
        ...
