"""What tests of several pages stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.app.desk import PersonRole, Session, Tier
from commandpost.bootstrap.workstation import new_id
from commandpost.domain.ids import PersonId
from tests.factories import DISTRICT, journal, memory_desk, server_journal
from tests.gui.conftest import Gui
from tests.gui.two_desks import seated
from tests.integration.storage.test_exchange import enrol


@pytest.fixture
def pair(gui: Gui) -> tuple[Gui, Gui]:
    """Street and district of one server that cannot be reached."""
    server = server_journal(clock=gui.clock)
    below = enrol(journal(clock=gui.clock), server)
    above = enrol(journal(unit=DISTRICT, tier="district", clock=gui.clock), server, "BBBB")
    session = Session(person=PersonId("staff-zhaoqiang"), name="赵强", roles=frozenset({PersonRole.DISTRICT_OFFICER}))
    desk = memory_desk(above, clock=gui.clock, unit=DISTRICT, unit_name="清平区", tier=Tier.DISTRICT, station="D1")
    return (
        seated(gui, replace(memory_desk(below, clock=gui.clock), new_id=new_id), below),
        seated(gui, replace(desk, session=session, new_id=new_id), above),
    )
