"""Names of people and units as the journal knows them."""

from __future__ import annotations

from commandpost.app.ports import Store
from commandpost.app.record_fields import text
from commandpost.domain.ids import PersonId, RecordId, UnitCode


class Names:
    """Looks each name up once; made anew for every use case."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def person(self, person: PersonId | None) -> str:
        """The name of a staff record; "" for nobody and for somebody not known here."""
        return "" if person is None else self._look_up(RecordId(person), "name")

    def unit(self, unit: UnitCode) -> str:
        """The name of a unit; its code while the name is not known here."""
        return self._look_up(RecordId(f"unit-{unit}"), "name") or unit

    def incident(self, incident: RecordId | None) -> str:
        """The title of an incident; "" while it is not known here."""
        return "" if incident is None else self._look_up(incident, "title")

    def _look_up(self, record: RecordId, field: str) -> str:
        if record not in self._known:
            found = self._store.record(record)
            self._known[record] = "" if found is None else text(found.fields, field)
        return self._known[record]
