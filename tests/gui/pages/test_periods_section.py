from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QDate

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import PeriodKind, SpecialPeriod
from commandpost.gui.messages import sentence
from commandpost.gui.pages.settings.periods import PeriodsSection
from tests.gui.conftest import Gui


async def opened(gui: Gui, role: PersonRole = PersonRole.ADMINISTRATOR) -> PeriodsSection:
    gui.desk.session.roles = frozenset({role})
    section = PeriodsSection(gui.context())
    section.refresh()
    await gui.until(lambda: section.table.table.rows)
    return section


def fill(section: PeriodsSection, gui: Gui, name: str, days: int = 3) -> None:
    section.name.setText(name)
    section.source.setText("示例通知〔2026〕1号")
    end = local_day(gui.desk.now()) + timedelta(days=days)
    section.last.setDate(QDate(end.year, end.month, end.day))


def words(section: PeriodsSection, name: str) -> list[str]:
    model = section.table.table
    at = next(at for at, one in enumerate(model.rows) if one.name == name)
    return [str(model.data(model.index(at, column))) for column in range(model.columnCount())]


def of(gui: Gui, name: str) -> SpecialPeriod:
    return next(one for one in gui.services.periods.periods() if one.name == name)


def test_a_meeting_is_entered_and_says_what_it_switches_on_and_that_nobody_confirmed_it(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        fill(section, gui, "示例会议")
        await section.keep()

        told = words(section, "示例会议")
        assert told[0] == "now"
        assert told[4:] == ["daily、zero", "unit to confirm", "示例通知〔2026〕1号"]
        assert of(gui, "示例会议").kind is PeriodKind.MEETING
        assert section.table.current is not None
        section.close()

    gui.run(scenario())


def test_a_period_is_extended_and_ended_with_its_reason(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        fill(section, gui, "示例会议")
        await section.keep()
        fill(section, gui, "示例会议（延期）", days=9)
        section.verified.setChecked(True)
        await section.keep()
        assert of(gui, "示例会议（延期）").last == local_day(gui.desk.now()) + timedelta(days=9)
        assert len([one for one in gui.services.periods.periods() if one.kind is PeriodKind.MEETING]) == 1

        with pytest.raises(RuleBroken, match="reason_missing"):
            await section.end()
        section.reason.setText("提前闭会")
        await section.end()

        assert of(gui, "示例会议（延期）").last == local_day(gui.desk.now())
        section.close()

    gui.run(scenario())


def test_what_is_typed_stays_while_the_list_is_read_again(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        section.table.selectRow(0)
        section.source.setText("正在输入")
        await section._read()

        assert section.source.text() == "正在输入"
        section.begin_new()
        section.table.selectRow(0)
        assert section.heading.text() == section.table.table.rows[0].name
        section.close()

    gui.run(scenario())


def test_a_duty_officer_is_refused_with_a_sentence_and_keeps_what_was_typed(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui, PersonRole.DUTY_OFFICER)
        fill(section, gui, "示例会议")
        section.do(section.keep)
        await gui.until(lambda: not section._said.isHidden(), "refusal")

        assert section._said.text() == sentence(RuleBroken("not_permitted", who=(PersonRole.ADMINISTRATOR,)))
        assert section.name.text() == "示例会议"
        assert gui.desk.store.count("period") == 0
        section.close()

    gui.run(scenario())
