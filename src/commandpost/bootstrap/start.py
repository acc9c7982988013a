"""A start that is refused is said in a window, for whoever pressed an icon and has no terminal; then tried again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from commandpost.bootstrap.start_refusals import start_refusal
from commandpost.domain.errors import CommandPostError
from commandpost.gui.dialogs.refused_window import RefusedWindow
from commandpost.gui.messages import sentence
from commandpost.gui.runtime.app import is_seen
from commandpost.gui.runtime.loop import run
from commandpost.gui.theme import Theme

T = TypeVar("T")

GIVEN_UP = "passphrase_needed"  # the window that asked for it was closed: nothing more is to be said


def until_opened(application: QApplication, folder: Path, attempt: Callable[[], T], theme: Theme) -> T:
    """What the first attempt that is not refused returns; each refusal is told and asks whether to try again.

    ``folder`` is the profile's. Raises the refusal, for the terminal, once the operator gives up; where nobody sees a
    window, at once.
    """
    window: RefusedWindow | None = None
    while True:
        try:
            opened = attempt()
        except (CommandPostError, OSError) as error:
            refusal = start_refusal(error, folder)
            if refusal.code == GIVEN_UP or not is_seen(application):
                raise refusal from error
            window = window or RefusedWindow(folder, theme)
            if not run(application, partial(window.ask, sentence(refusal))):
                window.deleteLater()
                raise refusal from error
        else:
            if window is not None:
                window.hide()
                window.deleteLater()
            return opened
