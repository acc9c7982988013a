"""Every write, sync, truncation and read of a journal's files fails once, and once the program dies in it (strace)."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Database
from commandpost.storage.verification import verify_journal
from tests.factories import KEY, OFFICER, folder, journal, note

T = TypeVar("T")
CALLS = ("pwrite64", "fsync", "ftruncate", "pread64")  # sqlcipher3 is built without fdatasync
HARMS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
APPENDS = 6
PATIENCE = 10.0  # seconds for strace to take hold
Victim = Callable[[Path, int], None]

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass
class Told:
    """What a victim said before it ended."""

    saved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    traced: str = ""


def honest(path: Path, pipe: int) -> None:
    """Open, append, close; say what was saved and what was refused, and go on after a refusal."""
    try:
        store = journal(path)
    except Unavailable as refused:
        os.write(pipe, f"refused {refused.code}\n".encode())
        return
    for number in range(APPENDS):
        try:
            store.append([note("记" * 400, f"log-{number}")], OFFICER)
        except Unavailable as refused:
            os.write(pipe, f"refused {refused.code}\n".encode())
        else:
            os.write(pipe, f"saved log-{number}\n".encode())
    store.close()


def hasty(path: Path, pipe: int) -> None:
    """The planted bug: what will be saved is acknowledged before the commit."""
    store = journal(path)
    attempt = Database._attempt
    for number in range(APPENDS):

        def early(self: Database, work: Callable[[Connection], T], name: str = f"log-{number}") -> T:
            def acknowledging(connection: Connection) -> T:
                outcome = work(connection)
                os.write(pipe, f"saved {name}\n".encode())
                return outcome

            return attempt(self, acknowledging)

        Database._attempt = early  # type: ignore[method-assign]  # in the forked child only
        store.append([note("记" * 400, f"log-{number}")], OFFICER)


def struck(path: Path, victim: Victim, *options: str) -> Told:
    """Run a victim under strace with one injected fault; return what it said."""
    reading, writing = os.pipe()
    waiting, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.close(go)
        os.read(waiting, 1)
        try:
            victim(path, writing)
        except BaseException as bug:  # noqa: BLE001  # told to the trial
            os.write(writing, f"bug {type(bug).__name__} {bug}\n".replace("\n", " ").encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    log = path.with_name("trace")
    names = ",".join(CALLS)
    command = ["strace", "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={names}", *options, "-p", str(child)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
        _wait_for_tracer(child)
        os.write(go, b"x")
        said = b""
        while piece := os.read(reading, 65536):
            said += piece
        os.waitpid(child, 0)
        tracer.wait(PATIENCE)
    for end in (reading, waiting, go):
        os.close(end)
    return _told(said.decode(), log.read_text("utf-8", "replace"))


def _wait_for_tracer(child: int) -> None:
    until = time.monotonic() + PATIENCE
    while re.search(r"TracerPid:\t0\b", Path(f"/proc/{child}/status").read_text("utf-8")):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            pytest.skip("this machine lets no process be traced")
        time.sleep(0.001)


def _told(said: str, trace: str) -> Told:
    told = Told(traced=trace)
    for line in said.splitlines():
        word, _, rest = line.partition(" ")
        {"saved": told.saved, "refused": told.refused, "bug": told.bugs}[word].append(rest)
    return told


def count_of(call: str, victim: Victim = honest) -> int:
    """How often an undisturbed victim makes a call."""
    told = struck(folder() / "journal.db", victim)
    assert len(told.saved) >= APPENDS
    return sum(f"{call}(" in line for line in told.traced.splitlines())


def wrong(call: str, harm: str, at: int, victim: Victim = honest) -> list[str]:
    """What one fault took or broke; [] when nothing that was acknowledged is missing."""
    path = folder() / "journal.db"
    told = struck(path, victim, "-e", f"inject={call}:{harm}:when={at}")
    place = f"{call} {at} {harm}"
    found = [f"{place}: {bug}" for bug in told.bugs]
    if not path.exists() or not path.stat().st_size:
        return [*found, *(f"{place}: lost {name}" for name in told.saved)]
    store = journal(path)
    found += [f"{place}: lost {name}" for name in told.saved if store.record(RecordId(name)) is None]
    store.append([note(record="log-after")], OFFICER)
    store.close()
    found += [f"{place}: {fault}" for fault in verify_journal(path, KEY, Ed25519Signing()).faults]
    shutil.rmtree(path.parent)
    return found


@pytest.mark.parametrize("harm", HARMS)
def test_a_few_failing_calls_take_nothing_that_was_acknowledged(harm: str) -> None:
    found = [
        wrong(call, harm, at) for call, at in (("pwrite64", 390), ("pwrite64", 399), ("fsync", 6), ("pread64", 30))
    ]

    assert [line for lines in found for line in lines] == []


@pytest.mark.long
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("call", CALLS)
def test_no_failing_call_takes_anything_that_was_acknowledged(call: str, harm: str) -> None:
    calls = count_of(call)
    assert calls > 0

    found = [line for at in range(1, calls + 1) for line in wrong(call, harm, at)]

    assert found == []


def test_the_planted_bug_of_an_early_acknowledgement_is_caught() -> None:
    last = count_of("pwrite64", hasty)

    assert any(
        "lost" in line for at in range(last - 60, last) for line in wrong("pwrite64", "signal=SIGKILL", at, hasty)
    )
