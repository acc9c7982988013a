"""The world misbehaves under the real window: disk, clock, server, files. A plain sentence, nothing lost, alive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from commandpost.app.link import LinkState, LinkStatus
from commandpost.gui.pages.roster.page import RosterPage
from commandpost.gui.pages.settings import SettingsPage
from commandpost.gui.pages.settings.rules import RulesSection
from commandpost.gui.shell import Shell
from commandpost.storage.store import JournalStore
from tests.fakes import START
from tests.gui.conftest import Gui
from tests.gui.faults.window import command, enter, is_chinese, move_to, play, shown_words, takes_an_entry
from tests.small_disks import mounted


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes."""
    with mounted("4m") as place:
        yield place


def test_a_full_disk_keeps_the_text_in_the_box_and_saves_it_when_there_is_room(gui: Gui, small_disk: Path) -> None:
    move_to(gui, small_disk / "journal.db")

    async def scenario(shell: Shell) -> None:
        await takes_an_entry(gui, shell, "磁盘满以前")
        ballast = small_disk / "ballast"
        _fill(ballast)
        entry = command(shell).log.entry
        tried = 0
        while entry.problem.isHidden():
            enter(shell, text := f"第{tried}条：{'满' * 9_000}")
            await gui.until(lambda: not entry.problem.isHidden() or entry.edit.toPlainText() == "")
            tried += 1
        assert is_chinese(entry.problem.text())
        assert entry.edit.toPlainText() == text
        ballast.unlink()
        enter(shell, text)
        await gui.until(lambda: entry.edit.toPlainText() == "", "saved once there is room")
        assert {item.text for item in command(shell).log.model.items} >= {"磁盘满以前"}

    play(gui, scenario)


def test_a_disk_that_becomes_read_only_keeps_the_text_in_the_box(gui: Gui) -> None:
    async def scenario(shell: Shell) -> None:
        await gui.tasks.store(_make_read_only, gui, "ON")
        enter(shell, "磁盘只读时写的一条")
        entry = command(shell).log.entry
        await gui.until(lambda: not entry.problem.isHidden())
        assert is_chinese(entry.problem.text())
        assert entry.edit.toPlainText() == "磁盘只读时写的一条"
        await gui.tasks.store(_make_read_only, gui, "OFF")
        await takes_an_entry(gui, shell, "磁盘只读时写的一条")

    play(gui, scenario)


def test_a_clock_set_back_a_day_is_told_and_refuses_no_entry(gui: Gui) -> None:
    async def scenario(shell: Shell) -> None:
        await takes_an_entry(gui, shell, "拨钟以前")
        gui.clock.step(-86_400)
        await takes_an_entry(gui, shell, "拨钟以后")
        shell.window.tick()
        texts = [item.text for item in command(shell).log.model.items]
        assert texts[-1] == "拨钟以后"
        assert "时钟" in shell.window.top_bar._trust.text()

    play(gui, scenario)


@pytest.mark.parametrize("problem", ["server_version", "server_unreachable"])
def test_a_server_one_cannot_talk_to_is_a_pill_with_a_sentence(gui: Gui, problem: str) -> None:
    async def scenario(shell: Shell) -> None:
        shell.window.show_link(LinkStatus(state=LinkState.OFFLINE, since=START, problem=problem))
        shell.window.tick()
        pill = shell.window.top_bar._pill
        assert "离线" in pill.text()
        assert is_chinese(pill.toolTip())
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def test_a_wrong_roster_names_the_row_and_the_column_and_writes_nothing(gui: Gui, tmp_path: Path) -> None:
    file = tmp_path / "七月.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["日期", "带班领导", "主班", "副班"])
        sheet.write_row(1, 0, ["2026-07-20", "张三三", "李四四", "王五五"])

    async def scenario(shell: Shell) -> None:
        shell.window.go("roster")
        page = shell.window.pages["roster"]
        assert isinstance(page, RosterPage)
        await page.import_file(file)
        await gui.until(lambda: "第 2 行" in shown_words(page.side))
        said = shown_words(page.side)
        assert "带班领导" in said
        assert "张三三" in said
        assert gui.desk.store.count("duty_day") == 0
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def test_a_file_that_is_no_workbook_is_a_sentence(gui: Gui, tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(b"PK\x03\x04 no workbook at all")

    async def scenario(shell: Shell) -> None:
        shell.window.go("roster")
        page = shell.window.pages["roster"]
        assert isinstance(page, RosterPage)
        page.context.start(page.import_file, file)
        await gui.until(lambda: shell.window.banners.texts)
        assert is_chinese(shell.window.banners.texts[0])
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def test_a_rule_pack_with_an_error_names_the_line_and_the_old_packs_stay_in_force(gui: Gui, tmp_path: Path) -> None:
    faulty = tmp_path / "本街道.toml"
    faulty.write_text('id = "x"\nversion = "1"\ntitle = "x"\n\n[[rules]]\nminutes = "很快"\n', "utf-8")
    gui.desk.session.roles = frozenset(type(next(iter(gui.desk.session.roles))))

    async def scenario(shell: Shell) -> None:
        before = await gui.tasks.store(gui.services.rules.in_force, gui.desk.now(), gui.desk.unit)
        shell.window.go("settings")
        page = shell.window.pages["settings"]
        assert isinstance(page, SettingsPage)
        at, rules = next((n, one) for n, one in enumerate(page.sections) if isinstance(one, RulesSection))
        page._list.setCurrentRow(at)
        rules.do(lambda: rules.adopt(faulty))
        await gui.until(rules._said.isVisible)
        assert "行" in rules._said.text()
        assert is_chinese(rules._said.text())
        assert await gui.tasks.store(gui.services.rules.in_force, gui.desk.now(), gui.desk.unit) == before
        await takes_an_entry(gui, shell)

    play(gui, scenario)


def _fill(ballast: Path) -> None:
    """Leave forty kilobytes."""
    free = os.statvfs(ballast.parent).f_bavail * os.statvfs(ballast.parent).f_frsize
    ballast.write_bytes(b"\0" * max(0, free - 40_000))


def _make_read_only(gui: Gui, how: str) -> None:
    """What SQLite then says is what it says on a disk mounted read-only."""
    store = gui.desk.store
    assert isinstance(store, JournalStore)
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA query_only = {how}")
