"""Banners above the page: they stack, never take the focus, and go when they are answered or out of date.

In a flood of alarms those of one incident share a bar; each of them goes on sounding until it is taken note of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from commandpost.gui.actions import key_of
from commandpost.gui.flood_gauge import FloodGauge, Section
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.widgets.shape import button, set_role
from commandpost.gui.window.alarm_figures import AlarmFigures
from commandpost.gui.window.alarm_list import AlarmList
from commandpost.gui.window.banner import Banner, banner_order
from commandpost.gui.window.flood import GroupBar
from commandpost.gui.window.sound_bar import SoundBar

SHOWN_MS = 8000  # an information; warnings and alarms stay
MOST = 5  # that do not sound; an alarm is never dropped
IN_SIGHT = 3  # of those that stand; the map below keeps its room, the others are one key away
LEAST_LINES = 28  # of text in the height of the window, from which they all have room


class BannerStack(QWidget):
    """The gravest on top, then the newest; a few in sight, all in the list; every one sounds."""

    def __init__(
        self,
        notices: Notices,
        alarm: Alarm,
        now: Callable[[], datetime],
        figures: AlarmFigures | None = None,
        flood: FloodGauge | None = None,
    ) -> None:
        super().__init__()
        self._notices = notices
        self._alarm = alarm
        self._now = now
        self._figures = figures
        self._flood = flood or FloodGauge()
        self._bars: list[GroupBar] = []
        self._standing: dict[str, Notice] = {}
        self._shown: dict[str, Banner] = {}  # bars of those that are or were in sight
        self._list: AlarmList | None = None
        self._laid_for = IN_SIGHT
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(1)
        self.more = button("", role="warn")
        self.more.clicked.connect(self.open_list)
        self._stack.addWidget(self.more)
        self.sound = SoundBar(alarm)
        self._stack.addWidget(self.sound)
        self._arrange()
        alarm.paused.connect(self._arrange)
        alarm.sounder.worked.connect(self._arrange)
        notices.posted.connect(self._take)
        notices.settled.connect(self._arrange)
        alarm.silenced.connect(self._remove)
        alarm.flashed.connect(self._flash)
        for standing in notices.alarms:  # a window built anew goes on with them
            self._take(standing)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(notice.text for notice in self._standing.values())

    def _take(self, notice: Notice) -> None:
        self._forget(notice.key)
        if notice.tone is not Tone.ALARM:
            self._alarm.acknowledge(notice.key)  # its cause is gone
            self._flood.forget(notice.key)
        if notice.text:
            self._stand(notice)
        self._arrange()

    def _stand(self, notice: Notice) -> None:
        self._standing[notice.key] = notice
        if notice.tone is Tone.ALARM:
            self._flood.note(notice, self._now())
            self._alarm.raise_for(notice.key, notice.rank)
            return
        if notice.tone is Tone.INFO and not notice.action:
            QTimer.singleShot(SHOWN_MS, self, lambda: self._expire(notice))
        quiet = [key for key, standing in self._standing.items() if standing.tone is not Tone.ALARM]
        for key in quiet[: max(0, len(quiet) - MOST)]:
            self._forget(key)

    def _expire(self, notice: Notice) -> None:
        if self._standing.get(notice.key) is notice:
            self._remove(notice.key)

    def _remove(self, key: str) -> None:
        self._forget(key)
        self._arrange()

    def _forget(self, key: str) -> None:
        self._standing.pop(key, None)
        banner = self._shown.pop(key, None)
        if banner is not None:
            self._stack.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def _arrange(self) -> None:
        """The gravest in sight; of the others how many there are and how to see them."""
        if self._notices.gathering:
            return
        sections = self._sections()
        alarms = [one for one in sections if one.is_alarm]
        others = sections[len(alarms) :]
        kept = others[:1]  # what was just said to the operator is never pushed out of sight
        self._laid_for = self._room()
        seen = [*alarms[: self._laid_for - len(kept)], *kept]
        seen += others[1 : 1 + self._laid_for - len(seen)]
        self._lay([one for one in sections if one in seen])
        self._tell_more(len(sections) - len(seen), flood=any(one.is_group for one in sections))
        self.setVisible(bool(sections) or not self.sound.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._laid_for:
            self._arrange()

    def _room(self) -> int:
        """How many bars leave the page its room: one less where large type fills a low screen."""
        lines = self.window().height() / self.fontMetrics().lineSpacing()
        return IN_SIGHT if self.isWindow() or lines >= LEAST_LINES else IN_SIGHT - 1

    def _lay(self, seen: Sequence[Section]) -> None:
        """Bars of what is in sight alone, in their order: a thousand may stand behind them."""
        old, self._bars = self._bars, []
        laid: list[QFrame] = []
        for section in seen:
            first = section.notices[0]
            if section.is_group:
                bar = next((one for one in old if one.section == section), None) or self._bar(section)
                self._bars.append(bar)
                laid.append(bar)
            else:
                laid.append(self._banner(first))
        for at, shown in enumerate(laid):
            self._stack.insertWidget(at, shown)  # before it is shown: without a parent it would be a window
            shown.show()
        for banner in self._shown.values():
            banner.setVisible(banner in laid)
        for gone in [one for one in old if one not in self._bars]:
            gone.hide()
            gone.deleteLater()

    def _banner(self, notice: Notice) -> Banner:
        if notice.key not in self._shown:
            self._shown[notice.key] = Banner(notice, self._notices)
        return self._shown[notice.key]

    def _bar(self, section: Section) -> GroupBar:
        made = GroupBar(section)
        made.show_all.clicked.connect(self.open_list)
        return made

    def _tell_more(self, hidden: int, *, flood: bool) -> None:
        words = self.tr("{n} more: open the list of alarms").format(n=hidden)
        if flood:
            pattern = self.tr("{n} new alarms in ten minutes, shown by incident: open the list of alarms")
            words = pattern.format(n=self._flood.count(self._now()))
        self.more.setVisible(flood or hidden > 0)
        self.more.setText(f"{words}  {key_of('alarm.list')}")
        self.more.setAccessibleName(words)

    def _sections(self) -> tuple[Section, ...]:
        newest_first = [*self._standing.values()][::-1]
        return self._flood.sections(sorted(newest_first, key=banner_order), self._now())

    def open_list(self) -> None:
        """All alarms in a window that blocks nothing."""
        if self._list is None:
            self._list = AlarmList(self._notices, self._sections, self._figures, self)
        else:
            self._list.count()
        self._list.show()
        self._list.raise_()

    def _flash(self, loud: bool) -> None:
        if bool(self._bars) is not any(one.is_group for one in self._sections()):
            self._arrange()  # the flood has ended
        alarms = [banner for banner in self._shown.values() if banner.notice.tone is Tone.ALARM]
        for bar in (*alarms, *self._bars):
            set_role(bar, "banner-flash" if loud else "banner-alarm")
