"""How many alarms began lately, and how they are shown: one by one, or by incident while they come in a flood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commandpost.domain.alarm_flood import Calling, by_incident, is_flood, newly_begun
from commandpost.gui.notices import Notice, Tone


@dataclass(frozen=True, slots=True)
class Section:
    """What stands together on the strip and in the list; ``title`` "" for a notice that stands alone."""

    title: str
    notices: tuple[Notice, ...]  # the gravest first

    @property
    def is_group(self) -> bool:
        return len(self.notices) > 1

    @property
    def is_alarm(self) -> bool:
        return self.notices[0].tone is Tone.ALARM


class FloodGauge:
    """Remembers when alarms began to call here; one that grows, or was taken note of and calls again, begins anew.

    It outlives the window: what a window built anew says again began when it began.
    """

    def __init__(self) -> None:
        self._begun: list[datetime] = []
        self._calling: dict[str, Notice] = {}

    def note(self, notice: Notice, now: datetime) -> None:
        """An alarm was said; said again, no graver and of no more than before, it is the same."""
        if notice.calls_anew(self._calling.get(notice.key)):
            if self._begun and not newly_begun(self._begun[:1], now):
                self._begun = [moment for moment in self._begun if newly_begun([moment], now)]
            self._begun.append(now)
        self._calling[notice.key] = notice

    def forget(self, key: str) -> None:
        """It calls no longer; when it calls again, it is new."""
        self._calling.pop(key, None)

    def count(self, now: datetime) -> int:
        """How many began in the last ten minutes."""
        return newly_begun(self._begun, now)

    def sections(self, order: Sequence[Notice], now: datetime) -> tuple[Section, ...]:
        """The notices as they are to be shown: by incident while a flood lasts, else each alone."""
        alone = [Section("", (one,)) for one in order if one.tone is not Tone.ALARM]
        alarms = [one for one in order if one.tone is Tone.ALARM]
        if not is_flood(self._begun, now):
            return (*(Section("", (one,)) for one in alarms), *alone)
        known = {one.key: one for one in alarms}
        calling = [Calling(key=one.key, group=one.group, rank=one.rank) for one in alarms]
        groups = (tuple(known[one.key] for one in group) for group in by_incident(calling))
        return (*(Section(_title(group), group) for group in groups), *alone)


def _title(group: Sequence[Notice]) -> str:
    """The incident's, where one of its alarms tells it."""
    return next((one.group_title for one in group if one.group_title), group[0].text) if len(group) > 1 else ""
