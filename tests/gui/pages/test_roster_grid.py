"""The month at large type: every name of a day stands in its box, on a line of its own where two have no room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QImage, QPainter

from commandpost.app.duty import DayType, DutyCell, DutyPost
from commandpost.domain.roster import DutyRole
from commandpost.gui.pages.roster.month_grid import DayDelegate, MonthGrid
from commandpost.gui.pages.roster.words import cell_lines, cell_words
from commandpost.gui.preferences import Liking
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff

DAY = date(2026, 7, 25)


def lines(gui: Gui, scale: int, width: int) -> tuple[list[int], bool]:
    """How many names each painted line holds, and whether a day has one line more."""
    theme = gui.context(Liking(scale=scale)).theme
    grid = MonthGrid(theme)
    grid.resize(width, 700)
    grid.show()
    cell = next(one for one in gui.services.duty.month(2026, 7) if one.date == DAY)
    delegate = grid.itemDelegate()
    assert isinstance(delegate, DayDelegate)
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setFont(theme.font(13))
    room = grid.viewport().width() // 7 - theme.px(13)
    beside = [len(one) for posts, _ in cell_lines(cell) for one in delegate._beside(painter, posts, room)]
    painter.end()
    return beside, grid.verticalHeader().minimumSectionSize() > theme.px(74)


def test_two_names_stand_beside_one_another_or_below_one_another_never_cut(gui: Gui) -> None:
    for role, name in ((DutyRole.LEADER, "陈建国"), (DutyRole.PRIMARY, "欧阳静"), (DutyRole.SECONDARY, "司马超")):
        gui.services.duty.set_day(DAY, role, staff(gui, name))

    wide, low = lines(gui, 100, 1000)
    narrow, high = lines(gui, 150, 720)

    assert (wide, narrow) == ([1, 2], [1, 1, 1])
    assert (low, high) == (False, True)


def test_a_swap_is_spoken_as_a_swap_and_a_stand_in_as_one() -> None:
    post = DutyPost(role=DutyRole.PRIMARY, name="王磊", substitute_for="李静")
    cell = DutyCell(date=DAY, day_type=DayType.WORKDAY, holiday="", posts=(post,), is_today=False, in_month=True)

    swapped = replace(cell, posts=(replace(post, swapped=True),))
    assert ("王磊 for 李静" in cell_words(cell), "王磊 swapped with 李静" in cell_words(swapped)) == (True, True)
