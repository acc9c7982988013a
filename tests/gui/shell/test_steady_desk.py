"""What the operator is doing is not disturbed: forms give the keys back, wheels choose nothing, strips move nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.app.logbook import LogMode
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.preferences import Liking
from commandpost.gui.shell import Shell
from commandpost.gui.theme import SCALES
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import incident, open_forms, opened


def _form(page: CommandPage, action: str) -> FormDialog:
    page.act(action)
    (form,) = open_forms(FormDialog)
    assert isinstance(form, FormDialog)
    return form


@pytest.mark.parametrize(
    "action", ["incident.new", "incident.edit", "incident.close", "report.phone", "log.correct", "reminder.add"]
)
@pytest.mark.parametrize("leave", [FormDialog.accept, FormDialog.reject])
def test_a_closed_form_gives_the_keys_back_to_the_log(
    gui: Gui, action: str, leave: Callable[[FormDialog], None]
) -> None:
    async def scenario() -> None:
        incident(gui, "塌")
        gui.services.logbook.record("巡查无异常")
        page = await opened(gui)
        await gui.until(lambda: page._chosen_row() is not None)
        form = _form(page, action)
        await gui.tasks.settled()
        page.incidents.view.setFocus()
        leave(form)
        await gui.drawn()
        held = QApplication.focusWidget()
        assert held is page.log.entry.edit
        QTest.keyClicks(held, "still here")

        assert page.log.entry.edit.toPlainText() == "still here"
        page.close()

    gui.run(scenario())


def test_a_wheel_over_the_choice_of_the_incident_changes_nothing(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "塌")
        page = await opened(gui)
        box = page.log.entry.incident
        await gui.until(lambda: box.currentIndex() == 1, "the incident is offered")
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)

        assert box.currentIndex() == 1
        page.close()

    gui.run(scenario())


@pytest.mark.parametrize("width", [1100, 1366, 1920])
def test_strips_that_come_and_go_leave_the_width_of_the_log(gui: Gui, width: int) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        page.resize(width, 700)
        await gui.drawn()
        before = page.log.width(), page.log.mapTo(page, QPoint()).x()
        call = gui.services.logbook.record("路灯不亮", mode=LogMode.CALL_IN)
        await gui.until(page.log.undecided.isVisible, "the strip")
        await gui.drawn()
        during = page.log.width(), page.log.mapTo(page, QPoint()).x()
        page.deeds.note(call)
        await gui.until(lambda: not page.log.undecided.isVisible(), "decided")
        await gui.drawn()

        assert (before, during) == (during, (page.log.width(), page.log.mapTo(page, QPoint()).x()))
        page.close()

    gui.run(scenario())


@pytest.mark.parametrize("action", ["incident.new", "incident.edit", "report.phone"])
@pytest.mark.parametrize("room", [420, 728])
def test_a_form_is_never_higher_than_the_screen_and_its_buttons_always_show(
    gui: Gui, monkeypatch: pytest.MonkeyPatch, action: str, room: int
) -> None:
    monkeypatch.setattr(FormDialog, "room", lambda _form: room)

    async def scenario() -> None:
        gui.context().theme.apply()  # whatever type an earlier test left
        incident(gui, "塌")
        page = await opened(gui)
        await gui.until(lambda: page._chosen_row() is not None)
        form = _form(page, action)
        await gui.tasks.settled()
        form.warn("△ 一句疑问\n" * 12)
        await gui.drawn()
        submit = form.ui.submit

        assert form.height() <= room
        assert form.rect().contains(submit.geometry().translated(submit.parentWidget().mapTo(form, QPoint())))
        assert form._scroll.viewport().width() >= form._scroll.widget().minimumSizeHint().width()
        form.reject()
        page.close()

    gui.run(scenario())


def test_a_form_in_the_largest_type_is_as_wide_as_its_fields(gui: Gui) -> None:
    async def scenario() -> None:
        window = Shell(gui.shell_parts(Liking(scale=SCALES[-1])), PAGES).window
        window.show()
        page = window.pages["command"]
        assert isinstance(page, CommandPage)
        form = page.deeds.new_incident()
        await gui.tasks.settled()
        await gui.drawn()

        assert form._scroll.viewport().width() >= form._scroll.widget().minimumSizeHint().width()
        assert form.height() <= form.room()
        form.reject()
        window.close()

    gui.run(scenario())
