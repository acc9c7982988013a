"""Message templates of the room: shipped ones, changed and added by the unit; filled from an incident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commandpost.app.desk import BEIJING, Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso, text
from commandpost.app.units import UnitService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.message_templates import MessageTemplate, checked, filled
from commandpost.domain.report_text import LEVEL_WORDS
from commandpost.journal.entry import Draft, Json

KIND = "message_template"
KEPT, RETIRED = "kept", "retired"


class MessageTemplates:
    """Use cases of the templates."""

    def __init__(self, desk: Desk, incidents: IncidentService, shipped: Sequence[MessageTemplate]) -> None:
        self._desk = desk
        self._incidents = incidents
        self._shipped = tuple(shipped)

    def templates(self) -> tuple[MessageTemplate, ...]:
        """The shipped ones as the unit has them, then its own, by the order of their making."""
        own = {text(one.fields, "key"): one for one in self._desk.store.records(KIND, unit=self._desk.unit)}
        known = {one.key: one for one in self._shipped}
        for key, record in own.items():
            if text(record.fields, "status") == RETIRED:
                known.pop(key, None)
            else:
                fields = record.fields
                known[key] = MessageTemplate(key=key, title=text(fields, "title"), text=text(fields, "text"))
        return tuple(known.values())

    def keep(self, template: MessageTemplate) -> str:
        """Change a template, or add one (key ""); returns its key. Raises as ``checked`` and ``require``."""
        require(self._desk.session, Action.ADMINISTER)
        clean = checked(template)
        key = clean.key or str(self._desk.new_id("template"))
        self._write(key, "message_template.keep", {"title": clean.title, "text": clean.text, "status": KEPT})
        return key

    def retire(self, key: str) -> None:
        """Offer it no longer; its history stays. Raises RuleBroken("template_unknown") and as ``require``."""
        require(self._desk.session, Action.ADMINISTER)
        found = next((one for one in self.templates() if one.key == key), None)
        if found is None:
            raise RuleBroken("template_unknown", key=key)
        self._write(key, "message_template.retire", {"title": found.title, "text": found.text, "status": RETIRED})

    def fill(self, template: MessageTemplate, incident: RecordId | None) -> str:
        """The text for this incident, or with blanks where none is told."""
        values = {
            "unit": self._desk.unit_name,
            "phone": UnitService(self._desk).phone(),
            "name": self._desk.session.name,
            "now": _told(self._desk.now()),
        }
        if incident is not None:
            row = self._incidents.row(incident)
            values |= {
                "title": row.title,
                "place": row.place,
                "number": row.number,
                "level": LEVEL_WORDS.get(row.level, ""),
            }
            values |= {"received": _told(row.received), "occurred": _told(row.occurred)}
        return filled(template, values)

    def _write(self, key: str, act: str, fields: dict[str, Json]) -> None:
        record = RecordId(f"template-{self._desk.unit}-{key}")
        told: dict[str, Json] = {**fields, "key": key, "at": iso(self._desk.now())}
        self._desk.write(Draft(kind=KIND, record=record, act=act, set=told))


def _told(moment: datetime | None) -> str:
    """7月19日02:24, as messages say it."""
    if moment is None:
        return ""
    local = moment.astimezone(BEIJING)
    return f"{local.month}月{local.day}日{local:%H:%M}"
