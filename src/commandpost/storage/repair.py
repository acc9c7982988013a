"""Damage: the files are set aside, a verified copy takes their place, and what can still be read of them is saved.

Nothing is ever deleted. The repaired journal goes on in a new session; what was synced comes back from the server.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Row, Table, select
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import Stored
from commandpost.storage.backup import check_copy
from commandpost.storage.engine import open_engine
from commandpost.storage.entry_rows import find_card, opening_of
from commandpost.storage.failures import DATABASE_ERRORS
from commandpost.storage.links import read_links
from commandpost.storage.opener import disk_code
from commandpost.storage.tables import BLOB, COUNTER, DEVICE, META, STREAM
from commandpost.storage.witness import SUFFIX

FOLDER = "quarantine"
COPIES = "journal-*.db"  # names of backups; they sort by their time
OWN = "desk-*"  # folders in the second place, one for each workstation that brings its copies there
SECOND = "second-place"  # a file among them that names another disk's folder with copies
RUN = 400  # entries of one rescued run
PARTS = ("", "-wal", "-shm", SUFFIX)
BEFORE = "-wal.before"  # copy of a write-ahead log that a killed program left, until the journal was found whole
UNFINISHED = "unfinished"  # a mark in a folder of quarantine whose repair did not come to its end
FOUND = frozenset({"schema", "cache_schema", "epoch"})  # facts of a file, not of a workstation

T = TypeVar("T")
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What a repair needs: the journal's file, its key, the folder of verified copies.

    ``begin_from``: a copy from which a journal begins where there is none.
    """

    file: Path
    key: bytes | None
    copies: Path
    begin_from: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heirloom:
    """What makes a workstation itself: facts and settings, devices, numbers; saved where there is no copy."""

    facts: Rows
    devices: Rows
    counters: Rows


def holds_something(file: Path) -> bool:
    """Whether a journal's file is there, and not emptied."""
    return file.exists() and file.stat().st_size > 0


def left_behind(file: Path) -> bool:
    """Whether a journal was here once: a part of it is left, or it was repaired."""
    return (file.parent / FOLDER).is_dir() or any(file.with_name(file.name + part).exists() for part in PARTS)


def exchange(file: Path, fresh: Path, now: datetime) -> Path:
    """Move the journal's files to ``quarantine/<utc>/``, give its name to a fresh one and return that folder.

    The fresh one waits in that folder meanwhile: where it lies, an exchange did not come to its end.
    The folder counts as ``unfinished`` until what can be read of it was saved.
    Raises Unavailable("disk_full"|"disk_read_only"|"disk_failed"); then what was moved lies where it lay.
    """
    try:
        place = _new_folder(file, now)
        waiting = fresh.rename(place / fresh.name)
        (place / UNFINISHED).touch()
        for part in PARTS:
            source = file.with_name(file.name + part)
            if source.exists():
                source.rename(place / source.name)
        waiting.rename(file)
    except OSError as error:
        with suppress(OSError, Unavailable):
            undo_exchange(file)
            fresh.unlink(missing_ok=True)
        raise Unavailable(disk_code(error), path=str(file)) from error
    return place


def undo_exchange(file: Path) -> None:
    """Move back what an exchange moved that did not come to its end, as one that was killed. Raises Unavailable."""
    try:
        for waiting in (file.parent / FOLDER).glob(f"*/{file.name}.new"):
            for part in PARTS:
                kept, here = waiting.with_name(file.name + part), file.with_name(file.name + part)
                if kept.exists() and not here.exists():
                    kept.rename(here)
            finish([waiting.parent])
            waiting.unlink()
    except OSError as error:
        raise Unavailable(disk_code(error), path=str(file)) from error


def unfinished(file: Path) -> list[Path]:
    """What was set aside by repairs that broke off, the first one first: not all of it is saved yet."""
    return sorted(mark.parent for mark in (file.parent / FOLDER).glob(f"*/{UNFINISHED}"))


def finish(folders: Iterable[Path]) -> None:
    """What could be read of these was saved, or lies where it lay."""
    for folder in folders:
        (folder / UNFINISHED).unlink(missing_ok=True)


def keep_log(file: Path) -> None:
    """Copy a write-ahead log that somebody left behind: opening the journal may throw its damaged end away."""
    log = file.with_name(file.name + "-wal")
    with suppress(OSError):  # without room for it the journal must open all the same
        if log.exists() and log.stat().st_size:
            shutil.copyfile(log, file.with_name(file.name + BEFORE))


def drop_log(file: Path) -> None:
    """The journal was found whole: the copy of its log is of no use."""
    file.with_name(file.name + BEFORE).unlink(missing_ok=True)


def set_log_aside(file: Path, now: datetime) -> Path | None:
    """Move the copy of a torn log into quarantine; None when there is none."""
    log = file.with_name(file.name + BEFORE)
    if not log.exists():
        return None
    place = _new_folder(file, now)
    log.rename(place / log.name)
    return place


