"""Serving and joining a room from the settings, by two real desks; and what the pill then says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event

import pytest

from commandpost.app.link import LinkState, LinkStatus
from commandpost.app.room import Guest, RoomState
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import RuleBroken
from commandpost.gui.pages.settings.room import RoomSection
from commandpost.gui.services import RoomLink
from commandpost.gui.window.top_bar import TopBar
from commandpost.journal.clock import TrustedClock
from tests.factories import journal
from tests.gui.conftest import Gui

CODE = "5Q2J-0A88-2M1X"


@dataclass(slots=True)
class Switches:
    """Where the section's presses arrive."""

    state: RoomState = field(default_factory=RoomState)
    joined: list[str] = field(default_factory=list)
    turns: list[bool] = field(default_factory=list)
    may_go: Event = field(default_factory=Event)  # cleared: the network keeps one waiting

    def __post_init__(self) -> None:
        self.may_go.set()

    def serve(self, run: bool) -> None:  # the port's signature
        self.turns.append(run)
        self.may_go.wait()
        self.state = RoomState(serving=run, codes=(CODE,) if run else ())

    def join(self, said: str) -> object:
        self.may_go.wait()
        if said != CODE:
            raise RuleBroken("room_code_wrong", field="address")

        def connect() -> None:
            self.joined.append(said)
            self.state = RoomState(host="2", online=True)

        return connect

    def leave(self) -> None:
        self.state = RoomState()


@pytest.fixture
def switches(gui: Gui) -> Iterator[Switches]:
    made = Switches()
    sync = SyncService(journal(), None, TrustedClock(gui.clock), chance=lambda: 0.5)
    link = RoomLink(
        sync=sync,
        state=lambda: made.state,
        serve=made.serve,
        join=made.join,  # type: ignore[arg-type]  # it returns what connects
        leave=made.leave,
        resume=lambda: None,
    )
    gui.services = replace(gui.services, room=link)
    yield made
    sync.close()


def section(gui: Gui) -> RoomSection:
    shown = RoomSection(gui.context())
    shown.resize(1000, 600)
    shown.show()
    shown.refresh()
    return shown


def test_one_press_serves_and_shows_the_code_and_one_more_ends_it(gui: Gui, switches: Switches) -> None:
    async def scenario() -> None:
        shown = section(gui)
        assert not shown._codes.isVisible()
        shown._switch.click()
        await gui.until(shown._codes.isVisible, "the code")
        assert shown._codes.text() == CODE

        switches.state = replace(switches.state, guests=(Guest(name="2", heard=gui.desk.now()),))
        shown.tick(gui.desk.now())
        assert "2" in shown._serving.text()
        shown._switch.click()
        await gui.until(lambda: not shown._codes.isVisible(), "no code any more")

    gui.run(scenario())


def test_a_wrong_code_is_told_and_kept_and_the_right_one_connects(gui: Gui, switches: Switches) -> None:
    async def scenario() -> None:
        shown = section(gui)
        shown._address.setText("5Q2J")
        shown._address.returnPressed.emit()
        await gui.until(lambda: shown._said.property("role") == "problem", "refusal")
        assert shown._address.text() == "5Q2J"

        shown._address.setText(CODE)
        shown._address.returnPressed.emit()
        await gui.until(lambda: switches.joined == [CODE], "connected")
        await gui.until(shown._leave.isVisible, "a way back")
        shown._leave.click()
        await gui.until(lambda: not shown._leave.isVisible(), "left")

    gui.run(scenario())


def test_a_second_press_while_the_first_is_waited_for_is_none(gui: Gui, switches: Switches) -> None:
    async def scenario() -> None:
        shown = section(gui)
        shown._switch.setFocus()
        switches.may_go.clear()
        shown._switch.click()
        await gui.until(lambda: switches.turns, "the first press arrives")
        assert not shown._switch.isEnabled()
        assert not shown._connect.isEnabled()
        shown._switch.click()
        shown._address.setText(CODE)
        shown._address.returnPressed.emit()
        switches.may_go.set()
        await gui.until(shown._switch.isEnabled, "free again")
        assert (switches.turns, switches.joined) == ([True], [])
        assert shown._address.text() == CODE

        switches.may_go.clear()
        for _ in range(2):
            shown._connect.click()
        switches.may_go.set()
        await gui.until(shown._connect.isEnabled, "free again")
        assert switches.joined == [CODE]

    gui.run(scenario())


def test_a_refusal_frees_the_buttons(gui: Gui, switches: Switches) -> None:
    async def scenario() -> None:
        shown = section(gui)
        shown._address.setText("5Q2J")
        shown._connect.click()
        assert not shown._connect.isEnabled()
        await gui.until(shown._connect.isEnabled, "free again")
        assert shown._said.property("role") == "problem"

    gui.run(scenario())


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("server_unreachable", "does not answer"),
        ("server_untrusted", "certificate"),
        ("device_revoked", "revoked"),
        ("device_unknown", "another unit"),
        ("server_foreign", "no serving desk"),
        ("server_version", "another version"),
        ("server_refused", "refuses"),
        ("request_stale", "clocks"),
    ],
)
def test_a_refusal_that_lasts_is_told_with_its_reason(gui: Gui, switches: Switches, problem: str, told: str) -> None:
    switches.state = RoomState(host="2", problem=problem)
    shown = section(gui)
    assert "2" in shown._joined.text()
    assert told in shown._joined.text()
    switches.state = RoomState(host="2", online=True)
    shown.refresh()
    assert told not in shown._joined.text()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RoomState(), "○"),
        (RoomState(host="2", online=True), "◐"),
        (RoomState(host="2"), "○"),
        (RoomState(serving=True, guests=(Guest(name="2", heard=None),)), "◐"),  # type: ignore[arg-type]  # not looked at
    ],
)
def test_the_pill_says_through_which_way_the_desk_is_connected(gui: Gui, state: RoomState, words: str) -> None:
    bar = TopBar(gui.desk, gui.context().theme)
    now = gui.desk.now()
    bar.follow_room(lambda: state)
    bar.show_link(LinkStatus(state=LinkState.OFFLINE, since=now - timedelta(minutes=12), pending=3))
    bar.tick(now, gui.desk.clock.trust())
    assert bar._link_said.startswith(words)
    assert "3" in bar._link_said

    bar.show_link(LinkStatus(state=LinkState.ONLINE, since=now))
    bar.tick(now, gui.desk.clock.trust())
    assert bar._link_said.startswith("●")


@pytest.mark.parametrize("state", [LinkState.OFFLINE, LinkState.ONLINE])
def test_the_pill_says_that_the_serving_desk_refuses_this_one_and_why(gui: Gui, state: LinkState) -> None:
    bar = TopBar(gui.desk, gui.context().theme)
    now, room = gui.desk.now(), RoomState(host="2", problem="device_revoked")
    bar.follow_room(lambda: room)
    bar.show_link(LinkStatus(state=state, since=now))
    bar.tick(now, gui.desk.clock.trust())

    assert "▲" in bar._link_said.partition(" · ")[0], "also where the bar is narrow"
    assert "desk 2 refuses this one" in bar._link_said.lower()
    assert "revoked" in bar._pill.toolTip()
    assert bar._pill.property("role") == "pill-bad"

    room = RoomState(host="2", problem="server_unreachable")
    bar.tick(now, gui.desk.clock.trust())
    assert "▲" not in bar._link_said
    assert bar._pill.toolTip() == ""
