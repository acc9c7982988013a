"""``commandpost restore``: put a verified copy back, or rehearse that (``--drill``) without touching the journal."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import JOURNAL, read
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import passphrase_for
from commandpost.bootstrap.upkeep import COPIES
from commandpost.bootstrap.verify import verify_database
from commandpost.domain.errors import Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.security.keyslots import KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.backup import check_copy
from commandpost.storage.database import Place
from commandpost.storage.repair import newest_copy
from commandpost.storage.store import JournalStore, open_store

DONE, FAILED = 0, 1
NANOSECONDS = 1_000_000_000
FOREIGN = frozenset({"wrong_passphrase", "not_a_journal", "journal_damaged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a drill found."""

    copy: str
    entries: int
    records: int
    whole: bool
    seconds: float
    said: str  # by the verification


def run_restore(chosen: argparse.Namespace) -> int:
    """Run the command; returns the exit status. Raises ``Unavailable`` of profile, key slots, copies and storage."""
    folder = profile_dir(chosen.profile)
    read(folder)
    slots = KeySlots(folder)
    key = slots.unlock(passphrase_for(slots))
    copy = chosen.copy or newest_copy(folder / COPIES, key)
    if copy is None:
        raise Unavailable("backup_absent", folder=str(folder / COPIES))
    _refuse_foreign(copy, key)
    if chosen.drill:
        found = rehearse(folder, copy, key)
        print(drill_words(found))
        return DONE if found.whole else FAILED
    print(put_back(folder, copy, key))
    return DONE


def _refuse_foreign(copy: Path, key: bytes) -> None:
    """Raise Unavailable("copy_absent"|"copy_foreign") for what is no copy of this desk's journal."""
    if not copy.is_file():
        raise Unavailable("copy_absent", file=str(copy))
    try:
        check_copy(copy, key)
    except Unavailable as refused:
        if refused.code not in FOREIGN:
            raise
        raise Unavailable("copy_foreign", file=str(copy)) from refused


def drill_words(found: Rehearsal) -> str:
    """What a drill found, as one sentence in the terminal's language."""
    state = spoken("核验完好", "checked and whole")
    if not found.whole:
        state = spoken(f"核验不通过：{found.said}", f"check failed: {found.said}")
    counts = f"条目 {found.entries} 条，重建记录 {found.records} 条"
    return spoken(
        f"演练：备份 {found.copy}，{counts}，{state}，用时 {found.seconds:.1f} 秒。",
        f"Drill: copy {found.copy}, {found.entries} entries, {found.records} records made anew, {state}, "
        f"{found.seconds:.1f} s.",
    )


def rehearse(folder: Path, copy: Path, key: bytes) -> Rehearsal:
    """Open a copy elsewhere as a journal, prove it and fold it anew; the workstation's own files are not touched."""
    raw = SystemRawClock()
    begun = raw.boot_ns()
    with tempfile.TemporaryDirectory(dir=folder) as home:
        rehearsed = Path(home) / JOURNAL
        shutil.copyfile(copy, rehearsed)
        entries = check_copy(rehearsed, key)
        result = verify_database(rehearsed, key)
        store = _opened(folder, rehearsed, key)
        try:
            records = store.rebuild()
        finally:
            store.close()
    seconds = (raw.boot_ns() - begun) / NANOSECONDS
    whole = result.exit_code == DONE
    return Rehearsal(
        copy=copy.name, entries=entries, records=records, whole=whole, seconds=seconds, said=result.message
    )


def put_back(folder: Path, copy: Path, key: bytes) -> str:
    """Set the journal's files aside, put a copy in their place and save from them what is newer; say what was done.

    The program must be closed. Raises Unavailable("profile_in_use"|"journal_damaged"|…); then nothing was moved.
    """
    check_copy(copy, key)
    store = _opened(folder, folder / JOURNAL, key, copies=folder / COPIES)
    try:
        store.put_back(copy)
        rescued, missing, entries = store.rescued, store.missing(), store.head().entries
    finally:
        store.close()
    rest = spoken("已知存过的条目齐全", "all that is known to have been saved is there")
    if missing:
        rest = spoken(f"仍缺 {missing} 条，联网后取回", f"{missing} still missing, fetched when on line")
    return spoken(
        f"已恢复：备份 {copy.name}，从原文件补回 {rescued} 条，现有 {entries} 条，{rest}。原文件在 quarantine 中。",
        f"Put back: copy {copy.name}, {rescued} saved from the files before, {entries} entries now, {rest}. "
        "The files before lie in quarantine.",
    )


def _opened(folder: Path, file: Path, key: bytes, *, copies: Path | None = None) -> JournalStore:
    profile = read(folder)
    place = Place(unit=profile.unit, name=profile.station, tier=profile.tier.value)
    clock = TrustedClock(SystemRawClock())
    return open_store(file, place, clock=clock, signing=Ed25519Signing(), key=key, copies=copies)
