"""What is typed while a report leaves stays under the same hands: in the next report."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from PySide6.QtTest import QTest

from commandpost.app.report_values import ReportDraft
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from commandpost.gui.pages.report.reading import OpenReport, open_draft
from commandpost.gui.pages.report.typed_on import typed_on
from tests.gui.conftest import Gui
from tests.gui.pages.test_report_page import drafted

SENT = ReportDraft(incident=RecordId("i"), step=Step.INITIAL, title="初报", elements={"place": "西街", "cause": "不明"})
NEXT = ReportDraft(incident=RecordId("i"), step=Step.FOLLOW_UP, title="续报", elements={"course": "已到场"})


def test_what_is_typed_while_a_report_leaves_goes_on_in_the_next_one(gui: Gui) -> None:
    async def scenario() -> None:
        page, about = await drafted(gui)
        while page.act("report.unknown"):
            pass
        page.save()
        await gui.tasks.settled()
        gate = threading.Event()
        held = asyncio.ensure_future(gui.tasks.store(gate.wait, 10))
        page.act("report.send")
        await gui.until(page._writing.locked, "it is being sent")
        box = page.desk.form._elements["requests"].box
        box.setFocus()
        QTest.keyClicks(box, "two pumps")
        gate.set()
        await held
        await gui.until(lambda: page._open is not None and page._open.draft.step is Step.FOLLOW_UP, "the next draft")
        box = page.desk.form._elements["requests"].box
        assert "two pumps" in box.toPlainText()
        assert page.desk.form.key_in_focus() in {"requests", ""}  # "" where no window is active
        assert page.desk.bar._problem.isVisible()
        page.show_list()
        await gui.tasks.settled()
        page.close()
        assert "two pumps" in gui.services.reports.draft(about).elements["requests"]

    gui.run(scenario())
    assert [row.status for row in gui.services.reports.rows()] == ["draft", "sent"]


def test_what_was_typed_waits_in_the_form_where_no_next_report_can_be_had(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [Unavailable("disk_full"), Unavailable("disk_full")]

    def reading(*told: Any) -> OpenReport:
        if told[-1] is None and broken:
            raise broken.pop()
        return open_draft(*told)

    async def scenario() -> None:
        page, about = await drafted(gui)
        monkeypatch.setattr("commandpost.gui.pages.report.page.open_draft", reading)
        while page.act("report.unknown"):
            pass
        page.save()
        await gui.tasks.settled()
        gate = threading.Event()
        held = asyncio.ensure_future(gui.tasks.store(gate.wait, 10))
        page.act("report.send")
        await gui.until(page._writing.locked, "it is being sent")
        QTest.keyClicks(page.desk.form._elements["requests"].box, "two pumps")
        gate.set()
        await held
        await gui.until(lambda: not page._writing.locked() and len(broken) == 1, "it has left")
        await gui.tasks.settled()
        assert "It has left" in page.desk.bar._problem.text()
        assert "two pumps" in page.desk.form._elements["requests"].box.toPlainText()

        page.show_list()
        await gui.tasks.settled()
        assert page._dirty
        await page.keep()
        await gui.tasks.settled()
        await page.keep()
        page.close()
        assert "two pumps" in gui.services.reports.draft(about).elements["requests"]

    gui.run(scenario())
    assert gui.refused == []
    assert [row.status for row in gui.services.reports.rows()] == ["draft", "sent"]


def test_what_was_typed_is_kept_when_the_list_is_shown_at_once(gui: Gui) -> None:
    async def scenario() -> None:
        page, about = await drafted(gui)
        QTest.keyClicks(page.desk.form._elements["cause"].box, "gas")
        page.show_list()
        await gui.tasks.settled()
        page.close()
        assert gui.services.reports.draft(about).elements["cause"] == "gas"

    gui.run(scenario())


def test_a_report_that_left_while_nobody_typed_is_shown_as_it_left(gui: Gui) -> None:
    async def scenario() -> None:
        page, _about = await drafted(gui)
        page.act("report.send")
        page.act("report.send")
        await gui.until(lambda: page._open is not None and page._open.sent is not None, "sent")
        page.close()

    gui.run(scenario())
    assert [row.status for row in gui.services.reports.rows()] == ["sent"]


def test_typing_that_changed_nothing_begins_no_report() -> None:
    assert typed_on(SENT, SENT, NEXT) is None


def test_a_field_the_next_form_lacks_is_named_in_the_course_and_others_follow_what_stands_there() -> None:
    elements = {"place": "西街7号", "cause": "燃气"}
    typed = ReportDraft(incident=SENT.incident, step=Step.INITIAL, title="初报", elements=elements, figures={"dead": 1})

    draft = typed_on(SENT, typed, NEXT)

    assert draft is not None
    assert draft.elements["course"].splitlines()[0] == "已到场"
    assert draft.elements["course"].endswith("西街7号")
    assert (draft.elements["cause"], draft.figures, draft.title) == ("燃气", {"dead": 1}, "续报")
