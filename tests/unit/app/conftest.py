"""Journals that the tests of the use cases open are closed again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.app.rooms import close_desks


@pytest.fixture(autouse=True)
def closed_desks() -> Iterator[None]:
    yield
    close_desks()
