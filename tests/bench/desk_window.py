"""The measured half of ``desk.py``: opens the window on a prepared home as ``commandpost desktop`` does, and writes.

``python desk_window.py BEGAN SAVES``: BEGAN is the monotonic moment this process was asked for.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import PersonRole, Tier
from commandpost.bootstrap.desktop import Desktop, sample_desktop
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.runtime.app import has_chinese_font, make_application
from commandpost.gui.runtime.loop import run
from commandpost.gui.window.found import found_records

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.large_street import PATIENCE, until  # found only now: this is a script

PAUSE = 0.5  # seconds between two entries; nobody writes faster
SAVES = ("Enter to saved", "Enter to shown")
SEARCHES = (  # common and rare words, what is nowhere, initials, numbers, several of them
    *(
        "积水",
        "水",
        "院",
        "清河路",
        "王磊",
        "电动车充电冒烟",
        "没有这样的话",
        "停电 幸福巷",
        "老人走失 派出所",
        "号 院 库",
    ),
    *("wl", "hsl", "hslsh", "jsyes", "xfx", "zz", "q", "12", "1", "2026", "0007", "S1-B0123", "339号院电梯停运困人"),
)


def main() -> None:
    """Open the window, write, print what every part took."""
    began, saves = float(sys.argv[1]), int(sys.argv[2])
    start = {"imports": time.monotonic() - began}

    def done(part: str) -> None:
        start[part] = time.monotonic() - began

    application = make_application(["commandpost"])
    assert has_chinese_font()
    done("application")
    desktop = sample_desktop(Tier.STREET)
    done("journal open")

    async def show(application: QApplication, desktop: Desktop) -> int:
        shell = desktop.shell(application)
        done("window built")
        shell.open()
        shell.window.repaint()
        done("first paint")
        page = shell.window.pages["command"]
        assert isinstance(page, CommandPage)
        await until(lambda: page.log.model.items)
        shell.window.repaint()
        done("second start")  # the log and the incidents are shown, and the box takes what is typed
        await until(lambda: page.canvas._scene.base.stores and page.canvas.idle)
        done("map drawn")
        people, tasks = desktop.workstation.services.people, shell.context.tasks
        officer = (await tasks.store(people.staff, PersonRole.DUTY_OFFICER))[0]
        await tasks.store(people.sign_in, officer.id, SAMPLE_PIN)
        spent = [await enter(page, number) for number in range(saves)]
        searched = [await search(shell.context, typed) for typed in SEARCHES * 3] if saves else []
        running = resident()
        for name in shell.window.pages if saves else ():
            shell.window.go(name)
            await tasks.settled()
        said = {
            "start": start,
            "save": spread(spent, SAVES) if spent else {},
            "search": spread(searched, ("search",)) if searched else {},
            "memory": {"of the running desk": running, "after every page was shown": resident()},
        }
        await shell.close()
        desktop.close()
        print(json.dumps(said))
        return 0

    run(application, lambda: show(application, desktop))


async def enter(page: CommandPage, number: int) -> tuple[float, float]:
    """Type one entry and press Enter: milliseconds until the box says it is saved, and until the list shows it."""
    await asyncio.sleep(PAUSE)
    edit, saved = page.log.entry.edit, asyncio.Event()
    text = f"第{number}条：清河路12号院外墙体开裂，已拉警戒线，现场一人值守"
    edit.setPlainText(text)
    listening = edit.textChanged.connect(saved.set)  # the box empties itself when the entry is committed
    pressed = time.perf_counter()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    try:
        await asyncio.wait_for(saved.wait(), PATIENCE)
    except TimeoutError:
        sys.exit(f"not saved: {page.log.entry.problem.text()}")
    committed = time.perf_counter()
    edit.textChanged.disconnect(listening)
    await until(lambda: page.log.model.items[-1].text == text)
    return (committed - pressed) * 1000, (time.perf_counter() - pressed) * 1000


async def search(context: GuiContext, typed: str) -> tuple[float]:
    """Milliseconds until the one field has its lines: all groups, through the store's worker."""
    store = context.desk.store
    began = time.perf_counter()
    await context.tasks.store(lambda: tuple(found_records(store, typed)))
    return ((time.perf_counter() - began) * 1000,)


def resident() -> float:
    """Megabytes this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def spread(spent: Sequence[tuple[float, ...]], names: Sequence[str]) -> dict[str, float]:
    """Median, 99th percentile and worst of each moment, in milliseconds."""
    said: dict[str, float] = {}
    for name, values in zip(names, map(sorted, zip(*spent, strict=True)), strict=True):
        said |= {
            f"{name} p50": statistics.median(values),
            f"{name} p99": values[min(len(values) - 1, int(len(values) * 0.99))],
            f"{name} worst": values[-1],
        }
    return said


if __name__ == "__main__":
    main()
