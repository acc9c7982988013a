from __future__ import annotations

from datetime import date, timedelta

import pytest

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.incident import NewIncident
from commandpost.domain.periods import PeriodKind
from commandpost.domain.rules import alarm_times
from commandpost.gui.messages import sentence
from commandpost.gui.pages.settings.alarm_form import TIMES
from commandpost.gui.pages.settings.rule_editor import RuleEditorSection
from tests.gui.conftest import Gui

LOCAL = "local-default"


async def opened(gui: Gui) -> RuleEditorSection:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    section = RuleEditorSection(gui.context())
    section.resize(1200, 900)
    section.refresh()
    await gui.until(lambda: section.pack is not None)
    return section


def choose(section: RuleEditorSection, rule: str) -> None:
    rules = section.rules.table.rows
    section.rules.selectRow(next(at for at, one in enumerate(rules) if one.id == rule))


def test_the_units_own_pack_comes_first_and_every_rule_survives_the_form(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        assert section.pack is not None
        assert (section.pack.id, section.version.text()) == (LOCAL, "3")
        for at, rule in enumerate(section.pack.rules):
            section.rules.selectRow(at)
            assert section.form.rule() == rule
        section.close()

    gui.run(scenario())


def test_a_changed_limit_is_tried_out_and_then_adopted_as_a_new_version(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        choose(section, "LOCAL-WRITTEN")
        section.form._texts["minutes"].setText("30")
        section.form._texts["confirmed_by"].setText("陈建国，区值班办〔2026〕3号")
        section.form._texts["effective_from"].setText("2026-07-01")
        await section.keep()
        await section.suppose()
        assert "30" in section.what_if.text()
        before = gui.services.incidents.open(NewIncident(title="积水", code="", received=gui.desk.now()))
        gui.later(minutes=1)

        await section.adopt()

        packs = {pack.id: pack for pack in gui.services.rules.in_force(gui.desk.now())}
        rule = next(one for one in packs[LOCAL].rules if one.id == "LOCAL-WRITTEN")
        assert (packs[LOCAL].version, rule.minutes, rule.confirmed) == ("3", 30, True)
        assert rule.effective_from == date(2026, 7, 1)
        assert "local-default@2" in gui.services.incidents.row(before).packs
        section.close()

    gui.run(scenario())


def test_a_rule_is_added_and_taken_out(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        choose(section, "LOCAL-ZERO")
        section.form._texts["id"].setText("LOCAL-ZERO-NIGHT")
        section.form._texts["zero_at"].setText("21:00")
        await section.add()
        assert section.rules.current is not None
        assert (section.rules.current.id, section.rules.current.zero_in[0]) == ("LOCAL-ZERO-NIGHT", PeriodKind.HOLIDAY)

        await section.take_out()

        assert section.pack is not None
        assert "LOCAL-ZERO-NIGHT" not in {rule.id for rule in section.pack.rules}
        section.close()

    gui.run(scenario())


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("minutes", "soon", "rule_field_unreadable"),
        ("effective_from", "July", "rule_field_unreadable"),
        ("document", "", "rule_pack_invalid"),
        ("minutes", "0", "rule_pack_invalid"),
    ],
)
def test_what_cannot_be_is_refused_and_the_draft_stays(gui: Gui, field: str, typed: str, code: str) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        choose(section, "LOCAL-PHONE")
        before = section.pack
        section.form._texts[field].setText(typed)
        with pytest.raises(RuleBroken, match=code):
            await section.keep()
        assert section.pack is before
        section.close()

    gui.run(scenario())


def test_a_duty_officer_is_refused_with_a_sentence_and_the_rules_stay(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        gui.desk.session.roles = frozenset({PersonRole.DUTY_OFFICER})
        section.do(section.adopt)
        await gui.until(lambda: not section._said.isHidden(), "refusal")

        assert section._said.property("role") == "problem"
        assert section._said.text() == sentence(RuleBroken("not_permitted", who=(PersonRole.ADMINISTRATOR,)))
        assert section.version.text() == "3"
        assert gui.desk.store.count("rule_pack") == 0
        section.close()

    gui.run(scenario())


def test_the_alarm_times_of_a_pack_are_changed_confirmed_and_adopted(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        boxes = section.alarm.boxes
        assert [boxes[name].text() for name in TIMES] == ["5", "5", "15", "15", "720"]
        assert section.alarm.state.property("role") == "soon"
        boxes["leader"].setText("3")
        boxes["again"].clear()
        boxes["confirmed_by"].setText("陈建国，区值班办〔2026〕3号")
        await section.keep_alarm()
        assert section.alarm.state.property("role") == "good"
        await section.adopt()

        told = alarm_times(gui.services.rules.in_force(gui.desk.now()))
        assert (told.leader, told.again) == (timedelta(minutes=3), timedelta(minutes=15))
        assert told.confirmed_by == "陈建国，区值班办〔2026〕3号"
        section.close()

    gui.run(scenario())


def test_a_pack_may_say_nothing_about_alarms(gui: Gui) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        for box in section.alarm.boxes.values():
            box.clear()
        await section.keep_alarm()

        assert section.pack is not None
        assert section.pack.alarm is None
        section.close()

    gui.run(scenario())


@pytest.mark.parametrize(
    ("typed", "code"),
    [("soon", "rule_field_unreadable"), ("9999999", "rule_field_unreadable"), ("0", "rule_pack_invalid")],
)
def test_alarm_times_that_cannot_be_are_refused_and_the_draft_stays(gui: Gui, typed: str, code: str) -> None:
    async def scenario() -> None:
        section = await opened(gui)
        before = section.pack
        section.alarm.boxes["leader"].setText(typed)
        with pytest.raises(RuleBroken, match=code):
            await section.keep_alarm()
        assert section.pack is before
        section.close()

    gui.run(scenario())
