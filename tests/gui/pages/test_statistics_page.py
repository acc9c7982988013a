from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from commandpost.app.incidents import NewIncident
from commandpost.domain.codes import Level
from commandpost.domain.tally import Period, Tally
from commandpost.gui.pages.statistics import StatisticsPage
from commandpost.gui.pages.statistics.words import MOST_PLACES, bars
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui


def busy_month(gui: Gui) -> None:
    """A few incidents by hand; call it on the store's thread."""
    now = gui.desk.now()
    kinds = (("12P13", Level.LARGER, "三网格"), ("11A02", Level.GENERAL, "一网格"), ("12G03", Level.GENERAL, "三网格"))
    for at, (code, level, grid) in enumerate(kinds):
        received = now - timedelta(hours=5 * at)
        gui.services.incidents.open(
            NewIncident(title=f"事件{at}", code=code, level=level, received=received, grid=grid)
        )
    gui.services.logbook.record("巡查正常")


def test_a_month_is_counted_and_shown_and_another_is_empty(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(busy_month, gui)
        page = StatisticsPage(gui.context())
        page.resize(1200, 700)
        page.show()
        page.refresh(ChangeSet())
        await gui.until(lambda: page.tally.incidents == 3)
        assert sum(page.tally.by_hour.values()) == 3
        assert "三网格 2" in page.charts["place"].accessibleName()

        page.choose(Period.MONTH, page.day - timedelta(days=40))
        await gui.until(lambda: page.tally.incidents == 0)
        page.choose(Period.YEAR, page.day)
        await gui.until(lambda: page.tally.incidents == 3)
        assert page.span_words() == str(page.day.year)

    gui.run(scenario())


def test_the_figures_are_kept_as_a_workbook(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(busy_month, gui)
        page = StatisticsPage(gui.context())
        page.show()
        page.refresh(ChangeSet())
        await gui.until(lambda: page.tally.incidents == 3)
        assert page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("*.xlsx")))
        words = ZipFile(BytesIO(next(gui.folder.glob("*.xlsx")).read_bytes())).read("xl/sharedStrings.xml").decode()
        assert "三网格" in words
        assert not page.act("something.else")

    gui.run(scenario())


def test_the_workbook_is_of_the_period_it_is_called_by_though_another_was_just_shown(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(busy_month, gui)
        page = StatisticsPage(gui.context())
        page.show()
        page.refresh(ChangeSet())
        await gui.until(lambda: page.tally.incidents == 3)

        page.choose(Period.MONTH, page.day - timedelta(days=40))
        assert page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("*.xlsx")))

        (book,) = gui.folder.glob("*.xlsx")
        assert page.span_words() in book.name
        words = ZipFile(BytesIO(book.read_bytes())).read("xl/sharedStrings.xml").decode()
        assert page.span_words() in words
        assert "三网格" not in words

    gui.run(scenario())


def test_each_chart_adds_up_to_all_incidents() -> None:
    grids = Counter({"": 2} | {f"{at}网格": at for at in range(1, MOST_PLACES + 4)})
    total = grids.total()
    tally = Tally(
        incidents=total,
        by_class=Counter({"accident": total - 1, "": 1}),
        by_level=Counter({"general": total}),
        by_place=grids,
        by_hour=Counter({"02": total}),
    )
    assert {name: sum(bar.count for bar in shown) for name, shown in bars(tally).items()} == dict.fromkeys(
        ("hour", "class", "level", "place"), total
    )
