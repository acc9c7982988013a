"""The roster as iCalendar: each shift an event, for everybody or for one person's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Alarm, Calendar, Event

from commandpost.domain.papers import RosterEvent

PRODUCT = "-//commandpost//duty roster//ZH"


def write_ics(name: str, events: Iterable[RosterEvent], made_at: datetime) -> bytes:
    """An .ics file; the same event keeps its identity, so that a later file replaces the earlier one's entries."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_event(event, made_at))
    return bytes(calendar.to_ical())


def _event(told: RosterEvent, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", told.start.astimezone(UTC))
    event.add("dtend", told.end.astimezone(UTC))
    event.add("summary", told.summary)
    event.add("description", told.description)
    if told.remind is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", told.summary)
        alarm.add("trigger", -told.remind)
        event.add_component(alarm)
    return event
