"""The kinds of work on the map: a new one is one line."""

from __future__ import annotations

from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.pages.command.mapdesk.layer_memory import LayerMemory
from commandpost.gui.pages.command.mapdesk.layer_place import LayerPlace
from commandpost.gui.pages.command.mapdesk.print_desk import PrintDesk
from commandpost.gui.pages.command.mapdesk.query_desk import QueryDesk
from commandpost.gui.pages.command.mapdesk.replay_desk import ReplayDesk
from commandpost.gui.pages.command.mapdesk.sketch_desk import SketchDesk

MAP_DESKS: tuple[type[MapDesk], ...] = (ReplayDesk, QueryDesk, SketchDesk, PrintDesk, LayerMemory, LayerPlace)
