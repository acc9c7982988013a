"""Keeps what is drawn: asks for its name, edits and ends it, takes steps back, and shows all of it on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.domain.geometry import center_of
from commandpost.domain.ids import RecordId
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SKETCH_KINDS, Sketch, SketchKind, checked_geometry, points_of, spec_of
from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.sketches import SKETCH_LAYER
from commandpost.gui.map.tool_registry import BY_KIND, DRAWING, TOOLS, action_of
from commandpost.gui.map.tools import Places, ToolKind
from commandpost.gui.map.tools_edit import EditTool
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.pages.command.mapdesk.name_card import NameCard
from commandpost.gui.pages.command.mapdesk.sketch_history import Done, SketchHistory
from commandpost.gui.pages.command.mapdesk.sketch_list import SketchList
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet

KINDS: Mapping[ToolKind, SketchKind] = {
    ToolKind.CORDON: SketchKind.CORDON,
    ToolKind.CLOSURE: SketchKind.CLOSURE,
    ToolKind.ROUTE: SketchKind.ROUTE,
    ToolKind.TEXT: SketchKind.MARK,
    ToolKind.MARK_LINE: SketchKind.MARK,
    ToolKind.MARK_AREA: SketchKind.MARK,
}
Points = tuple[tuple[float, float], ...]


class SketchDesk(MapDesk):
    """Drawing, editing and ending; every deed is one call of ``SketchService``."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        self.naming = NameCard(context.theme)
        self.list = SketchList(context.theme)
        self.sketches: tuple[Sketch, ...] = ()
        self.history = SketchHistory()
        self._draft: DrawnSketch | None = None
        self._titles: list[tuple[RecordId, str]] = []
        self._reading = Reading(context.tasks, self._read)
        canvas.cards.add(self.naming, Qt.AlignmentFlag.AlignLeft)
        canvas.cards.add(self.list, Qt.AlignmentFlag.AlignLeft)
        canvas.shape_drawn.connect(self._drawn)
        canvas.sketch_edited.connect(self._edited)
        canvas.feature_clicked.connect(self._clicked)
        canvas.step_wanted.connect(self._step)
        self.naming.kept.connect(self._keep)
        self.naming.dropped.connect(self._drop)
        self.list.edit_wanted.connect(self.edit)
        self.list.end_wanted.connect(self.end)
        self.list.resume_wanted.connect(self.resume)
        self.list.show_wanted.connect(self._show_one)
        self.list.closed.connect(self._toggle_list)
        context.selection.changed.connect(self._ask)

    def _ask(self) -> None:
        self._reading.ask()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        tools = {action_of(spec.kind): partial(self._take, spec.kind) for spec in TOOLS}
        return tools | {
            "map.drawings": self._toggle_list,
            "map.undo": partial(self._step, True),
            "map.redo": partial(self._step, False),
        }

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or changes.kinds & {*SKETCH_KINDS, "incident"}:
            self._reading.ask()

    def escape(self) -> bool:
        if self._draft is not None:
            self._drop()
        elif self.canvas.tool.kind is not ToolKind.SELECT:
            self.canvas.set_tool(ToolKind.SELECT)
        elif not self.list.isHidden():
            self._toggle_list()
        else:
            return False
        return True

    def _take(self, kind: ToolKind) -> None:
        self.canvas.set_tool(kind)
        self.canvas.setFocus()
        if BY_KIND[kind].group == DRAWING and kind is not ToolKind.EDIT:
            self.context.notices.say(
                self.tr("Click point after point; double click or Enter ends it, Backspace takes a point back.")
            )

    # ------------------------------------------------------------------------------------------------ reading

    async def _read(self) -> None:
        held, own, titles = await self.context.tasks.store(self._look, self.context.selection.incident)
        if self.closed:
            return
        self.sketches, self._titles = held, titles
        self.canvas.set_sketches([drawn_of(one, self.context) for one in held])
        listed = {one.id: one for one in (*own, *held)}
        ordered = sorted(listed.values(), key=lambda one: (one.until is not None, one.since))
        self.list.show_sketches(ordered, self.context.preferences.liking.language.value, self.context.now())

    def _look(
        self, incident: RecordId | None
    ) -> tuple[tuple[Sketch, ...], tuple[Sketch, ...], list[tuple[RecordId, str]]]:
        """On the store's thread: what is in force, what belongs to the incident, the open incidents."""
        services = self.context.services
        own = services.sketches.of_incident(incident) if incident else ()
        titles = [(row.id, row.title) for row in services.incidents.open_rows()]
        return services.sketches.in_force(), own, titles

    # ------------------------------------------------------------------------------------------------ drawing

    def _drawn(self, tool: ToolKind, shape: GeometryKind, places: Places) -> None:
        """Something was drawn: check it here, then ask what it is called."""
        if tool not in KINDS:
            return
        kind = KINDS[tool]
        with self.refusing():
            checked_geometry(kind, _points(places), shape)
            self._draft = DrawnSketch(id="", kind=kind, shape=shape, places=places)
            self.canvas.set_draft(self._draft)
            self.list.hide()
            title = spec_of(kind).label.text(self.context.preferences.liking.language.value)
            self.naming.ask(title, self._titles, self.context.selection.incident)
            self.canvas.cards.settle()

    def _keep(self, name: str, incident: RecordId | None) -> None:
        if self._draft is not None:
            self.context.start(self._save, self._draft, name, incident)

    async def _save(self, draft: DrawnSketch, name: str, incident: RecordId | None) -> None:
        service = self.context.services.sketches
        points = _points(draft.places)
        made = await self.context.tasks.store(
            service.draw, draft.kind, draft.shape, points, name=name, incident=incident
        )
        taken_back = self.tr("taken back")
        self.history.add(Done(undo=partial(service.end, made, taken_back), redo=partial(service.resume, made)))
        if self._draft is draft:  # else the next one is being named
            self._drop()
        self.context.notices.say(self.tr("Kept, and told in the log."))

    def _drop(self) -> None:
        self._draft = None
        self._put_away()

    def _put_away(self) -> None:
        self.naming.hide()
        self.canvas.set_draft(None)
        self.canvas.setFocus()

    # ------------------------------------------------------------------------------------------------ changing

    def edit(self, sketch: RecordId) -> None:
        """Take one up with the editing tool."""
        known = self._known(sketch)
        if known is None:
            return
        self._show_one(sketch)
        self.canvas.set_tool(ToolKind.EDIT)
        tool = self.canvas.tool
        if isinstance(tool, EditTool):
            tool.take_up(drawn_of(known, self.context))
        self.canvas.setFocus()
        self.context.notices.say(
            self.tr("Drag corners and edges. N: next corner, Shift+arrows move it, Delete removes it, Enter keeps.")
        )

    def _edited(self, drawn: DrawnSketch, places: Places) -> None:
        if places != drawn.places:
            self.context.start(self._reshape, drawn, places)

    async def _reshape(self, drawn: DrawnSketch, places: Places) -> None:
        reshape, sketch = self.context.services.sketches.reshape, RecordId(drawn.id)
        await self.context.tasks.store(reshape, sketch, drawn.shape, _points(places))
        back, forth = _points(drawn.places), _points(places)
        self.history.add(
            Done(undo=partial(reshape, sketch, drawn.shape, back), redo=partial(reshape, sketch, drawn.shape, forth))
        )

    def end(self, sketch: RecordId) -> None:
        """It holds no longer."""
        service = self.context.services.sketches
        self.context.start(self._do, sketch, service.end, service.resume)

    def resume(self, sketch: RecordId) -> None:
        """It holds again."""
        service = self.context.services.sketches
        self.context.start(self._do, sketch, service.resume, service.end)

    async def _do(self, sketch: RecordId, deed: Callable[..., object], undo: Callable[..., object]) -> None:
        await self.context.tasks.store(deed, sketch)
        self.history.add(Done(undo=partial(undo, sketch), redo=partial(deed, sketch)))

    def _step(self, back: bool) -> None:
        step = self.history.step(back=back)
        if step is None:
            words = self.tr("Nothing to take back.") if back else self.tr("Nothing to do again.")
            self.context.notices.say(words)
        else:
            self.context.start(self._take_step, step)

    async def _take_step(self, step: Callable[[], object]) -> None:
        await self.context.tasks.store(step)

    # -------------------------------------------------------------------------------------------------- showing

    def _known(self, sketch: RecordId) -> Sketch | None:
        return next((one for one in self.sketches if one.id == sketch), None)

    def _clicked(self, layer: str, feature: str) -> None:
        if layer == SKETCH_LAYER:
            self._open_list()
            self.list.choose(RecordId(feature))
            self.canvas.select(SKETCH_LAYER, feature)

    def _show_one(self, sketch: RecordId) -> None:
        known = self._known(sketch)
        self.canvas.select(SKETCH_LAYER, sketch)
        if known is not None:
            self.canvas.reveal(center_of(known.form))

    def _toggle_list(self) -> None:
        if self.list.isHidden():
            self._open_list()
            self.list.list.setFocus()
        else:
            self.list.hide()
            self.canvas.setFocus()

    def _open_list(self) -> None:
        self.list.show()
        self.canvas.cards.settle()


def drawn_of(sketch: Sketch, context: GuiContext) -> DrawnSketch:
    """A sketch as the map draws it, with its kind where it has no name."""
    shape, points = points_of(sketch.geometry)
    language = context.preferences.liking.language.value
    label = sketch.name or ("" if sketch.kind is SketchKind.MARK else spec_of(sketch.kind).label.text(language))
    return DrawnSketch(
        id=sketch.id,
        kind=sketch.kind,
        shape=shape,
        places=tuple(LonLat(lon, lat) for lon, lat in points),
        label=label,
        ended=sketch.until is not None,
        fixed=sketch.unit != context.desk.unit,
    )


def _points(places: Sequence[LonLat]) -> Points:
    return tuple((place.lon, place.lat) for place in places)
