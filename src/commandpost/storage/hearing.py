"""When the desks of units were last heard by a server: one small fact, kept once a minute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.engine import Connection

from commandpost.domain.ids import UnitCode
from commandpost.storage.database import Database, fact, keep_fact

HEARD = "heard"  # fact: unit → ISO 8601; no setting, so that row-level security shows it to no unit


class Hearing(Database):
    """What a server knows of its desks beside what they wrote."""

    def heard(self) -> Mapping[UnitCode, datetime]:
        """When the desks of units were last heard, as it was kept."""
        return self._read(_heard)

    def keep_heard(self, seen: Mapping[UnitCode, datetime]) -> Mapping[UnitCode, datetime]:
        """Keep it, the later of what is kept and what is told: several servers may stand on one journal.

        What lies ahead was kept by a wrong clock and counts as now, so that it does not outlast the silence.
        """

        def kept(connection: Connection) -> Mapping[UnitCode, datetime]:
            now, known = self._clock.now(), _heard(connection)
            later = {unit: max(at, known.get(unit, at)) for unit, at in seen.items()}
            right = {unit: min(at, now) for unit, at in (known | later).items()}
            keep_fact(connection, HEARD, {unit: at.isoformat() for unit, at in right.items()})
            return right

        return self._write(kept)


def _heard(connection: Connection) -> dict[UnitCode, datetime]:
    said = fact(connection, HEARD)
    if not isinstance(said, dict):
        return {}
    return {UnitCode(unit): datetime.fromisoformat(str(at)) for unit, at in said.items()}
