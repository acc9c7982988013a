"""Statistics of this room: counted from the records, piece by piece, and written out as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.drills import counted
from commandpost.app.incident_records import incident_of
from commandpost.app.incident_rows import frozen_lateness
from commandpost.app.log_lines import Decision, LogMode, decision_of, first_lines, standing_lines
from commandpost.app.raised import is_merged
from commandpost.app.record_fields import Fields, flag, iso, moment, text
from commandpost.app.report_lists import has_left
from commandpost.app.standing_calls import CALLED
from commandpost.domain.tally import Span, Tally, hour_of
from commandpost.journal.fold import Record


class StatisticsService:
    """Reads only; each call counts one piece."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tally(self, span: Span) -> Tally:
        """Counts of this unit's own records in a span; of exercises their number alone."""
        incidents = self._records("incident", span)
        real = [record for record in incidents if not flag(record.fields, "drill")]
        return (
            self._of_incidents(real)
            + self._of_log(self._real("log", span))
            + self._of_reports(self._records("report", span))
            + self._of_alarms((*self._real("alarm", span), *self._real(CALLED, span)))
            + Tally(drills=len(incidents) - len(real))
        )

    def _records(self, kind: str, span: Span) -> tuple[Record, ...]:
        return self._desk.store.records(kind, unit=self._desk.unit, since=iso(span.since), until=iso(span.until))

    def _real(self, kind: str, span: Span) -> tuple[Record, ...]:
        return counted(self._desk, self._records(kind, span), drill=False)

    def _of_incidents(self, records: Iterable[Record]) -> Tally:
        """One that was merged is counted in the earlier one alone."""
        found = [incident_of(record) for record in records if not is_merged(record)]
        return Tally(
            incidents=len(found),
            by_class=Counter(one.event_class.value if one.event_class else "" for one in found),
            by_level=Counter(one.level.value for one in found),
            by_place=Counter(one.grid for one in found),
            by_hour=Counter(hour_of(one.received) for one in found),
        )

    def _of_log(self, records: Iterable[Record]) -> Tally:
        lines = first_lines(records)
        modes = Counter(text(record.fields, "mode") for record in lines)
        decisions = map(decision_of, standing_lines(self._desk, lines))
        return Tally(
            log_lines=len(lines),
            calls_in=modes[LogMode.CALL_IN.value],
            calls_out=modes[LogMode.CALL_OUT.value],
            undecided=sum(one is Decision.UNDECIDED for one in decisions),
        )

    def _of_reports(self, records: Iterable[Record]) -> Tally:
        left = (record.fields for record in records if has_left(record) and not flag(record.fields, "drill"))
        judged = (frozen_lateness(fields) for fields in left)
        return Tally(verdicts=Counter(str(one.verdict) for one in judged if one is not None))

    def _of_alarms(self, records: Iterable[Record]) -> Tally:
        fields = [record.fields for record in records]
        heard = [_heard_after(one) for one in fields]
        known = tuple(seconds for seconds in heard if seconds is not None)
        return Tally(alarms=len(fields), unheard=len(fields) - len(known), heard_seconds=known)


def _heard_after(fields: Fields) -> float | None:
    """Seconds from when an alarm began to sound until a named person took note; None: nobody has."""
    heard = moment(fields, "acknowledged_at")
    since = _sounded(fields)
    return None if heard is None or since is None else max(0.0, (heard - since).total_seconds())


def _sounded(fields: Fields) -> datetime | None:
    begun = [moment(fields, f"{stage}_since") for stage in ("red", "overdue")]
    return min((one for one in begun if one is not None), default=moment(fields, "at"))
