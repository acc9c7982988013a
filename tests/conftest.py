"""What every test stands on: windows drawn into memory, Chinese as the shipped language, one hypothesis profile."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.nursery import Nursery
from tests.postgres import Cluster, started_cluster

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false;qt.accessibility.*=false")

settings.register_profile(
    "house",
    deadline=None,  # a busy machine is no fault of the code
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("house"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL cluster for the whole run; every test gets its own database."""
    made = started_cluster()
    yield made
    made.close()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where most servers of the tests begin without reading a library; those that are started as people do say so."""
    with Nursery() as made:
        yield made


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every profile a test makes away from the profiles of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("COMMANDPOST_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def the_terminal_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """As shipped, whatever the language of whoever runs it."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="module", autouse=True)
def what_lives_on_is_no_garbage() -> None:
    """A million objects of modules, tests and earlier trials are not looked through again after every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def cycles_end_on_this_thread() -> Iterator[None]:
    """A widget freed by a worker's collection ends the process; the program's own window sees to this likewise."""
    gc.disable()
    yield
    gc.collect(1)
