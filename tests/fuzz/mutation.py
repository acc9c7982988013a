"""Spoilt copies of true files: the mischief of a bad stick, a bad line and a bad mind, on one seed."""

from __future__ import annotations

import random
import re
import time
import zlib
from collections.abc import Callable, Sequence

from commandpost.domain.errors import RuleBroken

NUMBERS = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"-1", b"1e999")
ODD_NUMBERS = (b"1e999", b"-1", b"4.5", b"9" * 30, b"NaN", b"0")
NUMBER = re.compile(rb":(-?[0-9]+)")
INTERESTING = (*NUMBERS, b"null", b"[]", b"{}", b'"', b"\\u0000")


class Mutation:
    """Makes spoilt copies of samples."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def spoil(self, sample: bytes, others: Sequence[bytes]) -> bytes:
        """One to six acts of mischief."""
        content = bytearray(sample)
        for _ in range(self._chance.randint(1, 6)):
            self._act(content, others)
        return bytes(content)

    def _act(self, content: bytearray, others: Sequence[bytes]) -> None:
        chance = self._chance
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice((1, 2, 4, 30, 400)))
        deed = chance.randrange(8)
        if deed == 0 and at < len(content):
            content[at] ^= 1 << chance.randrange(8)
        elif deed == 1:
            del content[at:end]
        elif deed == 2:
            content[at:at] = content[at:end]
        elif deed == 3:
            content[at:end] = chance.choice(INTERESTING)
        elif deed == 4:
            content[at:at] = chance.choice(INTERESTING)
        elif deed == 5:
            del content[at:]
        elif deed == 6:
            self._renumber(content)
        else:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            content[at:end] = other[start : start + 200]

    def _renumber(self, content: bytearray) -> None:
        """A number of a text in JSON becomes one that nobody expects there."""
        found = [one.span(1) for one in NUMBER.finditer(content)]
        if found:
            start, end = self._chance.choice(found)
            content[start:end] = self._chance.choice(ODD_NUMBERS)


def packed(plain: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(plain) + packer.flush()


def unpacked(content: bytes) -> bytes:
    return zlib.decompress(content, 31)


def survives(
    read: Callable[[bytes], object], samples: Sequence[bytes], *, seed: int, times: int = 0, seconds: float = 0.0
) -> tuple[int, int]:
    """Read spoilt copies so many times, or so long; any error but RuleBroken goes through.

    Returns how many were read and how many of them were refused.
    """
    mutation, chance = Mutation(seed), random.Random(seed)
    done = refused = 0
    until = time.monotonic() + seconds
    while done < times or time.monotonic() < until:
        content = mutation.spoil(chance.choice(samples), samples)
        try:
            read(content)
        except RuleBroken:
            refused += 1
        except Exception as broken:
            broken.add_note(f"seed {seed}, copy {done}: {content[:400]!r}")
            raise
        done += 1
    return done, refused
