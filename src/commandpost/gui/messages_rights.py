"""The words for who may do what, and for a staff without an administrator."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

RIGHTS_WORDS: dict[str, str] = {
    "sign_in_first": QT_TRANSLATE_NOOP("Messages", "Sign in first (Ctrl+I)."),
    "locked": QT_TRANSLATE_NOOP("Messages", "The desk is locked: enter the PIN first."),
    "not_permitted": QT_TRANSLATE_NOOP("Messages", "Your role does not allow this. Who may: {who}."),
    "last_administrator": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the unit's only administrator. Make somebody else administrator first, then change this person.",
    ),
    "administrator_gone": QT_TRANSLATE_NOOP(
        "Messages", "The unit has no administrator any more. A duty leader signs in and names one."
    ),
}
