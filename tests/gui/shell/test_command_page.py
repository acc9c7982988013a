from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from commandpost.app.desk import PersonRole
from commandpost.app.logbook import LogMode
from commandpost.app.nearby import Nearby
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.gui.dialogs.close_form import CloseForm
from commandpost.gui.dialogs.correct_form import CorrectForm
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.dialogs.phone_form import PhoneForm
from commandpost.gui.map.tools import ToolKind
from commandpost.gui.pages.command.countdown import Shape, countdown_of
from commandpost.gui.pages.command.page import CommandPage
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, staff

TIAN = LonLat(lon=116.41, lat=39.905)


async def opened(gui: Gui) -> CommandPage:
    """The page as it stands after its first reading."""
    page = CommandPage(gui.context())
    page.resize(1300, 700)
    gui.bridge.changed.connect(page.refresh)
    page.refresh(ChangeSet())
    page.show()
    await gui.until(lambda: page._view is not None, "first reading")
    page.tick(gui.desk.now())
    return page


def incident(gui: Gui, title: str, *, level: Level = Level.GENERAL, received: datetime | None = None) -> RecordId:
    new = NewIncident(
        title=title, code="", level=level, place="槐树里", lonlat=TIAN, received=received or gui.desk.now()
    )
    return gui.services.incidents.open(new)


