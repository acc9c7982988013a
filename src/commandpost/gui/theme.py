"""Day and night: colours from the tokens, one palette, one style sheet, icons and type sizes from one scale."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from commandpost.gui.icons import IconBook
from commandpost.gui.map.colours import MapColours
from commandpost.gui.stylesheet import style_sheet

FAMILY = "Noto Sans CJK SC"
FAMILIES = (FAMILY, "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif")
BASE_PX = 14
SCALES = (100, 115, 130, 150)  # percent


class ThemeName(StrEnum):
    """Day for the lit room, night for the small hours."""

    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, each ``#rrggbb``; what each is for stands in ``tokens.toml``."""

    background: str
    panel: str
    panel_2: str
    hover: str
    selected: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_text: str
    accent_fill: str
    red: str
    red_text: str
    red_fill: str
    orange: str
    orange_text: str
    yellow: str
    yellow_text: str
    blue: str
    blue_text: str
    green: str
    green_text: str
    neutral: str
    soon: str
    overdue: str
    map_ground: str
    map_building: str
    map_road: str
    map_road_edge: str
    map_water: str
    map_green: str
    map_boundary: str
    map_teal: str
    map_violet: str
    map_brown: str
    map_pink: str
    map_olive: str

    def colour(self, role: str) -> QColor:
        return QColor(str(getattr(self, role)))

    def tint(self, role: str, share: float = 0.14) -> QColor:
        """The role's colour thinned over the panel: the ground of chips and marked rows."""
        over, under = self.colour(role), QColor(self.panel)
        mixed = (share * a + (1 - share) * b for a, b in zip(_rgb(over), _rgb(under), strict=True))
        return QColor(*(round(part) for part in mixed))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def read_tokens(text: str) -> dict[ThemeName, Tokens]:
    """Both themes from ``tokens.toml``; a missing or unknown name is a ``TypeError``."""
    tables = tomllib.loads(text)
    return {name: Tokens(**tables[name.value]) for name in ThemeName}


class Theme(QObject):
    """The look in force; pages that paint themselves listen to ``changed``."""

    changed = Signal()

    def __init__(
        self, resources: Path, name: ThemeName = ThemeName.DAY, scale: int = 100, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = read_tokens((resources / "themes" / "tokens.toml").read_text("utf-8"))
        self._sheet = (resources / "themes" / "style.qss").read_text("utf-8")
        self._icons_folder = (resources / "icons").as_posix()
        self.name = name
        self.scale = scale
        self.icons = IconBook(resources / "icons")

    @property
    def tokens(self) -> Tokens:
        return self._themes[self.name]

    def px(self, size: float) -> int:
        """A length or type size of the design at this scale."""
        return round(size * self.scale / 100)

    def font(self, size: float = BASE_PX, *, bold: bool = False) -> QFont:
        """The screen's font; ``size`` in pixels of the design."""
        font = QFont(FAMILY)
        font.setFamilies(FAMILIES)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def choose(self, name: ThemeName | None = None, scale: int | None = None) -> None:
        """Change theme or scale and repaint everything."""
        self.name = self.name if name is None else name
        self.scale = self.scale if scale is None else min(max(scale, SCALES[0]), SCALES[-1])
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        application.setFont(self.font())
        application.setPalette(palette_of(self.tokens))
        application.setStyleSheet(style_sheet(self._sheet, self.style_values(), self.px))

    def style_values(self) -> dict[str, str]:
        """The tokens and the tints the style sheet names."""
        tokens = self.tokens
        plain = {field.name: str(getattr(tokens, field.name)) for field in fields(tokens)}
        tints = {
            f"{role}_tint": tokens.tint(role).name()
            for role in ("red", "orange", "yellow", "blue", "green", "neutral", "accent")
        }
        return plain | tints | {"icons": self._icons_folder}

    def map_colours(self) -> MapColours:
        t = self.tokens
        return MapColours(
            ground=t.map_ground,
            building=t.map_building,
            road=t.map_road,
            road_edge=t.map_road_edge,
            water=t.map_water,
            green_area=t.map_green,
            boundary=t.map_boundary,
            panel=t.panel,
            panel_hover=t.panel_2,
            line=t.line,
            text=t.text,
            dim=t.dim,
            accent=t.accent,
            red=t.red,
            orange=t.orange,
            yellow=t.yellow,
            blue=t.blue,
            green=t.green,
            neutral=t.neutral,
            teal=t.map_teal,
            violet=t.map_violet,
            brown=t.map_brown,
            pink=t.map_pink,
            olive=t.map_olive,
        )


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for what the style sheet does not reach."""
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.panel_2,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent_fill,
        role.HighlightedText: "#ffffff",
        role.PlaceholderText: tokens.dim,
        role.Link: tokens.accent_text,
        role.Mid: tokens.line,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.faint))
    return palette
