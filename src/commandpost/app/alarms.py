"""The journal's own alarms: what it could not settle alone, one line for each kind, until a person takes note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.domain.errors import RuleBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAlarm:
    """All alarms of one kind that nobody has taken note of."""

    code: str
    count: int
    since: datetime  # of the oldest


class AlarmService:
    """Alarms stand in the journal's own file, so they survive a restart."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def standing(self) -> tuple[StandingAlarm, ...]:
        """One line for each kind, the oldest first."""
        times: dict[str, list[datetime]] = {}
        for alarm in self._desk.store.alarms():
            times.setdefault(alarm.code, []).append(datetime.fromisoformat(alarm.at))
        lines = (StandingAlarm(code=code, count=len(at), since=min(at)) for code, at in times.items())
        return tuple(sorted(lines, key=lambda line: line.since))

    def acknowledge(self, code: str, words: str) -> None:
        """Take note by name: the log keeps who and of what, then the line goes. Raises RuleBroken("sign_in_first")."""
        if self._desk.session.person is None:
            raise RuleBroken("sign_in_first")
        noted = [alarm.id for alarm in self._desk.store.alarms() if alarm.code == code]
        if not noted:
            return
        self._logbook.record(words, mode=LogMode.SYSTEM)
        for alarm in noted:
            self._desk.store.dismiss(alarm)
