"""The command page: incidents left, map in the middle, the log right; one selection for all three."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from commandpost.app.incidents import IncidentRow
from commandpost.app.logbook import LogMode
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import RecordId
from commandpost.domain.sketch import SKETCH_KINDS
from commandpost.gui.context import MAP, SESSION, GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.command.circle import Circle
from commandpost.gui.pages.command.deeds import Deeds
from commandpost.gui.pages.command.desk_tools import DeskTools
from commandpost.gui.pages.command.ground import Ground
from commandpost.gui.pages.command.incident_panel import IncidentPanel
from commandpost.gui.pages.command.line_deeds import LineDeeds
from commandpost.gui.pages.command.log_panel import LogPanel
from commandpost.gui.pages.command.mapdesk.registry import MAP_DESKS
from commandpost.gui.pages.command.picking import Picking
from commandpost.gui.pages.command.reading import (
    LOG_LINES,
    CommandView,
    read_command,
)
from commandpost.gui.pages.command.situation import INCIDENTS, Situation
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.journal.entry import ChangeSet

NARROWEST_MAP = 200  # large type on a small screen: the words come first
LEDGER_KINDS = frozenset(
    {"ledger.person", "ledger.team", "ledger.shelter", "ledger.supply", "ledger.hazard", "grid", SESSION}
)
MODES = {f"log.{mode.value}": mode for mode in LogMode if mode is not LogMode.SYSTEM}


class CommandPage(Page):
    """What is due, where it is, what happened so far."""

    id: ClassVar[str] = "command"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Pages", "Command")
    icon: ClassVar[str] = "command"
    key: ClassVar[str] = "Ctrl+1"
    topics: ClassVar[frozenset[str]] = LEDGER_KINDS | {
        "log",
        "incident",
        "report",
        "receipt",
        "directive",
        "shift",
        "reminder",
        "duty_day",
        "staff",
        "rule_pack",
        MAP,
        *SKETCH_KINDS,
    }

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.incidents = IncidentPanel(context.theme)
        self.canvas = MapCanvas()
        self.log = LogPanel(context.theme)
        self.deeds = Deeds(context, self)
        self.tools = DeskTools(context, self.log.entry, self)
        self.lines = LineDeeds(context, self.deeds, self.log, self.incidents.model, self)
        self.map_desks = tuple(desk(context, self.canvas, self) for desk in MAP_DESKS)
        self._situation = Situation(self.canvas)
        self._ground = Ground(context, self.canvas, self._situation, self)
        self._circle = Circle(context, self.incidents.circle, self.canvas, self._chosen_row, self)
        self.picking = Picking(context, self.canvas, self)
        self._view: CommandView | None = None
        self._offered: RecordId | None = None  # the incident the entry box was led to
        self._reading = Reading(context.tasks, self._read)
        self._older = Reading(context.tasks, self._read_older)
        self._assemble()
        self._listen()
        self._actions = self._deeds_by_action()

    # --------------------------------------------------------------------------------------------- assembly

    def _assemble(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for part in (self.incidents, self.canvas, self.log):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self.canvas.setMinimumWidth(NARROWEST_MAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.canvas.apply_colours(self.context.theme.map_colours())
        self.home = self.log.entry.edit

    def _listen(self) -> None:
        context, log = self.context, self.log
        self.incidents.chosen.connect(self._chosen_in_list)
        self.incidents.opened.connect(lambda _incident: context.navigate("report", context.selection.incident))
        self.incidents.asked.connect(self.act_anywhere)
        self.incidents.steps.asked.connect(context.navigator.act_asked)
        self.incidents.steps.put_away.connect(self._toggle_steps)
        context.preferences.changed.connect(self._show_steps)
        self._show_steps()
        self._ground.mapped.connect(lambda has: self.incidents.steps.show_map(has_map=has))
        self._circle.settled.connect(self._keep_radius)
        self.canvas.feature_clicked.connect(self._clicked_on_map)
        for desk in self.map_desks:
            desk.cleared.connect(self._circle.draw)
        log.entry.submitted.connect(lambda typed: self.deeds.record(log.entry, typed))
        log.entry.commanded.connect(lambda *line: self.deeds.run(log.entry, *line))
        log.entry.act_wanted.connect(context.navigator.act_asked)
        log.filter_changed.connect(lambda _only: self._reading.ask())
        log.asked.connect(self.act_anywhere)
        log.view.older_wanted.connect(self._older.ask)
        self.deeds.pick_wanted.connect(self.picking.begin)
        self.deeds.opened.connect(context.selection.choose)
        self.deeds.form_closed.connect(self._write_on)
        context.selection.changed.connect(self._selection_changed)
        context.navigator.place_asked.connect(self._show_place)
        context.theme.changed.connect(self._dress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share_width(event.size().width())

    def _share_width(self, width: int) -> None:
        left = min(self.context.theme.px(372), round(width * 0.24))
        right = min(self.context.theme.px(428), round(width * 0.265))
        left, right = max(left, self.context.theme.px(314)), max(right, self.context.theme.px(330))
        self._splitter.setSizes([left, max(200, width - left - right), right])

    # --------------------------------------------------------------------------------------------- contract

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()
        for desk in self.map_desks:
            desk.refresh(changes)
        if not changes.kinds or changes.kinds & LEDGER_KINDS:
            self._ground.read_around()
            self._circle.count_again()
        if MAP in changes.kinds:
            self._ground.read_base()

    def open_record(self, record: RecordId | None) -> None:
        if record is not None and record.startswith("incident"):
            self.context.selection.choose(record)
        elif record is not None:
            self.lines.show(record)
        self.log.entry.edit.setFocus()

    def tick(self, now: datetime) -> None:
        self.incidents.tick(now)
        self.log.tick(now)

    def act(self, action: str) -> bool:
        deed = self._actions.get(action)
        if deed is None:
            return False
        deed()
        return True

    def act_anywhere(self, action: str) -> None:
        """A button of this page: its own deed, or another page."""
        if not self.act(action):
            self.context.navigate(action.partition(".")[0], self.context.selection.incident)

    # ---------------------------------------------------------------------------------------------- reading

    async def _read(self) -> None:
        only = self.context.selection.incident if self.log.only_incident else None
        services, box = self.context.services, self.log.entry
        written = box.incident.currentData()
        view = await self.context.tasks.read(read_command, services, self.context.desk, only, written)
        self._view = view
        now = self.context.now()
        self.incidents.show_rows(view.rows, now, view.alike)
        self.incidents.steps.show_missing(view.missing)
        self._situation.show_incidents(view.rows)
        main = view.written_main if written == box.incident.currentData() else None
        box.set_incidents([(row.id, row.title) for row in view.rows], main)
        self.log.view.is_filtered = only is not None
        if only is None:
            self.log.model.take_newest(view.log)
        else:
            self.log.model.replace(view.log)
        self.log.undecided.show_calls(view.undecided)
        self.log.unsigned.show_lines(view.unadopted)
        self.log.reminders.show_reminders(view.reminders, now)
        start = view.shift.start
        self.log.show_shift(self.tr("shift of {day} {time}").format(day=short_day(start), time=clock_time(start)))
        self.badge_changed.emit(len(view.undecided))
        self._settle_selection(view.rows)
        self.tick(now)

    def _settle_selection(self, rows: tuple[IncidentRow, ...]) -> None:
        """Nothing chosen yet, or the chosen one is gone: take the most urgent."""
        chosen = self.incidents.model.row_of(self.context.selection.incident)
        if chosen is None and self.incidents.model.rows:
            chosen = self.incidents.model.rows[0]
        if chosen is None and not rows:
            self.context.selection.choose(None)
        elif chosen is not None:
            self.context.selection.choose(chosen.id, chosen.title)
        self._show_chosen()

    async def _read_older(self) -> None:
        oldest = self.log.model.oldest
        if oldest is None or self.log.only_incident:
            return
        items = await self.context.tasks.read(self.context.services.logbook.items, limit=LOG_LINES, before=oldest)
        self.log.model.put_before(items)

    # -------------------------------------------------------------------------------------------- selection

    def _chosen_row(self) -> IncidentRow | None:
        return self.incidents.model.row_of(self.context.selection.incident)

    def _chosen_in_list(self, incident: RecordId | None) -> None:
        row = self.incidents.model.row_of(incident)
        if row is not None:
            self.context.selection.choose(row.id, row.title)

    def _clicked_on_map(self, layer: str, feature: str) -> None:
        if layer == INCIDENTS:
            self._chosen_in_list(RecordId(feature))
        elif layer.startswith("ledger."):
            self.context.navigate("ledgers", RecordId(feature))

    def _dress(self) -> None:
        self.canvas.apply_colours(self.context.theme.map_colours())

    def _show_place(self, place: LonLat) -> None:
        self._situation.show_place(place)

    def _selection_changed(self) -> None:
        self._show_chosen()
        if self.log.only_incident:
            self._reading.ask()

    def _show_chosen(self) -> None:
        """List, circle and map follow the choice; the entry box only when another incident is chosen."""
        row = self._chosen_row()
        self.incidents.choose(self.context.selection.incident)
        self._situation.choose(row.id if row else None)
        if self._offered != (row.id if row else None):
            self._offered = row.id if row else None
            self.log.entry.offer_incident(self._offered)
        self._circle.follow()

    def _keep_radius(self, row: IncidentRow, metres: int) -> None:
        self.deeds.set_radius(row, metres, self._reading.ask)

    # ------------------------------------------------------------------------------------------------ deeds

    def _deeds_by_action(self) -> Mapping[str, Callable[[], object]]:
        modes: dict[str, Callable[[], object]] = {act: self._mode_deed(mode) for act, mode in MODES.items()}
        modes |= {**self.lines.deeds(), **self.tools.deeds()}
        for desk in self.map_desks:
            modes |= desk.deeds()
        return modes | {
            "incident.new": self.lines.new_incident,
            "incident.edit": lambda: self._with_row(self.deeds.revise),
            "incident.merge": lambda: self._with_row(self.deeds.merge),
            "incident.close": lambda: self._with_row(self.deeds.close_incident),
            "report.phone": lambda: self._with_row(self.deeds.phone_report),
            "conflict.resolve": lambda: self._with_row(self.deeds.resolve),
            "log.focus": self._back_to_log,
            "log.incident": self.log.entry.incident.setFocus,
            "log.filter": self.log.toggle_filter,
            "log.adopt": lambda: self.deeds.adopt(self._view.unadopted if self._view else ()),
            "call.incident": lambda: self.log.undecided.decide("incident"),
            "call.passed_on": lambda: self.log.undecided.decide("passed_on"),
            "call.noted": lambda: self.log.undecided.decide("noted"),
            "steps.toggle": self._toggle_steps,
            "list.focus": self.incidents.view.setFocus,
            "map.focus": self.canvas.setFocus,
            "radius.focus": self._circle.choose_radius,
        }

    def _mode_deed(self, mode: LogMode) -> Callable[[], None]:
        return lambda: self.log.entry.choose_mode(mode)

    def _with_row(self, deed: Callable[[IncidentRow], object]) -> None:
        row = self._chosen_row()
        if row is None:
            self.context.notices.say(self.tr("Choose an incident first."))
        else:
            deed(row)

    def _write_on(self) -> None:
        """A form was closed: what is typed next goes into the log."""
        if self.isVisible():
            self.activateWindow()
            self.log.entry.edit.setFocus()

    def _back_to_log(self) -> None:
        if not self.picking.give_up() and any(desk.escape() for desk in self.map_desks):
            return
        self.log.view.clearSelection()
        self.log.undecided.stand_on(None)
        self.log.entry.edit.setFocus()

    def _toggle_steps(self) -> None:
        """First steps are put away for good on this workstation, or shown again."""
        preferences = self.context.preferences
        preferences.choose(replace(preferences.liking, first_steps=not preferences.liking.first_steps))

    def _show_steps(self) -> None:
        self.incidents.steps.show_wanted(wanted=self.context.preferences.liking.first_steps)

    def closeEvent(self, event: object) -> None:
        for desk in self.map_desks:
            desk.close()
        self.canvas.close()
