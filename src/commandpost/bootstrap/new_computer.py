"""A desk on a computer that never had it: from a copy of its journal and the kit beside that."""

from __future__ import annotations

import shutil
from pathlib import Path

from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.desk_kit import KIT, TRUSTED, DeskKit
from commandpost.bootstrap.profile import FILE, JOURNAL
from commandpost.bootstrap.putting_back import DONE, drill, not_known, opened, put_back, whole_copy
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import typed_passphrase
from commandpost.bootstrap.told import told
from commandpost.bootstrap.upkeep import COPIES, LAST_BACKUP, LAST_SECOND, Upkeep
from commandpost.bootstrap.whole_files import settle
from commandpost.domain.errors import Unavailable
from commandpost.domain.visible_text import visible
from commandpost.journal.clock import TrustedClock
from commandpost.security.keyslots import SLOTS_FILE, KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.backup import device_of
from commandpost.storage.repair import OWN, keep_second_place

BEFORE = ".before"  # how the name ends of what could not be read and stood in the way


def restore_elsewhere(folder: Path, asked: Path, *, rehearsed: bool) -> int:
    """Make a folder the profile of the desk whose copy was asked for; returns the exit status.

    Wrong words, another desk's copy and a stop in the middle leave the folder as it was.
    Raises ``Unavailable`` of the kit (``kit_absent``, ``kit_damaged``, ``kit_newer``, ``kit_foreign``), of the
    passphrase, the copies and storage.
    """
    asked = asked.parent if asked.name == KIT else asked
    kit = DeskKit.read(_kit_beside(asked))
    print(_whose(kit))
    key = kit.open(typed_passphrase())
    copy = whole_copy(asked, key)
    if device_of(copy, key, Ed25519Signing()) != kit.device:
        raise Unavailable("kit_foreign", file=str(copy))
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if rehearsed:
        return drill(kit.profile, copy, key, beside=folder.parent)
    if folder.is_dir() and any(folder.iterdir()):
        said = _mend(kit, folder, copy, key)
    else:
        said = _begin(kit, folder, copy, key)
    KeySlots(folder).remember(key)
    print(said)
    return DONE


def _kit_beside(asked: Path) -> Path:
    """The kit in the folder that was asked for or that a copy lies in, or in the only desk's folder in there."""
    folder = asked if asked.is_dir() else asked.parent
    desks = sorted(folder.glob(f"{OWN}/{KIT}"))
    return desks[0] if asked.is_dir() and len(desks) == 1 and not (folder / KIT).exists() else folder / KIT


def _whose(kit: DeskKit) -> str:
    unit, station = visible(str(kit.profile.unit_name)), visible(str(kit.profile.station))  # nobody vouched for it yet
    return spoken(f"这是 {unit} 席位 {station} 的资料。", f"This is the kit of {unit}, workstation {station}.")


def _begin(kit: DeskKit, folder: Path, copy: Path, key: bytes) -> str:
    """Make the whole profile beside the folder, then give it its name; say what is there and what is not known."""
    made = folder.with_name(f".{folder.name}.restoring")
    if made.exists():
        shutil.rmtree(made)
    try:
        made.mkdir(mode=0o700)
        entries = _journal(kit, made, copy, key)
        second = _second_place(kit, made, copy)
        kit.lay(made)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    finally:
        if made.exists():
            shutil.rmtree(made)
    settle(folder.parent)
    print(_begun_words(folder, copy, entries))
    return _copied_on(kit, folder, key, second)


def _journal(kit: DeskKit, home: Path, copy: Path, key: bytes) -> int:
    """Put the journal into a new home; return its entries. The copies it tells of lie on the computer before."""
    store = opened(kit.profile, home / JOURNAL, key, copies=home / COPIES, begin_from=copy)
    try:
        for name in (LAST_BACKUP, LAST_SECOND):
            store.set_setting(name, None)
        return store.head().entries
    finally:
        store.close()


def _second_place(kit: DeskKit, home: Path, copy: Path) -> Path | None:
    """Copies go on to where this one lay, if that was this desk's own folder in a second place."""
    if not kit.is_own(copy.parent):
        return None
    place = copy.parent.parent.resolve()
    keep_second_place(home / COPIES, place)
    return place


def _mend(kit: DeskKit, folder: Path, copy: Path, key: bytes) -> str:
    """A desk that lost its card or its keys: what its journal has beyond the copy is saved, and the rest put down."""
    try:
        said = put_back(kit.profile, folder, copy, key)
    except Unavailable as refused:
        if refused.code != "wrong_passphrase":
            raise
        raise Unavailable("home_taken", folder=str(folder)) from refused
    for name in (FILE, SLOTS_FILE, *TRUSTED):
        if (folder / name).exists():
            (folder / name).replace(folder / f"{name}{BEFORE}")
    kit.lay(folder)
    return said


def _copied_on(kit: DeskKit, folder: Path, key: bytes, second: Path | None) -> str:
    """Make the first copy of the new home at once: whoever restores again from there goes on above its numbers."""
    store = opened(kit.profile, folder / JOURNAL, key, copies=folder / COPIES)
    try:
        Upkeep(folder, store, key, TrustedClock(SystemRawClock()).now).backup()
    except Unavailable as refused:
        return told(refused)
    finally:
        store.close()
    if second is None:
        return spoken(
            "第二备份位置要在 设置 › 本机 重新选。", "Choose the second place for copies anew under Settings."
        )
    return spoken(f"备份仍另存到 {second}。", f"Copies also go on to {second}.")


def _begun_words(folder: Path, copy: Path, entries: int) -> str:
    command = f"./run desktop --profile {folder.name}"
    return spoken(
        f"席位已在这台电脑上：备份 {copy.name}，{entries} 条；{not_known()}。旧电脑不得再开。打开：{command}",
        f"The workstation is on this computer: copy {copy.name}, {entries} entries; {not_known()}. The computer before "
        f"must not be opened again. Open it: {command}",
    )
