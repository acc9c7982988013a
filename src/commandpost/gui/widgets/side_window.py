"""A window beside the page, never over it, which asks before it closes over what nothing keeps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QDialog, QLabel, QWidget

from commandpost.gui.widgets.eye_order import move_focus
from commandpost.gui.widgets.half_typed import standing
from commandpost.gui.widgets.shape import label


class SideWindow(QDialog):
    """Base of the dialogs: Esc, its button and the frame of the window all close it, and all ask first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Sequence[object] = ()  # what was there when it was asked whether to give it up
        self._question: QLabel | None = None

    def unkept(self) -> Sequence[object]:
        """What would be lost with this window."""
        return standing(self)

    def focusNextPrevChild(self, onwards: bool) -> bool:  # Qt's signature
        return move_focus(self, onwards=onwards)

    def reject(self) -> None:
        """What was typed is given up by asking twice."""
        left = self.unkept()
        if left and left != self._asked:
            self._asked = left
            self.ask_whether(self.tr("What you typed is not kept yet. Once more, and it is given up."))
        else:
            super().reject()

    def ask_whether(self, words: str) -> None:
        """Say it at the foot of the window; a window with a line for problems says it there."""
        if self._question is None:
            self._question = label("", "problem", wrap=True)
            whole = self.layout()
            if isinstance(whole, QBoxLayout):
                whole.insertWidget(max(0, whole.count() - 1), self._question)  # above the buttons
        self._question.setText(words)
        self._question.show()
