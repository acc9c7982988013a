"""A form asks for a place: it is put aside until the map has told one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.domain.coordinates import LonLat
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.tools import ToolKind


class Picking(QObject):
    """One form at a time; ``form`` is the one that waits."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._canvas = context, canvas
        self.form: IncidentForm | None = None
        canvas.point_placed.connect(self._placed)

    def begin(self, form: IncidentForm) -> None:
        """Have a place clicked for this form."""
        self.form = form
        self._canvas.set_tool(ToolKind.POINT)
        self._canvas.setFocus()
        self._context.notices.say(self.tr("Click the place on the map, or move with the arrow keys and press Enter."))

    def give_up(self) -> bool:
        """Whether a form waited; it is shown again without a place."""
        form, self.form = self.form, None
        if form is None:
            return False
        self._canvas.set_tool(ToolKind.SELECT)
        form.show()
        return True

    def _placed(self, place: LonLat) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.place_picked(place)
            form.activateWindow()
