"""The second place for copies, as an administrator sets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from commandpost.bootstrap.upkeep import COPIES, Upkeep
from commandpost.gui.pages.settings.station import StationSection
from tests.factories import KEY, folder, journal
from tests.gui.conftest import Gui
from tests.small_disks import mounted


def section(gui: Gui, home: Path) -> StationSection:
    """The section over a real journal with real copies in a folder."""
    upkeep = Upkeep(home, journal(home / "journal.db", copies=home / COPIES), KEY, gui.desk.now)
    gui.services = replace(gui.services, facts=upkeep.facts, backup=upkeep.backup, second_place=upkeep.choose_second)
    shown = StationSection(gui.context())
    shown.resize(1000, 600)
    shown.show()
    return shown


def copies(place: Path) -> int:
    return len(list(place.glob("**/journal-*.db")))


def test_a_second_place_is_chosen_shown_and_given_up(gui: Gui, tmp_path: Path) -> None:
    async def scenario() -> None:
        shown = section(gui, folder())
        shown.do(lambda: shown._choose_second(tmp_path))
        await gui.until(lambda: str(tmp_path) in shown._second.text(), "the second place")
        assert copies(tmp_path) == 1
        assert "No other computer" in shown._second.text(), "no passphrase seals this desk's key"

        shown.do(lambda: shown._choose_second(None))
        await gui.until(lambda: str(tmp_path) not in shown._second.text(), "none any more")

    gui.run(scenario())


def test_a_second_place_on_the_journals_own_disk_is_taken_and_warned_of(gui: Gui) -> None:
    async def scenario(same: Path, other: Path) -> None:
        shown = section(gui, folder())
        shown.do(lambda: shown._choose_second(same))
        await gui.until(lambda: "journal's own disk" in shown._second.text(), "the warning")
        assert copies(same) == 1

        shown.do(lambda: shown._choose_second(other))
        await gui.until(lambda: str(other) in shown._second.text(), "the other disk")
        assert "journal's own disk" not in shown._second.text()

    with mounted("8m") as other:
        gui.run(scenario(folder(), other))


def test_a_place_that_takes_no_copy_is_refused_in_a_sentence(gui: Gui, tmp_path: Path) -> None:
    async def scenario() -> None:
        shown = section(gui, folder())
        shown.do(lambda: shown._choose_second(tmp_path / "nowhere"))
        await gui.until(shown._said.isVisible, "refusal")
        assert "nowhere" in shown._said.text()
        assert shown._said.property("role") == "problem"

    gui.run(scenario())
