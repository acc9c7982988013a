"""A roll-call that somebody has not answered calls the desk at its limit, and anew until all have or it is ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from commandpost.domain.alarms import AlarmKind, Cause, Stage
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import NEVER, AlarmTimes

NAMED = 5  # silent communities told by name; of more the number


def roll_call_cause(
    roll_call: RecordId,
    unit: UnitCode,
    *,
    reason: str,
    limit_at: datetime,
    silent: Sequence[str],
    times: AlarmTimes,
) -> Cause:
    """Red at the limit, overdue when still unanswered so long after it as what is overdue sounds anew."""
    return Cause(
        key=f"roll_call:{roll_call}",
        kind=AlarmKind.ROLL_CALL,
        unit=unit,
        subject=None,
        title=f"{reason}：{silent_words(silent)}",
        stages=((limit_at, Stage.RED), (limit_at + times.again, Stage.OVERDUE)),
        times=replace(times, district=NEVER),  # the upper room reads the roll-call on the handover's list
        due=limit_at,
    )


def silent_words(silent: Sequence[str]) -> str:
    """The names of who is silent, and of more than a few how many there are."""
    named = "、".join(silent[:NAMED])
    return named if len(silent) <= NAMED else f"{named}等{len(silent)}个"
