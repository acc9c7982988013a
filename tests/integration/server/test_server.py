"""A real server process, real desks, both databases."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from commandpost.app.link import LinkState
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.entry import Draft
from commandpost.journal.exchange import Position
from commandpost.storage.tables import BLOB
from tests.chaos_proxy import ChaosProxy, Weather
from tests.fakes import FakeRawClock
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

OTHER = UnitCode("110199002")


@contextmanager
def desks(home: Path, server: ServerProcess, *units: UnitCode) -> Iterator[list[TestDesk]]:
    opened = [open_desk(home / f"desk{number}", unit, f"S{number}") for number, unit in enumerate(units, 1)]
    try:
        for desk in opened:
            desk.enroll(server)
        yield opened
    finally:
        for desk in opened:
            desk.close()


def code_of(ask: Callable[[], object]) -> str:
    with pytest.raises(CommandPostError) as refused:
        ask()
    return refused.value.code


def sync(*all_desks: TestDesk) -> None:
    for desk in all_desks:
        assert desk.sync is not None
        desk.sync.once()


def test_what_a_street_writes_is_read_by_its_district_and_by_nobody_else(server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, server, STREET, DISTRICT, OTHER) as (street, district, other):
        entry = street.write("永定门桥下积水")
        sync(street, district, other)

        assert district.store.entry(entry) is not None
        assert other.store.entry(entry) is None
        assert street.store.pending() == 0


def test_an_addressed_entry_reaches_its_addressee(server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, server, DISTRICT, STREET, OTHER) as (district, street, other):
        hidden, shown = district.write("内部"), district.write("请立即核实", to=(STREET,))
        sync(district, street, other)

        assert [street.store.entry(entry) is not None for entry in (hidden, shown)] == [False, True]
        assert other.store.entry(shown) is None


def test_everybody_knows_the_table_of_units(server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, server, STREET) as (street,):
        sync(street)

        record = street.store.record(RecordId("unit-110199002"))
        assert record is not None
        assert record.fields["parent"] == DISTRICT


def test_a_stopped_server_costs_nothing_and_a_started_one_gets_everything(
    server: ServerProcess, tmp_path: Path
) -> None:
    with desks(tmp_path, server, STREET, DISTRICT) as (street, district):
        sync(street)
        assert server.stop() == 0
        written = [street.write(f"断网期间 {number}", record="log-off") for number in range(30)]
        assert street.sync is not None
        with pytest.raises(Unavailable, match="server_unreachable"):
            street.sync.once()
        status = street.sync.status()
        assert (status.state, status.pending, status.problem) == (LinkState.OFFLINE, 30, "server_unreachable")

        server.start()
        sync(street, district)

        assert [entry.id for entry in district.store.history(RecordId("log-off"))] == written
        assert street.sync.status().state is LinkState.ONLINE


def test_personal_fields_travel_and_only_to_those_who_may_see_them(server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, server, STREET, DISTRICT, OTHER) as (street, district, other):
        record = RecordId("log-call")
        call = Draft(
            kind="log", record=record, act="log.record", set={"text": "来电"}, personal={"phone": "13900000218"}
        )
        street.store.append([call], None)
        sync(street, district, other)

        assert district.store.personal(record) == {"phone": "13900000218"}
        personal = street.store.history(record)[0].body.personal
        assert personal is not None
        assert other.peer is not None
        assert other.peer.fetch(personal) is None


def test_a_first_push_brings_hundreds_of_sealed_persons_in_a_few_requests(
    server: ServerProcess, tmp_path: Path
) -> None:
    with desks(tmp_path, server, STREET) as (street,):
        drafts = [
            Draft(
                kind="person",
                record=RecordId(f"person-{number}"),
                act="person.add",
                set={},
                personal={"name": f"王某{number}", "phone": "13900000000"},
            )
            for number in range(620)
        ]
        street.store.append(drafts, None)
        assert street.sync is not None
        asked: list[str] = []
        assert street.peer is not None
        ask = street.peer._ask

        def counted(method: str, target: str, *args: Any, **kwargs: Any) -> Any:
            asked.append(f"{method} {target}")
            return ask(method, target, *args, **kwargs)

        street.peer._ask = counted  # type: ignore[method-assign]  # only counts
        street.sync.once()

        assert asked.count("POST /v1/blobs") == 2
        assert not [line for line in asked if line.startswith("PUT")]
        assert street.store.blobs_to_send() == ()
        asked.clear()
        street.store._write(lambda connection: connection.execute(update(BLOB).values(sent=False)))
        street.sync.once()
        assert street.store.blobs_to_send() == ()


def test_a_large_blob_travels_in_ranges(small_server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, small_server, STREET, DISTRICT) as (street, district):
        content = bytes(range(256)) * 12_000
        name = street.store.put_blob(content)
        street.write("附件", record="log-blob", pdf=name)
        sync(street, district)
        for _ in range(len(content) // 2**17):  # large ones come in parts, between questions for news
            sync(district)

        assert hashlib.sha256(district.store.blob(name) or b"").hexdigest() == name


def test_a_foreign_feed_is_not_shown(small_server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, small_server, STREET) as (street,):
        assert street.peer is not None
        position = Position(unit=DISTRICT, epoch="", lsn=0)

        assert code_of(lambda: street.peer.feed(position)) == "server_refused"


def test_one_code_enrols_one_device(small_server: ServerProcess, tmp_path: Path) -> None:
    first, second = open_desk(tmp_path / "a", STREET, "S1"), open_desk(tmp_path / "b", STREET, "S2")
    try:
        first.enroll(small_server)
        first.enroll(small_server)

        assert code_of(lambda: second.enroll(small_server)) == "enrolment_code_used"
        assert code_of(lambda: second.link(small_server.url).enroll("WRONG-CODE", "S2")) == "enrolment_code_wrong"
    finally:
        first.close()
        second.close()


def test_a_stranger_may_ask_for_the_time_and_nothing_else(small_server: ServerProcess, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "a", STREET, "S1")
    try:
        desk.link(small_server.url)
        desk.write("尚未注册")
        assert desk.sync is not None
        assert desk.peer is not None

        assert desk.peer.greet().version
        assert code_of(desk.sync.once) == "device_unknown"
        assert desk.store.pending() == 1
    finally:
        desk.close()


def test_codes_for_people_are_printed(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    ended = subprocess.run(
        server.command("--enrol-code", STREET, "--enrol-code", OTHER), capture_output=True, text=True, check=True
    )
    unit, code = ended.stdout.splitlines()[0].split()
    server.start()
    desk = open_desk(tmp_path / "a", STREET, "S1")
    try:
        desk.link(server.url).enroll(code.lower(), "S1")

        assert unit == STREET
        assert desk.store.device().unit == STREET
    finally:
        desk.close()
        server.close()


def test_a_clock_a_day_behind_keeps_nobody_out(small_server: ServerProcess, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "a", STREET, "S1", FakeRawClock())
    try:
        assert desk.enroll(small_server).once() is not None
        desk.write("时钟不准")
        sync(desk)

        assert desk.store.pending() == 0
        assert desk.clock.trust().offset is not None
    finally:
        desk.close()


def test_a_term_signal_ends_waiting_feeds_at_once(small_server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, small_server, STREET) as (street,):
        sync(street)
        assert street.sync is not None
        listening = threading.Thread(target=street.sync.listen, args=(street.sync.position(), 25))
        listening.start()

        assert small_server.stop(signal.SIGTERM) == 0
        listening.join(10)
        assert not listening.is_alive()


def test_a_waiting_feed_is_woken_by_a_push(server: ServerProcess, tmp_path: Path) -> None:
    with desks(tmp_path, server, STREET, DISTRICT) as (street, district):
        sync(street, district)
        assert district.sync is not None
        brought = []
        question = district.sync.position()
        listening = threading.Thread(target=lambda: brought.append(district.sync.listen(question, 25)))
        listening.start()
        entry = street.write("火警")
        sync(street)
        listening.join(20)
        for news in brought:
            district.sync.take(news)

        assert district.store.entry(entry) is not None


def test_rough_weather_only_delays(server: ServerProcess, tmp_path: Path) -> None:
    rough = Weather(refuse=0.1, cut_request=0.1, cut_answer=0.15, twice=0.3, delay=0.01)
    proxy = ChaosProxy(server.port, rough, seed=3)
    try:
        with desks(tmp_path, server, STREET, DISTRICT) as (street, district):
            for desk in (street, district):
                desk.link(proxy.url)
            written = []
            for number in range(40):
                written.append(street.write(f"第 {number} 条", record="log-storm"))
                try_to_sync(street, district)
            proxy.weather = Weather()
            sync(street, district)

            assert [entry.id for entry in district.store.history(RecordId("log-storm"))] == written
            assert street.store.pending() == 0
    finally:
        proxy.close()


def try_to_sync(*all_desks: TestDesk) -> None:
    """In bad weather an attempt may fail, in one of the three ways that are told to people."""
    codes: list[str] = []
    for desk in all_desks:
        assert desk.sync is not None
        try:
            desk.sync.once()
        except Unavailable as weather:
            codes.append(weather.code)
    assert set(codes) <= {"server_unreachable", "server_foreign", "server_refused"}


def test_a_database_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/none")
    ended = subprocess.run(server.command("--enrol-code", STREET), capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "database_unreachable" in ended.stderr


def test_a_wrong_table_of_units_is_said_in_one_line(tmp_path: Path) -> None:
    server, wrong = ServerProcess(tmp_path), tmp_path / "wrong.toml"
    wrong.write_text('[[unit]]\ncode = "1"\n', "utf-8")
    ended = subprocess.run(
        server.command("--units", str(wrong), "--enrol-code", STREET), capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "units_invalid" in ended.stderr


def test_a_taken_port_is_said_in_one_line(small_server: ServerProcess, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = ServerProcess(tmp_path / "other")
    ended = subprocess.run(other.command("--port", str(small_server.port)), capture_output=True, text=True, check=False)

    assert (ended.returncode, "port_taken" in ended.stderr) == (2, True)


def test_rule_broken_at_the_server_is_rule_broken_here(small_server: ServerProcess, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "a", STREET, "S1")
    try:
        desk.link(small_server.url)
        assert desk.peer is not None
        with pytest.raises(RuleBroken, match="enrolment_invalid"):
            desk.peer.enroll("A", b"short", "S1")
    finally:
        desk.close()


def test_a_district_learns_which_of_its_streets_are_heard_and_a_street_learns_of_itself_only(
    server: ServerProcess, tmp_path: Path
) -> None:
    with desks(tmp_path, server, STREET, DISTRICT, OTHER) as (street, district, other):
        sync(street, other)
        assert street.sync is not None
        assert district.sync is not None
        seen, own = district.sync.roll(), street.sync.roll()

    assert {one.unit for one in seen.heard if one.at is not None} == {STREET, DISTRICT, OTHER}
    assert [one.unit for one in own.heard] == [STREET]
