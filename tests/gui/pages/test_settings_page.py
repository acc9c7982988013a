from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from commandpost.app.people import PersonRole
from commandpost.bootstrap.shipped import rule_packs
from commandpost.gui.pages.settings import SettingsPage
from commandpost.gui.pages.settings.look import LookSection
from commandpost.gui.pages.settings.rules import RulesSection
from commandpost.gui.pages.settings.server import ServerSection
from commandpost.gui.pages.settings.staff import StaffSection
from commandpost.gui.runtime.changes import LINK
from commandpost.gui.services import ServerLink
from commandpost.gui.theme import ThemeName
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown


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


def test_a_new_link_counts_at_once_and_is_announced(gui: Gui) -> None:
    linked: list[tuple[str, str]] = []
    heard: list[ChangeSet] = []

    def reach(url: str, code: str) -> Callable[[], None]:
        return lambda: linked.append((url, code))

    async def scenario() -> None:
        gui.services = replace(gui.services, link=ServerLink(url=str, reach=reach))
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

    gui.run(scenario())
