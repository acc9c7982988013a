from __future__ import annotations

from collections.abc import Iterator

import pytest

from commandpost.storage.store import JournalStore
from tests.factories import journal, server_journal
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> JournalStore:
    return server_journal(clock=clock)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[JournalStore]:
    """A journal on either engine."""
    kept = request.param == "sqlcipher"
    opened = journal() if kept else server_journal(request.getfixturevalue("cluster").database())
    yield opened
    opened.close()
