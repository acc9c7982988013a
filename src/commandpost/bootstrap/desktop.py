"""Opens the window on a profile: the sample's or a unit's own."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self

from PySide6.QtWidgets import QApplication

from commandpost.app.desk import Tier
from commandpost.bootstrap.copy_aside import CopyAside
from commandpost.bootstrap.first_look import first_language, first_look, keep_first
from commandpost.bootstrap.logs import log_into
from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.bootstrap.paths import data_home, generated_dir, profile_dir, resources_dir
from commandpost.bootstrap.picture_library import TILES, PictureLibrary
from commandpost.bootstrap.planner import roster_files, solve_roster
from commandpost.bootstrap.profile import read
from commandpost.bootstrap.room import RoomStation
from commandpost.bootstrap.roster_file import read_roster_file
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.opening import Steps, open_sample, silently
from commandpost.bootstrap.server_settings import server_settings
from commandpost.bootstrap.server_watch import ServerWatch
from commandpost.bootstrap.start import until_opened
from commandpost.bootstrap.upkeep import Upkeep, choose_second
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.gui.dialogs.unlock_window import UnlockWindow
from commandpost.gui.messages import sentence
from commandpost.gui.preferences import Language, read_liking
from commandpost.gui.runtime.app import Translations, has_chinese_font, has_display, make_application
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.loop import run
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.services import Services
from commandpost.gui.shell import Shell, ShellParts
from commandpost.gui.splash import Splash
from commandpost.gui.theme import Theme
from commandpost.security.keyslots import KeySlots
from commandpost.storage.refold import Progress, quietly


def open_desktop(*, profile: str | None, tier: Tier, base_map: Path | None = None) -> int:
    """Open the desk and stay until the window is closed; what keeps it from opening is said in a window of its own.

    Raises ``Unavailable("no_display"|"no_chinese_font")``, and what opening a workstation raises when the operator
    does not try again.
    """
    if not has_display(os.environ):
        raise Unavailable("no_display")
    begun = folder_of(profile, tier)
    application = make_application(["commandpost"])
    translations = Translations(generated_dir())
    readable = has_chinese_font()
    translations.choose(application, first_language(begun) if readable else Language.ENGLISH)  # until the desk tells
    theme = Theme(resources_dir(), *first_look(begun))
    theme.apply()

    def attempt() -> Desktop:
        if not readable:
            raise Unavailable("no_chinese_font")
        passphrase = run(application, lambda: passphrase_of(profile, theme)) if profile is not None else None
        with Splash() as splash:
            return opened(profile, tier, splash, passphrase, base_map)

    desktop = until_opened(application, begun, attempt, theme)
    log_into(desktop.workstation.folder)
    translations.choose(application, Language.ENGLISH)
    return run(application, lambda: stay(application, desktop))


def folder_of(profile: str | None, tier: Tier) -> Path:
    """The folder a start is about; the home of all of them where a name is none, which the attempt refuses."""
    with suppress(RuleBroken):
        return SampleHouse(data_home()).folder(tier) if profile is None else profile_dir(profile)
    return data_home()


@dataclass(frozen=True, slots=True)
class Desktop:
    """A workstation with what only a window needs; ``server`` is the sample's."""

    workstation: Workstation
    base_map: MapLibrary
    pictures: PictureLibrary
    room: RoomStation
    server: ServerWatch | None = None
    aside: CopyAside = field(default_factory=CopyAside)

    def __post_init__(self) -> None:
        self.workstation.store.page_work = self.aside.work()

    @classmethod
    def of(cls, workstation: Workstation, *, drawn: Path | None = None, server: ServerWatch | None = None) -> Self:
        """Add the map's files to a workstation; ``drawn`` is the sample's invented base map."""
        folder, desk = workstation.folder, workstation.desk
        return cls(
            workstation,
            MapLibrary(workstation.store, folder / MAPS, drawn, session=workstation.desk.session),
            PictureLibrary(workstation.store, folder / TILES, desk.now, desk.session),
            RoomStation(workstation),
            server,
        )

    def services(self) -> Services:
        """Every use case, and the files and processes behind the settings."""
        station = self.workstation
        upkeep = Upkeep(station.folder, station.store, station.key, station.desk.now)
        return replace(
            station.services,
            base_map=lambda: self.pictures.credited(self.base_map.sheet()),
            map_files=self.base_map,
            map_pictures=self.pictures,
            facts=upkeep.facts,
            backup=upkeep.backup,
            second_place=partial(choose_second, station.local, upkeep),
            verify=upkeep.verify,
            tend=upkeep.tend,
            settle=upkeep.settle,
            read_roster=read_roster_file,
            roster_files=roster_files(),
            solve_roster=solve_roster,
            link=server_settings(station, self.server),
            room=self.room.link(),
        )

    def shell(self, application: QApplication) -> Shell:
        """Build the window; the loop must run."""
        station = self.workstation
        bridge, liking = ChangeBridge(), read_liking(station.store)
        keep_first(station.folder, liking)
        station.announcer.to.append(bridge.announce)
        return Shell(
            ShellParts(
                application=application,
                resources=resources_dir(),
                generated=generated_dir(),
                folder=station.folder / "papers",
                crashes=station.folder / "crashes",
                desk=station.desk,
                services=self.services(),
                tasks=Tasks(),
                bridge=bridge,
                liking=liking,
                keep_first=partial(keep_first, station.folder),
            )
        )

    def close(self) -> None:
        self.aside.close()
        self.room.close()
        self.base_map.close()
        self.pictures.close()
        self.workstation.close()
        if self.server is not None:
            self.server.close()


