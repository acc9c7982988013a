"""Moments and spans as the operator reads them: Beijing time, spans to the second while they matter."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from commandpost.app.desk import BEIJING

HOUR, DAY = 3600, 86_400
MANY_DAYS = 3 * DAY  # seconds from which hours say nothing any more


def local(moment: datetime) -> datetime:
    """The moment in Beijing time."""
    return moment.astimezone(BEIJING)


def clock_time(moment: datetime, *, seconds: bool = False) -> str:
    """``02:24``, or ``02:24:08``."""
    return local(moment).strftime("%H:%M:%S" if seconds else "%H:%M")


def day_time(moment: datetime, now: datetime) -> str:
    """``02:24`` today, ``7月18日 08:30`` on another day."""
    if local(moment).date() == local(now).date():
        return clock_time(moment)
    return f"{short_day(moment)} {clock_time(moment)}"


def short_day(moment: datetime) -> str:
    """``7月19日``."""
    day = local(moment)
    return QCoreApplication.translate("Times", "{month}/{day}").format(month=day.month, day=day.day)


def long_day(moment: datetime) -> str:
    """``2026年7月19日 星期日``."""
    day = local(moment)
    pattern = QCoreApplication.translate("Times", "{weekday} {year}/{month}/{day}")
    return pattern.format(year=day.year, month=day.month, day=day.day, weekday=weekday(moment))


def weekday(moment: datetime) -> str:
    """``星期日``."""
    names = (
        QCoreApplication.translate("Times", "Mon"),
        QCoreApplication.translate("Times", "Tue"),
        QCoreApplication.translate("Times", "Wed"),
        QCoreApplication.translate("Times", "Thu"),
        QCoreApplication.translate("Times", "Fri"),
        QCoreApplication.translate("Times", "Sat"),
        QCoreApplication.translate("Times", "Sun"),
    )
    return names[local(moment).weekday()]


def countdown(left: timedelta) -> str:
    """``12:32`` or ``1:04:11``; the sign is told by the words beside it."""
    total = abs(int(left.total_seconds()))
    hours, minutes, seconds = total // HOUR, total % HOUR // 60, total % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def hours_minutes(length: timedelta) -> str:
    """``5:48``."""
    minutes = max(0, int(length.total_seconds()) // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def span(length: timedelta) -> str:
    """``4 min 54 s``, ``2 h 5 min``, from three days on ``9828 d 11 h``: for sentences."""
    total = int(abs(length.total_seconds()))
    if total < 60:
        return QCoreApplication.translate("Times", "{seconds} s").format(seconds=total)
    if total < HOUR:
        pattern = QCoreApplication.translate("Times", "{minutes} min {seconds} s")
        return pattern.format(minutes=total // 60, seconds=total % 60)
    if total >= MANY_DAYS:
        pattern = QCoreApplication.translate("Times", "{days} d {hours} h")
        return pattern.format(days=total // DAY, hours=total % DAY // HOUR)
    pattern = QCoreApplication.translate("Times", "{hours} h {minutes} min")
    return pattern.format(hours=total // HOUR, minutes=total % HOUR // 60)
