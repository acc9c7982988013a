"""A follow-up nobody has answered is handed over: on the items that are read out, and on the printed sheet."""

from __future__ import annotations

import re
from pathlib import Path

from commandpost.app.reminders import ReminderService
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.handover_items import items_of
from tests.integration.test_papers import read_back
from tests.unit.app.rooms import room
from tests.unit.documents.samples import TEMPLATES


def test_open_reminders_stand_on_the_sheet_and_are_read_out_and_answered_ones_do_not(tmp_path: Path) -> None:
    duty_room = room()
    reminders = ReminderService(duty_room.desk, duty_room.logbook)
    reminders.note("07:40 回访王大爷是否退水")
    done = reminders.note("30 回访泵站")
    reminders.done(done)

    sheet = duty_room.handover.begin()
    paper = duty_room.handover.paper(sheet)
    printed = re.sub(
        r"\s", "", read_back(PaperPress(FontChoice(), TEMPLATES).pdf(paper), tmp_path, "pdftotext", "-raw")
    )

    assert [item.text for item in items_of(paper) if item.kind == "undone"] == ["〔回访提醒〕回访王大爷是否退水"]
    assert "〔回访提醒〕回访王大爷是否退水7月19日07:40前（李静）" in printed
    assert "回访泵站" not in printed

    reading = duty_room.handover.reading
    reading.arrive(duty_room.staff["刘洋"], "1234")
    assert "〔回访提醒〕回访王大爷是否退水" in [item.text for item in reading.reading(sheet).items]
    assert duty_room.handover.matters.history() == ()
