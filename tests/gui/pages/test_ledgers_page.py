from __future__ import annotations

import asyncio
import threading

from commandpost.domain.ledgers.base import Value
from commandpost.gui.pages.ledgers import LedgersPage
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown

PERSON: dict[str, Value] = {"name": "周某兰", "needs": ("alone",), "address": "槐树里12号院", "phone": "13900000111"}


async def people(gui: Gui) -> LedgersPage:
    gui.services.ledgers.save("person", None, PERSON)
    page = shown(gui, LedgersPage)
    await gui.until(lambda: page.form.record is not None, "first row")
    return page


def test_every_ledger_has_a_table_and_a_form(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, LedgersPage)
        for number, spec in enumerate(gui.services.ledgers.specs()):
            page._list.setCurrentRow(number)
            assert set(page.form.values()) == {one.key for one in spec.fields}
            assert page.tables[spec.key].table.columnCount() == len(spec.columns())

    gui.run(scenario())


def test_a_missing_field_is_marked_and_what_was_typed_stays(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, LedgersPage)
        page._list.setCurrentRow(1)
        page.new_row()
        page.form._boxes["address"]._line.setText("东口")
        page.form.save_requested.emit()
        await gui.until(page.form._boxes["name"]._problem.isVisible, "refusal")

        assert page.form.values()["address"] == "东口"
        assert gui.desk.store.count("ledger.team") == 0

    gui.run(scenario())


def test_a_masked_number_is_shown_only_on_request_and_the_request_is_recorded(gui: Gui) -> None:
    async def scenario() -> None:
        page = await people(gui)
        assert page.form.values()["phone"] != PERSON["phone"]
        page.form.reveal_requested.emit("phone")
        await gui.until(lambda: page.form.values()["phone"] == PERSON["phone"], "number")

        assert gui.desk.store.count("reveal") == 1

    gui.run(scenario())


def test_saving_with_the_mask_untouched_keeps_the_number(gui: Gui) -> None:
    async def scenario() -> None:
        page = await people(gui)
        record = page.form.record
        assert record is not None
        page.form._boxes["address"]._line.setText("北新里")
        page.form.save_requested.emit()
        await gui.until(lambda: gui.services.ledgers.row(record).values["address"] == "北新里", "saved")

        assert gui.desk.store.personal(record)["phone"] == PERSON["phone"]

    gui.run(scenario())


def test_the_filter_finds_words_in_any_order(gui: Gui) -> None:
    gui.services.ledgers.save("person", None, {**PERSON, "name": "孙某", "address": "北新里", "needs": ("oxygen",)})

    async def scenario() -> None:
        page = await people(gui)
        await gui.until(lambda: len(page.tables["person"].table.rows) == 2, "rows")
        page._filter.setText("独居 槐树里")
        await gui.until(lambda: len(page.tables["person"].table.rows) == 1, "filtered")

    gui.run(scenario())


def test_a_coordinate_nobody_can_read_is_refused(gui: Gui) -> None:
    async def scenario() -> None:
        page = await people(gui)
        page.form._place.setText("somewhere")
        page.form.save_requested.emit()
        await gui.until(page.form._problem.isVisible, "refusal")

        assert page.form._place.property("problem") is True

    gui.run(scenario())


def typed(page: LedgersPage, key: str, words: str) -> None:
    """As fingers do it."""
    line = page.form._boxes[key]._line
    line.setText(words)
    line.textEdited.emit(words)


def test_half_typed_changes_stay_until_they_are_saved_or_given_up(gui: Gui) -> None:
    async def scenario() -> None:
        other = gui.services.ledgers.save("person", None, PERSON | {"name": "吴某"})
        page = await people(gui)
        typed(page, "address", "槐树里14号院")
        first, half = page.form.record, page.form.values()

        page.new_row()
        page._list.setCurrentRow(1)
        await page._open(other)
        page._opened(gui.services.ledgers.row(other))

        assert (page.form.record, page.form.values()) == (first, half)
        assert page._list.currentRow() == 0
        assert page.form._problem.isVisible()
        page.form._give_up.click()
        page.new_row()
        assert page.form.record is None
        assert page.form._give_up.isHidden()

    gui.run(scenario())


def test_what_is_typed_while_a_row_is_saved_stays_and_belongs_to_that_row(gui: Gui) -> None:
    async def scenario() -> None:
        page = await people(gui)
        typed(page, "address", "槐树里14号院")
        gate = threading.Event()
        busy = asyncio.ensure_future(gui.tasks.store(gate.wait, 10))
        page.form.save_requested.emit()
        await asyncio.sleep(0)
        typed(page, "note", "东门")
        gate.set()
        await busy
        await gui.until(page.form._problem.isVisible, "saved")

        assert page.form.dirty
        assert page.form.values()["note"] == "东门"
        page.form.save_requested.emit()
        await gui.until(lambda: not page.form.dirty, "saved again")
        rows = gui.services.ledgers.rows("person", "")
        assert [(row.values["note"], row.values["address"]) for row in rows] == [("东门", "槐树里14号院")]

    gui.run(scenario())
