"""Names of copies tell their order, whatever a clock said when they were made."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from commandpost.domain.local_time import BEIJING


@dataclass(frozen=True, slots=True)
class CopyNames:
    """How copies of one kind are called: ``pattern`` of ``strftime`` in Beijing's time, ``all`` of a glob."""

    pattern: str
    all: str

    def at(self, moment: datetime) -> str:
        return moment.astimezone(BEIJING).strftime(self.pattern)

    def put_behind(self, place: Path, moment: datetime) -> None:
        """Date copies that lie ahead of this moment just before it: a clock that was wrong made them.

        They would count as the newest for years, and what is made from now on as the oldest.
        """
        newest = self.at(moment)
        before = (moment - timedelta(seconds=seconds) for seconds in itertools.count(1))
        for copy in sorted(place.glob(self.all), reverse=True):
            if copy.name > newest:
                copy.rename(next(free for one in before if not (free := place / self.at(one)).exists()))
