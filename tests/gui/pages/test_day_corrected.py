"""The report of the day on its page: no zero over an incident, and a corrected one after a later incident."""

from __future__ import annotations

from commandpost.domain.local_time import local_day
from commandpost.gui.pages.review.page import ReviewPage
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown


def test_a_day_reported_before_its_incident_is_sent_anew_from_the_same_box(gui: Gui) -> None:
    gui.services.daily.send(local_day(gui.desk.now()))
    gui.later(minutes=1)
    incident(gui)

    async def scenario() -> None:
        page = shown(gui, ReviewPage)
        await gui.until(lambda: page.day.wanted is not None and page.day.send.isEnabled(), "the corrected one")
        page.day.text.setText("墙体开裂1起")
        page.day._send()
        await gui.until(lambda: gui.services.daily.rows()[0].text == "墙体开裂1起", "sent")
        await gui.until(lambda: not page.day.send.isEnabled(), "nothing more is wanted")
        page.close()

    gui.run(scenario())
