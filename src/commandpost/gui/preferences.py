"""What one workstation likes: theme, size of type, language; kept unjournaled in the store's settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from commandpost.app.ports import Store
from commandpost.gui.theme import SCALES, ThemeName

SETTING = "window"
IDLE_MINUTES = 10


class Language(StrEnum):
    """Simplified Chinese is shipped first."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Liking:
    """One set of preferences; ``scale`` in percent, ``idle_minutes`` until the desk locks (0: never).

    ``tray`` and ``speech``: alarms are told there too, where the machine can. ``first_steps``: what a new desk lacks
    is listed.
    """

    theme: ThemeName = ThemeName.DAY
    scale: int = 100
    language: Language = Language.CHINESE
    idle_minutes: int = IDLE_MINUTES
    tray: bool = True
    speech: bool = True
    first_steps: bool = True


class Preferences(QObject):
    """The liking in force; the shell listens and repaints or rebuilds the window."""

    changed = Signal()

    def __init__(self, liking: Liking | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.liking = liking or Liking()

    def choose(self, liking: Liking) -> None:
        if liking != self.liking:
            self.liking = liking
            self.changed.emit()


def read_liking(store: Store) -> Liking:
    """What was kept; anything unknown gives way to what is shipped. Runs on the store's thread."""
    kept = store.setting(SETTING)
    if not isinstance(kept, dict):
        return Liking()
    theme, language = str(kept.get("theme")), str(kept.get("language"))
    scale, idle = kept.get("scale"), kept.get("idle_minutes")
    return Liking(
        theme=ThemeName(theme) if theme in set(ThemeName) else ThemeName.DAY,
        scale=scale if isinstance(scale, int) and SCALES[0] <= scale <= SCALES[-1] else SCALES[0],
        language=Language(language) if language in set(Language) else Language.CHINESE,
        idle_minutes=idle if isinstance(idle, int) and idle >= 0 else IDLE_MINUTES,
        tray=kept.get("tray") is not False,
        speech=kept.get("speech") is not False,
        first_steps=kept.get("first_steps") is not False,
    )


def keep_liking(store: Store, liking: Liking) -> None:
    """Runs on the store's thread."""
    store.set_setting(
        SETTING,
        {
            "theme": liking.theme.value,
            "scale": liking.scale,
            "language": liking.language.value,
            "idle_minutes": liking.idle_minutes,
            "tray": liking.tray,
            "speech": liking.speech,
            "first_steps": liking.first_steps,
        },
    )
