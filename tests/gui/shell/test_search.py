"""The one field that finds: records in groups, a line of long ago among its neighbours, nobody's name while locked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.log_excerpt import LogExcerpt
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.window.finder import Finder
from commandpost.gui.window.found import TOGETHER, found_records
from commandpost.journal.entry import Draft
from tests.gui.conftest import Gui, staff_member
from tests.gui.pages.shown import incident, shown


def test_a_long_log_hides_neither_people_nor_incidents(gui: Gui) -> None:
    for number in range(60):
        gui.services.logbook.record(f"第{number}次联系王磊")
    person = staff_member(gui, "王磊")
    about = incident(gui, "王磊家进水")

    hits = [line.record for line in found_records(gui.desk.store, "王磊")]

    assert hits[:2] == [about, person]
    assert len(hits) == 42
    assert [line.record for line in found_records(gui.desk.store, "王磊", locked=True)][:1] == [about]
    assert person not in [line.record for line in found_records(gui.desk.store, "wl", locked=True)]


def test_many_names_in_one_ledger_hide_no_other_group(gui: Gui) -> None:
    person = staff_member(gui, "王磊")
    drafts = [
        Draft(kind="ledger.people", record=RecordId(f"ledger-{n}"), act="ledger.save", set={"name": f"王磊{n}"})
        for n in range(TOGETHER + 1)
    ]
    gui.desk.write(*drafts)

    hits = [line.record for line in found_records(gui.desk.store, "王磊")]

    assert hits[0] == person
    assert len(hits) == 13


def test_a_line_of_long_ago_is_shown_among_its_neighbours(gui: Gui) -> None:
    async def scenario() -> None:
        logbook = gui.services.logbook
        for number in range(30):
            gui.later(minutes=1)
            await gui.tasks.store(logbook.record, f"较早第{number}条")
        wrong = await gui.tasks.store(logbook.record, "光明路十二号")
        await gui.tasks.store(logbook.correct, wrong, "光明路二十一号", "听错")
        for number in range(230):
            gui.later(minutes=1)
            await gui.tasks.store(logbook.record, f"较晚第{number}条")
        page = shown(gui, CommandPage)
        await gui.until(lambda: page.log.model.items, "the log")

        page.open_record(wrong)
        await gui.until(lambda: page.findChild(LogExcerpt) is not None, "the excerpt")

        excerpt = page.findChild(LogExcerpt)
        chosen = excerpt.view.current()
        assert chosen is not None
        assert chosen.text == "光明路二十一号"
        texts = [item.text for item in excerpt.model.items]
        assert "较早第29条" in texts
        assert "较晚第0条" in texts
        page.close()

    gui.run(scenario())


def test_a_found_line_still_in_the_list_is_chosen_there(gui: Gui) -> None:
    async def scenario() -> None:
        line = await gui.tasks.store(gui.services.logbook.record, "光明路积水")
        page = shown(gui, CommandPage)
        await gui.until(lambda: page.log.model.items, "the log")
        page.open_record(line)

        assert page.findChild(LogExcerpt) is None
        assert page.log.view.current() is not None
        page.close()

    gui.run(scenario())


def test_the_search_finds_a_log_line_by_the_initials_of_its_words(gui: Gui) -> None:
    async def scenario() -> None:
        line = await gui.tasks.store(gui.services.logbook.record, "槐树里3号院路面积水，已转市政")
        context = gui.context()
        asked: list[object] = []
        context.navigator.asked.connect(lambda _page, record: asked.append(record))
        finder = Finder(context, QWidget())
        finder.open_search()
        QTest.keyClicks(finder.edit, "hsl")
        await gui.until(lambda: finder.list.count() == 1, "the line")
        QTest.keyClick(finder.edit, Qt.Key.Key_Return)

        assert asked == [line]

    gui.run(scenario())
