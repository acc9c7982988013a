"""Every control of every page and dialog says what it is to who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from commandpost.app.desk import PersonRole, Tier
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.dialogs.phone_book import PhoneBookDialog
from commandpost.gui.dialogs.sign_in_form import SignInForm
from commandpost.gui.dialogs.template_picker import TemplatePicker
from commandpost.gui.main_window import MainWindow
from commandpost.gui.pages.registry import PAGES, pages_of
from commandpost.gui.window.keys import KeysDialog
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QAbstractSlider,
)
INSIDE = (QLineEdit, QComboBox, QAbstractSpinBox, QHeaderView)  # what is a part of a control speaks through it


def unnamed(ground: QWidget) -> list[str]:
    """Controls without a name, by their class and where they are."""
    told = {one.buddy() for one in ground.findChildren(QLabel) if one.buddy() is not None}
    return [f"{type(one).__name__} in {path(one)}" for one in controls(ground) if one not in told and not name_of(one)]


def controls(ground: QWidget) -> Iterator[QWidget]:
    for one in ground.findChildren(QWidget):
        parent = one.parentWidget()
        part = isinstance(parent, INSIDE) or isinstance(one, (QScrollBar, QHeaderView)) or in_a_list(one)
        if isinstance(one, CONTROLS) and not part and one.objectName() != "qt_toolbar_ext_button":
            yield one


def in_a_list(one: QWidget) -> bool:
    """The frame of a combo box's list, and the corner button of a table."""
    above = one.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox) or type(above).__name__ == "QComboBoxPrivateContainer":
            return True
        above = above.parentWidget()
    return isinstance(one, QAbstractButton) and isinstance(one.parentWidget(), QAbstractItemView)


def name_of(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return (one.accessibleName() or text).strip()


def path(one: QWidget) -> str:
    names = []
    above: QWidget | None = one
    while above is not None and len(names) < 5:
        names.append(above.objectName() or type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names)


def test_a_planted_control_without_a_name_is_found(gui: Gui) -> None:
    ground = QWidget()
    planted = QLineEdit(ground)
    named = QLineEdit(ground)
    named.setAccessibleName("Name")
    words = QLabel("Words", ground)
    told = QComboBox(ground)
    words.setBuddy(told)

    assert len(unnamed(ground)) == 1
    planted.setAccessibleName("Planted")
    assert unnamed(ground) == []


@pytest.mark.parametrize("tier", [Tier.STREET, Tier.DISTRICT])
def test_every_control_of_every_page_has_a_name(gui: Gui, tier: Tier) -> None:
    async def scenario() -> None:
        person = staff(gui, "李静", PersonRole.ADMINISTRATOR)
        await gui.tasks.store(gui.services.people.sign_in, person, "1234")
        await gui.tasks.store(incident, gui)
        window = MainWindow(gui.context(), pages_of(tier, PAGES))
        window.show()
        for page in window.pages:
            window.go(page)
            await gui.tasks.settled()
        assert unnamed(window) == []
        window.close()

    gui.run(scenario())


DIALOGS: dict[str, Callable[[Gui, QWidget], QDialog]] = {
    "incident": lambda gui, parent: IncidentForm(gui.context(), None, parent),
    "phone book": lambda gui, parent: PhoneBookDialog(gui.context(), parent),
    "templates": lambda gui, parent: TemplatePicker(gui.context(), None, parent),
    "sign in": lambda gui, parent: SignInForm(gui.context(), gui.services.people.staff(), "", parent),
    "keys": lambda gui, parent: KeysDialog(gui.context().theme, parent),
}


@pytest.mark.parametrize("which", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(gui: Gui, which: str) -> None:
    async def scenario() -> None:
        parent = QWidget()
        dialog = DIALOGS[which](gui, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        await gui.tasks.settled()
        assert unnamed(dialog) == []
        dialog.close()

    gui.run(scenario())
