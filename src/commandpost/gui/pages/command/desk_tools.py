"""Phone book and message templates at the log box: what they give is typed for the operator, who saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from commandpost.app.logbook import LogMode
from commandpost.app.phone_book import Callee
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.phone_book import PhoneBookDialog
from commandpost.gui.dialogs.template_picker import TemplatePicker
from commandpost.gui.pages.command.entry_box import EntryBox


class DeskTools(QObject):
    """Opens them; what was typed into the box already stays."""

    def __init__(self, context: GuiContext, entry: EntryBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._entry = entry
        self._window = parent

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """Its actions, as the page offers them by key and palette."""
        return {"call.book": self.open_phone_book, "template.use": self.open_templates}

    def open_phone_book(self) -> PhoneBookDialog:
        """Ctrl+B."""
        book = PhoneBookDialog(self._context, self._window)
        book.called.connect(self._begin_call)
        book.show()
        book.activateWindow()
        return book

    def open_templates(self) -> TemplatePicker:
        """Ctrl+T: for the chosen incident."""
        picker = TemplatePicker(self._context, self._context.selection.incident, self._window)
        picker.taken.connect(self._put)
        picker.show()
        picker.activateWindow()
        return picker

    def _begin_call(self, callee: Callee) -> None:
        entry = self._entry
        entry.choose_mode(LogMode.CALL_OUT)
        entry.caller.setText(callee.name)
        entry.caller_unit.setText(callee.unit)
        entry.phone.setText(callee.phone)
        if not callee.phone:
            self._context.notices.say(self.tr("Sign in to be shown the number of {name}.").format(name=callee.name))
        entry.edit.setFocus()

    def _put(self, words: str) -> None:
        edit = self._entry.edit
        edit.moveCursor(QTextCursor.MoveOperation.End)
        edit.insertPlainText(f"\n{words}" if edit.toPlainText().strip() else words)
        edit.setFocus()
