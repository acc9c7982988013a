from __future__ import annotations

from commandpost.app.desk import PersonRole
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import LogMode
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.omissions import OmissionKind
from commandpost.gui.dialogs.explain_days_form import ExplainDaysForm
from commandpost.gui.pages.review import ReviewPage
from commandpost.journal.entry import Draft
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, incident, shown, staff


def grid(gui: Gui) -> None:
    fields = {"name": "一网格", "community": "槐树里社区"}
    gui.desk.write(Draft(kind="grid", record=RecordId("grid-1"), act="grid.enter", set=dict(fields)))


def test_the_badge_counts_what_the_list_shows(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, ReviewPage)
        counts: list[int] = []
        page.badge_changed.connect(counts.append)
        await gui.until(lambda: counts == [0])
        gui.services.logbook.record("门口有积水", mode=LogMode.CALL_IN)
        await gui.until(lambda: counts[-1:] == [1])

        (one,) = page.omissions.table.rows
        assert one.kind is OmissionKind.CALL_UNDECIDED
        page.close()

    gui.run(scenario())


def test_a_line_leads_to_where_it_is_made_good(gui: Gui) -> None:
    async def scenario() -> None:
        record = incident(gui)
        page = shown(gui, ReviewPage)
        asked: list[tuple[str, object]] = []
        page.context.navigator.asked.connect(lambda where, what: asked.append((where, what)))
        await gui.until(lambda: page.omissions.table.rows)
        page.omissions.selectRow(0)
        page.omissions.opened.emit(page.omissions.current)

        assert asked == [("report", record)]
        assert page.act("review.open")
        assert not page.act("paper.print")
        page.close()

    gui.run(scenario())


def test_the_report_of_the_day_goes_out_with_one_key_and_a_late_one_says_why(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, ReviewPage)
        await gui.until(lambda: page.day.day is not None)
        gui.later(hours=16)
        page.tick(gui.desk.now())
        page.day.send.click()
        await gui.until(lambda: not page.day.reason.isHidden())
        page.day.reason.setText("通信中断")
        page.day.send.click()
        await gui.until(gui.services.daily.rows)

        (row,) = gui.services.daily.rows()
        assert (row.zero, row.late_reason) == (True, "通信中断")
        page.close()

    gui.run(scenario())


def test_a_roll_call_is_begun_answered_and_ended_on_the_page(gui: Gui) -> None:
    async def scenario() -> None:
        grid(gui)
        page = shown(gui, ReviewPage)
        await gui.until(lambda: page.day.day is not None)
        page.roll.reason.setText("强降雨")
        page.roll.begin.click()
        await gui.until(lambda: page.roll.community.currentText() == "槐树里社区")
        page.tick(gui.desk.now())
        assert [one.title for one in page.omissions.table.rows] == ["槐树里社区"]
        page.roll.reason.setText("平安")
        page.roll.reason.returnPressed.emit()
        await gui.until(lambda: page.omissions.table.rows == ())
        page.roll.end.click()
        await gui.until(lambda: gui.services.roll_call.current() is None)
        page.close()

    gui.run(scenario())


def test_enter_on_a_silent_community_leads_to_its_answer(gui: Gui) -> None:
    async def scenario() -> None:
        for name in ("东河沿社区", "槐树里社区"):
            fields = {"name": name, "community": name}
            gui.desk.write(Draft(kind="grid", record=RecordId(f"grid-{name}"), act="grid.enter", set=dict(fields)))
        gui.services.roll_call.begin("暴雨橙色预警", 30)
        page = shown(gui, ReviewPage)
        left: list[object] = []
        page.context.navigator.asked.connect(lambda where, _what: left.append(where))
        await gui.until(lambda: len(page.omissions.table.rows) == 2)
        page.activateWindow()
        page.omissions.opened.emit(page.omissions.table.rows[1])
        asked_for, at_the_answer = page.roll.community.currentText(), page.roll.reason.hasFocus()
        page.roll.reason.setText("半句")
        page.omissions.opened.emit(page.omissions.table.rows[0])

        assert (asked_for, at_the_answer, left) == ("槐树里社区", True, [])
        assert page.roll.community.currentText() == "槐树里社区"  # whose answer is being typed
        page.close()

    gui.run(scenario())


def test_what_was_softened_is_shown_with_its_leader_and_its_reason(gui: Gui) -> None:
    async def scenario() -> None:
        leader = staff(gui, "陈建国", PersonRole.DUTY_LEADER)
        record = incident(gui)
        signed = LeaderSignature(leader=leader, pin=PIN)
        gui.services.incidents.revise(record, {"level": Level.GENERAL}, "复核", signature=signed)
        page = shown(gui, ReviewPage)
        await gui.until(lambda: page.softened.table.rows)

        model = page.softened.table
        shown_words = [str(model.data(model.index(0, at))) for at in range(model.columnCount())]
        assert shown_words[1:4] == ["槐树里12号院自建房局部坍塌", "复核", "陈建国"]
        page.close()

    gui.run(scenario())


def test_what_is_typed_about_one_thing_survives_a_deed_about_another(gui: Gui) -> None:
    async def scenario() -> None:
        for number in (1, 2):
            fields = {"name": f"网格{number}", "community": f"{number}号社区"}
            gui.desk.write(Draft(kind="grid", record=RecordId(f"grid-{number}"), act="grid.enter", set=dict(fields)))
        page = shown(gui, ReviewPage)
        await gui.until(lambda: page.day.day is not None)
        page.day.text.setText("积水1处，已排除")
        page.roll.reason.setText("强降雨")
        page.roll.begin.click()
        await gui.until(lambda: page.roll.community.count() == 2)
        assert (page.roll.reason.text(), page.day.text.text()) == ("", "积水1处，已排除")
        page.roll.community.setCurrentIndex(1)
        gui.services.logbook.record("门口有积水", mode=LogMode.CALL_IN)
        await gui.until(lambda: len(page.omissions.table.rows) == 3)
        assert page.roll.community.currentText() == "2号社区"
        page.close()

    gui.run(scenario())


def test_overdue_days_are_explained_by_the_leader_who_signs_on_the_page(gui: Gui) -> None:
    async def scenario() -> None:
        leader = staff(gui, "陈建国", PersonRole.DUTY_LEADER)
        gui.services.logbook.record("巡查正常")
        gui.later(days=3)
        page = shown(gui, ReviewPage)
        await gui.until(lambda: len(page.day.overdue(gui.desk.now())) == 3)
        page.day.explain.click()
        form = page.findChild(ExplainDaysForm)
        assert form is not None
        await gui.until(lambda: form.ui.leader.findData(leader) >= 0)
        form.ui.until.setCurrentIndex(1)
        form.ui.reason.setText("系统尚未启用")
        form.ui.pin.setText(PIN)
        form.begin()
        await gui.until(lambda: len(page.day.overdue(gui.desk.now())) == 1)

        assert sorted(row.explained for row in gui.services.daily.rows()) == [True, True]
        assert [row.leader_name for row in page.softened.table.rows] == ["陈建国"]
        page.close()

    gui.run(scenario())
