"""What a newcomer stumbles over at the log: where a line goes, what nobody signed, a call decided too quickly."""

from __future__ import annotations

from PySide6.QtTest import QTest

from commandpost.app.logbook import Decision, LogMode
from commandpost.gui.pages.command.log_lines import decided_before, tags
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import incident, opened


def test_the_box_says_where_a_line_goes_and_a_click_elsewhere_moves_no_line_under_way(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        assert box.incident.property("target") is False
        first, second = incident(gui, "停电"), incident(gui, "积水")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.context.selection.choose(first)
        assert box.incident.property("target") is True
        assert "停电" in box.edit.placeholderText()

        QTest.keyClicks(box.edit, "line for one")
        page.context.selection.choose(second)
        assert box.incident.currentData() == first
        assert not box.kept.isHidden()
        assert "积水" in box.kept.text()
        box.edit.submitted.emit()
        await gui.until(lambda: page.log.model.items)
        assert page.log.model.items[0].incident == first
        await gui.until(lambda: not box.edit.toPlainText())
        assert (box.incident.currentData(), box.kept.isHidden()) == (second, True)
        page.close()

    gui.run(scenario())


def test_a_box_emptied_again_follows_the_page_and_a_choice_made_at_the_box_stays(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        first, second = incident(gui, "停电"), incident(gui, "积水")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.context.selection.choose(first)
        QTest.keyClicks(box.edit, "x")
        page.context.selection.choose(second)
        box.edit.clear()
        assert box.incident.currentData() == second

        box.incident.setCurrentIndex(0)
        box.incident.activated.emit(0)
        QTest.keyClicks(box.edit, "into none")
        box.edit.submitted.emit()
        await gui.until(lambda: page.log.model.items and not box.edit.toPlainText())
        assert page.log.model.items[0].incident is None
        assert box.incident.currentData() is None
        page.close()

    gui.run(scenario())


def test_a_line_names_its_incident(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        gui.services.logbook.record("抢修到场", incident=incident(gui, "停电"))
        await gui.until(lambda: page.log.model.items)
        assert ("▸ 停电", "accent_text") in tags(page.log.model.items[0])
        page.close()

    gui.run(scenario())


def test_lines_nobody_signed_stand_above_the_box_until_somebody_adopts_them(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        session = gui.desk.session
        person, session.person = session.person, None
        for text in ("水压低", "路灯灭"):
            gui.services.logbook.record(text)
            gui.later(minutes=1)
        session.person = person
        strip = page.log.unsigned
        await gui.until(lambda: not strip.isHidden())
        assert "水压低" in strip.words

        strip.looked_at.emit(strip._items[0].id)
        chosen = page.log.view.current()
        assert chosen is not None
        assert chosen.text == "水压低"
        strip.adopted.emit(strip._items[:1])
        await gui.until(lambda: "路灯灭" in strip.words)
        page.act("log.adopt")
        await gui.until(strip.isHidden)
        assert gui.services.logbook.unadopted() == ()
        page.close()

    gui.run(scenario())


def test_a_decided_call_stands_above_the_box_again_and_is_decided_anew(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        other = gui.services.logbook.record("另一来电", mode=LogMode.CALL_IN)
        call = gui.services.logbook.record("电梯困人", mode=LogMode.CALL_IN)
        gui.services.logbook.decide(call, Decision.NOTED)
        await gui.until(lambda: len(page.log.model.items) == 2)
        strip = page.log.undecided

        page.lines.show(call)
        page.act("call.anew")
        assert strip.first == call
        page.act("call.passed_on")
        strip._to.setText("物业")
        strip._to.returnPressed.emit()
        await gui.until(lambda: page.log.model.items[1].decision is Decision.PASSED_ON)
        await gui.until(lambda: strip.first == other)
        assert decided_before(page.log.model.items[1])
        assert page.log.model.items[0].decision is Decision.UNDECIDED
        page.close()

    gui.run(scenario())


def test_thinking_anew_ends_when_it_is_left_or_another_line_is_stood_on(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        call = gui.services.logbook.record("电梯困人", mode=LogMode.CALL_IN)
        note = gui.services.logbook.record("巡查一圈")
        gui.services.logbook.decide(call, Decision.NOTED)
        await gui.until(lambda: len(page.log.model.items) == 2)
        strip = page.log.undecided

        for leave in (strip._leave.click, lambda: page.lines.show(note)):
            page.lines.show(call)
            page.act("call.anew")
            assert not strip.isHidden()
            leave()
            assert strip.isHidden()
        page.act("call.anew")
        assert strip.isHidden(), "a note is no call"
        page.close()

    gui.run(scenario())
