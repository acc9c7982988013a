"""The raw key of an encrypted journal in a file of its own."""

from __future__ import annotations

from pathlib import Path

from commandpost.domain.errors import RuleBroken

KEY_BYTES = 32
LONGEST = 1000  # bytes read of a file that is no key


def read_key(file: Path) -> bytes:
    """Read a raw key of 32 bytes, or of 64 hexadecimal digits.

    Raises RuleBroken("key_file_absent"|"key_file_unreadable"|"key_file_wrong", file=…).
    """
    content = _content(file)
    try:
        key = content if len(content) == KEY_BYTES else bytes.fromhex(content.decode("ascii").strip())
    except ValueError as error:
        raise RuleBroken("key_file_wrong", file=file.name) from error
    if len(key) != KEY_BYTES:
        raise RuleBroken("key_file_wrong", file=file.name)
    return key


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST)
    except FileNotFoundError as error:
        raise RuleBroken("key_file_absent", file=file.name) from error
    except OSError as error:
        raise RuleBroken("key_file_unreadable", file=file.name, reason=str(error)) from error
