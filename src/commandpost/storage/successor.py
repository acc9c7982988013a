"""What takes a journal's place: made whole under another name beside it, before anything there is moved.

A disk that is full, or a program that is killed meanwhile, leaves the journal where it was; and from the moment on at
which the successor has the journal's name, its numbers are above all that may have been given.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.storage.backup import flush, own_only
from commandpost.storage.burnt_numbers import burn_numbers, steps_after
from commandpost.storage.database import put_all
from commandpost.storage.engine import begin_writing, empty_log, open_engine
from commandpost.storage.failures import sorted_failures
from commandpost.storage.opener import disk_code
from commandpost.storage.repair import FOLDER, Heirloom, Mending, Wreck, copies_beside
from commandpost.storage.schema import create_tables
from commandpost.storage.tables import COUNTER, DEVICE, META


def successor(mending: Mending, copy: Path | None, before: Heirloom | None) -> Path:
    """Make it of a copy, or, without one, of what the file before told of the workstation itself.

    Raises Unavailable("disk_full"|"disk_read_only"|"disk_failed"|…); then nothing is left of it.
    """
    fresh = mending.file.with_name(mending.file.name + ".new")
    try:
        _forget(fresh)
        own_only(fresh)
        if copy is not None:
            shutil.copyfile(copy, fresh)
        _stand_up(
            fresh, mending, None if copy else before, all_told(mending, copy, before), steps_after(before, mending)
        )
        flush(fresh)
    except (OSError, Unavailable) as error:
        _forget(fresh)
        if isinstance(error, Unavailable):
            raise
        raise Unavailable(disk_code(error), path=str(mending.file)) from error
    return fresh


def all_told(mending: Mending, copy: Path | None = None, before: Heirloom | None = None) -> list[Heirloom]:
    """What the file before, those set aside earlier and every copy of this key tell of the numbers that were given."""
    earlier = (mending.file.parent / FOLDER).glob(f"*/{mending.file.name}")
    files = [*earlier, *copies_beside(mending.copies, copy)]
    found = (Wreck(file, mending.key).heirloom() for file in files)
    return [told for told in (before, *found) if told is not None]


def _stand_up(fresh: Path, mending: Mending, heirloom: Heirloom | None, told: list[Heirloom], steps: int) -> None:
    engine = open_engine(fresh, mending.key)
    try:
        create_tables(engine)
        with sorted_failures(), engine.connect() as connection:
            with begin_writing(connection):
                if heirloom is not None:
                    _inherit(connection, heirloom)
                burn_numbers(connection, told, steps)
            empty_log(connection)
    finally:
        engine.dispose()


def _inherit(connection: Connection, heirloom: Heirloom) -> None:
    put_all(connection, META, heirloom.facts, keys=("k",))
    put_all(connection, DEVICE, heirloom.devices, keys=("device",))
    put_all(connection, COUNTER, heirloom.counters, keys=("name",))


def _forget(fresh: Path) -> None:
    for part in ("", "-wal", "-shm"):
        fresh.with_name(fresh.name + part).unlink(missing_ok=True)
