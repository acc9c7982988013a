from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from commandpost.gui.map.canvas import MapCanvas


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[MapCanvas]:
    """A map that nothing is drawn on yet."""
    made = MapCanvas()
    qtbot.addWidget(made)
    yield made
    made.stop()
