"""One-time codes that a person reads out and another types in."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0/O, 1/I/L, U: they are misheard and misread
GROUPS = 3
GROUP = 4  # 30^12 codes: about 59 bits


def new_code() -> str:
    """Return a fresh code such as ``7KQF-2MXD-PB94``."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def normal(code: str) -> str:
    """Bring a typed code into the form it was given in: upper case, groups of four, separators as typed ignored."""
    kept = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return "-".join(kept[i : i + GROUP] for i in range(0, len(kept), GROUP))
