"""Who sits at the desk now, in which roles, and whether the screen is locked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """The only mutable fact of the application ring."""

    person: PersonId | None = None
    name: str = ""
    roles: frozenset[PersonRole] = frozenset()
    locked: bool = False

    @property
    def writer(self) -> PersonId | None:
        """In whose name is written; None while locked, for whoever types then need not be the one who sat here."""
        return None if self.locked else self.person

    @property
    def writer_name(self) -> str:
        """The name that goes with ``writer``, "" for nobody."""
        return "" if self.locked else self.name

    def leave(self) -> None:
        """Nobody sits here any more."""
        self.person, self.name, self.roles, self.locked = None, "", frozenset(), False
