"""A line that was begun goes where it was begun, or says what became of that incident."""

from __future__ import annotations

from PySide6.QtTest import QTest

from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import LogMode
from commandpost.app.people import PersonRole
from commandpost.domain.ids import PersonId
from tests.gui.conftest import Gui, staff_member
from tests.gui.shell.test_command_page import incident, opened


def test_a_line_under_way_keeps_its_incident_when_that_ends_and_says_so(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        first = incident(gui, "停电")
        await gui.until(lambda: box.incident.currentData() == first)
        second = incident(gui, "积水")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.context.selection.choose(first)
        QTest.keyClicks(box.edit, "repaired")
        signed = LeaderSignature(leader=PersonId(staff_member(gui, "孙主任", PersonRole.DUTY_LEADER)), pin="1234")
        gui.services.incidents.close(first, not_reported=True, reason="误报", signature=signed)
        await gui.until(lambda: len(page.incidents.model.rows) == 1)
        await page._read()  # and once more
        assert (box.incident.currentData(), box.incident.currentText()) == (first, "Into 停电 (ended)")
        assert not box.kept.isHidden()
        assert "goes into “停电 (ended)”" in box.kept.text()
        assert "积水" in box.kept.text()

        box.edit.submitted.emit()
        await gui.until(lambda: not box.edit.toPlainText())
        assert next(item for item in gui.services.logbook.items() if item.text == "repaired").incident == first
        assert (box.incident.currentData(), box.incident.count(), box.kept.isHidden()) == (second, 2, True)
        page.close()

    gui.run(scenario())


def test_a_line_under_way_follows_its_incident_into_the_one_it_was_merged_into(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        main = incident(gui, "停电")
        gui.later(minutes=1)
        double = incident(gui, "没电了")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.context.selection.choose(double)
        QTest.keyClicks(box.edit, "repaired")
        gui.services.flow.merging.merge(double, main, "同一起")
        await gui.until(lambda: len(page.incidents.model.rows) == 1)
        await page._read()
        assert box.incident.currentData() == main
        assert "“没电了” was merged into “停电”" in box.kept.text()
        box.edit.clear()
        assert box.kept.isHidden()
        page.close()

    gui.run(scenario())


def test_an_incident_that_is_open_again_is_no_ended_one(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        first = incident(gui, "停电")
        await gui.until(lambda: box.incident.currentData() == first)
        QTest.keyClicks(box.edit, "repaired")
        box.set_incidents(())
        assert box.incident.currentText() == "Into 停电 (ended)"
        assert "“停电” has ended" in box.kept.text()
        box.set_incidents(((first, "停电"),))
        assert (box.incident.currentText(), box.kept.isHidden()) == ("Into 停电", True)
        page.close()

    gui.run(scenario())


def test_a_call_begun_with_its_phone_number_does_not_follow_a_click_elsewhere(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        first, second = incident(gui, "停电"), incident(gui, "积水")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        box.choose_mode(LogMode.CALL_IN)
        for field in (box.caller, box.caller_unit, box.phone, box.told):
            page.context.selection.choose(first)
            QTest.keyClicks(field, "13900000218")
            page.context.selection.choose(second)
            assert box.incident.currentData() == first
            assert not box.kept.isHidden()
            field.clear()
            assert (box.incident.currentData(), box.kept.isHidden()) == (second, True)
        page.close()

    gui.run(scenario())
