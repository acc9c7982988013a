"""Who may look at the board: accounts of a server, each for one unit, with a password of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from commandpost.app.ports import PinHasher
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.journal.encoding import is_plain
from commandpost.journal.entry import Json

SHORTEST_PASSWORD = 10
SESSION = timedelta(hours=12)
MAX_ATTEMPTS = 5
LOCKED = timedelta(minutes=5)
ACCOUNT = "board:"  # settings of this beginning are accounts
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


class Settings(Protocol):
    """The local values of a journal."""

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...


class Accounts(Settings, Protocol):
    """Those that are kept under one beginning can be listed and forgotten, too."""

    def settings_under(self, prefix: str) -> Mapping[str, Json]: ...

    def forget_setting(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who is let in to look."""

    name: str
    unit: UnitCode
    until: datetime


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visitor, and the account as it was at the entrance."""

    visitor: Visitor
    account: Json


@dataclass(slots=True)
class BoardDoors:
    """Accounts on disk, visits in memory: a restart of the server asks everybody again. Any thread may ask.

    Another process may change an account: a visit lasts only while its account is as it was.
    """

    settings: Accounts
    hasher: PinHasher
    now: Callable[[], datetime]
    token: Callable[[], str]
    _visits: dict[str, _Visit] = field(default_factory=dict)
    _failed: dict[str, list[datetime]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set_account(self, name: str, unit: UnitCode, password: str) -> None:
        """Make an account or give it another password. Raises RuleBroken("password_short"|"name_missing")."""
        if not name.strip():
            raise RuleBroken("name_missing", field="name")
        if len(password) < SHORTEST_PASSWORD:
            raise RuleBroken("password_short", least=SHORTEST_PASSWORD)
        account: dict[str, Json] = {"unit": unit, "hash": self.hasher.hash(password)}
        self.settings.set_setting(_key(name), account)

    def accounts(self) -> tuple[tuple[str, UnitCode], ...]:
        """Name and unit of every account, by unit."""
        kept = self.settings.settings_under(ACCOUNT)
        found = ((key.removeprefix(ACCOUNT), said) for key, said in kept.items())
        named = [(name, UnitCode(str(said["unit"]))) for name, said in found if isinstance(said, dict)]
        return tuple(sorted(named, key=lambda one: (one[1], one[0])))

    def unit_of(self, name: str) -> UnitCode:
        """The unit an account looks at. Raises RuleBroken("board_account_unknown", name)."""
        account = self.settings.setting(_key(name)) if is_plain(name) else None
        if not isinstance(account, dict):
            raise RuleBroken("board_account_unknown", name=name.strip())
        return UnitCode(str(account["unit"]))

    def renew_account(self, name: str, password: str) -> None:
        """Give an account another password; who looks by the old one is out. Raises as ``unit_of``, ``set_account``."""
        self.set_account(name, self.unit_of(name), password)

    def remove_account(self, name: str) -> None:
        """Let an account in no more; who looks by it is out. Raises RuleBroken("board_account_unknown", name)."""
        self.unit_of(name)
        self.settings.forget_setting(_key(name))

    def enter(self, name: str, password: str) -> tuple[str, Visitor]:
        """Return a token of a visit. Raises RuleBroken("board_refused"|"board_locked", minutes=…)."""
        self._refuse_locked_out(name)
        account = self.settings.setting(_key(name)) if is_plain(name) else None
        hashed = str(account["hash"]) if isinstance(account, dict) else NOBODY  # a stranger takes as long
        if not self.hasher.matches(password, hashed) or not isinstance(account, dict):
            self._note_failure(name.strip())
            raise RuleBroken("board_refused")
        visitor = Visitor(name=name.strip(), unit=UnitCode(str(account["unit"])), until=self.now() + SESSION)
        token = self.token()
        with self._lock:
            self._failed.pop(name.strip(), None)
            self._visits = {key: kept for key, kept in self._visits.items() if kept.visitor.until > self.now()}
            self._visits[token] = _Visit(visitor, account)
        return token, visitor

    def visitor(self, token: str) -> Visitor | None:
        """Whose visit a token is; None when it is over, or its account was changed or removed."""
        found = self._visits.get(token)
        if found is None or found.visitor.until <= self.now():
            return None
        if self.settings.setting(_key(found.visitor.name)) != found.account:
            self.leave(token)
            return None
        return found.visitor

    def leave(self, token: str) -> None:
        with self._lock:
            self._visits.pop(token, None)

    def _note_failure(self, name: str) -> None:
        """Names nobody tried lately are forgotten, so that tried names cannot fill the memory."""
        now = self.now()
        with self._lock:
            self._failed = {one: tries for one, tries in self._failed.items() if now - tries[-1] < LOCKED}
            self._failed.setdefault(name, []).append(now)

    def _refuse_locked_out(self, name: str) -> None:
        now = self.now()
        with self._lock:
            recent = [at for at in self._failed.get(name.strip(), []) if timedelta() <= now - at < LOCKED]
            self._failed[name.strip()] = recent
            if not recent:
                del self._failed[name.strip()]
        if len(recent) >= MAX_ATTEMPTS:
            left = recent[0] + LOCKED - now
            raise RuleBroken("board_locked", minutes=-(-int(left.total_seconds()) // 60))


def _key(name: str) -> str:
    return f"{ACCOUNT}{name.strip()}"
