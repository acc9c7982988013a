"""Which fonts a paper is set in, and which characters no font of this machine has."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import typst

ROLES = ("title", "body", "heading", "table", "kai", "song")
OFFICIAL = {  # what GB/T 9704 asks for; licensed, so never shipped with this program
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "heading": "黑体",
    "kai": "楷体_GB2312",
    "song": "宋体",
}
SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"


FREE = frozenset(
    {SERIF, SANS, "FandolFang R", "AR PL UKai CN", "FandolKai", "AR PL UMing CN", "FandolSong"}
)  # stand in for the official faces, with other strokes


@dataclass(frozen=True, slots=True, kw_only=True)
class FontChoice:
    """Families wanted for each role, best first; the site's own official-document fonts win over the free ones."""

    folders: tuple[Path, ...] = ()  # searched besides the system's fonts
    title: tuple[str, ...] = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "方正小标宋_GB18030", SERIF)
    body: tuple[str, ...] = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", SERIF)
    heading: tuple[str, ...] = ("SimHei", "黑体", SANS)
    table: tuple[str, ...] = (SERIF,)  # forms are read in a hurry: a text face, not 仿宋
    kai: tuple[str, ...] = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "AR PL UKai CN", "FandolKai", SERIF)
    song: tuple[str, ...] = ("SimSun", "宋体", "NSimSun", "AR PL UMing CN", "FandolSong", SERIF)  # page numbers


@dataclass(frozen=True, slots=True)
class FontShelf:
    """The fonts found on this machine for one choice."""

    fonts: typst.Fonts
    chosen: dict[str, str]  # role → family it is really set in
    stacks: dict[str, list[str]]  # role → families tried for each character
    _files: tuple[tuple[str, int], ...] = field(repr=False)

    @classmethod
    def look(cls, choice: FontChoice) -> FontShelf:
        fonts = typst.Fonts(True, False, list(choice.folders))
        families = set(fonts.families())
        chosen: dict[str, str] = {}
        stacks: dict[str, list[str]] = {}
        for role in ROLES:
            present = [family for family in getattr(choice, role) if family in families]
            spare = [family for family in (SERIF, SANS) if family in families and family not in present[:1]]
            stacks[role] = [*present[:1], *spare]
            chosen[role] = next(iter(stacks[role]), "")
        first = {family for stack in stacks.values() for family in stack}
        known = sorted(fonts.fonts(), key=lambda font: font.family not in first)
        return cls(fonts, chosen, stacks, tuple((font.path, font.index) for font in known if font.path))

    def substitutes(self) -> dict[str, str]:
        """Official font that is not on this machine → what stands in for it."""
        return {name: self.chosen[role] for role, name in OFFICIAL.items() if self.chosen[role] in FREE}

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of the text that no font has, once each, in order; marks and controls are not counted."""
        wanted = {char for char in text if not _invisible(char)}
        for path, index in self._files:
            if not wanted:
                break
            wanted -= coverage(path, index).has(wanted)
        return tuple(char for char in dict.fromkeys(text) if char in wanted)


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of one font as sorted, disjoint ranges."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, chars: set[str]) -> set[str]:
        return {char for char in chars if self._has(ord(char))}

    def _has(self, code: int) -> bool:
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


@cache
def coverage(path: str, index: int) -> Coverage:
    """The character map of a font file (OpenType ``cmap`` formats 4 and 12); empty when it cannot be read."""
    try:
        ranges = _ranges(Path(path).read_bytes(), index)
    except (OSError, struct.error, KeyError):
        ranges = []
    ranges.sort()
    return Coverage(tuple(start for start, _ in ranges), tuple(end for _, end in ranges))


def _ranges(data: bytes, index: int) -> list[tuple[int, int]]:
    base = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(base + 12, base + 12 + 16 * struct.unpack_from(">H", data, base + 4)[0], 16)
    }
    cmap = tables[b"cmap"]
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    subtables = {cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * row)[0] for row in range(count)}
    by_format = {struct.unpack_from(">H", data, at)[0]: at for at in sorted(subtables)}
    if 12 in by_format:
        at = by_format[12]
        groups = struct.unpack_from(">I", data, at + 12)[0]
        return [(start, end) for start, end, _ in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * groups])]
    return _segments(data, by_format[4])


def _segments(data: bytes, at: int) -> list[tuple[int, int]]:
    double = struct.unpack_from(">H", data, at + 6)[0]
    ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF]
