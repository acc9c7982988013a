"""Many alarms at once: the gravest stay in sight, all sound, the page keeps its room, and typing loses no key."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from commandpost.gui.notices import Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.widgets.shape import column
from commandpost.gui.window.banner import Banner
from commandpost.gui.window.banners import IN_SIGHT, BannerStack


class Stack:
    """Banners in a window of their own."""

    def __init__(self) -> None:
        self.notices, self.alarm = Notices(), Alarm()
        self.banners = BannerStack(self.notices, self.alarm)

    def flood(self, count: int, *, rank: int = 1) -> None:
        for number in range(count):
            self.notices.say(f"积水{number}", key=f"alarm-{number}", tone=Tone.ALARM, rank=rank)

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
        QTest.keyClick(qapp.focusWidget() or box, letter)

    assert box.text() == typed
    window.close()
