from __future__ import annotations

import pytest

from commandpost.storage.store import JournalStore
from tests.factories import server_journal
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> JournalStore:
    return server_journal(clock=clock)
