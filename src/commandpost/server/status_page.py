"""The page a person sees who opens the server's address: units, when each was last heard, how much is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from string import Template

from commandpost.app.relay import RelayService
from commandpost.domain.local_time import BEIJING
from commandpost.journal.exchange import UnitActivity

ROW_BEGIN, ROW_END = "<!-- unit -->", "<!-- /unit -->"


@dataclass(frozen=True, slots=True)
class StatusPage:
    """A template whose words are a resource; the part between the unit marks is repeated for each unit."""

    template: str

    def render(self, relay: RelayService) -> str:
        head, _, rest = self.template.partition(ROW_BEGIN)
        row, _, foot = rest.partition(ROW_END)
        activity = relay.activity()
        rows = "".join(Template(row).substitute(_fields(relay, unit)) for unit in activity)
        facts = {
            "now": _local(relay.now()),
            "epoch": escape(relay.epoch()),
            "units": str(len(activity)),
            "devices": str(sum(unit.devices for unit in activity)),
            "entries": f"{sum(unit.entries for unit in activity):,}",
        }
        return Template(head).substitute(facts) + rows + Template(foot).substitute(facts)


def _fields(relay: RelayService, unit: UnitActivity) -> dict[str, str]:
    return {
        "code": escape(unit.unit),
        "name": escape(relay.name(unit.unit)),
        "devices": str(unit.devices),
        "entries": f"{unit.entries:,}",
        "last": "—" if unit.last_received is None else _local(datetime.fromisoformat(unit.last_received)),
    }


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
