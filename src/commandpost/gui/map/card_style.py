"""The look of the cards that float on the map."""

from __future__ import annotations

from commandpost.gui.map.colours import MapColours


def card_style(colours: MapColours) -> str:
    """The look of every card that floats on the map."""
    return (
        f"QFrame#mapCard {{ background: {colours.panel}; border: 1px solid {colours.line}; border-radius: 8px; }}"
        f"QFrame#mapCard QScrollArea, QFrame#mapCard QScrollArea > QWidget > QWidget {{ background: transparent; }}"
        f"QFrame#mapCard QLabel {{ color: {colours.text}; background: transparent; border: none; }}"
        f"QFrame#mapCard QToolButton {{ background: transparent; border: none; border-radius: 6px; }}"
        f"QFrame#mapCard QToolButton#layerMove {{ color: {colours.text}; padding: 0 4px;"
        f" border: 1px solid {colours.line}; }}"
        f"QFrame#mapCard QToolButton#layerMove:focus {{ border: 1px solid {colours.accent}; }}"
        f"QFrame#mapCard QToolButton:hover {{ background: {colours.panel_hover}; }}"
        f"QFrame#mapCard QToolButton:focus {{ border: 1px solid {colours.accent}; }}"
        f"QFrame#mapCard QToolButton:checked {{ background: {colours.panel_hover};"
        f" border: 1px solid {colours.accent}; }}"
    )
