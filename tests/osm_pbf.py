"""The smallest writer of OpenStreetMap's binary format: a few nodes and one way, for tests of its reader."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_NANO = 10_000_000  # degrees in units of 100 nanodegrees


def write_pbf(path: Path, places: Sequence[tuple[float, float]], *, street: str) -> Path:
    """Write nodes and the way through them, tagged as a primary road of this name."""
    strings = [b"", b"highway", b"primary", b"name", street.encode()]
    table = b"".join(_bytes(1, text) for text in strings)
    nodes = b"".join(_bytes(1, _node(at + 1, lon, lat)) for at, (lon, lat) in enumerate(places))
    refs = b"".join(_varint(_zigzag(1)) for _ in places)
    way = _number(1, 1) + _bytes(2, bytes([1, 3])) + _bytes(3, bytes([2, 4])) + _bytes(8, refs)
    block = _bytes(1, table) + _bytes(2, nodes) + _bytes(2, _bytes(3, way))
    header = _bytes(4, b"OsmSchema-V0.6")
    path.write_bytes(_blob(b"OSMHeader", header) + _blob(b"OSMData", block))
    return path


def _node(number: int, lon: float, lat: float) -> bytes:
    east, north = round(lon * _NANO), round(lat * _NANO)
    return _number(1, _zigzag(number)) + _number(8, _zigzag(north)) + _number(9, _zigzag(east))


def _blob(kind: bytes, content: bytes) -> bytes:
    blob = _bytes(1, content)
    head = _bytes(1, kind) + _number(3, len(blob))
    return struct.pack(">I", len(head)) + head + blob


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
