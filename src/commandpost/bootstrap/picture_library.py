"""The picture maps a workstation shows: services by address, MBTiles and folders, remembered in the sealed settings."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from commandpost.app.desk import Session
from commandpost.app.local_settings import administrator
from commandpost.bootstrap.picture_reader import PictureReader
from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import (
    KEY,
    SHIPPED_HOSTS,
    TileId,
    TileKind,
    TilePicture,
    TileSource,
    checked_address,
    host_is_allowed,
    source_from_plain,
)
from commandpost.geodata.tile_folder import TileFolder
from commandpost.geodata.wmts import layers_in
from commandpost.gui.services import BaseSheet
from commandpost.journal.entry import Json
from commandpost.transport.tile_client import TileClient
from commandpost.transport.tile_shelf import TileShelf

SOURCES = "map.pictures"
HOSTS = "map.hosts"
TILES = "tiles"  # the folder within a profile


_ASKED = frozenset({"service", "request", "version", "layer"})
_NAMED = 20  # layers of a service told in one sentence


class Settings(Protocol):
    """Where the list is remembered; sealed, because it holds the user's keys."""

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...


class PictureLibrary:
    """Fills the port :class:`~commandpost.app.map_pictures.MapPictures`; built on the store's thread."""

    def __init__(self, store: Settings, folder: Path, now: Callable[[], datetime], session: Session) -> None:
        self._store = store
        self._session = session
        self._shelf = TileShelf(folder)
        self._client = TileClient(self._shelf, now, self.hosts)
        self._reader = PictureReader()
        said, hosts = store.setting(SOURCES), store.setting(HOSTS)
        rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
        self._sources = tuple(source_from_plain(row) for row in rows)
        self._added_hosts = frozenset(str(host) for host in hosts) if isinstance(hosts, list) else frozenset()

    def sources(self) -> tuple[TileSource, ...]:
        return self._sources

    def hosts(self) -> frozenset[str]:
        return SHIPPED_HOSTS | self._added_hosts

    def picture(self, source: TileSource, tile: TileId) -> TilePicture | None:
        content = self.tile(source, tile)
        return self._reader.decoded(content) if content is not None else None

    def tile(self, source: TileSource, tile: TileId) -> bytes | None:
        """One picture as it came."""
        if not source.holds(tile):
            return None
        if source.kind is TileKind.SERVICE:
            return self._client.tile(source, tile)
        if source.kind is TileKind.FOLDER:
            return TileFolder(Path(source.place)).tile(tile)
        return self._reader.tile(Path(source.place), tile)

    def add_service(
        self, title: str, address: str, key: str = "", *, provider: str = "", approval_number: str = ""
    ) -> TileSource:
        template, found = checked_address(address)
        key = key.strip() or found
        if KEY in template and not key:
            raise RuleBroken("tile_key_missing", field="key")
        source = TileSource(
            id=secrets.token_hex(6),
            title=title.strip() or template.split("/")[2],
            kind=TileKind.SERVICE,
            place=template,
            key=key,
            provider=provider.strip(),
            approval_number=approval_number.strip(),
        )
        if not host_is_allowed(source.host, self.hosts()):
            raise RuleBroken("tile_host_not_allowed", host=source.host)
        self.add(source)
        return source

    def resolve(self, address: str) -> str:
        if not _is_wmts(address):
            return address
        parts = urlsplit(address.strip())
        told = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in _ASKED]
        wanted = next((value for name, value in parse_qsl(parts.query) if name.lower() == "layer"), "")
        query = urlencode([*told, ("SERVICE", "WMTS"), ("REQUEST", "GetCapabilities")])
        layers = layers_in(self._client.document(urlunsplit(parts._replace(query=query, fragment=""))), address)
        found = [layer for layer in layers if wanted in {"", layer.name}]
        if len(found) != 1:
            raise RuleBroken("tile_layers_many", layers="、".join(layer.name for layer in layers[:_NAMED]))
        key = urlencode(told)
        return f"{found[0].address}{'&' if '?' in found[0].address else '?'}{key}" if key else found[0].address

    def look_at(self, place: Path) -> TileSource:
        kind = TileKind.FOLDER if place.is_dir() else TileKind.MBTILES
        source = TileSource(id=secrets.token_hex(6), title=place.stem, kind=kind, place=str(place.resolve()))
        if kind is TileKind.FOLDER:
            least, most = TileFolder(place).zooms()
            return replace(source, least_zoom=least, most_zoom=most)
        told, (least, most) = self._reader.described(place)
        provider = told.get("attribution", "")[:80]
        return replace(
            source, title=told.get("name") or source.title, least_zoom=least, most_zoom=most, provider=provider
        )

    def add(self, source: TileSource) -> None:
        self._remember((*self._sources, source))

    def allow(self, host: str) -> None:
        administrator(self._session)
        plain = host.strip().lower()
        if not plain or any(sign in plain for sign in "/:@?# "):
            raise RuleBroken("tile_address_wrong", field="host")
        self._added_hosts |= {plain}
        self._store.set_setting(HOSTS, list[Json](sorted(self._added_hosts)))

    def answer_for(self, source: str, provider: str, approval_number: str) -> None:
        who, number = provider.strip(), approval_number.strip()
        answered = (replace(one, provider=who, approval_number=number) for one in self._sources if one.id == source)
        fresh = {one.id: one for one in answered}
        self._remember(tuple(fresh.get(one.id, one) for one in self._sources))

    def remove(self, source: str) -> None:
        self._remember(tuple(one for one in self._sources if one.id != source))

    def forget(self, source: TileSource) -> None:
        if source.kind is TileKind.MBTILES:
            self._reader.forget(Path(source.place))
        self._shelf.forget(source)

    def credited(self, sheet: BaseSheet) -> BaseSheet:
        """The base map with the providers and numbers of the pictures under it."""
        if not self._sources:
            return sheet
        own = [sheet] if sheet.layers and (not sheet.invented or sheet.overlaid) else []
        maps: list[BaseSheet | TileSource] = [one for one in own if not one.points_only]
        maps += self._sources
        owners: list[BaseSheet | TileSource] = [*own, *self._sources]
        numbers = dict.fromkeys(one.approval_number for one in maps)
        return replace(
            sheet,
            provider="、".join(dict.fromkeys(one.provider for one in owners if one.provider)),
            approval_number="" if "" in numbers else "、".join(numbers),
            invented=False,
        )

    def close(self) -> None:
        """End what is read now and let go of the files."""
        self._client.close()
        self._reader.close()

    def _remember(self, sources: tuple[TileSource, ...]) -> None:
        """The one way the list is changed: an administrator's, as the hosts are."""
        administrator(self._session)
        self._store.set_setting(SOURCES, [source.to_plain() for source in sources])
        self._sources = sources


def _is_wmts(address: str) -> bool:
    """Whether an address is a WMTS's own, which must be asked for its layers first."""
    try:
        checked_address(address)
    except RuleBroken:
        return "wmts" in address.lower() and address.strip().startswith(("http://", "https://"))
    return False
