"""One section of the settings: a heading, its rows, a sentence when something was refused or done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.widgets.half_typed import settle, standing
from commandpost.gui.widgets.shape import column, label, set_role

P = ParamSpec("P")

WIDEST = 980  # pixels of the design; longer lines are hard to read


class Section(QScrollArea):
    """A subclass fills ``body`` once and reads its facts in ``refresh``."""

    def __init__(self, context: GuiContext, title: str) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self._said = label("", "good", wrap=True)
        self._said.hide()
        self.body: QVBoxLayout = column(label(title, "title"), self._said, spacing=10)
        inside = QWidget()
        inside.setProperty("role", "panel")
        held = QWidget()
        held.setMaximumWidth(context.theme.px(WIDEST))
        held.setLayout(self.body)
        layout = column(spacing=0, margins=(24, 18, 24, 18))
        layout.addWidget(held, 1)
        inside.setLayout(layout)
        self.setWidget(inside)
        self.setWidgetResizable(True)

    def refresh(self) -> None:
        """Read again what the section shows."""

    def tick(self, now: datetime) -> None:
        """Four times a second while the section is visible."""

    def say(self, words: str, role: str = "good") -> None:
        """A sentence below the heading; "" takes it away."""
        set_role(self._said, role)
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def do(self, work: Callable[P, Awaitable[str]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Begin ``work`` once, however often it is pressed; its answer or refusal is said below the heading."""
        self.context.start(self._do, work, *args, **kwargs)

    def ask_file(self, title: str, pattern: str, then: Callable[[Path], Awaitable[str]]) -> None:
        """Choose a file without holding anything up, then go on with it."""
        dialog = QFileDialog(self, title, str(self.context.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(pattern)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.do(then, Path(name)))
        dialog.open()

    def ask_folder(self, title: str, then: Callable[[Path], Awaitable[str]]) -> None:
        """Choose a folder without holding anything up, then go on with it."""
        dialog = QFileDialog(self, title, str(self.context.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.do(then, Path(name)))
        dialog.open()

    async def _do(self, work: Callable[..., Awaitable[str]], *args: object, **kwargs: object) -> None:
        self.say("")
        typed = standing(self)
        try:
            self.say(await work(*args, **kwargs))
            settle(typed)
        except CommandPostError as error:
            self.say(sentence(error), "problem")
