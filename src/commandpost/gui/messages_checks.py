"""Words for the codes of spot checks."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

CHECK_WORDS: dict[str, str] = {
    "spot_check_too_long": QT_TRANSLATE_NOOP("Messages", "Say it in at most {limit} characters."),
    "spot_check_answered": QT_TRANSLATE_NOOP("Messages", "{by} has answered this check already."),
    "spot_check_unknown": QT_TRANSLATE_NOOP("Messages", "This check is not here."),
}
