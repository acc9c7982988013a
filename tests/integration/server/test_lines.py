"""Bad lines between real desks and a real server: thin, far, cut, silent, refusing; nothing is lost or doubled."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.app.syncing import SyncService
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import ChangeSet, Draft
from commandpost.transport import http_peer
from tests.network import Line, SlowLine
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

BAD = {
    "thin": Line(rate=200_000),
    "far": Line(delay=0.02),
    "cut going up": Line(cut_up=900),
    "cut coming down": Line(cut_down=300),
    "silent": Line(silent=True),
    "refusing": Line(refuse=True),
}


@pytest.fixture
def line(small_server: ServerProcess) -> Iterator[SlowLine]:
    made = SlowLine(small_server.port)
    yield made
    made.close()


@pytest.fixture
def desks(small_server: ServerProcess, line: SlowLine, tmp_path: Path) -> Iterator[tuple[TestDesk, TestDesk]]:
    street, district = open_desk(tmp_path / "a", STREET, "S1"), open_desk(tmp_path / "b", DISTRICT, "D1")
    for desk in (street, district):
        desk.enroll(small_server).once()
        desk.link(line.url)
    yield street, district
    street.close()
    district.close()


def tries(desk: TestDesk) -> str:
    """One attempt; the code it was told when the line did not let it."""
    assert desk.sync is not None
    try:
        desk.sync.once()
    except Unavailable as bad:
        return bad.code
    return ""


def texts(desk: TestDesk) -> list[str]:
    return sorted(str(one.fields["text"]) for one in desk.store.records("log"))


@pytest.mark.parametrize("weather", BAD)
def test_a_bad_line_only_delays(
    desks: tuple[TestDesk, TestDesk], line: SlowLine, weather: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_peer, "READ_SECONDS", 0.5)
    street, district = desks
    line.line = BAD[weather]
    for number in range(10):
        street.write(f"第 {number} 条")
    told = {tries(street), tries(district)}

    line.line = Line()
    for desk in (street, district, street):
        assert tries(desk) == ""
    assert told <= {"", "server_unreachable", "server_foreign", "server_busy"}
    assert (told == {""}) == (weather in {"thin", "far"})
    assert texts(district) == sorted(f"第 {number} 条" for number in range(10))
    assert street.store.pending() == 0


def storm(line: SlowLine, street: TestDesk, district: TestDesk, seed: int) -> None:
    """Entries while the line is cut at chance places; then good weather."""
    chance = random.Random(seed)
    for number in range(8):
        line.line = Line()
        tries(street)  # greeted and asked: the next request is the push itself
        street.write(f"第 {number} 条")
        line.line = Line(cut_up=chance.randrange(100, 1_500), cut_down=chance.choice((50, 300, 600, 5_000)))
        tries(street)
        tries(district)
    line.line = Line()
    for desk in (street, district):
        tries(desk)


def test_cuts_anywhere_lose_nothing(desks: tuple[TestDesk, TestDesk], line: SlowLine) -> None:
    street, district = desks
    storm(line, street, district, seed=6)

    assert texts(district) == sorted(f"第 {number} 条" for number in range(8))
    assert street.store.pending() == 0
    assert district.store.quarantined() == 0


def test_this_storm_finds_a_desk_that_believes_what_it_sent(
    desks: tuple[TestDesk, TestDesk], line: SlowLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: what was sent counts as delivered, whatever the server says it holds."""
    from sqlalchemy import update

    from commandpost.storage.client_side import ClientSide
    from commandpost.storage.tables import STREAM

    exchange = SyncService.exchange

    def hasty(self: SyncService, outgoing: object) -> object:
        with street.store._engine.begin() as connection:
            for run in outgoing.runs:  # type: ignore[attr-defined]  # what gather gave
                connection.execute(update(STREAM).where(STREAM.c.stream == run.stream).values(acked=run.last))
        return exchange(self, outgoing)  # type: ignore[arg-type]  # what gather gave

    street, district = desks
    assert tries(street) == ""
    monkeypatch.setattr(SyncService, "exchange", hasty)
    monkeypatch.setattr(ClientSide, "settle", lambda _store, *_told: ChangeSet())
    storm(line, street, district, seed=6)

    assert street.store.pending() == 0
    assert texts(district) != sorted(f"第 {number} 条" for number in range(8))


def test_a_large_attachment_on_a_thin_line_holds_no_news_back(desks: tuple[TestDesk, TestDesk], line: SlowLine) -> None:
    street, district = desks
    film = street.store.put_blob(random.Random(1).randbytes(2_000_000))
    street.store.append(
        [Draft(kind="log", record=RecordId("log-film"), act="log.record", set={"text": "现场录像", "film": film})], None
    )
    assert tries(street) == ""
    assert district.sync is not None
    district.sync.take(district.sync.listen(district.sync.position()))
    assert texts(district) == ["现场录像"]
    line.line = Line(rate=400_000)

    street.write("火警")
    assert street.sync is not None
    bringing = threading.Thread(target=tries, args=(street,))
    bringing.start()
    bringing.join()
    turns = 0
    while texts(district) == ["现场录像"]:
        district.sync.take(district.sync.listen(district.sync.position()))
        turns += 1

    assert turns <= 2
    assert district.store.blob(film) is None
    line.line = Line()
    while district.store.blob(film) is None:
        district.sync.take(district.sync.listen(district.sync.position()))
