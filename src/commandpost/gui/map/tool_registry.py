"""All tools of the map: one line each gives its button, its key while the map has the focus, its palette line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from commandpost.gui.map import tool_icons as icons
from commandpost.gui.map.tools import IdentifyTool, MapTool, PointTool, ToolKind
from commandpost.gui.map.tools_edit import EditTool
from commandpost.gui.map.tools_path import (
    BufferQueryTool,
    ClosureTool,
    CordonTool,
    MarkAreaTool,
    MarkLineTool,
    MeasureAreaTool,
    MeasureTool,
    PolygonQueryTool,
    RouteTool,
    TextTool,
)
from commandpost.gui.map.tools_query import RadiusTool
from commandpost.gui.translation import QT_TRANSLATE_NOOP

SINGLE, MEASURING, ASKING, DRAWING = "", "measuring", "asking", "drawing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolSpec:
    """One tool; those of one group share a button that opens a list. ``key`` is one letter."""

    kind: ToolKind
    label: str  # English source, translated in "Actions"
    key: str
    make: Callable[[], MapTool]
    drawing: icons.Drawing
    group: str = SINGLE

    def words(self) -> str:
        return QCoreApplication.translate("Actions", self.label)


TOOLS: tuple[ToolSpec, ...] = (
    ToolSpec(
        kind=ToolKind.SELECT,
        label=QT_TRANSLATE_NOOP("Actions", "Map: select"),
        key="V",
        make=MapTool,
        drawing=icons.arrow,
    ),
    ToolSpec(
        kind=ToolKind.IDENTIFY,
        label=QT_TRANSLATE_NOOP("Actions", "Map: what is here"),
        key="I",
        make=IdentifyTool,
        drawing=icons.question,
    ),
    ToolSpec(
        kind=ToolKind.POINT,
        label=QT_TRANSLATE_NOOP("Actions", "Map: place a point"),
        key="P",
        make=PointTool,
        drawing=icons.pin,
    ),
    ToolSpec(
        kind=ToolKind.MEASURE,
        label=QT_TRANSLATE_NOOP("Actions", "Map: measure a distance"),
        key="D",
        make=MeasureTool,
        drawing=icons.ruler,
        group=MEASURING,
    ),
    ToolSpec(
        kind=ToolKind.AREA,
        label=QT_TRANSLATE_NOOP("Actions", "Map: measure an area"),
        key="A",
        make=MeasureAreaTool,
        drawing=icons.measured_area,
        group=MEASURING,
    ),
    ToolSpec(
        kind=ToolKind.RADIUS,
        label=QT_TRANSLATE_NOOP("Actions", "Map: what lies in a circle"),
        key="C",
        make=RadiusTool,
        drawing=icons.circle,
        group=ASKING,
    ),
    ToolSpec(
        kind=ToolKind.POLYGON,
        label=QT_TRANSLATE_NOOP("Actions", "Map: what lies in an area"),
        key="G",
        make=PolygonQueryTool,
        drawing=icons.polygon,
        group=ASKING,
    ),
    ToolSpec(
        kind=ToolKind.BUFFER,
        label=QT_TRANSLATE_NOOP("Actions", "Map: what lies along a line"),
        key="B",
        make=BufferQueryTool,
        drawing=icons.corridor,
        group=ASKING,
    ),
    ToolSpec(
        kind=ToolKind.CORDON,
        label=QT_TRANSLATE_NOOP("Actions", "Map: draw a cordon"),
        key="J",
        make=CordonTool,
        drawing=icons.cordon,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.CLOSURE,
        label=QT_TRANSLATE_NOOP("Actions", "Map: close a road"),
        key="F",
        make=ClosureTool,
        drawing=icons.closure,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.ROUTE,
        label=QT_TRANSLATE_NOOP("Actions", "Map: draw an evacuation route"),
        key="R",
        make=RouteTool,
        drawing=icons.route,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.TEXT,
        label=QT_TRANSLATE_NOOP("Actions", "Map: words at a point"),
        key="T",
        make=TextTool,
        drawing=icons.text,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.MARK_LINE,
        label=QT_TRANSLATE_NOOP("Actions", "Map: draw a line"),
        key="L",
        make=MarkLineTool,
        drawing=icons.stroke,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.MARK_AREA,
        label=QT_TRANSLATE_NOOP("Actions", "Map: draw an area"),
        key="M",
        make=MarkAreaTool,
        drawing=icons.polygon,
        group=DRAWING,
    ),
    ToolSpec(
        kind=ToolKind.EDIT,
        label=QT_TRANSLATE_NOOP("Actions", "Map: edit what is drawn"),
        key="E",
        make=EditTool,
        drawing=icons.edit,
        group=DRAWING,
    ),
)
BY_KIND = {spec.kind: spec for spec in TOOLS}
BY_KEY = {spec.key: spec.kind for spec in TOOLS}


def tool_of(kind: ToolKind) -> MapTool:
    """A fresh tool of a kind."""
    return BY_KIND[kind].make()


def action_of(kind: ToolKind) -> str:
    """The id of the action that takes it in hand."""
    return f"map.{kind}"
