"""Colours of the map in both themes; the theme feeds its tokens through :class:`MapColours`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


class ColourRole(StrEnum):
    """What a colour says; red to blue are the four levels and nothing else, teal to olive are for own layers."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    NEUTRAL = "neutral"
    ACCENT = "accent"
    TEAL = "teal"
    VIOLET = "violet"
    BROWN = "brown"
    PINK = "pink"
    OLIVE = "olive"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColours:
    """One theme; every value is ``#rrggbb``."""

    ground: str
    building: str
    road: str
    road_edge: str
    water: str
    green_area: str
    boundary: str
    panel: str
    panel_hover: str
    line: str
    text: str
    dim: str
    accent: str
    red: str
    orange: str
    yellow: str
    blue: str
    green: str
    neutral: str
    teal: str
    violet: str
    brown: str
    pink: str
    olive: str

    @property
    def road_thin(self) -> str:
        """Lines need more contrast to the ground than broad surfaces: half way to the boundaries."""
        line, ground = QColor(self.boundary), QColor(self.ground)
        mixed = (
            (line.red() + ground.red()) // 2,
            (line.green() + ground.green()) // 2,
            (line.blue() + ground.blue()) // 2,
        )
        return QColor(*mixed).name()

    def of(self, role: ColourRole) -> QColor:
        return QColor(str(getattr(self, role.value)))


NIGHT = MapColours(
    ground="#10171c",
    building="#1a232a",
    road="#2b3842",
    road_edge="#1b252d",
    water="#12324a",
    green_area="#173026",
    boundary="#4a5965",
    panel="#161d23",
    panel_hover="#1c252c",
    line="#2a353e",
    text="#e6edf3",
    dim="#8b9aa7",
    accent="#3d9bff",
    red="#f0484e",
    orange="#f98b2e",
    yellow="#f5c542",
    blue="#4b9cff",
    green="#37b679",
    neutral="#8b9aa7",
    teal="#2fb5b0",
    violet="#a98bf0",
    brown="#b98a66",
    pink="#e07fb5",
    olive="#a3ad4a",
)

DAY = MapColours(
    ground="#f7f8f6",
    building="#e6e4de",
    road="#ffffff",
    road_edge="#e2e5e3",
    water="#bcd7ea",
    green_area="#d3e3cb",
    boundary="#aab4bc",
    panel="#ffffff",
    panel_hover="#f5f7f9",
    line="#d9dfe5",
    text="#17212b",
    dim="#5a6875",
    accent="#0b6bcb",
    red="#cf2f36",
    orange="#d96a0b",
    yellow="#b98900",
    blue="#1f74d6",
    green="#1d8a56",
    neutral="#5a6875",
    teal="#0e8580",
    violet="#6f4fc4",
    brown="#8a5a34",
    pink="#b23f82",
    olive="#6d7516",
)

PAPER = MapColours(
    ground="#ffffff",
    building="#dcdcdc",
    road="#ffffff",
    road_edge="#8a8a8a",
    water="#c9d6de",
    green_area="#e6ebe2",
    boundary="#555555",
    panel="#ffffff",
    panel_hover="#eeeeee",
    line="#444444",
    text="#000000",
    dim="#333333",
    accent="#1a4f8a",
    red="#b01e25",
    orange="#b85a08",
    yellow="#8f6b00",
    blue="#1b5fb0",
    green="#14693f",
    neutral="#444444",
    teal="#0f6b6b",
    violet="#5b3f96",
    brown="#6b4a2b",
    pink="#9c2f6b",
    olive="#5c6420",
)  # for printing: dark on white, so that a copy in black and white reads as well
