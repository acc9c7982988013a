from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.handover import SheetStatus
from commandpost.app.paper_forms import FormKind
from commandpost.app.people import PersonRole
from commandpost.domain.roster import DutyRole
from commandpost.gui.context import SESSION
from commandpost.gui.pages.handover import HandoverPage
from commandpost.gui.widgets.sign_box import SignBox
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, incident, shown, staff


async def opened(gui: Gui) -> HandoverPage:
    page = shown(gui, HandoverPage)
    await gui.until(lambda: page.paper.pages > 0, "preview")
    return page


async def begun(gui: Gui) -> HandoverPage:
    page = await opened(gui)
    page.side.begin_requested.emit()
    await gui.until(lambda: page._sheet is not None, "sheet")
    return page


async def read_out(gui: Gui, page: HandoverPage, incoming: str) -> None:
    """The incoming signs in and every item is ticked by key."""
    reading = page.side.reading
    reading.arrive_requested.emit()
    await gui.until(reading.arrive_box.isVisible, "arrival")
    fill(reading.arrive_box, incoming, PIN)
    await gui.until(lambda: not reading.arrive_box.isVisible(), "here")
    for key in list(reading._checks):
        QTest.keyClick(reading._checks[key], Qt.Key.Key_Space)
        await gui.until(lambda which=key: not reading._checks[which].isEnabled(), "ticked")


def sign(page: HandoverPage, name: str, pin: str) -> None:
    fill(page.side.sign_box, name, pin)


def fill(box: SignBox, name: str, pin: str) -> None:
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


