"""Shows the situation as it was; the present is one key away, and goes on behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.app.map_items import SHELTERS, TEAMS
from commandpost.app.replay import INCIDENT, PastSituation, PastThing, Replay
from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.sketches import SKETCH_LAYER
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.pages.command.mapdesk.replay_bar import ReplayBar
from commandpost.gui.pages.command.mapdesk.sketch_desk import drawn_of
from commandpost.gui.pages.command.situation import COLOURS
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.vocabulary import LEVEL_ROLES, LEVEL_WORDS, level_sign, word

LIVE = (INCIDENT, SKETCH_LAYER, TEAMS, SHELTERS)  # layers that give way to the past
PAST, PAST_THINGS = "replay.incident", "replay.things"
SIGNS: Mapping[str, tuple[Symbol, ColourRole]] = {
    TEAMS: (Symbol.TEAM, ColourRole.BLUE),
    SHELTERS: (Symbol.SHELTER, ColourRole.GREEN),
}


class ReplayDesk(MapDesk):
    """Reads the past once when it is opened; sliding folds and draws, and writes nothing."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        self.bar = ReplayBar(context.theme)
        self.replay: Replay | None = None
        self._hidden: tuple[str, ...] = ()
        canvas.cards.add(self.bar, Qt.AlignmentFlag.AlignHCenter)
        self.bar.moved.connect(self._show)
        self.bar.step_wanted.connect(self._step)
        self.bar.live_wanted.connect(self.live)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        return {"map.replay": self.toggle}

    def escape(self) -> bool:
        if self.replay is None:
            return False
        self.live()
        return True

    def toggle(self) -> None:
        """Into the past, or back."""
        if self.replay is None:
            self.context.start(self._open)
        else:
            self.live()

    async def _open(self) -> None:
        load = self.context.services.replays.load
        replay = await self.context.tasks.store(load, self.context.selection.incident)
        if self.closed:
            return
        self.replay = replay
        shown = {entry.name for entry in self.canvas.layers() if entry.visible}
        self._hidden = tuple(name for name in LIVE if name in shown)
        for name in self._hidden:
            self.canvas.set_layer_visible(name, visible=False)
        self.bar.show_span(replay.start, replay.end)
        self.bar.show()
        self.canvas.cards.settle()
        self.bar.slider.setFocus()
        self._show(replay.end)

    def live(self) -> None:
        """The present again."""
        if self.replay is None:
            return
        self.replay = None
        self.bar.hide()
        for name in (PAST, PAST_THINGS):
            self.canvas.remove_layer(name)
        self.canvas.show_present()
        for name in self._hidden:
            self.canvas.set_layer_visible(name, visible=True)
        self.canvas.setFocus()

    def _step(self, later: bool) -> None:
        moment = self.bar.moment
        if self.replay is not None and moment is not None:
            self.bar.go(self.replay.beside(moment, later=later))

    def _show(self, moment: datetime) -> None:
        if self.replay is None:
            return
        past = self.replay.at(moment)
        self._draw(past)
        words = self.tr("Replay {time} · not live")
        told = words.format(time=f"{short_day(moment)} {clock_time(moment, seconds=True)}")
        self.canvas.show_past([drawn_of(one, self.context) for one in past.sketches], told, moment)

    def _draw(self, past: PastSituation) -> None:
        pins = [_signed(pin, one) for one in past.incidents for pin in _marker(one, Symbol.PIN, _level_colour(one))]
        things = [mark for one in past.things for mark in _marker(one, *SIGNS[one.kind])]
        self.canvas.set_markers(PAST, pins, title=self.tr("Incidents then"))
        self.canvas.set_markers(PAST_THINGS, things, title=self.tr("Teams and shelters then"))


def _level_colour(one: PastThing) -> ColourRole:
    return COLOURS[LEVEL_ROLES[one.level]]


def _signed(pin: Marker, one: PastThing) -> Marker:
    return replace(pin, sign=level_sign(one.level), meaning=word(LEVEL_WORDS[one.level]), weight=one.level.rank)


def _marker(one: PastThing, symbol: Symbol, role: ColourRole) -> tuple[Marker, ...]:
    if one.lonlat is None:
        return ()
    named = symbol is Symbol.PIN
    return (Marker(id=one.id, lonlat=one.lonlat, symbol=symbol, colour_role=role, label=one.name, emphasis=named),)
