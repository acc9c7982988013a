from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest

from commandpost.app.people import PersonRole
from commandpost.bootstrap.shipped import rule_packs
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.settings import SettingsPage
from commandpost.gui.pages.settings.duty import DutySection
from commandpost.gui.pages.settings.holidays import HolidaysSection
from commandpost.gui.pages.settings.look import LookSection
from commandpost.gui.pages.settings.rules import RulesSection
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.pages.settings.server import ServerSection
from commandpost.gui.pages.settings.staff import StaffSection
from commandpost.gui.pages.settings.station import StationSection
from commandpost.gui.runtime.changes import LINK
from commandpost.gui.services import ServerLink
from commandpost.gui.theme import ThemeName
from commandpost.journal.entry import ChangeSet, Draft
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown, staff


def test_every_section_can_be_shown(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, SettingsPage)
        for number, section in enumerate(page.sections):
            page._list.setCurrentRow(number)
            assert section.isVisible()
        await gui.until(lambda: not gui.bugs)

    gui.run(scenario())


def test_the_night_is_chosen_at_once(gui: Gui) -> None:
    look = LookSection(gui.context())
    look._theme.setCurrentIndex(look._theme.findData(ThemeName.NIGHT))
    look._theme.activated.emit(look._theme.currentIndex())

    assert look.context.preferences.liking.theme is ThemeName.NIGHT


