"""A verified copy takes the journal's place again, or shows in a folder of its own that it could."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.profile import JOURNAL, Profile
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.told import told
from commandpost.bootstrap.upkeep import COPIES, Upkeep
from commandpost.bootstrap.verify import verify_database
from commandpost.domain.errors import Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.backup import check_copy
from commandpost.storage.database import Place
from commandpost.storage.repair import holds_something, newest_copy, second_place
from commandpost.storage.store import JournalStore, open_store
from commandpost.storage.witness import Witness

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


def whole_copy(asked: Path, key: bytes) -> Path:
    """The copy that was asked for, or the newest whole one of a folder.

    Raises ``Unavailable("backup_absent"|"copy_absent"|"copy_foreign")`` for what is no copy of this desk's journal.
    """
    if asked.is_dir():
        return newest_whole(asked, key)
    if not asked.is_file():
        raise Unavailable("copy_absent", file=str(asked))
    try:
        check_copy(asked, key)
    except Unavailable as refused:
        if refused.code not in FOREIGN:
            raise
        raise Unavailable("copy_foreign", file=str(asked)) from refused
    return asked


def newest_whole(folder: Path, key: bytes) -> Path:
    """Raises ``Unavailable("backup_absent")`` where no copy opens with this key and is whole."""
    copy = newest_copy(folder, key)
    if copy is None:
        raise Unavailable("backup_absent", folder=str(folder))
    return copy


def drill(profile: Profile, copy: Path, key: bytes, *, beside: Path) -> int:
    """Rehearse in a folder that is gone again afterwards, and print what was found; returns the exit status."""
    found = rehearse(profile, copy, key, beside=beside)
    print(drill_words(found))
    return DONE if found.whole else FAILED


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


def rehearse(profile: Profile, copy: Path, key: bytes, *, beside: Path) -> Rehearsal:
    """Open a copy in a folder of its own as a journal, prove it and fold it anew; nothing else there is touched."""
    raw = SystemRawClock()
    begun = raw.boot_ns()
    with tempfile.TemporaryDirectory(dir=beside) as home:
        rehearsed = Path(home) / JOURNAL
        shutil.copyfile(copy, rehearsed)
        entries = check_copy(rehearsed, key)
        result = verify_database(rehearsed, key)
        store = opened(profile, rehearsed, key)
        try:
            records = store.rebuild()
        finally:
            store.close()
    seconds = (raw.boot_ns() - begun) / NANOSECONDS
    whole = result.exit_code == DONE
    return Rehearsal(
        copy=copy.name, entries=entries, records=records, whole=whole, seconds=seconds, said=result.message
    )


def put_back(profile: Profile, folder: Path, copy: Path, key: bytes) -> str:
    """Set the journal's files aside, put a copy in their place and save from them what is newer; say what was done.

    The program must be closed. Raises Unavailable("profile_in_use"|"journal_damaged"|"disk_full"|…); then nothing was
    moved.
    """
    check_copy(copy, key)
    file = folder / JOURNAL
    known, stands = Witness(file, key).said() is not None, holds_something(file)
    store = opened(profile, file, key, copies=folder / COPIES, begin_from=None if stands else copy)
    try:
        if stands:
            store.put_back(copy)
        rescued, missing, entries = store.rescued, store.missing(), store.head().entries
    finally:
        store.close()
    rest = _rest(missing, known=known)
    return spoken(
        f"已恢复：备份 {copy.name}，从原文件补回 {rescued} 条，现有 {entries} 条，{rest}。原文件在 quarantine 中。",
        f"Put back: copy {copy.name}, {rescued} saved from the files before, {entries} entries now, {rest}. "
        "The files before lie in quarantine.",
    )


def copied_on(profile: Profile, folder: Path, key: bytes) -> str:
    """Make the first copy of what goes on at once, and say where copies go.

    Whoever restores again from the same copy goes on above the numbers given from now on.
    """
    store = opened(profile, folder / JOURNAL, key, copies=folder / COPIES)
    try:
        Upkeep(folder, store, key, TrustedClock(SystemRawClock()).now).backup()
    except Unavailable as refused:
        return told(refused)
    finally:
        store.close()
    second = second_place(folder / COPIES)
    if second is None:
        return spoken(
            "没有第二备份位置，请在 设置 › 本机 选一个。",
            "There is no second place for copies: choose one under Settings.",
        )
    return spoken(f"备份仍另存到 {second}。", f"Copies also go on to {second}.")


def not_known() -> str:
    """What can be said of entries after a copy where nothing of the files before is left."""
    return spoken(
        "备份之后还写过什么，这里无从知道：送到过服务器的，联网后取回，没送到的要重新录入",
        "whether more was written after it is not known here: what reached a server is fetched when on line, what "
        "never did must be written again",
    )


def opened(
    profile: Profile, file: Path, key: bytes, *, copies: Path | None = None, begin_from: Path | None = None
) -> JournalStore:
    """A desk's journal without its window, as ``open_store``."""
    place = Place(unit=profile.unit, name=profile.station, tier=profile.tier.value)
    clock = TrustedClock(SystemRawClock())
    signing = Ed25519Signing()
    return open_store(file, place, clock=clock, signing=signing, key=key, copies=copies, begin_from=begin_from)


def _rest(missing: int, *, known: bool) -> str:
    if missing:
        return spoken(f"仍缺 {missing} 条，联网后取回", f"{missing} still missing, fetched when on line")
    if not known:
        return not_known()
    return spoken("已知存过的条目齐全", "all that is known to have been saved is there")
