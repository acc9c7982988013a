"""The card a duty officer reads out when the first report goes by telephone."""

from __future__ import annotations

from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.log_lines import LogMode
from commandpost.app.record_fields import text
from commandpost.domain.ids import RecordId
from commandpost.domain.phone_card import PhoneCard, phone_card

MEASURES = 80  # characters of the newest line from the scene; more is not read out


class PhoneCards:
    """Makes cards of one desk."""

    def __init__(self, desk: Desk, incidents: IncidentService) -> None:
        self._desk = desk
        self._incidents = incidents

    def card(self, incident: RecordId) -> PhoneCard:
        """Raises RuleBroken("incident_unknown")."""
        known = self._incidents.known(incident)
        unit = self._desk.store.record(RecordId(f"unit-{self._desk.unit}"))
        kind = self._incidents.kind_path(known)
        return phone_card(
            known,
            unit=self._desk.unit_name,
            person=self._desk.session.name,
            phone=text(unit.fields, "phone") if unit is not None else "",
            kind=kind[-1] if kind else "",
            measures=self._from_the_scene(incident),
            drill=self._desk.drill,
        )

    def _from_the_scene(self, incident: RecordId) -> str:
        """The newest line about the scene."""
        lines = self._desk.store.records("log", parent=incident, newest_first=True)
        told = (text(one.fields, "text") for one in lines if text(one.fields, "mode") == LogMode.ON_SCENE)
        newest = next(told, "").strip().rstrip("。")
        return newest if len(newest) <= MEASURES else f"{newest[:MEASURES]}…"
