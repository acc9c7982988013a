"""A page as the shell shows it, without the shell."""

from __future__ import annotations

from typing import TypeVar

import shiboken6

from commandpost.app.people import PersonRole
from commandpost.domain.codes import Level
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.gui.pages.base import Page
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui

P = TypeVar("P", bound=Page)
PIN = "1234"


def shown(gui: Gui, kind: type[P]) -> P:
    """The page, visible, refreshed by what changes."""
    page = kind(gui.context())
    page.resize(1300, 700)

    def changed(changes: ChangeSet) -> None:
        if shiboken6.isValid(page) and changes.kinds & kind.topics:
            page.refresh(changes)

    gui.bridge.changed.connect(changed)
    page.refresh(ChangeSet())
    page.show()
    return page


def staff(gui: Gui, name: str, role: PersonRole = PersonRole.DUTY_OFFICER, *, pin: str = PIN) -> PersonId:
    """Somebody on the staff, with a PIN on this workstation."""
    session = gui.desk.session
    held, session.roles = session.roles, frozenset({PersonRole.ADMINISTRATOR})
    person = gui.services.people.add(name, {role}, "13900000218")
    if pin:
        gui.services.people.set_pin(person, pin)
    session.roles = held
    return person


def incident(gui: Gui, title: str = "槐树里12号院自建房局部坍塌") -> RecordId:
    """An open incident that owes reports."""
    new = NewIncident(title=title, code="", level=Level.LARGER, place="槐树里12号院", received=gui.desk.now())
    return gui.services.incidents.open(new)
