"""What is set at this workstation and stands in no journal: an administrator's, and the log keeps whose."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import Action, require
from commandpost.app.session import Session


def administrator(session: Session) -> str:
    """The name of the administrator who sits at this desk. Raises as ``permissions.require`` does."""
    require(session, Action.ADMINISTER)
    return session.name


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Asked before the server's address, the copies' second place or the room's roles are changed."""

    desk: Desk
    logbook: LogbookService

    def administrator(self) -> str:
        """As the function of this name."""
        return administrator(self.desk.session)

    def note(self, words: str) -> None:
        """The log keeps what was set."""
        self.logbook.record(words, mode=LogMode.SYSTEM)
