"""Pausing the sound of alarms, trying the sound, and how many alarms call: all by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.permissions import writing
from commandpost.app.record_fields import iso, moment, text, whole
from commandpost.app.standing_calls import CALLED, LIVE
from commandpost.domain import report_text
from commandpost.domain.alarm_rates import AlarmRates, alarm_rates
from commandpost.domain.alarms import PRIORITIES, AlarmKind, Priority, Stage
from commandpost.domain.errors import RuleBroken
from commandpost.journal.entry import Draft, Entry

LONGEST_PAUSE_S = 120  # seconds
BY_RANK = tuple(sorted(Priority, key=lambda one: one.rank))
BEGINNINGS = frozenset({"alarm.raise", "alarm.escalate"})


class AlarmCare:
    """What is done about alarms as a whole."""

    def __init__(self, desk: Desk, alarms: ObligationAlarmService, logbook: LogbookService) -> None:
        self._desk = desk
        self._alarms = alarms
        self._logbook = logbook

    def pause(self, seconds: int) -> datetime:
        """The log keeps who paused the sound; returns until when. A restart ends a pause.

        Raises RuleBroken("sign_in_first"), ("pause_seconds").
        """
        writing(self._desk.session)
        if not 1 <= seconds <= LONGEST_PAUSE_S:
            raise RuleBroken("pause_seconds")
        self._desk.write(self._line(report_text.alarm_pause_log(seconds, self._desk.session.name)))
        return self._desk.now() + timedelta(seconds=seconds)

    def tested(self, *, heard: bool) -> None:
        """The log keeps who tried the sounds, and whether they were heard. Raises RuleBroken("sign_in_first")."""
        writing(self._desk.session)
        self._desk.write(self._line(report_text.alarm_test_log(self._desk.session.name, heard=heard)))

    def rates(self, span: timedelta) -> AlarmRates:
        """The figures of the last hours, from the journal's entries of what began and became graver."""
        now = self._desk.now()
        since = now - span
        begun = (*self._begun(since), *self._called(since))
        standing = sum(alarm.stage.sounds for alarm in self._alarms.board().alarms(now))
        standing += self._desk.store.count(CALLED, unit=self._desk.unit, status=LIVE)
        # An entry of this moment counts, and the end of a span is not in it.
        return alarm_rates(begun, since, now + timedelta(microseconds=1), standing=standing)

    def _begun(self, since: datetime) -> Iterator[tuple[datetime, Priority]]:
        """Each stage of each alarm once, however far it reached afterwards.

        A record's moment is that of its gravest stage, so an older one holds nothing that began since.
        """
        known = {str(kind) for kind in AlarmKind}
        for record in self._desk.store.records("alarm", unit=self._desk.unit, since=iso(since)):
            kind = text(record.fields, "alarm")
            if kind in known:
                told = {_stage(entry) for entry in self._desk.store.history(record.id) if entry.body.act in BEGINNINGS}
                yield from ((at, PRIORITIES[AlarmKind(kind)][stage.rank]) for at, stage in told if at is not None)

    def _called(self, since: datetime) -> Iterator[tuple[datetime, Priority]]:
        for record in self._desk.store.records(CALLED, unit=self._desk.unit, since=iso(since)):
            at, rank = moment(record.fields, "at"), whole(record.fields, "rank") or 0
            if at is not None:
                yield at, BY_RANK[max(0, min(rank, len(BY_RANK) - 1))]  # a peer may have written any number

    def _line(self, told: str) -> Draft:
        return self._logbook.line(told, mode=LogMode.SYSTEM)


def _stage(entry: Entry) -> tuple[datetime | None, Stage]:
    stage = Stage(str(entry.body.set["stage"]))
    return moment(entry.body.set, f"{stage}_since"), stage
