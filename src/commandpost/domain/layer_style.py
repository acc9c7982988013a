"""How a layer of the workstation's own is drawn: as the map decides, in one colour, by a field's values, clustered.

Red, orange, yellow and blue mean the four levels and warning colours and nothing else, so a field that speaks of
levels gets exactly these, and every other field gets none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MOST_CLASSES = 12
PALETTE = ("teal", "violet", "brown", "pink", "olive", "green")
OTHERS = "neutral"
_LEVELS = {
    "red": ("红", "红色", "特别重大", "I级", "Ⅰ级", "一级", "red"),
    "orange": ("橙", "橙色", "重大", "II级", "Ⅱ级", "二级", "orange"),
    "yellow": ("黄", "黄色", "较大", "III级", "Ⅲ级", "三级", "yellow"),
    "blue": ("蓝", "蓝色", "一般", "IV级", "Ⅳ级", "四级", "blue"),
}
_LEVEL_OF = {word: colour for colour, words in _LEVELS.items() for word in words}
_LEAST_LEVELS = 2  # one such word alone may mean anything


class StyleKind(StrEnum):
    """What decides the colour; clusters are for points, outlines leave areas open so that the map shows through."""

    BASE = "base"
    OUTLINE = "outline"
    SINGLE = "single"
    CATEGORIES = "categories"
    CLUSTER = "cluster"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleClass:
    """A value of the field and the name of its colour; the empty value stands for the whole layer."""

    value: str = ""
    colour: str = PALETTE[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStyle:
    """The style of one kept layer; what fits no class is drawn in ``neutral``."""

    kind: StyleKind = StyleKind.BASE
    field: str = ""
    classes: tuple[StyleClass, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValues:
    """A field of a layer with few different values, the most frequent first."""

    field: str
    values: tuple[str, ...]


def overlay_style(others: Sequence[LayerStyle]) -> LayerStyle:
    """Outlines in the first colour of the palette that the other layers use least: how a file lies over a map."""
    used = [one.colour for style in others for one in style.classes]
    colour = min(PALETTE, key=lambda name: (used.count(name), PALETTE.index(name)))
    return LayerStyle(kind=StyleKind.OUTLINE, classes=(StyleClass(colour=colour),))


def style_from_plain(plain: object) -> LayerStyle:
    """Read what :meth:`LayerStyle.to_plain` wrote; anything else is the base style."""
    if not isinstance(plain, Mapping) or plain.get("kind") not in list(StyleKind):
        return LayerStyle()
    rows = plain.get("classes")
    classes = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []
    return LayerStyle(
        kind=StyleKind(plain["kind"]),
        field=str(plain.get("field", "")),
        classes=tuple(
            StyleClass(value=str(row.get("value", "")), colour=str(row.get("colour", OTHERS))) for row in classes
        ),
    )


def style_by(found: FieldValues) -> LayerStyle:
    """Categories of a field: the colours of the levels where it speaks of levels, else the palette in order."""
    levels = sum(value in _LEVEL_OF for value in found.values) >= _LEAST_LEVELS
    classes, used = [], 0
    for value in found.values[:MOST_CLASSES]:
        if levels:
            colour = _LEVEL_OF.get(value, OTHERS)
        else:
            colour, used = PALETTE[used % len(PALETTE)], used + 1
        classes.append(StyleClass(value=value, colour=colour))
    return LayerStyle(kind=StyleKind.CATEGORIES, field=found.field, classes=tuple(classes))
