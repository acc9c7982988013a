"""The power fails: what was acknowledged is on the disk, on ext4 and on XFS, mounted from a file.

The file system is shut down under the writer without flushing anything (``EXT4_IOC_SHUTDOWN``, the same number as XFS's
``GOINGDOWN``): what was only in memory is gone, as when the plug is pulled; the next mount replays the log. The writer
lives on for some milliseconds while the kernel shuts down, and an ``fdatasync`` under way may then be answered well
though nothing lands: what it acknowledges behind the cut counts no more than the word of a machine without power.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandpost.security.signing import Ed25519Signing
from commandpost.storage.verification import verify_journal
from tests.factories import KEY, OFFICER, folder, journal, note
from tests.integration.storage.test_faults import Writer, honest_writer, killed, sigkill

SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
NO_FLUSH = struct.pack("I", 2)
SIZES = {"ext4": 64, "xfs": 320}  # megabytes, sparse
KINDS = tuple(SIZES)


@dataclass
class CutDisk:
    """A file system in a file, whose power can be cut."""

    image: Path
    place: Path

    def mount(self) -> None:
        done = subprocess.run(
            ["mount", "-o", "loop", str(self.image), str(self.place)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip(f"this machine mounts no loop devices: {done.stderr.decode()}")

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.place)], check=True)

    def cut(self) -> None:
        """Nothing that is not on the disk gets there any more."""
        opened = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(opened, SHUTDOWN, NO_FLUSH)
        finally:
            os.close(opened)


@pytest.fixture(params=KINDS)
def disk(request: pytest.FixtureRequest) -> Iterator[CutDisk]:
    """A fresh disk of each kind; needs root."""
    if os.geteuid() != 0:
        pytest.skip("mounting a disk needs root")
    make = shutil.which(f"mkfs.{request.param}") or shutil.which(f"mkfs.{request.param}", path="/usr/sbin:/sbin")
    if make is None:
        pytest.skip(f"mkfs.{request.param} is not installed")
    home = folder()
    made = CutDisk(home / "image", home / "place")
    made.place.mkdir()
    with made.image.open("wb") as file:
        file.truncate(SIZES[request.param] * 1_000_000)
    subprocess.run([make, "-q", str(made.image)], check=True)
    made.mount()
    yield made
    subprocess.run(["umount", "-l", str(made.place)], check=False)


def missing_after_cuts(disk: CutDisk, writer: Writer, cuts: int, seed: int = 3) -> int:
    """Cut the power again and again under one journal; return how many acknowledged entries are missing."""
    path, chance = disk.place / "journal.db", random.Random(seed)
    journal(path).close()
    os.sync()

    def strike(pid: int) -> None:
        disk.cut()
        sigkill(pid)

    for _ in range(cuts):
        acknowledged = killed(path, writer, chance.randint(1, 12), strike, deaf_from_then=True)
        disk.unmount()
        disk.mount()
        store = journal(path)
        missing = acknowledged - store.count("log")
        store.close()
        if missing > 0:
            return missing
        assert verify_journal(path, KEY, Ed25519Signing()).faults == ()
    return 0


def test_no_power_cut_takes_an_acknowledged_entry(disk: CutDisk) -> None:
    assert missing_after_cuts(disk, honest_writer, 3) == 0


@pytest.mark.long
def test_a_hundred_power_cuts_take_no_acknowledged_entry(disk: CutDisk) -> None:
    assert missing_after_cuts(disk, honest_writer, 100) == 0


def relaxed_writer(mode: str) -> Writer:
    """The planted bug: a commit that does not wait for the disk."""

    def write(path: Path, pipe: int) -> None:
        store = journal(path)
        driver = store._engine.raw_connection().driver_connection  # outside of any transaction
        assert driver is not None
        driver.execute(f"PRAGMA synchronous = {mode}")
        done = store.count("log")
        while True:
            store.append([note("记", f"log-{done}")], OFFICER)
            done += 1
            os.write(pipe, f"{done}\n".encode())

    return write


@pytest.mark.parametrize("mode", ["OFF", "NORMAL"])
def test_the_planted_bug_of_a_commit_that_does_not_wait_is_caught(disk: CutDisk, mode: str) -> None:
    assert missing_after_cuts(disk, relaxed_writer(mode), 10) > 0
