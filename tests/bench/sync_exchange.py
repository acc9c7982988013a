"""One workstation and one server: how quick, beside COPY and beside PouchDB, and how many bytes."""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from commandpost.app import wire
from commandpost.app.syncing import SyncService
from commandpost.domain.ids import UnitCode
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.sync_loop import SyncLoop
from commandpost.gui.runtime.tasks import Tasks
from commandpost.journal.bundle import encode
from tests.bench.fleet import Post, enrol
from tests.bench.sync_rows import Figure, Ground, ground
from tests.server_process import DISTRICT, STREET, TestDesk, open_desk

BATCH = 200
WARM = 5  # batches before the watch starts


def ingest(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Batches of 200 over HTTP, verified, folded and durable; beside COPY of the very rows they became."""
    with ground(home) as stage:
        post = enrol(stage.store, UnitCode("110199001"), "S1")
        frames = [encode([post.run(BATCH)]) for _ in range(chosen.entries // BATCH + WARM)]
        rate = _pushed(stage, post, frames)
        copied = _copied(stage)
    return [
        Figure("ingest over HTTP, entries/s", round(rate)),
        Figure("COPY of the same rows, 200 a commit, rows/s", round(copied)),
        Figure("ingest ÷ COPY", round(rate / copied, 3), 0.3),
    ]


def _pushed(stage: Ground, post: Post, frames: list[bytes]) -> float:
    link = http.client.HTTPConnection(urlsplit(stage.server.url).netloc)
    begun = 0.0
    for number, frame in enumerate(frames):
        if number == WARM:
            begun = time.perf_counter()
        link.request("POST", wire.ENTRIES, frame, post.headers("POST", wire.ENTRIES, frame))
        answer = link.getresponse()
        said = answer.read()
        if answer.status != 200 or json.loads(said)["answers"][0]["verdict"] != "taken":
            raise RuntimeError(said.decode())
    return BATCH * (len(frames) - WARM) / (time.perf_counter() - begun)


def _copied(stage: Ground) -> float:
    with psycopg.connect(stage.url.replace("postgresql+psycopg", "postgresql")) as link:
        link.execute("CREATE TABLE copied (LIKE journal INCLUDING ALL)")
        rows = link.execute("SELECT * FROM journal ORDER BY lsn").fetchall()
        link.commit()
        begun = time.perf_counter()
        for at in range(0, len(rows), BATCH):
            with link.cursor().copy("COPY copied FROM STDIN") as copy:
                for row in rows[at : at + BATCH]:
                    copy.write_row(row)
            link.commit()
        return len(rows) / (time.perf_counter() - begun)


def size(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Bytes of a push of a hundred entries, headers and signatures included, in the middle of a session."""
    del chosen
    with ground(home) as stage:
        post = enrol(stage.store, UnitCode("110199001"), "S1")
        sizes = []
        for _ in range(20):
            frame = encode([post.run(100)])
            head = "".join(f"{key}: {value}\r\n" for key, value in post.headers("POST", wire.ENTRIES, frame).items())
            sizes.append((len(frame) + len(head) + 120) / 100)
    return [
        Figure(
            "bytes on the wire an entry, batch 100, signature and headers included",
            statistics.median(sizes),
            140,
            most=True,
        )
    ]


def pouch(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """A real desk's whole way, disk to disk, beside PouchDB replicating the same documents in the same run."""
    (home / "pouch").mkdir()
    with ground(home) as stage:
        street, district = open_desk(home / "street", STREET, "S1"), open_desk(home / "district", DISTRICT, "D1")
        try:
            for desk in (street, district):
                desk.enroll(stage.server).once()
            documents = _write(street, chosen.entries)
            pushed, pulled = (
                chosen.entries / _seconds(street),
                chosen.entries / _seconds_of_loop(district, chosen.entries),
            )
        finally:
            street.close()
            district.close()
    theirs = _pouch(home / "pouch", documents, chosen.pouch)
    push, pull = (theirs["push"], theirs["pull"]) if theirs else (None, None)
    return [
        Figure("push of a desk, entries/s", round(pushed)),
        Figure("pull of a desk, entries/s", round(pulled)),
        Figure("PouchDB push, documents/s", push and round(push)),
        Figure("PouchDB pull, documents/s", pull and round(pull)),
        Figure("push ÷ PouchDB", push and round(pushed / push, 1), 8),
        Figure("pull ÷ PouchDB", pull and round(pulled / pull, 1), 4),
    ]


def _write(desk: TestDesk, entries: int) -> list[bytes]:
    from commandpost.domain.ids import RecordId
    from commandpost.journal.entry import Draft
    from tests.bench.fleet import WORDS

    bodies = []
    for low in range(0, entries, BATCH):
        drafts = [
            Draft(
                kind="log",
                record=RecordId(f"log-{number}"),
                act="log.record",
                set={"text": WORDS[number % len(WORDS)].format(n=number), "direction": "note"},
            )
            for number in range(low, min(low + BATCH, entries))
        ]
        for entry in desk.store.append(drafts, None).entries:
            kept = desk.store.entry(entry)
            bodies.append(b"" if kept is None else kept.raw)
    return bodies


def _seconds(desk: TestDesk) -> float:
    assert desk.sync is not None
    begun = time.perf_counter()
    desk.sync.once()
    return time.perf_counter() - begun


def _seconds_of_loop(desk: TestDesk, entries: int) -> float:
    """The desk's own loop, which asks for a page while it keeps the one before."""
    assert desk.sync is not None
    return asyncio.run(_looped(desk, desk.sync, entries))


async def _looped(desk: TestDesk, sync: SyncService, entries: int) -> float:
    tasks, came = Tasks(), asyncio.Event()
    loop = SyncLoop(tasks, ChangeBridge(), sync)
    loop.status_changed.connect(lambda _status: came.set() if desk.store.head().entries >= entries else None)
    begun = time.perf_counter()
    loop.start()
    await came.wait()
    spent = time.perf_counter() - begun
    await loop.stop()
    await tasks.close()
    return spent


def _pouch(home: Path, documents: list[bytes], modules: Path | None) -> dict[str, float] | None:
    """Documents a second each way; None where node or its packages are absent."""
    node = shutil.which("node")
    if node is None or modules is None or not (modules / "express-pouchdb").is_dir():
        print(
            "PouchDB is not here: npm install pouchdb express-pouchdb express@4, then --pouch node_modules",
            file=sys.stderr,
        )
        return None
    file, script = home / "documents.jsonl", home / "pouch.cjs"
    file.write_bytes(b"\n".join(documents) + b"\n")
    shutil.copy(Path(__file__).with_name("pouch.cjs"), script)
    (home / "node_modules").symlink_to(modules.resolve())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {**os.environ, "NODE_ENV": "production"}
    serving = subprocess.Popen([node, script, "serve", port, home], stdout=subprocess.PIPE, env=environment)
    try:
        assert serving.stdout is not None
        serving.stdout.readline()
        ended = subprocess.run(
            [node, script, "run", port, home, file], capture_output=True, text=True, check=True, env=environment
        )
        said: dict[str, float] = json.loads(ended.stdout.strip().splitlines()[-1])
        return said
    finally:
        serving.kill()
        serving.wait()
