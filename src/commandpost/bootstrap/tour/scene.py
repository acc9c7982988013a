"""One event on its stage."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.bootstrap.tour.actor import Actor
from commandpost.bootstrap.tour.scenario import Event
from commandpost.bootstrap.tour.stage import Stage


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does what, where."""

    stage: Stage
    actor: Actor
    event: Event
