"""Badge, red rows and sound count the same items; each is a complaint of real users (domain.md 7a)."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from commandpost.domain.ids import RecordId
from commandpost.gui.flood_gauge import FloodGauge
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.window.banners import BannerStack
from commandpost.gui.window.inbox_call import INBOX, InboxCall
from commandpost.gui.window.new_alarms import NewAlarms
from tests.fakes import START, FakeClock


def ids(*names: str) -> frozenset[RecordId]:
    return frozenset(map(RecordId, names))


class Heard:
    """A call with its banners and its sound."""

    def __init__(self) -> None:
        self.notices, self.alarm = Notices(), Alarm()
        self.banners = BannerStack(self.notices, self.alarm, FakeClock().now)
        self.call = InboxCall(self.notices)
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)

    @property
    def sounds(self) -> bool:
        return INBOX in self.alarm.sounding


def test_a_follow_up_sounds_though_the_report_before_it_was_just_receipted(qapp: QApplication) -> None:
    heard = Heard()
    heard.call.compare(ids("report-1"))
    heard.alarm.acknowledge(INBOX)

    heard.call.compare(ids("report-2"))  # one gone, one come: the count is the same

    assert heard.sounds


def test_the_sound_goes_on_when_more_arrives_while_it_sounds(qapp: QApplication) -> None:
    heard = Heard()
    heard.call.compare(ids("report-1"))
    heard.call.compare(ids("report-1", "report-2"))

    assert heard.sounds
    assert heard.banners.texts == (heard.posted[-1].text,)


def test_each_further_arrival_is_new_to_whoever_listens_outside_and_a_receipt_is_not(qapp: QApplication) -> None:
    heard, begun = Heard(), list[Notice]()
    new, gauge = NewAlarms(heard.notices), FloodGauge()
    new.begun.connect(begun.append)
    heard.notices.posted.connect(lambda notice: gauge.note(notice, START))

    heard.call.compare(ids("report-1"))
    heard.call.compare(ids("report-1", "report-2"))
    heard.call.compare(ids("report-2"))
    heard.call.compare(ids("report-2", "report-3"))
    assert [one.items for one in begun] == [ids("report-1"), ids("report-1", "report-2"), ids("report-2", "report-3")]

    InboxCall(heard.notices).compare(ids("report-2", "report-3"))  # a window built anew says what it finds
    assert (len(begun), gauge.count(START)) == (3, 3)


def test_what_waits_at_the_start_sounds(qapp: QApplication) -> None:
    heard = Heard()
    heard.call.compare(ids("report-1"))

    assert heard.sounds
    assert heard.posted[-1].tone is Tone.ALARM


def test_an_acknowledged_sound_stays_silent_until_something_new_comes(qapp: QApplication) -> None:
    heard = Heard()
    heard.call.compare(ids("report-1"))
    heard.alarm.acknowledge(INBOX)

    heard.call.compare(ids("report-1"))
    assert not heard.sounds

    heard.call.compare(ids("report-1", "report-2"))
    assert heard.sounds


def test_the_last_receipt_ends_the_sound_and_an_empty_inbox_makes_none(qapp: QApplication) -> None:
    heard = Heard()
    heard.call.compare(ids())
    assert heard.posted == []

    heard.call.compare(ids("report-1"))
    heard.call.compare(ids())

    assert not heard.sounds
    assert heard.banners.texts == ()
