"""What would be refused is grey, by the one rule of ``app.permissions``, until the right is back."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from commandpost.app.permissions import Action, refusal
from commandpost.app.session import Session
from commandpost.gui.alive import alive
from commandpost.gui.messages import sentence

SAID_WHEN_PRESSED = "sign_in_first"  # nobody sits here: a press says what to do, grey alone would not


class Guarded(Protocol):
    """A widget that can be greyed with a sentence, and given back with none."""

    def refuse(self, why: str) -> None:
        """Grey with a sentence; "" gives it back."""


class Rights:
    """Which widget needs which right; a widget that has ended is forgotten."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guarded: dict[Guarded, Action] = {}

    def guard(self, action: Action, *widgets: Guarded) -> None:
        """Grey these while whoever sits here may not do it."""
        if not self._guarded.keys() >= {*widgets}:  # most are shown again and known already
            self._guarded = {one: needed for one, needed in self._guarded.items() if alive(one)}
        for widget in widgets:
            self._guarded[widget] = action
            widget.refuse(self.why_not(action))

    def free(self, widget: Guarded) -> None:
        """What it does is let to everybody from now on."""
        self._guarded.pop(widget, None)
        widget.refuse("")

    def follow(self) -> None:
        """Somebody else sits here, or the desk was locked or opened."""
        for widget, action in self._guarded.items():
            if alive(widget):
                widget.refuse(self.why_not(action))

    def why_not(self, action: Action) -> str:
        """The sentence of what would be refused; "" where it is let, or where nobody sits here yet."""
        error = refusal(self._session, action)
        return "" if error is None or error.code == SAID_WHEN_PRESSED else sentence(error)


def rights_at(widget: QWidget) -> Rights | None:
    """Those of the page or window a widget stands on, through the window that opened a dialog; None on neither."""
    ground: QWidget | None = widget
    while ground is not None:
        held = getattr(ground, "rights", None)
        if isinstance(held, Rights):
            return held
        ground = ground.parentWidget()
    return None
