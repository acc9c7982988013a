from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.handover import SheetStatus
from commandpost.app.people import PersonRole
from commandpost.gui.pages.handover import HandoverPage
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, shown, staff


async def opened(gui: Gui) -> HandoverPage:
    page = shown(gui, HandoverPage)
    await gui.until(lambda: page.paper.pages > 0, "preview")
    return page


async def begun(gui: Gui) -> HandoverPage:
    page = await opened(gui)
    page.side.begin_requested.emit()
    await gui.until(lambda: page._sheet is not None, "sheet")
    return page


def sign(page: HandoverPage, name: str, pin: str) -> None:
    box = page.side.sign_box
    box._person.setCurrentIndex(box._person.findText(name, Qt.MatchFlag.MatchStartsWith))
    box._pin.setText(pin)
    box._confirm()


def test_keys_check_the_equipment_and_the_sheet_says_so(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        equipment = page.side.equipment
        first = equipment._lines[0][1]
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_1)
        QTest.keyClick(equipment._lines[1][1], Qt.Key.Key_2)
        lines = page.side.form().equipment

        assert (lines[0].ok, lines[1].ok, lines[2].ok) == (True, False, None)

    gui.run(scenario())


def test_both_sides_sign_and_the_leader_signs_later(gui: Gui) -> None:
    staff(gui, "王磊")
    staff(gui, "陈某", PersonRole.DUTY_LEADER)

    async def scenario() -> None:
        page = await begun(gui)
        page.side.outgoing_requested.emit()
        await gui.until(lambda: page._sheet is not None and page._sheet.outgoing_name, "outgoing")
        page.side.incoming_requested.emit()
        await gui.until(page.side.sign_box.isVisible, "sign box")
        sign(page, "王磊", "0000")
        await gui.until(page.side.sign_box._problem.isVisible, "refusal")
        sign(page, "王磊", PIN)
        await gui.until(lambda: page._sheet is not None and page._sheet.status is SheetStatus.SIGNED, "both")
        page.side.leader_requested.emit()
        await gui.until(page.side.sign_box.isVisible, "sign box")
        sign(page, "陈某", PIN)
        await gui.until(lambda: page._sheet is not None and page._sheet.status is SheetStatus.COMPLETE, "leader")

    gui.run(scenario())


def test_a_sheet_is_made_void_with_a_reason_and_kept(gui: Gui) -> None:
    async def scenario() -> None:
        page = await begun(gui)
        page.side.void_requested.emit("")
        await gui.until(page.side._problem.isVisible, "refusal")
        page.side.void_requested.emit("填错班次")
        await gui.until(lambda: page._sheet is not None and page._sheet.status is SheetStatus.VOID, "void")

        assert [one.void_reason for one in gui.services.handover.sheets()] == ["填错班次"]

    gui.run(scenario())


def test_the_stored_sheet_is_printed(gui: Gui) -> None:
    async def scenario() -> None:
        page = await begun(gui)
        page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("JJ-*.pdf")), "PDF")

        assert page._sheet is not None
        assert next(gui.folder.glob("JJ-*.pdf")).read_bytes() == gui.services.handover.pdf(page._sheet.id)

    gui.run(scenario())
