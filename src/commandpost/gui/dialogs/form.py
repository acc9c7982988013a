"""A dialog with a form: beside the page, never over it; refused input stays with a sentence."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from commandpost.domain.errors import CommandPostError, Conflict, RuleBroken, Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.widgets.shape import mark_problem


class FormDialog(QDialog):
    """Base of the forms; a subclass fills the fields and carries the request out.

    ``ui`` is a compiled form with ``heading``, ``intro``, ``warnings``, ``problem``, ``submit`` and ``cancel``.
    """

    carried_out = Signal()

    def __init__(self, context: GuiContext, ui: Any, parent: QWidget | None = None) -> None:  # noqa: ANN401  # compiled forms carry no types
        super().__init__(parent)
        self.context = context
        self.ui = ui
        self.busy = False
        ui.setupUi(self)
        self.setMinimumWidth(context.theme.px(self.minimumWidth()))  # larger type wants a wider form
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        for optional in (ui.intro, ui.warnings, ui.problem):
            optional.hide()
        ui.submit.clicked.connect(self.begin)
        ui.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.begin)

    async def carry_out(self) -> None:
        """Do what the form asks for; raises ``CommandPostError`` to keep it open."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """An introduction below the heading."""
        self.ui.intro.setText(words)
        self.ui.intro.setVisible(bool(words))

    def warn(self, words: str) -> None:
        """Doubts beside the form; they never hold it back."""
        self.ui.warnings.setText(words)
        self.ui.warnings.setVisible(bool(words))

    def begin(self) -> None:
        """Carry the request out once."""
        if not self.busy:
            self._set_busy(busy=True)
            self._unmark()
            self.context.start(self._carry())

    def reject(self) -> None:
        if not self.busy:
            super().reject()

    def show_problem(self, error: CommandPostError) -> None:
        """The sentence for a refusal, its field marked and in focus."""
        self.ui.problem.setText(sentence(error))
        self.ui.problem.show()
        field = getattr(self.ui, str(error.params.get("field", "")), None)
        if isinstance(field, QWidget):
            mark_problem(field, wrong=True)
            field.setFocus()

    async def _carry(self) -> None:
        try:
            await self.carry_out()
        except (RuleBroken, Conflict, Unavailable) as error:
            if shiboken6.isValid(self):
                self.show_problem(error)
            return
        finally:
            if shiboken6.isValid(self):
                self._set_busy(busy=False)
        self.carried_out.emit()
        self.accept()

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.ui.submit.setEnabled(not busy)

    def _unmark(self) -> None:
        self.ui.problem.hide()
        for field in self.findChildren(QWidget):
            if field.property("problem"):
                mark_problem(field, wrong=False)
