"""Maps that come as square pictures: addresses of tile services, files of pictures, and which square is where.

All are in the squares of Web Mercator; row 0 lies in the north. A service in GCJ-02 is shown where it truly lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from commandpost.domain.coordinates import Datum
from commandpost.domain.errors import RuleBroken

DEEPEST = 22
MOST_PICTURE_PX = 1024
TIANDITU = "tianditu.gov.cn"
SHIPPED_HOSTS = frozenset({TIANDITU})  # more are added by an administrator
KEY = "{key}"
_PLACES = re.compile(r"\{([^{}]*)\}")
_KNOWN_PLACES = frozenset({"z", "x", "y", "-y", "s", "key"})
_SUBDOMAINS = "01234567"
_PROJECTED = re.compile(r"^(w|.*(3857|900913|GoogleMapsCompatible).*)$", re.IGNORECASE)


class TileKind(StrEnum):
    """Where the pictures come from."""

    SERVICE = "service"
    MBTILES = "mbtiles"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class TilePicture:
    """One decoded square: four bytes a pixel as Qt's ARGB32_Premultiplied has them, row by row from the top."""

    width: int
    height: int
    pixels: bytes

    @property
    def whole(self) -> bool:
        """A usual size and just as many pixels."""
        sides = (self.width, self.height)
        return all(0 < side <= MOST_PICTURE_PX for side in sides) and len(self.pixels) == 4 * sides[0] * sides[1]


@dataclass(frozen=True, slots=True, order=True)
class TileId:
    """One square: column ``x`` from the west, row ``y`` from the north."""

    z: int
    x: int
    y: int

    @property
    def row_from_south(self) -> int:
        return (1 << self.z) - 1 - self.y


@dataclass(frozen=True, slots=True, kw_only=True)
class TileSource:
    """One map of pictures; ``place`` is the address with {z} {x} {y}, or the path of a file or folder.

    ``key`` is the user's own and stands nowhere but in the sealed settings and in the request itself; it is left out
    of every text made of the source.
    """

    id: str
    title: str
    kind: TileKind
    place: str
    key: str = ""
    least_zoom: int = 0
    most_zoom: int = 18
    datum: Datum = Datum.CGCS2000
    provider: str = ""
    approval_number: str = ""  # 审图号

    def __repr__(self) -> str:
        return f"TileSource({self.id!r}, {self.title!r}, {self.kind.value!r})"

    @property
    def host(self) -> str:
        return (urlsplit(_filled(self.place, TileId(0, 0, 0), "")).hostname or "").lower()

    def holds(self, tile: TileId) -> bool:
        side = 1 << tile.z
        return self.least_zoom <= tile.z <= self.most_zoom and 0 <= tile.x < side and 0 <= tile.y < side

    def address(self, tile: TileId) -> str:
        """Where one tile is fetched; contains the key."""
        return _filled(self.place, tile, self.key)

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


def source_from_plain(plain: Mapping[str, Any]) -> TileSource:
    """Read what :meth:`TileSource.to_plain` wrote."""
    return TileSource(**{**plain, "kind": TileKind(plain["kind"]), "datum": Datum(plain["datum"])})


def checked_address(typed: str) -> tuple[str, str]:
    """An address as typed: its template and the key taken out of it.

    Reads addresses with {z} {x} {y} ({-y} counts from the south) and a WMTS's own address with its layer.
    Raises ``tile_address_wrong``.
    """
    address = typed.strip()
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise RuleBroken("tile_address_wrong", field="address")
    if "{" in parts.netloc.replace("{s}", "") or not _PLACES.search(address):
        address = _wmts_address(address)
    address, key = _without_key(address)
    places = set(_PLACES.findall(address))
    whole = {"z", "x"} <= places and len(places & {"y", "-y"}) == 1 and places <= _KNOWN_PLACES
    if not whole:
        raise RuleBroken("tile_address_wrong", field="address")
    return address, key


def host_is_allowed(host: str, allowed: frozenset[str]) -> bool:
    """Whether a host is on the list, itself or as part of a domain on it."""
    return any(host == one or host.endswith(f".{one}") for one in allowed)


def tianditu(layer: str) -> str:
    """The address of one of Tianditu's layers in Web Mercator, such as ``vec`` and the names for it, ``cva``.

    Source: the service's own key-value form, version 1.0.0.
    """
    return wmts_address(f"https://t{{s}}.{TIANDITU}/{layer}_w/wmts", layer=layer, matrices="w", form="tiles", key="tk")


def wmts_address(
    url: str,
    *,
    layer: str,
    matrices: str,
    style: str = "default",
    form: str = "image/png",
    prefix: str = "",
    key: str = "",
) -> str:
    """A WMTS's tile request in its key-value form; ``prefix`` stands before the number of each level."""
    told = {
        "SERVICE": "WMTS",
        "REQUEST": "GetTile",
        "VERSION": "1.0.0",
        "LAYER": layer,
        "STYLE": style,
        "TILEMATRIXSET": matrices,
        "FORMAT": form,
    }
    last = f"&{key}={KEY}" if key else ""
    level = f"&TILEMATRIX={quote(prefix, safe='')}{{z}}&TILEROW={{y}}&TILECOL={{x}}"
    return f"{url}?{urlencode(told)}{level}{last}"


def _wmts_address(address: str) -> str:
    """A WMTS request somebody copied, for any one tile or none."""
    parts = urlsplit(address)
    told = {name.lower(): value for name, value in parse_qsl(parts.query)}
    folder = re.search(r"/(\w+)_([wc])/wmts$", parts.path)
    layer, matrices = (
        told.get("layer", folder[1] if folder else ""),
        told.get("tilematrixset", folder[2] if folder else ""),
    )
    if not layer or not _PROJECTED.match(matrices):
        raise RuleBroken("tile_address_wrong", field="address")
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    prefix = re.sub(r"\d+$", "", told.get("tilematrix", ""))
    made = wmts_address(
        url,
        layer=layer,
        matrices=matrices,
        style=told.get("style", "default"),
        form=told.get("format", "tiles" if folder else "image/png"),
        prefix=prefix,
    )
    secret = next((name for name in ("tk", "key", "ak", "token") if told.get(name)), "")
    return f"{made}&{secret}={told[secret]}" if secret else made


def _without_key(address: str) -> tuple[str, str]:
    """Take the user's key out of an address, wherever the usual services put it."""
    found = re.search(r"([?&](?:tk|key|ak|token|access_token)=)([^&{}]+)", address, re.IGNORECASE)
    if found is None:
        return address, ""
    return address[: found.start(2)] + KEY + address[found.end(2) :], found[2]


def _filled(template: str, tile: TileId, key: str) -> str:
    values = {
        "z": tile.z,
        "x": tile.x,
        "y": tile.y,
        "-y": tile.row_from_south,
        "s": _SUBDOMAINS[(tile.x + tile.y) % len(_SUBDOMAINS)],
        "key": quote(key, safe=""),
    }
    return _PLACES.sub(lambda match: str(values[match[1]]) if match[1] in values else match[0], template)
