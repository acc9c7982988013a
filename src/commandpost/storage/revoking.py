"""Who is let in no more: told by a server to the desks of the unit, and kept by them, so that their rooms refuse it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.revocation import Revocation, revokes_anew
from commandpost.storage.client_side import ClientSide
from commandpost.storage.database import CARDS, put, take_numbers
from commandpost.storage.entry_rows import card_row, find_card
from commandpost.storage.feed_rows import is_within, parents_of
from commandpost.storage.straight import Statement
from commandpost.storage.tables import DEVICE

TOLD = 200  # newest revocations of a unit and those below it, in one answer
REVOKED = Statement(
    select(DEVICE.c.device, DEVICE.c.unit).where(DEVICE.c.revoked_at.is_not(None)).order_by(DEVICE.c.revoked_at.desc())
)


class Revoking(ClientSide):
    """Both ends of a server's word on revoked devices."""

    def revoked(self, unit: UnitCode) -> tuple[Revocation, ...]:
        """The revoked devices of a unit and of those below it, under this server's signature; the newest first."""
        return self._read(lambda connection: self._revoked(connection, unit))

    def heed(self, revocations: Sequence[Revocation]) -> None:
        """Keep what the own server says of revoked devices; a word that another one signed is left."""
        authority = self.authority()
        if authority is None:
            return
        said = [one.card for one in revocations if one.is_said_by(authority, self._signing)]
        if self._read(lambda connection: _news(connection, said)):
            self._write(lambda connection: _keep(connection, said))

    def _revoked(self, connection: Connection, unit: UnitCode) -> tuple[Revocation, ...]:
        rows = REVOKED.rows(connection)
        parents = parents_of(connection) if rows else {}
        below = [DeviceId(row.device) for row in rows if is_within(UnitCode(row.unit), unit, parents)]
        plain = (Revocation(card=self._vouched(connection, device)) for device in below[:TOLD])
        return tuple(replace(one, signature=self._authority_key.sign(one.message)) for one in plain)


def _news(connection: Connection, said: Sequence[DeviceCard]) -> list[DeviceCard]:
    held = ((card, find_card(connection, card.device)) for card in said)
    return [card for card, known in held if known is None or revokes_anew(card, known)]


def _keep(connection: Connection, said: Sequence[DeviceCard]) -> None:
    take_numbers(connection, CARDS, 1)  # first: whoever keeps cards waits here
    for card in _news(connection, said):
        put(connection, DEVICE, card_row(card), keys=("device",))
