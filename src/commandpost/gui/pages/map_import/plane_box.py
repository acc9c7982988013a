"""The parameters of a city's own plane; none is filled in, because only the surveying office knows them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_plane import BEIJING_MERIDIAN, LocalPlane
from commandpost.gui.widgets.shape import label


class PlaneBox(QWidget):
    """Four parameters and the central meridian, as they stand in the surveying office's letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {
            "east_m": (self.tr("Shift east, m"), QLineEdit()),
            "north_m": (self.tr("Shift north, m"), QLineEdit()),
            "rotation_seconds": (self.tr("Rotation, seconds"), QLineEdit()),
            "scale_ppm": (self.tr("Scale, ppm"), QLineEdit()),
            "central_meridian": (self.tr("Central meridian, °"), QLineEdit(f"{BEIJING_MERIDIAN:g}")),
        }
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        words = self.tr("The four parameters to CGCS2000 come from the surveying office; none are shipped.")
        form.addRow(label(words, "small", wrap=True))
        for title, box in self._boxes.values():
            box.setAccessibleName(title)
            box.editingFinished.connect(self.changed)
            form.addRow(label(title, "dim"), box)

    def plane(self) -> LocalPlane:
        """The plane as it is filled in; raises ``plane_parameters_wrong`` until all of it is."""
        return LocalPlane(**{name: _number(box.text()) for name, (_, box) in self._boxes.items()})


def _number(text: str) -> float:
    try:
        return float(text.strip().replace("−", "-"))
    except ValueError as error:
        raise RuleBroken("plane_parameters_wrong", field="plane") from error
