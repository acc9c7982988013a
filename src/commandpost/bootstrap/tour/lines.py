"""Where in a TOML or JSON text a value stands, so that a fault can be named by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def line_of(text: str, where: Sequence[str | int], *, toml: bool) -> int:
    """The line (from 1) of the value at the path ``where``, or of its nearest parent that can be found."""
    return _toml_line(text, where) if toml else _json_line(text, where)


def _toml_line(text: str, where: Sequence[str | int]) -> int:
    lines = text.splitlines()
    low, high = 0, len(lines)
    found = 1
    parts = list(where)
    if len(parts) >= 2 and isinstance(parts[1], int):
        heads = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{re.escape(str(parts[0]))}\s*\]\]", line)]
        if parts[1] < len(heads):
            low = heads[parts[1]]
            later = (i for i in range(low + 1, len(lines)) if re.match(r"\s*\[\[?[^\[\]]+\]\]?\s*(#.*)?$", lines[i]))
            high = next(later, len(lines))
            found = low + 1
        parts = parts[2:]
    for part in parts:
        key = re.compile(rf"""^\s*(?:[\w".-]+\.)?["']?{re.escape(str(part))}["']?\s*[=.]""")
        found = next((i + 1 for i in range(low, high) if key.match(lines[i])), found)
    return found


def _json_line(text: str, where: Sequence[str | int]) -> int:
    target = tuple(where)
    best, found = -1, 1
    for path, offset in _json_places(text):
        depth = len(path)
        if path == target[:depth] and depth > best:
            best, found = depth, text.count("\n", 0, offset) + 1
    return found


def _json_places(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Every path with the offset of its key or item; the text is well-formed JSON."""
    path: list[str | int] = []
    key = False  # the next string is a key
    fresh = True  # a value starts here
    for match in TOKEN.finditer(text):
        mark = match.group()
        if mark in "]}":
            path.pop()
            fresh = False
        elif mark == ",":
            fresh = isinstance(path[-1], int)
            key = not fresh
            if fresh:
                path[-1] = int(path[-1]) + 1
        elif mark == ":":
            fresh = False
        else:
            if key and mark.startswith('"'):
                path[-1] = mark[1:-1]
                yield tuple(path), match.start()
            elif fresh:
                yield tuple(path), match.start()
            key = mark == "{"
            fresh = mark == "["
            if mark in "[{":
                path.append(0 if fresh else "")
