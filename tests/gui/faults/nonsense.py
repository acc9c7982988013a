"""What nobody should type and somebody pastes, and how it gets into a field as hands bring it there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from commandpost.gui.widgets.half_typed import Field

NONSENSE: Mapping[str, str] = {
    "10,000 characters": "长" * 10_000,
    "control characters": "甲\x00乙\x07\x1b[31m丙",
    "full-width digits": "２５：６１",  # they are what it is about
    "no time of day": "25:61",
    "no number": "-99999999999999999999",
    "a pasted table": "姓名\t电话\r\n张三\t139\n李四\t138",
    "emoji": "👨‍👩‍👧‍👦🔥",
    "a lone surrogate": "甲\ud800乙",
    "right to left": "\u202eabc\u202c",
    "nothing but blanks": " \u3000\t ",
    "braces and markup": "{name} %s %1 <b>x</b> '; --",
}


def typeable(ground: QWidget) -> list[Field]:
    """Every field one can write into now."""
    found: list[Field] = [*ground.findChildren(QLineEdit), *ground.findChildren(QPlainTextEdit)]
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly() and _is_own(one)]


def put(field: Field, words: str) -> None:
    """In place of what stands there, as the clipboard does."""
    field.setFocus()
    field.selectAll()
    if isinstance(field, QLineEdit):
        field.insert(words)
    else:
        field.insertPlainText(words)


def _is_own(field: Field) -> bool:
    return not isinstance(field.parent(), QAbstractSpinBox)
