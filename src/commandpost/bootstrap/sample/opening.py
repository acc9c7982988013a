"""Opening the sample: made at the first start, linked to the embedded server by itself."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.desk import Tier
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.sample.house import SampleHouse, answers
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.sample.seed import seed
from commandpost.bootstrap.workstation import Workstation
from commandpost.journal.clock import RawClock


def open_sample(house: SampleHouse, tier: Tier, *, raw: RawClock | None = None, with_night: bool = True) -> Workstation:
    """Open one tier's sample profile, filled at its first start; a filling cut short is taken up again."""
    folder = house.prepare(tier)
    workstation = Workstation.open(folder, raw=raw)
    seed(workstation.desk, workstation.press, with_night=with_night)
    hint = replace(workstation.services, sign_in_hint=SAMPLE_PIN)
    return replace(workstation, services=hint)


def link_sample(workstation: Workstation, server: EmbeddedServer) -> tuple[Workstation, bool]:
    """Find or start the embedded server and enrol at it once; also tells whether this call started it.

    A workstation that is enrolled does not wait for the server: the link finds it when it is up.
    """
    url = str(server.announced().get("url", ""))
    started = not (url and answers(url))
    if started and workstation.enrolled:
        server.begin()
        return workstation, True
    said = server.start() if started else server.announced()
    return workstation.linked(str(said["url"]), str(said["codes"][workstation.profile.unit])), started
