"""Text nobody expected, typed into the real window: a sentence or a saved line, and never a loss."""

from __future__ import annotations

import pytest

from commandpost.domain.coordinates import LonLat
from commandpost.domain.visible_text import visible
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui
from tests.gui.faults.window import command, enter, is_chinese, play, takes_an_entry

ODD = {
    "emoji": "🚒👨‍👩‍👧‍👦 已到场 🔥",
    "rare characters": "𠮷野家门口𡈽方，𪚥某求助",
    "right to left": "外籍居民 مرحبا بكم \u202eשלום 求助",
    "control characters": "第一行\x07\x1b[31m红\x08\x0b尾",
    "nul": "前\x00后",
    "combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ 求助",
}


def test_a_megabyte_in_the_log_box_is_refused_in_words_and_stays_there(gui: Gui) -> None:
    text = "满" * 350_000

    async def scenario(shell: Shell) -> None:
        enter(shell, text)
        entry = command(shell).log.entry
        await gui.until(lambda: not entry.problem.isHidden())

        assert is_chinese(entry.problem.text())
        assert "20000" in entry.problem.text()
        assert entry.edit.toPlainText() == text
        assert gui.desk.store.count("log") == 0
        await takes_an_entry(gui, shell)

    play(gui, scenario)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_characters_are_saved_and_shown(gui: Gui, odd: str) -> None:
    async def scenario(shell: Shell) -> None:
        box = command(shell).log.entry.edit
        enter(shell, odd)
        await gui.until(lambda: box.toPlainText() == "" or not command(shell).log.entry.problem.isHidden())

        assert command(shell).log.entry.problem.isHidden(), command(shell).log.entry.problem.text()
        await gui.until(lambda: command(shell).log.model.items)
        shown = command(shell).log.model.items[0]
        (record,) = gui.desk.store.records("log")
        assert record.fields["text"] == odd, "the journal keeps it letter for letter"
        assert shown.text == visible(odd)
        assert not shell.window.grab().isNull()
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def test_an_incident_that_happened_after_the_call_is_refused_beside_its_field(gui: Gui) -> None:
    async def scenario(shell: Shell) -> None:
        shell.window.act("incident.new")
        form = shell.window.findChildren(IncidentForm)[0]
        form.ui.title.setText("槐树里12号院墙体开裂")
        form.ui.occurred.setText("02:24")
        form.ui.received.setText("02:10")
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden())

        assert is_chinese(form.ui.problem.text())
        assert form.ui.occurred.property("problem") is True
        assert form.ui.title.text() == "槐树里12号院墙体开裂"
        assert gui.desk.store.count("incident") == 0
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def test_a_place_outside_beijing_is_doubted_in_words_and_accepted(gui: Gui) -> None:
    async def scenario(shell: Shell) -> None:
        shell.window.act("incident.new")
        form = shell.window.findChildren(IncidentForm)[0]
        form.ui.title.setText("外地来电")
        form.place_picked(LonLat(lon=121.47, lat=31.23))
        await gui.until(lambda: not form.ui.warnings.isHidden())
        assert "北京" in form.ui.warnings.text()
        form.begin()
        await gui.until(lambda: command(shell).incidents.model.rows)
        await takes_an_entry(gui, shell)

    play(gui, scenario)
