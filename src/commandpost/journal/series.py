"""Bytes as a series of short texts for QR codes; letters, digits and blanks only, so that no code can hold a link."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable

from commandpost.domain.errors import RuleBroken

PREFIX = "CPQ1"
BYTES_IN_ONE = 540  # 864 characters of base 32: a QR code of some 100 modules, sharp on any print and screen
MOST = 48
_TEXT = re.compile(rf"{PREFIX} ([A-Z2-7]{{8}}) ([0-9]{{1,2}}) ([0-9]{{1,2}}) ([A-Z2-7]+)")


def split(content: bytes) -> tuple[str, ...]:
    """The texts of a series, in order; () for nothing. Raises RuleBroken("series_too_long")."""
    pieces = [content[at : at + BYTES_IN_ONE] for at in range(0, len(content), BYTES_IN_ONE)]
    if len(pieces) > MOST:
        raise RuleBroken("series_too_long", size=len(content), limit=MOST * BYTES_IN_ONE)
    tag = _tag(content)
    return tuple(f"{PREFIX} {tag} {at} {len(pieces)} {_letters(piece)}" for at, piece in enumerate(pieces, 1))


def join(texts: Iterable[str]) -> bytes:
    """The bytes of a series, read in any order, some twice.

    Raises RuleBroken("series_foreign"|"series_mixed"|"series_incomplete"|"series_damaged").
    """
    pieces: dict[int, str] = {}
    series: set[tuple[str, int]] = set()
    for text in texts:
        found = _TEXT.fullmatch(text.strip())
        if found is None:
            raise RuleBroken("series_foreign")
        series.add((found[1], int(found[3])))
        if pieces.setdefault(int(found[2]), found[4]) != found[4] or len(series) > 1:
            raise RuleBroken("series_mixed")
    if not series:
        raise RuleBroken("series_foreign")
    ((tag, total),) = series
    missing = [str(at) for at in range(1, total + 1) if at not in pieces]
    if missing or not 1 <= total <= MOST:
        raise RuleBroken("series_incomplete", missing="、".join(missing), total=total)
    content = b"".join(_bytes(pieces[at]) for at in range(1, total + 1))
    if _tag(content) != tag or len(pieces) != total:
        raise RuleBroken("series_damaged")
    return content


def _tag(content: bytes) -> str:
    return base64.b32encode(hashlib.sha256(content).digest())[:8].decode()


def _letters(piece: bytes) -> str:
    return base64.b32encode(piece).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as broken:
        raise RuleBroken("series_damaged") from broken
