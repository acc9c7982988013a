"""One desk of a tour: a real workstation with a real window that nobody sees."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import ParamSpec, TypeVar, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from commandpost.app.desk import Desk, Tier
from commandpost.app.logbook import LogMode
from commandpost.bootstrap.clocks import VirtualRawClock, VirtualTime
from commandpost.bootstrap.desktop import Desktop
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.opening import open_sample
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.gui.main_window import MainWindow
from commandpost.gui.map.viewport import Bounds
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.services import Services
from commandpost.gui.shell import Shell
from commandpost.gui.theme import ThemeName

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 90.0  # real seconds until a step has failed; a busy machine is no failure
PAUSE = 0.03
SETTLE = 0.3  # real seconds in which nothing moves: the screen is at rest
FULL_HD = QSize(1920, 1080)


class Actor:
    """A person at one desk; the wall clock of the desk can be stepped."""

    def __init__(self, application: QApplication, house: SampleHouse, tier: Tier, true: VirtualTime, out: Path) -> None:
        self._application = application
        self._house = house
        self._tier = tier
        self._out = out
        self.raw_clock = VirtualRawClock(true)
        self._desktop: Desktop
        self._shell: Shell

    async def open(self, server: EmbeddedServer, base_map: Path | None) -> None:
        """Open the profile from its disk and show the window."""
        workstation, _started = open_sample(self._house, self._tier, server, raw=self.raw_clock, touring=True)
        self._desktop = Desktop.of(workstation, drawn=self._house.base_map())
        if base_map is not None:
            self._desktop.base_map.take(base_map, "用户提供")
        self._shell = self._desktop.shell(self._application)
        preferences = self._shell.context.preferences
        preferences.choose(replace(preferences.liking, idle_minutes=0))  # somebody sits there all night
        self.window.resize(FULL_HD)
        self.window.show()
        if self._shell.sync is not None:
            self._shell.sync.start()

    async def close(self) -> None:
        await self._shell.close()
        self._desktop.close()

    @property
    def desk(self) -> Desk:
        return self._desktop.workstation.desk

    @property
    def services(self) -> Services:
        return self._shell.context.services

    @property
    def window(self) -> MainWindow:
        return self._shell.window

    async def store(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case where the window runs it."""
        return await self._shell.context.tasks.store(function, *args, **kwargs)

    async def wait_for(self, condition: Callable[[], T], reason: str) -> T:
        """Ask on the store's worker until the answer is true. Raises ``RuleBroken("tour_waited_in_vain")``."""
        limit = monotonic() + PATIENCE
        while not (answer := await self.store(condition)):
            if monotonic() > limit:
                raise RuleBroken("tour_waited_in_vain", reason=reason)
            await asyncio.sleep(PAUSE)
        return answer

    def try_link(self) -> None:
        if self._shell.sync is not None:
            self._shell.sync.try_now()

    def online(self) -> bool:
        """Whether the pill says so; for ``wait_for``."""
        sync = self.services.sync
        return sync is not None and sync.status().online

    async def person(self, name: str) -> PersonId:
        """Raises ``RuleBroken("person_unknown")``."""
        staff = await self.store(self.services.people.staff)
        found = next((one.id for one in staff if one.name == name), None)
        if found is None:
            raise RuleBroken("person_unknown", name=name)
        return found

    async def sign_in(self, name: str, pin: str) -> None:
        await self.store(self.services.people.sign_in, await self.person(name), pin)
        self._shell.context.session_changed()

    def choose(self, incident: RecordId, title: str) -> None:
        self._shell.context.selection.choose(incident, title)

    # ------------------------------------------------------------------------------------------- as a person types

    async def type_log(
        self,
        text: str,
        *,
        mode: LogMode,
        incident: RecordId | None,
        happened: datetime | None,
        caller: str,
        caller_unit: str,
        phone: str,
        told: tuple[str, ...],
    ) -> RecordId:
        """Type an entry into the box as an input method would, press Enter and wait until it is saved."""
        if happened is not None:
            return await self.store(
                self.services.logbook.record, text, mode=mode, incident=incident, happened=happened, told=told
            )
        page = cast("CommandPage", self.window.pages["command"])
        entry = page.log.entry
        self.window.go("command")
        self.window.tick()
        entry.choose_mode(mode)
        for field, words in (
            (entry.caller, caller),
            (entry.caller_unit, caller_unit),
            (entry.phone, phone),
            (entry.told, "、".join(told)),
        ):
            commit(field, words)
        await self._until(lambda: incident is None or entry.incident.findData(incident) >= 0, "incident not offered")
        entry.choose_incident(incident)
        commit(entry.edit, text)
        QTest.keyClick(entry.edit, Qt.Key.Key_Return)
        await self._until(lambda: not entry.edit.toPlainText(), f"not saved: {entry.problem.text()}")
        items = await self.store(self.services.logbook.items, limit=8)
        return next(item.id for item in reversed(items) if item.mode is mode)

    async def _until(self, condition: Callable[[], bool], reason: str) -> None:
        limit = monotonic() + PATIENCE
        while not condition():
            if monotonic() > limit:
                raise RuleBroken("tour_waited_in_vain", reason=reason)
            await asyncio.sleep(PAUSE)

    # ------------------------------------------------------------------------------------------------- pictures

    async def pictures(self, names: Mapping[str, str], size: QSize = FULL_HD) -> int:
        """Write pages in both themes, file name to page; returns how many files.

        Themes change as seldom as possible: a change polishes every page anew.
        """
        context = self._shell.context
        self.window.resize(size)
        for theme in ThemeName:
            context.preferences.choose(replace(context.preferences.liking, theme=theme))
            context.theme.apply()  # the other desk of this process may have dressed the application since
            for name, page in names.items():
                self.window.go(page, context.selection.incident if page == "report" else None)
                await self._at_rest()
                self.window.grab().save(str(self._out / f"{name}-{theme.value}.png"))
        return len(ThemeName) * len(names)

    async def map_pictures(self) -> int:
        """Write each place of the base map by itself, in both themes: a user's file may lie far from the sample."""
        canvas, context = cast("CommandPage", self.window.pages["command"]).canvas, self._shell.context
        self.window.resize(FULL_HD)
        places = tuple(apart([store.bounds for store in canvas.scene.base.stores if store.bounds]))
        self.window.go("command", None)
        for theme in ThemeName:
            context.preferences.choose(replace(context.preferences.liking, theme=theme))
            for number, bounds in enumerate(places, start=1):
                canvas.look(canvas.viewport.fitted(bounds))
                await self._at_rest()
                self.window.grab().save(str(self._out / f"map-{number}-{theme.value}.png"))
        return len(ThemeName) * len(places)

    async def _at_rest(self) -> None:
        """Wait until every page has read what it shows and the map is drawn."""
        self.window.tick()
        canvas, tasks = cast("CommandPage", self.window.pages["command"]).canvas, self._shell.context.tasks
        limit, calm = monotonic() + PATIENCE, 0.0
        while calm < SETTLE:
            if monotonic() > limit:
                raise RuleBroken("tour_waited_in_vain", reason="the screen does not come to rest")
            await asyncio.sleep(PAUSE)
            resting = tasks.idle and (canvas.idle or not canvas.isVisible())
            calm = calm + PAUSE if resting else 0.0


def apart(boxes: Sequence[Bounds]) -> Iterator[Bounds]:
    """The boxes that do not lie upon one shown before."""
    seen: list[Bounds] = []
    for west, south, east, north in boxes:
        x, y = (west + east) / 2, (south + north) / 2
        if not any(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in seen):
            seen.append((west, south, east, north))
            yield seen[-1]


def commit(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Give words to a field the way an input method does."""
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)
