"""A server over HTTP."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

from commandpost.app import wire
from commandpost.app.admission import digest_message
from commandpost.app.peer import MAX_BLOB_BYTES, PROTOCOL, Fetched, Greeting, Told
from commandpost.app.presence import Roll
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UNSAID, DeviceId, StreamId, UnitCode
from commandpost.journal.blob_frame import MAX_BLOB, decode_blobs, encode_blobs, frames
from commandpost.journal.bundle import MAX_DECODED, MAX_ENTRIES, Run, card_json, decode, encode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import Clock, TimeSample
from commandpost.journal.encoding import FORM_ERRORS
from commandpost.journal.exchange import Enrolment, FeedPage, Position
from commandpost.journal.revocation import Revocation, revocation_from_json
from commandpost.transport.answers import Answer, read_answer, translated
from commandpost.transport.connections import OpenSockets, open_session

CONNECT_SECONDS = 4.0
READ_SECONDS = 20.0  # beyond what the server was asked to wait
CHUNK = 1_000_000  # bytes of a blob asked for at once
TURN = 128_000  # bytes of blobs between two questions for news: sixteen seconds of a line of 64 kbit/s
ATTEMPTS = 3  # of one request whose seal the server found stale or used


class HttpPeer:
    """One server behind a URL; implements ``Peer``; safe to use from several threads.

    ``sign`` is the device's key and may be called from any thread. ``authority_file`` is a PEM file of the certificates
    to trust instead of the system's. ``room`` is the fingerprint of its authority where a desk is asked, not a server.
    """

    def __init__(
        self,
        url: str,
        *,
        device: DeviceId,
        sign: Callable[[bytes], bytes],
        clock: Clock,
        authority_file: Path | None = None,
        room: str = "",
    ) -> None:
        self._url = url.rstrip("/")
        self._device = device
        self._sign = sign
        self._clock = clock
        self._room = room
        self._verify: bool | str = True if authority_file is None else str(authority_file)
        self._sockets = OpenSockets()
        self._session = open_session(self._sockets)
        self._ahead: timedelta | None = None  # server's time minus ours, as far as seals need it

    def greet(self) -> Greeting:
        before = self._clock.boot_ns()
        answer = self._ask("GET", wire.TIME, sealed=False)
        after = self._clock.boot_ns()
        said = answer.fields()
        try:
            sample = TimeSample(sent_boot_ns=before, received_boot_ns=after, server_time=wire.moment_from(said["time"]))
            return Greeting(epoch=answer.epoch, version=str(said["version"]), sample=sample)
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def enroll(self, code: str, public_key: bytes, name: str, unit: UnitCode = UNSAID) -> Enrolment:
        said = {"code": code, "public_key": public_key.hex(), "name": name, "unit": unit}
        answer = self._ask("POST", wire.ENROLL, json.dumps(said).encode(), sealed=False)
        try:
            return wire.enrolment_from_json(answer.fields())
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def introduce(self, card: DeviceCard) -> None:
        """Tell the desk that serves our room who will ask. Raises Unavailable("device_unknown"|"device_revoked"|…)."""
        self._ask("POST", wire.ROOM, json.dumps(card_json(card)).encode(), sealed=False)

    def have(self, holdings: Mapping[StreamId, tuple[int, bytes]]) -> Told:
        return self._told(self._ask("POST", wire.HAVE, json.dumps(wire.holdings_json(holdings)).encode()))

    def send(self, runs: Sequence[Run]) -> Told:
        return self._told(self._ask("POST", wire.ENTRIES, encode(runs)))

    def feed(self, position: Position, *, limit: int = MAX_ENTRIES, wait: float = 0) -> FeedPage:
        asked: dict[str, Any] = {"unit": position.unit, "after": position.lsn, "epoch": position.epoch}
        asked |= {"limit": limit, "wait": f"{wait:g}", "whole": int(position.whole)}
        answer = self._ask("GET", f"{wire.FEED}?{urlencode(asked)}", wait=wait, largest=MAX_DECODED)
        try:
            return FeedPage(
                unit=position.unit,
                epoch=answer.epoch,
                after=answer.after,
                runs=decode(answer.content),
                more=answer.headers.get(wire.MORE_HEADER) == "1",
            )
        except (*FORM_ERRORS, RuleBroken) as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def fetch(self, sha256: str) -> bytes | None:
        content = b""
        while True:
            wanted = {"Range": f"bytes={len(content)}-{len(content) + CHUNK - 1}"}
            answer = self._ask("GET", f"{wire.BLOBS}/{sha256}", headers=wanted, missing_is_fine=True)
            if answer.status == 404:
                return None
            content += answer.content
            if len(content) >= answer.whole_size or not answer.content or len(content) > MAX_BLOB_BYTES:
                break
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable("server_foreign", url=self._url)
        return content

    def fetch_some(self, names: Sequence[str], begun: tuple[str, bytes] | None) -> Fetched:
        """A part of the large one that was begun; else small ones in one frame; else the first part of a large one."""
        if begun is not None and begun[0] in names:
            return self._fetch_part(*begun)
        question = json.dumps({"names": list(names), "room": TURN}).encode()
        answer = self._ask("POST", wire.WANTED, question)
        try:
            came = {hashlib.sha256(content).hexdigest(): content for content in decode_blobs(answer.content)}
        except RuleBroken as broken:
            raise Unavailable("server_foreign", url=self._url) from broken
        whole = tuple(content for name, content in came.items() if name in set(names))
        large = [name for name in answer.headers.get(wire.LARGE_HEADER, "").split(",") if name in set(names)]
        return Fetched(whole=whole) if whole or not large else self._fetch_part(large[0], b"")

    def _fetch_part(self, sha256: str, content: bytes) -> Fetched:
        wanted = {"Range": f"bytes={len(content)}-{len(content) + TURN - 1}"}
        answer = self._ask("GET", f"{wire.BLOBS}/{sha256}", headers=wanted, missing_is_fine=True)
        content += answer.content
        if answer.status == 404 or not answer.content or len(content) > MAX_BLOB_BYTES:
            return Fetched()
        if len(content) < answer.whole_size:
            return Fetched(begun=(sha256, content))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable("server_foreign", url=self._url)
        return Fetched(whole=(content,))

    def store(self, blobs: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        small = [content for _, content in blobs if len(content) <= MAX_BLOB]
        kept = {name for frame in frames(small) for name in self._store_frame(frame)}
        large = [(name, content) for name, content in blobs if len(content) > MAX_BLOB]
        kept |= {name for name, content in large if self._store_one(name, content)}
        return tuple(name for name, _ in blobs if name in kept)

    def _store_frame(self, contents: Sequence[bytes]) -> list[str]:
        """One request for many; a frame that is refused as a whole is taken apart, so that one blob stops no other."""
        try:
            said = self._ask("POST", wire.BLOBS, encode_blobs(contents)).fields()
        except RuleBroken:
            names = [hashlib.sha256(content).hexdigest() for content in contents]
            return [name for name, content in zip(names, contents, strict=True) if self._store_one(name, content)]
        try:
            return [str(name) for name in said["kept"]]
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def _store_one(self, sha256: str, content: bytes) -> bool:
        if len(content) > MAX_BLOB_BYTES:
            return False
        try:
            self._ask("PUT", f"{wire.BLOBS}/{sha256}", content)
        except RuleBroken:
            return False
        return True

    def revoked(self) -> tuple[Revocation, ...]:
        answer = self._ask("GET", wire.REVOKED, missing_is_fine=True)
        if answer.status == 404:
            return ()
        try:
            return tuple(map(revocation_from_json, answer.fields()["revoked"]))
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def presence(self) -> Roll:
        try:
            return wire.roll_from_json(self._ask("GET", wire.PRESENCE).fields())
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken

    def abort(self) -> None:
        self._sockets.cut()

    # ------------------------------------------------------------------------------------ one request

    def _ask(
        self,
        method: str,
        target: str,
        content: bytes = b"",
        *,
        sealed: bool = True,
        wait: float = 0,
        largest: int = 4 * CHUNK,
        headers: Mapping[str, str] | None = None,
        missing_is_fine: bool = False,
    ) -> Answer:
        """Send one request until its seal is accepted; a wrong clock of ours costs one more round trip.

        Raises Unavailable, or RuleBroken where the server says that the request breaks a rule.
        """
        for attempt in range(1, ATTEMPTS + 1):
            sent = {wire.PROTOCOL_HEADER: str(PROTOCOL), **(headers or {})}
            if sealed:
                sent |= self._seal(method, target, content)
            answer = self._exchange(method, target, content, headers=sent, wait=wait, largest=largest)
            self._learn_time(answer)
            if not (answer.seal_refused and attempt < ATTEMPTS):
                break
        if not (missing_is_fine and answer.status == 404):
            answer.raise_refusal(self._url)
        return answer

    def _exchange(
        self, method: str, target: str, content: bytes, *, headers: Mapping[str, str], wait: float, largest: int
    ) -> Answer:
        if self._sockets.closed:
            raise Unavailable("link_closed")
        try:
            with self._session.request(
                method,
                self._url + target,
                data=content or None,
                headers=headers,
                verify=self._verify,
                timeout=(CONNECT_SECONDS, READ_SECONDS + wait),
                allow_redirects=False,
                stream=True,
            ) as response:
                return read_answer(response, largest, self._url)
        except requests.RequestException as broken:
            raise self._unavailable(broken) from broken

    def _unavailable(self, broken: requests.RequestException) -> Unavailable:
        return Unavailable("link_closed") if self._sockets.closed else translated(broken, self._url)

    def _seal(self, method: str, target: str, content: bytes) -> dict[str, str]:
        at = (self._clock.now() + (self._ahead or timedelta())).astimezone(UTC).isoformat()
        nonce = secrets.token_hex(16)
        digest = hashlib.sha256(content).digest()
        signature = self._sign(digest_message(method, target, digest, at, nonce, room=self._room))
        return {
            wire.DIGEST_HEADER: digest.hex(),
            wire.DEVICE_HEADER: self._device,
            wire.TIME_HEADER: at,
            wire.NONCE_HEADER: nonce,
            wire.SIGNATURE_HEADER: signature.hex(),
        }

    def _learn_time(self, answer: Answer) -> None:
        if answer.server_time is not None:
            self._ahead = answer.server_time - self._clock.now()

    def _told(self, answer: Answer) -> Told:
        try:
            return Told(epoch=answer.epoch, answers=wire.answers_from_json(answer.fields()["answers"]))
        except FORM_ERRORS as broken:
            raise Unavailable("server_foreign", url=self._url) from broken
