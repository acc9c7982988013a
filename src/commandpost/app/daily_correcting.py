"""A day's report against the incidents of the day: no zero report over one, and a corrected one after a later one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from commandpost.app.desk import Desk
from commandpost.app.record_fields import flag, iso, moment, tables, text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.domain.periods import begin_of
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

ONE_DAY = timedelta(days=1)
NAMED = 3  # titles a sentence names


def incidents_of(desk: Desk, unit: UnitCode, day: date) -> tuple[Record, ...]:
    """What the unit received on a calendar day, in the order of its receipt; a drill is none but in a drill."""
    since, until = iso(begin_of(day)), iso(begin_of(day + ONE_DAY))
    opened = desk.store.records("incident", unit=unit, since=since, until=until)
    return tuple(record for record in opened if flag(record.fields, "drill") is desk.drill)


def refuse_zero(happened: Sequence[Record], told: str) -> None:
    """Raises RuleBroken("daily_not_zero", count=…, titles=…) for no words about a day with an incident."""
    if happened and not told.strip():
        titles = "、".join(text(record.fields, "title") for record in happened[:NAMED])
        raise RuleBroken("daily_not_zero", field="text", count=len(happened), titles=titles)


def is_behind(report: Record, happened: Sequence[Record]) -> bool:
    """Whether an incident of the day came after what was reported of it, or a zero report stands over one."""
    fields = report.fields
    told_at = moment(fields, "corrected_at") or moment(fields, "sent_at") or report.created.at
    late = any(record.created.at > told_at for record in happened)
    return not flag(fields, "explained") and (late or (flag(fields, "zero") and bool(happened)))


def correction(desk: Desk, report: Record, happened: Sequence[Record], told: str) -> Draft:
    """What takes the place of a day's report; when it was sent, how late, and the words before stay.

    Raises RuleBroken("daily_already_sent") while nothing happened that it does not tell.
    """
    if not is_behind(report, happened):
        raise RuleBroken("daily_already_sent")
    refuse_zero(happened, told)
    fields = report.fields
    before: dict[str, Json] = {key: fields.get(key) for key in ("text", "zero", "corrected_at", "corrected_by_name")}
    changed: dict[str, Json] = {
        "text": told.strip(),
        "zero": False,
        "corrected_at": iso(desk.now()),
        "corrected_by": desk.session.person,
        "corrected_by_name": desk.session.name,
        "before": [*tables(fields, "before"), before],
    }
    return Draft(kind="daily_report", record=report.id, act="daily_report.correct", set=changed)