def open_forms(kind: type) -> list[object]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def test_typing_and_enter_saves_signed_in_and_empties_the_box(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        QTest.keyClicks(page.log.entry.edit, "patrol quiet")
        QTest.keyClick(page.log.entry.edit, Qt.Key.Key_Return)
        await gui.until(lambda: [item.text for item in page.log.model.items] == ["patrol quiet"])

        assert page.log.entry.edit.toPlainText() == ""
        assert page.log.model.items[0].author_name != "x"
        assert page.log.model.items[0].mode is LogMode.NOTE
        page.close()

    gui.run(scenario())


def test_shift_enter_breaks_the_line_and_saves_nothing(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        QTest.keyClicks(page.log.entry.edit, "one")
        QTest.keyClick(page.log.entry.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(page.log.entry.edit, "two")

        assert page.log.entry.edit.toPlainText() == "one\ntwo"
        assert gui.desk.store.count("log") == 0
        page.close()

    gui.run(scenario())


def test_what_an_input_method_commits_is_saved_and_its_own_enter_is_not_ours(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        edit = page.log.entry.edit
        QApplication.sendEvent(edit, QInputMethodEvent("chao yang", []))
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert gui.desk.store.count("log") == 0
        committed = QInputMethodEvent("", [])
        committed.setCommitString("朝阳区𠀀来电")
        QApplication.sendEvent(edit, committed)
        text = edit.toPlainText().strip()
        edit.setPlainText(text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(lambda: len(page.log.model.items) == 1)

        assert page.log.model.items[0].text == "朝阳区𠀀来电"
        page.close()

    gui.run(scenario())


def test_a_refused_entry_stays_in_the_box_with_a_sentence(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        page.log.entry.edit.setPlainText("水" * 1_000_000)
        QTest.keyClick(page.log.entry.edit, Qt.Key.Key_Return)
        await gui.until(lambda: not page.log.entry.problem.isHidden())

        assert len(page.log.entry.edit.toPlainText()) == 1_000_000
        assert "20000" in page.log.entry.problem.text()
        page.close()

    gui.run(scenario())


def test_a_full_disk_keeps_the_text_and_the_next_try_saves_it(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        with monkeypatch.context() as broken:
            broken.setattr(type(gui.services.logbook), "record", _full)
            QTest.keyClicks(page.log.entry.edit, "keep me")
            QTest.keyClick(page.log.entry.edit, Qt.Key.Key_Return)
            await gui.until(lambda: not page.log.entry.problem.isHidden())
            assert page.log.entry.edit.toPlainText() == "keep me"
        QTest.keyClick(page.log.entry.edit, Qt.Key.Key_Return)
        await gui.until(lambda: gui.desk.store.count("log") == 1)
        page.close()

    gui.run(scenario())


def _full(*_args: object, **_named: object) -> None:
    raise Unavailable("disk_full")


def test_a_call_carries_caller_phone_and_told_and_waits_for_its_decision(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        page.act("log.call_in")
        entry = page.log.entry
        entry.caller.setText("居民张某")
        entry.phone.setText("13900007741")
        entry.told.setText("消防，社区应急队")
        QTest.keyClicks(entry.edit, "smoke")
        QTest.keyClick(entry.edit, Qt.Key.Key_Return)
        await gui.until(lambda: page.log.undecided.first is not None)

        item = page.log.model.items[0]
        assert (item.mode, item.told) == (LogMode.CALL_IN, ("消防", "社区应急队"))
        assert "13900007741" not in item.phone_masked
        assert not page.log.undecided.isHidden()
        assert entry.caller.text() == ""
        page.act("call.noted")
        await gui.until(lambda: page.log.undecided.first is None)
        page.close()

    gui.run(scenario())


def test_a_call_is_passed_on_by_keyboard(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        gui.services.logbook.record("井盖松动", mode=LogMode.CALL_IN)
        await gui.until(lambda: page.log.undecided.first is not None)
        page.act("call.passed_on")
        QTest.keyClicks(page.log.undecided._to, "12345")
        QTest.keyClick(page.log.undecided._to, Qt.Key.Key_Return)
        await gui.until(lambda: page.log.undecided.first is None)

        assert page.log.model.items[0].passed_to == "12345"
        page.close()

    gui.run(scenario())


def test_a_whole_incident_is_opened_without_the_mouse(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        page.act("incident.new")
        form = next(iter(open_forms(IncidentForm)))
        assert isinstance(form, IncidentForm)
        QTest.keyClicks(form.ui.title, "wall down")
        QTest.keyClicks(form.ui.code, "dz")
        QTest.keyClicks(form.ui.coordinate, "39.905, 116.41")
        QTest.keyClick(form.ui.title, Qt.Key.Key_Return)
        await gui.until(lambda: page.incidents.model.rows)

        row = page.incidents.model.rows[0]
        assert (row.title, row.lonlat, row.code) == ("wall down", TIAN, "11C00")
        assert page.context.selection.incident == row.id
        assert page.log.entry.incident.currentData() == row.id
        page.close()

    gui.run(scenario())


def test_an_impossible_incident_is_refused_beside_its_field_and_nothing_is_lost(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        form = page.deeds.new_incident()
        form.ui.title.setText("坍塌")
        form.ui.occurred.setText("02:24")
        form.ui.received.setText("02:10")
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden())

        assert form.isVisible()
        assert form.ui.title.text() == "坍塌"
        assert form.ui.occurred.property("problem") is True
        form.ui.occurred.setText("昨晚")
        form.begin()
        await gui.until(lambda: "昨晚" in form.ui.problem.text())
        form.reject()
        page.close()

    gui.run(scenario())


def test_a_place_outside_beijing_is_doubted_and_accepted(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        form = page.deeds.new_incident()
        form.ui.title.setText("外地来电")
        form.place_picked(LonLat(lon=121.47, lat=31.23))
        await gui.until(lambda: not form.ui.warnings.isHidden())
        form.begin()
        await gui.until(lambda: page.incidents.model.rows)
        page.close()

    gui.run(scenario())


def test_a_place_is_picked_on_the_map_for_the_form_that_asked(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        form = page.deeds.new_incident()
        form.ui.pick.click()
        assert not form.isVisible()
        assert page.canvas.tool.kind is ToolKind.POINT
        page.canvas.announce_point(TIAN)

        assert form.isVisible()
        assert form.ui.coordinate.text() == "39.905000, 116.410000"
        form.reject()
        page.close()

    gui.run(scenario())


def test_only_what_was_changed_is_written_when_an_incident_is_revised(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui, "积水", level=Level.LARGER)
        staff(gui, "陈建国", PersonRole.DUTY_LEADER)
        page = await opened(gui)
        before = gui.desk.store.record(record)
        form = page.deeds.revise(page.incidents.model.rows[0])
        done: list[bool] = []
        form.carried_out.connect(lambda: done.append(True))
        form.begin()
        await gui.until(lambda: done)
        unchanged = gui.desk.store.record(record)
        assert before is not None
        assert unchanged is not None
        assert unchanged.entries == before.entries

        form = page.deeds.revise(page.incidents.model.rows[0])
        form.ui.level.setCurrentIndex(form.ui.level.findData(Level.GENERAL))
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden(), "lowering asks for a reason")
        form.ui.reason.setText("水已退")
        await gui.until(lambda: not form.ui.leader.isHidden() and form.ui.leader.count(), "and for the leader")
        form.ui.pin.setText(PIN)
        form.ui.trapped.setValue(0)
        form.begin()
        await gui.until(lambda: page.incidents.model.rows[0].level is Level.GENERAL)

        assert page.incidents.model.rows[0].figures["trapped"] == 0
        page.close()

    gui.run(scenario())


def test_the_list_puts_at_once_first_then_the_nearest_limit_then_the_settled(gui: Gui) -> None:
    async def scenario() -> None:
        first = incident(gui, "早")
        gui.later(minutes=5)
        second = incident(gui, "晚")
        page = await opened(gui)
        await gui.until(lambda: len(page.incidents.model.rows) == 2)

        assert [row.id for row in page.incidents.model.rows] == [first, second]
        gui.services.reports.phone_report(first, to="区总值班室", taken_by="赵强")
        await gui.until(lambda: [row.id for row in page.incidents.model.rows] == [second, first])

        countdown = countdown_of(page.incidents.model.rows[0], gui.desk.now())
        assert countdown.shape is Shape.BOLT
        page.close()

    gui.run(scenario())


def test_the_countdown_tells_its_state_in_words_and_shape(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui, "塌")
        gui.services.reports.phone_report(record, to="区总值班室", taken_by="赵强")
        page = await opened(gui)
        await gui.until(lambda: page.incidents.model.rows)
        row = page.incidents.model.rows[0]
        deadline = row.driving(gui.desk.now())
        assert deadline is not None
        assert deadline.due is not None
        whole = deadline.due - deadline.started

        told = {share: countdown_of(row, deadline.started + whole * share) for share in (0.1, 0.6, 0.9, 1.5)}

        assert [told[share].shape for share in told] == [Shape.NONE, Shape.HOLLOW, Shape.FILLED, Shape.STOP]
        assert len({countdown.text for countdown in told.values()}) == 4
        assert len({countdown.role for countdown in told.values()}) == 3
        assert told[1.5].share == 1.0
        page.close()

    gui.run(scenario())


def test_cards_change_places_by_the_clock_alone_and_the_chosen_one_stays_chosen(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "甲")
        page = await opened(gui)
        await gui.until(lambda: page.incidents.current() is not None)
        chosen = page.incidents.current()
        gui.services.reports.phone_report(RecordId(str(chosen)), to="区总值班室", taken_by="赵强")
        incident(gui, "乙")
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.incidents.tick(gui.desk.now() + timedelta(hours=30))

        assert page.incidents.current() == chosen
        page.close()

    gui.run(scenario())


def test_choosing_on_the_map_chooses_in_the_list_and_draws_the_circle(gui: Gui) -> None:
    async def scenario() -> None:
        first, second = incident(gui, "甲"), incident(gui, "乙")
        page = await opened(gui)
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        for wanted in (second, first):
            page.canvas.feature_clicked.emit("incident", wanted)
            assert page.incidents.current() == wanted
            assert page.canvas._scene.circle is not None
        page.close()

    gui.run(scenario())


def test_the_circle_counts_again_when_its_radius_changes_and_keeps_it(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui, "甲")
        page = await opened(gui)
        await gui.until(lambda: page._chosen_row() is not None)
        page.incidents.circle.radius.setValue(1200)
        await gui.until(lambda: gui.services.incidents.row(record).radius == 1200)

        assert page.canvas._scene.circle is not None
        assert page.canvas._scene.circle.radius_m == 1200
        page.close()

    gui.run(scenario())


def test_the_six_counts_are_shown(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        found = Nearby(
            people=23,
            vulnerable=9,
            teams=2,
            team_members=31,
            shelters=3,
            shelter_free=640,
            supplies=1,
            hazards_open=4,
            items=(),
        )
        page.incidents.circle.show_counts(found)

        shown = " ".join(value.text() for value in page.incidents.circle._values.values())
        assert all(str(number) in shown for number in (23, 9, 2, 31, 640, 1, 4))
        page.close()

    gui.run(scenario())


def test_a_correction_shows_the_old_text_struck_below_the_new(gui: Gui) -> None:
    async def scenario() -> None:
        gui.services.logbook.record("伤 1 人")
        page = await opened(gui)
        await gui.until(lambda: page.log.model.items)
        page.act("log.correct")
        form = next(iter(open_forms(CorrectForm)))
        assert isinstance(form, CorrectForm)
        form.ui.text.setPlainText("伤 2 人")
        form.ui.reason.setText("复核")
        form.begin()
        await gui.until(lambda: page.log.model.items[0].text == "伤 2 人")

        assert [old.text for old in page.log.model.items[0].older] == ["伤 1 人"]
        page.close()

    gui.run(scenario())


def test_a_phone_report_stops_the_phone_clock(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui, "塌")
        page = await opened(gui)
        await gui.until(lambda: page._chosen_row() is not None)
        page.act("report.phone")
        form = next(iter(open_forms(PhoneForm)))
        assert isinstance(form, PhoneForm)
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden(), "asks who took it")
        QTest.keyClicks(form.ui.taken_by, "Zhao")
        QTest.keyClick(form.ui.taken_by, Qt.Key.Key_Return)
        await gui.until(lambda: gui.desk.store.count("report") == 1)

        assert all(
            deadline.step.value != "phone"
            for deadline in [gui.services.incidents.row(record).driving(gui.desk.now())]
            if deadline
        )
        page.close()

    gui.run(scenario())


def test_not_reporting_asks_for_reason_and_leader(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "误报")
        page = await opened(gui)
        await gui.until(lambda: page._chosen_row() is not None)
        page.act("incident.close")
        await gui.until(lambda: open_forms(CloseForm))
        form = next(iter(open_forms(CloseForm)))
        assert isinstance(form, CloseForm)
        form.ui.not_reported.setChecked(True)
        form.begin()
        await gui.until(lambda: not form.ui.problem.isHidden())
        form.reject()
        page.close()

    gui.run(scenario())


def test_older_lines_come_when_the_reader_goes_up(gui: Gui) -> None:
    async def scenario() -> None:
        for at in range(230):
            gui.services.logbook.record(f"第 {at} 条")
            gui.later(seconds=1)
        page = await opened(gui)
        await gui.until(lambda: len(page.log.model.items) == 200)
        page.log.view.older_wanted.emit()
        await gui.until(lambda: len(page.log.model.items) == 230)

        assert [item.text for item in page.log.model.items[:2]] == ["第 0 条", "第 1 条"]
        page.close()

    gui.run(scenario())


def test_every_field_and_button_has_a_name_for_a_screen_reader(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
        parts = [part for kind in kinds for part in page.findChildren(kind)]
        own = [part for part in parts if not _inside_a_field(part)]

        nameless = [repr(part) for part in own if not (part.accessibleName() or getattr(part, "text", str)())]

        assert len(own) > 20
        assert nameless == []
        page.close()

    gui.run(scenario())


def _inside_a_field(part: QWidget) -> bool:
    """The popup and the line inside a combo or spin box are spoken with it."""
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox):
            return True
        parent = parent.parentWidget()
    return False
