"""A window with one field of a given kind, set up as the program sets up its own; its text goes to a file.

Run as a child: ``python typing_window.py KIND FILE``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTableWidget, QTableWidgetItem, QTextEdit, QWidget

from commandpost.gui.runtime.app import make_application

TITLE = "typing window"


def line(told: Callable[[str], None]) -> QWidget:
    field = QLineEdit()
    field.textChanged.connect(told)
    return field


def box(told: Callable[[str], None]) -> QWidget:
    field = QPlainTextEdit()
    field.textChanged.connect(lambda: told(field.toPlainText()))
    return field


def rich(told: Callable[[str], None]) -> QWidget:
    field = QTextEdit()
    field.textChanged.connect(lambda: told(field.toPlainText()))
    return field


def combo(told: Callable[[str], None]) -> QWidget:
    field = QComboBox()
    field.setEditable(True)
    field.editTextChanged.connect(told)
    return field


def cell(told: Callable[[str], None]) -> QWidget:
    table = QTableWidget(1, 1)
    item = QTableWidgetItem()
    table.setItem(0, 0, item)
    table.openPersistentEditor(item)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.textChanged.connect(told)
    table.setFocusProxy(editor)
    return table


KINDS: dict[str, Callable[[Callable[[str], None]], QWidget]] = {
    "line": line,
    "box": box,
    "rich": rich,
    "combo": combo,
    "cell": cell,
}


def keep(target: Path, text: str) -> None:
    """Replace the file in one step: whoever reads it never meets half a text."""
    fresh = target.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target)


def main(kind: str, target: Path) -> int:
    application = make_application(["typing"])
    field = KINDS[kind](partial(keep, target))
    field.setWindowTitle(TITLE)
    field.resize(600, 200)
    field.show()
    field.activateWindow()
    field.setFocus()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
