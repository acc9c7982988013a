"""The page anybody sees who opens the server's address: that it runs and how much it holds; no unit by its name."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from string import Template

from commandpost.app.relay import RelayService
from commandpost.domain.local_time import BEIJING


@dataclass(frozen=True, slots=True)
class StatusPage:
    """A template whose words are a resource."""

    template: str

    def render(self, relay: RelayService) -> str:
        activity = relay.activity()
        facts = {
            "now": f"{relay.now().astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
            "epoch": escape(relay.epoch()),
            "units": str(len(activity)),
            "devices": str(sum(unit.devices for unit in activity)),
            "entries": f"{sum(unit.entries for unit in activity):,}",
        }
        return Template(self.template).substitute(facts)
