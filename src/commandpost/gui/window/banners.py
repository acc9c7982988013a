"""Banners above the page: they stack, never take the focus, and go when they are answered or out of date."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from commandpost.gui.actions import key_of
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.widgets.shape import button, label, row, set_role

SHOWN_MS = 8000  # an information; warnings and alarms stay
MOST = 5


class Banner(QFrame):
    """One notice."""

    def __init__(self, notice: Notice, notices: Notices) -> None:
        super().__init__()
        self.notice = notice
        self.setProperty("role", f"banner-{notice.tone.value}")
        words = label(notice.text, wrap=True)
        layout = row(margins=(14, 8, 10, 8))
        layout.addWidget(words, 1)
        if notice.action:
            act = button(notice.action)
            act.clicked.connect(lambda: notices.chosen.emit(notice.key))
            layout.addWidget(act)
        alarm = notice.tone is Tone.ALARM
        away = button(
            self.tr("Acknowledge") if alarm else self.tr("Close"), key=key_of("alarm.acknowledge") if alarm else ""
        )
        away.clicked.connect(lambda: notices.acknowledged.emit(notice.key) if alarm else notices.withdraw(notice.key))
        layout.addWidget(away)
        self.setLayout(layout)
        self.setAccessibleName(notice.text)


class BannerStack(QWidget):
    """The newest on top; the same key takes the older one's place."""

    def __init__(self, notices: Notices, alarm: Alarm) -> None:
        super().__init__()
        self._notices = notices
        self._alarm = alarm
        self._shown: dict[str, Banner] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(1)
        self.hide()
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
        if not notice.text:
            return
        banner = Banner(notice, self._notices)
        self._shown[notice.key] = banner
        self._stack.insertWidget(0, banner)
        self.show()
        if notice.tone is Tone.ALARM:
            self._alarm.raise_for(notice.key)
        if notice.tone is Tone.INFO and not notice.action:
            QTimer.singleShot(SHOWN_MS, banner, lambda: self._expire(banner))
        self._drop_oldest()

    def _expire(self, banner: Banner) -> None:
        if self._shown.get(banner.notice.key) is banner:
            self._remove(banner.notice.key)

    def _drop_oldest(self) -> None:
        quiet = [key for key, banner in self._shown.items() if banner.notice.tone is not Tone.ALARM]
        for key in quiet[: max(0, len(self._shown) - MOST)]:
            self._remove(key)

    def _remove(self, key: str) -> None:
        banner = self._shown.pop(key, None)
        if banner is not None:
            self._stack.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._shown))

    def _flash(self, loud: bool) -> None:
        for banner in self._shown.values():
            if banner.notice.tone is Tone.ALARM:
                set_role(banner, "banner-flash" if loud else "banner-alarm")
