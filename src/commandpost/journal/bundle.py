"""Run frames: contiguous pieces of streams as they travel over HTTP, on a USB stick or in a QR series.

Layout before gzip: ``CPR1``, then for every run a length-prefixed JSON header and its links, each a tag byte
(0 body, 1 stub), a length and the bytes. Bodies travel verbatim; nothing is ever encoded a second time.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.chain import DeviceCard, Link, Opening, Receipt, body_hash, run_hashes
from commandpost.journal.encoding import FORM_ERRORS, plain

MAGIC = b"CPR1"
MAX_ENTRIES = 500  # of one push
MAX_BYTES = 1_000_000  # bodies of one push; a single larger entry travels alone
MAX_DECODED = 16_000_000  # what a frame may unpack to, whatever it claims
MAX_RATIO = 200  # unpacked : packed, beyond the first megabyte; JSON packs some 10 : 1
MAX_DECODED_ENTRIES = 200_000  # mostly stubs, where a reader may see little of a long stream
MAX_SEQ = 2**53
BODY, STUB = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A contiguous piece of one stream, signed at its end; it carries all a stranger needs to check it."""

    opening: Opening
    card: DeviceCard
    first: int  # seq of the first link
    prev: bytes  # hash before the first link
    links: tuple[Link, ...]
    signature: bytes  # of the last link's hash, by the stream's key
    receipts: tuple[Receipt, ...] = ()  # of the serving tier, so that readers know how well the times are proved

    @property
    def stream(self) -> StreamId:
        return self.opening.stream

    @property
    def last(self) -> int:
        return self.first + len(self.links) - 1

    def hashes(self) -> tuple[bytes, ...]:
        return run_hashes(self.stream, self.first, self.prev, self.links)


def encode(runs: Sequence[Run]) -> bytes:
    """Pack runs for the wire (gzip)."""
    parts = [MAGIC]
    for run in runs:
        header = json.dumps(_header(run), ensure_ascii=False, separators=(",", ":")).encode()
        parts += [len(header).to_bytes(4, "big"), header]
        parts += [_packed_link(link) for link in run.links]
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(b"".join(parts)) + packer.flush()


def decode(data: bytes) -> tuple[Run, ...]:
    """Unpack runs from the wire; nothing is verified but the form.

    Raises ``RuleBroken("bundle_too_large")`` or ``RuleBroken("bundle_invalid", reason)``.
    """
    unpacked = _unpacked(data)
    if unpacked[:4] != MAGIC:
        raise RuleBroken("bundle_invalid", reason="magic")
    try:
        return tuple(_runs(unpacked))
    except FORM_ERRORS as broken:
        raise RuleBroken("bundle_invalid", reason=type(broken).__name__) from broken


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON; bytes in hex."""
    return {
        "stream": receipt.stream,
        "low": receipt.low,
        "high": receipt.high,
        "tier": receipt.tier,
        "hash": receipt.hash.hex(),
        "at": receipt.at,
        "signature": receipt.signature.hex(),
    }


def receipt_from_json(said: Mapping[str, Any]) -> Receipt:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return Receipt(
        stream=StreamId(plain(said["stream"])),
        low=entry_number(said["low"]),
        high=entry_number(said["high"]),
        tier=plain(said["tier"]),
        hash=bytes.fromhex(said["hash"]),
        at=plain(said["at"]),
        signature=bytes.fromhex(said["signature"]),
    )


def card_json(card: DeviceCard) -> dict[str, Any]:
    """A device's card as JSON; bytes in hex."""
    return {
        "device": card.device,
        "unit": card.unit,
        "public_key": card.public_key.hex(),
        "name": card.name,
        "enrolled_at": card.enrolled_at,
        "certificate": card.certificate.hex(),
        "revoked_at": card.revoked_at,
    }


