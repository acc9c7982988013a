"""Many alarms at once: the gravest stay in sight, all sound, the page keeps its room, and typing loses no key."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from commandpost.gui.flood_gauge import Section
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.widgets.shape import column
from commandpost.gui.window.banner import Banner
from commandpost.gui.window.banners import IN_SIGHT, BannerStack
from commandpost.gui.window.flood import GroupBar
from tests.fakes import FakeClock


class Stack:
    """Banners in a window of their own."""

    def __init__(self) -> None:
        self.notices, self.alarm, self.clock = Notices(), Alarm(), FakeClock()
        self.banners = BannerStack(self.notices, self.alarm, self.clock.now)

    def flood(self, count: int, *, rank: int = 1) -> None:
        for number in range(count):
            self.notices.say(f"积水{number}", key=f"alarm-{number}", tone=Tone.ALARM, rank=rank)

    def storm(self, incidents: int, each: int, *, rank: int = 1) -> None:
        """Alarms of several incidents that begin now."""
        for number in range(incidents * each):
            about = number % incidents
            notice = Notice(
                key=f"{about}:{number}",
                text=f"积水{about}的第{number}条",
                tone=Tone.ALARM,
                rank=rank,
                group=f"incident-{about}",
                group_title=f"积水{about}",
            )
            self.notices.post(notice)

    @property
    def bars(self) -> list[str]:
        found = [self.banners._stack.itemAt(at).widget() for at in range(self.banners._stack.count())]
        return [one.section.title for one in found if isinstance(one, GroupBar) and not one.isHidden()]

    @property
    def in_sight(self) -> list[str]:
        found = [self.banners._stack.itemAt(at).widget() for at in range(self.banners._stack.count())]
        return [one.notice.text for one in found if isinstance(one, Banner) and not one.isHidden()]


def test_of_many_alarms_a_few_are_in_sight_and_every_one_sounds(qapp: QApplication) -> None:
    stack = Stack()
    stack.flood(25)

    assert len(stack.in_sight) == IN_SIGHT
    assert len(stack.alarm.sounding) == 25
    assert "22" in stack.banners.more.text()


def test_the_gravest_is_on_top_though_lighter_ones_come_later(qapp: QApplication) -> None:
    stack = Stack()
    stack.notices.say("坍塌已超时", key="grave", tone=Tone.ALARM, rank=2)
    stack.flood(25)

    assert stack.in_sight[0] == "坍塌已超时"


def test_a_sentence_to_the_operator_is_seen_in_the_middle_of_a_flood(qapp: QApplication) -> None:
    stack = Stack()
    stack.flood(25)
    stack.notices.say("请先登录", key="refused", tone=Tone.WARNING)

    assert "请先登录" in stack.in_sight
    assert len(stack.in_sight) == IN_SIGHT


def test_as_alarms_are_answered_the_ones_behind_come_in_sight(qapp: QApplication) -> None:
    stack = Stack()
    stack.flood(4)
    stack.notices.withdraw("alarm-3")

    assert stack.in_sight == ["积水2", "积水1", "积水0"]
    assert stack.banners.more.isHidden()


def test_the_list_shows_all_and_follows_what_comes_and_goes(qapp: QApplication) -> None:
    stack = Stack()
    stack.flood(25)
    stack.banners.open_list()
    shown = stack.banners._list
    assert shown is not None
    assert (shown.isModal(), len(shown.texts)) == (False, 25)

    stack.notices.withdraw("alarm-7")

    assert "积水7" not in shown.texts
    assert len(shown.texts) == 24
    shown.close()


def test_typing_loses_no_key_while_a_flood_comes_and_goes(qapp: QApplication) -> None:
    stack, box, window = Stack(), QLineEdit(), QWidget()
    window.setLayout(column(stack.banners, box))
    window.show()
    box.setFocus()
    typed = "chen 13:05 road flooded, 2 cars stuck"
    for number, letter in enumerate(typed):
        stack.notices.say(f"积水{number}", key=f"alarm-{number}", tone=Tone.ALARM, rank=number % 3)
        stack.notices.withdraw(f"alarm-{number - 15}")
        stack.notices.say("查岗", key="spot:1", tone=Tone.ALARM, action="应答")
        QTest.keyClicks(qapp.focusWidget() or box, letter)

    assert box.text() == typed
    window.close()


def test_a_flood_is_shown_by_incident_and_every_alarm_still_sounds(qapp: QApplication) -> None:
    stack = Stack()
    stack.storm(incidents=3, each=3)
    assert (stack.bars, len(stack.in_sight)) == ([], IN_SIGHT)

    stack.storm(incidents=3, each=4)

    assert (sorted(stack.bars), stack.in_sight) == (["积水0", "积水1", "积水2"], [])
    assert len(stack.alarm.sounding) == 12
    assert "12" in stack.banners.more.text()
    assert not stack.banners.more.isHidden()


def test_in_a_flood_the_highest_priority_comes_first_and_ends_a_pause(qapp: QApplication) -> None:
    stack = Stack()
    stack.storm(incidents=4, each=3)
    stack.alarm.pause(100)
    stack.notices.post(
        Notice(key="3:late", text="初报已超时", tone=Tone.ALARM, rank=2, group="incident-3", group_title="积水3")
    )

    assert stack.bars[0] == "积水3"
    assert stack.banners._bars[0].section.notices[0].text == "初报已超时"
    assert (stack.alarm.sounding[0], stack.alarm.pause_left) == ("3:late", 0)


def test_the_list_shows_a_flood_under_its_incidents_each_to_be_taken_note_of(qapp: QApplication) -> None:
    stack = Stack()
    stack.storm(incidents=2, each=6)
    stack.banners._bars[0].show_all.click()
    shown = stack.banners._list
    assert shown is not None

    heads = [one.text() for one in shown.findChildren(QLabel) if one.property("role") == "heading"]
    assert sorted(head[:3] for head in heads) == ["积水0", "积水1"]
    assert len(shown.texts) == 12
    shown.close()


def test_ten_minutes_later_the_flood_is_over_and_each_alarm_has_its_own_bar(qapp: QApplication) -> None:
    stack = Stack()
    stack.storm(incidents=2, each=6)
    assert stack.bars
    stack.clock.advance(minutes=10)
    stack.alarm.flashed.emit(True)

    assert (stack.bars, len(stack.in_sight)) == ([], IN_SIGHT)


def test_an_alarm_without_an_incident_keeps_its_own_bar_in_a_flood(qapp: QApplication) -> None:
    stack = Stack()
    stack.storm(incidents=1, each=11)
    stack.notices.say("空岗", key="gap:1", tone=Tone.ALARM, rank=1)

    assert (stack.bars, stack.in_sight) == (["积水0"], ["空岗"])


def test_what_was_taken_note_of_and_calls_again_is_new_and_a_repeated_word_is_not(qapp: QApplication) -> None:
    stack = Stack()
    for _ in range(3):
        stack.storm(incidents=2, each=5)
    assert stack.bars == []

    stack.notices.withdraw("0:0")
    stack.storm(incidents=2, each=5)

    assert len(stack.bars) == 2


def test_a_thousand_alarms_posted_together_are_laid_out_once_and_have_bars_only_in_sight(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, laid, lay = Stack(), list[int](), BannerStack._lay

    def counted(banners: BannerStack, seen: Sequence[Section]) -> None:
        laid.append(len(seen))
        lay(banners, seen)

    monkeypatch.setattr(BannerStack, "_lay", counted)
    with stack.notices.together():
        stack.flood(1000)

    assert laid == [IN_SIGHT]
    assert len(stack.banners.texts) == len(stack.alarm.sounding) == 1000
    assert len(stack.banners.findChildren(Banner)) == IN_SIGHT
