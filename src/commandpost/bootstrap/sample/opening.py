"""Opening the sample: made at the first start, linked to the embedded server by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace

from commandpost.app.desk import Tier
from commandpost.bootstrap.embedded import EmbeddedServer, answers
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.sample.seed import SEEDED, seed
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.gui.splash import OpeningStep
from commandpost.journal.clock import RawClock
from commandpost.storage.refold import Progress, quietly

Steps = Callable[[OpeningStep], None]


def silently(_step: OpeningStep) -> None:
    """Nobody watches."""


def open_sample(
    house: SampleHouse,
    tier: Tier,
    server: EmbeddedServer,
    *,
    raw: RawClock | None = None,
    touring: bool = False,
    progress: Progress = quietly,
    steps: Steps = silently,
) -> tuple[Workstation, bool]:
    """Open one tier's sample profile, linked and filled at its first start; also tells whether the server was started.

    ``steps`` hears how far a first start has come.
    ``touring``: the scenario brings its own night and starts and stops the server itself.
    A filling cut short leaves the profile closed and is taken up again. Without a server everything works, as it does
    for a street cut off.
    """
    if not house.folder(tier).exists():
        steps(OpeningStep.PREPARING)
    workstation = Workstation.open(house.prepare(tier), raw=raw, progress=progress)
    with ExitStack() as unless_filled:
        unless_filled.callback(workstation.close)
        workstation, started = _linked(workstation, server, steps, revive=not touring)
        if workstation.store.setting(SEEDED) is not True:
            steps(OpeningStep.FILLING)
        seed(workstation.desk, workstation.press, with_night=not touring)
        unless_filled.pop_all()
    hint = replace(workstation.services, sign_in_hint=SAMPLE_PIN)
    return replace(workstation, services=hint), started


def _linked(
    workstation: Workstation, server: EmbeddedServer, steps: Steps, *, revive: bool
) -> tuple[Workstation, bool]:
    """Find or start the embedded server and enrol at it once; the first exchange sets the clock.

    A workstation that is enrolled does not wait: the link finds the server when it is up.
    """
    url = str(server.announced().get("url", ""))
    started = not (url and answers(url))
    if workstation.enrolled:
        if started and revive:
            with suppress(Unavailable):  # its watch tries again
                server.begin()
        return workstation, started
    steps(OpeningStep.SERVER)
    try:
        said = server.start() if started else server.announced()
        steps(OpeningStep.ENROLLING)
        code = said.get("codes", {}).get(workstation.profile.unit, "")
        linked = workstation.linked(str(said.get("url", "")), str(code))
        if linked.services.sync is not None:
            linked.services.sync.once()
    except CommandPostError:  # also a code that a sample which was deleted had used
        return workstation, started
    return linked, started
