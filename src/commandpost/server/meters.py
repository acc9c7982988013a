"""What a watchman's program reads: counts and durations without a unit, a device or a person in them."""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meters:
    """The counters of one server."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "commandpost_requests", "Answered requests.", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "commandpost_request_seconds",
            "Time to answer, feeds that wait apart.",
            ["route"],
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._enrolments = Counter(
            "commandpost_enrolments", "Enrolments: taken, or why not.", ["outcome"], registry=self._registry
        )
        self._entries = Counter("commandpost_entries_taken", "Entries taken into the journal.", registry=self._registry)
        self._blob_bytes = Counter("commandpost_blob_bytes_taken", "Bytes of blobs taken.", registry=self._registry)
        self._backup = Gauge(
            "commandpost_last_backup_seconds",
            "When the journal was last copied and read back, since 1970; 0: never.",
            registry=self._registry,
        )
        self.feeds_waiting = Gauge("commandpost_feeds_waiting", "Feeds that wait for news.", registry=self._registry)
        self.pushes_waiting = Gauge("commandpost_pushes_waiting", "Pushes in the queue.", registry=self._registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def enrolment(self, outcome: str) -> None:
        """Count one: ``taken``, or the code of the refusal."""
        self._enrolments.labels(outcome).inc()

    def took(self, *, entries: int = 0, blob_bytes: int = 0) -> None:
        self._entries.inc(entries)
        self._blob_bytes.inc(blob_bytes)

    def backed_up(self, at: datetime | None) -> None:
        self._backup.set(0 if at is None else at.timestamp())

    def text(self) -> bytes:
        return generate_latest(self._registry)
