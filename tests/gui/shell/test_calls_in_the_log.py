"""What a newcomer does with the lines of the log: stand on one, decide it, move it, and mistype."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QScrollArea, QVBoxLayout, QWidget

from commandpost.app.logbook import Decision, LogMode
from commandpost.gui.dialogs.incident_form import IncidentForm, prefill_of
from commandpost.gui.pages.inbox.acts import AnswerPart
from commandpost.gui.widgets.moment_edit import moment_in
from commandpost.gui.widgets.wheel import WheelGuard
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import incident, open_forms, opened


def test_the_call_stood_on_is_the_one_decided_and_the_one_f2_begins_from(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        older = gui.services.logbook.record("北三巷积水", mode=LogMode.CALL_IN)
        before = gui.desk.now() - timedelta(minutes=6)
        newer = gui.services.logbook.record("井盖丢失一人坠落。请快来", mode=LogMode.CALL_IN, happened=before)
        await gui.until(lambda: len(page.log.model.items) == 2)
        assert page.log.undecided.first == older

        page.lines.show(newer)
        assert page.log.undecided.first == newer
        assert "井盖丢失" in page.log.undecided._words.text()
        await page._read()  # read anew, as when a receipt arrives
        page.log.model.replace(page.log.model.items)
        assert page.log.undecided.first == newer
        page.act("incident.new")
        (form,) = open_forms(IncidentForm)
        assert isinstance(form, IncidentForm)
        assert form.ui.title.text() == "井盖丢失一人坠落"
        assert moment_in(form.ui.occurred, gui.desk.now()) == before.replace(second=0, microsecond=0)
        form.begin()
        await gui.until(lambda: page.incidents.model.rows)
        await gui.until(lambda: page.log.undecided.first == older)
        page.act("log.focus")
        page.act("incident.new")
        assert [one.ui.title.text() for one in open_forms(IncidentForm) if isinstance(one, IncidentForm)] == [""]
        page.close()

    gui.run(scenario())


def test_of_a_call_entered_from_a_paper_form_the_time_told_is_when_it_came_in(gui: Gui) -> None:
    before = gui.desk.now() - timedelta(hours=2)
    gui.services.logbook.record("停电时来电", mode=LogMode.CALL_IN, happened=before)
    (typed,) = gui.services.logbook.undecided()

    told, paper = prefill_of(typed), prefill_of(replace(typed, on_paper=True))

    assert (told.occurred, told.received) == (before, typed.at)
    assert (paper.occurred, paper.received) == (None, before)


def test_a_line_filed_under_the_wrong_incident_is_moved_from_its_menu(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        wrong, right = incident(gui, "停电"), incident(gui, "积水")
        line = gui.services.logbook.record("门口争吵", incident=wrong)
        await gui.until(lambda: page.log.model.items and len(page.incidents.model.rows) == 2)

        page.lines.show(line)
        page.act("log.attach")
        menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
        into = {action.text(): action for action in menu.actions()}
        assert (into["停电"].isEnabled(), into["积水"].isEnabled()) == (False, True)
        into["积水"].trigger()
        await gui.until(lambda: page.log.model.items[0].incident == right)
        menu.close()
        page.close()

    gui.run(scenario())


def test_a_call_is_passed_on_from_its_own_menu(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        gui.services.logbook.record("老人走失", mode=LogMode.CALL_IN)
        newer = gui.services.logbook.record("井盖松动", mode=LogMode.CALL_IN)
        await gui.until(lambda: len(page.log.model.items) == 2)

        page.lines.on_line("call.passed_on", page.log.model.items[1])
        QTest.keyClicks(page.log.undecided._to, "12345")
        QTest.keyClick(page.log.undecided._to, Qt.Key.Key_Return)
        await gui.until(lambda: page.log.model.items[1].decision is Decision.PASSED_ON)
        assert page.log.model.items[1].id == newer
        assert page.log.model.items[0].decision is Decision.UNDECIDED
        page.close()

    gui.run(scenario())


def test_a_kind_nobody_knows_is_refused_in_words_and_stays_typed(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        form = page.deeds.new_incident()
        form.ui.title.setText("井盖")
        QTest.keyClicks(form.ui.code, "feidie")
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden())

        assert "feidie" in form.ui.problem.text()
        assert form.ui.code.currentText() == "feidie"
        assert gui.desk.store.count("incident") == 0
        form.reject()
        page.close()

    gui.run(scenario())


def test_the_example_in_the_box_of_kinds_is_one(gui: Gui) -> None:
    assert [code.code for code in gui.services.codes.find("nl", 1)] == ["11A02"]


def test_the_wheel_scrolls_past_a_choice_in_focus(gui: Gui) -> None:
    guard = WheelGuard()
    box = QComboBox()
    box.addItems(["李静", "王磊", "孙伟"])
    inside, area = QWidget(), QScrollArea()
    layout = QVBoxLayout(inside)
    layout.addWidget(box)
    inside.setFixedHeight(2000)
    area.setWidget(inside)
    area.resize(300, 200)
    area.show()
    QApplication.processEvents()
    box.setFocus()
    guard._moved(box)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "李静"
    assert area.verticalScrollBar().value() > 0

    guard._moved(None)
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "王磊"  # what it would do without the guard
    area.close()


def test_ctrl_enter_sends_the_answer_and_enter_breaks_its_line(gui: Gui) -> None:
    part = AnswerPart(passes=False)
    said: list[str] = []
    part.answer_requested.connect(said.append)
    part.show()
    QTest.keyClicks(part.answer, "fenced")
    QTest.keyClick(part.answer, Qt.Key.Key_Return)
    assert said == []
    QTest.keyClick(part.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == ["fenced"]
    part.close()
