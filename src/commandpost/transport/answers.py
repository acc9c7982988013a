"""What came back over HTTP, and which of the three errors it means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
import urllib3

from commandpost.app import wire
from commandpost.app.peer import PROTOCOL
from commandpost.domain.errors import RuleBroken, Unavailable

READ_AT_ONCE = 65_536
SEAL_REFUSALS = frozenset({"request_stale", "request_replayed"})  # asked again with the server's time and a new nonce
NO_PARAMS = frozenset({"self", "code", "retry_after"})  # of a broken rule: the first two are an error's own
SERVERS_FAULT = 500  # from there on a proxy speaks for a server that is not there, or the server fell over itself
LONGEST_COUNT = 18  # digits: below 2⁶³
REFUSED_DEVICES = frozenset({"device_unknown", "device_revoked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One complete HTTP answer of a server that speaks our protocol."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def epoch(self) -> str:
        return self.headers.get(wire.EPOCH_HEADER, "")

    @property
    def server_time(self) -> datetime | None:
        text = self.headers.get(wire.SERVER_TIME_HEADER)
        return None if text is None else _moment(text)

    @property
    def whole_size(self) -> int:
        """Bytes of the whole blob that this answer is a part of."""
        _, _, whole = self.headers.get("Content-Range", "").rpartition("/")
        return int(whole) if _counts(whole) else len(self.content)

    @property
    def after(self) -> int:
        """What a page of the feed follows. Raises KeyError or ValueError where the server does not say it."""
        said = self.headers[wire.AFTER_HEADER]
        if not _counts(said):
            raise ValueError(said)
        return int(said)

    @property
    def code(self) -> str:
        """Why it was refused; "" where the server gave no code."""
        return str(self._object().get("code", "")) if self.status >= 400 else ""

    @property
    def seal_refused(self) -> bool:
        return self.status == 401 and self.code in SEAL_REFUSALS

    def fields(self) -> dict[str, Any]:
        """The content as a JSON object; {} where it is none."""
        return self._object()

    def raise_refusal(self, url: str) -> None:
        """Raise what a status of 400 and more means; 422 is the only one that is the caller's fault."""
        if self.status < 400:
            return
        code = self.code
        if self.status == 426:
            said = self.headers.get(wire.PROTOCOL_HEADER, "?")
            raise Unavailable("server_version", server=said, own=PROTOCOL, url=url)
        if self.status == 422 and code:
            raise RuleBroken(code, **self._params(url))
        if code in REFUSED_DEVICES:
            raise Unavailable("device_revoked" if code == "device_revoked" else "device_unknown", url=url)
        again = self.headers.get("Retry-After", "")
        if self.status == 429:
            seconds = float(again) if _counts(again) else 1.0
            raise Unavailable("server_busy", url=url, status=self.status, reason=code, retry_after=seconds)
        if self.status >= 500:
            pause = float(again) if _counts(again) else 0.0
            raise Unavailable("server_busy", url=url, status=self.status, reason=code, pause=pause)
        raise Unavailable("server_refused", url=url, status=self.status, reason=code)

    def _params(self, url: str) -> dict[str, Any]:
        """Raises Unavailable("server_foreign") for what no rule of ours says."""
        params = self._object().get("params", {})
        if not isinstance(params, dict) or NO_PARAMS & params.keys():
            raise Unavailable("server_foreign", url=url)
        return params

    def _object(self) -> dict[str, Any]:
        try:
            said = json.loads(self.content)
        except (ValueError, RecursionError):  # deeper than any stack
            return {}
        return said if isinstance(said, dict) else {}


def read_answer(response: requests.Response, largest: int, url: str) -> Answer:
    """Read an answer to its end.

    Raises Unavailable("server_foreign") for something that is not our server or says more than it may,
    Unavailable("server_version") for a server of another protocol.
    """
    said = response.headers.get(wire.PROTOCOL_HEADER)
    if said is None or not said.isdecimal():  # a header that was cut is no version
        code = "server_busy" if response.status_code >= SERVERS_FAULT else "server_foreign"
        raise Unavailable(code, url=url, status=response.status_code, reason="")
    if said != str(PROTOCOL):
        raise Unavailable("server_version", server=said, own=PROTOCOL, url=url)
    content = bytearray()
    for chunk in response.iter_content(READ_AT_ONCE):
        content += chunk
        if len(content) > largest:
            raise Unavailable("server_foreign", url=url)
    return Answer(status=response.status_code, headers=response.headers, content=bytes(content))


def translated(broken: requests.RequestException, url: str) -> Unavailable:
    """What a failure of the network is for the operator."""
    if isinstance(broken, requests.exceptions.SSLError) or _certificate_refused(broken):
        return Unavailable("server_untrusted", url=url)
    return Unavailable("server_unreachable", url=url, reason=type(broken).__name__)


def _certificate_refused(broken: BaseException) -> bool:
    cause: BaseException | None = broken
    while cause is not None:
        if isinstance(cause, urllib3.exceptions.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _moment(text: str) -> datetime | None:
    try:
        return wire.moment_from(text)
    except ValueError:
        return None


def _counts(said: str) -> bool:
    """Whether it is a whole number that a journal may hold."""
    return said.isdecimal() and len(said) <= LONGEST_COUNT
