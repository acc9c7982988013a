from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.gui.messages import sentence
from commandpost.gui.pages.settings.codes import CodesSection
from commandpost.gui.widgets.code_box import CodeBox
from commandpost.gui.window.code_watch import CodeWatch
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui


async def opened(gui: Gui, role: PersonRole = PersonRole.ADMINISTRATOR) -> CodesSection:
    gui.desk.session.roles = frozenset({role})
    section = CodesSection(gui.context())
    section.refresh()
    await gui.until(lambda: section.table.table.rows)
    return section


def fill(section: CodesSection) -> None:
    section.code.setText("12p91")
    section.name.setText("电动自行车棚倒塌")
    section.parent_code.choose("12P00")
    section.source.setText("示例办法附表")


def test_typing_initials_narrows_the_list_and_every_code_says_that_nobody_confirmed_it(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        assert len(section.table.table.rows) == len(gui.services.codes)
        section.search.setText("jzkt")
        await gui.until(lambda: len(section.table.table.rows) < len(gui.services.codes))

        model = section.table.table
        told = [model.data(model.index(0, column)) for column in range(model.columnCount())]
        assert told[:2] == ["12P13", "建筑垮塌"]
        assert told[4:6] == ["unit to confirm", "shipped"]
        section.close()

    gui.run(scenario())


def test_an_own_code_is_added_and_offered_at_once_where_an_incident_is_opened(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        box = QComboBox()
        box.setEditable(True)
        offered = CodeBox(box, gui.services.codes)
        fill(section)
        await section.keep()
        offered.choose("12P91")

        assert offered.code() == "12P91"
        assert section.table.current is not None
        assert section.table.current.code == "12P91"
        assert not section.code.isEnabled()
        section.close()

    gui.run(scenario())


def test_a_code_is_renamed_confirmed_retired_and_offered_again(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        section.table.selectRow([one.code for one in section.table.table.rows].index("12P13"))
        section.name.setText("房屋垮塌")
        section.verified.setChecked(True)
        await section.keep()
        found = gui.services.codes.get("12P13")
        assert found is not None
        assert (found.name, found.verified, found.initials) == ("房屋垮塌", True, "fwkt")

        section.reason.setText("改用新码")
        await section.retire()
        assert gui.services.codes.find("12P13") == ()
        await section.retire()

        assert gui.services.codes.find("12P13")[0].name == "房屋垮塌"
        section.begin_new()
        with pytest.raises(RuleBroken, match="event_code_unknown"):
            await section.retire()
        section.close()

    gui.run(scenario())


def test_a_duty_officer_is_refused_with_a_sentence_and_keeps_what_was_typed(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui, PersonRole.DUTY_OFFICER)
        fill(section)
        section.do(section.keep)
        await gui.until(lambda: not section._said.isHidden(), "refusal")

        assert section._said.text() == sentence(RuleBroken("not_permitted", who=(PersonRole.ADMINISTRATOR,)))
        assert section.name.text() == "电动自行车棚倒塌"
        section.close()

    gui.run(scenario())


def test_codes_that_came_from_another_workstation_are_laid_into_the_book(gui: Gui) -> None:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        watch = CodeWatch(gui.context())
        dictionary = gui.services.dictionary
        await gui.tasks.store(lambda: dictionary.add("12P91", "甲", "12P00", source="示例"))
        gui.services.codes.lay_over(())
        watch.refresh(ChangeSet(kinds=frozenset({"log"})))
        assert gui.services.codes.get("12P91") is None
        watch.refresh(ChangeSet(kinds=frozenset({"event_code"})))

        await gui.until(lambda: gui.services.codes.get("12P91") is not None)

    gui.run(scenario())
