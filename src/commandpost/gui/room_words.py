"""Why two desks of a room do not come together, for whoever shows it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.gui.messages import words
from commandpost.gui.messages_room import ROOM_REFUSALS


def refusal_words(code: str) -> str:
    """The reason in the words of a room."""
    said = ROOM_REFUSALS.get(code)
    return words(code) if said is None else QCoreApplication.translate("Messages", said)
