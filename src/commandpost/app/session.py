"""Who sits at the desk now, in which roles, and whether the screen is locked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from commandpost.domain.ids import PersonId


class PersonRole(StrEnum):
    """What a person may be at the desk; ``app.permissions`` says what each may do."""

    DUTY_OFFICER = "duty_officer"
    DUTY_LEADER = "duty_leader"
    DISTRICT_OFFICER = "district_officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(slots=True, kw_only=True)
class Session:
    """The only mutable fact of the application ring; people come and go on more than one thread."""

    person: PersonId | None = None
    name: str = ""
    roles: frozenset[PersonRole] = frozenset()
    locked: bool = False
    _turning: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def writer(self) -> PersonId | None:
        """In whose name is written; None while locked, for whoever types then need not be the one who sat here."""
        return None if self.locked else self.person

    @property
    def writer_name(self) -> str:
        """The name that goes with ``writer``, "" for nobody."""
        return "" if self.locked else self.name

    def sit(self, person: PersonId, name: str, roles: frozenset[PersonRole]) -> None:
        """Somebody who gave the PIN sits here from now on."""
        with self._turning:
            self.person, self.name, self.roles, self.locked = person, name, roles, False

    def retell(self, person: PersonId, name: str, roles: frozenset[PersonRole]) -> None:
        """What the staff file says of this person counts at once; nothing where somebody else sits here by now."""
        with self._turning:
            if self.person == person:
                self.name, self.roles = name, roles

    def leave(self, person: PersonId | None = None) -> None:
        """Nobody sits here any more; with ``person`` only if that one still does."""
        with self._turning:
            if person in {None, self.person}:
                self.person, self.name, self.roles, self.locked = None, "", frozenset(), False
