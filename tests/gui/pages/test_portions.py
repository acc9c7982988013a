"""Long lists of the handover are laid a portion at a time; nothing typed is lost, every item is reached by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from commandpost.app.handover_reading import Reading
from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.handover_items import HandoverItem, Tick
from commandpost.domain.incident import NewIncident
from commandpost.gui.pages.handover.check_list import HandedList
from commandpost.gui.pages.handover.reading_panel import ReadingPanel
from commandpost.gui.widgets.half_typed import typed_in
from commandpost.gui.widgets.portions import PORTION
from tests.gui.conftest import Gui


def _open(gui: Gui, count: int) -> None:
    for number in range(count):
        gui.services.incidents.open(NewIncident(title=f"积水{number}", code="11A02", received=gui.desk.now()))


def test_of_ninety_incidents_forty_are_laid_and_what_is_typed_of_any_stays_when_another_comes(gui: Gui) -> None:
    _open(gui, 90)
    handed = HandedList()
    handed.show()
    rows = gui.services.incidents.open_rows()
    handed.show_incidents(rows)
    assert len(handed._lines) == PORTION
    after = next(one for one in handed.findChildren(QPushButton) if one.text() == "›")
    QTest.mouseClick(after, Qt.MouseButton.LeftButton)
    QTest.keyClicks(handed._lines[rows[50].id][0], "pump stays")
    assert len(handed._lines) == 2 * PORTION

    _open(gui, 1)
    handed.show_incidents(gui.services.incidents.open_rows())

    assert handed.handed() == {rows[50].id: "pump stays"}
    assert [one.text() for one in typed_in(handed)] == ["pump stays"]
    handed.close()


def test_space_reads_item_after_item_into_the_next_portion(gui: Gui) -> None:
    panel, read = ReadingPanel(), {}
    items = tuple(HandoverItem(key=f"k{at}", kind="undone", text=f"matter {at}") for at in range(PORTION + 3))

    def tick(key: str, question: str) -> None:
        read[key] = Tick(key=key, by="刘洋", at=gui.desk.now(), question=question)
        panel.show_reading(reading(), in_hand="")

    def reading() -> Reading:
        return Reading(items=items, ticks=dict(read), arrivals=(), release=None, figures=HandoverFigures())

    panel.ticked.connect(tick)
    panel.show_reading(reading(), in_hand="")
    panel.show()
    panel.activateWindow()
    panel._checks["k0"].setFocus()
    for _item in items:
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)

    assert list(read) == [one.key for one in items]
    panel.close()