def card_from_json(said: Mapping[str, Any]) -> DeviceCard:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return DeviceCard(
        device=DeviceId(plain(said["device"])),
        unit=UnitCode(plain(said["unit"])),
        public_key=bytes.fromhex(said["public_key"]),
        name=plain(said["name"]),
        enrolled_at=plain(said["enrolled_at"]),
        certificate=bytes.fromhex(said["certificate"]),
        revoked_at=plain(revoked) if (revoked := said.get("revoked_at")) is not None else None,
    )


def _header(run: Run) -> dict[str, Any]:
    opening = run.opening
    return {
        "stream": opening.stream,
        "device": opening.device,
        "unit": opening.unit,
        "key": opening.public_key.hex(),
        "parent": opening.parent,
        "parent_seq": opening.parent_seq,
        "parent_hash": opening.parent_hash.hex(),
        "certificate": opening.certificate.hex(),
        "card": card_json(run.card),
        "first": run.first,
        "prev": run.prev.hex(),
        "count": len(run.links),
        "signature": run.signature.hex(),
        "receipts": [receipt_json(receipt) for receipt in run.receipts],
    }


def _opening(said: Mapping[str, Any]) -> Opening:
    parent = said["parent"]
    return Opening(
        stream=StreamId(plain(said["stream"])),
        device=DeviceId(plain(said["device"])),
        unit=UnitCode(plain(said["unit"])),
        public_key=bytes.fromhex(said["key"]),
        parent=StreamId(plain(parent)) if parent else None,
        parent_seq=entry_number(said["parent_seq"]),
        parent_hash=bytes.fromhex(said["parent_hash"]),
        certificate=bytes.fromhex(said["certificate"]),
    )


def entry_number(said: object, *, least: int = 0) -> int:
    """Read the number of an entry, which every database holds. Raises ValueError."""
    number = int(str(said))
    if not least <= number <= MAX_SEQ:
        raise ValueError(number)
    return number


def _packed_link(link: Link) -> bytes:
    tag, content = (STUB, link.body_hash) if link.raw is None else (BODY, link.raw)
    return bytes([tag]) + len(content).to_bytes(4, "big") + content


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(31)
    limit = min(MAX_DECODED, 1_000_000 + len(data) * MAX_RATIO)
    try:
        plain = unpacker.decompress(data, limit)
    except zlib.error as broken:
        raise RuleBroken("bundle_invalid", reason="gzip") from broken
    if unpacker.unconsumed_tail:
        raise RuleBroken("bundle_too_large", limit=limit)
    if not unpacker.eof:
        raise RuleBroken("bundle_invalid", reason="cut")
    return plain


def _runs(plain: bytes) -> Iterator[Run]:
    at, entries = 4, 0
    while at < len(plain):
        content, at = _slice(plain, at)
        said = json.loads(content)
        count = int(said["count"])
        entries += count
        if count < 1:
            raise ValueError(count)
        if entries > MAX_DECODED_ENTRIES:
            raise RuleBroken("bundle_too_large", limit=MAX_DECODED_ENTRIES)
        links: list[Link] = []
        for _ in range(count):
            link, at = _link(plain, at)
            links.append(link)
        yield _run(said, tuple(links))


def _run(said: Mapping[str, Any], links: tuple[Link, ...]) -> Run:
    return Run(
        opening=_opening(said),
        card=card_from_json(said["card"]),
        first=entry_number(said["first"], least=1),
        prev=bytes.fromhex(said["prev"]),
        links=links,
        signature=bytes.fromhex(said["signature"]),
        receipts=tuple(receipt_from_json(receipt) for receipt in said["receipts"]),
    )


def _link(plain: bytes, at: int) -> tuple[Link, int]:
    tag = plain[at]
    content, after = _slice(plain, at + 1)
    if tag == BODY:
        return Link(body_hash=body_hash(content), raw=content), after
    if tag != STUB or len(content) != 32:
        raise ValueError(tag)
    return Link(body_hash=content), after


def _slice(plain: bytes, at: int) -> tuple[bytes, int]:
    size = int.from_bytes(plain[at : at + 4], "big")
    content = plain[at + 4 : at + 4 + size]
    if len(content) != size or at + 4 > len(plain):
        raise ValueError(at)
    return content, at + 4 + size
