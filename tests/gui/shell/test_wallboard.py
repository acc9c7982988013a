"""The second window: it shows incidents, clocks, map and alarms, nothing of people, and moves for nobody."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import PersonId
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.sketch import SketchKind
from commandpost.gui.context import MAP
from commandpost.gui.main_window import MainWindow
from commandpost.gui.notices import Tone
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.services import BaseSheet
from commandpost.gui.wallboard.board import Wallboard
from commandpost.gui.wallboard.keeper import SETTING
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui, staff_member
from tests.gui.shell.test_command_page import TIAN, incident


async def opened(gui: Gui) -> tuple[MainWindow, Wallboard]:
    window = MainWindow(gui.context(), (CommandPage,))
    window.show()
    window.act("wallboard")
    await gui.until(lambda: window.deeds.wallboard.board is not None, "the wallboard")
    board = window.deeds.wallboard.board
    assert board is not None
    board.activateWindow()
    await gui.until(board.isActiveWindow, "its keys")
    return window, board


def test_it_shows_incidents_drawings_and_ledgers_but_no_people(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        ledgers = gui.services.ledgers
        gui.desk.write(
            ledgers.draft("person", None, {"name": "王某", "needs": ("alone",)}, lonlat=TIAN),
            ledgers.draft("team", None, {"name": "消防站", "members": 8, "type": "fire"}, lonlat=TIAN),
        )
        gui.services.sketches.draw(SketchKind.MARK, GeometryKind.POINT, [(TIAN.lon, TIAN.lat)], name="指挥部")
        window, board = await opened(gui)
        await gui.until(lambda: board.wall._rows, "the incidents")

        names = {entry.name: entry.count for entry in board.map.layers()}
        assert names["incident"] == 1
        assert names["ledger.team"] == 1
        assert names["sketch"] == 1
        assert "ledger.person" not in names
        assert board.findChildren(QAbstractButton) == []
        assert board.findChildren(QLineEdit) == []
        board.grab()
        window.close()

    gui.run(scenario())


def test_what_changes_is_shown_and_the_map_stays_where_it_is(gui: Gui) -> None:
    async def scenario() -> None:
        window, board = await opened(gui)
        await gui.until(lambda: board._reading.idle, "first reading")
        board.map.look_at(LonLat(116.3, 39.8), 30)
        before = board.map.viewport
        incident(gui, "新来的")
        await gui.until(lambda: [row.title for row in board.wall._rows] == ["新来的"], "the new incident")
        board.context.notices.say("书面初报已超时。请报告 赵明 139····0219", key="late", tone=Tone.ALARM)
        board.grab()

        assert board.map.viewport == before
        assert "书面初报已超时" in board._alarm.text()
        assert "赵明" not in board._alarm.text()
        board.context.notices.withdraw("late")
        assert board._alarm.text() == ""
        window.close()

    gui.run(scenario())


def test_it_shows_the_layers_that_the_command_map_shows(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        window, board = await opened(gui)
        await gui.until(lambda: board.wall._rows, "the incidents")
        page = window.findChild(CommandPage)
        panel = page.canvas.cards.panel

        def off() -> set[str]:
            return {entry.name for entry in board.map.layers() if not entry.visible}

        panel.visibility_wanted.emit("ledger.team", False)
        await gui.until(lambda: off() == {"ledger.team"}, "hidden on the wall too")
        page.canvas.set_layer_visible("incident", visible=False)  # what the past hides is not a choice
        panel.visibility_wanted.emit("ledger.team", True)
        await gui.until(lambda: off() == set(), "shown again")
        window.close()

    gui.run(scenario())


def test_a_base_map_taken_in_later_stands_on_the_wall_as_well(gui: Gui) -> None:
    async def scenario() -> None:
        window, board = await opened(gui)
        ring = [(TIAN.lon, TIAN.lat), (TIAN.lon + 0.01, TIAN.lat), (TIAN.lon, TIAN.lat + 0.01)]
        layer = layer_of("b", LayerRole.BUILDING, GeometryKind.AREA, [[ring]])
        await gui.until(lambda: gui.tasks.idle, "what is read at first")
        board.context = replace(
            board.context,
            services=replace(board.context.services, base_map=lambda: BaseSheet(layers=(layer,), provider="某单位")),
        )
        board.context.bridge.announce(ChangeSet(kinds=frozenset({MAP})))
        await gui.until(lambda: board.map.scene.attribution.provider == "某单位", "the map")
        window.close()

    gui.run(scenario())


def test_escape_closes_it_and_so_does_the_end_of_the_desk(gui: Gui) -> None:
    async def scenario() -> None:
        window, board = await opened(gui)
        QTest.keyClick(board, Qt.Key.Key_Escape)
        assert window.deeds.wallboard.board is None
        window.act("wallboard")
        await gui.until(lambda: window.deeds.wallboard.board is not None, "again")
        window.act("wallboard")
        assert window.deeds.wallboard.board is None
        window.act("wallboard")
        await gui.until(lambda: window.deeds.wallboard.board is not None, "and again")
        window.close()
        assert window.deeds.wallboard.board is None

    gui.run(scenario())


def test_the_screen_that_was_chosen_is_remembered(gui: Gui) -> None:
    async def scenario() -> None:
        window, board = await opened(gui)
        QTest.keyClick(board, Qt.Key.Key_S)
        name = QGuiApplication.screens()[0].name()
        await gui.until(lambda: gui.desk.store.setting(SETTING) == name, "kept")
        assert window.deeds.wallboard._screen(name).name() == name
        window.close()

    gui.run(scenario())


def test_the_clock_goes_on_and_what_does_not_fit_is_counted(gui: Gui) -> None:
    async def scenario() -> None:
        for at in range(12):
            incident(gui, f"事件{at}")
        window, board = await opened(gui)
        await gui.until(lambda: len(board.wall._rows) == 12, "the incidents")
        board.tick(gui.later(minutes=1))
        assert board._clock.text().endswith("02:25:08")
        assert not board.wall.grab().isNull()
        window.close()

    gui.run(scenario())


def test_an_alarm_that_sounded_before_stands_on_the_wall_until_a_named_person_took_note(gui: Gui) -> None:
    async def scenario() -> None:
        context = gui.context()
        context.notices.say("待签收1件", key="inbox", tone=Tone.ALARM)
        window = MainWindow(context, (CommandPage,))
        assert window.context.alarm.sounding == ("inbox",)  # a window built anew goes on with it
        window.act("wallboard")
        await gui.until(lambda: window.deeds.wallboard.board is not None, "the wallboard")
        board = window.deeds.wallboard.board
        assert board is not None
        assert board._alarm.text() == "待签收1件"
        gui.desk.session.person = await gui.tasks.store(lambda: PersonId(staff_member(gui, "李静")))
        window.act("alarm.acknowledge")
        await gui.until(lambda: not window.context.alarm.sounding, "silence")
        assert (board._alarm.text(), window.banners.texts) == ("", ())
        window.close()

    gui.run(scenario())
