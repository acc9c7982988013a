"""The second place, on another disk: each desk's own folder of copies there, and its kit beside them."""

from __future__ import annotations

import itertools
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from commandpost.bootstrap.copy_names import CopyNames
from commandpost.bootstrap.desk_kit import DeskKit, own_name
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId
from commandpost.storage.backup import carry, opens
from commandpost.storage.repair import COPIES as COPY_NAMES

NAMES = CopyNames("journal-%Y%m%d-%H%M%S.db", COPY_NAMES)
KEEP = 24  # copies
LEAST = 3  # copies, however little room there is
SHARE = 0.25  # of what the copies take and the disk has free together; copies of a long journal would fill it


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """A folder on another disk, as one desk uses it; several may share it."""

    root: Path
    home: Path  # the profile's folder
    device: DeviceId
    key: bytes

    @property
    def own(self) -> Path:
        """This desk's folder there."""
        return self.root / own_name(self.device)

    @property
    def is_same_disk(self) -> bool:
        """Whether it lies on the same disk as the journal, as far as the system tells: one file system."""
        with suppress(OSError):
            return self.root.stat().st_dev == self.home.stat().st_dev
        return False

    def bring(self, copy: Path, now: datetime) -> bool:
        """Bring a finished copy and the kit there, forget the oldest; return whether there is a kit.

        False: nothing but this machine opens the journal. Raises ``Unavailable("second_place_failed", folder)``, and
        ``Unavailable("key_slots_damaged")`` when the copy is there and no kit can be made.
        """
        try:
            self._take_in()
            NAMES.put_behind(self.own, now)
        except OSError as error:
            raise self._failed() from error
        if copy.parent not in {self.root, self.own}:
            carry(copy, self.own, self.key)
        forget_the_oldest(self.own)
        return self._kept_kit()

    def _take_in(self) -> None:
        """Copies of this desk that an older version left in the shared folder itself go into its own.

        What was begun there and cut off goes.
        """
        self.own.mkdir(exist_ok=True, mode=0o700)
        for half in self.own.glob("*.new"):
            half.unlink()
        for copy in self.root.glob(COPY_NAMES):
            if opens(copy, self.key):
                with suppress(OSError):  # a file system without permissions
                    copy.chmod(0o600)
                copy.replace(self.own / copy.name)

    def _kept_kit(self) -> bool:
        try:
            kit = DeskKit.of(self.home, self.device)
            if kit is not None:
                kit.keep(self.own, self.key)
        except OSError as error:
            raise self._failed() from error
        return kit is not None

    def _failed(self) -> Unavailable:
        return Unavailable("second_place_failed", folder=str(self.root))


def forget_the_oldest(place: Path) -> None:
    """Of the copies in a folder the newest stay, as many as its disk has room for.

    One that the system does not remove stays as well: it is no fault of the copy that was just made.
    """
    with suppress(OSError):
        for copy in _too_many(place):
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _too_many(place: Path) -> list[Path]:
    copies = sorted(place.glob(COPY_NAMES), reverse=True)
    sizes = [copy.stat().st_size for copy in copies]
    room = SHARE * (shutil.disk_usage(place).free + sum(sizes))
    left = [room - used for used in itertools.accumulate(sizes)]
    return [copy for number, copy in enumerate(copies) if number >= KEEP or (number >= LEAST and left[number] < 0)]
