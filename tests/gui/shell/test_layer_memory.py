"""Which layers the map shows is remembered by the workstation."""

from __future__ import annotations

from commandpost.gui.pages.command.mapdesk.layer_memory import SETTING
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.command.situation import INCIDENTS
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import incident
from tests.gui.shell.test_map_desks import ready


def hidden(page: CommandPage) -> set[str]:
    return {entry.name for entry in page.canvas.layers() if not entry.visible}


def test_a_layer_switched_off_is_off_in_the_next_window_and_the_past_is_not_remembered(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        await gui.until(lambda: "ledger.team" in page.canvas.cards.panel._boxes, "the ledgers are listed")
        page.canvas.cards.panel._boxes["ledger.team"].click()
        page.canvas.set_layer_visible(INCIDENTS, visible=False)
        await gui.until(lambda: gui.desk.store.setting(SETTING) == ["ledger.team"], "it is kept")
        page.close()

        later = await ready(gui)
        await gui.until(lambda: "ledger.team" in hidden(later), "it is hidden again")
        assert hidden(later) == {"ledger.team"}
        later.canvas.cards.panel.visibility_wanted.emit("ledger.team", True)
        await gui.until(lambda: gui.desk.store.setting(SETTING) == [], "it is shown again")
        later.close()

    gui.run(scenario())