def test_a_faulty_rule_pack_is_refused_and_the_old_ones_stay(gui: Gui, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text('id = "x"\n[[rules]]\nminutes = "a"\n', encoding="utf-8")

    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        rules = RulesSection(gui.context())
        rules.show()
        rules.do(lambda: rules.adopt(faulty))
        await gui.until(rules._said.isVisible, "refusal")

        assert rules._said.property("role") == "problem"
        assert gui.desk.store.count("rule_pack") == 0

    gui.run(scenario())


def test_a_sound_rule_pack_is_in_force_and_listed(gui: Gui, tmp_path: Path) -> None:
    text = next(iter(rule_packs().values())).replace('version = "1"', 'version = "2"')
    sound = tmp_path / "sound.toml"
    sound.write_text(text, encoding="utf-8")

    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        rules = RulesSection(gui.context())
        await rules.adopt(sound)

        assert "2" in {row.pack.version for row in rules.packs.table.rows if row.in_force}

    gui.run(scenario())


def test_a_new_person_gets_a_pin_and_may_sign_in(gui: Gui) -> None:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        section = StaffSection(gui.context())
        section._name.setText("何某")
        section._pin.setText("2468")
        await section._save()

        (person,) = gui.services.people.staff()
        gui.services.people.sign_in(person.id, "2468")
        assert gui.desk.session.name == "何某"

    gui.run(scenario())


def test_where_two_desks_left_no_administrator_the_leader_may_press_at_once(gui: Gui) -> None:
    first, leader = staff(gui, "吴工", PersonRole.ADMINISTRATOR), staff(gui, "陈某", PersonRole.DUTY_LEADER)
    gui.desk.session.sit(leader, "陈某", frozenset({PersonRole.DUTY_LEADER}))

    async def scenario() -> None:
        page = shown(gui, SettingsPage)
        (section,) = page.findChildren(StaffSection)
        page._stack.setCurrentWidget(section)
        await section._read()
        await gui.until(lambda: not section._press.isEnabled(), "an administrator's")
        struck = Draft(kind="staff", record=RecordId(first), act="staff.revise", set={"active": False})
        gui.desk.store.append([struck], None)
        await section._read()

        assert section._press.isEnabled()
        page.rights.follow()
        assert section._press.isEnabled()

    gui.run(scenario())


def test_a_new_link_counts_at_once_and_is_announced(gui: Gui) -> None:
    linked: list[tuple[str, str]] = []
    heard: list[ChangeSet] = []

    def reach(url: str, code: str) -> Callable[[], None]:
        return lambda: linked.append((url, code))

    async def scenario() -> None:
        copied: list[bool] = []

        def backup() -> str:
            copied.append(bool(linked))
            return ""

        gui.services = replace(gui.services, link=ServerLink(url=str, reach=reach), backup=backup)
        gui.bridge.changed.connect(heard.append)
        section = ServerSection(gui.context())
        section.refresh()
        assert "Not linked" in section._state.text()
        section._url.setText(" https://duty.example ")
        section._code.setText("AAAA-BBBB")
        assert await section._enroll()
        await gui.until(lambda: heard)
        assert linked == [("https://duty.example", "AAAA-BBBB")]
        assert heard[0].kinds == {LINK}
        assert copied == [True], "a copy that knows the server"

    gui.run(scenario())


def test_roles_shifts_and_figures_are_kept_as_typed_and_a_wrong_line_is_named(gui: Gui) -> None:
    async def scenario() -> None:
        section = DutySection(gui.context())
        await section._read()
        section._roles.setPlainText("带班领导 1 领导\n主班 1\n副班 二")
        section._roles.document().setModified(True)
        await section._do(section._keep)
        assert section._said.property("role") == "problem"
        assert "3" in section._said.text()
        section._roles.setPlainText("带班领导 1 领导\n主班 1\n副班 2")
        section._take_pattern(2)
        section._figures["rest_hours"].setValue(12)
        section._figures["near_metres"].setValue(500)
        section._season.setChecked(True)
        await section._do(section._keep)

        setup = gui.services.setups.setup()
        assert [role.required for role in setup.roles] == [1, 1, 2]
        assert [spec.key for spec in setup.hours.specs] == ["s1", "s2"]
        assert (setup.rules.rest_hours, setup.seasons[0].name) == (12, "汛期")
        assert (setup.duplicates.near_metres, setup.duplicates.alike_percent) == (500, 50)

    gui.run(scenario())


def test_a_year_without_holidays_says_so_and_takes_a_table(gui: Gui) -> None:
    async def scenario() -> None:
        section = HolidaysSection(gui.context())
        section._year.setValue(2050)
        await section._read()
        assert "2050" in section._state.text()
        section._days.setPlainText("2050-01-01 休 元旦")
        section._source.setText("示例通知")
        section._verified.setChecked(True)
        await section._do(section._keep)

        assert gui.services.setups.year_text(2050) == "2050-01-01 休 元旦"
        assert section._state.text() == ""

    gui.run(scenario())


def test_what_the_roster_must_know_of_a_person_is_kept(gui: Gui) -> None:
    staff(gui, "李静")

    async def scenario() -> None:
        section = StaffSection(gui.context())
        await section._read()
        section._choose(gui.services.people.staff()[0])
        section._department.setText("党政办")
        section._posts.setText("秘书")
        await section._do(section._save)
        assert section._said.property("role") == "problem"
        section._posts.setText("主班、副班")
        section._since.setText("2026-07-01")
        await section._do(section._save)

        told = gui.services.people.staff()[0]
        assert (told.department, told.duty_roles) == ("党政办", ("primary", "secondary"))

    gui.run(scenario())


def test_a_reading_leaves_what_is_typed_about_a_person_alone(gui: Gui) -> None:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    for name in ("李静", "周航"):
        staff(gui, name)

    async def scenario() -> None:
        section = StaffSection(gui.context())
        await section._read()
        section.table.selectRow(0)
        section._department.setText("正在输入")
        await section._read()
        assert section._department.text() == "正在输入"

        section._new()
        section._name.setText("何某")
        await section._read()
        assert (section._name.text(), section._name.isEnabled()) == ("何某", True)

        await section._save()
        assert section._person is not None
        assert (section._person.name, section._phone.text()) == ("何某", "")
        other = next(at for at, one in enumerate(section.table.table.rows) if one.name == "周航")
        section.table.selectRow(other)
        assert section._name.text() == "周航"

    gui.run(scenario())


def test_what_is_half_typed_stays_when_the_section_is_read_anew(gui: Gui) -> None:
    async def scenario() -> None:
        gui.services = replace(gui.services, link=ServerLink(url=str, reach=lambda _url, _code: lambda: None))
        page = shown(gui, SettingsPage)
        parts = {type(section): section for section in page.sections}

        async def anew(section: type[Section]) -> None:
            page._list.setCurrentRow(page.sections.index(parts[section]))
            await gui.tasks.settled()
            page.refresh(ChangeSet(kinds=frozenset({"session"})))
            await gui.tasks.settled()

        server, station, duty = (parts[one] for one in (ServerSection, StationSection, DutySection))
        assert isinstance(server, ServerSection)
        assert isinstance(station, StationSection)
        assert isinstance(duty, DutySection)
        for one in (ServerSection, StationSection, DutySection):
            await anew(one)
        QTest.keyClicks(server._url, "https://duty.example")
        station._change.clear()
        QTest.keyClicks(station._change, "09:15")
        duty._figures["rest_hours"].setValue(17)
        duty._first.setText("")
        QTest.keyClicks(duty._first, "05-20")
        for one in (ServerSection, StationSection, DutySection):
            await anew(one)

        assert server._url.text() == "https://duty.example"
        assert station._change.text() == "09:15"
        assert (duty._figures["rest_hours"].value(), duty._first.text()) == (17, "05-20")

    gui.run(scenario())


def test_a_refused_file_of_a_new_person_makes_nobody_of_whom_the_next_press_makes_two(gui: Gui) -> None:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        section = StaffSection(gui.context())
        await section._read()
        section._name.setText("何某")
        section._since.setText("2026-07-01")
        section._until.setText("2026-06-01")
        await section._do(section._save)
        assert section._said.property("role") == "problem"
        section._until.setText("2027-06-01")
        await section._do(section._save)

        assert [one.name for one in gui.services.people.staff()] == ["何某"]

    gui.run(scenario())


def test_the_first_administrator_of_a_desk_gets_the_pin_typed_with_the_name(gui: Gui) -> None:
    gui.desk.session.leave()

    async def scenario() -> None:
        section = StaffSection(gui.context())
        await section._read()
        section._name.setText("吴工")
        section._pin.setText("2468")
        section._roles[PersonRole.ADMINISTRATOR].setChecked(True)
        await section._do(section._save)
        assert section._said.property("role") == "good", section._said.text()

        (person,) = gui.services.people.staff()
        gui.services.people.sign_in(person.id, "2468")
        assert PersonRole.ADMINISTRATOR in gui.desk.session.roles

    gui.run(scenario())
