"""One notice as a bar: its words, its button, and how a person answers it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from commandpost.gui.actions import key_of
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.widgets.shape import button, label, row


def banner_order(notice: Notice) -> tuple[bool, int]:
    """Alarms before all else, the gravest first; of what does not sound the newest."""
    alarm = notice.tone is Tone.ALARM
    return (not alarm, -notice.rank if alarm else 0)


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
