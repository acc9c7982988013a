"""The map of the command page moves for the operator's own choice and for nothing else."""

from __future__ import annotations

from commandpost.app.incidents import NewIncident
from commandpost.domain.codes import Level
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import TIAN, incident, opened


def test_the_map_stays_where_the_hand_left_it_until_another_incident_is_chosen(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui, "槐树里坍塌")
        page = await opened(gui)
        page.context.selection.choose(record, "槐树里坍塌")
        await gui.tasks.settled()
        page.canvas.look(page.canvas.viewport.panned(5000, 0))
        left = page.canvas.viewport
        gui.services.logbook.record("又一行")
        page.refresh(ChangeSet())
        await gui.until(lambda: any(item.text == "又一行" for item in page.log.model.items), "the line is read")
        await gui.tasks.settled()
        assert page.canvas.viewport == left
        page.context.selection.choose(None)
        page.context.selection.choose(record, "槐树里坍塌")
        assert page.canvas.viewport != left
        page.close()

    gui.run(scenario())


def test_a_place_that_comes_later_leaves_the_map_where_it_is(gui: Gui) -> None:
    async def scenario() -> None:
        new = NewIncident(title="积水", code="", level=Level.GENERAL, received=gui.desk.now())
        record = gui.services.incidents.open(new)
        page = await opened(gui)
        await gui.until(lambda: page.context.selection.incident == record, "it is chosen")
        await gui.tasks.settled()  # what else the page reads may still show or hide a strip beside the map
        page.canvas.look(page.canvas.viewport.centered(TIAN).panned(9000, 0))
        left = page.canvas.viewport

        gui.services.incidents.revise(record, {"lonlat": TIAN})
        page.refresh(ChangeSet())
        await gui.until(lambda: page._chosen_row() is not None and page._chosen_row().lonlat == TIAN, "its place")
        await gui.tasks.settled()

        assert page.canvas.scene.marker_layers["incident"].markers[0].lonlat == TIAN
        assert page.canvas.viewport == left
        other = incident(gui, "槐树里坍塌")
        page.refresh(ChangeSet())
        await gui.until(lambda: len(page.incidents.model.rows) == 2, "the other one is read")
        assert page.canvas.viewport == left, "an incident that comes in moves nothing"
        page.context.selection.choose(other, "槐树里坍塌")
        assert page.canvas.viewport != left, "the operator's choice does"
        page.close()

    gui.run(scenario())
