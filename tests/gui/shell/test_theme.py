from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from commandpost.bootstrap.paths import resources_dir
from commandpost.gui.theme import SCALES, Theme, ThemeName, Tokens, read_tokens
from commandpost.gui.vocabulary import DELIVERY_ROLES, LEVEL_ROLES, STATE_ROLES

NEEDED = 4.5
WORDS = ("text", "dim", "accent_text", "red_text", "orange_text", "yellow_text", "blue_text", "green_text")
URGENT = ("soon", "overdue")
SURFACES = ("background", "panel", "panel_2", "hover", "selected")
CHIPS = {"red": "red_text", "orange": "orange_text", "yellow": "yellow_text", "blue": "blue_text", "neutral": "dim"}
FILLS = ("accent_fill", "red_fill")


def themes() -> dict[ThemeName, Tokens]:
    return read_tokens((resources_dir() / "themes" / "tokens.toml").read_text("utf-8"))


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_word_can_be_read_on_every_ground(name: ThemeName) -> None:
    tokens = themes()[name]
    pairs = {
        (word, ground): (tokens.colour(word), tokens.colour(ground)) for word in WORDS + URGENT for ground in SURFACES
    }
    pairs |= {(word, f"chip {role}"): (tokens.colour(word), tokens.tint(role, 0.18)) for role, word in CHIPS.items()}
    pairs |= {
        (word, f"banner {role}"): (tokens.colour(word), tokens.tint(role))
        for role in ("accent", "orange", "red", "yellow", "green")
        for word in ("text", f"{role}_text")
    }
    pairs |= {("white", fill): (QColor("#ffffff"), tokens.colour(fill)) for fill in FILLS}

    weak = {pair: round(contrast(*colours), 2) for pair, colours in pairs.items() if contrast(*colours) < NEEDED}

    assert weak == {}


def test_the_contrast_test_would_see_a_weak_pair() -> None:
    assert contrast(QColor("#93a0ac"), QColor("#ffffff")) < NEEDED


@pytest.mark.parametrize("name", list(ThemeName))
def test_the_four_levels_and_the_urgency_have_colours_of_their_own(name: ThemeName) -> None:
    tokens = themes()[name]
    levels = [tokens.colour(role).name() for role in LEVEL_ROLES.values()]

    assert len(set(levels)) == len(levels)
    assert all(tokens.colour(role).isValid() for role in (*STATE_ROLES.values(), *DELIVERY_ROLES.values()))


@pytest.mark.parametrize("scale", SCALES)
def test_the_style_sheet_leaves_no_blank(scale: int, qapp: object) -> None:
    theme = Theme(resources_dir(), ThemeName.NIGHT, scale)
    theme.apply()

    sheet = qapp.styleSheet()  # type: ignore[attr-defined]  # the fixture's type is pytest-qt's own

    assert sheet
    assert "$" not in sheet
    assert "<" not in sheet


def test_a_theme_that_lacks_a_colour_is_refused() -> None:
    with pytest.raises(TypeError):
        read_tokens('[day]\ntext = "#000000"\n[night]\ntext = "#ffffff"\n')
