"""Rows of many incidents are read in a few questions, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from sqlalchemy.engine import Connection

from commandpost.app.incidents import NewIncident
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.storage.store import JournalStore
from tests.factories import memory_desk

PRESS = PaperPress(FontChoice(), resources_dir() / "templates")


def test_the_open_rows_of_twenty_incidents_take_no_more_questions_than_those_of_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = memory_desk()
    store, incidents = cast("JournalStore", desk.store), build_services(desk, PRESS, None).incidents
    asked: list[object] = []
    real = store._read

    def read(ask: Callable[[Connection], Any]) -> object:
        asked.append(ask)
        return real(ask)

    monkeypatch.setattr(store, "_read", read)

    def questions(count: int) -> int:
        for number in range(count):
            incidents.open(NewIncident(title=f"积水{number}", code="11A02", received=desk.now()))
        asked.clear()
        rows = incidents.open_rows()
        assert {row.undelivered for row in rows} == {1}
        return len(asked)

    assert questions(2) == questions(18)
    assert len(incidents.open_rows()) == 20
    store.close()
