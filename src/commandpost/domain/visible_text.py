"""Characters that hide or turn what stands beside them, made visible.

The journal keeps what was typed, letter for letter: it is evidence, and an entry of another desk cannot be changed at
any door of ours. So nothing is taken out when it is written; whatever reads a record for a screen or a paper reads it
through here, and such a character stands there as its number.
"""

from __future__ import annotations

import re

_HIDING = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for tabulators and ends of lines
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the direction of reading
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"  # nothing is seen of them
    "]"
)
"""Unicode's bidirectional and default-ignorable characters. Joiners (U+200C, U+200D) and variation selectors stay:
families of emoji and forms of rare characters are made of them, and they hide nothing."""


def visible(text: str) -> str:
    """The text with every character that hides or turns others shown as ``‹202E›``; usual text comes back as it is."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDING.sub(_named, text)


def hidden(text: str) -> tuple[tuple[int, str], ...]:
    """Where such characters stand in a text, and which."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple((found.start(), found[0]) for found in _HIDING.finditer(text))


def as_typed(told: str, kept: str) -> str:
    """``told`` with the characters themselves for each number that stands for one in ``kept``.

    A form shows ``kept`` with numbers and gives them back; ``kept`` that holds a character and its number in letters
    too cannot tell one from the other: then only an untouched text is kept.
    """
    if "‹" not in told:
        return told
    if visible(told) == visible(kept):
        return kept
    for letter in set(_HIDING.findall(kept)):
        number = f"‹{ord(letter):04X}›"
        told = told if number in kept else told.replace(number, letter)
    return told


def without_hiding(text: str) -> str:
    """The text without them, for what is counted by its letters before it is shown: a number pasted from a chat."""
    return _HIDING.sub("", text)


def _named(found: re.Match[str]) -> str:
    return f"‹{ord(found[0]):04X}›"
