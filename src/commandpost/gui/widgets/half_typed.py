"""What hands left in fields and nothing keeps yet: told by Qt itself, so that no page has to remember it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

Field = QLineEdit | QPlainTextEdit
SEEKS = "seeks"  # property of a field that only finds: nothing is lost with it


def seeking(field: QLineEdit) -> QLineEdit:
    """The same field, known as one that only finds."""
    field.setProperty(SEEKS, True)
    return field


def typed_in(ground: QWidget) -> list[Field]:
    """Fields below ``ground``, its dialogs too, that hold what was typed and not set; secrets are nobody's to keep."""
    return [field for field in _fields(ground) if _is_modified(field) and words_of(field).strip() and _counts(field)]


def seekers(ground: QWidget) -> list[QLineEdit]:
    """The fields that only find, in the order they were made."""
    return [field for field in ground.findChildren(QLineEdit) if field.property(SEEKS)]


def words_of(field: Field) -> str:
    """What stands in it, letter by letter."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def standing(ground: QWidget) -> list[tuple[Field, str]]:
    """What is half typed, letter by letter, to be settled once it is kept."""
    return [(field, words_of(field)) for field in typed_in(ground)]


def settle(kept: Iterable[tuple[Field, str]]) -> None:
    """This is kept now; what was typed on since is not."""
    for field, words in kept:
        if words_of(field) == words:
            (field if isinstance(field, QLineEdit) else field.document()).setModified(False)


def _fields(ground: QWidget) -> Iterator[Field]:
    yield from ground.findChildren(QLineEdit)
    yield from ground.findChildren(QPlainTextEdit)


def _is_modified(field: Field) -> bool:
    return field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()


def _counts(field: Field) -> bool:
    """A number and a choice have their own field around the line; what was put away was given up."""
    if isinstance(field, QLineEdit):
        parts = field.echoMode() is QLineEdit.EchoMode.Normal and not field.property(SEEKS)
        if not parts or isinstance(field.parent(), QAbstractSpinBox | QComboBox):
            return False
    return not field.isReadOnly() and not _is_put_away(field)


def _is_put_away(field: QWidget) -> bool:
    """Hidden by itself, not only because another page of a stack is shown."""
    at: QWidget | None = field
    while at is not None and not at.isWindow():
        above = at.parentWidget()
        if _is_hidden(at) and not isinstance(above, QStackedWidget):
            return True
        at = above
    if at is None or at.parentWidget() is None:
        return False
    return at.isHidden() and not at.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # else it comes back


def _is_hidden(widget: QWidget) -> bool:
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
