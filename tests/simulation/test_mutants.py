"""The simulation is worth what it catches: every planted bug, within a few lives."""

from __future__ import annotations

import pytest

from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.nodes import Classes
from tests.simulation.run import ENDED, run

PATIENCE = 60  # seeds
QUICK = {  # a seed that finds it at once
    "lsn reuse: a restored server keeps its epoch": 11,
    "acknowledged without a hash": 1,
}


def caught(seed: int, classes: Classes) -> bool:
    """Whether a life breaks a law; a bug that only ends the program was planted in a shape that nobody calls."""
    found = run(seed, classes=classes)
    assert not any(one.startswith(ENDED) for one in found), found[0]
    return bool(found)


@pytest.mark.parametrize("mutant", [one for one in MUTANTS if one.name in QUICK], ids=lambda one: one.name)
def test_the_gravest_planted_bugs_are_caught(mutant: Mutant) -> None:
    with mutant.planted() as classes:
        assert caught(QUICK[mutant.name], classes)


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_every_planted_bug_is_caught(mutant: Mutant) -> None:
    with mutant.planted() as classes:
        assert any(caught(mutant.first + seed, classes) for seed in range(PATIENCE))
