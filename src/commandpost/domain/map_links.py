"""Links of map services as people paste them: which numbers in them are the place, and in which datum.

Each service writes its links in its own order and its own datum; what cannot be read without asking the service
(short links, plane metres) is refused with a reason and never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from commandpost.domain.coordinates import Datum, LonLat
from commandpost.domain.errors import RuleBroken

_LONGEST = 4000
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"(?:^|[^\d.])({_NUMBER})\s*[,，]\s*({_NUMBER})(?![\d.])")
_PLANE = re.compile(r"@\d{6,}(?:\.\d+)?,\d{6,}")


class MapService(StrEnum):
    """Who made a link."""

    AMAP = "amap"
    BAIDU = "baidu"
    TENCENT = "tencent"
    TIANDITU = "tianditu"
    OPENSTREETMAP = "openstreetmap"
    GOOGLE = "google"
    GEO = "geo"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a service writes a place: in which parameters as a pair, in which as two, and where in the path."""

    service: MapService
    datum: Datum
    hosts: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    singles: tuple[tuple[str, str], ...] = ()  # longitude's name, latitude's name
    paths: tuple[str, ...] = ()  # with the groups "lon" and "lat"
    longitude_first: bool = False


_FORMS = (
    _Form(
        service=MapService.AMAP,
        datum=Datum.GCJ02,
        hosts=("amap.com", "gaode.com"),
        schemes=("androidamap", "iosamap", "amapuri"),
        pairs=("position", "location", "center"),
        singles=(("lon", "lat"), ("dlon", "dlat"), ("lng", "lat")),
        longitude_first=True,
    ),
    _Form(
        service=MapService.AMAP,
        datum=Datum.GCJ02,
        hosts=("amap.com", "gaode.com"),
        pairs=("q", "p", "to", "from"),
    ),
    _Form(
        service=MapService.BAIDU,
        datum=Datum.BD09,
        hosts=("baidu.com",),
        schemes=("baidumap", "bdapp"),
        pairs=("location", "center", "latlng", "destination", "origin"),
        singles=(("lng", "lat"),),
    ),
    _Form(
        service=MapService.TENCENT,
        datum=Datum.GCJ02,
        hosts=("map.qq.com",),
        schemes=("qqmap",),
        pairs=("marker", "coord", "center", "tocoord", "latlng", "location"),
        singles=(("pointx", "pointy"),),
    ),
    _Form(
        service=MapService.TIANDITU,
        datum=Datum.CGCS2000,
        hosts=("tianditu.gov.cn", "tianditu.com"),
        pairs=("center", "lnglat", "position"),
        singles=(("lon", "lat"), ("lng", "lat")),
        longitude_first=True,
    ),
    _Form(
        service=MapService.OPENSTREETMAP,
        datum=Datum.WGS84,
        hosts=("openstreetmap.org", "osm.org"),
        singles=(("mlon", "mlat"), ("lon", "lat")),
        paths=(rf"map=\d+/(?P<lat>{_NUMBER})/(?P<lon>{_NUMBER})",),
    ),
    _Form(
        service=MapService.GOOGLE,
        datum=Datum.GCJ02,  # its street map of China is shifted like every map drawn there
        hosts=("google.com", "google.cn", "google.com.hk", "ditu.google.cn"),
        pairs=("q", "query", "ll", "destination", "center"),
        paths=(rf"!3d(?P<lat>{_NUMBER})!4d(?P<lon>{_NUMBER})", rf"@(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})"),
    ),
    _Form(
        service=MapService.GEO, datum=Datum.WGS84, schemes=("geo",), paths=(rf"(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})",)
    ),
)
_SAID_DATUMS: Mapping[str, Datum] = {
    "bd09ll": Datum.BD09,
    "bd09": Datum.BD09,
    "gcj02": Datum.GCJ02,
    "gcj02ll": Datum.GCJ02,
    "gaode": Datum.GCJ02,
    "wgs84": Datum.WGS84,
    "wgs84ll": Datum.WGS84,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPlace:
    """The numbers of a link as the service wrote them, and the datum it writes in."""

    service: MapService
    lonlat: LonLat
    datum: Datum


def is_link(text: str) -> bool:
    """Say whether the text is a web address or an application's link rather than numbers."""
    scheme, colon, _ = text.strip().partition(":")
    return bool(colon) and scheme.isascii() and scheme.replace("+", "").isalpha() and len(scheme) > 1


def read_link(text: str) -> LinkedPlace:
    """The place in a link of a map service.

    Raises ``link_unknown`` (no map service we know), ``link_without_place`` (a short link, a search) or
    ``link_in_metres`` (plane metres of the service's own).
    """
    try:
        address = urlsplit(text.strip()[:_LONGEST])
        host = (address.hostname or "").lower()
    except ValueError as error:
        raise RuleBroken("link_unknown", field="place") from error
    forms = [form for form in _FORMS if _is_of(form, address.scheme.lower(), host)]
    if not forms:
        raise RuleBroken("link_unknown", field="place")
    told = {key.lower(): values[0] for key, values in parse_qs(f"{address.query}&{_tail(address.fragment)}").items()}
    whole = unquote(f"{address.path}?{address.query}#{address.fragment}")
    for form in forms:
        for lon, lat in _candidates(form, told, whole):
            if abs(lon) <= 180 and abs(lat) <= 90:
                return LinkedPlace(service=form.service, lonlat=LonLat(lon, lat), datum=_datum(form, told))
    raise RuleBroken("link_in_metres" if _PLANE.search(whole) else "link_without_place", field="place")


def _is_of(form: _Form, scheme: str, host: str) -> bool:
    by_host = any(host == known or host.endswith(f".{known}") for known in form.hosts)
    return scheme in form.schemes or (scheme in {"http", "https"} and by_host)


def _tail(fragment: str) -> str:
    """The parameters some services keep behind the sign #."""
    return fragment.partition("?")[2] or fragment


def _candidates(form: _Form, told: Mapping[str, str], whole: str) -> Iterator[tuple[float, float]]:
    """Longitude and latitude wherever the service may have written them, the surest first.

    A mark comes before the middle of the window.
    """
    for lon, lat in form.singles:
        if _is_number(told.get(lon, "")) and _is_number(told.get(lat, "")):
            yield float(told[lon]), float(told[lat])
    for name in form.pairs:
        pair = _PAIR.search(told.get(name, ""))
        if pair:
            first, second = float(pair[1]), float(pair[2])
            yield (first, second) if form.longitude_first else (second, first)
    for pattern in form.paths:
        found = re.search(pattern, whole)
        if found:
            yield float(found["lon"]), float(found["lat"])


def _is_number(text: str) -> bool:
    return re.fullmatch(_NUMBER, text) is not None


def _datum(form: _Form, told: Mapping[str, str]) -> Datum:
    """The service's own datum unless the link names another."""
    said = told.get("coord_type") or told.get("coordinate") or ""
    if form.service is MapService.AMAP and told.get("dev") == "1":
        return Datum.WGS84
    if form.service is MapService.TENCENT and said == "1":
        return Datum.WGS84
    return _SAID_DATUMS.get(said.lower(), form.datum)
