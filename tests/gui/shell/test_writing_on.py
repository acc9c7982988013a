"""Whoever writes is not disturbed: not by what arrives, not by what the pages read."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

from PySide6.QtCore import QEvent

from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown


def test_an_entry_meant_for_no_incident_is_not_led_back_to_one_by_what_arrives(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(incident, gui)
        page = shown(gui, CommandPage)
        await gui.until(lambda: page.log.entry.incident.currentData() is not None, "the chosen incident is offered")
        page.log.entry.choose_incident(None)
        await gui.tasks.store(gui.services.logbook.record, "区总值班室来电")
        await gui.until(lambda: len(page.log.model.items) == 1)

        assert page.log.entry.incident.currentData() is None
        page.close()

    gui.run(scenario())


def test_another_chosen_incident_is_offered_to_the_next_entry(gui: Gui) -> None:
    async def scenario() -> None:
        first = await gui.tasks.store(incident, gui, "槐树里积水")
        second = await gui.tasks.store(incident, gui, "光明路火情")
        page = shown(gui, CommandPage)
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        for wanted in (first, second):
            page.context.selection.choose(wanted)
            assert page.log.entry.incident.currentData() == wanted
        page.close()

    gui.run(scenario())


def test_a_saving_waits_for_one_reading_at_most(gui: Gui) -> None:
    order: list[str] = []
    gate = threading.Event()

    async def scenario() -> None:
        reads = [
            asyncio.ensure_future(gui.tasks.read(lambda at=at: (gate.wait(), order.append(f"read {at}"))))
            for at in range(3)
        ]
        await asyncio.sleep(0)
        save = asyncio.ensure_future(gui.tasks.store(order.append, "save"))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(save, *reads)

    gui.run(scenario())

    assert order == ["read 0", "save", "read 1", "read 2"]


def test_another_language_while_the_pages_read_leaves_no_reading_behind(gui: Gui) -> None:
    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH)), (CommandPage,))
        gui.tasks.on_bug = gui.bugs.append
        shell.window.show()
        for language in (Language.CHINESE, Language.ENGLISH, Language.CHINESE, Language.ENGLISH):
            shell.window.deeds.read_bars()
            shell.context.preferences.choose(replace(shell.context.preferences.liking, language=language))
        await gui.tasks.settled()
        gui.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await gui.until(lambda: shell.window.top_bar._shift is not None)

        shell.release()
        shell.window.close()

    gui.run(scenario())

    assert gui.bugs == []
