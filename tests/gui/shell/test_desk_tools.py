"""Phone book, message templates and undo, as an operator uses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.desk import PersonRole
from commandpost.app.logbook import LogMode
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.message_templates import BLANK, MessageTemplate
from commandpost.gui.main_window import MainWindow
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.settings.templates import TemplatesSection
from tests.factories import as_administrator
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown, staff


def signed_in(gui: Gui, *roles: PersonRole) -> None:
    person = staff(gui, "李静", *(roles or (PersonRole.DUTY_OFFICER,)))
    gui.services.people.sign_in(person, "1234")


def with_numbers(gui: Gui) -> None:
    """Staff, a team with a leader, and a resident whose number is in no phone book."""
    signed_in(gui)
    place = LonLat(lon=116.4, lat=39.9)
    gui.services.ledgers.save(
        "team",
        None,
        {"name": "永宁应急分队", "leader": "赵勇", "phone": "13900000777", "members": 12, "type": "fire"},
        lonlat=place,
    )
    assert gui.services.units is not None
    with as_administrator(gui.desk):
        gui.services.units.enter(gui.desk.unit, gui.desk.unit_name, tier=gui.desk.tier)
        gui.services.units.set_phone("010-00000000")


def test_the_phone_book_is_built_from_what_is_on_file(gui: Gui) -> None:
    with_numbers(gui)

    lines = gui.services.tools.phone_book.lines()

    assert {line.group for line in lines} >= {"staff", "team", "offices"}
    masked = {line.name: line.phone for line in lines}
    assert masked["李静"] == "139····0218"
    assert masked["永宁应急分队"] == "139····0777"
    assert masked[gui.desk.unit_name] == "010-00000000"


def test_a_name_and_enter_begin_the_entry_of_a_call_out(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(with_numbers, gui)
        page = shown(gui, CommandPage)
        book = page.tools.open_phone_book()
        await gui.until(lambda: book.table.table.rowCount() == 3, "the lines")
        QTest.keyClicks(book.edit, "ynyj")
        assert [line.name for line in book.table.table.rows] == ["永宁应急分队"]
        QTest.keyClick(book.edit, Qt.Key.Key_Return)
        await gui.until(page.log.entry.phone.text, "the number")

        entry = page.log.entry
        assert (entry.mode, entry.caller.text(), entry.phone.text()) == (
            LogMode.CALL_OUT,
            "永宁应急分队",
            "13900000777",
        )
        assert entry.caller_unit.text().startswith("赵勇")
        assert len(gui.desk.store.records("reveal")) == 1
        page.close()

    gui.run(scenario())


def test_without_a_name_the_call_begins_and_the_number_stays_hidden(gui: Gui) -> None:
    with_numbers(gui)
    gui.services.people.sign_out()
    line = next(one for one in gui.services.tools.phone_book.lines() if one.group == "team")

    callee = gui.services.tools.phone_book.call(line)

    assert (callee.name, callee.phone) == ("永宁应急分队", "")
    assert gui.desk.store.records("reveal") == ()


def test_a_template_is_filled_from_the_incident_and_put_into_the_log_box(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(signed_in, gui)
        about = await gui.tasks.store(incident, gui)
        page = shown(gui, CommandPage)
        page.context.selection.choose(about)
        page.log.entry.edit.setPlainText("已通知：")
        picker = page.tools.open_templates()
        await gui.until(lambda: picker.list.count() >= 6, "the templates")
        QTest.keyClick(picker.list, Qt.Key.Key_Return)

        words = page.log.entry.edit.toPlainText()
        assert words.startswith("已通知：\n")
        assert "槐树里12号院" in words
        assert "较大" in words
        assert "李静" in words
        assert BLANK in words  # the room's own number is not on file
        page.close()

    gui.run(scenario())


def test_a_unit_changes_adds_and_retires_templates_and_only_an_administrator_does(gui: Gui) -> None:
    templates = gui.services.tools.templates
    with pytest.raises(RuleBroken, match="not_permitted"):
        templates.keep(MessageTemplate(key="", title="新", text="新"))
    signed_in(gui, PersonRole.ADMINISTRATOR)

    async def scenario() -> None:
        section = TemplatesSection(gui.context())
        section.refresh()
        await gui.until(lambda: section.table.table.rowCount() == 6, "the shipped ones")
        section.table.selectRow(0)
        section.text.setPlainText("{unit}：{title}，请回电{phone}")
        assert await section.keep() == section.tr("Kept.")
        section.begin_new()
        section.name.setText("停水通知")
        section.text.setPlainText("{place}停水")
        await section.keep()
        assert await section.retire() == section.tr("It is offered no longer.")
        section.close()

    gui.run(scenario())

    found = templates.templates()
    assert len(found) == 6
    assert found[0].text == "{unit}：{title}，请回电{phone}"
    with pytest.raises(RuleBroken, match="template_unknown"):
        templates.retire("没有")


def test_ctrl_z_takes_back_the_last_act_and_says_so(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(signed_in, gui)
        await gui.tasks.store(gui.services.logbook.record, "写错的一条")
        window = MainWindow(gui.context(), (CommandPage,))
        said: list[str] = []
        window.context.notices.posted.connect(lambda notice: said.append(notice.text))
        window.act("undo")
        await gui.until(lambda: any("写错的一条" in words for words in said), "the words")

        assert gui.services.logbook.items()[-1].text == "（本条撤回）"
        window.close()

    gui.run(scenario())


def test_ctrl_z_in_a_text_is_the_texts_own(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(signed_in, gui)
        await gui.tasks.store(gui.services.logbook.record, "留着的一条")
        window = MainWindow(gui.context(), (CommandPage,))
        window.show()
        page = window.pages["command"]
        assert isinstance(page, CommandPage)
        edit = page.log.entry.edit
        edit.setFocus()
        QTest.keyClicks(edit, "abc")
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await gui.tasks.settled()

        assert edit.toPlainText() == ""
        assert gui.services.logbook.items()[-1].text == "留着的一条"
        window.close()

    gui.run(scenario())
