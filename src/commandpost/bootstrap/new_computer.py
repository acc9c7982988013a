"""A desk on a computer that never had it: from a copy of its journal and the kit beside that."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commandpost.bootstrap.desk_kit import KIT, TRUSTED, DeskKit
from commandpost.bootstrap.profile import FILE, JOURNAL
from commandpost.bootstrap.putting_back import DONE, copied_on, drill, not_known, opened, put_back, whole_copy
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import typed_passphrase
from commandpost.bootstrap.upkeep import COPIES, LAST_BACKUP, LAST_SECOND
from commandpost.bootstrap.whole_files import settle
from commandpost.domain.errors import Unavailable
from commandpost.domain.visible_text import visible
from commandpost.security.keyslots import SLOTS_FILE, KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.backup import device_of
from commandpost.storage.repair import OWN, keep_second_place, left_behind, second_place

BEFORE = ".before"  # how the name ends of what could not be read and stood in the way
LOCK = ".lock"  # of a journal that was open; it stays behind


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
    with _beside(folder) as made:
        if left_behind(folder / JOURNAL):
            said = _put_back(kit, folder, copy, key)
            _furnish(kit, folder, copy)
        else:
            said = _begin(kit, made, folder, copy, key)
    KeySlots(folder).remember(key)
    print(said)
    print(copied_on(kit.profile, folder, key))
    return DONE


def _kit_beside(asked: Path) -> Path:
    """The kit in the folder that was asked for or that a copy lies in, or in the only desk's folder in there."""
    folder = asked if asked.is_dir() else asked.parent
    desks = sorted(folder.glob(f"{OWN}/{KIT}"))
    return desks[0] if asked.is_dir() and len(desks) == 1 and not (folder / KIT).exists() else folder / KIT


def _whose(kit: DeskKit) -> str:
    unit, station = visible(str(kit.profile.unit_name)), visible(str(kit.profile.station))  # nobody vouched for it yet
    return spoken(f"这是 {unit} 席位 {station} 的资料。", f"This is the kit of {unit}, workstation {station}.")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A name for a home that is made beside its place; what a restore that died left there goes, as all at the end."""
    made = folder.with_name(f".{folder.name}.restoring")
    if made.exists():
        shutil.rmtree(made)
    try:
        yield made
    finally:
        if made.exists():
            shutil.rmtree(made)


def _begin(kit: DeskKit, made: Path, folder: Path, copy: Path, key: bytes) -> str:
    """Make the whole profile beside the folder, then bring it there; say what is there and what is not known."""
    made.mkdir(mode=0o700)
    entries = _journal(kit, made, copy, key, copies=folder / COPIES)
    _furnish(kit, made, copy)
    _bring(made, folder)
    settle(folder.parent)
    return _begun_words(folder, copy, entries)


def _journal(kit: DeskKit, home: Path, copy: Path, key: bytes, *, copies: Path) -> int:
    """Put the journal into a new home; return its entries. The copies it tells of lie on the computer before."""
    store = opened(kit.profile, home / JOURNAL, key, copies=copies, begin_from=copy)
    try:
        for name in (LAST_BACKUP, LAST_SECOND):
            store.set_setting(name, None)
        return store.head().entries
    finally:
        store.close()


def _furnish(kit: DeskKit, home: Path, copy: Path) -> None:
    """Put down what belongs to a desk beside its journal; the card, which makes it one, comes last.

    Copies go on to where this one lay, if that was this desk's own folder in a second place and no other is there.
    """
    second = second_place(home / COPIES)
    if kit.is_own(copy.parent) and not (second and second.is_dir()):
        keep_second_place(home / COPIES, copy.parent.parent.resolve())
    for name in (FILE, SLOTS_FILE, *TRUSTED):
        _out_of_the_way(home / name)
    kit.lay(home)


def _put_back(kit: DeskKit, folder: Path, copy: Path, key: bytes) -> str:
    """A desk that lost its card or its keys: what its journal has beyond the copy is saved."""
    try:
        return put_back(kit.profile, folder, copy, key)
    except Unavailable as refused:
        if refused.code != "wrong_passphrase":
            raise
        raise Unavailable("home_taken", folder=str(folder)) from refused


def _bring(made: Path, folder: Path) -> None:
    """Give a whole home its name; where something lies there it stays, and the card comes last again."""
    if not folder.exists() or not any(folder.iterdir()):
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
        return
    files = [file.relative_to(made) for file in made.rglob("*") if file.is_file() and file.suffix != LOCK]
    for file in sorted(files, key=lambda one: (one.name == FILE, one)):
        (folder / file).parent.mkdir(exist_ok=True, mode=0o700)
        _out_of_the_way(folder / file)
        (made / file).rename(folder / file)
    settle(folder)


def _out_of_the_way(file: Path) -> None:
    """What lies there keeps lying there, under a name nothing has."""
    if file.exists():
        names = (file.with_name(f"{file.name}{BEFORE}{number or ''}") for number in itertools.count())
        file.rename(next(free for free in names if not free.exists()))


def _begun_words(folder: Path, copy: Path, entries: int) -> str:
    command = f"./run desktop --profile {folder.name}"
    return spoken(
        f"席位已在这台电脑上：备份 {copy.name}，{entries} 条；{not_known()}。旧电脑不得再开。打开：{command}",
        f"The workstation is on this computer: copy {copy.name}, {entries} entries; {not_known()}. The computer before "
        f"must not be opened again. Open it: {command}",
    )
