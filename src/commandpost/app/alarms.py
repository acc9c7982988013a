"""The journal's own alarms: what it could not settle alone, one line for each kind, until a person takes note."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.permissions import writing
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import Alarm, AlarmKind

REPAIRS = frozenset(
    {AlarmKind.DAMAGED.value, AlarmKind.RESTORED.value, AlarmKind.MOVED.value, AlarmKind.TAIL_LOST.value}
)  # what is missing may come back


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAlarm:
    """All alarms of one kind that nobody has taken note of."""

    code: str
    count: int
    since: datetime  # of the oldest
    facts: Mapping[str, str | int] = field(default_factory=dict)  # of the newest


class AlarmService:
    """Alarms stand in the journal's own file, so they survive a restart."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook
        self._kinds: frozenset[str] | None = None  # of the journal as it was met

    def standing(self) -> tuple[StandingAlarm, ...]:
        """One line for each kind, the oldest first."""
        if self._kinds is None:
            self._kinds = self._desk.store.kinds()
        kinds: dict[str, list[Alarm]] = {}
        for alarm in self._desk.store.alarms():
            kinds.setdefault(alarm.code, []).append(alarm)
        return tuple(sorted((self._line(alarms) for alarms in kinds.values()), key=lambda line: line.since))

    def tell_everything(self) -> None:
        """Announce what a repaired journal may show otherwise than before: all of it, and what it has no more."""
        self._desk.announce(ChangeSet(kinds=self._desk.store.kinds() | (self._kinds or frozenset())))

    def _line(self, alarms: Sequence[Alarm]) -> StandingAlarm:
        facts = _facts(alarms[-1])
        if alarms[0].code in REPAIRS:
            facts["missing"] = self._desk.store.missing()
        since = min(datetime.fromisoformat(alarm.at) for alarm in alarms)
        return StandingAlarm(code=alarms[0].code, count=len(alarms), since=since, facts=facts)

    def acknowledge(self, code: str, words: str) -> None:
        """Take note by name: the log keeps who and of what, then the line goes. Raises RuleBroken("sign_in_first")."""
        writing(self._desk.session)
        noted = [alarm.id for alarm in self._desk.store.alarms() if alarm.code == code]
        if not noted:
            return
        self._logbook.record(words, mode=LogMode.SYSTEM)
        for alarm in noted:
            self._desk.store.dismiss(alarm)


def _facts(alarm: Alarm) -> dict[str, str | int]:
    """The facts of an alarm that has some; {} for a plain detail."""
    if alarm.code not in REPAIRS:
        return {}
    said = json.loads(alarm.detail)
    return dict(said) if isinstance(said, dict) else {}
