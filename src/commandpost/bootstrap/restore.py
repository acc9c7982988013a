"""``commandpost restore``: put a verified copy back, or rehearse that (``--drill``) without touching the journal."""

from __future__ import annotations

import argparse
from pathlib import Path

from commandpost.bootstrap.new_computer import restore_elsewhere
from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import exists, read
from commandpost.bootstrap.putting_back import DONE, copied_on, drill, newest_whole, put_back, whole_copy
from commandpost.bootstrap.terminal import passphrase_for
from commandpost.bootstrap.upkeep import COPIES
from commandpost.domain.errors import Unavailable
from commandpost.security.keyslots import KeySlots


def run_restore(chosen: argparse.Namespace) -> int:
    """Run the command; returns the exit status. Raises ``Unavailable`` of profile, key slots, copies and storage.

    Where there is no desk that can be opened, a copy with the desk's kit beside it makes one: a new computer.
    """
    folder = profile_dir(chosen.profile)
    if chosen.copy is not None and not _is_desk(folder):
        return restore_elsewhere(folder, chosen.copy, rehearsed=chosen.drill)
    if not exists(folder):
        raise Unavailable("restore_needs_copy", folder=str(folder))
    profile, slots = read(folder), KeySlots(folder)
    key = slots.unlock(passphrase_for(slots))
    copy = whole_copy(chosen.copy, key) if chosen.copy else newest_whole(folder / COPIES, key)
    if chosen.drill:
        return drill(profile, copy, key, beside=folder)
    print(put_back(profile, folder, copy, key))
    print(copied_on(profile, folder, key))
    return DONE


def _is_desk(folder: Path) -> bool:
    """Whether card and key slots are there and can be read."""
    try:
        read(folder)
        return bool(KeySlots(folder).kinds)
    except Unavailable:
        return False
