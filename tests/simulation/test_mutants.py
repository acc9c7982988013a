"""The simulation is worth what it catches: every planted bug, within a few lives."""

from __future__ import annotations

import pytest

from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.run import run

PATIENCE = 60  # seeds
QUICK = {  # a seed that finds it at once
    "lsn reuse: a restored server keeps its epoch": 11,
    "acknowledged without a hash": 1,
}


@pytest.mark.parametrize("mutant", [one for one in MUTANTS if one.name in QUICK], ids=lambda one: one.name)
def test_the_gravest_planted_bugs_are_caught(mutant: Mutant) -> None:
    with mutant.planted() as classes:
        assert run(QUICK[mutant.name], classes=classes) != []


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_every_planted_bug_is_caught(mutant: Mutant) -> None:
    with mutant.planted() as classes:
        assert any(run(seed, classes=classes) for seed in range(PATIENCE))
