"""Who answers for the base map, as the map says it."""

from __future__ import annotations

from commandpost.gui.map.furniture import Attribution
from commandpost.gui.services import BaseSheet


def owner_of(sheet: BaseSheet) -> Attribution:
    """The provider and the number that stand on the map."""
    return Attribution(
        provider=sheet.provider,
        approval_number=sheet.approval_number,
        invented=sheet.invented,
        overlaid=sheet.overlaid,
        points_only=sheet.points_only,
    )
