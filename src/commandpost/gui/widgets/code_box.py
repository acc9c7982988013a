"""A field that finds a kind of event by its code, a part of its name or its pinyin initials."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.domain.codes import CodeBook

OFFERED = 12


class CodeBox(QComboBox):
    """Typing narrows the list; the first hit is taken unless another is chosen."""

    code_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit(self)
        self.setLineEdit(self._edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # the stubs forget that None takes it away
        self.setMaxVisibleItems(OFFERED)
        self._codes = CodeBook()
        self._code = ""
        self._edit.setPlaceholderText(self.tr("Code, name or initials, e.g. gsgm"))
        self._edit.textEdited.connect(self._narrow)
        self.activated.connect(self._take)

    def set_codes(self, codes: CodeBook) -> None:
        self._codes = codes
        self._offer("")
        self.choose("")

    def code(self) -> str:
        """The chosen code; "" when none fits."""
        return self._code

    def choose(self, code: str) -> None:
        """Show a code; an unknown or empty one clears the field."""
        self._code = code if self._codes.get(code) else ""
        self.setEditText(self._words(self._code) if self._code else "")
        self.code_changed.emit(self._code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.view().isVisible():
            self.showPopup()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self.view().isVisible():
            self.choose(self._code)
        super().focusOutEvent(event)

    def _narrow(self, typed: str) -> None:
        self._offer(typed)
        found = self._codes.find(typed, 1) if typed.strip() else ()
        self._code = found[0].code if found else ""
        self.code_changed.emit(self._code)

    def _offer(self, typed: str) -> None:
        at = self._edit.cursorPosition()
        self.blockSignals(True)
        self.clear()
        for code in self._codes.find(typed, OFFERED * 4):
            self.addItem(self._words(code.code), code.code)
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        self._edit.setText(typed)
        self._edit.setCursorPosition(at)

    def _take(self, index: int) -> None:
        self.choose(str(self.itemData(index)))

    def _words(self, code: str) -> str:
        return f"{' › '.join(self._codes.path(code))}  {code}"
