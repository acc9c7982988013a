"""Fail-over under load with the Patroni sample: the primary's machine is lost outright, again and again."""

from __future__ import annotations

import json
import os
import signal
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import StreamId
from commandpost.storage.comparison import compare_journals
from tests.factories import folder
from tests.patroni import HERE, PatroniCluster, machine, patroni_cluster
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

pytestmark = pytest.mark.long
FAIL_OVERS = int(os.environ.get("COMMANDPOST_FAILOVERS", "20"))
AHEAD = 30  # acknowledged entries before a machine is lost
BEHIND = (
    5  # of them while the standby takes nothing in: a primary that misses it longer notes that it may not take over
)
READY, A_ROUND = 300, 240  # seconds at most, on a busy machine: to begin and end, and for each fail-over
bounded = partial(pytest.mark.timeout, method="signal")  # in this thread, so that everything is put away


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> Iterator[PatroniCluster]:
    made = patroni_cluster(lag=getattr(request, "param", 0))
    try:
        made.start()
        yield made
    finally:
        made.close()


@dataclass(slots=True)
class Outcome:
    """What the rounds showed; written to ``COMMANDPOST_FAILOVER_JSON`` where that is set."""

    gaps: list[float] = field(default_factory=list)  # seconds from the kill to the next acknowledged entry
    acknowledged: int = 0
    missing_before: int = 0  # of these, on the new primary before anybody offered anything again
    missing_after: int = 0

    def keep(self) -> None:
        place = os.environ.get("COMMANDPOST_FAILOVER_JSON")
        said = {"fail_overs": len(self.gaps), "longest_gap": max(self.gaps), "gaps": self.gaps}
        said |= {name: getattr(self, name) for name in ("acknowledged", "missing_before", "missing_after")}
        if place:
            Path(place).write_text(json.dumps(said, indent=1), "utf-8")


@bounded(READY + FAIL_OVERS * A_ROUND)
def test_nothing_acknowledged_is_missing_after_twenty_fail_overs(cluster: PatroniCluster, tmp_path: Path) -> None:
    outcome = fail_overs(cluster, tmp_path, FAIL_OVERS)
    outcome.keep()
    assert outcome.missing_before == 0, f"acknowledged and gone: {outcome.missing_before}"
    assert outcome.missing_after == 0
    assert outcome.acknowledged > FAIL_OVERS * AHEAD


@bounded(READY + A_ROUND)
@pytest.mark.parametrize("cluster", [1_000_000], indirect=True, ids=["a standby may lag"])
def test_this_trial_finds_commits_that_do_not_wait_for_the_standby(cluster: PatroniCluster, tmp_path: Path) -> None:
    """The planted bug: the server's commits are local alone, and a standby that had fallen behind may take over.

    With the sample's own ``maximum_lag_on_failover: 0`` nobody takes over once the primary has told etcd how far it is.
    """
    outcome = fail_overs(cluster, tmp_path, 1, options="&options=-csynchronous_commit%3Dlocal", behind=True)
    assert outcome.missing_before > 0
    assert outcome.missing_after == 0  # and the changed epoch brought it all back


@bounded(READY)
def test_nobody_without_a_machine_s_certificate_is_answered_and_an_order_wants_the_password(
    cluster: PatroniCluster,
) -> None:
    """Whoever reaches etcd or Patroni's port decides which machine is the primary."""
    anybody = ssl.create_default_context(cafile=cluster.home / HERE / "authority.pem")
    ports = (cluster.etcd_port, *(node.rest for node in cluster.nodes))
    for port in ports:
        with pytest.raises((urllib.error.URLError, OSError)):
            asked(port, "/health", anybody)
    own = machine(cluster.home)
    assert [asked(port, "/health", own) for port in ports] == [200, 200, 200]
    order = json.dumps({"leader": cluster.primary().name, "candidate": cluster.standby().name}).encode()
    with pytest.raises(urllib.error.HTTPError, match="401"):
        asked(cluster.primary().rest, "/failover", own, order)
    cluster.in_step()


def asked(port: int, path: str, shown: ssl.SSLContext, content: bytes | None = None) -> int:
    with urllib.request.urlopen(f"https://127.0.0.1:{port}{path}", content, timeout=5, context=shown) as answer:
        return int(answer.status)