async def stay(application: QApplication, desktop: Desktop) -> int:
    """Show the window until the operator closes it."""
    try:
        shell = desktop.shell(application)
        shell.open()
        await shell.until_closed()
    finally:
        desktop.close()
    return 0


def opened(
    profile: str | None, tier: Tier, splash: Splash, passphrase: str | None, base_map: Path | None = None
) -> Desktop:
    """A unit's own desk, or the sample's where no profile is named, on the map that was named; else nothing is open."""
    desktop = sample_desktop(tier, splash, splash.step) if profile is None else own_desktop(profile, splash, passphrase)
    with ExitStack() as unless_whole:
        unless_whole.callback(desktop.close)
        if base_map is not None:
            desktop.base_map.take(base_map)
        unless_whole.pop_all()
    return desktop


def own_desktop(name: str, progress: Progress = quietly, passphrase: str | None = None) -> Desktop:
    """A unit's own profile. Raises what reading it and opening its workstation raise."""
    return Desktop.of(Workstation.open(profile_dir(name), passphrase=passphrase, progress=progress))


async def passphrase_of(name: str, theme: Theme) -> str | None:
    """What opens a profile: nothing, ``COMMANDPOST_PASSPHRASE``, or what the operator types until it is right.

    Raises ``Unavailable("profile_absent")``, and ``Unavailable("passphrase_needed")`` when the window is closed.
    """
    folder = profile_dir(name)
    profile, given = read(folder), os.environ.get("COMMANDPOST_PASSPHRASE")
    slots = KeySlots(folder)
    window: UnlockWindow | None = None
    while True:
        try:
            slots.unlock(given)
        except Unavailable as refused:
            if refused.code not in {"passphrase_needed", "wrong_passphrase"}:
                raise
            window = window or UnlockWindow(profile.unit_name, theme)
            window.say(sentence(refused) if refused.code == "wrong_passphrase" else "")
            given = await window.ask()
            if given is None:
                raise
        else:
            if window is not None:
                window.deleteLater()
            return given


def sample_desktop(tier: Tier, progress: Progress = quietly, steps: Steps = silently) -> Desktop:
    """The invented street's desk of one tier, linked to the embedded server; what it began ends where it fails."""
    house = SampleHouse(data_home())
    server = house.server()
    with ExitStack() as unless_whole:
        unless_whole.callback(server.stop)
        workstation, _ = open_sample(house, tier, server, progress=progress, steps=steps)
        unless_whole.callback(workstation.close)
        desktop = Desktop.of(workstation, drawn=house.base_map(), server=ServerWatch(server))
        unless_whole.pop_all()
    return desktop
