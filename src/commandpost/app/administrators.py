"""The staff is an administrator's, and a unit keeps one: who may change it where there is none yet or any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.permissions import Action, require, writing
from commandpost.app.record_fields import texts
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True)
class Administrators:
    """Asked by ``PeopleService`` before it writes.

    At one desk the last administrator is never taken away. Two desks that do so apart, off line, leave none: the duty
    leaders then name the next one, and nobody else changes the staff.
    """

    desk: Desk

    def refuse_others(self) -> None:
        """Until a unit had an administrator, whoever sets the desk up makes the first.

        Raises RuleBroken("administrator_gone") and as ``permissions.require`` does.
        """
        if self._had():
            self.refuse_but_administrator()

    def refuse_but_administrator(self) -> None:
        """Raises RuleBroken("administrator_gone") and as ``permissions.require`` does."""
        if self._holding(PersonRole.ADMINISTRATOR) or not (self._had() and self._holding(PersonRole.DUTY_LEADER)):
            require(self.desk.session, Action.ADMINISTER)
            return
        writing(self.desk.session)
        if PersonRole.DUTY_LEADER not in self.desk.session.roles:
            raise RuleBroken("administrator_gone")

    def refuse_without(self, person: PersonId, roles: Collection[PersonRole] | None, *, active: bool | None) -> None:
        """Raises RuleBroken("last_administrator") for a change after which the unit would have none."""
        stays = active is not False and (roles is None or PersonRole.ADMINISTRATOR in roles)
        if not stays and [one.id for one in self._holding(PersonRole.ADMINISTRATOR)] == [RecordId(person)]:
            raise RuleBroken("last_administrator", field="active" if active is False else "roles")

    def _staff(self) -> tuple[Record, ...]:
        return self.desk.store.records("staff", unit=self.desk.unit)

    def _holding(self, role: PersonRole) -> list[Record]:
        """Who works here in a role."""
        here = (record for record in self._staff() if record.fields.get("active") is not False)
        return [record for record in here if role.value in texts(record.fields, "roles")]

    def _had(self) -> bool:
        """Whether anybody of the unit is, or ever was, its administrator."""
        if self._holding(PersonRole.ADMINISTRATOR):
            return True
        told = (entry.body.set for record in self._staff() for entry in self.desk.store.history(record.id))
        return any(PersonRole.ADMINISTRATOR.value in texts(fields, "roles") for fields in told)
