"""The text box of a log entry: Enter saves, and what would hide or turn the line is seen while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from commandpost.domain.visible_text import as_typed, hidden, visible


class LogEdit(QPlainTextEdit):
    """A text box whose Enter means "save"; while an input method composes, Enter is its own.

    A character that hides or turns others stands as its number, ``‹202E›``, from the moment it comes in; ``typed``
    gives the character back, for the journal keeps what was typed.
    """

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self._hidden = ""  # the characters shown as numbers
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._show_hidden)

    def typed(self) -> str:
        """The text, letter for letter."""
        return as_typed(self.toPlainText(), self._hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and plain and not self._composing:
            if not event.isAutoRepeat():  # a key held down in another field saves nothing here
                self.submitted.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        if hidden(event.commitString()):
            seen = QInputMethodEvent(event.preeditString(), event.attributes())
            shown = self._seen(event.commitString())
            seen.setCommitString(shown, event.replacementStart(), event.replacementLength())
            event = seen
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped comes in with numbers, so that one undo takes it back."""
        if source.hasText() and hidden(source.text()):
            shown = QMimeData()
            shown.setText(self._seen(source.text()))
            source = shown
        super().insertFromMimeData(source)

    def _seen(self, text: str) -> str:
        """The text with numbers; the characters are remembered."""
        self._hidden += "".join(letter for _, letter in hidden(text))
        return visible(text)

    def _show_hidden(self) -> None:
        """Put numbers for what came in by another way: from a key, a template, a tour."""
        text = self.toPlainText()
        if not text:
            self._hidden = ""
        found = () if self._composing else hidden(text)
        if not found:
            return
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for at, letter in reversed(found):  # by positions: a movement would take whole clusters
            start = _units(text[:at])
            cursor.setPosition(start)
            cursor.setPosition(start + _units(letter), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self._seen(letter))
        cursor.endEditBlock()


class CallLine(QLineEdit):
    """One line of a call, with the same care; what is being composed is no text yet."""

    def __init__(self) -> None:
        super().__init__()
        self._hidden = ""  # the characters shown as numbers
        self.textChanged.connect(self._show_hidden)

    def typed(self) -> str:
        """The line, letter for letter."""
        return as_typed(self.text(), self._hidden)

    def _show_hidden(self, text: str) -> None:
        if not text:
            self._hidden = ""
        found = hidden(text)
        if found:
            self._hidden += "".join(letter for _, letter in found)
            before = visible(text[: _letters(text, self.cursorPosition())])
            self.setText(visible(text))
            self.setCursorPosition(_units(before))


def _letters(text: str, units: int) -> int:
    """How many letters of a text stand before a position in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))


def _units(text: str) -> int:
    """How many positions of a document a text takes: it counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
