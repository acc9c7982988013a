"""HTTP connections that another thread can cut, so that closing the program never waits for the network."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class OpenSockets:
    """The sockets of one session, to be cut together."""

    def __init__(self) -> None:
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self.closed = False

    def add(self, opened: socket.socket) -> None:
        self._sockets.add(opened)
        if self.closed:
            self._cut(opened)

    def cut(self) -> None:
        """End all that is read or written on them, at once; what is opened later ends too."""
        self.closed = True
        for opened in list(self._sockets):
            self._cut(opened)

    @staticmethod
    def _cut(opened: socket.socket) -> None:
        with suppress(OSError):  # it is closed already
            # the plain socket's: an SSL socket's own shutdown would take its state away under the reader
            socket.socket.shutdown(opened, socket.SHUT_RDWR)


class _CuttableAdapter(HTTPAdapter):
    """Notes every socket that its pools open."""

    def __init__(self, sockets: OpenSockets) -> None:
        self._sockets = sockets
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # the signature is the library's
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._sockets)


def _pools(sockets: OpenSockets) -> dict[str, type[HTTPConnectionPool]]:
    class NotedHttp(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class NotedHttps(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = NotedHttp

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = NotedHttps

    return {"http": HttpPool, "https": HttpsPool}


def open_session(sockets: OpenSockets) -> requests.Session:
    """A session that heeds no proxy, certificate or password of the environment."""
    session = requests.Session()
    session.trust_env = False
    session.mount("http://", _CuttableAdapter(sockets))
    session.mount("https://", _CuttableAdapter(sockets))
    return session
