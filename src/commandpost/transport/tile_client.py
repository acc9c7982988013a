"""Tiles over HTTP: only from hosts on the list, through a shelf on the disk, and from the shelf when the line is down.

The user's key stands in the request and nowhere else: no error, log line or file name carries an address.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.tile_source import TileId, TileSource, host_is_allowed
from commandpost.transport.connections import OpenSockets, open_session
from commandpost.transport.tile_shelf import TileShelf

FRESH = timedelta(days=30)
REST = timedelta(seconds=20)  # after a failure the host is left in peace for so long
LARGEST = 2 * 2**20  # bytes of one tile
TIMEOUT = (3.0, 8.0)
_PIECE = 65536
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"GIF8")
_NONE = frozenset({204, 404})
_REFUSED = frozenset({401, 403, 418, 429})


class TileClient:
    """Fetches one tile at a time; safe to use from several threads."""

    def __init__(self, shelf: TileShelf, now: Callable[[], datetime], allowed: Callable[[], frozenset[str]]) -> None:
        self._shelf = shelf
        self._now = now
        self._allowed = allowed
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # its debug lines hold whole addresses
        self._sockets = OpenSockets()
        self._session = open_session(self._sockets)
        self._resting: dict[str, datetime] = {}

    def tile(self, source: TileSource, tile: TileId) -> bytes | None:
        """The picture of one square, None where the service has none.

        Raises ``RuleBroken("tile_host_not_allowed")``, and ``Unavailable("tiles_unreachable"|"tiles_refused")`` when
        neither the line nor the shelf has it.
        """
        self._check(source.host)
        kept = self._shelf.get(source, tile)
        if kept is not None and self._now() - kept[1] < FRESH:
            return kept[0]
        try:
            content = self._fetched(source, tile)
        except Unavailable:
            if kept is not None:
                return kept[0]
            raise
        if content is not None:
            self._shelf.put(source, tile, content, self._now())
        return content

    def document(self, url: str) -> bytes:
        """What a listed host answers to an address, for reading what a service has.

        Raises ``RuleBroken("tile_host_not_allowed")`` or ``Unavailable("tiles_unreachable"|"tiles_refused")``.
        """
        host = (urlsplit(url).hostname or "").lower()
        self._check(host)
        try:
            with self._session.get(url, timeout=TIMEOUT, stream=True, allow_redirects=False, verify=True) as answer:
                if answer.status_code != requests.codes.ok:
                    raise Unavailable("tiles_refused", host=host, status=answer.status_code)
                return _body(answer, host)
        except requests.RequestException:
            raise Unavailable("tiles_unreachable", host=host) from None  # its words would tell the key

    def close(self) -> None:
        """End what is read now; later calls fail at once."""
        self._sockets.cut()
        self._session.close()

    def _check(self, host: str) -> None:
        if not host_is_allowed(host, self._allowed()):
            raise RuleBroken("tile_host_not_allowed", host=host)

    def _fetched(self, source: TileSource, tile: TileId) -> bytes | None:
        host = source.host
        until = self._resting.get(host)
        if until is not None and self._now() < until:
            raise Unavailable("tiles_unreachable", host=host)
        try:
            content = self._asked(source, tile)
        except requests.RequestException:
            self._resting[host] = self._now() + REST
            raise Unavailable("tiles_unreachable", host=host) from None  # its words would tell the key
        except Unavailable:
            self._resting[host] = self._now() + REST
            raise
        self._resting.pop(host, None)
        return content

    def _asked(self, source: TileSource, tile: TileId) -> bytes | None:
        with self._session.get(
            source.address(tile), timeout=TIMEOUT, stream=True, allow_redirects=False, verify=True
        ) as answer:
            if answer.status_code in _NONE:
                return None
            if answer.status_code in _REFUSED:
                raise Unavailable("tiles_refused", host=source.host, status=answer.status_code)
            if answer.status_code != requests.codes.ok:
                raise Unavailable("tiles_unreachable", host=source.host)
            return _picture(answer, source.host)


def _picture(answer: requests.Response, host: str) -> bytes:
    """The body, if it is a picture of a sensible size."""
    content = _body(answer, host)
    if not content.startswith(_PICTURES):
        raise Unavailable("tiles_refused", host=host, status=answer.status_code)
    return content


def _body(answer: requests.Response, host: str) -> bytes:
    content = b""
    for piece in answer.iter_content(_PIECE):
        content += piece
        if len(content) > LARGEST:
            raise Unavailable("tiles_refused", host=host, status=answer.status_code)
    return content
