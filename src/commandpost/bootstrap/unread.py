"""PySide6 is kept from reading the source of every module that is imported after it."""

from __future__ import annotations

import importlib

ASKED = "_mod_uses_pyside"  # of a module: does its source name PySide6? only ``snake_case`` names need to know


def import_unread() -> None:
    """Answer for every module at once: a tenth of the imports of a start, and their lines stay out of memory.

    WORKAROUND(https://doc.qt.io/qtforpython-6/developer/feature-motivation.html): since PySide6 can switch its names
    to ``snake_case`` by module, it reads each module's source as soon as it is imported. Nothing here switches them.
    """
    importlib.import_module("PySide6.QtCore")
    feature = importlib.import_module("PySide6.support.feature")
    if hasattr(feature, ASKED):
        setattr(feature, ASKED, _names_qt)


def _names_qt(_module: object) -> bool:
    return True
