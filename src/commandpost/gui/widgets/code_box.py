"""A box that finds a kind of event by its code, a part of its name or its pinyin initials."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from commandpost.domain.codes import CodeBook

OFFERED = 12


class CodeBox(QObject):
    """Typing into the box narrows its list; the first hit is taken unless another is chosen."""

    def __init__(self, box: QComboBox, codes: CodeBook) -> None:
        super().__init__(box)
        self._box = box
        self._codes = codes
        self._code = ""
        self._edit = QLineEdit(box)
        self._edit.setPlaceholderText(self.tr("Code, name or initials, e.g. nl"))
        box.setLineEdit(self._edit)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setCompleter(None)  # type: ignore[arg-type]  # the stubs forget that None takes it away
        box.setMaxVisibleItems(OFFERED)
        self._edit.textEdited.connect(self._narrow)
        hits = QCompleter(box.model(), self._edit)  # the box's own list would take the keyboard away
        hits.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        hits.setMaxVisibleItems(OFFERED)
        hits.activated.connect(lambda words: self._take(box.findText(words)))
        self._edit.setCompleter(hits)
        self._edit.installEventFilter(self)
        box.activated.connect(self._take)
        self._offer("")
        self.choose("")

    def code(self) -> str:
        """The chosen code; "" when none fits."""
        return self._code

    @property
    def unfound(self) -> str:
        """What was typed and is no kind of event; "" otherwise."""
        return "" if self._code else self._edit.text().strip()

    def choose(self, code: str) -> None:
        """Show a code; an unknown or empty one clears the field."""
        self._code = code if self._codes.get(code) else ""
        self._box.setEditText(self._words(self._code) if self._code else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._box.showPopup()
            return True
        if event.type() == QEvent.Type.FocusOut and not self.unfound and not self._box.view().isVisible():
            self.choose(self._code)
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self._offer(typed)
        found = self._codes.find(typed, 1) if typed.strip() else ()
        self._code = found[0].code if found else ""

    def _offer(self, typed: str) -> None:
        at = self._edit.cursorPosition()
        self._box.blockSignals(True)
        self._box.clear()
        for code in self._codes.find(typed, OFFERED * 4):
            self._box.addItem(self._words(code.code), code.code)
        self._box.setCurrentIndex(-1)
        self._box.blockSignals(False)
        self._edit.setText(typed)
        self._edit.setCursorPosition(at)

    def _take(self, index: int) -> None:
        self.choose(str(self._box.itemData(index)))

    def _words(self, code: str) -> str:
        return f"{' › '.join(self._codes.path(code))}  {code}"
