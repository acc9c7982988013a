from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.people import PersonRole
from commandpost.domain.ids import RecordId
from commandpost.domain.report import UNKNOWN, missing_elements
from commandpost.domain.rules import Step
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.pages.report.words import state_word
from commandpost.gui.preferences import Liking
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, incident, shown, staff


async def drafted(gui: Gui) -> tuple[ReportPage, RecordId]:
    """The desk of a first draft."""
    about = incident(gui)
    page = shown(gui, ReportPage)
    page.open_record(about)
    await gui.until(lambda: page.desk.form.draft() is not None and page.desk.isVisible(), "draft")
    return page, about


def test_a_draft_stands_beside_its_paper(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        await gui.until(lambda: page.desk.paper.pages > 0, "paper")

        draft = page.desk.form.draft()
        assert draft is not None
        assert draft.elements["place"] == "槐树里12号院"

    gui.run(scenario())


def test_f8_fills_every_missing_element_one_by_one(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        filled = 0
        while page.act("report.unknown"):
            filled += 1
        draft = page.desk.form.draft()

        assert draft is not None
        assert filled == sum(text == UNKNOWN for text in draft.elements.values()) > 0
        assert missing_elements(draft.step, draft.elements) == ()  # the people too, of whom no figure is known

    gui.run(scenario())


async def sent_late(gui: Gui, page: ReportPage) -> None:
    """Send the draft thirteen hours later; the page asks why."""
    gui.later(hours=13)
    page.act("report.send")
    bar = page.desk.bar
    await gui.until(bar._reason.isVisible, "the reason's line")
    bar._reason.setText("通信中断")
    page.act("report.send")
    await gui.until(lambda: page._open is not None and page._open.sent is not None, "sent")


def test_a_late_report_asks_why_keeps_the_answer_and_leaves_once(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        await sent_late(gui, page)

        (row,) = gui.services.reports.rows()
        assert (row.late_reason, row.status, row.pending_leader_signature) == ("通信中断", "sent", True)
        assert row.lateness is not None
        assert row.lateness.late_by.total_seconds() > 0

    gui.run(scenario())


def test_a_long_narrative_stands_whole_without_a_bar_over_its_words(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        page.context.theme.apply()
        page.resize(1840, 900)
        field = page.desk.form._elements["course"]
        wrong: list[int] = []
        for length in range(20, 300, 7):
            field.show_text(("以永宁街道 槐树里社区 河沿绿地为中心702米范围内，重点人员62人；" * 13)[:length])
            await gui.drawn()
            box = field.box
            if box.verticalScrollBar().isVisible() or box.horizontalScrollBar().isVisible():
                wrong.append(length)
        field.show_text("物资点17处，未销号隐患6处；" * 60)
        await gui.drawn()

        assert wrong == []
        assert field.box.verticalScrollBar().isVisible()  # what is longer than the field grows is reached by a bar

    gui.run(scenario())


def test_against_a_report_that_has_left_no_tick_is_set(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        column = page.desk.progress
        await gui.until(column._noes.isVisible, "checked")
        offered = " ".join(part.text() for part in column.findChildren(QLabel))
        before = column._noes.isVisible(), gui.desk.store.head().code in offered
        await sent_late(gui, page)

        assert before == (True, True)  # and the foot of the window tells the same head of the chain
        assert not column._noes.isVisible()
        assert not column._noes_title.isVisible()

    gui.run(scenario())


def test_what_is_typed_survives_what_arrives_meanwhile(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        box = page.desk.form._elements["cause"].box
        QTest.keyClicks(box, "gas")
        gui.services.logbook.record("另一条记录")
        await gui.tasks.settled()

        assert box.toPlainText() == "gas"
        page.save()
        await gui.until(lambda: gui.desk.store.count("report") == 1, "saved draft")

    gui.run(scenario())


def test_a_wrong_pin_signs_nothing_and_the_right_one_signs(gui: Gui) -> None:
    staff(gui, "陈某", PersonRole.DUTY_LEADER)

    async def scenario() -> None:
        page, _about = await drafted(gui)
        bar = page.desk.bar
        bar.sign_requested.emit()
        await gui.until(bar.sign_box.isVisible, "sign box")
        bar.sign_box._pin.setText("9999")
        bar.sign_box._confirm()
        await gui.until(bar.sign_box._problem.isVisible, "refusal")
        bar.sign_box._pin.setText(PIN)
        bar.sign_box._confirm()
        await gui.until(bar.sign_box.isHidden, "signature")

        (row,) = gui.services.reports.rows()
        assert row.status == "signed"

    gui.run(scenario())


def test_the_list_names_the_state_of_each_report(gui: Gui) -> None:
    about = incident(gui)
    gui.services.reports.phone_report(about, to="总值班室", taken_by="刘某")
    gui.services.reports.save(gui.services.reports.draft(about))

    async def scenario() -> None:
        page = shown(gui, ReportPage)
        await gui.until(lambda: len(page.list.table.table.rows) == 2, "rows")
        rows = page.list.table.table.rows

        assert len({state_word(row) for row in rows}) == 2
        page.list.opened.emit(next(row for row in rows if row.status == "draft"))
        await gui.until(page.desk.isVisible, "desk")

    gui.run(scenario())


def test_after_sending_the_next_report_is_a_follow_up(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        page.act("report.send")
        await gui.until(lambda: page._open is not None and page._open.sent is not None, "sent")
        page.desk.bar.next_requested.emit()
        await gui.until(lambda: page._open is not None and page._open.sent is None, "next draft")

        assert page._open is not None
        assert page._open.draft.step.value == "follow_up"
        page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("*.pdf")), "PDF")

    gui.run(scenario())


def test_another_step_is_chosen_by_hand(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        steps = page.desk._steps
        steps.setCurrentIndex(steps.findData(Step.FINAL))
        steps.activated.emit(steps.currentIndex())
        await gui.until(lambda: page._open is not None and page._open.draft.step is Step.FINAL, "final report")

        assert "summary" in page.desk.form._elements

    gui.run(scenario())


def test_a_report_signed_later_is_kept_on_paper_as_it_left_and_as_it_was_signed(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        leader = await gui.tasks.store(staff, gui, "陈建国", PersonRole.DUTY_LEADER)
        gui.later(hours=13)
        page.act("report.send")
        await gui.until(page.desk.bar._reason.isVisible)
        page.desk.bar._reason.setText("通信中断")
        page.act("report.send")
        await gui.until(lambda: page._open is not None and page._open.sent is not None, "sent")
        (row,) = gui.services.reports.rows()
        await gui.tasks.store(gui.services.reports.countersign, row.id, LeaderSignature(leader=leader, pin="1234"))
        await gui.until(
            lambda: page._open is not None and page._open.sent is not None and page._open.sent.countersigned
        )
        page.act("paper.print")
        await gui.until(lambda: len(list(gui.folder.glob("*.pdf"))) == 2, "both papers")

        first, signed = (gui.services.reports.pdf(row.id, as_sent=True), gui.services.reports.pdf(row.id))
        assert {file.read_bytes() for file in gui.folder.glob("*.pdf")} == {first, signed}
        assert first != signed

    gui.run(scenario())


def test_large_type_on_a_small_screen_breaks_the_bar_in_two_and_holds_no_window_wide(gui: Gui) -> None:
    about = incident(gui)

    async def scenario() -> None:
        context = gui.context(Liking(scale=150))
        context.theme.apply()
        page = ReportPage(context)
        page.resize(1366, 700)
        page.show()
        page.open_record(about)
        await gui.until(lambda: page.desk.form.draft() is not None)
        await gui.tasks.settled()

        assert page.width() == 1366
        assert page.minimumSizeHint().width() <= 1366
        page.close()
        gui.context().theme.apply()

    gui.run(scenario())
