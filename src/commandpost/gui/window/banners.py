"""Banners above the page: they stack, never take the focus, and go when they are answered or out of date.

In a flood of alarms those of one incident share a bar; each of them goes on sounding until it is taken note of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
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
        self._shown: dict[str, Banner] = {}
        self._list: AlarmList | None = None
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
        alarm.silenced.connect(self._remove)
        alarm.flashed.connect(self._flash)
        for standing in notices.alarms:  # a window built anew goes on with them
            self._take(standing)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(banner.notice.text for banner in self._shown.values())

    def _take(self, notice: Notice) -> None:
        self._remove(notice.key)
        if notice.tone is not Tone.ALARM:
            self._alarm.acknowledge(notice.key)  # its cause is gone
            self._flood.forget(notice.key)
        if not notice.text:
            return
        banner = Banner(notice, self._notices)
        self._shown[notice.key] = banner
        self._stack.insertWidget(0, banner)
        if notice.tone is Tone.ALARM:
            self._flood.note(notice, self._now())
            self._alarm.raise_for(notice.key, notice.rank)
        if notice.tone is Tone.INFO and not notice.action:
            QTimer.singleShot(SHOWN_MS, banner, lambda: self._expire(banner))
        self._drop_oldest()
        self._arrange()

    def _expire(self, banner: Banner) -> None:
        if self._shown.get(banner.notice.key) is banner:
            self._remove(banner.notice.key)

    def _drop_oldest(self) -> None:
        quiet = [key for key, banner in self._shown.items() if banner.notice.tone is not Tone.ALARM]
        for key in quiet[: max(0, len(quiet) - MOST)]:
            self._remove(key)

    def _remove(self, key: str) -> None:
        banner = self._shown.pop(key, None)
        if banner is not None:
            self._stack.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        """The gravest in sight; of the others how many there are and how to see them."""
        sections = self._sections()
        alarms = [one for one in sections if one.is_alarm]
        others = sections[len(alarms) :]
        kept = others[:1]  # what was just said to the operator is never pushed out of sight
        seen = [*alarms[: IN_SIGHT - len(kept)], *kept]
        seen += others[1 : 1 + IN_SIGHT - len(seen)]
        self._lay(sections, seen)
        self._tell_more(len(sections) - len(seen), flood=any(one.is_group for one in sections))
        self.setVisible(bool(sections) or not self.sound.isHidden())

    def _lay(self, sections: Sequence[Section], seen: Sequence[Section]) -> None:
        old, self._bars = self._bars, []
        for at, section in enumerate(sections):
            shown: QFrame = self._shown[section.notices[0].key]
            if section.is_group:
                for one in section.notices:
                    self._shown[one.key].hide()
                shown = next((bar for bar in old if bar.section == section), None) or self._bar(section)
                self._bars.append(shown)
            self._stack.insertWidget(at, shown)  # before it is shown: without a parent it would be a window
            shown.setVisible(section in seen)
        for bar in old:
            if bar not in self._bars:
                bar.hide()
                bar.deleteLater()

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

    def _in_order(self) -> list[Banner]:
        newest_first = list(self._shown.values())[::-1]
        return sorted(newest_first, key=lambda banner: banner_order(banner.notice))

    def _sections(self) -> tuple[Section, ...]:
        return self._flood.sections([banner.notice for banner in self._in_order()], self._now())

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
