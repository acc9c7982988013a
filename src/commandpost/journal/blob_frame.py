"""Blob frames: many small blobs in one request, because sealed personal data comes by the hundred.

``CPB1``, then for every blob its length (4 bytes, big endian) and its content; the whole is gzipped. A blob's name is
the digest of its content, so a frame carries no names.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from commandpost.domain.errors import RuleBroken

MAGIC = b"CPB1"
MAX_BLOBS = 500  # of one frame
MAX_BLOB = 256_000  # bytes of one in a frame; a larger one travels alone
MAX_FRAME = 3_000_000  # bytes of all of them


def encode_blobs(contents: Sequence[bytes]) -> bytes:
    """Pack blobs for the wire."""
    parts = [MAGIC, *(len(content).to_bytes(4, "big") + content for content in contents)]
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(b"".join(parts)) + packer.flush()


def decode_blobs(data: bytes) -> tuple[bytes, ...]:
    """Unpack blobs. Raises RuleBroken("bundle_invalid", reason) or RuleBroken("bundle_too_large")."""
    room = len(MAGIC) + MAX_FRAME + 4 * MAX_BLOBS
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(data, room + 1)
    except zlib.error as broken:
        raise RuleBroken("bundle_invalid", reason="gzip") from broken
    if len(plain) > room:
        raise RuleBroken("bundle_too_large")
    if not unpacker.eof or unpacker.unused_data or plain[:4] != MAGIC:
        raise RuleBroken("bundle_invalid", reason="form")
    blobs = tuple(_pieces(plain))
    if len(blobs) > MAX_BLOBS or any(len(blob) > MAX_BLOB for blob in blobs):
        raise RuleBroken("bundle_too_large")
    return blobs


def frames(contents: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
    """Small blobs cut into what one frame takes, in their order."""
    frame: list[bytes] = []
    size = 0
    for content in contents:
        if frame and (len(frame) == MAX_BLOBS or size + len(content) > MAX_FRAME):
            yield tuple(frame)
            frame, size = [], 0
        frame.append(content)
        size += len(content)
    if frame:
        yield tuple(frame)


def _pieces(plain: bytes) -> Iterator[bytes]:
    at = len(MAGIC)
    while at < len(plain):
        length = int.from_bytes(plain[at : at + 4], "big")
        content = plain[at + 4 : at + 4 + length]
        if at + 4 > len(plain) or len(content) != length:
            raise RuleBroken("bundle_invalid", reason="length")
        yield content
        at += 4 + length
