"""Asks the map by circle, area, line or place, shows the answer, and sends it into the log or a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.app.logbook import LogMode
from commandpost.app.map_answers import AreaAnswer, FoundItem, PlaceAnswer
from commandpost.app.map_items import KINDS
from commandpost.app.map_reports import tell_in_report
from commandpost.app.map_words import area_words, place_words
from commandpost.domain.coordinates import LonLat
from commandpost.domain.geometry import outer_ring, shape_from_geojson
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.plane import buffer_shape
from commandpost.domain.sketch import SketchKind, checked_geometry
from commandpost.gui.context import SESSION, GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.tools import Places, ToolKind
from commandpost.gui.pages.command.mapdesk.answer_card import AnswerCard, Facts
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet

Answer = AreaAnswer | PlaceAnswer
Ask = Callable[[], Answer]


class QueryDesk(MapDesk):
    """One question is open at a time; its answer is read again when what it counts changes."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        self.card = AnswerCard(context.theme)
        self.answer: Answer | None = None
        self._ask: Ask | None = None
        self._line: Places = ()
        self._asking = Reading(context.tasks, self._read)
        canvas.cards.add(self.card, Qt.AlignmentFlag.AlignRight)
        canvas.circle_drawn.connect(self.ask_circle)
        canvas.shape_drawn.connect(self._shape_drawn)
        canvas.identify_wanted.connect(self.ask_place)
        self.card.log_wanted.connect(self._to_log)
        self.card.report_wanted.connect(self._to_report)
        self.card.closed.connect(self.clear)
        self.card.width_changed.connect(lambda _metres: self._ask_line())
        self.card.item_chosen.connect(self._show_item)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        return {"map.to_log": self._to_log, "map.to_report": self._to_report, "map.clear": self.clear}

    def refresh(self, changes: ChangeSet) -> None:
        if self._ask is not None and changes.kinds & {*KINDS, "grid", SESSION}:
            self._asking.ask()

    def escape(self) -> bool:
        if self._ask is None:
            return False
        self.clear()
        return True

    # ------------------------------------------------------------------------------------------------ questions

    def ask_circle(self, center: LonLat, metres: float) -> None:
        """What lies within a true distance."""
        self.canvas.set_draft(None)
        self._open(lambda: self.context.services.map_queries.circle(center, metres))

    def ask_place(self, place: LonLat) -> None:
        """What is known of a place."""
        self.canvas.set_draft(None)
        self._open(lambda: self.context.services.map_queries.place(place))

    def _shape_drawn(self, kind: ToolKind, shape: GeometryKind, places: Places) -> None:
        if kind is ToolKind.BUFFER:
            self._line = places
            self._ask_line()
        elif kind is ToolKind.POLYGON:
            points = [(place.lon, place.lat) for place in places]
            with self.refusing():
                form = shape_from_geojson(checked_geometry(SketchKind.MARK, points, shape))
                self._show_asked(places)
                self._open(lambda: self.context.services.map_queries.polygon(form))

    def _ask_line(self) -> None:
        points, metres = [(place.lon, place.lat) for place in self._line], self.card.side.value()
        if not points:
            return
        form = shape_from_geojson({"type": "LineString", "coordinates": points})
        self._show_asked(tuple(LonLat(lon, lat) for lon, lat in outer_ring(buffer_shape(form, metres))))
        self._open(lambda: self.context.services.map_queries.buffer(form, metres))

    def _show_asked(self, ring: Places) -> None:
        """Draw the area that is asked about."""
        area = DrawnSketch(id="", kind=SketchKind.MARK, shape=GeometryKind.AREA, places=ring)
        self.canvas.clear_circle()
        self.canvas.set_draft(area)

    def _open(self, ask: Ask) -> None:
        self._ask = ask
        self._asking.ask()

    async def _read(self) -> None:
        ask = self._ask
        if ask is None:
            return
        answer = await self.context.tasks.store(ask)
        ground = await self._ground(answer.lonlat) if isinstance(answer, PlaceAnswer) else ([], ())
        if ask is not self._ask or self.closed:
            return
        self.answer = answer
        if isinstance(answer, AreaAnswer):
            self.card.show_area(answer, self.context.preferences.liking.language.value)
        else:
            self.card.show_place(answer, *ground)
        self.card.show()
        self.canvas.cards.settle()

    async def _ground(self, place: LonLat) -> tuple[list[str], Facts]:
        """The names the base map has at a place, and the fields of the topmost feature of an own layer there."""
        found = self.canvas.features_at(place)
        names = list(dict.fromkeys(one.name for one in found if one.name))
        files = self.context.services.map_files
        if files is None:
            return names, ()
        for one in found:
            facts = await self.context.tasks.net(files.fields, one.source, one.layer, one.fid)
            if facts:
                return names, facts
        return names, ()

    def clear(self) -> None:
        """Put the question away."""
        self._ask, self.answer, self._line = None, None, ()
        self.card.hide()
        self.canvas.set_draft(None)
        self.canvas.clear_circle()
        self.cleared.emit()

    # --------------------------------------------------------------------------------------------------- answers

    def _show_item(self, item: FoundItem) -> None:
        self.canvas.reveal(item.lonlat)
        self.canvas.select(item.kind, item.id)

    def words(self) -> str:
        """The open answer as a sentence; "" when nothing is asked."""
        if isinstance(self.answer, AreaAnswer):
            return area_words(self.answer)
        return place_words(self.answer) if self.answer is not None else ""

    def _to_log(self) -> None:
        if self._has_answer():
            self.context.start(self._log, self.words())

    async def _log(self, words: str) -> None:
        record, incident = self.context.services.logbook.record, self.context.selection.incident
        await self.context.tasks.store(record, words, mode=LogMode.NOTE, incident=incident)
        self.context.notices.say(self.tr("The answer of the map is in the log."))

    def _to_report(self) -> None:
        if not self._has_answer():
            return
        if self.context.selection.incident is None:
            self.context.notices.say(self.tr("Choose an incident first."))
        else:
            self.context.start(self._report, self.words())

    async def _report(self, words: str) -> None:
        incident = self.context.selection.incident
        if incident is not None:
            await self.context.tasks.store(tell_in_report, self.context.services.reports, incident, words)
            self.context.notices.say(self.tr("The answer of the map stands in the draft of the report."))
            self.context.navigate("report", incident)

    def _has_answer(self) -> bool:
        if self.answer is None:
            self.context.notices.say(self.tr("Ask the map first: circle, area, line, or what is here."))
        return self.answer is not None