def test_the_warnings_in_force_are_told_by_whoever_hands_over(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        field = page.side._warnings
        field.setFocus()
        field.insert("暴雨橙色预警")
        told = page.side.form()
        page.side.show_form(told)

        assert [line.name for line in told.warnings] == ["暴雨橙色预警"]
        assert field.text() == "暴雨橙色预警"

    gui.run(scenario())


def test_both_sides_sign_and_the_leader_signs_later(gui: Gui) -> None:
    staff(gui, "王磊")
    staff(gui, "陈某", PersonRole.DUTY_LEADER)

    async def scenario() -> None:
        page = await begun(gui)
        await read_out(gui, page, "王磊")
        page.side.outgoing_requested.emit("")
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


def test_the_incoming_and_the_leader_may_sign_whoever_sits_at_the_desk(gui: Gui) -> None:
    staff(gui, "王磊")
    staff(gui, "陈某", PersonRole.DUTY_LEADER)
    administrator = staff(gui, "吴工", PersonRole.ADMINISTRATOR)

    async def scenario() -> None:
        page = await begun(gui)
        await read_out(gui, page, "王磊")
        page.side.outgoing_requested.emit("")
        await gui.until(lambda: page._sheet is not None and page._sheet.outgoing_name, "outgoing")
        gui.desk.session.sit(administrator, "吴工", frozenset({PersonRole.ADMINISTRATOR}))
        page.rights.follow()
        assert not page.side._void.isEnabled()
        page.side._incoming.click()
        await gui.until(page.side.sign_box.isVisible, "sign box")
        sign(page, "王磊", PIN)
        await gui.until(lambda: page._sheet is not None and page._sheet.status is SheetStatus.SIGNED, "both")
        gui.desk.session.sit(administrator, "吴工", frozenset({PersonRole.ADMINISTRATOR}))
        page.rights.follow()
        page.side._leader.click()
        await gui.until(page.side.sign_box.isVisible, "sign box")
        sign(page, "陈某", PIN)
        await gui.until(lambda: page._sheet is not None and page._sheet.status is SheetStatus.COMPLETE, "leader")

    gui.run(scenario())


def test_one_not_of_the_outgoing_shift_is_asked_why_until_one_of_it_sits_at_the_desk(gui: Gui) -> None:
    outgoing = staff(gui, "李静")
    held = gui.desk.session.person, gui.desk.session.name
    gui.desk.session.person, gui.desk.session.name = outgoing, "李静"
    gui.services.duty.sign_in_for_shift(DutyRole.PRIMARY)
    gui.desk.session.person, gui.desk.session.name = staff(gui, "王磊"), "王磊"

    async def scenario() -> None:
        page = await begun(gui)
        page.side.outgoing_requested.emit("")
        await gui.until(page.side._standing_in.isVisible, "asked why")
        assert "李静" in page.side._problem.text()
        gui.desk.session.person, gui.desk.session.name = outgoing, "李静"
        page.refresh(ChangeSet(kinds=frozenset({SESSION})))
        await gui.until(lambda: not page.side._problem.isVisible(), "the old refusal is gone")
        assert not page.side._standing_in.isVisible()
        gui.desk.session.person, gui.desk.session.name = held
        page.side.outgoing_requested.emit("")
        await gui.until(page.side._standing_in.isVisible, "asked why")
        page.side._standing_in.setText("李静送医")
        QTest.keyClick(page.side._standing_in, Qt.Key.Key_Return)
        await gui.until(lambda: page._sheet is not None and page._sheet.outgoing_name, "outgoing")

        assert (
            gui.services.handover.paper(gui.services.handover.sheets()[0].id).signed_outgoing.standing_in == "李静送医"
        )

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


def test_a_refusal_stays_while_the_sheet_is_read_again(gui: Gui) -> None:
    async def scenario() -> None:
        page = await begun(gui)
        await gui.until(lambda: gui.tasks.idle, "the sheet is read")
        page.side.void_requested.emit("")
        await gui.until(page.side._problem.isVisible, "refusal")
        await page._read()

        assert page.side._problem.isVisible()

    gui.run(scenario())


def test_the_stored_sheet_is_printed(gui: Gui) -> None:
    async def scenario() -> None:
        page = await begun(gui)
        page.act("paper.print")
        await gui.until(lambda: [one for one in gui.folder.glob("JJ-*.pdf") if one.stat().st_size], "PDF")

        assert page._sheet is not None
        assert next(gui.folder.glob("JJ-*.pdf")).read_bytes() == gui.services.handover.pdf(page._sheet.id)

    gui.run(scenario())


def test_what_was_not_read_is_not_taken_over_and_a_question_is_kept(gui: Gui) -> None:
    staff(gui, "王磊")

    async def scenario() -> None:
        page = await begun(gui)
        assert page._sheet is not None
        reading = page.side.reading
        await gui.until(lambda: reading._checks, "items")
        key = next(iter(reading._checks))
        reading.ticked.emit(key, "")
        await gui.until(page.side._problem.isVisible, "nobody is here")
        reading.arrive_requested.emit()
        await gui.until(reading.arrive_box.isVisible, "arrival")
        fill(reading.arrive_box, "王磊", PIN)
        await gui.until(lambda: not reading.arrive_box.isVisible(), "here")
        reading.ticked.emit(key, "钥匙在哪")
        await gui.until(lambda: not reading._checks[key].isEnabled(), "ticked")

        ticks = gui.services.handover.reading.reading(page._sheet.id).ticks
        assert ticks[key].question == "钥匙在哪"

    gui.run(scenario())


def test_an_incident_in_hand_needs_the_leaders_word(gui: Gui) -> None:
    staff(gui, "陈某", PersonRole.DUTY_LEADER)
    incident(gui)

    async def scenario() -> None:
        page = await begun(gui)
        reading = page.side.reading
        await gui.until(reading._release.isVisible, "offered")
        reading.release_requested.emit("")
        await gui.until(page.side._problem.isVisible, "reason")
        reading.release_requested.emit("人员连续值守 26 小时")
        await gui.until(reading.release_box.isVisible, "leader")
        fill(reading.release_box, "陈某", PIN)
        await gui.until(reading._released.isVisible, "released")

    gui.run(scenario())


def test_empty_forms_are_numbered_and_entered_under_their_number(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        await page.deeds.print_blank(FormKind.PHONE)
        await page.deeds.print_blank(FormKind.HANDOVER)
        assert [path.stem for path in sorted(gui.folder.glob("Z*.pdf"))] == ["ZD-S1-0001", "ZJ-S1-0001"]
        entry = page.side.entry
        entry.open_empty()
        entry.number.setText("CP1:phone:110190001:ZD-S1-0001")
        assert entry.fields["caller"].isVisible()
        assert not entry.fields["outgoing"].isVisible()
        entry.text.setPlainText("停电期间来电：电梯困人")
        entry._enter()
        await gui.until(entry._said.isVisible, "the time on the paper is asked for")
        assert gui.services.logbook.undecided() == ()
        entry.fields["happened"].setText("01:30")
        entry._enter()
        await gui.until(gui.services.logbook.undecided, "call")
        await gui.until(lambda: not entry.number.text(), "next form")
        entry.number.setText("ZJ-S1-0001")
        for name, text in (("day", "2026-07-17"), ("outgoing", "张某"), ("incoming", "李某")):
            entry.fields[name].setText(text)
        for name in ("signed_outgoing", "signed_incoming"):
            entry.fields[name].setText("7-18 08:30")
        entry.undone.setPlainText("催报排查表\n\n联系物业")
        entry._enter()
        await gui.until(gui.services.handover.sheets, "sheet")

        assert gui.services.handover.sheets()[0].on_paper
        assert [one.text for one in gui.services.handover.matters.open_matters()] == ["催报排查表", "联系物业"]
        await gui.until(lambda: not entry.undone.toPlainText(), "next form")

    gui.run(scenario())


def test_sheets_are_found_saved_for_wps_and_take_a_scan(gui: Gui) -> None:
    async def scenario() -> None:
        page = await begun(gui)
        assert page._sheet is not None
        number = page._sheet.number
        await page.deeds.search("无此人")
        assert page.side.archive.table.model().rowCount() == 0
        await page.deeds.search(f"{number} 2026-07-19")
        assert page.side.archive.table.model().rowCount() == 1
        page.side.archive.docx_requested.emit()
        await gui.until(lambda: list(gui.folder.glob("*.docx")), "docx")
        scan = gui.folder / "scan.png"
        scan.write_bytes(b"hello")
        await page.deeds.attach(scan)
        await gui.until(page.side._problem.isVisible, "refused")
        scan.write_bytes(b"\x89PNG\r\n\x1a\n")
        await page.deeds.attach(scan)
        await gui.until(lambda: page._sheet is not None and page._sheet.scans, "scan")

    gui.run(scenario())


def test_a_matter_typed_for_one_sheet_is_not_handed_over_a_second_time(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        page.side.undone._lines[0].setText("与供电公司确认复电")
        page.side._zero.setCurrentIndex(2)
        page.side.begin_requested.emit()
        await gui.until(lambda: page._sheet is not None and page.side.matters._shown, "sheet")

        form = page.side.form()
        assert (form.undone, form.zero_report) == ((), None)
        assert [one.text for one in page.side.matters._shown] == ["与供电公司确认复电"]

    gui.run(scenario())


def test_an_open_reminder_is_read_out_like_every_item(gui: Gui) -> None:
    gui.services.tools.reminders.note("30 回访王大爷")

    async def scenario() -> None:
        page = await begun(gui)
        await gui.until(lambda: page.side.reading._checks, "items")
        assert any("回访王大爷" in box.accessibleName() for box in page.side.reading._checks.values())

    gui.run(scenario())
