"""What can be pressed on a ground: its buttons and the lines of its menus, by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from commandpost.gui.alive import alive


def pressable(ground: QWidget) -> Iterator[tuple[str, Callable[[], None]]]:
    """Buttons that would be seen if ``ground`` were, and the lines of menus under them."""
    for button in ground.findChildren(QAbstractButton):
        words = button.accessibleName() or key_apart(button.text())
        if words and button.isEnabled() and button.isVisibleTo(ground):
            yield words, _presser(button, ground)
    for menu in ground.findChildren(QMenu):
        for action in menu.actions():
            if action.isEnabled() and action.isVisible() and action.text():
                yield key_apart(action.text()), _presser(action, ground)


def _presser(target: QAbstractButton | QAction, ground: QWidget) -> Callable[[], None]:
    """Presses it unless its page has made it anew or put it away meanwhile: nothing is opened out of sight."""

    def press() -> None:
        if not alive(target):
            return
        if isinstance(target, QAction):
            target.trigger()
        elif target.isVisibleTo(ground):
            target.click()

    return press


def key_apart(words: str) -> str:
    """The words of a button or menu line without the key beside them and the mark of a mnemonic."""
    return words.partition("\t")[0].partition("  ")[0].replace("&", "").strip()
