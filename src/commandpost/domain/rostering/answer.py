"""The answer to a roster task: the cells, how fair they are, what the independent check says, whether better exists."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.rostering.checker import Fault
from commandpost.domain.rostering.explain import Shortage
from commandpost.domain.rostering.fairness import Figures
from commandpost.domain.rostering.task import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterAnswer:
    """``proven``: no roster of this task is better; ``shortages`` explain the posts nobody can take."""

    roster: Roster
    figures: Figures
    faults: tuple[Fault, ...]
    shortages: tuple[Shortage, ...] = ()
    proven: bool = False
