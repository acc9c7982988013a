"""Whatever happens between two desks, a district and a server: what was acknowledged is everywhere, once, in order."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import update

from commandpost.domain.ids import EntryId, RecordId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import FeedPage, Ingested, Position, StreamAnswer
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import STREAM
from tests.e2e.sync.street import CALM, ROUGH, Desk, Street, held
from tests.factories import folder
from tests.server_process import DISTRICT, STREET

RECORDS = tuple(f"log-{number}" for number in range(6))
DESKS = st.integers(0, 2)


class Convergence(RuleBasedStateMachine):
    """Two desks of one street and one of its district; anything may happen in any order."""

    desk_store: type[JournalStore] = JournalStore
    rough = ROUGH

    @initialize(seed=st.integers(0, 2**32))
    def open_the_street(self, seed: int) -> None:
        self.home = folder()
        self.street = Street(self.home, seed, desk_store=self.desk_store)
        for unit, name in ((STREET, "S1"), (STREET, "S2"), (DISTRICT, "D1")):
            self.street.desk(unit, name)

    @rule(desk=DESKS, record=st.sampled_from(RECORDS), count=st.integers(1, 5))
    def write(self, desk: int, record: str, count: int) -> None:
        for number in range(count):
            self.street.advance()
            self._desk(desk).write(record, text=f"{number}", author=desk)

    @rule(desk=DESKS)
    def exchange_in_rough_weather(self, desk: int) -> None:
        self._desk(desk).exchange(self.rough)

    @rule(desk=DESKS)
    def exchange_in_calm(self, desk: int) -> None:
        self._desk(desk).exchange(CALM)

    @rule(desk=DESKS)
    def restart_a_desk(self, desk: int) -> None:
        self._desk(desk).restart()

    @rule(desk=DESKS, seconds=st.integers(-200_000, 200_000))
    def set_a_wall_clock(self, desk: int, seconds: int) -> None:
        self._desk(desk).raw.set_wall(seconds)

    @rule(desk=DESKS)
    def reboot_a_desk(self, desk: int) -> None:
        self._desk(desk).raw.reboot()
        self._desk(desk).restart()

    @rule()
    def restart_the_server(self) -> None:
        if self.street.relay is not None:
            self.street.stop_server()
        self.street.start_server()

    @rule()
    def end_the_server(self) -> None:
        if self.street.relay is not None:
            self.street.stop_server()

    @rule(desk=DESKS, seconds=st.integers(0, 4_000))
    def let_time_pass(self, desk: int, seconds: int) -> None:
        self.street.advance(seconds)

    @invariant()
    def an_operator_finds_what_was_saved(self) -> None:
        for desk in self.street.desks:
            assert all(desk.store.entry(entry) is not None for entry in desk.acknowledged[-3:])

    def teardown(self) -> None:
        if not hasattr(self, "street"):
            return
        try:
            self.street.calm_down()
            everything_is_everywhere(self.street)
        finally:
            self.street.close()
            shutil.rmtree(self.home, ignore_errors=True)

    def _desk(self, number: int) -> Desk:
        return self.street.desks[number]


def everything_is_everywhere(street: Street) -> None:
    """Every acknowledged entry is on the server and on the district's desk exactly once and in order."""
    written = {entry for desk in street.desks for entry in desk.acknowledged}
    on_server = held(street.server, RECORDS)
    assert set().union(*on_server.values()) >= _of_records(street, written)
    for desk in street.desks:
        desk_holds = held(desk.store, RECORDS)
        for record in RECORDS:
            _in_order_once(on_server[record])
            _in_order_once(desk_holds[record])
            if desk.unit == DISTRICT:
                assert set(desk_holds[record]) == set(on_server[record])
                _same_state(street, desk, record)
        assert desk.store.pending() == 0
        assert set(desk.acknowledged) <= {entry for entries in desk_holds.values() for entry in entries} | {
            entry for entry in desk.acknowledged if entry not in _of_records(street, written)
        }


def _of_records(street: Street, entries: set[EntryId]) -> set[EntryId]:
    """Without the clock entries that a set wall clock writes by itself."""
    return {
        entry
        for desk in street.desks
        for entry in entries
        if (found := desk.store.entry(entry)) is not None and found.body.record in RECORDS
    }


def _in_order_once(entries: tuple[EntryId, ...]) -> None:
    assert len(entries) == len(set(entries))
    seqs: dict[str, list[int]] = {}
    for entry in entries:
        stream, _, seq = entry.partition(":")
        seqs.setdefault(stream, []).append(int(seq))
    assert all(numbers == sorted(numbers) for numbers in seqs.values())


def _same_state(street: Street, desk: Desk, record: str) -> None:
    here, there = desk.store.record(RecordId(record)), street.server.record(RecordId(record))
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert dict(here.fields) == dict(there.fields)


QUICK = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
LONG = settings(QUICK, max_examples=400, stateful_step_count=60)


def test_desks_and_server_converge_whatever_happens() -> None:
    run_state_machine_as_test(Convergence, settings=QUICK)


@pytest.mark.long
def test_desks_and_server_converge_whatever_happens_for_long() -> None:
    run_state_machine_as_test(Convergence, settings=LONG)


class AdvancesByWhatItSent(JournalStore):
    """Planted: what was offered counts as delivered, and nobody compares with what the server says it holds."""

    def offers(self, **limits: int) -> tuple[Run, ...]:
        runs = super().offers(**limits)
        self._write(
            lambda connection: [
                connection.execute(update(STREAM).where(STREAM.c.stream == run.stream).values(acked=run.last))
                for run in runs
            ]
        )
        return runs

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        return ChangeSet()


class SavesTheCursorFirst(JournalStore):
    """Planted: the cursor is saved in a transaction of its own, and the page is lost."""

    pages = 0

    def take(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        self.pages += 1
        if page.runs and self.pages % 3 == 0:
            empty = FeedPage(unit=page.unit, epoch=page.epoch, after=page.after, runs=())
            return super().take(empty, asked)
        return super().take(page, asked)


class BelievesNumbersWithoutHashes(JournalStore):
    """Planted: an answer's number is believed, whatever its verdict, hash and receipt say."""

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        self._write(
            lambda connection: [
                connection.execute(
                    update(STREAM).where(STREAM.c.stream == answer.stream, STREAM.c.own).values(acked=answer.seq)
                )
                for answer in answers
            ]
        )
        return ChangeSet()


@pytest.mark.parametrize("bug", [AdvancesByWhatItSent, SavesTheCursorFirst])
def test_the_trial_catches_a_planted_bug(bug: type[JournalStore]) -> None:
    assert any(_caught(bug, random.Random(seed)) for seed in range(30))


def _caught(bug: type[JournalStore], chance: random.Random) -> bool:
    """Live through one chance night with the bug; True when the trial says so."""
    night = Convergence()
    night.desk_store = bug
    night.open_the_street(chance.randrange(2**32))
    for _ in range(25):
        desk = chance.randrange(3)
        night.write(desk, chance.choice(RECORDS), chance.randrange(1, 6))
        night.exchange_in_rough_weather(desk)
        if chance.random() < 0.2:
            night.restart_the_server()
    try:
        night.teardown()
    except AssertionError:
        return True
    return False
