"""What an entry costs the processor, straight into the journal: Python's and PostgreSQL's share, alone and together.

Processor time instead of the watch: it hardly depends on what else the machine has to do.
"""

from __future__ import annotations

import argparse
import gc
import time
from pathlib import Path

from commandpost.bootstrap.serving import NEW_OBJECTS
from commandpost.domain.ids import UnitCode
from commandpost.journal.bundle import decode, encode
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.bench.fleet import CLOCK, enrol
from tests.bench.processor import of_cluster
from tests.bench.sync_rows import Figure
from tests.postgres import Cluster

SHAPES = ((1, 200), (16, 200), (1, 1), (16, 1))  # pushes in one transaction, entries of each
ENTRIES = 25_000  # of a shape whose pushes are large
SMALL = 640  # pushes of the others


def processor(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Microseconds an entry."""
    del home, chosen
    gc.set_threshold(NEW_OBJECTS)  # as the server does
    cluster = Cluster(durable=True)
    try:
        place = Place(unit=UnitCode("1101"), name="server", tier="city", serving=True, searchable=False)
        store = open_store(cluster.database(), place, clock=CLOCK, signing=Ed25519Signing())
        figures = [figure for shape in SHAPES for figure in _shape(store, cluster, *shape)]
        store.close()
        return figures
    finally:
        cluster.close()


def _shape(store: JournalStore, cluster: Cluster, together: int, size: int) -> list[Figure]:
    rounds = (SMALL if size == 1 else ENTRIES // size) // together
    posts = [enrol(store, UnitCode(f"1101{n // 25 + 1:02}{n % 25 + 1:03}"), f"S{n}") for n in range(together)]
    frames = [[encode([post.run(size)]) for post in posts] for _ in range(rounds + 1)]
    store.ingest_all([decode(frame) for frame in frames[0]])
    ours, theirs = time.process_time(), of_cluster(cluster)
    for some in frames[1:]:
        store.ingest_all([decode(frame) for frame in some])
    entries = rounds * together * size
    ours, theirs = time.process_time() - ours, of_cluster(cluster) - theirs
    named = f"{together} × {size} in one transaction, µs an entry"
    return [
        Figure(f"Python, {named}", round(ours / entries * 1e6, 1)),
        Figure(f"PostgreSQL, {named}", round(theirs / entries * 1e6, 1)),
    ]
