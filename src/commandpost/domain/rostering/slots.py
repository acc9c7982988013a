"""The posts of some days as slots: hours, kind of day, night or not, who leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.holidays import DayType
from commandpost.domain.rostering.task import Slot, SlotKey
from commandpost.domain.shift_hours import span_of


def slots_of(days: Iterable[date], setup: DutySetup, day_type: Callable[[date], DayType]) -> tuple[Slot, ...]:
    """Every post of the days, by start; leaders first within a shift."""
    slots = [slot for day in days for slot in _day(day, setup, day_type(day))]
    return tuple(sorted(slots, key=lambda slot: slot.start))


def _day(day: date, setup: DutySetup, kind: DayType) -> list[Slot]:
    made: list[Slot] = []
    for seat in setup.seats(day, kind):
        span = span_of(day, setup, seat.shift)
        made.append(
            Slot(
                key=SlotKey(day, seat.key),
                shift=seat.shift,
                role=seat.role.key,
                start=span.start,
                end=span.end,
                day_type=kind,
                leads=seat.role.leads,
                night=span.is_night,
                qualification=seat.role.qualification,
            )
        )
    return made
