"""A desk written from docs/protocol.md alone: it imports nothing of the project and pushes, pulls and verifies."""

from __future__ import annotations

import gzip
import hashlib
import json
import secrets
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ZERO = bytes(32)


def joined(*parts: str | bytes | int) -> bytes:
    """Values that are signed together, each with its length."""
    plain = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in plain)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def identity(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()[:32]


def link_hash(stream: str, seq: int, prev: bytes, body_hash: bytes) -> bytes:
    return hashlib.sha256(b"cp1" + stream.encode() + seq.to_bytes(8, "big") + prev + body_hash).digest()


def genuine(public_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@dataclass
class Stranger:
    """One workstation with one session in memory."""

    url: str
    unit: str
    device: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    session: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    card: dict[str, Any] = field(default_factory=dict)
    authority: bytes = b""
    bodies: list[bytes] = field(default_factory=list)
    received: dict[str, dict[int, bytes | None]] = field(default_factory=dict)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    after: int = 0
    epoch: str = ""

    @property
    def stream(self) -> str:
        return identity(public(self.session))

    def enroll(self, code: str) -> None:
        said = {"code": code, "public_key": public(self.device).hex(), "name": "stranger"}
        answer = json.loads(self._ask("POST", "/v1/enroll", json.dumps(said).encode(), sealed=False)[0])
        self.card, self.authority, self.epoch = answer["card"], bytes.fromhex(answer["authority"]), answer["epoch"]
        told = [self.card[name] for name in ("device", "unit")] + [public(self.device)]
        message = joined("cp1-device", *told, self.card["name"], self.card["enrolled_at"])
        assert genuine(self.authority, message, bytes.fromhex(self.card["certificate"]))

    def write(self, text: str, record: str, to: tuple[str, ...] = ()) -> None:
        """Add an entry to the session; nothing travels yet."""
        now = self._time()
        body = {
            "v": 1,
            "hlc": int(now.timestamp() * 1000) << 16,
            "wall": now.isoformat(),
            "boot": len(self.bodies),
            "boot_id": "stranger",
            "offset": None,
            "error": None,
            "by": None,
            "unit": self.unit,
            "kind": "log",
            "record": record,
            "act": "log.record",
            "set": {"text": text},
            "base": {},
            "to": list(to),
            "personal": None,
            "blobs": [],
            "note": "",
        }
        self.bodies.append(json.dumps(body, ensure_ascii=False).encode())

    def frame(self) -> bytes:
        """The whole session as one run."""
        prev = ZERO
        for seq, body in enumerate(self.bodies, 1):
            prev = link_hash(self.stream, seq, prev, hashlib.sha256(body).digest())
        key, device = public(self.session), identity(public(self.device))
        header = {
            "stream": self.stream,
            "device": device,
            "unit": self.unit,
            "key": key.hex(),
            "parent": None,
            "parent_seq": 0,
            "parent_hash": ZERO.hex(),
            "card": self.card,
            "first": 1,
            "prev": ZERO.hex(),
            "certificate": self.device.sign(joined("cp1-stream", key, device, self.unit, "", 0, ZERO)).hex(),
            "count": len(self.bodies),
            "signature": self.session.sign(prev).hex(),
            "receipts": [],
        }
        packed = json.dumps(header).encode()
        links = b"".join(b"\x00" + len(body).to_bytes(4, "big") + body for body in self.bodies)
        self.heads[self.stream] = len(self.bodies), prev
        return gzip.compress(b"CPR1" + len(packed).to_bytes(4, "big") + packed + links)

    def push(self) -> dict[str, Any]:
        """Send the session; return the verified receipt."""
        content, _ = self._ask("POST", "/v1/entries", self.frame())
        answer = json.loads(content)["answers"][0]
        receipt, (seq, digest) = answer["receipt"], self.heads[self.stream]
        assert (answer["verdict"], answer["seq"], answer["hash"]) == ("taken", seq, digest.hex())
        told = [receipt[name] for name in ("stream", "low", "high", "tier")] + [bytes.fromhex(receipt["hash"])]
        assert genuine(self.authority, joined("cp1-receipt", *told, receipt["at"]), bytes.fromhex(receipt["signature"]))
        return dict(receipt)

    def pull(self) -> list[dict[str, Any]]:
        """Read the feed to its end; return the bodies that came, every chain verified."""
        came: list[dict[str, Any]] = []
        more = True
        while more:
            query = f"unit={self.unit}&after={self.after}&epoch={self.epoch}&limit=500&wait=0&whole=0"
            content, headers = self._ask("GET", f"/v1/feed?{query}")
            self.after, self.epoch, more = int(headers["CP-After"]), headers["CP-Epoch"], headers["CP-More"] == "1"
            came += self._unpack(gzip.decompress(content))
        return came

    def _unpack(self, plain: bytes) -> list[dict[str, Any]]:
        assert plain[:4] == b"CPR1"
        at, came = 4, []
        while at < len(plain):
            size = int.from_bytes(plain[at : at + 4], "big")
            header = json.loads(plain[at + 4 : at + 4 + size])
            at += 4 + size
            key, prev, fresh = bytes.fromhex(header["key"]), bytes.fromhex(header["prev"]), []
            held, before = self.heads.get(header["stream"], (0, ZERO))
            known = prev if header["first"] == held + 1 else None
            self._trust(header, key)
            for seq in range(header["first"], header["first"] + header["count"]):
                tag, length = plain[at], int.from_bytes(plain[at + 1 : at + 5], "big")
                content = plain[at + 5 : at + 5 + length]
                at += 5 + length
                prev = link_hash(header["stream"], seq, prev, hashlib.sha256(content).digest() if tag == 0 else content)
                known = prev if seq == held else known
                fresh += [json.loads(content)] if tag == 0 and seq > held else []
            assert genuine(key, prev, bytes.fromhex(header["signature"])), "the run is not its session's"
            assert known is not None, "a gap, or nothing new"
            assert known == before, "another chain"
            self.heads[header["stream"]] = header["first"] + header["count"] - 1, prev
            came += fresh
        return came

    def _trust(self, header: dict[str, Any], key: bytes) -> None:
        card, parent = header["card"], bytes.fromhex(header["parent_hash"])
        device = bytes.fromhex(card["public_key"])
        vouched = joined("cp1-device", card["device"], card["unit"], device, card["name"], card["enrolled_at"])
        assert genuine(self.authority, vouched, bytes.fromhex(card["certificate"])), "a device nobody vouches for"
        opened = ("cp1-stream", key, card["device"], card["unit"])
        message = joined(*opened, header["parent"] or "", header["parent_seq"], parent)
        assert header["stream"] == identity(key)
        assert card["device"] == identity(device)
        assert genuine(device, message, bytes.fromhex(header["certificate"])), "a session that is not the device's"

    def _time(self) -> datetime:
        """A stranger trusts the server's clock more than its own."""
        return datetime.fromisoformat(json.loads(self._ask("GET", "/v1/time", sealed=False)[0])["time"])

    def _ask(self, method: str, target: str, content: bytes = b"", *, sealed: bool = True) -> tuple[bytes, Any]:
        headers = {"CP-Protocol": "1"}
        if sealed:
            at, nonce = self._time().isoformat(), secrets.token_hex(16)
            message = joined("cp1-request", method, target, hashlib.sha256(content).digest(), at, nonce)
            signature = self.device.sign(message).hex()
            headers |= {"CP-Device": identity(public(self.device)), "CP-Time": at, "CP-Nonce": nonce}
            headers |= {"CP-Signature": signature}
        request = urllib.request.Request(self.url + target, content or None, headers, method=method)  # noqa: S310  # as below
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # the address is a test's own server
            return answer.read(), answer.headers