def newest_copy(copies: Path, key: bytes | None) -> Path | None:
    """The newest copy that opens with this key and is whole, in either place; None without one."""
    found = [copy for place in (copies, second_place(copies)) if place for copy in _copies_in(place)]
    for copy in sorted(found, key=lambda path: path.name, reverse=True):
        try:
            check_copy(copy, key)
        except Unavailable:
            continue
        return copy
    return None


def second_place(copies: Path) -> Path | None:
    """The folder, on another disk, that gets every copy too; named beside the copies, so that a repair finds it."""
    with suppress(OSError, UnicodeDecodeError):
        said = (copies / SECOND).read_text("utf-8").strip()
        return Path(said) if said else None
    return None


def keep_second_place(copies: Path, place: Path | None) -> None:
    """Name that folder beside the copies; None: no more. Raises OSError."""
    copies.mkdir(parents=True, exist_ok=True, mode=0o700)
    (copies / SECOND).write_text("" if place is None else str(place), "utf-8")


def copies_beside(copies: Path, copy: Path | None) -> Sequence[Path]:
    """All copies in either place, and those where one lies that was asked for."""
    places = {place.resolve() for place in (copies, second_place(copies), copy and copy.parent) if place}
    return [found for place in sorted(places) for found in _copies_in(place)]


def _copies_in(place: Path) -> list[Path]:
    """Those in a folder and in the workstations' own folders in it; another workstation's do not open."""
    with suppress(OSError):  # a disk that answers with errors has none
        return [*place.glob(COPIES), *place.glob(f"{OWN}/{COPIES}")]
    return []


def _new_folder(file: Path, now: datetime) -> Path:
    """A folder of this moment; its clock may have been set back onto an older one's."""
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = (file.parent / FOLDER / (f"{name}-{number}" if number else name) for number in itertools.count())
    place = next(folder for folder in taken if not folder.exists())
    place.mkdir(parents=True, mode=0o700)
    return place


class Wreck:
    """A damaged journal, read as far as it can be."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        self._file = file
        self._key = key

    def heirloom(self) -> Heirloom | None:
        """Save what makes the workstation itself; None when that part is damaged."""
        return self._read(
            lambda connection: Heirloom(
                facts=[row for row in _rows(connection, META) if row["k"] not in FOUND],
                devices=_rows(connection, DEVICE),
                counters=[row for row in _rows(connection, COUNTER) if row["name"].startswith("number:")],
            )
        )

    def runs(self, held: Callable[[StreamId], int]) -> Iterator[Run]:
        """Own entries beyond what is held, session by session, each as far as it can be read and is signed."""
        for row in self._read(_own_streams) or ():
            low = held(StreamId(row.stream)) + 1
            while run := self._run(row, low):
                yield run
                low = run.last + 1

    def blob(self, sha256: str) -> bytes | None:
        """The content of a blob where it can be read."""
        query = select(BLOB.c.content).where(BLOB.c.sha256 == sha256)
        content = self._read(lambda connection: connection.execute(query).scalar())
        return None if content is None else bytes(content)

    def _run(self, row: Row[Any], low: int) -> Run | None:
        stream = StreamId(row.stream)
        links = self._read(lambda connection: read_links(connection, stream, low, low + RUN - 1))
        if links is None:
            links = list(self._one_by_one(stream, low))
        signed = [at for at, stored in enumerate(links) if stored.signature is not None and stored.seq == low + at]
        if not signed:
            return None
        links = links[: signed[-1] + 1]
        card = self._read(lambda connection: find_card(connection, DeviceId(row.device)))
        signature = links[-1].signature
        if card is None or signature is None:
            return None
        return Run(
            opening=opening_of(row),
            card=card,
            first=low,
            prev=links[0].prev,
            links=tuple(stored.link for stored in links),
            signature=signature,
        )

    def _one_by_one(self, stream: StreamId, low: int) -> Iterator[Stored]:
        for seq in range(low, low + RUN):
            found = self._read(lambda connection, at=seq: read_links(connection, stream, at, at))  # type: ignore[misc]  # a default binds the loop's value
            if not found:
                return
            yield found[0]

    def _read(self, work: Callable[[Connection], T]) -> T | None:
        """Read with a connection of its own, because a damaged page spoils the one that met it; None: not readable."""
        try:
            engine = open_engine(self._file, self._key, read_only=True)
        except Unavailable:
            return None
        try:
            with engine.connect() as connection:
                return work(connection)
        except (*DATABASE_ERRORS, Unavailable):
            return None
        finally:
            engine.dispose()


def _own_streams(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(select(STREAM).where(STREAM.c.own, STREAM.c.seq > 0).order_by(STREAM.c.opened)).all()


def _rows(connection: Connection, table: Table) -> Rows:
    return [dict(row) for row in connection.execute(select(table)).mappings()]
