"""What a WMTS says it has: its layers in Web Mercator, each as an address of tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from defusedxml import DefusedXmlException, ElementTree

from commandpost.domain.errors import RuleBroken
from commandpost.domain.tile_source import wmts_address

_WMTS = "{http://www.opengis.net/wmts/1.0}"
_OWS = "{http://www.opengis.net/ows/1.1}"
_MERCATOR = re.compile(r"(3857|900913)$")
_WORLD_SCALE = 559_082_264.03  # of level 0, a world 256 pixels wide
_CORNER = -20_037_508.0
_NEAR = 0.01
_PICTURES = ("image/png", "image/jpeg", "image/jpg", "image/webp", "tiles")


@dataclass(frozen=True, slots=True, kw_only=True)
class WmtsLayer:
    """One layer; ``address`` has {z} {x} {y}."""

    name: str
    title: str
    address: str


def layers_in(content: bytes, url: str) -> tuple[WmtsLayer, ...]:
    """Read a capabilities document fetched from ``url``; raises ``tile_address_wrong``."""
    try:
        document = ElementTree.fromstring(content, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise RuleBroken("tile_address_wrong", field="address") from error
    prefixes = {
        name: prefix for name, prefix in map(_matrices, document.iter(f"{_WMTS}TileMatrixSet")) if prefix is not None
    }
    return tuple(layer for one in document.iter(f"{_WMTS}Layer") for layer in _layer(one, prefixes, url))


def _layer(one: Any, prefixes: dict[str, str], url: str) -> Iterator[WmtsLayer]:  # noqa: ANN401 - defusedxml carries no types
    """The layer, if it comes as pictures in a set of squares we know."""
    name = one.findtext(f"{_OWS}Identifier", "")
    sets = [link.findtext(f"{_WMTS}TileMatrixSet", "") for link in one.iter(f"{_WMTS}TileMatrixSetLink")]
    known = next((found for found in sets if found in prefixes), None)
    form = next((found.text for found in one.iter(f"{_WMTS}Format") if (found.text or "") in _PICTURES), None)
    if not name or known is None or form is None:
        return
    style = next((found.findtext(f"{_OWS}Identifier", "") for found in one.iter(f"{_WMTS}Style")), "default")
    address = _by_resource(one, known, style, form, prefixes[known]) or wmts_address(
        _bare(url), layer=name, matrices=known, style=style, form=form, prefix=prefixes[known]
    )
    yield WmtsLayer(name=name, title=one.findtext(f"{_OWS}Title", name), address=address)


def _by_resource(one: Any, matrices: str, style: str, form: str, prefix: str) -> str:  # noqa: ANN401 - as above
    """The address a service without questions gives, "" where it gives none."""
    for resource in one.iter(f"{_WMTS}ResourceURL"):
        if resource.get("resourceType") == "tile" and resource.get("format", form) == form:
            places = {
                "{TileMatrixSet}": matrices,
                "{Style}": style,
                "{style}": style,
                "{TileMatrix}": f"{prefix}{{z}}",
                "{TileRow}": "{y}",
                "{TileCol}": "{x}",
            }
            address = str(resource.get("template", ""))
            for place, value in places.items():
                address = address.replace(place, value)
            return address
    return ""


def _matrices(one: Any) -> tuple[str, str | None]:  # noqa: ANN401 - as above
    """A set of squares by name, and what stands before the number of its levels; None for another projection."""
    name = one.findtext(f"{_OWS}Identifier", "")
    if not _MERCATOR.search(one.findtext(f"{_OWS}SupportedCRS", "")):
        return name, None
    prefixes = {_prefix(level) for level in one.iter(f"{_WMTS}TileMatrix")}
    return name, prefixes.pop() if len(prefixes) == 1 else None


def _prefix(level: Any) -> str | None:  # noqa: ANN401 - as above
    """What stands before the number of a level whose squares are the usual ones."""
    found = re.fullmatch(r"(.*?)(\d+)", level.findtext(f"{_OWS}Identifier", ""))
    try:
        scale = float(level.findtext(f"{_WMTS}ScaleDenominator", "nan"))
        corner = float(level.findtext(f"{_WMTS}TopLeftCorner", "nan").split()[0])
    except (ValueError, IndexError):
        return None
    usual = found is not None and abs(scale * 2.0 ** int(found[2]) / _WORLD_SCALE - 1) < _NEAR
    return found[1] if found is not None and usual and abs(corner / _CORNER - 1) < _NEAR else None


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
