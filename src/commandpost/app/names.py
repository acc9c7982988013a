"""Names of people and units as the journal knows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from commandpost.app.ports import Store
from commandpost.app.record_fields import Fields, text
from commandpost.domain.ids import PersonId, RecordId, UnitCode


class Names:
    """Looks each name up once; made anew for every use case."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Fields] = {}

    def know(self, records: Iterable[str | None]) -> None:
        """Look many up at once: people, units (``unit-…``), incidents."""
        wanted = [RecordId(one) for one in dict.fromkeys(records) if one and one not in self._known]
        if wanted:
            found = self._store.several(wanted)
            self._known |= {one: found[one].fields if one in found else {} for one in wanted}

    def person(self, person: PersonId | None) -> str:
        """The name of a staff record; "" for nobody and for somebody not known here."""
        return "" if person is None else self._look_up(RecordId(person), "name")

    def is_gone(self, person: PersonId | None, day: date) -> bool:
        """Whether somebody has left the staff, or is not here yet, on a day."""
        if not person:
            return False
        self.know([person])
        fields = self._known.get(person, {})
        since, until = text(fields, "since"), text(fields, "until")
        outside = bool(since and day.isoformat() < since) or bool(until and until < day.isoformat())
        return fields.get("active") is False or outside

    def unit(self, unit: UnitCode) -> str:
        """The name of a unit; its code while the name is not known here."""
        return self._look_up(RecordId(f"unit-{unit}"), "name") or unit

    def incident(self, incident: RecordId | None) -> str:
        """The title of an incident; "" while it is not known here."""
        return "" if incident is None else self._look_up(incident, "title")

    def _look_up(self, record: RecordId, field: str) -> str:
        self.know([record])
        return text(self._known.get(record, {}), field)