def fail_overs(cluster: PatroniCluster, home: Path, rounds: int, *, options: str = "", behind: bool = False) -> Outcome:
    """Lose the primary ``rounds`` times while a desk pushes; another one tells how long nothing was taken."""
    server = ServerProcess(home, cluster.url(options)).start()
    load, watch = open_desk(folder() / "load", STREET, "S1"), open_desk(folder() / "watch", STREET, "S2")
    outcome = Outcome()
    try:
        load.enroll(server).once()
        watch.link(server.url).enroll(server.once("--enrol-code", STREET).split()[-1], "S2")
        for _ in range(rounds):
            one_fail_over(cluster, load, watch, outcome, behind=behind)
        outcome.acknowledged = sum(acknowledged(load).values())
        assert load.store.pending() == 0
        seen = compare_journals(load.home / "journal.db", None, cluster.url(), None)
        assert seen.faults == ()
    finally:
        load.close()
        watch.close()
        server.close()
    return outcome


def one_fail_over(cluster: PatroniCluster, load: TestDesk, watch: TestDesk, outcome: Outcome, *, behind: bool) -> None:
    lost, standby = cluster.primary(), cluster.standby()
    receiver = standby.wal_receiver()
    enough = threading.Event()
    pushing = threading.Thread(target=push_until_it_fails, args=(load, enough), daemon=True)
    goal = sum(acknowledged(load).values()) + AHEAD
    pushing.start()
    try:
        until_pushed(cluster, load, goal - BEHIND)
        if behind:
            os.kill(receiver, signal.SIGSTOP)
        until_pushed(cluster, load, goal)
        at = monotonic()
        lost.lose()
        if behind:
            os.kill(receiver, signal.SIGKILL)
        pushing.join(A_ROUND / 2)
        assert not pushing.is_alive(), f"a push to a primary that is gone neither succeeds nor fails; {cluster.tail()}"
    finally:
        enough.set()
    held = held_by_the_new_primary(cluster)
    told = acknowledged(load)
    outcome.missing_before += sum(max(0, seq - held.get(stream, 0)) for stream, seq in told.items())
    exchange_at_last(cluster, watch)
    outcome.gaps.append(round(monotonic() - at, 1))
    exchange_at_last(cluster, load)
    held = held_by_the_new_primary(cluster)
    outcome.missing_after += sum(max(0, seq - held.get(stream, 0)) for stream, seq in told.items())
    lost.start()
    cluster.in_step()


def until_pushed(cluster: PatroniCluster, desk: TestDesk, goal: int) -> None:
    cluster.until(lambda: sum(acknowledged(desk).values()) >= goal, f"{goal} entries under way")


def push_until_it_fails(desk: TestDesk, enough: threading.Event) -> None:
    assert desk.sync is not None
    number = 0
    while not enough.is_set():
        desk.write(f"第{number}条")
        number += 1
        try:
            desk.sync.settle(desk.sync.exchange(desk.sync.gather()))
        except Unavailable as gone:
            desk.sync.failed(gone)
            return


def exchange_at_last(cluster: PatroniCluster, desk: TestDesk) -> None:
    """One entry of the desk is taken, however often it must be tried."""
    desk.write("恢复后")
    cluster.until(lambda: exchanged(desk), "an exchange")


def exchanged(desk: TestDesk) -> bool:
    assert desk.sync is not None
    with suppress(Unavailable):
        desk.sync.once()
        return desk.store.pending() == 0
    return False


def acknowledged(desk: TestDesk) -> dict[StreamId, int]:
    with desk.store._lock, desk.store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT stream, acked FROM stream WHERE own AND acked > 0").fetchall()
    return {StreamId(row[0]): int(row[1]) for row in rows}


def held_by_the_new_primary(cluster: PatroniCluster) -> dict[StreamId, int]:
    held: dict[StreamId, int] = {}

    def told() -> bool:
        with suppress(psycopg.Error), psycopg.connect(cluster.address()) as link:  # an error: nobody takes writes yet
            held.update((StreamId(row[0]), int(row[1])) for row in link.execute("SELECT stream, seq FROM stream"))
            return True
        return False

    cluster.until(told, "a primary that takes writes")
    return held
